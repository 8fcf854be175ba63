"""Lawsuits: one suit is told by its docket number, else by its caption with the parties' keys.

A docket number is one court's own: "1:23-cv-11195" of two known courts is two suits. A caption joins suits of
different articles unless these have different docket numbers; "Unnamed v. X" never does. Captions that name more or
fewer of the parties are joined in suit_joins.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Mention, Statement
from graph.resolve.gazetteer import Gazetteer
from graph.resolve.names import LEGAL_FORMS, name_key, name_words
from graph.resolve.suit_joins import Case, join_cases, sides_of

_VERSUS = re.compile(r"\s+(?:vs?\.?|versus|V\.|V[Ss]\.?)\s+")  # a bare capital is a numeral: "Grand Theft Auto V"
_OTHERS = re.compile(r",?\s*(?:\bet al\b\.?|\band others\b|& (?:anor|ors)\b\.?)", re.IGNORECASE)
_PARTIES = re.compile(r",\s*|\s+and\s+")
# Federal form: office, year, kind, number, judges' initials; only year, kind and number tell suits apart.
# A number without its kind is read as a civil one, as news gives it ("No. 25-00709")
_DOCKET = re.compile(r"^(?:\d:)?(?:20)?(\d\d)-(?:([a-z]{1,3})-)?0*(\d+)(?:-[a-z]{2,4})*$")
_UNNAMED = frozenset({"unnamed", "unknown", "unnamedplaintiffs", "unnamedplaintiff"})
_NATION = frozenset({"us", "usa", "unitedstates", "unitedstatesofamerica"})


@dataclass(frozen=True, slots=True)
class Suit:
    """One article's lawsuit, with what tells it from others. `caption` is local to the article when not `named`."""

    mention: str
    caption: str
    named: bool
    docket: str | None = None
    court: str | None = None
    date: str | None = None


def docket_key(number: str) -> str:
    """A docket number in the form that its spellings share ("5:25-cv-00709-PCP" and "25-00709" are 25-cv-709)."""
    plain = number.casefold().replace(" ", "").replace("–", "-").removeprefix("no.")
    found = _DOCKET.match(plain)
    return f"{found[1]}-{found[2] or 'cv'}-{found[3]}" if found else plain


def caption_key(name: str, gazetteer: Gazetteer, parties: Mapping[str, str]) -> str | None:
    """The caption with each party's key, None when a party is unnamed or the name is no caption.

    `parties` gives for each name key that the article has for a party the key that the party goes by.
    """
    if name.casefold().startswith("in re "):
        return name_key(name)
    sides = _VERSUS.split(name, maxsplit=1)
    if len(sides) < 2:
        return None
    keys = [_side_key(side, gazetteer, parties) for side in sides]
    return None if _UNNAMED.intersection(keys) else " v ".join(keys)


def _side_key(side: str, gazetteer: Gazetteer, parties: Mapping[str, str]) -> str:
    side = _OTHERS.sub("", side)
    whole = _party_key(side, gazetteer, parties)
    several = [party for party in _PARTIES.split(side) if not LEGAL_FORMS.issuperset(name_words(party))]
    if whole != name_key(side) or len(several) < 2:
        return whole
    return "+".join(sorted(_party_key(party, gazetteer, parties) for party in several))


def _party_key(name: str, gazetteer: Gazetteer, parties: Mapping[str, str]) -> str:
    key = name_key(name)
    if key in _NATION:
        return "unitedstates"
    known = {name_key(entry.name) for entry in gazetteer.by_key.get(key, ()) if entry.type not in ("Product", "Law")}
    return known.pop() if len(known) == 1 else parties.get(key, key)


def read_suits(
    mentions: Iterable[Mention],
    parties: Mapping[str, Mapping[str, str]],
    courts: Mapping[str, str],
    statements: Iterable[Statement],
    gazetteer: Gazetteer,
) -> list[Suit]:
    """The lawsuits of all articles. `parties` by article; `courts` gives the key of each court's mention.

    Docket number, court and date of filing come from the statements about the suit.
    """
    dockets, seats, dates = _told_of(statements, courts)
    suits = []
    for mention in mentions:
        caption = caption_key(mention.name, gazetteer, parties.get(mention.article, {}))
        local = f"{mention.article}/{name_key(mention.name)}"
        told = (dockets.get(mention.id), seats.get(mention.id), dates.get(mention.id))
        suits.append(Suit(mention.id, local if caption is None else caption, caption is not None, *told))
    return suits


def _told_of(statements: Iterable[Statement], courts: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    dockets: dict[str, str] = {}
    seats: dict[str, str] = {}
    dates: dict[str, str] = {}
    for said in statements:
        number, date = said.qualifiers.get("case_number"), said.qualifiers.get("date")
        for end in (said.subject, said.object):
            if number is not None:  # a suit that an article gives two numbers goes by the lesser, whatever the order
                dockets[end] = min(docket_key(number), dockets.get(end, "~"))
            if date is not None:
                dates[end] = min(date, dates.get(end, "~"))
        if said.relation == "FILED_IN" and said.object in courts:
            seats[said.subject] = min(courts[said.object], seats.get(said.subject, "~"))
    return dockets, seats, dates


def suit_keys(suits: Iterable[Suit]) -> dict[str, str]:
    """The key of each suit's mention: its caption, with the docket number only where one caption has several.

    Of captions that are one suit it is the least.
    """
    suits = list(suits)
    keys = _own_keys(suits)
    joined = join_cases(_cases(suits, keys))
    return {mention: joined[key] for mention, key in keys.items()}


def _cases(suits: Iterable[Suit], keys: Mapping[str, str]) -> Iterator[Case]:
    """What the articles tell of the suit of each key."""
    by_key: dict[str, list[Suit]] = defaultdict(list)
    for suit in suits:
        by_key[keys[suit.mention]].append(suit)
    for key, same in by_key.items():
        sides = frozenset(sides for s in same if s.named and (sides := sides_of(s.caption)) is not None)
        told = (frozenset(v for v in values if v is not None) for values in _values(same))
        yield Case(key, sides, *told)


def _values(suits: Sequence[Suit]) -> Iterator[Iterator[str | None]]:
    yield (suit.docket for suit in suits)
    yield (suit.court for suit in suits)
    yield (suit.date for suit in suits)


def _own_keys(suits: list[Suit]) -> dict[str, str]:
    labelled = _docket_labels(suits)
    by_caption: dict[str, set[str]] = defaultdict(set)
    for suit, label in labelled:
        if label is not None:
            by_caption[suit.caption].add(label)
    captions: dict[str, set[str]] = defaultdict(set)  # the captions that a docket number belongs to, alone
    for suit, label in labelled:
        if label is not None and suit.named and len(by_caption[suit.caption]) == 1:
            captions[label].add(suit.caption)
    return {suit.mention: f"lawsuit:{_suit_key(suit, label, by_caption, captions)}" for suit, label in labelled}


def _docket_labels(suits: list[Suit]) -> list[tuple[Suit, str | None]]:
    """Each suit with its docket number, and the court where courts share the number; None when it has none."""
    courts: dict[str, set[str]] = defaultdict(set)
    for suit in suits:
        if suit.docket is not None and suit.court is not None:
            courts[suit.docket].add(suit.court)
    return [(suit, _label(suit, courts)) for suit in suits]


def _label(suit: Suit, courts: Mapping[str, set[str]]) -> str | None:
    if suit.docket is None or len(courts.get(suit.docket, ())) < 2:
        return suit.docket
    return None if suit.court is None else f"{suit.docket}@{suit.court}"


def _suit_key(
    suit: Suit, label: str | None, by_caption: Mapping[str, set[str]], captions: Mapping[str, set[str]]
) -> str:
    if label is None:
        (only,) = by_caption[suit.caption] if len(by_caption.get(suit.caption, ())) == 1 else (None,)
        return suit.caption if only is None else min(captions.get(only) or {suit.caption})
    if captions.get(label):
        return min(captions[label])
    return f"{suit.caption} {label}" if suit.named else label
