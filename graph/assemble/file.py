"""The assembled graph's file: made when there is none, replaced when it is not what it should be."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from graph.assemble.tables import APPLICATION_ID, FILE_FORMAT, SCHEMA
from graph.errors import StoreUnavailable
from graph.ledger.connection import cure_of, primary_code

PATIENCE = 600.0  # seconds to wait for another process; 370,000 claims took 110 s of processor time the first time
CACHE_KIB = 48_000  # of the file in memory; with it 100,000 entities and 300,000 links peak at 162 MB
_UNUSABLE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
OURS = (APPLICATION_ID, FILE_FORMAT, True)
NEW = (0, 0, False)  # also what a crash before the first commit leaves


class Damaged(StoreUnavailable):
    """The file cannot be read any more."""


@contextmanager
def guarded(path: Path | None) -> Iterator[None]:
    """Turn SQLite's errors into StoreUnavailable, with the cure; Damaged for a file that is to be made anew."""
    name = "the assembled graph" if path is None else path
    try:
        yield
    except sqlite3.Error as error:
        if primary_code(error) in _UNUSABLE:
            raise Damaged(f"{name} is damaged; run again: it is made anew from the ledger ({error})") from error
        raise StoreUnavailable(f"{name}: {cure_of(error)} ({error})") from error


def open_file(path: Path | None) -> sqlite3.Connection:
    """Connect to the file, which is one of ours then, whatever was there; None: to one that goes when it is closed.

    Raises StoreUnavailable where there can be none.
    """
    if path is None:
        with guarded(path):
            return _prepared(sqlite3.connect("", isolation_level=None))  # SQLite keeps it in memory while it is small
    _check_place(path)
    with guarded(path):
        if path.exists() and not _is_ours(path):
            remove(path)
        return _prepared(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None))


def remove(path: Path) -> None:
    """Take the file away. SQLite drops a write-ahead log that is left beside a new file, so this order is safe."""
    try:
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"{path} must be made anew and cannot be removed ({error.strerror}); delete it"
        ) from error


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder; move it away: dealgraph keeps the assembled graph there")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"{path.parent} cannot be made ({error.strerror}); choose another --home") from error
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.R_OK | os.W_OK)):
        raise StoreUnavailable(f"{path} may not be written; check its permissions, or choose another --home")


def _is_ours(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        try:
            whose = _identity(connection)
            return whose == NEW or (whose == OURS and len(connection.execute("SELECT * FROM state").fetchall()) == 1)
        except sqlite3.DatabaseError as error:
            if primary_code(error) in _UNUSABLE:
                return False
            raise


def _identity(connection: sqlite3.Connection) -> tuple[int, int, bool]:
    """Whose file it is, of which format, and whether there is anything in it."""
    ((application,),) = connection.execute("PRAGMA application_id")
    ((version,),) = connection.execute("PRAGMA user_version")
    ((things,),) = connection.execute("SELECT count(*) FROM sqlite_schema")
    return application, version, things > 0


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    with ExitStack() as opened:
        opened.enter_context(closing(connection))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last update, never the file
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if _identity(connection) == NEW:
            _make_tables(connection)
        opened.pop_all()
        return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if _identity(connection) == NEW:  # and no other process has been quicker
        for statement in SCHEMA:
            connection.execute(statement)
        connection.execute("INSERT INTO state VALUES (?, 1, '', '', '', 0, 0, 0)", (uuid.uuid4().hex,))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FILE_FORMAT}")
    connection.execute("COMMIT")
