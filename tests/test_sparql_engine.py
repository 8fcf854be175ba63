"""Answers as values and in the W3C's formats; limits of time and size; errors that say what is wrong."""

from __future__ import annotations

import csv
import io
import json
import threading
import time
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib

from graph.errors import QueryError, UnknownName
from graph.ontology import load_ontology
from graph.rdf.sparql import GRAPH_FORMATS, RESULT_FORMATS, SparqlEngine, Triples
from graph.rdf.terms import BASE, VOCABULARY
from graph.stores.base import Rows
from tests.graphs import entity_id, projection

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(STR(?c) < STR(?f)) }"  # some seconds without a row
LINKEDIN = """
    SELECT ?name ?sources ?amount ?share ?confidence ?since ?fact ?missing WHERE {
      ?link a dg:Link ; rdf:subject/schema:name ?name ; rdf:object/schema:name "LinkedIn" ; rdf:predicate dg:ACQUIRED ;
            dg:amount ?amount ; dg:sources ?sources ; dg:confidence ?confidence ; dg:date ?since .
      BIND(BOUND(?name) AS ?fact) BIND("49.5"^^xsd:decimal AS ?share)
    }"""


@pytest.fixture(scope="module")
def engine() -> SparqlEngine:
    return SparqlEngine(projection(), load_ontology())


def test_select_gives_plain_values(engine: SparqlEngine) -> None:
    rows = engine.query(LINKEDIN)
    assert isinstance(rows, Rows)
    assert list(rows) == [
        {
            "name": "Microsoft",
            "sources": 1,
            "amount": 26_200_000_000,
            "share": 49.5,
            "confidence": 0.9,
            "since": "2016",
            "fact": True,
            "missing": None,
        }
    ]
    assert [type(value) for value in rows.rows[0]] == [str, int, int, float, float, str, bool, type(None)]


def test_odd_terms_come_as_text(engine: SparqlEngine) -> None:
    rows = engine.query("""SELECT ("x"^^xsd:integer AS ?a) ("many"^^xsd:double AS ?b) ("hallo"@de AS ?c) (dg:OWNS AS ?d)
                                  ("1e400"^^xsd:double AS ?e) ("maybe"^^xsd:boolean AS ?f) { }""")
    assert isinstance(rows, Rows)
    assert rows.rows == (("x", "many", "hallo", f"{VOCABULARY}OWNS", float("inf"), "maybe"),)


def test_ask_gives_a_truth_value(engine: SparqlEngine) -> None:
    assert engine.query('ASK { ?x schema:name "Nvidia" }') is True
    assert engine.query('ASK { ?x schema:name "Nobody" }') is False


def test_a_rumour_is_no_triple_and_a_fact_is(engine: SparqlEngine) -> None:
    ask = 'ASK {{ ?a schema:name "{}" . ?b schema:name "{}" . ?a dg:{} ?b }}'
    assert engine.query(ask.format("Microsoft", "LinkedIn", "OWNS")) is True
    assert engine.query(ask.format("Reid Hoffman", "OpenAI", "BOARD_MEMBER_OF")) is True  # former
    assert engine.query(ask.format("OpenAI", "Windsurf", "ACQUIRED")) is False  # rumoured
    assert engine.query(ask.format("Nvidia", "OpenAI", "INVESTED_IN")) is False  # planned
    assert engine.query(ask.format("Microsoft", "OpenAI", "OWNS")) is False  # denied


def test_construct_gives_triples(engine: SparqlEngine) -> None:
    answer = engine.query("CONSTRUCT { ?b dg:ownedBy ?a } WHERE { ?a dg:OWNS ?b }")
    assert isinstance(answer, Triples)
    assert len(answer) == 3
    owner, owned = (f"<{BASE}entity/{entity_id(name)}>" for name in ("Microsoft", "GitHub"))
    assert (owned, f"<{VOCABULARY}ownedBy>", owner) in answer.triples
    assert answer.as_rows().columns == ("subject", "predicate", "object")


def test_describe_gives_what_is_said_of_a_thing(engine: SparqlEngine) -> None:
    answer = engine.query(f"DESCRIBE <{BASE}entity/{entity_id('Nvidia')}>")
    assert isinstance(answer, Triples)
    assert any(o == '"NVIDIA Corporation"' for _, _, o in answer.triples)


def test_json_csv_tsv_and_xml_hold_the_same_answer(engine: SparqlEngine) -> None:
    query = 'SELECT ?name { ?x a dg:Organization ; schema:name ?name FILTER(CONTAINS(?name, "Labs")) }'
    document = json.loads(engine.serialize(query, format="json"))
    assert document["head"]["vars"] == ["name"]
    names = [binding["name"]["value"] for binding in document["results"]["bindings"]]
    assert names == ["World Labs"]
    table = list(csv.reader(io.StringIO(engine.serialize(query, format="csv").decode())))
    assert table == [["name"], ["World Labs"]]
    assert engine.serialize(query, format="tsv").decode().splitlines() == ["?name", '"World Labs"']
    tree = ElementTree.fromstring(engine.serialize(query, format="xml"))  # noqa: S314  our own output
    assert [e.text for e in tree.iter("{http://www.w3.org/2005/sparql-results#}literal")] == ["World Labs"]


def test_a_name_with_quotes_survives_every_format(engine: SparqlEngine) -> None:
    query = 'SELECT ?name { ?x skos:altLabel ?name FILTER(STRSTARTS(?name, "Wörld")) }'
    name = 'Wörld "Labs"'
    assert json.loads(engine.serialize(query))["results"]["bindings"][0]["name"]["value"] == name
    assert list(csv.reader(io.StringIO(engine.serialize(query, format="csv").decode())))[1] == [name]
    assert name in "".join(ElementTree.fromstring(engine.serialize(query, format="xml")).itertext())  # noqa: S314  ours


@pytest.mark.parametrize(("form", "answer"), [("json", b'{"head":{},"boolean":true}'), ("csv", b"true")])
def test_ask_has_a_document_too(engine: SparqlEngine, form: str, answer: bytes) -> None:
    assert engine.serialize("ASK { ?x a dg:Company }", format=form).strip() == answer


def test_control_characters_do_not_break_xml(engine: SparqlEngine) -> None:
    document = engine.serialize("SELECT ($name AS ?given) { }", {"name": "a\x00\x1f\tb"}, format="xml")
    assert "".join(ElementTree.fromstring(document).itertext()) == "a\ufffd\ufffd\tb"  # noqa: S314  our own output


def test_graphs_are_written_with_prefixes_and_read_back(engine: SparqlEngine) -> None:
    query = "CONSTRUCT { ?a dg:OWNS ?b . ?a schema:name ?n } WHERE { ?a dg:OWNS ?b ; schema:name ?n }"
    turtle = engine.serialize(query, format="ttl")
    assert b"dg:OWNS" in turtle
    assert turtle == engine.serialize(query, format="ttl")
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == 5
    expected = {str(triple) for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    for form in ("nt", "jsonld"):
        data = engine.serialize(query, format=form)
        assert {str(triple) for triple in ox.parse(data, format=GRAPH_FORMATS[form])} == expected


@pytest.mark.parametrize("form", sorted(RESULT_FORMATS))
def test_a_graph_is_no_table(engine: SparqlEngine, form: str) -> None:
    with pytest.raises(QueryError, match="answer with a graph; choose ttl"):
        engine.serialize("CONSTRUCT WHERE { ?a dg:OWNS ?b }", format=form)


@pytest.mark.parametrize("form", sorted(GRAPH_FORMATS))
def test_a_table_is_no_graph(engine: SparqlEngine, form: str) -> None:
    with pytest.raises(QueryError, match="answer with a table; choose json"):
        engine.serialize("SELECT ?a { ?a dg:OWNS ?b }", format=form)


def test_an_unknown_format_names_the_near_one(engine: SparqlEngine) -> None:
    with pytest.raises(UnknownName, match="no result format 'jsn'; did you mean 'json'"):
        engine.serialize("SELECT ?a { ?a dg:OWNS ?b }", format="jsn")


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELEC ?a { }", "not valid SPARQL: error at 1:"),
        ("SELECT ?a {\n ?a nope:x ?b }", "not valid SPARQL: error at 2:"),
        ("SELECT (<http://x.example/f>(1) AS ?x) { }", "the query failed: .*not supported"),
    ],
)
def test_a_text_that_does_not_run_says_where(engine: SparqlEngine, query: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        engine.query(query)


def test_a_query_that_runs_over_is_given_up_and_others_go_on(engine: SparqlEngine) -> None:
    with pytest.raises(QueryError, match=r"no answer within 0\.2 s"):
        engine.query(SLOW, time_limit=0.2)
    assert engine.query('ASK { ?x schema:name "Nvidia" }') is True


def test_a_thread_that_nobody_waits_for_ends_at_its_next_row(engine: SparqlEngine) -> None:
    before = threading.active_count()
    with pytest.raises(QueryError, match="no answer within"):
        engine.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", time_limit=0.05, row_limit=10**9)
    with pytest.raises(QueryError, match="no answer within"):
        engine.serialize("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", time_limit=0.05)
    deadline = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() == before


def test_without_a_time_limit_it_runs_in_the_callers_thread(engine: SparqlEngine) -> None:
    assert engine.query("ASK { }", time_limit=None) is True


def test_too_many_rows_are_refused_with_the_cure(engine: SparqlEngine) -> None:
    with pytest.raises(QueryError, match=r"more than 10 rows; add LIMIT, or use `dealgraph export`"):
        engine.query("SELECT ?s { ?s ?p ?o }", row_limit=10)
    rows = engine.query("SELECT ?s { ?s ?p ?o } LIMIT 10", row_limit=10)
    assert isinstance(rows, Rows)
    assert len(rows) == 10
    with pytest.raises(QueryError, match="more than 10 rows"):
        engine.query("CONSTRUCT WHERE { ?s ?p ?o }", row_limit=10)


def test_the_vocabulary_can_be_asked_with_the_data(engine: SparqlEngine) -> None:
    rows = engine.query("""
        SELECT DISTINCT ?label { ?p rdfs:subPropertyOf org:memberOf ; rdfs:label ?label . ?a ?p ?b } ORDER BY ?label""")
    assert isinstance(rows, Rows)
    assert [row["label"] for row in rows] == ["board member of", "participates in", "works for"]


def test_another_base_is_known_by_its_prefixes() -> None:
    engine = SparqlEngine(projection(), load_ontology(), base="https://kg.example.org/")
    rows = engine.query(f"SELECT ?name {{ entity:{entity_id('Nvidia')} schema:name ?name }}")
    assert isinstance(rows, Rows)
    assert rows.rows == (("Nvidia",),)


def test_many_threads_may_ask_at_once(engine: SparqlEngine) -> None:
    answers: list[object] = []
    ask = "SELECT (COUNT(*) AS ?n) { ?a a dg:Link }"
    threads = [threading.Thread(target=lambda: answers.append(engine.query(ask))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert len({str(answer) for answer in answers}) == 1
