"""Small articles whose sentences are their claims, for the tests of ledger, resolution and assembly."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.ledger import Ledger
from graph.model import Article, Claim, Mention, Projection, Status

NO_ALIASES: Mapping[str, tuple[str, ...]] = {}


@dataclass(frozen=True)
class Fact:
    """`subject` and `object` are written "NAME/Type"."""

    subject: str
    relation: str
    object: str
    status: Status = Status.CURRENT
    confidence: float = 0.9
    qualifiers: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        name, also = (end.rpartition("/")[0] for end in (self.subject, self.object))
        return f"{name} {self.relation} {also} ({self.status}, {self.confidence}, {json.dumps(self.qualifiers)})."


def fact(
    subject: str, relation: str, object_: str, status: str = "current", confidence: float = 0.9, **more: str
) -> Fact:
    return Fact(subject, relation, object_, Status(status), confidence, more)


@dataclass(frozen=True)
class Story:
    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


def story(
    id_: str,
    *facts: Fact,
    named: Iterable[str] = (),
    aliases: Mapping[str, tuple[str, ...]] = NO_ALIASES,
    text: str | None = None,
    extractor: str = "rules",
    **about: Any,
) -> Story:
    """An article that says these facts and names these things besides ("NAME/Type")."""
    body = " ".join(f.sentence for f in facts) or f"Article {id_} says nothing." if text is None else text
    article = Article(id_, body, **about)
    ends = {end for f in facts for end in (f.subject, f.object)} | set(named)
    mentions = {end: _mention(id_, end, aliases) for end in sorted(ends)}
    claims = tuple(_claim(article, f, mentions, extractor) for f in facts)
    return Story(article, tuple(mentions.values()), claims)


def _mention(article: str, end: str, aliases: Mapping[str, tuple[str, ...]]) -> Mention:
    name, _, type_ = end.rpartition("/")
    return Mention(article, name, type_, aliases.get(name, ()))


def _claim(article: Article, told: Fact, mentions: Mapping[str, Mention], extractor: str) -> Claim:
    start = max(article.content.find(told.sentence), 0)
    end = min(start + len(told.sentence), len(article.content))
    ends = (mentions[told.subject], told.relation, mentions[told.object])
    said = (told.status, told.qualifiers, told.confidence, extractor)
    return Claim(article.id, *ends, start, end, article.content[start:end], *said)


def record(ledger: Ledger, *stories: Story, extractor: str = "rules", version: str = "1") -> None:
    for told in stories:
        with ledger.batch():
            ledger.record(told.article, told.claims, told.mentions, extractor, version)


def names(projection: Projection) -> dict[str, str]:
    """From entity id to name."""
    return {entity.id: entity.name for entity in projection.entities}
