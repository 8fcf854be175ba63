"""The terms of graph/ontology.yaml, and those that describe links, claims and articles, as an RDF vocabulary.

A type is a class, a relation a property of the same name (dg:OWNS, as in Cypher). Mappings become rdfs:subClassOf and
rdfs:subPropertyOf: ours are the narrower. Where the other vocabulary's property points the other way (P112 "founded
by" against FOUNDED), it aligns with a second property of ours that is owl:inverseOf the first, so that a reasoner
turns the triple round instead of reading it backwards. Relations that hold between several types carry
schema:domainIncludes, which says no more than that; rdfs:domain with each of them would say that a subject is of all
these types (RDF Schema 1.1, 3.1). `functional` is no owl:FunctionalProperty: it means one at a time, and former links
stand beside the current one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from graph.ontology import EntityType, Ontology, Relation
from graph.rdf.terms import PREFIXES, VOCABULARY, Iri, Resource, Term, name, text

Property = tuple[Iri, Term]

TYPE = name("rdf:type")
LABEL = name("rdfs:label")
COMMENT = name("rdfs:comment")
EXAMPLE = name("skos:example")

# Terms of the description itself: name -> (what it points to, label, comment). They start in lower case and relations
# are in upper case, so that no relation, a user's included, can meet one.
CLASSES = {
    "Entity": ("entity", "A thing that articles name: mentions that mean one thing.", None),
    "Link": ("link", "Claims of the same fact between two entities, summed up; its status says how it holds.", None),
    "Claim": ("claim", "One article's statement, with the sentence that says so.", "prov:Entity"),
    "Article": ("article", "An article that claims were found in.", "schema:NewsArticle"),
}  # fmt: skip
DETAILS = {
    "id": ("xsd:string", "id", "The identifier that Cypher, ledger and page use for the same thing."),
    "wikidata": ("xsd:string", "Wikidata id", "The Wikidata item of the entity."),
    "sources": ("xsd:integer", "sources", "How many independent articles say so, or name the entity."),
    "firstSeen": (None, "first seen", "Date of the earliest article, as precisely as it is known."),
    "lastSeen": (None, "last seen", "Date of the latest article, as precisely as it is known."),
    "status": ("xsd:string", "status", None),
    "since": (None, "since", "When it began, as precisely as it is known."),
    "until": (None, "until", "When it ended, as precisely as it is known."),
    "confidence": ("xsd:double", "confidence", "How sure the extractors are together, from 0 to 1."),
    "evidence": ("xsd:string", "evidence", "The sentence, exactly as it stands in the article."),
    "start": ("xsd:integer", "start", "Code point of headline, blank line and text where the evidence begins."),
    "end": ("xsd:integer", "end", "Code point before which the evidence ends."),
    "extractor": ("xsd:string", "extractor", "What found the claim."),
}
SUPPORTS = name("dg:supports")


def term(local: str) -> Iri:
    """The IRI of a type, a relation or a detail of our own vocabulary."""
    return Iri(VOCABULARY + local)


def inverse(relation: str) -> Iri:
    """The IRI of a relation's inverse; the hyphen keeps it apart from every relation's name."""
    return term(f"inverse-{relation}")


def qualifier(key: str) -> Iri:
    """The IRI of a qualifier ("case_number" is dg:caseNumber); `title` is a role, as it is in Cypher."""
    words = ("role" if key == "title" else key).split("_")
    local = words[0] + "".join(word.capitalize() for word in words[1:])
    return term(f"qualifier-{local}" if local in DETAILS and local not in ("since", "until") else local)


def vocabulary(ontology: Ontology) -> Iterator[Resource]:
    """The whole vocabulary, in the order of the ontology: header, classes, relations with inverses, details."""
    yield _header()
    yield from (_described_class(*entry) for entry in CLASSES.items())
    yield from (_class(kind) for kind in ontology.types.values())
    for relation in ontology.relations.values():
        yield _relation(relation)
        if not relation.symmetric:
            yield _inverse(relation)
    yield from _details(ontology)


def _header() -> Resource:
    about = "Companies, owners, ventures, lawsuits, people and products of the AI industry, as news state them."
    return Resource(
        Iri(VOCABULARY.rstrip("#")),
        ((TYPE, name("owl:Ontology")), (LABEL, text("dealgraph vocabulary")), (COMMENT, text(about))),
    )


def _described_class(local: str, entry: tuple[str, str, str | None]) -> Resource:
    label, comment, wider = entry
    above = () if wider is None else ((name("rdfs:subClassOf"), name(wider)),)
    return Resource(term(local), (*_kinds("rdfs:Class", "owl:Class"), *_words(label, comment), *above))


def _class(kind: EntityType) -> Resource:
    group = (kind.group,) if kind.group and kind.group != kind.name else ()
    above = [term(local) for local in ("Entity", *group)] + list(_mapped(kind.mappings, "wd", inverted=False))
    label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.name).lower()
    return Resource(
        term(kind.name),
        (
            *_kinds("rdfs:Class", "owl:Class"),
            *_words(label, kind.definition),
            (EXAMPLE, text(kind.example)),
            *((name("rdfs:subClassOf"), wider) for wider in above),
        ),
    )


def _relation(relation: Relation) -> Resource:
    kinds = ("owl:ObjectProperty", "owl:SymmetricProperty") if relation.symmetric else ("owl:ObjectProperty",)
    return Resource(
        term(relation.name),
        (
            *_kinds("rdf:Property", *kinds),
            *_words(relation.name.lower().replace("_", " "), relation.definition),
            (EXAMPLE, text(relation.example)),
            *_ends(relation.subject, "domain"),
            *_ends(relation.object, "range"),
            *_above(relation.mappings, inverted=False),
        ),
    )


def _inverse(relation: Relation) -> Resource:
    return Resource(
        inverse(relation.name),
        (
            *_kinds("rdf:Property", "owl:ObjectProperty"),
            *_words(relation.inverse, f"The inverse of {relation.name}."),
            (name("owl:inverseOf"), term(relation.name)),
            *_above(relation.mappings, inverted=True),
        ),
    )


def _details(ontology: Ontology) -> Iterator[Resource]:
    statuses = "; ".join(f"{status} ({meaning.rstrip('.')})" for status, meaning in ontology.statuses.items())
    for local, (datatype, label, comment) in DETAILS.items():
        spread = () if datatype is None else ((name("rdfs:range"), name(datatype)),)
        about = f"How the statement holds: {statuses}." if comment is None else comment
        yield Resource(term(local), (*_kinds("rdf:Property", "owl:DatatypeProperty"), *_words(label, about), *spread))
    for key, meaning in ontology.qualifiers.items():
        if qualifier(key).value not in {term(local).value for local in DETAILS}:
            kinds = _kinds("rdf:Property", "owl:DatatypeProperty")
            yield Resource(qualifier(key), (*kinds, *_words(key.replace("_", " "), meaning)))
    ends = ((name("rdfs:domain"), term("Claim")), (name("rdfs:range"), term("Link")))
    words = _words("supports", "The link that the claim is one of the sources of; a denied claim supports none.")
    yield Resource(SUPPORTS, (*_kinds("rdf:Property", "owl:ObjectProperty"), *words, *ends))


def _kinds(*names: str) -> Iterator[Property]:
    return ((TYPE, name(kind)) for kind in names)


def _words(label: str, comment: str) -> tuple[Property, ...]:
    return (LABEL, text(label)), (COMMENT, text(comment))


def _ends(types: Iterable[str], end: str) -> Iterator[Property]:
    several = sorted(types)
    predicate = name(f"rdfs:{end}" if len(several) == 1 else f"schema:{end}Includes")
    return ((predicate, term(kind)) for kind in several)


def _above(mappings: Mapping[str, str], *, inverted: bool) -> Iterator[Property]:
    return ((name("rdfs:subPropertyOf"), wider) for wider in _mapped(mappings, "wdt", inverted=inverted))


def _mapped(mappings: Mapping[str, str], wikidata: str, *, inverted: bool) -> Iterator[Iri]:
    """The terms of other vocabularies; Wikidata's properties are the direct ones, which join two items (wdt:)."""
    for vocabulary_key, local in sorted(mappings.items()):
        prefix = vocabulary_key.removesuffix("_inverse")
        if vocabulary_key.endswith("_inverse") == inverted:
            yield Iri(PREFIXES[wikidata if prefix == "wikidata" else prefix] + quote(local, safe=""))
