"""The assembled graph on disk: a cache of what the ledger comes to, brought up to it by what changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from graph.assemble import rows
from graph.assemble.basis import projection_watermark
from graph.assemble.file import Damaged, guarded, open_file, remove
from graph.assemble.update import State, read_state, update
from graph.ledger import Ledger
from graph.model import ArticleCard, Entity, Link, Projection, Statement
from graph.ontology import Ontology
from graph.resolve.gazetteer import Gazetteer, load_gazetteer
from graph.stores.base import Gone, Kind, Mentions

T = TypeVar("T")


class Assembled:
    """A graph that is a `Source` of stores. `Assembled.open` makes it; it is a context manager that closes itself.

    What it reads is one edition, whatever other processes do, until it updates. A row that came and went between two
    editions may be among what is `gone` since the first: a store that has none of that id is right.
    """

    def __init__(self, path: Path | None, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._state = self._look()

    @classmethod
    def open(cls, path: Path | None) -> Self:
        """Open the file, or none for as long as this is open (where no file can be).

        A file that is damaged, of another format or not ours is replaced, for it is a cache. Raises StoreUnavailable
        when it cannot be written, naming the cure.
        """
        return cls(path, open_file(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def identity(self) -> str:
        """Made with the file: editions compare within it only."""
        return self._state.identity

    @property
    def edition(self) -> int:
        """1 for the empty graph of a new file; one more with each update that changed a row."""
        return self._state.edition

    @property
    def watermark(self) -> str:
        """The `projection_watermark` of what it was made from; empty before the first update."""
        return self._state.watermark

    def update(self, ledger: Ledger, ontology: Ontology, gazetteer: Gazetteer | None = None) -> bool:
        """Bring the graph up to the ledger; returns whether any row changed.

        Only what new readings, withdrawals and judgements touch is worked out again; all of it, where the ledger is
        another one or gazetteer or ontology changed, and rows that come out the same keep their edition. It is one
        transaction: broken off, it leaves the edition of before; a second process waits for the first. Raises
        StoreUnavailable when ledger or file cannot be used.
        """
        try:
            return self._update(ledger, ontology, gazetteer)
        except Damaged:
            self._replace()
            return self._update(ledger, ontology, gazetteer)

    def _update(self, ledger: Ledger, ontology: Ontology, gazetteer: Gazetteer | None) -> bool:
        self._state = self._look()
        if self.watermark == projection_watermark(ledger, ontology, gazetteer):
            return False
        known = load_gazetteer() if gazetteer is None else gazetteer
        # the ledger's state is fixed when it is our turn: a process that waited must not go back to an older one
        with self._turn(), ledger.snapshot(), guarded(self._path):
            watermark = projection_watermark(ledger, ontology, gazetteer)
            changed = update(self._connection, ledger, ontology, known, watermark)
        self._state = self._look()
        return changed

    def _replace(self) -> None:
        self._connection.close()
        if self._path is not None:
            remove(self._path)
        self._connection = open_file(self._path)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The one writer's transaction, undone when the block fails."""
        with guarded(self._path):
            self._end()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                self._end()

    def _end(self) -> None:
        if self._connection.in_transaction:  # a full disk may have rolled back already
            self._connection.execute("ROLLBACK")

    def _look(self) -> State:
        """The newest state, which all reads see from now on."""
        with guarded(self._path):
            self._end()
            self._connection.execute("BEGIN")
            return read_state(self._connection)

    def articles(self, since: int = 0, after: str = "") -> Iterator[ArticleCard]:
        """The articles that are new or other than in edition `since`, sorted by id, from the first after `after`."""
        return self._rows("articles", rows.to_article, since, after)

    def entities(self, since: int = 0, after: str = "") -> Iterator[Entity]:
        """The entities, in the same way."""
        return self._rows("entities", rows.to_entity, since, after)

    def links(self, since: int = 0, after: str = "") -> Iterator[Link]:
        """The links, in the same way."""
        return self._rows("links", rows.to_link, since, after)

    def statements(self, since: int = 0, after: str = "") -> Iterator[Statement]:
        """The claims, in the same way."""
        return self._rows("statements", rows.to_statement, since, after)

    def mentions(self, since: int = 0, after: str = "") -> Iterator[Mentions]:
        """Which entities each article mentions, in the same way."""
        return self._rows("mentions", rows.to_mentions, since, after)

    def gone(self, kind: Kind, since: int, after: str = "") -> Iterator[Gone]:
        """What was there in edition `since` and is not now, sorted by id; nothing for 0."""
        found = self._select(rows.GONE, kind, since, after) if since else iter(())
        return map(rows.to_gone, found)

    def count(self, kind: Kind, since: int = 0) -> int:
        """How many rows the reader of that kind gives."""
        found = self._select(rows.COUNT_SINCE[kind], since) if since else self._select(rows.COUNT[kind])
        ((number,),) = found
        return int(number)

    def holds(self, kind: Kind, ids: list[str]) -> set[str]:
        """Those of the ids that are in the graph."""
        return {id_ for (id_,) in self._select(rows.HOLDS[kind], json.dumps(ids))}

    def projection(self) -> Projection:
        """The whole graph, in memory."""
        mentions = tuple((row.article, entity) for row in self.mentions() for entity in row.entities)
        kinds = (self.entities(), self.links(), self.statements(), self.articles())
        entities, links, statements, articles = map(tuple, kinds)
        return Projection(self.watermark, entities, links, statements, articles, mentions)  # type: ignore[arg-type]

    def _rows(self, kind: Kind, make: Callable[[tuple[Any, ...]], T], since: int, after: str) -> Iterator[T]:
        found = self._select(rows.READ_SINCE[kind], after, since) if since else self._select(rows.READ[kind], after)
        return map(make, found)

    def _select(self, statement: str, *parameters: str | int) -> Iterator[tuple[Any, ...]]:
        try:
            with guarded(self._path):
                yield from self._connection.execute(statement, parameters)
        except Damaged:
            if self._path is not None:
                remove(self._path)  # so that the next run makes it anew, as the error says
            raise
