"""Suits as things of their own: tellings of several sentences joined into one suit (events in the sense of ACE 2005).

A telling goes to a suit with which it shares a party on each side it names; words such as "another" open a new one;
what names one side only ("the plaintiffs, A and B", "also names C") goes to the suit that the text is at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph.model import Mention, Span, Status
from graph.resolve.names import LEGAL_FORMS, name_words
from ingest.extract.legal_names import caption_sides, find_party, suit_name
from ingest.extract.legal_tellings import ACCUSING, OPENING, Telling
from ingest.extract.masked import Masked
from ingest.read.document import Document

_AFTER = re.compile(
    r"\b(?:lawsuit|suit|complaint|case|action)\b (?:follows|followed|comes|came)\b[^,;]{0,60}"
    r"\b(?:lawsuit|suit|complaint|case|legal action) against"
)


@dataclass(frozen=True, slots=True)
class Role:
    """One party's part in a suit: the sentence that tells it, and the family of the form it is told in."""

    masked: Masked
    family: str


@dataclass(slots=True)
class Suit:
    """A suit as far as it has been read. Parties are mention indices, in the text's order; `spans` tell of it."""

    number: int
    plaintiffs: dict[int, Role] = field(default_factory=dict)
    defendants: dict[int, Role] = field(default_factory=dict)
    caption: str | None = None
    docket: str | None = None
    date: str | None = None
    status: Status = Status.CURRENT
    spans: dict[Span, None] = field(default_factory=dict)
    counter: bool = False

    def shares(self, plaintiffs: Iterable[int], defendants: Iterable[int]) -> bool:
        """Whether a telling with these parties may be of this suit: a common one on each side that both name."""
        p, d = set(plaintiffs), set(defendants)
        sides = [bool(a & set(b)) for a, b in ((p, self.plaintiffs), (d, self.defendants)) if a and b]
        return bool(sides) and all(sides)


class SuitBook:
    """The suits of one document, filled sentence by sentence."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.mentions: list[Mention] = list(document.mentions)
        self.suits: list[Suit] = []
        self._last: Suit | None = None
        self._paragraph = -1

    def at(self, masked: Masked) -> Suit | None:
        """The suit that the text is at: the last one told of in the same paragraph, else the article's main suit."""
        if self._last is not None and self._paragraph == masked.sentence.paragraph:
            return self._last
        return self.main

    @property
    def main(self) -> Suit | None:
        """The suit the article is about: the one told of first, that is in headline or lead."""
        return self.suits[0] if self.suits else None

    def touch(self, suit: Suit, masked: Masked) -> None:
        """Note that the text is at this suit now."""
        self._last, self._paragraph = suit, masked.sentence.paragraph

    def add(self, telling: Telling) -> Suit | None:
        """The suit that a telling belongs to, with the telling's parties; None when it belongs to none."""
        telling = self._after(self._followed(self._answered(telling)))
        suit = self._find(telling)
        if suit is None:
            if not self._may_open(telling):
                return None
            suit = self.open()
            suit.counter = telling.counter
        self._fill(suit, telling)
        self.touch(suit, telling.masked)
        return suit

    def _answered(self, telling: Telling) -> Telling:
        """A countersuit that names no defendant is against the plaintiffs of the suit it answers."""
        if not telling.counter or telling.defendants:
            return telling
        answered = next((s for s in self.suits if set(telling.plaintiffs) & set(s.defendants)), None)
        return telling if answered is None else replace(telling, defendants=tuple(answered.plaintiffs))

    def _followed(self, telling: Telling) -> Telling:
        """Who "followed" or "did so" sued whom the text just told to be sued."""
        if telling.family != "followed" or self._last is None or self._paragraph != telling.masked.sentence.paragraph:
            return telling
        return replace(telling, defendants=tuple(self._last.defendants), bare=False)

    def _after(self, telling: Telling) -> Telling:
        """Fill in the plaintiffs of "the lawsuit follows legal action against Y": the same."""
        before = telling.masked.text[max(0, telling.start - 20) : telling.end]
        at = self.at(telling.masked)
        if (
            telling.plaintiffs
            or at is None
            or set(telling.defendants) & set(at.defendants)
            or not _AFTER.search(before)
        ):
            return telling
        return replace(telling, plaintiffs=tuple(at.plaintiffs))

    def open(self) -> Suit:
        """A new suit."""
        suit = Suit(len(self.suits))
        self.suits.append(suit)
        return suit

    @staticmethod
    def _may_open(telling: Telling) -> bool:
        """Whether a telling that fits no suit opens one."""
        if telling.family in ACCUSING:
            return False
        return not telling.bare or telling.family in OPENING or (telling.fresh and bool(telling.defendants))

    def _find(self, telling: Telling) -> Suit | None:
        if telling.counter:
            return self._matching_counter(telling)
        matching = [s for s in self.suits if s.shares(telling.plaintiffs, telling.defendants)]
        if telling.family in ACCUSING:
            return self._undefended(telling)
        if telling.bare:
            return self._find_bare(telling, matching)
        if telling.separate or (telling.fresh and not telling.whole):
            return None
        if matching:
            return max(matching, key=lambda s: (self._overlap(s, telling), s is self.at(telling.masked), s.number))
        return None

    def _find_bare(self, telling: Telling, matching: list[Suit]) -> Suit | None:
        if telling.fresh and telling.defendants:
            return None
        if telling.plaintiffs and matching:
            return matching[-1]
        at = self.at(telling.masked)
        if telling.family in OPENING and at is not None and at.plaintiffs and not telling.definite:
            return None
        return at

    def _matching_counter(self, telling: Telling) -> Suit | None:
        return next((s for s in self.suits if set(telling.plaintiffs) & set(s.plaintiffs) and s.counter), None)

    def _undefended(self, telling: Telling) -> Suit | None:
        """The suit the text is at, if it has no defendant yet and the accuser, when there is one, is its plaintiff."""
        at = self.at(telling.masked)
        if at is None or at.defendants:
            return None
        return at if not telling.plaintiffs or set(telling.plaintiffs) & set(at.plaintiffs) else None

    @staticmethod
    def _overlap(suit: Suit, telling: Telling) -> int:
        return len(set(telling.plaintiffs) & set(suit.plaintiffs)) + len(set(telling.defendants) & set(suit.defendants))

    @staticmethod
    def _fill(suit: Suit, telling: Telling) -> None:
        offsets = telling.masked.offsets
        suit.spans[Span(offsets[telling.start], offsets[telling.end])] = None
        for index in telling.plaintiffs:
            if index not in suit.defendants or telling.counter:
                suit.plaintiffs.setdefault(index, Role(telling.masked, telling.family))
        for index in telling.defendants:
            if index not in suit.plaintiffs:
                suit.defendants.setdefault(index, Role(telling.masked, telling.family))
        if telling.status is Status.FORMER:
            suit.status = Status.FORMER

    def add_caption(self, caption: str, masked: Masked, family: str = "caption") -> Suit | None:
        """The suit of a caption ("A v. B Corp"); parties that the article does not name else become mentions."""
        known = self._case(caption)
        caption = caption if known is None else known.name
        sides = caption_sides(caption)
        if sides is None:
            return None
        suit = next((s for s in self.suits if s.caption == caption), None)
        if suit is not None:
            self.touch(suit, masked)
            return suit
        p, d = ([self._party(name) for name in side] for side in sides)
        suit = next((s for s in self.suits if s.caption is None and s.shares(p, d)), None)
        if suit is None:
            if not self._named_else(p + d):
                return None
            suit = self.open()
        suit.caption = suit.caption or caption
        for index in p:
            suit.plaintiffs.setdefault(index, Role(masked, family))
        for index in d:
            if index not in suit.plaintiffs:
                suit.defendants.setdefault(index, Role(masked, family))
        self.touch(suit, masked)
        return suit

    def _named_else(self, parties: Iterable[int]) -> bool:
        """Whether the article names a party outside the caption; else the case is a mere precedent ("Roe v. Wade")."""
        named = {index for reference in self.document.references for index in reference.mentions}
        return not named.isdisjoint(parties)

    def _party(self, name: str) -> int:
        index = find_party(name, self.mentions)
        if index is None:
            index = len(self.mentions)
            self.mentions.append(Mention(self.document.article.id, name, party_type(name)))
        return index

    def mention_of(self, suit: Suit) -> Mention:
        """The suit as a mention: the caption's, when the reader has found it, else a new one named by the parties."""
        known = None if suit.caption is None else self._case(suit.caption)
        if known is not None:
            return known
        name = suit.caption or suit_name(
            [self.mentions[i] for i in suit.plaintiffs], [self.mentions[i] for i in suit.defendants]
        )
        return Mention(self.document.article.id, name, "Lawsuit", spans=tuple(suit.spans))

    def _case(self, caption: str) -> Mention | None:
        """The reader's mention of a case, by its caption or a shorter one."""
        cases = (mention for mention in self.document.mentions if mention.type == "Lawsuit")
        return next((case for case in cases if caption in {case.name, *case.aliases}), None)

    def told(self) -> Iterator[Suit]:
        """The suits that have a defendant: one without is not told well enough to be named."""
        return (suit for suit in self.suits if suit.defendants)


def party_type(name: str) -> str:
    """What a party is that stands only in a caption: a company by its legal form, a state, else a person."""
    words = name_words(name)
    if any(word in LEGAL_FORMS for word in words[1:]):
        return "Company"
    if "states" in words or words[:2] == ("state", "of") or "commission" in words:
        return "GovernmentBody"
    return "Person"
