"""The three roles of a store: Store (opens, tells its state), Writer (takes a projection), View (answers Cypher).

A store is a projection of the ledger: it can be dropped and written anew at any time. Neo4j is one more module here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from graph.model import ArticleCard, Entity, Link, Projection, Statement


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: column names and rows of plain values (str, int, float, bool, None, lists and dicts of these)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class View(Protocol):
    """Reads. A view never changes the store."""

    def query(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, time_limit: float | None = None
    ) -> Rows:
        """Answer a read-only Cypher text; values only as parameters. QueryError if it does not parse or run."""
        ...


class Writer(Protocol):
    """Takes a projection in batches; nothing is visible to views, and the state unchanged, until it closes cleanly."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def put_articles(self, articles: Iterable[ArticleCard]) -> None:
        """Article nodes."""
        ...

    def put_entities(self, entities: Iterable[Entity]) -> None:
        """Entity nodes with their class labels."""
        ...

    def put_links(self, links: Iterable[Link]) -> None:
        """Relationships between entities."""
        ...

    def put_statements(self, statements: Iterable[Statement]) -> None:
        """Claim nodes with SUBJECT, OBJECT and STATED_IN."""
        ...

    def put_mentions(self, mentions: Iterable[tuple[str, str]]) -> None:
        """MENTIONS from article id to entity id."""
        ...


class Store(Protocol):
    """One place that keeps the graph."""

    def state(self) -> str | None:
        """The watermark of the projection it holds; None when empty, damaged or of another version."""
        ...

    def view(self) -> View:
        """Open for reading; StoreUnavailable names the cure when it cannot be."""
        ...

    def writer(self, watermark: str) -> Writer:
        """Open for writing a whole projection whose state will be `watermark`."""
        ...

    def close(self) -> None:
        """Release what it holds; a closed store is not used again."""
        ...


def write_projection(store: Store, projection: Projection) -> None:
    """Make the store hold exactly this projection."""
    with store.writer(projection.watermark) as writer:
        writer.put_articles(projection.articles)
        writer.put_entities(projection.entities)
        writer.put_links(projection.links)
        writer.put_statements(projection.statements)
        writer.put_mentions(projection.mentions)
