"""How suits are named: by caption, else "PLAINTIFF v. DEFENDANT" of the shortest proper forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graph.model import Mention
from graph.resolve.names import LEGAL_FORMS, name_key, name_words

UNNAMED = "Unnamed"
VERSUS = re.compile(r"\s+(?:v|vs|versus)\.?\s+", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:Case|No\.?|Docket) [\w./:-]*\d[\w./:-]*,?\s+")
_TAIL = re.compile(r",?\s*(?:et al\.?|& (?:anor|ors)|and others)\s*$|\s*\[\d{4}\].*$", re.IGNORECASE)
_SPLIT = re.compile(
    r",(?!\s*(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|LP|L\.P|PBC|Co|N\.A|S\.A)\b)\s*(?:and\s+)?|"
    r"\s+and\s+(?![A-Z]\w+ Commission)|;\s*"
)
_PARTICLES = frozenset("de la le da di del della van von der den ter bin al el du dos".split())


def short_name(mention: Mention) -> str:
    """The shortest proper form of a party: a person's surname, a company's name without legal form."""
    if mention.type == "Person":
        return surname(mention.name)
    forms = [form for form in (mention.name, *mention.aliases) if _within(form, mention.name)]
    return min(forms, key=lambda form: (len(name_words(form)), len(form)), default=mention.name)


def surname(name: str) -> str:
    """The last name with its particles ("De La Torre"); the whole of a name of one word."""
    words = name.split()
    while len(words) > 1 and words[-1].rstrip(".").casefold() in {"jr", "sr", "ii", "iii"}:
        words = words[:-1]
    start = len(words) - 1
    while start > 0 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[max(start, 0) :]) or name


def _within(form: str, name: str) -> bool:
    """Whether a form is a shortened name rather than a nickname or an acronym."""
    words = [w for w in name_words(form) if w not in LEGAL_FORMS]
    return bool(words) and form[:1].isalnum() and set(words) <= set(name_words(name)) and words != ["the"]


def suit_name(plaintiffs: Sequence[Mention], defendants: Sequence[Mention]) -> str:
    """Name a suit by its parties: "A and B v. C", "Unnamed v. C"."""
    left = join([short_name(m) for m in plaintiffs]) if plaintiffs else UNNAMED
    return f"{left} v. {join([short_name(m) for m in defendants])}"


def join(names: Sequence[str]) -> str:
    """Write names as a list: "A", "A and B", "A, B and C"; a name that occurs twice stands once."""
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def caption_sides(name: str) -> tuple[list[str], list[str]] | None:
    """The names on either side of a caption's "v."; None when it has no "v."."""
    sides = VERSUS.split(_NUMBER.sub("", name.strip()), maxsplit=1)
    if len(sides) != 2:
        return None
    left, right = (
        [part.strip(" ,.") or part for part in _SPLIT.split(_TAIL.sub("", side)) if part.strip(" ,.")] for side in sides
    )
    return (left, right) if left and right else None


def find_party(name: str, mentions: Iterable[Mention]) -> int | None:
    """The mention that a name of a caption means: by name or alias, by surname, by the first words of a company."""
    key = name_key(name)
    fallback = None
    for index, mention in enumerate(mentions):
        if mention.type not in {"Company", "Organization", "GovernmentBody", "Person"}:
            continue
        keys = {name_key(form) for form in (mention.name, *mention.aliases)}
        if key in keys:
            return index
        if fallback is None and _near(key, name, mention, keys):
            fallback = index
    return fallback


def _near(key: str, name: str, mention: Mention, keys: set[str]) -> bool:
    if mention.type == "Person":
        return name_key(surname(mention.name)) == key
    return (
        len(key) > 3
        and any(len(k) > 3 and (key.startswith(k) or k.startswith(key)) for k in keys)
        and " " in f"{name} "
    )
