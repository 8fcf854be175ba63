"""Constraints and indexes of the graph in Neo4j: made once, left alone afterwards, all of them named.

What the saved queries look up has an index, and users' own questions find the same.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.errors import StoreUnavailable
from graph.ontology import load_ontology
from graph.stores.base import Progress
from graph.stores.neo4j.connection import Connection

WAIT = 600.0  # seconds for indexes over what is there already
POLL = 0.2


@dataclass(frozen=True, slots=True)
class Index:
    """An index, or with kind "UNIQUE" a constraint, on properties of the nodes with a label, or of relationships."""

    name: str
    kind: str
    label: str
    properties: tuple[str, ...]
    joins: bool = False  # whether the label is a relationship's type

    @property
    def statement(self) -> str:
        """The Cypher that makes it, and does nothing where it is."""
        bearer = f"()-[x:{self.label}]-()" if self.joins else f"(x:{self.label})"
        fields = ", ".join(f"x.{key}" for key in self.properties)
        if self.kind == "UNIQUE":
            return f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR {bearer} REQUIRE ({fields}) IS UNIQUE"
        on = f"ON EACH [{fields}]" if self.kind == "FULLTEXT" else f"ON ({fields})"
        return f"CREATE {self.kind} INDEX {self.name} IF NOT EXISTS FOR {bearer} {on}"


_OF_NODES = (
    Index("dealgraph_entity_id", "UNIQUE", "Entity", ("id",)),
    Index("dealgraph_article_id", "UNIQUE", "Article", ("id",)),
    Index("dealgraph_claim_id", "UNIQUE", "Claim", ("id",)),
    Index("dealgraph_state_id", "UNIQUE", "Dealgraph", ("id",)),
    Index("dealgraph_entity_lookup", "TEXT", "Entity", ("lookup",)),  # who is asked by a name or alias
    Index("dealgraph_entity_name", "RANGE", "Entity", ("name",)),
    Index("dealgraph_claim_status", "RANGE", "Claim", ("status",)),  # what is denied
    Index("dealgraph_claim_relation", "RANGE", "Claim", ("relation",)),
    Index("dealgraph_claim_fact", "RANGE", "Claim", ("fact",)),  # which others say the same
    Index("dealgraph_claim_published", "RANGE", "Claim", ("published",)),  # what was reported when
    Index("dealgraph_article_published", "RANGE", "Article", ("published",)),
    Index("entity_names", "FULLTEXT", "Entity", ("name", "aliases")),
    Index("claim_evidence", "FULLTEXT", "Claim", ("evidence",)),
)


@cache
def indexes() -> tuple[Index, ...]:
    """All of them: of nodes, and of the shipped relations by `amount` (`deals` took 1.4 s at 300k links, now 0.3)."""
    amounts = (
        Index(f"dealgraph_{name.lower()}_amount", "RANGE", name, ("amount",), joins=True)
        for name in load_ontology().relations
    )
    return (*_OF_NODES, *amounts)


def prepare(
    connection: Connection,
    wanted: tuple[Index, ...] | None = None,
    *,
    wait: float = WAIT,
    progress: Progress | None = None,
) -> None:
    """Make what is missing of the wanted ones (all, if None) and wait until they serve.

    StoreUnavailable names what is in the way: nodes of the user's that break a constraint, an index of the same name
    on something else, a right that is lacking, an index that is not ready in `wait` seconds.
    """
    chosen = indexes() if wanted is None else wanted
    there = {state.name for state in _states(connection)}
    for index in chosen:
        if index.name not in there:
            connection.command(index.statement)
    _await(connection, {index.name: index for index in chosen}, wait, progress)


@dataclass(frozen=True, slots=True)
class _State:
    name: str
    state: str
    label: str
    properties: tuple[str, ...]


def _states(connection: Connection) -> Iterator[_State]:
    _, rows = connection.read("SHOW INDEXES YIELD name, state, labelsOrTypes, properties")
    for name, state, labels, properties in rows:
        yield _State(name, state, ":".join(labels or ()), tuple(properties or ()))


def _await(connection: Connection, wanted: dict[str, Index], wait: float, progress: Progress | None) -> None:
    give_up = time.monotonic() + wait
    while True:
        states = [state for state in _states(connection) if state.name in wanted]
        for state in states:
            _check(wanted[state.name], state, connection)
        behind = [state.name for state in states if state.state != "ONLINE"]
        if not behind:
            return
        if progress is not None:
            progress("indexes", len(wanted) - len(behind), len(wanted))
        if time.monotonic() > give_up:
            told = f"index {behind[0]} is not ready after {wait:g} s; run again later"
            raise StoreUnavailable(f"Neo4j at {connection.address}: {told}")
        time.sleep(POLL)


def _check(index: Index, state: _State, connection: Connection) -> None:
    # IF NOT EXISTS also does nothing where another index has the name.
    if (state.label, state.properties) != (index.label, index.properties):
        told = f"an index {index.name} is there on something else; DROP INDEX {index.name} and run again"
    elif state.state == "FAILED":
        told = f"index {index.name} has failed; DROP INDEX {index.name} and run again"
    else:
        return
    raise StoreUnavailable(f"Neo4j at {connection.address}: {told}")
