"""Judgements over keys: what people and rules decided, applied the same way whatever the order of ingest.

On a pair the last judgement recorded holds; "unsure" leaves it to the rules. "Not same" is never overruled by a chain
of other joins. Joins are made one by one, first those judged "same" (the last recorded first), then those of the key,
and one that would bring a "not same" pair together is left out: a greedy form of correlation clustering (Bansal, Blum
and Chawla 2004) with hard constraints. Of mentions that share a key and were judged apart, the one judged on the right
leaves and takes an id of its own; the others keep theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.model import Judgement, digest

SLUG_LENGTH = 40  # keeps an id readable in a URL; the digest tells ids apart
JUDGED = " judged "  # between a key and a mention that was judged itself; no key that the rules make holds it


def entity_id(key: str) -> str:
    """The id of the entity of that key: its ASCII letters and digits, then 10 hex digits of a digest."""
    space, _, name = key.partition(":")
    words = "".join(c if c.isascii() and c.isalnum() else "-" for c in name).split("-")
    slug = "-".join(filter(None, words))[:SLUG_LENGTH].strip("-")
    return f"{slug}-{digest('entity', space, name, length=10)}".strip("-")


@dataclass(frozen=True, slots=True)
class Judged:
    """What judgements made of keys: `names` gives the key of each atom that was joined to another or taken out."""

    names: Mapping[str, str]

    def key(self, mention: str, key: str) -> str:
        """The key that the mention goes by; `key` is what the rules gave it."""
        return self.names.get(_atom(key, mention), self.names.get(key, key))


def named_in(judgements: Iterable[Judgement]) -> set[str]:
    """The ids that the judgements speak of."""
    return {end for judgement in judgements for end in (judgement.left, judgement.right)}


def judge_keys(
    keys: Iterable[str], mentions: Mapping[str, str], judgements: Iterable[Judgement], known: Collection[str] = ()
) -> Judged:
    """Apply judgements. A merged entity goes by a `known` key if it has one, else by the least.

    Ids in judgements are mention ids, or ids of entities as the rules make them; ids that are gone are passed over.
    So `mentions` (from id to key) need to hold those that are `named_in` the judgements only, and `keys` theirs and
    those whose entity's id is named.
    """
    live = _last_on_each_pair(judgements)
    units = _Units(keys, mentions, live)
    clusters = _Clusters(units.kept_apart(live))
    for judgement in reversed(live):
        if judgement.verdict == "same" and units.knows(judgement):
            clusters.join(units.atoms(judgement.left)[0], units.atoms(judgement.right)[0])
    for key, atoms in units.by_key(live):
        for place, atom in enumerate(atoms):
            next((other for other in (key, *atoms[:place]) if clusters.join(other, atom)), None)
    return Judged({a: min(of, key=lambda b: (JUDGED in b, b not in known, b)) for a, of in clusters.of.items()})


def _atom(key: str, mention: str) -> str:
    return f"{key}{JUDGED}{mention}"


def _last_on_each_pair(judgements: Iterable[Judgement]) -> list[Judgement]:
    last: dict[frozenset[str], Judgement] = {}
    for judgement in judgements:
        pair = frozenset((judgement.left, judgement.right))
        last.pop(pair, None)  # so that the order is that of the judgements that hold
        last[pair] = judgement
    return list(last.values())


class _Units:
    """What ids in judgements stand for. An atom is a key; for a mention that was judged itself key, JUDGED and id."""

    def __init__(self, keys: Iterable[str], mentions: Mapping[str, str], live: list[Judgement]) -> None:
        self._atoms = {entity_id(key): [key] for key in keys}
        for mention in sorted(named_in(live) & mentions.keys()):
            atom = _atom(mentions[mention], mention)
            self._atoms[entity_id(mentions[mention])].append(atom)
            self._atoms[mention] = self._atoms[entity_id(atom)] = [atom]

    def knows(self, judgement: Judgement) -> bool:
        return judgement.left in self._atoms and judgement.right in self._atoms

    def atoms(self, id_: str) -> list[str]:
        return self._atoms[id_]

    def kept_apart(self, live: list[Judgement]) -> dict[str, set[str]]:
        """For each atom those that it must not meet."""
        apart: dict[str, set[str]] = defaultdict(set)
        for judgement in live:
            if judgement.verdict != "not same" or not self.knows(judgement):
                continue
            left, right = set(self.atoms(judgement.left)), set(self.atoms(judgement.right))
            for one in left - right if len(left) > 1 else left:
                for other in right - left if len(right) > 1 else right:
                    apart[one].add(other)
                    apart[other].add(one)
        return apart

    def by_key(self, live: list[Judgement]) -> list[tuple[str, list[str]]]:
        """The judged mentions of each key, those that a "not same" has on its right last."""
        leaving = {atom for j in live if j.verdict == "not same" and self.knows(j) for atom in self.atoms(j.right)}
        grouped: dict[str, list[str]] = defaultdict(list)
        for atom in {atom for atoms in self._atoms.values() for atom in atoms if JUDGED in atom}:
            grouped[atom.partition(JUDGED)[0]].append(atom)
        return [(key, sorted(atoms, key=lambda a: (a in leaving, a))) for key, atoms in sorted(grouped.items())]


class _Clusters:
    """Sets of atoms that grow by joins, save where two must not meet."""

    def __init__(self, apart: Mapping[str, set[str]]) -> None:
        self._apart = apart
        self.of: dict[str, set[str]] = {}

    def join(self, one: str, other: str) -> bool:
        """Bring the sets of both together; False, and nothing done, when that is forbidden."""
        left, right = (self.of.setdefault(atom, {atom}) for atom in (one, other))
        if left is right:
            return True
        if any(not right.isdisjoint(self._apart.get(atom, ())) for atom in left):
            return False
        left |= right
        self.of.update(dict.fromkeys(right, left))
        return True
