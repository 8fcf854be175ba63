"""The values that pass between the stages: frozen, typed, comparable. Spans count code points in `Article.content`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How a statement holds; the words of graph/ontology.yaml."""

    CURRENT = "current"
    FORMER = "former"
    PLANNED = "planned"
    RUMOURED = "rumoured"
    DENIED = "denied"


def digest(*parts: str, length: int = 16) -> str:
    """A hex digest of the parts, `length` characters; the same parts give the same digest for ever."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` (inclusive) to `end` (exclusive) of an article's content."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article. `published` is an ISO date cut to what is known (`2025`, `2025-01`, `2025-01-23`)."""

    id: str
    text: str
    title: str = ""
    url: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None

    @property
    def content(self) -> str:
        """Headline, blank line, text: the string that every span counts in."""
        return f"{self.title}\n\n{self.text}"

    @property
    def version(self) -> str:
        """A digest of the content; an edited article has a new one under the same id."""
        return digest(self.title, self.text)


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity as one article names it: `name` is the fullest form used, `aliases` the other forms."""

    article: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """Stable: the same article, type and name give the same id."""
        return digest("mention", self.article, self.type, self.name)


@dataclass(frozen=True, slots=True)
class Claim:
    """The atom: one article says that subject and object stand in a relation. Never edited, only withdrawn.

    `start` and `end` bound the evidence in the article's content; `evidence` is exactly that slice.
    `qualifiers` has the keys that graph/ontology.yaml lists, with strings as values.
    """

    article: str
    subject: Mention
    relation: str
    object: Mention
    start: int
    end: int
    evidence: str
    status: Status = Status.CURRENT
    qualifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    confidence: float = 1.0
    extractor: str = "rules"

    @property
    def id(self) -> str:
        """Stable: the same statement from the same place by the same extractor gives the same id."""
        qualifiers = json.dumps(dict(self.qualifiers), sort_keys=True, ensure_ascii=False)
        place = f"{self.start}:{self.end}"
        ends = (self.subject.id, self.relation, self.object.id)
        return digest("claim", self.article, *ends, self.status, qualifiers, place, self.evidence, self.extractor)

    def as_row(self) -> dict[str, Any]:
        """The JSON form of `dealgraph extract`, which `evaluate` and the scorer read."""
        return {
            "article": self.article,
            "subject": {"name": self.subject.name, "type": self.subject.type},
            "relation": self.relation,
            "object": {"name": self.object.name, "type": self.object.type},
            "status": str(self.status),
            "qualifiers": dict(self.qualifiers),
            "evidence": self.evidence,
            "start": self.start,
            "end": self.end,
            "confidence": round(self.confidence, 4),
            "extractor": self.extractor,
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """Says of two ids (both of mentions, or both of entities) whether they mean one thing; append-only.

    The newest on a pair wins, so undoing a merge is one more judgement.
    """

    left: str
    right: str
    verdict: str  # "same", "not same" or "unsure"
    by: str  # "rule:NAME", "model:NAME" or "person:NAME"
    reason: str
    at: str  # ISO time


@dataclass(frozen=True, slots=True)
class Entity:
    """Mentions that mean one thing. `key` is what they were joined by; `sources` counts the articles."""

    id: str
    key: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    sources: int = 0
    first_seen: str | None = None
    last_seen: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its mentions resolved to entities; `link` is the link it supports, None for a denied one alone."""

    id: str
    article: str
    subject: str
    relation: str
    object: str
    status: Status
    evidence: str
    start: int
    end: int
    confidence: float
    extractor: str
    published: str | None = None
    qualifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Statements of one relation between two entities, summed up. `sources` counts independent articles.

    `evidence` and `url` are those of the best statement; a link whose best status is denied is none.
    """

    id: str
    subject: str
    relation: str
    object: str
    status: Status
    evidence: str
    url: str | None = None
    since: str | None = None
    until: str | None = None
    qualifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    confidence: float = 1.0
    sources: int = 1
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """What the graph keeps of an article: where it stood, never its text."""

    id: str
    url: str | None
    headline: str
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Projection:
    """The graph as assembled from the ledger; each tuple is sorted by id, so the same ledger gives the same bytes.

    `mentions` are pairs (article id, entity id). `watermark` names the ledger's state it was made from.
    """

    watermark: str
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
    articles: tuple[ArticleCard, ...]
    mentions: tuple[tuple[str, str], ...]
