"""A projection in memory as a source for stores: one edition, all of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from graph.model import ArticleCard, Entity, Link, Projection, Statement
from graph.stores.base import Gone, Kind, Mentions, Store

Row = TypeVar("Row", ArticleCard, Entity, Link, Statement, Mentions)


class WholeGraph:
    """The source of a `Projection`; its identity is the watermark, so no two graphs are taken for editions of one."""

    edition = 1

    def __init__(self, projection: Projection) -> None:
        self.watermark = projection.watermark
        self.identity = f"whole {projection.watermark}"
        self._graph = projection
        pairs = groupby(sorted(projection.mentions), key=itemgetter(0))
        self._mentions = tuple(Mentions(article, tuple(entity for _, entity in group)) for article, group in pairs)

    def articles(self, since: int = 0, after: str = "") -> Iterator[ArticleCard]:
        """The articles; none since edition 1."""
        return _rows(self._graph.articles, since, after)

    def entities(self, since: int = 0, after: str = "") -> Iterator[Entity]:
        """The entities; none since edition 1."""
        return _rows(self._graph.entities, since, after)

    def links(self, since: int = 0, after: str = "") -> Iterator[Link]:
        """The links; none since edition 1."""
        return _rows(self._graph.links, since, after)

    def statements(self, since: int = 0, after: str = "") -> Iterator[Statement]:
        """The claims; none since edition 1."""
        return _rows(self._graph.statements, since, after)

    def mentions(self, since: int = 0, after: str = "") -> Iterator[Mentions]:
        """Who is mentioned where; none since edition 1."""
        return _rows(self._mentions, since, after)

    def gone(self, kind: Kind, since: int, after: str = "") -> Iterator[Gone]:  # noqa: ARG002  as in Source
        """Nothing: there is no edition before."""
        return iter(())

    def count(self, kind: Kind, since: int = 0) -> int:
        """How many rows of that kind there are."""
        return 0 if since else len(self._of(kind))

    def holds(self, kind: Kind, ids: list[str]) -> set[str]:
        """Those of the ids that are in the graph."""
        return {row.id for row in self._of(kind)}.intersection(ids)

    def _of(self, kind: Kind) -> tuple[ArticleCard | Entity | Link | Statement | Mentions, ...]:
        return self._mentions if kind == "mentions" else getattr(self._graph, kind)


def _rows(rows: tuple[Row, ...], since: int, after: str) -> Iterator[Row]:
    return iter(()) if since else (row for row in rows if row.id > after)


def write_projection(store: Store, projection: Projection) -> None:
    """Make the store hold exactly this projection."""
    store.take(WholeGraph(projection))
