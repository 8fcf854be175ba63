"""What only the embedded store is or does; the rest is in test_store_conformance.py."""

from __future__ import annotations

import pytest
from graphs import ENTITIES, projection
from stores import ask

from graph.errors import QueryError, StoreUnavailable
from graph.model import Projection
from graph.ontology import load_ontology
from graph.stores.embedded import EmbeddedStore
from graph.stores.whole import write_projection


def test_the_class_is_the_first_label(store: EmbeddedStore) -> None:
    """The engine's key is the first label with the id."""
    found = dict(ask(store, "MATCH (n:Entity) RETURN n.name, labels(n)"))
    wanted = {name: list(load_ontology().type(kind).labels) for name, (kind, _, _) in ENTITIES.items()}
    assert found == wanted


def test_a_broken_graph_leaves_the_one_before(store: EmbeddedStore) -> None:
    whole = projection()
    with pytest.raises(StoreUnavailable, match="was not written"):
        write_projection(store, Projection("broken", whole.entities[:3], whole.links, (), (), ()))
    assert store.state() == "watermark-1"


def test_a_node_comes_without_the_engine_s_own_keys(store: EmbeddedStore) -> None:
    ((node,),) = ask(store, "MATCH (n:Company {name: 'Oracle'}) RETURN n")
    assert "title" not in node["properties"]
    assert "type" not in node["properties"]


def test_a_cross_product_is_stopped_before_it_fills_the_memory(store: EmbeddedStore) -> None:
    everything = "UNWIND range(1, 2000) AS x UNWIND range(1, 2000) AS y RETURN x, y"
    with pytest.raises(QueryError, match="3,000,000 rows"):
        store.view().query(everything)
