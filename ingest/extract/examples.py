"""Marked example sentences: what a rule must read, in a form short enough to stand beside the rule.

    [s:Company Adobe] bought [o:Company Semrush] from [Company Insight].

`s` marks the expected subject, `o` the expected object, no letter a reference that takes no part. `~` before the
words makes it a nominal or pronoun of the mention named after "=": [s:Company ~it=Adobe]. [money $2bn], [when 2025]
and [share 49%] are values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from graph.model import Article, Mention, Span
from ingest.read.document import Document, Money, Reference, ReferenceKind, Sentence, Share, Value, When

_MARK = re.compile(r"\[(?:(?P<role>[so]):)?(?P<type>\w+) (?P<words>[^\]]+)\]")
_VALUES: Mapping[str, Callable[[int, int], Value]] = {
    "money": lambda start, end: Money(start, end, "1900000000", "USD"),
    "when": lambda start, end: When(start, end, "2025"),
    "share": lambda start, end: Share(start, end, "49"),
}
_PRONOUNS = frozenset("it its he she his her him they their them itself who whose".split())


def read_example(marked: str) -> tuple[Document, set[tuple[str, str]]]:
    """A one-sentence document of the marked text, and the pairs (subject, object) of names that are expected."""
    text, references, values, roles = "", [], [], []
    mentions: dict[tuple[str, str], int] = {}
    place = 0
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        place = mark.end()
        if mark["type"] in _VALUES:
            values.append(_VALUES[mark["type"]](len(text) + 2, len(text) + 2 + len(mark["words"])))
            text += mark["words"]
            continue
        words, kind, name = _reading(mark["words"])
        index = mentions.setdefault((name, mark["type"]), len(mentions))
        references.append(Reference(len(text) + 2, len(text) + 2 + len(words), (index,), kind))
        roles.append((mark["role"], name))
        text += words
    text += marked[place:]
    article = Article("example", text)
    sentence = Sentence(2, 2 + len(text), 1)
    return (
        Document(
            article, article.content, (sentence,), _mentions(mentions, references), tuple(references), tuple(values)
        ),
        {(one, other) for one_role, one in roles for role, other in roles if one_role == "s" and role == "o"},
    )


def _reading(words: str) -> tuple[str, ReferenceKind, str]:
    if not words.startswith("~"):
        return words, ReferenceKind.NAME, words
    shown, name = words[1:].split("=", 1)
    pronoun = shown.casefold() in _PRONOUNS
    return shown, ReferenceKind.PRONOUN if pronoun else ReferenceKind.NOMINAL, name


def _mentions(names: Mapping[tuple[str, str], int], references: list[Reference]) -> tuple[Mention, ...]:
    return tuple(
        Mention("example", name, type_, spans=tuple(Span(r.start, r.end) for r in references if index in r.mentions))
        for (name, type_), index in names.items()
    )
