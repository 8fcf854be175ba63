"""Scores in a store: set, set anew, and still there after a sync."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graphs import entity_id, projection

from graph.errors import StoreUnavailable, UnknownName
from graph.stores.base import Store
from graph.stores.embedded import EmbeddedStore
from graph.stores.scores import FILE, SCORES, ScoreStore
from graph.stores.whole import write_projection

BROKERS = {entity_id("OpenAI"): 0.75, entity_id("Microsoft"): 0.5, "nobody": 0.25}


def scored(store: Store, name: str = "betweenness") -> dict[str, float]:
    rows = store.view().query(f"MATCH (e:Entity) WHERE e.{name} IS NOT NULL RETURN e.name AS name, e.{name} AS score")
    return {row["name"]: row["score"] for row in rows}


def test_scores_are_set_and_set_anew(store: EmbeddedStore) -> None:
    state = store.state()
    assert isinstance(store, ScoreStore)
    assert store.write_scores("betweenness", BROKERS) == 2
    assert scored(store) == {"OpenAI": 0.75, "Microsoft": 0.5}
    assert store.write_scores("community", {entity_id("Nvidia"): 3}) == 1
    assert store.write_scores("betweenness", {entity_id("Nvidia"): 0.125}) == 1
    assert (scored(store), scored(store, "community")) == ({"Nvidia": 0.125}, {"Nvidia": 3})
    assert store.state() == state


def test_scores_are_still_there_after_a_sync(store: EmbeddedStore) -> None:
    store.write_scores("betweenness", BROKERS)
    graph = projection()
    kept = tuple(e for e in graph.entities if e.name != "World Labs")
    links = tuple(ln for ln in graph.links if entity_id("World Labs") not in (ln.subject, ln.object))
    said = tuple(s for s in graph.statements if entity_id("World Labs") not in (s.subject, s.object))
    pairs = tuple(p for p in graph.mentions if p[1] != entity_id("World Labs"))
    less = replace(graph, watermark="next", entities=kept, links=links, statements=said, mentions=pairs)
    write_projection(store, less)
    assert store.state() == "next"
    assert scored(store) == {"OpenAI": 0.75, "Microsoft": 0.5}


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
