"""A projection as RDF resources: entities, links, claims, articles.

Only a link whose status is current or former becomes a plain triple, so that a rumour, a plan or a denial is never read
as a fact. A former one holds no longer: the link's node (dg:Link, with rdf:subject, rdf:predicate, rdf:object) says
which it is, since when and until when, and exists for planned and rumoured links as well. A claim is a prov:Entity of
the same form, derived from its article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.model import ArticleCard, Entity, Link, Projection, Statement, Status
from graph.ontology import Ontology
from graph.rdf import terms
from graph.rdf.terms import Iri, Resource, Term, name, thing
from graph.rdf.vocabulary import LABEL, SUPPORTS, TYPE, qualifier, term

FACTS = (Status.CURRENT, Status.FORMER)
DATES = {"date", "since", "until"}
NUMBERS = {"amount", "amount_max", "share"}
SUBJECT, PREDICATE, OBJECT = (name(f"rdf:{end}") for end in ("subject", "predicate", "object"))
WIKIDATA_PAGE = "http://www.wikidata.org/wiki/"

Property = tuple[Iri, Term]
Neighbours = Mapping[str, Sequence[Property]]


def resources(projection: Projection, ontology: Ontology, *, base: str = terms.BASE) -> Iterator[Resource]:
    """Everything that the projection holds, sorted by kind and id; UsageError when `base` is no base IRI."""
    terms.check_base(base)
    facts = _facts(projection.links, base)
    mentioned = _mentioned(projection.mentions, base)
    yield from (_entity(entity, ontology, facts, base) for entity in sorted(projection.entities, key=_id))
    yield from (_link(link, base) for link in sorted(projection.links, key=_id))
    yield from (_claim(statement, base) for statement in sorted(projection.statements, key=_id))
    yield from (_article(article, mentioned, base) for article in sorted(projection.articles, key=_id))


def _id(value: Entity | Link | Statement | ArticleCard) -> str:
    return value.id


def _facts(links: Iterable[Link], base: str) -> Neighbours:
    """The plain triples by subject; two links of one relation, a former and a current one, are one triple."""
    facts: dict[str, set[Property]] = defaultdict(set)
    for link in links:
        if link.status in FACTS:
            facts[link.subject].add((term(link.relation), thing(base, "entity", link.object)))
    return {subject: sorted(properties, key=_as_text) for subject, properties in facts.items()}


def _as_text(entry: Property) -> tuple[str, str]:
    return entry[0].value, entry[1].value


def _mentioned(mentions: Iterable[tuple[str, str]], base: str) -> Neighbours:
    found: dict[str, set[str]] = defaultdict(set)
    for article, entity in mentions:
        found[article].add(entity)
    about = name("schema:mentions")
    return {key: [(about, thing(base, "entity", entity)) for entity in sorted(ids)] for key, ids in found.items()}


def _entity(entity: Entity, ontology: Ontology, facts: Neighbours, base: str) -> Resource:
    return Resource(
        thing(base, "entity", entity.id),
        (
            *((TYPE, term(label)) for label in ontology.type(entity.type).labels),
            (LABEL, terms.text(entity.name)),
            (name("schema:name"), terms.text(entity.name)),
            *((name("skos:altLabel"), terms.text(alias)) for alias in sorted(set(entity.aliases) - {entity.name})),
            *_same_as(entity.wikidata),
            (term("id"), terms.text(entity.id)),
            (term("sources"), terms.integer(entity.sources)),
            *_dates(firstSeen=entity.first_seen, lastSeen=entity.last_seen),
            *facts.get(entity.id, ()),
        ),
    )


def _same_as(wikidata: str | None) -> Iterator[Property]:
    if wikidata is None:
        return
    yield term("wikidata"), terms.text(wikidata)
    if re.fullmatch(r"Q[1-9][0-9]*", wikidata):
        yield name("owl:sameAs"), name(f"wd:{wikidata}")
        yield name("schema:sameAs"), Iri(WIKIDATA_PAGE + wikidata)


def _link(link: Link, base: str) -> Resource:
    # A link's own dates are those of all its claims, so they stand in the place of one claim's.
    others = {key: value for key, value in link.qualifiers.items() if key not in ("since", "until")}
    return Resource(
        thing(base, "link", link.id),
        (
            (TYPE, term("Link")),
            *_statement(link.subject, link.relation, link.object, base),
            (term("id"), terms.text(link.id)),
            (term("status"), terms.text(link.status)),
            *_dates(since=link.since, until=link.until),
            *_qualifiers(others),
            (term("confidence"), terms.double(link.confidence)),
            (term("sources"), terms.integer(link.sources)),
            (term("evidence"), terms.text(link.evidence)),
            *_address(link.url),
        ),
    )


def _claim(statement: Statement, base: str) -> Resource:
    supported = () if statement.link is None else ((SUPPORTS, thing(base, "link", statement.link)),)
    return Resource(
        thing(base, "claim", statement.id),
        (
            (TYPE, term("Claim")),
            (TYPE, name("prov:Entity")),
            *_statement(statement.subject, statement.relation, statement.object, base),
            (term("id"), terms.text(statement.id)),
            (term("status"), terms.text(statement.status)),
            *_qualifiers(statement.qualifiers),
            (term("confidence"), terms.double(statement.confidence)),
            (term("evidence"), terms.text(statement.evidence)),
            (term("start"), terms.integer(statement.start)),
            (term("end"), terms.integer(statement.end)),
            (term("extractor"), terms.text(statement.extractor)),
            (name("prov:wasDerivedFrom"), thing(base, "article", statement.article)),
            *supported,
        ),
    )


def _article(article: ArticleCard, mentioned: Neighbours, base: str) -> Resource:
    published = () if article.published is None else ((name("schema:datePublished"), terms.when(article.published)),)
    publisher = () if article.publisher is None else ((name("schema:publisher"), terms.text(article.publisher)),)
    return Resource(
        thing(base, "article", article.id),
        (
            (TYPE, term("Article")),
            (TYPE, name("schema:NewsArticle")),
            (term("id"), terms.text(article.id)),
            (name("schema:headline"), terms.text(article.headline)),
            *published,
            *publisher,
            *_address(article.url),
            *mentioned.get(article.id, ()),
        ),
    )


def _statement(subject: str, relation: str, target: str, base: str) -> Iterator[Property]:
    yield SUBJECT, thing(base, "entity", subject)
    yield PREDICATE, term(relation)
    yield OBJECT, thing(base, "entity", target)


def _qualifiers(qualifiers: Mapping[str, str]) -> Iterator[Property]:
    for key, value in sorted(qualifiers.items()):
        typed = terms.when if key in DATES else terms.number if key in NUMBERS else terms.text
        yield qualifier(key), typed(value)


def _dates(**dates: str | None) -> Iterator[Property]:
    return ((term(key), terms.when(value)) for key, value in dates.items() if value is not None)


def _address(url: str | None) -> Iterator[Property]:
    if url is not None:
        yield name("schema:url"), terms.address(url)
