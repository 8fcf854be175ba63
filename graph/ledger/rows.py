"""Rows of the ledger's tables and the values they stand for; the columns are those of graph/ledger/sql.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from graph.model import Article, ArticleCard, Claim, Mention, Span, Statement, Status, digest

Row = tuple[Any, ...]
NONE = "[]"  # what most mentions have for aliases; it need not be parsed


@dataclass(frozen=True, slots=True)
class Card:
    """An article without its text. Equal fingerprints: the same text word for word, thus one source."""

    card: ArticleCard
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A claim that no longer stands: by its article's edit, by a newer reading, or by someone's decision."""

    claim: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Position:
    """A point in the ledger's growth: the number of the last reading, withdrawal and judgement before it."""

    readings: int = 0
    withdrawals: int = 0
    judgements: int = 0


def fingerprint(text: str) -> str:
    """The same for texts that differ in space and case only, as agency reports do that several papers print."""
    return digest("text", " ".join(text.casefold().split()))


def mark(*parts: str) -> int:
    """40 bits that stand for a row in the watermark's sum, which stays an SQLite integer for 8 million rows."""
    return int(digest(*parts, length=10), 16)


def article_row(article: Article, recorded: str) -> Row:
    """What ADD_ARTICLE takes."""
    about = (article.url, article.published, article.source, article.author)
    return (article.id, article.version, *about, recorded, fingerprint(article.text), article.title, article.text)


def mention_row(reading: int, mention: Mention) -> Row:
    """What ADD_MENTION takes; spans as one flat list."""
    spans = list(chain.from_iterable((span.start, span.end) for span in mention.spans))
    aliases = json.dumps(mention.aliases, ensure_ascii=False)
    return (reading, mention.id, mention.name, mention.type, aliases, json.dumps(spans, separators=(",", ":")))


def claim_row(reading: int, claim: Claim) -> Row:
    """What ADD_CLAIM takes."""
    qualifiers = json.dumps(dict(claim.qualifiers), sort_keys=True, ensure_ascii=False)
    ends = (claim.subject.id, claim.relation, claim.object.id)
    said = (str(claim.status), qualifiers, claim.confidence, claim.extractor)
    return (reading, claim.id, *ends, *said, claim.start, claim.end, claim.evidence)


def to_card(row: Row) -> Card:
    """From CARDS."""
    return Card(ArticleCard(*row[:5]), row[5])


def to_mention(rows: Sequence[Row], *, spans: bool = True) -> Mention:
    """From MENTIONS, all rows of one id: several extractors may have found other aliases and places."""
    _, article, name, type_, _, _ = rows[0]
    aliases = sorted({alias for row in rows if row[4] != NONE for alias in json.loads(row[4])})
    places = sorted({span for row in rows for span in _spans(json.loads(row[5]))}) if spans else ()
    return Mention(article, name, type_, tuple(aliases), tuple(places))


def to_claim(row: Row) -> Claim:
    """From CLAIMS."""
    article, subject, relation, object_ = row[0], row[1:7], row[7], row[8:14]
    start, end, evidence, status, qualifiers, confidence, extractor = row[14:]
    said = (Status(status), json.loads(qualifiers), confidence, extractor)
    return Claim(article, to_mention([subject]), relation, to_mention([object_]), start, end, evidence, *said)


def to_statement(row: Row) -> Statement:
    """From STATEMENTS; its ends are mention ids still."""
    fields = [*row]
    fields[5], fields[12] = Status(row[5]), json.loads(row[12])
    return Statement(*fields)


def _spans(flat: Sequence[int]) -> Iterable[Span]:
    return (Span(start, end) for start, end in zip(flat[::2], flat[1::2], strict=True))
