"""All mentions of a ledger to the keys of their entities: rules first, then judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from graph.ledger import Ledger
from graph.model import Mention, Statement
from graph.resolve.gazetteer import Entry, Gazetteer
from graph.resolve.judgements import apply_judgements
from graph.resolve.keys import ORGANISED, key_of
from graph.resolve.names import name_key, name_words
from graph.resolve.suits import read_suits, suit_keys

SIDES = frozenset({"PLAINTIFF_IN", "DEFENDANT_IN"})


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
    for mention in ledger.mentions(spans=False):
        if mention.type not in types:
            continue
        if mention.type == "Lawsuit":
            suits.append(mention)
            continue
        key = key_of(mention, gazetteer)
        keys[mention.id] = key.text
        if key.entry is not None:
            entries[key.text] = key.entry
    told = list(statements)
    keys |= suit_keys(read_suits(suits, _parties(ledger, suits, keys, entries), _courts(keys), told, gazetteer))
    keys |= _full_names(keys, told)
    return Resolution(apply_judgements(keys, ledger.judgements(), entries), entries)


def _full_names(keys: Mapping[str, str], statements: Iterable[Statement]) -> dict[str, str]:
    """Parties named by the surname ("De La Torre") under the key of the one of the same side named in full.

    Only the mention that is the party changes its key: elsewhere the surname says nothing.
    """
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for said in statements:
        if said.relation in SIDES and keys.get(said.subject, "").startswith("person:") and said.object in keys:
            sides[keys[said.object], said.relation].add(said.subject)
    found: dict[str, set[str]] = defaultdict(set)
    for mentions in sides.values():
        for one in mentions:
            surname = keys[one].rpartition("/")[2].removeprefix("person:")
            found[one] |= {keys[m] for m in mentions if keys[m] != keys[one] and keys[m].endswith(surname)}
    return {mention: full.pop() for mention, full in found.items() if len(full) == 1}


def _courts(keys: Mapping[str, str]) -> dict[str, str]:
    return {mention: key for mention, key in keys.items() if key.startswith("court:")}


def _parties(
    ledger: Ledger, suits: Iterable[Mention], keys: Mapping[str, str], entries: Container[str]
) -> dict[str, dict[str, str]]:
    """For each article with a suit, from the key of each name of a possible party to the key it goes by in captions."""
    parties: dict[str, dict[str, str]] = defaultdict(dict)
    for article in sorted({suit.article for suit in suits}):
        for mention in ledger.mentions(article, spans=False):
            if mention.type in ORGANISED or mention.type == "Person":
                key = keys[mention.id]
                own = _short_form(mention) if mention.type == "Person" and key not in entries else key.partition(":")[2]
                for name in (mention.name, *mention.aliases):
                    parties[article].setdefault(name_key(name), own)
    return parties


def _short_form(mention: Mention) -> str:
    """Captions name people by the surname, which is the shortest name that the article uses."""
    return name_key(min((mention.name, *mention.aliases), key=lambda name: (len(name_words(name)), name)))
