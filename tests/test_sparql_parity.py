"""Each twin question gives the same rows, in the same order, from Cypher and from SPARQL."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from graph.model import Projection
from graph.ontology import load_ontology
from graph.rdf.sparql import SparqlEngine
from graph.stores.base import Rows, View
from graph.stores.embedded import EmbeddedStore
from graph.stores.whole import write_projection
from queries.catalogue import bind, get, list_queries
from tests.graphs import FACTS, Fact, projection
from tests.strategies import graphs_of

ONTOLOGY = load_ontology()
TWINS = ("investors", "lawsuits", "owners", "people", "sources", "ventures")

ASKED = [
    *(("owners", {"name": name}) for name in ("LinkedIn Learning", "linkedin", "GitHub", "OpenAI", "Nobody", "")),
    *(("lawsuits", {"name": name}) for name in ("LinkedIn", "microsoft", "NYT", "De La Torre", "AMD")),
    *(("ventures", {"name": name}) for name in ("", "Stargate", "stargate project", "Oracle Corp.", "Trump", "AMD")),
    ("ventures", {"limit": 2}),
    *(("investors", {"name": name}) for name in ("OpenAI", "CoreWeave", "Stargate", "Nvidia")),
    *(("people", {"name": name}) for name in ("Microsoft", "MSFT", "OpenAI", "Salesforce", "inflection", "LinkedIn")),
    *(("sources", given) for given in (
        {},
        {"subject": "Microsoft", "relation": "OWNS", "object": "LinkedIn"},
        {"subject": "microsoft", "relation": "owns"},
        {"object": "世界"},
        {"subject": "wörld \"labs\""},
        {"relation": "COMPETES_WITH"},
        {"object": "Microsoft Corp."},
        {"limit": 3},
        {"relation": "works_for", "limit": 2},
        {"subject": "", "object": "openai", "limit": 1},
    )),
]  # fmt: skip


def cypher_view(graph: Projection, home: Path) -> View:
    store = EmbeddedStore(home, ontology=ONTOLOGY)
    write_projection(store, graph)
    return store.view()


def both(view: View, engine: SparqlEngine, name: str, parameters: Mapping[str, Any]) -> tuple[Rows, Rows]:
    asked = get(name, "cypher")
    twin = get(name, "sparql")
    found = engine.query(twin.text, bind(twin, parameters))
    assert isinstance(found, Rows)
    return view.query(asked.text, bind(asked, parameters)), found


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return cypher_view(projection(), tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def engine() -> SparqlEngine:
    return SparqlEngine(projection(), ONTOLOGY)


@pytest.mark.parametrize(("name", "parameters"), ASKED)
def test_the_twins_answer_alike(view: View, engine: SparqlEngine, name: str, parameters: dict[str, str]) -> None:
    by_cypher, by_sparql = both(view, engine, name, parameters)
    assert by_sparql == by_cypher


@pytest.mark.parametrize("name", TWINS)
def test_some_of_these_questions_have_an_answer(view: View, engine: SparqlEngine, name: str) -> None:
    counts = [len(both(view, engine, name, parameters)[1]) for asked, parameters in ASKED if asked == name]
    assert max(counts) >= 2


def test_the_headers_agree() -> None:
    assert {query.name for query in list_queries("sparql")} >= set(TWINS)
    for twin in list_queries("sparql"):
        original = get(twin.name, "cypher")
        assert (twin.question, twin.note, twin.parameters) == (original.question, original.note, original.parameters)
        assert twin.example == original.example.replace("dealgraph query", "dealgraph sparql")


def test_the_twins_run_on_other_engines() -> None:
    """They declare their prefixes, so that they can be pasted anywhere; rdflib parses them too."""
    from rdflib.plugins.sparql import prepareQuery

    for twin in list_queries("sparql"):
        assert prepareQuery(twin.text.replace("$limit", "9")).algebra.name == "SelectQuery"  # a number, no variable


OF_TWINS = ("OWNS", "INVESTED_IN", "FOUNDED", "WORKS_FOR", "BOARD_MEMBER_OF", "PARTICIPATES_IN", "ANNOUNCED",
            "PLAINTIFF_IN", "DEFENDANT_IN", "FILED_IN", "ALLEGES_VIOLATION_OF", "COUNSEL_IN")  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(facts=graphs_of(OF_TWINS))
def test_the_twins_answer_alike_on_any_graph(facts: list[Fact]) -> None:
    """Cycles of owners, all statuses, odd amounts and dates, hostile words."""
    graph = projection([*facts, *(fact for fact in FACTS if fact.relation == "OWNS")])
    engine = SparqlEngine(graph, ONTOLOGY)
    with tempfile.TemporaryDirectory() as home:
        view = cypher_view(graph, Path(home))
        for name in TWINS:
            of_facts = [{}] if name in ("sources", "ventures") else []
            for parameters in [*of_facts, *({"name": fact.object} for fact in facts[:5] if name != "sources")]:
                by_cypher, by_sparql = both(view, engine, name, parameters)
                assert by_sparql == by_cypher, (name, parameters)


def test_a_chain_of_six_owners_is_followed_for_five(tmp_path: Path) -> None:
    chain = ["AMD", "Anthropic", "CoreWeave", "GitHub", "Inflection AI", "LinkedIn", "Nvidia", "AMD"]  # a circle
    facts = [Fact(owner, "OWNS", owned, "a01", "It owns it.") for owner, owned in pairwise(chain)]
    graph = projection(facts)
    by_cypher, by_sparql = both(
        cypher_view(graph, tmp_path), SparqlEngine(graph, ONTOLOGY), "owners", {"name": "Nvidia"}
    )
    assert by_sparql == by_cypher
    assert [row["owner"] for row in by_sparql] == ["LinkedIn", "Inflection AI", "GitHub", "CoreWeave", "Anthropic"]


def test_an_address_that_is_no_iri_is_answered_as_it_stands(tmp_path: Path) -> None:
    bad = "https://news.example/a b?<x>"
    graph = projection()
    graph = replace(
        graph,
        articles=tuple(replace(card, url=bad) for card in graph.articles),
        links=tuple(replace(link, url=bad) for link in graph.links),
    )
    by_cypher, by_sparql = both(
        cypher_view(graph, tmp_path), SparqlEngine(graph, ONTOLOGY), "owners", {"name": "GitHub"}
    )
    assert by_sparql == by_cypher
    assert [row["url"] for row in by_sparql] == [bad]
