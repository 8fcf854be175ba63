"""The ledger: append, and read what stands.

An article's last recorded version stands, and of it the last reading by each extractor; what was superseded stays in
the file and is listed by `withdrawn`. A version that is known is not recorded again, so the same files ingested twice
give the same ledger. Times of recording stay in the ledger; nothing that is derived from it depends on them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from graph.errors import StoreUnavailable, UnknownName, UsageError
from graph.ledger import rows, sql
from graph.ledger.connection import guarded, open_reader, open_writer
from graph.ledger.reader import LedgerReader
from graph.model import Article, Claim, Judgement, Mention

VERDICTS = ("same", "not same", "unsure")


class Ledger(LedgerReader):
    """One open ledger. `Ledger.open` makes it; it is a context manager that closes itself."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: sqlite3.Connection | None) -> None:
        super().__init__(path, connection)
        self._lock = lock

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open the file, making it unless `read_only`. There is one writer at a time, and any number of readers.

        Raises StoreUnavailable when it cannot be opened or another process writes, LedgerIncompatible when the file
        is of a newer version or no ledger; both name the cure. A file that is no ledger is left as it is.
        """
        if read_only:
            return cls(path, open_reader(path), None)
        return cls(path, *open_writer(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file and of the right to write."""
        with guarded(self.path):
            self._connection.close()
            if self._lock is not None:
                self._lock.close()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction: when the block ends, all that it recorded is on the disk; when it fails, none is."""
        if self._lock is None:
            raise StoreUnavailable(f"ledger {self.path} was opened for reading only; open it without read_only")
        with guarded(self.path):
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:  # a full disk may have rolled back already
                    self._connection.execute("ROLLBACK")

    def record(
        self,
        article: Article,
        claims: Iterable[Claim],
        mentions: Iterable[Mention],
        extractor_name: str,
        extractor_version: str,
    ) -> bool:
        """Append one reading of an article, whole or not at all; False when the ledger has it already."""
        if self.has_reading(article.id, article.version, extractor_name, extractor_version):
            return False
        said = {claim.id: claim for claim in claims}
        named = {mention.id: mention for mention in mentions}
        for claim in said.values():
            named.setdefault(claim.subject.id, claim.subject)
            named.setdefault(claim.object.id, claim.object)
        with self.batch(), self._whole():
            seq, versions = self._add_article(article)
            ((readings,),) = self._rows(sql.READINGS, seq, extractor_name)
            # what came later supersedes, so how many there were before is part of the content
            read = (article.id, article.version, str(versions), extractor_name, extractor_version, str(readings))
            mark = rows.mark("reading", *read, *_contents(said.values(), named.values()))
            reading = self._add_reading(seq, extractor_name, extractor_version, mark)
            self._connection.executemany(sql.ADD_MENTION, (rows.mention_row(reading, m) for m in named.values()))
            self._connection.executemany(sql.ADD_CLAIM, (rows.claim_row(reading, c) for c in said.values()))
        return True

    def withdraw(self, claim_id: str, reason: str) -> None:
        """Let a claim stand no longer, in whatever reading it turns up; UnknownName when there is none."""
        if not self._has(sql.HAS_CLAIM, claim_id):
            raise UnknownName("claim", claim_id, ())
        with self.batch():
            mark = rows.mark("withdrawal", claim_id)
            self._connection.execute(sql.ADD_WITHDRAWAL, (claim_id, reason, _now(), mark))

    def judge(self, judgement: Judgement) -> None:
        """Append a judgement; on each pair the last one recorded holds."""
        if judgement.verdict not in VERDICTS or judgement.left == judgement.right:
            raise UsageError(f"a judgement says {', '.join(VERDICTS)} of two ids, not {judgement.verdict!r} of one")
        said = (judgement.left, judgement.right, judgement.verdict, judgement.by, judgement.reason, judgement.at)
        with self.batch():
            ((earlier,),) = self._rows(sql.COUNTS["judgements"])  # the last on a pair holds, so the order is content
            mark = rows.mark("judgement", str(earlier), *said)
            self._connection.execute(sql.ADD_JUDGEMENT, (*said, mark))

    def _add_article(self, article: Article) -> tuple[int, int]:
        """Its row's number, and how many versions of it there are."""
        self._connection.execute(sql.ADD_ARTICLE, rows.article_row(article, _now()))
        seq, versions = next(self._rows(sql.VERSIONS, article.version, article.id))
        return seq, versions

    def _add_reading(self, article: int, extractor: str, version: str, mark: int) -> int:
        cursor = self._connection.execute(sql.ADD_READING, (article, extractor, version, _now(), mark))
        assert cursor.lastrowid is not None  # noqa: S101  an INSERT that succeeds sets it
        return cursor.lastrowid

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """Within a batch, what the block writes is written whole or not at all."""
        self._connection.execute("SAVEPOINT whole")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO whole")
            raise
        self._connection.execute("RELEASE whole")


def _contents(claims: Iterable[Claim], mentions: Iterable[Mention]) -> Iterator[str]:
    yield from sorted(f"{claim.id} {claim.confidence}" for claim in claims)
    yield from sorted(f"{mention.id} {mention.aliases}" for mention in mentions)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
