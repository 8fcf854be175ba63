"""The ledger's statements, whole: nothing is put into them but parameters."""

from __future__ import annotations

HAS_READING = """
    SELECT 1 FROM readings AS r JOIN articles AS a ON a.seq = r.article
    WHERE a.id = ? AND a.version = ? AND r.extractor = ? AND r.extractor_version = ?"""
HAS_CLAIM = "SELECT 1 FROM claims WHERE id = ? LIMIT 1"
READINGS = "SELECT count(*) FROM readings WHERE article = ? AND extractor = ?"
VERSIONS = "SELECT max(seq) FILTER (WHERE version = ?), count(*) FROM articles WHERE id = ?"

ADD_ARTICLE = "INSERT INTO articles VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
ADD_READING = "INSERT INTO readings VALUES (NULL, ?, ?, ?, ?, ?)"
ADD_MENTION = "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?)"
ADD_CLAIM = "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_WITHDRAWAL = "INSERT INTO withdrawals VALUES (NULL, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
ADD_JUDGEMENT = "INSERT INTO judgements VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)"

ARTICLES = "SELECT id, text, title, url, published, source, author FROM current_articles ORDER BY seq"
ARTICLE = "SELECT id, text, title, url, published, source, author FROM current_articles WHERE id = ?"
_CARDS = "SELECT id, url, title, published, source, fingerprint FROM current_articles"
CARDS = f"{_CARDS} ORDER BY seq"
CARD = f"{_CARDS} WHERE id = ?"
_MENTIONS = """
    SELECT m.id, a.id, m.name, m.type, m.aliases, m.spans
    FROM standing_readings AS r JOIN articles AS a ON a.seq = r.article JOIN mentions AS m ON m.reading = r.seq"""
MENTIONS = f"{_MENTIONS} ORDER BY a.seq, m.id"
MENTIONS_OF = f"{_MENTIONS} WHERE a.id = ? ORDER BY m.id"
_CLAIMS = """
    SELECT a.id, s.id, a.id, s.name, s.type, s.aliases, s.spans, c.relation,
        o.id, a.id, o.name, o.type, o.aliases, o.spans,
        c.start, c.end, c.evidence, c.status, c.qualifiers, c.confidence, c.extractor
    FROM standing_claims AS c JOIN readings AS r ON r.seq = c.reading JOIN articles AS a ON a.seq = r.article
    JOIN mentions AS s ON s.reading = c.reading AND s.id = c.subject
    JOIN mentions AS o ON o.reading = c.reading AND o.id = c.object"""
CLAIMS = f"{_CLAIMS} ORDER BY a.seq, c.start, c.id"
CLAIMS_OF = f"{_CLAIMS} WHERE a.id = ? ORDER BY c.start, c.id"
STATEMENTS = """
    SELECT c.id, a.id, c.subject, c.relation, c.object, c.status, c.evidence, c.start, c.end, c.confidence,
        c.extractor, a.published, c.qualifiers
    FROM standing_claims AS c JOIN readings AS r ON r.seq = c.reading JOIN articles AS a ON a.seq = r.article"""
STATEMENTS_OF = f"{STATEMENTS} WHERE a.id = ? ORDER BY c.id"
JUDGEMENTS = "SELECT left, right, verdict, by, reason, at FROM judgements ORDER BY seq"

# The reason and time of a claim that was not withdrawn by hand are those of the reading that superseded it.
WITHDRAWN = """
    WITH gone AS (SELECT DISTINCT id FROM claims EXCEPT SELECT id FROM standing_claims),
    last AS (SELECT c.id, max(c.reading) AS reading FROM claims AS c JOIN gone ON gone.id = c.id GROUP BY c.id)
    SELECT last.id,
        coalesce(w.reason, iif(a.seq IN (SELECT seq FROM current_articles), 'read anew', 'article edited')),
        coalesce(w.recorded, (SELECT min(s.recorded) FROM readings AS s JOIN articles AS b ON b.seq = s.article
            WHERE b.id = a.id AND s.seq > r.seq), r.recorded)
    FROM last JOIN readings AS r ON r.seq = last.reading JOIN articles AS a ON a.seq = r.article
    LEFT JOIN withdrawals AS w ON w.claim = last.id ORDER BY last.id"""

COUNTS = {
    "articles": "SELECT count(*) FROM current_articles",
    "mentions": """SELECT count(DISTINCT m.id)
        FROM standing_readings AS r JOIN mentions AS m ON m.reading = r.seq""",
    "claims": "SELECT count(*) FROM standing_claims",
    "judgements": "SELECT count(*) FROM judgements",
}
# In the order of `Position`; a row's number only rises, for nothing is ever deleted
NEWEST = """
    SELECT coalesce((SELECT max(seq) FROM readings), 0), coalesce((SELECT max(seq) FROM withdrawals), 0),
        coalesce((SELECT max(seq) FROM judgements), 0)"""
MARKS = (
    "SELECT count(*), coalesce(sum(mark), 0) FROM readings WHERE seq <= ?",
    "SELECT count(*), coalesce(sum(mark), 0) FROM withdrawals WHERE seq <= ?",
    "SELECT count(*), coalesce(sum(mark), 0) FROM judgements WHERE seq <= ?",
)
READ_SINCE = "SELECT DISTINCT a.id FROM readings AS r JOIN articles AS a ON a.seq = r.article WHERE r.seq > ?"
WITHDRAWN_SINCE = "SELECT claim FROM withdrawals WHERE seq > ?"
