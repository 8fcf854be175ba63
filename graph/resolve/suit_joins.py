"""Suits whose captions differ and that are still one: articles name more or fewer of the parties.

"xAI v. Apple" and "X and xAI v. Apple and OpenAI" share a plaintiff, and the defendants of one hold the other's. Pairs
are joined best first (agglomerative clustering with cannot-link constraints, Davidson & Ravi 2005), so the outcome
depends on the set of suits and not on its order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Final

Sides = tuple[frozenset[str], frozenset[str]]

MONTHS_APART: Final = 12  # suits filed further apart than this are two


@dataclass(frozen=True, slots=True)
class Case:
    """A suit under one key, with what its articles tell of it. `sides`: plaintiffs and defendants of each caption."""

    key: str
    sides: frozenset[Sides]
    dockets: frozenset[str] = field(default=frozenset())
    courts: frozenset[str] = field(default=frozenset())
    dates: frozenset[str] = field(default=frozenset())


def sides_of(caption: str) -> Sides | None:
    """The parties' keys on either side of a caption's key; None for "in re" and the like."""
    left, versus, right = caption.partition(" v ")
    return (frozenset(left.split("+")), frozenset(right.split("+"))) if versus else None


def join_cases(cases: Iterable[Case]) -> dict[str, str]:
    """For each key the key of the suit it is joined to (the least of its keys); its own when it stays alone.

    A suit that fits two suits equally well, which must stay apart, joins neither.
    """
    by_key = {case.key: case for case in cases}
    clusters = {key: frozenset({key}) for key in by_key}
    scored = _pairs(by_key)
    rivals = _rivals(scored)
    for one, other in sorted(scored, key=lambda pair: (-scored[pair], pair)):
        together = clusters[one] | clusters[other]
        if clusters[one] is clusters[other] or _is_torn(one, other, rivals, by_key):
            continue
        if not any(_apart(by_key[a], by_key[b]) for a in clusters[one] for b in clusters[other]):
            clusters |= dict.fromkeys(together, together)
    return {key: min(cluster) for key, cluster in clusters.items()}


def _pairs(cases: Mapping[str, Case]) -> dict[tuple[str, str], int]:
    """The pairs of keys that may be one suit, with the number of parties they share."""
    by_parties: dict[tuple[str, str], set[str]] = defaultdict(set)  # two captions of one suit share one of each side
    for case in cases.values():
        for plaintiffs, defendants in case.sides:
            for parties in product(plaintiffs, defendants):
                by_parties[parties].add(case.key)
    found = {pair for keys in by_parties.values() for pair in combinations(sorted(keys), 2)}
    scores = {(a, b): max(_scores(cases[a], cases[b]), default=0) for a, b in found}
    return {pair: score for pair, score in scores.items() if score and not _apart(cases[pair[0]], cases[pair[1]])}


def _scores(one: Case, other: Case) -> Iterator[int]:
    """The number of shared parties of each two captions that may be one. Equal ones have been judged before."""
    for p, d in one.sides:
        for q, e in other.sides:
            if p & q and (d <= e or e <= d) and (p, d) != (q, e):
                yield len(p & q) + len(d & e)


def _rivals(scored: Mapping[tuple[str, str], int]) -> dict[str, dict[str, int]]:
    """For each key the keys that it may be one suit with, and how well they fit."""
    rivals: dict[str, dict[str, int]] = defaultdict(dict)
    for (one, other), score in scored.items():
        rivals[one][other] = rivals[other][one] = score
    return rivals


def _is_torn(one: str, other: str, rivals: Mapping[str, Mapping[str, int]], cases: Mapping[str, Case]) -> bool:
    """Whether either of a pair fits a third as well that must stay apart from the other."""
    score = rivals[one][other]
    return any(
        rival == score and third != partner and _apart(cases[third], cases[partner])
        for own, partner in ((one, other), (other, one))
        for third, rival in rivals[own].items()
    )


def _apart(one: Case, other: Case) -> bool:
    """Whether two suits cannot be one: other dockets, courts or defendants, filed long apart, or one caption twice."""
    if _disjoint(one.dockets, other.dockets) or _disjoint(one.courts, other.courts):
        return True
    if one.dates and other.dates and all(_months(a, b) > MONTHS_APART for a in one.dates for b in other.dates):
        return True
    return bool(one.sides & other.sides) or not any(d & e for _, d in one.sides for _, e in other.sides)


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _months(one: str, other: str) -> int:
    """How many months two dates are apart at least, as far as both are known."""
    if len(one) < 7 or len(other) < 7:
        return max(abs(int(one[:4]) - int(other[:4])) - 1, 0) * 12 + 1 if one[:4] != other[:4] else 0
    return abs((int(one[:4]) - int(other[:4])) * 12 + int(one[5:7]) - int(other[5:7]))
