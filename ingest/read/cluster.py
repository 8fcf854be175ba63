"""Which names of an article mean one thing: legal forms, acronyms, surnames, shortened names, list entries."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.resolve.gazetteer import Entry
from graph.resolve.names import acronym, name_key, name_words
from ingest.read.naming import NO_NAME, Naming, Spot, Votes
from ingest.read.words import word_list

# Words that a shortened name drops without meaning something else.
LOOSE_WORDS = frozenset(
    "ai inc corp ltd llc co labs lab technologies technology systems project company group holdings corporation "
    "platforms".split()
)
BODIES = frozenset({"Company", "Organization", "GovernmentBody", "Venture", "Court"})
_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,6}$")


@dataclass(slots=True)
class Thing:
    """An entity of the article: its spellings, best first, its type and the places where it is named."""

    name: str
    type: str
    forms: tuple[str, ...]
    spots: tuple[Spot, ...]
    entry: Entry | None = None
    votes: Votes = field(default_factory=lambda: defaultdict(float))


def cluster_names(names: Mapping[str, Naming], content: str) -> list[Thing]:
    """Join the names that mean one thing; in the order of their first mention."""
    groups = {key: key for key in names}
    _join_entries(names, groups)
    _join_people(names, groups)
    _join_acronyms(names, groups, content)
    _join_shortened(names, groups)
    members: dict[str, list[Naming]] = {}
    for key, naming in names.items():
        members.setdefault(_root(groups, key), []).append(naming)
    things = [_thing(group) for group in members.values()]
    return sorted(things, key=lambda thing: thing.spots[0].start)


def _root(groups: dict[str, str], key: str) -> str:
    while groups[key] != key:
        key = groups[key]
    return key


def _join(groups: dict[str, str], one: str, other: str) -> None:
    groups[_root(groups, one)] = _root(groups, other)


def _join_entries(names: Mapping[str, Naming], groups: dict[str, str]) -> None:
    first: dict[tuple[str, str], str] = {}
    for key, naming in names.items():
        if naming.entry is not None:
            entry = (naming.entry.type, naming.entry.name)
            _join(groups, key, first.setdefault(entry, key))


def _join_people(names: Mapping[str, Naming], groups: dict[str, str]) -> None:
    """A surname or a given name alone goes to the person who bears it in full, the first if several do."""
    people = [n for n in names.values() if _is_person(n, names)]
    by_part: dict[str, list[Naming]] = {}
    for person in people:
        for part in _parts(person):
            by_part.setdefault(part, []).append(person)
    for key, naming in names.items():
        bearers = [b for b in by_part.get(key, []) if b is not naming]
        if not bearers or (len(naming.words) > 1 and naming.type != "Person") or _is_other(naming, bearers[0]):
            continue
        if key != name_key(bearers[0].words[0]) or (len(bearers) == 1 and naming.type == "Person"):
            naming.votes["Person"] += naming.weight + bearers[0].weight + 1
            bearers[0].votes["Person"] += 0 if bearers[0].type == "Person" else bearers[0].weight + 1
            _join(groups, key, bearers[0].key)
    fullest: dict[tuple[str, str], Naming] = {}  # "Robby T. Starbuck" and "Robby Starbuck"
    for person in sorted(people, key=lambda p: -len(p.words)):
        longest = fullest.setdefault((person.words[0], person.words[-1]), person)
        if longest is not person:
            _join(groups, person.key, longest.key)


def _is_person(naming: Naming, names: Mapping[str, Naming]) -> bool:
    """A full name that is typed so, or that has the shape and whose surname alone is."""
    if len(naming.words) < 2:
        return False
    if naming.type == "Person":
        return True
    surname = names.get(name_key(naming.words[-1]))
    shaped = {"personal", "personal given"} & naming.features.keys()
    return bool(shaped) and surname is not None and surname.type == "Person"


def _parts(person: Naming) -> set[str]:
    words = person.words
    return {name_key(words[0])} | {name_key(" ".join(words[i:])) for i in range(1, len(words))}


def _is_other(naming: Naming, bearer: Naming) -> bool:
    """Whether the gazetteer says that the short name is something else."""
    if not naming.listed:
        return False
    return naming.type != "Person" or (naming.entry is not bearer.entry and bearer.entry is not None)


def _join_acronyms(names: Mapping[str, Naming], groups: dict[str, str], content: str) -> None:
    for key, naming in names.items():
        if naming.listed or not naming.words or _ACRONYM.match(naming.spots[0].text) is None:
            continue
        letters = naming.spots[0].text.replace(".", "")
        for other in names.values():
            if len(other.words) < 2 or other is naming or other.type == "Person":
                continue
            declared = any(content[s.end : s.end + 2 + len(letters)] == f" ({letters}" for s in other.spots)
            if declared or (other.type in BODIES and letters in _initials(other)):
                naming.votes[other.type] += other.weight + naming.weight
                _join(groups, key, other.key)
                break


def _initials(naming: Naming) -> set[str]:
    name = " ".join(naming.words)
    return {acronym(name), "".join(w[0] for w in naming.words).upper()}


def _join_shortened(names: Mapping[str, Naming], groups: dict[str, str]) -> None:
    by_end: dict[str, dict[str, Naming]] = {}  # a shortened name has the first or the last word of the full one
    for naming in names.values():
        words = name_words(" ".join(naming.words))
        for end in {*words[:1], *words[-1:]} if len(words) > 1 else ():
            by_end.setdefault(end, {})[naming.key] = naming
    for key, naming in names.items():
        if not naming.words or groups[key] != key:
            continue
        words = name_words(" ".join(naming.words))
        near = {**by_end.get(words[0], {}), **by_end.get(words[-1], {})} if words else {}
        longer = [o for o in near.values() if o is not naming and _shortens(naming, o)]
        if len({_root(groups, o.key) for o in longer}) == 1:
            _join(groups, key, longer[0].key)
            if not naming.listed:
                naming.votes[longer[0].type] += naming.weight


def _shortens(short: Naming, full: Naming) -> bool:
    """Whether `short` is the head or the tail of `full` and may mean it."""
    one, other = name_words(" ".join(short.words)), name_words(" ".join(full.words))
    if not 0 < len(one) < len(other):
        return False
    head, tail = other[: len(one)] == one, other[-len(one) :] == one
    extra = other[len(one) :] if head else other[: -len(one)]
    if not (head or tail) or any(c.isdigit() for word in extra for c in word):
        return False
    if short.listed:
        return not full.listed and short.type == full.type and set(extra) <= LOOSE_WORDS
    return _may_shorten(short, full, tail=tail, introduced=head and _introduced(short, full, extra), word=one)


def _may_shorten(short: Naming, full: Naming, *, tail: bool, introduced: bool, word: Sequence[str]) -> bool:
    if full.type == "Product":
        return tail and short.type in ("Product", "Company")
    if full.type not in BODIES | {"Law"} or (short.type == "Person" and short.weight > 2):
        return False
    if len(word) == 1 and word[0] in _body_words():
        return full.type != "Company"  # "the Commission", "the Journal"
    return introduced or full.type != "Company"


def _introduced(short: Naming, full: Naming, extra: Sequence[str]) -> bool:
    """Whether the full name stands first ("Tamarisk Security", then "Tamarisk"), which "Telegram Premium" does not."""
    if set(extra) <= LOOSE_WORDS | _body_words():
        return True
    later = [spot.start for spot in short.spots if spot.sentence > 0]
    return not later or full.spots[0].start < later[0]


@cache
def _body_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in word_list("body_words"))


def _thing(group: Sequence[Naming]) -> Thing:
    votes: Votes = defaultdict(float)
    for naming in group:
        for voted, weight in naming.votes.items():
            if voted != NO_NAME:
                votes[voted] += weight
    spots = tuple(sorted((s for n in group for s in n.spots), key=lambda s: s.start))
    forms = _forms(spots)
    entry = next((n.entry for n in group if n.entry is not None), None)
    kind = max(votes.items(), key=lambda v: (v[1], v[0]), default=("Company", 0.0))[0]
    return Thing(forms[0], kind, forms, spots, entry, votes)


def _forms(spots: Iterable[Spot]) -> tuple[str, ...]:
    """Spellings, the fullest first: most words, then longest, then most used, then first."""
    counted = Counter(spot.text for spot in spots)
    order = {text: i for i, text in enumerate(counted)}

    def fullness(text: str) -> tuple[bool, int, int, int, int]:
        return (text.isupper() and len(text) > 6, -len(text.split()), -len(text), -counted[text], order[text])

    return tuple(sorted(counted, key=fullness))
