"""Scores in a store: set, set anew, and still there after a sync."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from graphs import entity_id, projection
from stores import Series, Shelf, ask

from graph.errors import StoreUnavailable, UnknownName
from graph.model import Projection
from graph.ontology import load_ontology
from graph.stores import open_store
from graph.stores.base import Store
from graph.stores.embedded import EmbeddedStore
from graph.stores.scores import FILE, SCORES
from graph.stores.whole import write_projection

if TYPE_CHECKING:
    from conftest import Database

BROKERS = {entity_id("OpenAI"): 0.75, entity_id("Microsoft"): 0.5, entity_id("World Labs"): 0.125, "nobody": 0.25}


def scored(store: Store, name: str = "betweenness") -> dict[str, float]:
    rows = store.view().query(f"MATCH (e:Entity) WHERE e.{name} IS NOT NULL RETURN e.name AS name, e.{name} AS score")
    return {row["name"]: row["score"] for row in rows}


def without(name: str) -> Projection:
    """The test graph as if nobody had named the entity."""
    graph, gone = projection(watermark=f"without {name}"), entity_id(name)
    return replace(
        graph,
        entities=tuple(e for e in graph.entities if e.id != gone),
        links=tuple(link for link in graph.links if gone not in (link.subject, link.object)),
        statements=tuple(s for s in graph.statements if gone not in (s.subject, s.object)),
        mentions=tuple(pair for pair in graph.mentions if pair[1] != gone),
    )


@pytest.fixture
def empty(shelf: Shelf) -> Iterator[Store]:
    with closing(shelf.empty()) as opened:
        yield opened


def test_scores_are_set_and_set_anew(empty: Store) -> None:
    store = empty
    write_projection(store, projection())
    assert store.write_scores("betweenness", BROKERS) == 3
    assert scored(store) == {"OpenAI": 0.75, "Microsoft": 0.5, "World Labs": 0.125}
    assert store.write_scores("community", {entity_id("Nvidia"): 3}) == 1
    assert store.write_scores("betweenness", {entity_id("Nvidia"): 0.125}) == 1
    assert (scored(store), scored(store, "community")) == ({"Nvidia": 0.125}, {"Nvidia": 3})
    assert store.state() == projection().watermark


@pytest.mark.parametrize("full", [False, True])
def test_scores_are_still_there_after_a_sync(empty: Store, *, full: bool) -> None:
    store, first, then = empty, projection(), without("World Labs")
    store.take(Series(first))
    store.write_scores("betweenness", BROKERS)
    store.take(Series(first, then), full=full)
    assert store.state() == then.watermark
    assert scored(store) == {"OpenAI": 0.75, "Microsoft": 0.5}
    # the score is ours, so it kept nobody in the graph who is no more
    assert ask(store, "MATCH (n) WHERE n.name = 'World Labs' RETURN count(n)") == ((0,),)


def test_only_our_own_entities_get_a_score(neo4j: Database) -> None:
    with closing(open_store("neo4j", neo4j.server.home, load_ontology(), neo4j.env)) as store:
        write_projection(store, projection())
        neo4j.run("CREATE (:Person {id: $id, community: 'of the user'})", id=entity_id("OpenAI"))
        assert store.write_scores("community", {entity_id("OpenAI"): 1}) == 1
        store.write_scores("community", {})
        assert neo4j.run("MATCH (n) WHERE n.community IS NOT NULL RETURN n.community") == [
            {"n.community": "of the user"}
        ]


def test_a_damaged_file_of_scores_stops_no_sync(store: EmbeddedStore) -> None:
    store.write_scores("betweenness", BROKERS)
    (store.path.parent / FILE).write_text("{")
    write_projection(store, projection(watermark="next"))
    assert scored(store) == {}


def test_no_other_property_is_written(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownName, match="betweenness"):
        store.write_scores("name", BROKERS)
    assert SCORES == ("betweenness", "community")


def test_without_a_graph_the_cure_is_named(store: EmbeddedStore) -> None:
    store.path.write_bytes(b"")
    with pytest.raises(StoreUnavailable, match="dealgraph sync"):
        store.write_scores("betweenness", BROKERS)
