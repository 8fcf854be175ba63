"""When a claimed name means an annotated entity: the benchmark's terms, apart from how the graph itself resolves.

A name is right when it equals a name or alias of the entity without case, accents, punctuation, legal form, leading
article or title. A lawsuit's name is also right when it shares a party on either side of the "v."; an unnamed
venture's when it lists the same partners in any order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc ag gmbh sa sas nv bv ab oy spa pbc "
    "holdings group platforms".split()
)
TITLES = frozenset("mr mrs ms dr sir judge justice senator president attorney prof professor".split())
VENTURE_WORDS = frozenset("the a of by joint venture project and partnership".split()) | {""}

_VERSUS = re.compile(r"\s+(?:v|vs|versus)\.?\s+", re.IGNORECASE)
_PARTIES = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s+&\s+|;\s*")

Sides = tuple[frozenset[str], frozenset[str]]


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The form under which two spellings of one name compare equal."""
    without_possessive = re.sub(r"[’']s?(?=\s|$)", "", name)
    plain = unicodedata.normalize("NFKD", without_possessive).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", re.sub(r"\bet al\b", " ", plain).replace(".", ""))
    while len(words) > 1 and (words[0] == "the" or words[0] in TITLES):
        words.pop(0)
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words.pop()
    return "".join(words)


def entity_keys(entity: Mapping[str, Any]) -> frozenset[str]:
    """Every key under which the entity may be named."""
    names = [entity["name"], *entity.get("aliases", ())]
    keys = {key_of(name) for name in names}
    if entity.get("type") == "Venture":
        keys |= {_venture_key(name) for name in names}
    return frozenset(keys - {""})


def bearers(entities: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Which annotated entity bears a key; keys that two share are left out."""
    borne: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for key in entity_keys(entity):
            borne[key].add(entity["key"])
    return {key: next(iter(owners)) for key, owners in borne.items() if len(owners) == 1}


def means(entity: Mapping[str, Any], claimed: Mapping[str, Any], who: Mapping[str, str]) -> bool:
    """Whether the claimed end is the annotated entity."""
    if entity_keys(entity) & entity_keys(claimed):
        return True
    if entity["type"] != "Lawsuit":
        return False
    sides = _sides(claimed["name"], who)
    names = [entity["name"], *entity.get("aliases", ())]
    return sides is not None and any(_share_both(sides, _sides(name, who)) for name in names)


def _venture_key(name: str) -> str:
    return " ".join(sorted({key_of(word) for word in re.split(r"[\s,/–-]+", name)} - VENTURE_WORDS))


def _sides(name: str, who: Mapping[str, str]) -> Sides | None:
    """Both sides of a caption, each party as the entity that bears its name, if one does."""
    sides = _VERSUS.split(name, maxsplit=1)
    if len(sides) != 2:
        return None
    one, other = (
        frozenset(who.get(key, key) for key in map(key_of, [side, *_PARTIES.split(side)]) if key) for side in sides
    )
    return one, other


def _share_both(one: Sides, other: Sides | None) -> bool:
    return other is not None and bool(one[0] & other[0]) and bool(one[1] & other[1])
