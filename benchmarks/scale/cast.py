"""Who there is: invented names, each with a word of its own, so that no two of them share a name key."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from random import Random
from typing import NamedTuple

# Share of all entities. News names more companies and people than anything else; courts are few
SHARES = {
    "Company": 0.36,
    "Person": 0.30,
    "Product": 0.14,
    "Organization": 0.06,
    "Place": 0.05,
    "Lawsuit": 0.03,
    "Venture": 0.03,
    "GovernmentBody": 0.02,
    "Law": 0.008,
    "Court": 0.002,
}
SKEW = 0.8  # Zipf's exponent: of 100k entities the first has some 3 % of the links, as the few giants have in the news

_SYLLABLES = [consonant + vowel for consonant in "bdfghjklmnprstvwxzcy" for vowel in "aeiou"]
_WORDS = len(_SYLLABLES) ** 4
_STEP = 61_803_397  # prime to _WORDS: neighbours in number are far apart in the alphabet
_GOLDEN = 0.6180339887  # its multiples fill the interval evenly
_TRADES = "Robotics Labs Systems Analytics Cloud Semiconductors Health Media Energy Capital Software Dynamics".split()
_BODIES = ("{} Institute", "University of {}", "{} Foundation", "{} Guild", "{} Association")
_OFFICES = ("{} Competition Authority", "Ministry of {}", "{} Data Protection Office", "{} Attorney General's Office")
_LAWS = ("{} Privacy Act", "{} Data Act", "{} Antitrust Act", "{} Copyright Act")
_GIVEN = (
    "Ada Bruno Clara David Elena Farid Grace Hiro Ines Jonas Kavya Liam Maria Nadia Omar Priya Rosa Sven Tara".split()
)


class Who(NamedTuple):
    """One entity: the n-th of its type, the first ones the best known."""

    type: str
    number: int


class Cast:
    """`size` entities, and ways to draw from them: by fame, or each in its turn so that none is left out."""

    def __init__(self, size: int, chance: Random) -> None:
        self.counts = {type_: max(2, round(size * share)) for type_, share in SHARES.items()}
        self._first = dict(zip(self.counts, accumulate([0, *self.counts.values()]), strict=False))
        self._fame = {type_: _zipf(count) for type_, count in self.counts.items()}
        self._turn = dict.fromkeys(self.counts, -1)
        self._chance = chance

    def famous(self, *types: str) -> Who:
        """One of the types, the best known ones more often by far."""
        type_ = self._type(types)
        return Who(type_, self._chance.choices(range(self.counts[type_]), cum_weights=self._fame[type_])[0])

    def next(self, *types: str) -> Who:
        """One of the types, each in its turn."""
        type_ = self._type(types)
        self._turn[type_] = (self._turn[type_] + 1) % self.counts[type_]
        return Who(type_, self._turn[type_])

    def _type(self, types: tuple[str, ...]) -> str:
        return self._chance.choices(types, weights=[self.counts[type_] for type_ in types])[0]

    def parties(self, suit: Who) -> tuple[Who, Who]:
        """Plaintiff and first defendant of a suit: a plaintiff of its own, and a company, the giants more often."""
        type_ = "Company" if suit.number % 3 == 0 else "Person"
        size = self.counts["Company"]
        plaintiff = Who(type_, self.counts[type_] - 1 - suit.number % self.counts[type_])
        return plaintiff, Who("Company", int(size ** (suit.number * _GOLDEN % 1)) - 1)

    def index(self, who: Who) -> int:
        """Its number among all."""
        return self._first[who.type] + who.number

    def name(self, who: Who) -> str:
        """Its full name."""
        if who.type == "Lawsuit":
            plaintiff, defendant = self.parties(who)
            return f"{self.short(plaintiff)} v. {self.name(defendant)}"
        return _FORMS[who.type](self._word(who), who.number)

    def short(self, who: Who) -> str:
        """What an article calls it the second time: a person by the surname; others have their full name only."""
        return self._word(who) if who.type == "Person" else self.name(who)

    def _word(self, who: Who) -> str:
        number = (self.index(who) + 1) * _STEP % _WORDS
        syllables = []
        for _ in range(4):
            number, place = divmod(number, len(_SYLLABLES))
            syllables.append(_SYLLABLES[place])
        return "".join(syllables).capitalize()


def _zipf(count: int) -> list[float]:
    return list(accumulate(rank**-SKEW for rank in range(1, count + 1)))


def _of(forms: tuple[str, ...]) -> Callable[[str, int], str]:
    return lambda word, number: forms[number % len(forms)].format(word)


_FORMS: dict[str, Callable[[str, int], str]] = {
    "Company": lambda word, number: f"{word} {_TRADES[number % len(_TRADES)]}",
    "Person": lambda word, number: f"{_GIVEN[number % len(_GIVEN)]} {word}",
    "Product": lambda word, number: f"{word} {number % 9 + 1}",
    "Organization": _of(_BODIES),
    "Place": _of(("{}", "Port {}", "{} City")),
    "Venture": _of(("Project {}", "{} Alliance")),
    "GovernmentBody": _of(_OFFICES),
    "Law": _of(_LAWS),
    "Court": _of(("Superior Court of {} County", "High Court of {}", "{} Chancery Court")),
}
