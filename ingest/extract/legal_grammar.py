"""The language of tables/legal.yaml: regular expressions over masked sentences (masked.py) with macros.

`{party}` and the like are the characters that stand for references of these types, to be put into a character class;
`{list}` and the like are words of the table. Parties stand in lists ("authors A, B and C") with asides between subject
and verb; who a list names is read by `listed`, which leaves out owners ("X's"), qualifiers ("X-backed"), whom a party
belongs to ("A of B") and what stands in asides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.extract.masked import Masked, type_class, type_numbers, value_class
from ingest.extract.tables import read_table
from ingest.read.document import Docket, Money, ReferenceKind, When

PARTY = type_class("Company|Organization|GovernmentBody|Person")
PERSON = type_class("Person")
TARGET = type_class("Company|Organization|Person")
COURT = type_class("Court")
LAW = type_class("Law")
SUIT = type_class("Lawsuit")

_CLASSES: Mapping[str, str] = {
    "party": PARTY,
    "person": PERSON,
    "pronoun": type_class("Company|Organization|GovernmentBody|Person", kinds=(ReferenceKind.PRONOUN,)),
    "target": TARGET,
    "firm": type_class("Company|Organization"),
    "body": type_class("GovernmentBody"),
    "anybody": type_class("GovernmentBody|Organization"),
    "court": COURT,
    "law": LAW,
    "place": type_class("Place"),
    "thing": type_class("Product|Place|Court|Law|Venture"),
    "any": type_class("|".join(type_numbers())),
    "when": value_class(When),
    "money": value_class(Money),
    "docket": value_class(Docket),
}
_MACRO = re.compile(r"\{([a-z_]+)\}")
_POSSESSIVE = re.compile(r"'s? (?!$)")
_JUDGE = re.compile(r"\b(?:judge|(?<!of )justice|magistrate|chancellor) $")  # hears the suit, and is party to none
_BELONGS = re.compile(rf"[{PARTY}] (?:of|at|from) (?:the )?(?:[\w-]+ ){{0,2}}?$")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say something: a row of the table. `cues` are literals one of which the sentence must hold.

    `bare` forms add to a suit told of before; `headline` forms hold in headlines only.
    """

    family: str
    pattern: str
    cues: tuple[str, ...] = ()
    bare: bool = False
    headline: bool = False

    def find(self, masked: Masked) -> Iterator[re.Match[str]]:
        """Every place of a masked sentence where the form holds."""
        if not self.cues or any(cue in masked.text for cue in self.cues):
            yield from compiled(self.pattern).finditer(masked.text)


@cache
def forms(section: str) -> tuple[Form, ...]:
    """The forms of a section of the table: "tellings", "counsel", "judges", "amounts" or "probes"."""
    return tuple(
        Form(
            row["family"],
            row["pattern"],
            tuple(row.get("cues", ())),
            row.get("bare", False),
            row.get("headline", False),
        )
        for row in _table()[section]
    )


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression; KeyError names a macro that the table lacks."""
    return re.compile(_filled(pattern))


@cache
def _filled(pattern: str) -> str:
    return _MACRO.sub(lambda macro: _macro(macro[1]), pattern)


@cache
def _macro(name: str) -> str:
    return _CLASSES[name] if name in _CLASSES else _filled(_table()["words"][name])


@cache
def _table() -> Any:
    return read_table("legal")


def listed(masked: Masked, start: int, end: int, *, names: bool = False) -> tuple[int, ...]:
    """The mentions (indices) that a list of parties has between two places, in the text's order; `names`: by name."""
    text = masked.text
    asides = [found.span() for found in compiled(r"{aside}(?= (?:and|&|as well as)\b)").finditer(text, start, end)]
    named: dict[int, None] = {}
    for place in range(start, end):
        if text[place] not in PARTY or any(a <= place < b for a, b in asides):
            continue
        qualifies = text[place + 1 : place + 2] == "-" or _POSSESSIVE.match(text, place + 1)
        if qualifies and place + 1 < end:
            continue
        if names and masked.references[place].kind is not ReferenceKind.NAME:
            continue
        if not (_BELONGS.search(text, max(start, place - 40), place) or _JUDGE.search(text, max(0, place - 20), place)):
            named.update(dict.fromkeys(masked.references[place].mentions))
    return tuple(named)


def referred(masked: Masked, start: int, end: int, kinds: str = PARTY) -> tuple[int, ...]:
    """All mentions (indices) between two places whose character is among `kinds`."""
    places = (place for place in range(start, end) if masked.text[place] in kinds)
    return tuple(dict.fromkeys(index for place in places for index in masked.references[place].mentions))
