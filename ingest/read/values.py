"""Money, dates, shares and docket numbers of an article, in the order of their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ingest.read.dates import find_dates, parse_day
from ingest.read.document import Sentence, Value
from ingest.read.figures import find_dockets, find_shares
from ingest.read.money import find_money


def find_values(content: str, sentences: Sequence[Sentence], published: str | None) -> tuple[Value, ...]:
    """The values of all sentences, none overlapping: a docket number goes before a date before money."""
    return tuple(chain.from_iterable(_of_sentence(content, s, published) for s in sentences))


def _of_sentence(content: str, sentence: Sentence, published: str | None) -> Iterator[Value]:
    start, end = sentence.start, sentence.end
    found: list[Value] = []
    kinds: tuple[Iterator[Value], ...] = (
        find_dockets(content, start, end),
        find_dates(content, start, end, parse_day(published)),
        find_money(content, start, end),
        find_shares(content, start, end),
    )
    for value in chain.from_iterable(kinds):
        if all(value.end <= other.start or value.start >= other.end for other in found):
            found.append(value)
    yield from sorted(found, key=lambda value: value.start)
