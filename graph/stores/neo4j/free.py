"""A user's own statement that may change the database: past our guard, within the rights that the server gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.stores.base import Rows
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.settings import Address
from graph.stores.neo4j.view import plain

COUNTED = (
    "nodes_created", "nodes_deleted", "relationships_created", "relationships_deleted", "properties_set",
    "labels_added", "labels_removed", "indexes_added", "indexes_removed", "constraints_added", "constraints_removed",
    "system_updates",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Changed:
    """What the statement gave, and how much of what it changed: only what it did change is named."""

    rows: Rows
    counters: Mapping[str, int]


def run_free(
    address: Address, cypher: str, parameters: Mapping[str, Any] | None = None, *, time_limit: float | None = None
) -> Changed:
    """Run any statement once, committed by itself; None leaves its time to the server.

    Nothing is checked here: what may be done is what the user of the database may do, as in Neo4j's own shell. Raises
    QueryError for a wrong text, StoreUnavailable for the rest.
    """
    connection = Connection(address)
    try:
        (columns, rows), counters = connection.change(cypher, parameters, time_limit=time_limit)
    finally:
        connection.close()
    changed = {name: getattr(counters, name) for name in COUNTED if getattr(counters, name)}
    return Changed(Rows(columns, tuple(tuple(map(plain, row)) for row in rows)), changed)
