"""Opening the ledger's file: what it must be, who may write, and SQLite's errors turned into ours."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from graph.errors import LedgerIncompatible, StoreUnavailable
from graph.ledger import schema

MAGIC = b"SQLite format 3\x00"
BUSY_SECONDS = 5.0  # a commit with fsync takes milliseconds; only recovery after a crash takes longer

_DAMAGED = "is damaged; restore a copy, or move the file away and ingest the articles again"
_CURES = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run again: what was recorded before is kept",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written (full, or failing?); run again when it can",
    sqlite3.SQLITE_BUSY: "another process is writing to it; wait until it ends",
    sqlite3.SQLITE_LOCKED: "another process is writing to it; wait until it ends",
    sqlite3.SQLITE_READONLY: "it may only be read here; give --home a folder that may be written",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check the folder and its permissions, or give another --home",
    sqlite3.SQLITE_PERM: "access is denied; check its permissions, or give another --home",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into StoreUnavailable, with the cure."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreUnavailable(f"ledger {path}: {cure_of(error)} ({error})") from error


def primary_code(error: sqlite3.Error) -> int:
    """The kind of an error, one of SQLite's primary result codes."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the low byte


def cure_of(error: sqlite3.Error) -> str:
    """What is wrong with an SQLite file of ours, and what helps."""
    return _CURES.get(primary_code(error), "cannot be used")


def open_reader(path: Path) -> sqlite3.Connection:
    """Connect for reading only; StoreUnavailable when there is none, LedgerIncompatible when it is not ours."""
    _check_file(path)
    if not path.exists():
        raise StoreUnavailable(f"no ledger at {path}; `dealgraph ingest` makes one, --home names another place")
    with guarded(path), ExitStack() as opened:
        connection = opened.enter_context(closing(_connect(path, _reading_mode(path))))
        version = _check_identity(connection, path)
        if version < len(schema.MIGRATIONS):
            raise LedgerIncompatible(f"ledger {path} is of an older version ({version}); `dealgraph ingest` renews it")
        opened.pop_all()
        return connection


def open_writer(path: Path) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    """Connect for writing, making the file or renewing its version; also returns the lock, to be closed last."""
    _check_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"folder {path.parent} cannot be made ({error}); give another --home") from error
    with guarded(path), ExitStack() as opened:
        connection = opened.enter_context(closing(_connect(path, "rwc")))
        _check_identity(connection, path)  # before anything is written: what is not ours stays as it is
        lock = opened.enter_context(closing(take_lock(path)))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # WAL's default may lose the last commits at a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        if _check_identity(connection, path) < len(schema.MIGRATIONS):
            schema.migrate(connection)
        opened.pop_all()
        return connection, lock


def take_lock(path: Path) -> sqlite3.Connection:
    """Become the one writer, until the returned connection closes or the process ends, however it ends.

    An empty SQLite file in exclusive mode is a lock that every platform and file system of SQLite has.
    """
    lock = sqlite3.connect(f"{path}.lock", timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise  # busy: another process writes; or the folder does not let us
    return lock


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise StoreUnavailable(f"ledger {path} is a folder; give --home the folder that the ledger lies in")
        if not path.exists():
            return
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        raise StoreUnavailable(f"ledger {path} cannot be read ({error}); check its permissions") from error
    if start not in (b"", MAGIC):
        raise LedgerIncompatible(f"{path} is no ledger (not an SQLite file); move it away or give another --home")


def _check_identity(connection: sqlite3.Connection, path: Path) -> int:
    """The file's version, 0 when new; LedgerIncompatible when it is another program's or a newer one's."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (things,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if (application, version, things) == (0, 0, 0):  # also what a crash before the first commit leaves
        return 0
    known = len(schema.MIGRATIONS)
    if application != schema.APPLICATION_ID:
        wrong = "is another program's SQLite file; move it away or give another --home"
    elif version > known:
        wrong = f"is of version {version}, newer than the {known} that this dealgraph knows; update dealgraph"
    else:
        return int(version)
    raise LedgerIncompatible(f"{path} {wrong}")


def _reading_mode(path: Path) -> str:
    # WAL needs a file beside the ledger even to read; in a folder that may not be written, only a ledger
    # whose writer has closed it (no WAL left) can be read, and then nothing can change it under us
    write_ahead = path.with_name(path.name + "-wal")
    settled = not write_ahead.exists() or write_ahead.stat().st_size == 0
    return "ro&immutable=1" if settled and not os.access(path.parent, os.W_OK) else "ro"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Read every page and reference; StoreUnavailable when one is wrong."""
    with guarded(path), closing(connection.cursor()) as cursor:
        (verdict,) = cursor.execute("PRAGMA integrity_check(1)").fetchone()
        orphans = cursor.execute("PRAGMA foreign_key_check").fetchone()
    if verdict != "ok" or orphans is not None:
        raise StoreUnavailable(f"ledger {path} {_DAMAGED} ({verdict})")
