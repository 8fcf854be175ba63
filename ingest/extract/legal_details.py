"""What else a suit has: its court, the statutes it rests on, its judge, its counsel; sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.model import Status
from ingest.extract.legal_grammar import COURT, LAW, PERSON, SUIT, forms, listed
from ingest.extract.legal_status import clause_status
from ingest.extract.masked import Masked
from ingest.read.document import Money


@dataclass(frozen=True, slots=True)
class Detail:
    """Something of a suit: the relation, who or what (a mention index), and its place in the masked sentence.

    `status`: a judge who dismissed the suit is its judge no more. `party` says whose counsel it is, when the sentence
    names the party.
    """

    relation: str
    mention: int
    place: int
    family: str
    party: tuple[int, ...] = ()
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    status: Status = Status.CURRENT


_COURT_BEFORE: Final = re.compile(
    r"(?:\b(?:in|with|at|before|to|by|from|asking|asked)(?: (?:the|a|an))? |[,(] ?(?:the )?|^(?:the )?|"
    rf"\bjudge [{PERSON}],? of (?:the )?)$"
)
_COURT_CUE: Final = re.compile(
    r"\b(?:su(?:ed|es|ing)|fil(?:ed|ing)|lodged|brought|pending|before|lawsuit|suit|complaint|case|action|hear(?:s|d|ing)?|"
    rf"claim|took|taken|trial|dismiss\w*|rul(?:ed|ing)|judge)\b|[{SUIT}]"
)
_COURT_TITLE: Final = re.compile(r"(?:'s?)? (?:chief )?(?:judge|justice|magistrate)")  # "District Court Judge X"
_ANY_COURT: Final = re.compile(r"(?:the )?(?:u\.?s\.? )?(?:federal |district |federal district )?court", re.IGNORECASE)
_LAW_CUE: Final = re.compile(
    r"\b(?:violat\w+|breach\w*|infring\w+|under|invok\w+|alleg\w+|cit(?:es?|ed|ing)|rests?|pleads?|contrary to|"
    r"claims?|turns on|leans|relies|brought|broke|breaks|breaking|based on|counts?|accus\w+|"
    r"ground(?:s|ed)|pursuant|statute)\b"
)
# Laws that a judge, a regulator or a defence names are not what the suit says was broken.
_LAW_NOT: Final = re.compile(
    r"\b(?:fair use|investigat\w+|looking into|probes?|inquiry|ordered \S+|legal basis|proceedings|"
    r"fine[sd]?)\b"
    r"[^;]{0,90}$"
)
_JUDGE_CUE: Final = re.compile(r"judge|justice|magistrate|chancellor|presid|assigned|before|front of|hears|heard")
_JUDGE_TITLE: Final = re.compile(
    r"\b(?:judge|(?<!chief )justice|magistrate|chancellor|recorder)(?: (?:mr|mrs|ms|dr|sir|dame))? $"
)
_JUDGE_NO_MORE: Final = re.compile(r"\b(?:former|retired|ex-?) ?(?:[\w.]+ ){0,4}$")
_COUNSEL_CUE: Final = re.compile(
    r"represent|lawyer|attorney|counsel|solicitor|barrister|advocate|litigator|appear|act(?:s|ing|ed) |argu|"
    r"speaks|for |hired|retained|instructed"
)


def find_details(masked: Masked, parties: Collection[int]) -> Iterator[Detail]:
    """Courts, statutes, judges and counsel of a sentence; `parties` are the parties of all suits of the article."""
    yield from _courts(masked)
    yield from _laws(masked)
    yield from _judges(masked)
    yield from _counsel(masked, parties)


def _places(masked: Masked, kinds: str) -> Iterator[tuple[int, int]]:
    return (
        (place, reference.mentions[0]) for place, reference in masked.references.items() if masked.text[place] in kinds
    )


def _courts(masked: Masked) -> Iterator[Detail]:
    for place, mention in _places(masked, COURT):
        if _COURT_TITLE.match(masked.text, place + 1) or _ANY_COURT.fullmatch(masked.document.mentions[mention].name):
            continue
        if _COURT_CUE.search(masked.text) and _COURT_BEFORE.search(masked.text[:place]):
            yield Detail("FILED_IN", mention, place, "court")


def _laws(masked: Masked) -> Iterator[Detail]:
    for place, mention in _places(masked, LAW):
        if _LAW_CUE.search(masked.text) and not _LAW_NOT.search(masked.text[:place]):
            yield Detail("ALLEGES_VIOLATION_OF", mention, place, "law", qualifiers=_amount(masked, place))


def _amount(masked: Masked, law: int) -> dict[str, str]:
    """The damages that a sentence states for each violation of a statute."""
    for form in forms("amounts"):
        for found in form.find(masked):
            money = masked.values[found.start("money")]
            if found.start("law") == law and isinstance(money, Money):
                return {"amount": money.amount, "currency": money.currency}
    return {}


def _judges(masked: Masked) -> Iterator[Detail]:
    if _JUDGE_CUE.search(masked.text) is None:
        return
    for place, mention in _places(masked, PERSON):
        before = masked.text[max(0, place - 40) : place]
        titled = _JUDGE_TITLE.search(before)
        if titled is not None and _JUDGE_NO_MORE.search(before[: titled.start()]) is None:
            status = clause_status(masked.text, place, place + 1)
            yield Detail("JUDGE_IN", mention, place, "judge", status=status)
    for form in forms("judges"):
        for found in form.find(masked):
            yield Detail("JUDGE_IN", masked.references[found.start("j")].mentions[0], found.start("j"), form.family)


def _counsel(masked: Masked, parties: Collection[int]) -> Iterator[Detail]:
    if _COUNSEL_CUE.search(masked.text) is None:
        return
    for form in forms("counsel"):
        for found in form.find(masked):
            whose = listed(masked, *found.span("p")) if found.groupdict().get("p") else ()
            if whose and not set(whose) & set(parties):
                continue
            for mention in listed(masked, *found.span("c")):
                if mention not in parties:
                    yield Detail("COUNSEL_IN", mention, found.start("c"), form.family, whose)
