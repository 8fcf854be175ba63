"""The tables of the assembled graph: what the ledger says, keyed; the graph made of it; what moved since.

Mentions, keys and articles have numbers of their own here, for joins over numbers are what makes the whole quick.
"""

from __future__ import annotations

from graph.resolve.resolver import SIDES
from graph.stores.base import KINDS, Kind

APPLICATION_ID = 0x44474153  # "DGAS": tells our file from any other SQLite database
FILE_FORMAT = 1  # raised whenever these tables, or the ids that `entity_id` and links have, change: files are made anew

_SIDES = ", ".join(f"'{relation}'" for relation in SIDES)
OF_SIDES = f"relation IN ({_SIDES})"  # in these words exactly, so that the index is used

# The rows that stores take; `edition` is the one in which a row last changed
_GRAPH = (
    """CREATE TABLE articles (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, edition INTEGER NOT NULL, url TEXT, headline TEXT NOT NULL,
        published TEXT, publisher TEXT, fingerprint TEXT NOT NULL) STRICT""",
    """CREATE TABLE entities (
        id TEXT PRIMARY KEY, edition INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
        aliases TEXT NOT NULL, wikidata TEXT, sources INTEGER NOT NULL, first_seen TEXT, last_seen TEXT)
        STRICT, WITHOUT ROWID""",
    """CREATE TABLE links (
        id TEXT PRIMARY KEY, edition INTEGER NOT NULL, subject TEXT NOT NULL, relation TEXT NOT NULL,
        object TEXT NOT NULL, status TEXT NOT NULL, evidence TEXT NOT NULL, url TEXT, since TEXT, until TEXT,
        qualifiers TEXT NOT NULL, confidence REAL NOT NULL, sources INTEGER NOT NULL, statements TEXT NOT NULL)
        STRICT, WITHOUT ROWID""",
    # `subject_mention` to `qualifiers` are the ledger's; subject, object, `triple` (the id of the link that it would
    # support) and `link` (the same, where there is that link) are worked out
    """CREATE TABLE statements (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, edition INTEGER NOT NULL, article INTEGER NOT NULL,
        subject_mention INTEGER NOT NULL, object_mention INTEGER NOT NULL, relation TEXT NOT NULL,
        status TEXT NOT NULL, evidence TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
        confidence REAL NOT NULL, extractor TEXT NOT NULL, published TEXT, qualifiers TEXT NOT NULL,
        subject TEXT, object TEXT, triple TEXT, link TEXT) STRICT""",
    """CREATE TABLE mentions (
        id TEXT PRIMARY KEY, edition INTEGER NOT NULL, entities TEXT NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE gone (
        kind TEXT NOT NULL, id TEXT NOT NULL, edition INTEGER NOT NULL, ends TEXT NOT NULL,
        PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID""",
)
# What the graph is made of
_PARTS = (
    """CREATE TABLE state (
        identity TEXT NOT NULL, edition INTEGER NOT NULL, watermark TEXT NOT NULL, basis TEXT NOT NULL,
        ledger TEXT NOT NULL, readings INTEGER NOT NULL, withdrawals INTEGER NOT NULL, judgements INTEGER NOT NULL)
        STRICT""",
    "CREATE TABLE keys (n INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, id TEXT NOT NULL) STRICT",
    # `own` is null for what is keyed article by article; `entry` is the place in the gazetteer
    """CREATE TABLE forms (
        n INTEGER PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, aliases TEXT NOT NULL, own INTEGER,
        entry INTEGER, UNIQUE (name, type, aliases)) STRICT""",
    # `own` is the key of the name alone, `key` that of all rules, `entity` that after judgements
    """CREATE TABLE named (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article INTEGER NOT NULL, form INTEGER NOT NULL, own INTEGER,
        entry INTEGER, key INTEGER, entity INTEGER) STRICT""",
    """CREATE TABLE suits (
        mention INTEGER PRIMARY KEY, article INTEGER NOT NULL, caption TEXT NOT NULL, named INTEGER NOT NULL,
        docket TEXT, court TEXT, date TEXT) STRICT""",
    # judgements: where the mentions of a key go, or (0: all) one mention
    """CREATE TABLE moved (
        key INTEGER NOT NULL, mention INTEGER NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (key, mention))
        STRICT, WITHOUT ROWID""",
    # claims that have no place in the graph, but whose withdrawal may tell a suit otherwise
    "CREATE TABLE unplaced (id TEXT PRIMARY KEY, article INTEGER NOT NULL) STRICT, WITHOUT ROWID",
)
_INDEXES = (
    *(f"CREATE INDEX {kind}_edition ON {kind} (edition)" for kind in KINDS),
    "CREATE INDEX gone_edition ON gone (kind, edition)",
    "CREATE INDEX named_article ON named (article)",
    "CREATE INDEX named_key ON named (key)",
    "CREATE INDEX named_renamed ON named (key) WHERE key != own",
    "CREATE INDEX named_entry ON named (own, entry) WHERE entry IS NOT NULL",
    "CREATE INDEX named_entity ON named (entity, form, article)",
    "CREATE INDEX keys_id ON keys (id)",
    "CREATE INDEX suits_article ON suits (article)",
    "CREATE INDEX statements_article ON statements (article)",
    "CREATE INDEX statements_triple ON statements (triple)",
    f"CREATE INDEX statements_side ON statements (object_mention, relation, subject_mention) WHERE {OF_SIDES}",
    "CREATE INDEX unplaced_article ON unplaced (article)",
)
_ENDS = {"links": "json_array(old.subject, old.relation, old.object)"}


def _tombstones(kind: Kind) -> tuple[str, str]:
    """So that no row can vanish without one."""
    next_edition = "(SELECT edition + 1 FROM state)"
    return (
        f"""CREATE TRIGGER {kind}_go AFTER DELETE ON {kind} BEGIN
            INSERT OR REPLACE INTO gone VALUES ('{kind}', old.id, {next_edition}, {_ENDS.get(kind, "'[]'")}); END""",  # noqa: S608  of our own words
        f"""CREATE TRIGGER {kind}_come AFTER INSERT ON {kind} BEGIN
            DELETE FROM gone WHERE kind = '{kind}' AND id = new.id; END""",  # noqa: S608  of our own words
    )


SCHEMA = (*_GRAPH, *_PARTS, *_INDEXES, *(trigger for kind in KINDS for trigger in _tombstones(kind)))

# What an update has still to work out, by number; links by id
STIRRED = ("stirred_articles", "stirred_named", "stirred_entities", "stirred_links")
TEMPORARY = (
    *(f"CREATE TEMP TABLE IF NOT EXISTS {name} (n INTEGER PRIMARY KEY)" for name in STIRRED[:3]),
    f"CREATE TEMP TABLE IF NOT EXISTS {STIRRED[3]} (id TEXT PRIMARY KEY) WITHOUT ROWID",
    *(f"DELETE FROM {name}" for name in STIRRED),  # noqa: S608  of our own words
)
