"""How tests ask a store."""

from __future__ import annotations

from graph.stores.embedded import EmbeddedStore


def ask(store: EmbeddedStore, cypher: str, **parameters: object) -> tuple[tuple[object, ...], ...]:
    return store.view().query(cypher, parameters).rows
