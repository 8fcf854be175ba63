"""Reading the ledger: what stands, streamed, one row in memory at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from graph.errors import UnknownName
from graph.ledger import rows, sql
from graph.ledger.connection import check_integrity, guarded
from graph.model import Article, Claim, Judgement, Mention, Statement, digest


class LedgerReader:
    """The reads that a ledger answers, whether it was opened for writing or not."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads in the block see one state, whatever is written meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        with guarded(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def has_reading(self, article_id: str, version: str, extractor_name: str, extractor_version: str) -> bool:
        """Whether this version of the extractor has read this version of the article."""
        return self._has(sql.HAS_READING, article_id, version, extractor_name, extractor_version)

    def articles(self) -> Iterator[Article]:
        """The articles as they stand, in the order of recording."""
        return (Article(*row) for row in self._rows(sql.ARTICLES))

    def article(self, article_id: str) -> Article:
        """The article as it stands, with its text; UnknownName when there is none."""
        for row in self._rows(sql.ARTICLE, article_id):
            return Article(*row)
        raise UnknownName("article", article_id, ())

    def cards(self, article_id: str | None = None) -> Iterator[rows.Card]:
        """The articles as they stand, without their texts; one if given, or none if there is no such."""
        found = self._rows(sql.CARDS) if article_id is None else self._rows(sql.CARD, article_id)
        return map(rows.to_card, found)

    def mentions(self, article_id: str | None = None, *, spans: bool = True) -> Iterator[Mention]:
        """The mentions that stand, each once; of one article if given; without their places if those do not matter."""
        found = self._rows(sql.MENTIONS) if article_id is None else self._rows(sql.MENTIONS_OF, article_id)
        return (rows.to_mention(list(group), spans=spans) for _, group in groupby(found, key=itemgetter(0)))

    def claims(self, article_id: str | None = None) -> Iterator[Claim]:
        """The claims that stand: those of the standing readings that nobody withdrew; of one article if given."""
        found = self._rows(sql.CLAIMS) if article_id is None else self._rows(sql.CLAIMS_OF, article_id)
        return map(rows.to_claim, found)

    def statements(self, article_id: str | None = None) -> Iterator[Statement]:
        """The claims that stand in the form that assembly works on: their ends are mention ids."""
        found = self._rows(sql.STATEMENTS) if article_id is None else self._rows(sql.STATEMENTS_OF, article_id)
        return map(rows.to_statement, found)

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, the oldest first."""
        return (Judgement(*row) for row in self._rows(sql.JUDGEMENTS))

    def withdrawn(self) -> Iterator[rows.Withdrawal]:
        """The claims that stood once and do not now, with the reason: "article edited", "read anew", or one's own."""
        return (rows.Withdrawal(*row) for row in self._rows(sql.WITHDRAWN))

    def counts(self) -> Mapping[str, int]:
        """How many articles, mentions, claims and judgements stand."""
        return {name: next(self._rows(statement))[0] for name, statement in sql.COUNTS.items()}

    def watermark(self, until: rows.Position | None = None) -> str:
        """A digest of the content: equal for equal content in whatever order recorded, other after each change.

        `until`: of the content up to that position, thus the watermark of then if this is the ledger that grew from it.
        """
        newest = self.position() if until is None else until
        ends = (newest.readings, newest.withdrawals, newest.judgements)
        sums = [n for statement, end in zip(sql.MARKS, ends, strict=True) for n in next(self._rows(statement, end))]
        return digest("ledger", *map(str, sums))

    def position(self) -> rows.Position:
        """Where the ledger's growth stands."""
        return rows.Position(*next(self._rows(sql.NEWEST)))

    def read_since(self, position: rows.Position) -> Iterator[str]:
        """The ids of the articles that were read after the position, each once."""
        return (id_ for (id_,) in self._rows(sql.READ_SINCE, position.readings))

    def withdrawn_since(self, position: rows.Position) -> Iterator[str]:
        """The ids of the claims that someone withdrew after the position."""
        return (claim for (claim,) in self._rows(sql.WITHDRAWN_SINCE, position.withdrawals))

    def check(self) -> None:
        """Read the whole file; StoreUnavailable when any of it is damaged."""
        check_integrity(self._connection, self.path)

    def _rows(self, statement: str, *parameters: str | int) -> Iterator[tuple[Any, ...]]:
        with guarded(self.path):
            yield from self._connection.execute(statement, parameters)

    def _has(self, statement: str, *parameters: str) -> bool:
        return next(self._rows(statement, *parameters), None) is not None
