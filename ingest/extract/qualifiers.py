"""What a statement says besides who and whom: money, share, round, date, title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.extract.masked import value_class
from ingest.extract.patterns import Match
from ingest.extract.titles import job_title
from ingest.read.document import Money, Share, Value, When

WITH_MONEY = frozenset({"ACQUIRED", "INVESTED_IN", "SUPPLIES", "PARTNERS_WITH", "ANNOUNCED"})
# Events have a date; of the dates near a job, a product or an owner one in forty is theirs in the training articles.
WITH_DATE = frozenset({"ACQUIRED", "INVESTED_IN", "FOUNDED", "PARTNERS_WITH", "ANNOUNCED", "SUPPLIES"})
# States have a beginning and an end, which the text must name as such, right behind the statement.
WITH_PERIOD = frozenset({"OWNS", "WORKS_FOR", "BOARD_MEMBER_OF", "PARTNERS_WITH", "SUPPLIES", "HEADQUARTERED_IN"})
WITH_SHARE = frozenset({"INVESTED_IN", "OWNS", "ACQUIRED"})
WITH_TITLE = frozenset({"WORKS_FOR", "BOARD_MEMBER_OF"})
WITH_ROUND = frozenset({"INVESTED_IN"})

# Money that is no price: what stands right before or behind the amount tells.
_NOT_PRICE_BEFORE = re.compile(
    r"(?:valu(?:ed|ing|ation|es)|(?:is|was|now|startup|start-up|company|firm) worth|"
    r"revenues?|sales|profits?|market (?:cap|value)|losse?s?|"
    r"rais(?:es?|ed|ing)|secured|closed|landed)[^\ue000-\uf8ff]{0,40}$"
)
_NOT_PRICE_AFTER = re.compile(
    r"^[^\ue000-\uf8ff.,;]{0,12}"
    r"(?:valuation|in (?:annual )?(?:revenues?|sales)|market|(?:funding |seed |series \w )?round)"
)
_OPENING = re.compile(r"(?:\w+ ){0,2}[\ue000-\uf8ff](?: \w+)?,? ?")  # "In July 2025, "
_NEXT_WORDS = 20  # characters of masked text: "last year in DATE"
_WHEN = f"[{value_class(When)}]"
_PERIOD = re.compile(
    rf",? (?:(?:ever )?since (?P<since>{_WHEN})|until (?P<until>{_WHEN})"
    rf"|(?:from|between) (?P<first>{_WHEN}) (?:to|until|and) (?P<last>{_WHEN}))"
)
_ROUND = re.compile(r"\b(?:(?:pre-)?seed|series [a-k]\b|angel|bridge)(?= |,|\.|$)")


def qualifiers_of(match: Match) -> Mapping[str, str]:
    """The qualifiers of a matched statement, of those that its relation takes."""
    return dict(_found(match))


def _found(match: Match) -> Iterator[tuple[str, str]]:
    relation = match.rule.relation
    if relation in WITH_TITLE and match.title:
        yield "title", job_title(match.title) if relation == "WORKS_FOR" else match.title
    if relation in WITH_MONEY and not match.rule.ignore and (money := _nearest(match, Money)) is not None:
        yield from money_qualifiers(money)
    if relation in WITH_SHARE and isinstance(share := _nearest(match, Share), Share):
        yield "share", share.percent
    if relation in WITH_DATE and isinstance(when := _nearest(match, When), When) and _is_dated(match, when):
        yield "date", when.date
    if relation in WITH_PERIOD:
        yield from _period(match)
    if relation in WITH_ROUND and (found := _ROUND.search(match.masked.text)):
        yield "round", match.masked.source(*found.span())


def money_qualifiers(money: Value) -> Iterator[tuple[str, str]]:
    """Amount, currency and bound of a sum, as qualifiers."""
    if isinstance(money, Money):
        yield "amount", money.amount
        yield "currency", money.currency
        if money.amount_max is not None:
            yield "amount_max", money.amount_max
        if money.bound is not None:
            yield "bound", money.bound


def _nearest(match: Match, kind: type[Value]) -> Value | None:
    """The value of that kind in the match, else the nearest in its clause; money that is no price is passed over."""
    start, end = _clause(match)
    near = [
        (_distance(match, place), place, value)
        for place, value in match.masked.values_in(start, end)
        if isinstance(value, kind) and not (kind is Money and _is_no_price(match, place))
    ]
    return min(near, key=lambda item: item[:2])[2] if near else None


def _is_dated(match: Match, when: When) -> bool:
    """A date belongs to an event that it follows at once, is inside of, or opens the sentence of."""
    text = match.masked.text
    place = next(place for place, value in match.masked.values.items() if value is when)
    opens = bool(_OPENING.fullmatch(text[: match.start])) and place < match.start
    return opens or match.start <= place < match.end + _NEXT_WORDS


def _period(match: Match) -> Iterator[tuple[str, str]]:
    """The dates of "since 2016", "until March" and "from 2019 to 2023" right behind the statement."""
    found = _PERIOD.match(match.masked.text, match.end)
    if found is None:
        return
    for group, key in (("since", "since"), ("until", "until"), ("first", "since"), ("last", "until")):
        if isinstance(when := match.masked.values.get(found.start(group)), When):
            yield key, when.date


def _distance(match: Match, place: int) -> int:
    return 0 if match.start <= place < match.end else min(abs(place - match.start), abs(place - match.end))


def _clause(match: Match) -> tuple[int, int]:
    text = match.masked.text
    start = max((text.rfind(mark, 0, match.start) for mark in (";", ": ")), default=-1) + 1
    ends = [place for mark in (";", ": ") if (place := text.find(mark, match.end)) >= 0]
    return start, min(ends, default=len(text))


def _is_no_price(match: Match, place: int) -> bool:
    text = match.masked.text
    return bool(_NOT_PRICE_BEFORE.search(text, 0, place) or _NOT_PRICE_AFTER.search(text[place + 1 :]))
