"""The ledger's tables, as a list of migrations: the n-th function brings a file of version n to n + 1."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x44474C47  # "DGLG": tells our file from any other SQLite database
APPEND_ONLY = ("articles", "readings", "mentions", "claims", "withdrawals", "judgements")

_TABLES = (
    # text stands last: SQLite then reads the small columns without touching the pages that the text fills
    """CREATE TABLE articles (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT NULL, url TEXT, published TEXT, source TEXT,
        author TEXT, recorded TEXT NOT NULL, fingerprint TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
        UNIQUE (id, version)) STRICT""",
    """CREATE TABLE readings (
        seq INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles, extractor TEXT NOT NULL,
        extractor_version TEXT NOT NULL, recorded TEXT NOT NULL, mark INTEGER NOT NULL,
        UNIQUE (article, extractor, extractor_version)) STRICT""",
    """CREATE TABLE mentions (
        reading INTEGER NOT NULL REFERENCES readings, id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
        aliases TEXT NOT NULL, spans TEXT NOT NULL, PRIMARY KEY (reading, id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE claims (
        reading INTEGER NOT NULL, id TEXT NOT NULL, subject TEXT NOT NULL, relation TEXT NOT NULL,
        object TEXT NOT NULL, status TEXT NOT NULL, qualifiers TEXT NOT NULL, confidence REAL NOT NULL,
        extractor TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, evidence TEXT NOT NULL,
        PRIMARY KEY (reading, id),
        FOREIGN KEY (reading, subject) REFERENCES mentions (reading, id),
        FOREIGN KEY (reading, object) REFERENCES mentions (reading, id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE withdrawals (
        seq INTEGER PRIMARY KEY, claim TEXT NOT NULL UNIQUE, reason TEXT NOT NULL, recorded TEXT NOT NULL,
        mark INTEGER NOT NULL) STRICT""",
    """CREATE TABLE judgements (
        seq INTEGER PRIMARY KEY, left TEXT NOT NULL, right TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('same', 'not same', 'unsure')), by TEXT NOT NULL,
        reason TEXT NOT NULL, at TEXT NOT NULL, mark INTEGER NOT NULL) STRICT""",
    "CREATE INDEX readings_mark ON readings (mark)",  # the watermark sums it without reading the table
)

# What stands: the last version of an article, and of it the last reading by each extractor. Nothing that
# was superseded is touched, so history needs no rows of its own.
_VIEWS = (
    """CREATE VIEW current_articles AS SELECT * FROM articles AS a
        WHERE NOT EXISTS (SELECT 1 FROM articles AS b WHERE b.id = a.id AND b.seq > a.seq)""",
    """CREATE VIEW standing_readings AS SELECT r.* FROM current_articles AS a JOIN readings AS r ON r.article = a.seq
        WHERE NOT EXISTS (SELECT 1 FROM readings AS s
            WHERE s.article = r.article AND s.extractor = r.extractor AND s.seq > r.seq)""",
    """CREATE VIEW standing_claims AS SELECT c.* FROM standing_readings AS r JOIN claims AS c ON c.reading = r.seq
        WHERE c.id NOT IN (SELECT claim FROM withdrawals)""",
)


def _create(connection: sqlite3.Connection) -> None:
    """Version 1."""
    for statement in (*_TABLES, *_VIEWS):
        connection.execute(statement)
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )


MIGRATIONS: list[Callable[[sqlite3.Connection], None]] = [_create]


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the newest version in one transaction; a crash leaves the version it had."""
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")
