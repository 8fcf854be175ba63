"""What rules know of mentions beyond their own names: the suits of one article, and parties named by the surname."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from operator import attrgetter

from graph.model import Mention, Statement
from graph.resolve.gazetteer import Gazetteer
from graph.resolve.keys import ORGANISED, Key
from graph.resolve.names import name_key, name_words
from graph.resolve.suits import Suit, read_suits

LAWSUIT = "Lawsuit"  # the type whose key depends on docket numbers and parties; its mentions have no `key_of`
SIDES = ("DEFENDANT_IN", "PLAINTIFF_IN")


def suits_of(
    mentions: Sequence[Mention], keys: Mapping[str, Key], statements: Iterable[Statement], gazetteer: Gazetteer
) -> list[Suit]:
    """The lawsuits that one article mentions; `keys` has the key of each other mention of it, by mention id.

    `statements` are the article's: they carry docket numbers, dates and courts of suits.
    """
    suits = [mention for mention in mentions if mention.type == LAWSUIT]
    if not suits:
        return []
    parties = {suits[0].article: _parties(mentions, keys)}
    courts = {mention: key.text for mention, key in keys.items() if key.text.startswith("court:")}
    return read_suits(suits, parties, courts, statements, gazetteer)


def _parties(mentions: Iterable[Mention], keys: Mapping[str, Key]) -> dict[str, str]:
    """From the key of each name of a possible party to the key that it goes by in captions."""
    parties: dict[str, str] = {}
    for mention in mentions:
        if mention.type in ORGANISED or mention.type == "Person":
            key = keys[mention.id]
            person = mention.type == "Person" and key.entry is None
            own = _short_form(mention) if person else key.text.partition(":")[2]
            for name in (mention.name, *mention.aliases):
                parties.setdefault(name_key(name), own)
    return parties


def _short_form(mention: Mention) -> str:
    """Captions name people by the surname, which is the shortest name that the article uses."""
    return name_key(min((mention.name, *mention.aliases), key=lambda name: (len(name_words(name)), name)))


@dataclass(frozen=True, slots=True)
class Party:
    """A person as a party, named by one article: `key` is the mention's, `suit` and `side` tell where it stands."""

    mention: int
    key: str
    suit: str
    side: str


def full_names(parties: Iterable[Party]) -> dict[int, str]:
    """Parties named by the surname ("De La Torre") with the key of the one of the same side named in full.

    `parties` come sorted by suit and side. Only the mention that is the party changes its key: elsewhere the surname
    says nothing.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for _, group in groupby(parties, key=attrgetter("suit", "side")):
        side = list(group)
        ending = _by_surname({party.key for party in side})
        for party in side:
            fuller = (key for key in ending[_surname(party.key)] if key != party.key)
            found[party.mention].update(islice(fuller, 2))  # two are as good as many: neither is the one
    return {mention: full.pop() for mention, full in found.items() if len(full) == 1}


def _by_surname(keys: set[str]) -> dict[str, list[str]]:
    """For each surname the keys that end in it."""
    ending: dict[str, list[str]] = {_surname(key): [] for key in keys}
    for key in sorted(keys):
        for start in range(len(key) + 1):
            if (end := key[start:]) in ending:
                ending[end].append(key)
    return ending


def _surname(key: str) -> str:
    return key.rpartition("/")[2].removeprefix("person:")
