"""Every saved question gives the same rows, in the same order and of the same types, from Neo4j as from the embedded
store."""

from __future__ import annotations

import random
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import Database, clean_environment, name_of_store
from graphs import ENTITIES, FACTS, Fact, projection
from hypothesis import HealthCheck, given, settings
from servers import VERSIONS
from stores import ONTOLOGY, Shelf, typed

from graph.model import Projection
from graph.stores import open_store
from graph.stores.base import View
from graph.stores.whole import write_projection
from queries.catalogue import SavedQuery, bind, get, list_queries
from tests.strategies import graphs_of

NAMES = [*ENTITIES, *(alias.swapcase() for _, aliases, _ in ENTITIES.values() for alias in aliases),
         "", "nobody", "x' OR 1=1 //", "|", "i", "LinkedI"]  # fmt: skip
VALUES: Mapping[str, list[Any]] = {
    "relation": ["", "OWNS", "competes_with", "nosuch"],
    "limit": [0, 1, 2, 1000],
    "since": ["2023", "2024-11", "2025-01-21", "9999"],
    "until": ["2023-12-31", "2024", "2025-09"],
    "currency": ["USD", "usd", "EUR", ""],
    "least": [0.0, 1000.0, 2.7e10, 1e300],
}
QUESTIONS = [query.name for query in list_queries()]
PAIRS = random.Random(7).sample([(a, b) for a in ENTITIES for b in ENTITIES], 60)  # noqa: S311  the same for ever


def example_of(query: SavedQuery) -> dict[str, Any]:
    return dict(pair.split("=", 1) for pair in shlex.split(query.example)[4::2])


def ways_to_ask(query: SavedQuery, names: list[str], pairs: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """The documented example, and it with each parameter in turn given other values."""
    example = example_of(query)
    yield example
    for parameter in query.parameters:
        if parameter.name in ("a", "b"):
            continue
        for value in VALUES.get(parameter.name, names):
            yield {**example, parameter.name: value}
    if "a" in example:
        yield from ({**example, "a": a, "b": b} for a, b in pairs)


def assert_alike(views: tuple[View, View], query: SavedQuery, parameters: Mapping[str, Any]) -> int:
    bound = bind(query, parameters)
    ours, theirs = (view.query(query.text, bound) for view in views)
    assert theirs.columns == ours.columns, (query.name, parameters)
    assert list(typed(theirs.rows)) == list(typed(ours.rows)), (query.name, parameters)
    return len(ours)


def assert_all_alike(views: tuple[View, View], names: list[str], pairs: list[tuple[str, str]]) -> int:
    """Ask every question in many ways; how many of them had an answer."""
    queries = [get(name) for name in QUESTIONS]
    return sum(assert_alike(views, query, way) > 0 for query in queries for way in ways_to_ask(query, names, pairs))


def embedded_view(graph: Projection, home: Path) -> View:
    store = open_store("embedded", home, ONTOLOGY)
    write_projection(store, graph)
    return store.view()


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> View:
    return embedded_view(projection(), tmp_path_factory.mktemp("home"))


@pytest.fixture
def views(embedded: View, shelf: Shelf) -> Iterator[tuple[View, View]]:
    """The embedded store beside the other one, with the hand-made graph."""
    other = shelf.holding(projection())
    yield embedded, other.view()
    other.close()


@pytest.mark.parametrize("shelf", VERSIONS, ids=name_of_store, indirect=True)
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_answered_alike(views: tuple[View, View], name: str) -> None:
    query = get(name)
    assert max(assert_alike(views, query, way) for way in ways_to_ask(query, NAMES, PAIRS)) > 0


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=graphs_of(ONTOLOGY.relations, size=60))
def test_any_graph_is_asked_alike(neo4j: Database, tmp_path_factory: pytest.TempPathFactory, facts: list[Fact]) -> None:
    graph = projection([*facts, *(fact for fact in FACTS if fact.relation == "OWNS")], f"random {hash(str(facts))}")
    ends = sorted({(fact.subject, fact.object) for fact in facts})[:4]
    home = tmp_path_factory.mktemp("home")
    with closing(open_store("neo4j", home, ONTOLOGY, neo4j.env)) as server:
        write_projection(server, graph)
        assert_all_alike(
            (embedded_view(graph, home), server.view()), ["", *(name for pair in ends for name in pair)], ends
        )


@pytest.mark.slow
def test_the_sample_articles_are_asked_alike(neo4j: Database, demo: Path) -> None:
    """By way of the command line, as a user would move from the one store to the other."""
    home = demo / ".dealgraph" / "demo"
    command = [Path(sys.executable).with_name("dealgraph"), "--home", str(home), "--store", "neo4j", "sync"]
    environment = {**clean_environment(), **neo4j.env}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    with closing(open_store("neo4j", home, ONTOLOGY, neo4j.env)) as server:
        views = open_store("embedded", home, ONTOLOGY).view(), server.view()
        by_sources = "MATCH (e:Entity) RETURN e.name ORDER BY e.sources DESC, e.id LIMIT 25"
        names = [name for (name,) in views[0].query(by_sources).rows]
        assert assert_all_alike(views, names, list(pairwise(names))) > 100
