"""The vocabulary: every term of the ontology, aligned in the right direction."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DC, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS

from graph.errors import UnknownName
from graph.ontology import load_ontology
from graph.rdf.export import write_vocabulary
from graph.rdf.terms import PREFIXES, VOCABULARY
from graph.rdf.vocabulary import qualifier
from tests.graphs import projection

ONTOLOGY = load_ontology()
DG = rdflib.Namespace(VOCABULARY)
WDT = rdflib.Namespace(PREFIXES["wdt"])


def loaded(path: Path | None = None) -> rdflib.Graph:
    out = io.BytesIO()
    write_vocabulary(load_ontology(path), out)
    return rdflib.Graph().parse(data=out.getvalue(), format="turtle")


def test_every_type_relation_and_qualifier_has_a_label_and_a_definition() -> None:
    graph = loaded()
    names = [*ONTOLOGY.types, *ONTOLOGY.relations]
    for term in [*(DG[name] for name in names), *(rdflib.URIRef(qualifier(key).value) for key in ONTOLOGY.qualifiers)]:
        assert graph.value(term, RDFS.label), term
        assert graph.value(term, RDFS.comment), term
    assert set(graph.subjects(RDF.type, OWL.Class)) >= {DG[name] for name in ONTOLOGY.types}
    assert set(graph.subjects(RDF.type, OWL.ObjectProperty)) >= {DG[name] for name in ONTOLOGY.relations}
    assert str(graph.value(DG.GovernmentBody, RDFS.label)) == "government body"


def test_all_that_the_export_says_is_in_the_vocabulary() -> None:
    from graph.rdf.resources import resources

    graph = loaded()
    ours = {
        term.value
        for resource in resources(projection(), ONTOLOGY)
        for pair in resource.properties
        for term in pair
        if term.value.startswith(VOCABULARY)
    }
    assert len(ours) > 30
    assert {iri for iri in ours if graph.value(rdflib.URIRef(iri), RDFS.label) is None} == set()


def test_a_mapping_of_the_same_direction_is_a_wider_property() -> None:
    graph = loaded()
    assert set(graph.objects(DG.OWNS, RDFS.subPropertyOf)) == {WDT.P1830, SDO.owns}
    assert set(graph.objects(DG.WORKS_FOR, RDFS.subPropertyOf)) == {WDT.P108, SDO.worksFor, ORG.memberOf}


def test_a_mapping_of_the_other_direction_belongs_to_the_inverse() -> None:
    graph = loaded()
    assert list(graph.objects(DG.FOUNDED, RDFS.subPropertyOf)) == []
    (inverse,) = graph.subjects(OWL.inverseOf, DG.FOUNDED)
    assert set(graph.objects(inverse, RDFS.subPropertyOf)) == {WDT.P112, SDO.founder}
    assert str(graph.value(inverse, RDFS.label)) == "founded by"


def test_what_wikidata_calls_founded_by_is_found_through_the_inverse() -> None:
    from graph.rdf.sparql import SparqlEngine

    rows = SparqlEngine(projection(), ONTOLOGY).query("""
        SELECT ?what ?who WHERE {
          ?inverse rdfs:subPropertyOf wdt:P112 ; owl:inverseOf ?founded .
          ?person ?founded ?company . ?person schema:name ?who . ?company schema:name ?what
        } ORDER BY ?what""")
    assert not isinstance(rows, bool)
    assert list(rows) == [{"what": "LinkedIn", "who": "Reid Hoffman"}, {"what": "OpenAI", "who": "Sam Altman"}]


def test_one_type_is_a_domain_and_several_are_only_included() -> None:
    graph = loaded()
    assert graph.value(DG.WORKS_FOR, RDFS.domain) == DG.Person
    assert graph.value(DG.WORKS_FOR, RDFS.range) is None
    assert set(graph.objects(DG.WORKS_FOR, SDO.rangeIncludes)) == {DG.Company, DG.Organization, DG.GovernmentBody}


def test_symmetric_relations_say_so_and_have_no_second_property() -> None:
    graph = loaded()
    symmetric = set(graph.subjects(RDF.type, OWL.SymmetricProperty))
    assert symmetric == {DG[r.name] for r in ONTOLOGY.relations.values() if r.symmetric}
    assert not [p for p in symmetric if (None, OWL.inverseOf, p) in graph]


def test_terms_of_schema_org_org_prov_and_skos_exist() -> None:
    known = {str(space): space for space in (SDO, ORG, PROV, SKOS, RDF, RDFS, OWL, DC)}
    for _, predicate, value in loaded():
        for iri in filter(lambda term: isinstance(term, rdflib.URIRef), (predicate, value)):
            space = next((found for prefix, found in known.items() if str(iri).startswith(prefix)), None)
            assert space is None or iri in space, iri


def test_wikidata_terms_have_the_form_of_ids() -> None:
    terms = {str(term) for term in loaded().objects() if str(term).startswith("http://www.wikidata.org/")}
    assert len(terms) > 20
    for term in terms:
        assert re.fullmatch(r"http://www\.wikidata\.org/(entity/Q|prop/direct/P)[1-9][0-9]*", term)


def test_a_users_own_relation_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "more.yaml"
    path.write_text(
        "qualifiers: {status: Own idea of a status.}\n"
        "relations:\n  LICENSES_TO:\n    subject: [Company]\n    object: [Company]\n    definition: Grants a licence.\n"
        "    example: Arm LICENSES_TO Apple\n    mappings: {schema_inverse: 'a b<'}\n",
        encoding="utf-8",
    )
    graph = loaded(path)
    assert str(graph.value(DG.LICENSES_TO, RDFS.comment)) == "Grants a licence."
    assert DG["qualifier-status"] in set(graph.subjects())  # dg:status is how a statement holds
    assert graph.value(DG["inverse-LICENSES_TO"], RDFS.subPropertyOf) == rdflib.URIRef("https://schema.org/a%20b%3C")


def test_it_reads_in_every_format() -> None:
    found = []
    for form, kind in (
        ("turtle", ox.RdfFormat.TURTLE),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        out = io.BytesIO()
        write_vocabulary(ONTOLOGY, out, form)
        found.append({str(quad) for quad in ox.parse(out.getvalue(), format=kind)})
    assert found[0] == found[1] == found[2]
    with pytest.raises(UnknownName):
        write_vocabulary(ONTOLOGY, io.BytesIO(), "rdfxml")
