"""A read article: what extractors work on. All offsets count code points in `Article.content`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.model import Article, Mention


class SentenceKind(StrEnum):
    """Where a sentence stands. A line of a list is a sentence of its own."""

    HEADLINE = "headline"
    TEXT = "text"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `paragraph` counts from 0 (the headline)."""

    start: int
    end: int
    paragraph: int
    kind: SentenceKind = SentenceKind.TEXT


class ReferenceKind(StrEnum):
    """How a place in the text points to its mention: by name, by noun ("the company"), by pronoun ("its")."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in the text that points to one mention, or to several ("the two companies").

    `mentions` are indices into `Document.mentions`. The span leaves out a following "'s", a leading article
    of a name, and titles such as "CEO" or "Mr."; nominals and possessive pronouns are spanned whole ("its").
    """

    start: int
    end: int
    mentions: tuple[int, ...]
    kind: ReferenceKind = ReferenceKind.NAME


@dataclass(frozen=True, slots=True)
class Money:
    """An amount. `amount` and `amount_max` are plain digits in units of `currency` ("6600000000")."""

    start: int
    end: int
    amount: str
    currency: str
    bound: str | None = None  # "at most", "at least", "about"
    amount_max: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A date, never more precise than the text: "2025", "2025-01", "2025-01-21"."""

    start: int
    end: int
    date: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part in percent, as plain digits ("49")."""

    start: int
    end: int
    percent: str


@dataclass(frozen=True, slots=True)
class Docket:
    """A case number ("25-00709", "1:23-cv-11195"), cleaned of "No." and "Case"."""

    start: int
    end: int
    number: str


Value = Money | When | Share | Docket


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what was found in it. Sentences, references and values are sorted by start.

    References do not overlap each other and lie within one sentence. `mentions` are the entities of the article,
    each once; their `spans` are those of all their references.
    """

    article: Article
    content: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    references: tuple[Reference, ...]
    values: tuple[Value, ...] = ()
