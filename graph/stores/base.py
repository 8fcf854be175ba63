"""The roles around a store: Source (a graph to be kept), Store (takes it, tells its state), View (answers Cypher).

A store is a projection of the ledger: it can be dropped and written anew at any time. Neo4j is one more module here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from graph.errors import QueryError
from graph.model import ArticleCard, Entity, Link, Statement

Kind = Literal["articles", "entities", "links", "statements", "mentions"]
KINDS: tuple[Kind, ...] = (
    "articles",
    "entities",
    "links",
    "statements",
    "mentions",
)  # ends before what joins them
Progress = Callable[[str, int, int], None]  # what is being written, how many rows of it are done, how many there are


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: column names and rows of plain values (str, int, float, bool, None, lists and dicts of these)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def too_many_rows(limit: int) -> QueryError:
    """What a view raises when an answer has more rows than it may."""
    return QueryError(f"the answer has more than {limit:,} rows; end the text with LIMIT, or raise the limit of rows")


class View(Protocol):
    """Reads. A view never changes the store."""

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        time_limit: float | None = None,
        row_limit: int | None = None,
    ) -> Rows:
        """Answer a read-only Cypher text; values only as parameters. QueryError if it does not parse or run.

        It may take `time_limit` seconds (the store's own default if None) and have `row_limit` rows (any number if
        None): QueryError beyond, as an answer that is cut would read like a whole one.
        """
        ...


@dataclass(frozen=True, slots=True)
class Mentions:
    """The entities that an article mentions, by id and sorted."""

    article: str
    entities: tuple[str, ...]

    @property
    def id(self) -> str:
        """The article's: each article has one such row at most."""
        return self.article


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that was in the graph and is not now. `ends`: of a link subject, relation and object; else empty."""

    id: str
    ends: tuple[str, ...] = ()


class Source(Protocol):
    """A graph to be stored, streamed: each kind sorted by id, one row in memory at a time.

    Its states are numbered by `edition`, from 1. The readers give the rows that are new or other than they were in
    edition `since` (all for 0), from the first whose id is greater than `after`. Editions compare only within one
    `identity`: a source with another identity may hold anything.
    """

    @property
    def identity(self) -> str:
        """Names this series of editions."""
        ...

    @property
    def edition(self) -> int:
        """The state it is in."""
        ...

    @property
    def watermark(self) -> str:
        """Names the graph itself: what `Store.state` gives once it is stored."""
        ...

    def articles(self, since: int = 0, after: str = "") -> Iterator[ArticleCard]:
        """The articles."""
        ...

    def entities(self, since: int = 0, after: str = "") -> Iterator[Entity]:
        """The entities."""
        ...

    def links(self, since: int = 0, after: str = "") -> Iterator[Link]:
        """The links."""
        ...

    def statements(self, since: int = 0, after: str = "") -> Iterator[Statement]:
        """The claims."""
        ...

    def mentions(self, since: int = 0, after: str = "") -> Iterator[Mentions]:
        """Who is mentioned where, a row an article."""
        ...

    def gone(self, kind: Kind, since: int, after: str = "") -> Iterator[Gone]:
        """What was there in edition `since` and is not now; nothing for 0."""
        ...

    def count(self, kind: Kind, since: int = 0) -> int:
        """How many rows the reader of that kind gives."""
        ...

    def holds(self, kind: Kind, ids: list[str]) -> set[str]:
        """Those of the ids that are in the graph."""
        ...


class Store(Protocol):
    """One place that keeps the graph."""

    def state(self) -> str | None:
        """The watermark of the graph it holds; None when empty, damaged, half written or of another version."""
        ...

    def view(self) -> View:
        """Open for reading; StoreUnavailable names the cure when it cannot be."""
        ...

    def take(self, source: Source, *, full: bool = False, progress: Progress | None = None) -> None:
        """Hold exactly the source's graph; `full` writes it all anew whatever is there.

        Readers are never shown an empty graph, and until all is written `state` is None or names the graph of before.
        Broken off, it is taken up again by the next call. Raises StoreUnavailable when it cannot be written.
        """
        ...

    def write_scores(self, name: str, scores: Mapping[str, float | int]) -> int:
        """Set the property `name` of the entities with these ids, and of no others; how many there were.

        No sync changes it. UnknownName for a score that graph/stores/scores.py does not know, StoreUnavailable when
        it cannot be written.
        """
        ...

    def close(self) -> None:
        """Release what it holds; a closed store is not used again."""
        ...
