"""How tests fill stores of every kind, ask them, and see all that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from servers import Server

from graph.model import ArticleCard, Entity, Link, Projection, Statement
from graph.ontology import load_ontology
from graph.stores import open_store
from graph.stores.base import Gone, Kind, Mentions, Store, View
from graph.stores.neo4j import schema
from graph.stores.properties import article_properties, entity_properties, link_properties, statement_properties
from graph.stores.whole import WholeGraph, write_projection

Row = TypeVar("Row", ArticleCard, Entity, Link, Statement, Mentions)

ONTOLOGY = load_ontology()
INDEXES = {index.name for index in schema.indexes()}
# kglite shows a relationship's type among its properties, and we keep in Neo4j a digest of what we wrote
ENGINE_PROPERTIES = {"type", "digest"}


def ask(store: Store, cypher: str, **parameters: object) -> tuple[tuple[Any, ...], ...]:
    return store.view().query(cypher, parameters).rows


class Place(Protocol):
    """Where a store of one kind keeps its graph."""

    def clear(self) -> None:
        """Leave nothing there."""

    def open(self) -> Store:
        """The store there, as another process would open it."""

    @property
    def cleared(self) -> int:
        """How often it was cleared."""


class EmbeddedPlace:
    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder
        self.cleared = 0
        self.clear()

    def clear(self) -> None:
        self._home = self._folder()
        self.cleared += 1

    def open(self) -> Store:
        return open_store("embedded", self._home, ONTOLOGY)


@dataclass(frozen=True, slots=True)
class Neo4jPlace:
    server: Server

    @property
    def cleared(self) -> int:
        return self.server.cleared

    def clear(self) -> None:
        self.server.clear(keep=INDEXES)  # to make them takes longer than to fill them

    def open(self) -> Store:
        return open_store("neo4j", self.server.home, ONTOLOGY, self.server.env)


class Shelf:
    """A place, and what was last put there, so that tests which only read fill it once."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._filled = (0, "")

    def empty(self) -> Store:
        self.place.clear()
        return self.place.open()

    def holding(self, graph: Projection) -> Store:
        """The store with that graph, for tests that do not write."""
        if self._filled == (self.place.cleared, graph.watermark):
            return self.place.open()
        store = self.empty()
        write_projection(store, graph)
        self._filled = (self.place.cleared, graph.watermark)
        return store


# -- graphs that follow on each other, as a ledger grows


class Series:
    """The source of the last of some graphs, each an edition of the one before."""

    def __init__(self, *graphs: Projection, identity: str = "a series") -> None:
        self.identity = identity
        self.edition = len(graphs)
        self.watermark = graphs[-1].watermark
        self._editions = [WholeGraph(Projection("", (), (), (), (), ())), *map(WholeGraph, graphs)]

    def articles(self, since: int = 0, after: str = "") -> Iterator[ArticleCard]:
        return self._changed(WholeGraph.articles, since, after)

    def entities(self, since: int = 0, after: str = "") -> Iterator[Entity]:
        return self._changed(WholeGraph.entities, since, after)

    def links(self, since: int = 0, after: str = "") -> Iterator[Link]:
        return self._changed(WholeGraph.links, since, after)

    def statements(self, since: int = 0, after: str = "") -> Iterator[Statement]:
        return self._changed(WholeGraph.statements, since, after)

    def mentions(self, since: int = 0, after: str = "") -> Iterator[Mentions]:
        return self._changed(WholeGraph.mentions, since, after)

    def gone(self, kind: Kind, since: int, after: str = "") -> Iterator[Gone]:
        was, now = self._ids(kind, since), self._ids(kind, self.edition)
        for id_, row in was.items():
            if id_ not in now and id_ > after:
                ends = (row.subject, row.relation, row.object) if isinstance(row, Link) else ()
                yield Gone(id_, ends)

    def count(self, kind: Kind, since: int = 0) -> int:
        return sum(1 for _ in getattr(self, kind)(since))

    def holds(self, kind: Kind, ids: list[str]) -> set[str]:
        return self._editions[-1].holds(kind, ids)

    def _changed(self, read: Callable[[WholeGraph], Iterator[Row]], since: int, after: str) -> Iterator[Row]:
        was = {row.id: row for row in read(self._editions[since])}
        return (row for row in read(self._editions[-1]) if row.id > after and row != was.get(row.id))

    def _ids(self, kind: Kind, edition: int) -> dict[str, Any]:
        return {row.id: row for row in getattr(self._editions[edition], kind)()}


# -- all that a graph holds, in one form for what was given and what is there

Content = dict[str, list[tuple[Any, ...]]]
HELD = {
    "entities": "MATCH (n:Entity) RETURN n.id, labels(n), properties(n)",
    "articles": "MATCH (n:Article) RETURN n.id, properties(n)",
    "links": "MATCH (s:Entity)-[r]->(o:Entity) RETURN s.id, type(r), o.id, properties(r)",
    "claims": """MATCH (s:Entity)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Entity)
                 MATCH (c)-[:STATED_IN]->(a:Article)
                 RETURN s.id, o.id, a.id, properties(c)""",
    "mentions": "MATCH (a:Article)-[r:MENTIONS]->(e:Entity) RETURN a.id, e.id",
    "ends of claims": "MATCH (:Claim)-[r]->() RETURN count(r)",
    "claims of their own": "MATCH (c:Claim) RETURN count(c)",
}


def held(view: View) -> Content:
    """What the store holds."""
    return {kind: sorted(map(_plain, view.query(cypher).rows), key=repr) for kind, cypher in HELD.items()}


def wanted(graph: Projection) -> Content:
    """What a store that was given this graph must hold, neither more nor less."""
    rows: dict[str, Iterable[tuple[Any, ...]]] = {
        "entities": ((e.id, list(ONTOLOGY.type(e.type).labels), entity_properties(e)) for e in graph.entities),
        "articles": ((a.id, article_properties(a)) for a in graph.articles),
        "links": ((link.subject, link.relation, link.object, link_properties(link)) for link in graph.links),
        "claims": ((s.subject, s.object, s.article, statement_properties(s)) for s in graph.statements),
        "mentions": graph.mentions,
        "ends of claims": [(3 * len(graph.statements),)],
        "claims of their own": [(len(graph.statements),)],
    }
    return {kind: sorted(map(_plain, found), key=repr) for kind, found in rows.items()}


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_sorted(value) for value in row)


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {k: v for k, v in value.items() if v is not None and k not in ENGINE_PROPERTIES}
        return dict(sorted(kept.items()))
    return sorted(value) if isinstance(value, list) else value


def typed(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Rows as texts in which 7, 7.0 and True differ."""
    return map(repr, rows)
