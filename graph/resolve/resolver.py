"""All mentions of a ledger to the keys of their entities: rules first, then judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from graph.ledger import Ledger
from graph.model import Mention, Statement
from graph.resolve.gazetteer import Entry, Gazetteer
from graph.resolve.judgements import apply_judgements
from graph.resolve.keys import key_of
from graph.resolve.names import name_key, name_words
from graph.resolve.suits import read_suits, suit_keys


@dataclass(frozen=True, slots=True)
class Resolution:
    """`keys` gives for each mention id the key of its entity; `entries` the gazetteer's entry for the keys it knows."""

    keys: Mapping[str, str]
    entries: Mapping[str, Entry]


def resolve(ledger: Ledger, statements: Iterable[Statement], gazetteer: Gazetteer, types: Container[str]) -> Resolution:
    """Key every mention that stands and is of one of the types.

    `statements` are the ledger's: they carry docket numbers and courts of suits.
    """
    keys: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    suits: list[Mention] = []
    for mention in ledger.mentions():
        if mention.type not in types:
            continue
        if mention.type == "Lawsuit":
            suits.append(replace(mention, spans=()))
            continue
        key = key_of(mention, gazetteer)
        keys[mention.id] = key.text
        if key.entry is not None:
            entries[key.text] = key.entry
    keys |= _suit_keys(ledger, suits, keys, statements, gazetteer)
    return Resolution(apply_judgements(keys, ledger.judgements(), entries), entries)


def _suit_keys(
    ledger: Ledger, suits: list[Mention], keys: Mapping[str, str], statements: Iterable[Statement], gazetteer: Gazetteer
) -> dict[str, str]:
    people: dict[str, dict[str, str]] = defaultdict(dict)
    for article in sorted({suit.article for suit in suits}):
        for mention in ledger.mentions(article):
            if mention.type == "Person":
                people[article] |= _short_forms(mention)
    courts = {mention: key for mention, key in keys.items() if key.startswith("court:")}
    return suit_keys(read_suits(suits, people, courts, statements, gazetteer))


def _short_forms(mention: Mention) -> dict[str, str]:
    """From the key of each of the person's names to that of the shortest."""
    names = (mention.name, *mention.aliases)
    shortest = min(names, key=lambda name: (len(name_words(name)), name))
    return dict.fromkeys(map(name_key, names), name_key(shortest))
