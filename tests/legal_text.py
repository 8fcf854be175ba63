"""Marked texts for the legal tests: one sentence a line, a blank line between paragraphs, the first line the headline.

`{Adobe|Company}` is a name, `{the company=Adobe|Company}` a noun for it, `{it=Adobe|Company}` a pronoun;
`{$1,000|money:1000}`, `{Tuesday|when:2025-01-21}` and `{25-00709|docket}` are values. A line of a list starts with "*".
"""

from __future__ import annotations

import re

from graph.model import Article, Mention, Span
from ingest.read.document import Docket, Document, Money, Reference, ReferenceKind, Sentence, SentenceKind, Value, When

_MARK = re.compile(r"\{(?P<words>[^|{}]+)\|(?P<type>[A-Za-z]+)(?::(?P<value>[^}]+))?\}")
_PRONOUNS = frozenset("it its he she his her him they their them itself".split())


def read_marked(marked: str) -> Document:
    """The document that a marked text stands for."""
    plain, references, values, names = "", [], [], dict[tuple[str, str], int]()
    place = 0
    marked = marked.strip("\n")
    for mark in _MARK.finditer(marked):
        plain += marked[place : mark.start()]
        place = mark.end()
        words, _, name = mark["words"].partition("=")
        start, end = len(plain), len(plain) + len(words)
        plain += words
        if (value := _value(mark, start, end)) is not None:
            values.append(value)
            continue
        index = names.setdefault((name or words, mark["type"]), len(names))
        references.append(Reference(start, end, (index,), _kind(words, name)))
    plain += marked[place:]
    title, _, text = plain.partition("\n\n")
    article = Article("a1", text, title, published="2025-01-23")
    assert article.content == plain
    mentions = tuple(_mention(name, type_, index, references) for (name, type_), index in names.items())
    return Document(article, plain, _sentences(plain), mentions, tuple(references), tuple(values))


def _value(mark: re.Match[str], start: int, end: int) -> Value | None:
    match mark["type"]:
        case "money":
            return Money(start, end, mark["value"], "USD")
        case "when":
            return When(start, end, mark["value"])
        case "docket":
            return Docket(start, end, mark["words"])
        case _:
            return None


def _kind(words: str, name: str) -> ReferenceKind:
    if not name or words[:1].isupper():
        return ReferenceKind.NAME
    return ReferenceKind.PRONOUN if words in _PRONOUNS else ReferenceKind.NOMINAL


def _mention(name: str, type_: str, index: int, references: list[Reference]) -> Mention:
    spans = tuple(Span(r.start, r.end) for r in references if r.mentions == (index,))
    return Mention("a1", name, type_, spans=spans)


def _sentences(plain: str) -> tuple[Sentence, ...]:
    sentences, paragraph, place = [], 0, 0
    for line in plain.split("\n"):
        end = place + len(line)
        if not line:
            paragraph += 1
        elif place == 0:
            sentences.append(Sentence(0, end, 0, SentenceKind.HEADLINE))
        else:
            kind = SentenceKind.ITEM if line.startswith("*") else SentenceKind.TEXT
            sentences.append(Sentence(place, end, paragraph, kind))
        place = end + 1
    return tuple(sentences)
