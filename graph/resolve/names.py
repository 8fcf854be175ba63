"""Keys under which spellings of one name compare equal. Keys are for comparing only: the raw name is kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Legal forms in common use; "Group", "Holdings" and "Platforms" are dropped too, since news does
# ("Meta Platforms" is Meta). Longest list wins nothing: what is no legal form tells companies apart.
LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc ag gmbh se sa sas sarl nv bv ab oy oyj "
    "asa spa srl kk pte pty pbc pjsc jsc holding holdings group platforms".split()
)
HONORIFICS = frozenset("mr mrs ms mx dr sir dame lord prof professor judge justice senator sen rep".split())
# "Justice Department" is no person, so "justice" stays before these
OFFICES = frozenset("department dept ministry minister secretary".split())

_POSSESSIVE = re.compile(r"[’']s?(?=\s|$)")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?<=\b\w)\.")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name without case, accents, punctuation, leading article, honorific and trailing legal form.

    Words are joined without spaces, so "Open AI" and "OpenAI" agree. A name in another script keeps its letters.
    """
    words = name_words(name)
    while len(words) > 1 and (words[0] == "the" or (words[0] in HONORIFICS and words[1] not in OFFICES)):
        words = words[1:]
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    return "".join(words)


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents and punctuation ("U.S." is one word)."""
    text = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = _INITIALS.sub("", text).replace("'", "").replace("’", "")
    return tuple(_WORD.findall(text))


def acronym(name: str) -> str:
    """The initials of a name's capitalised words ("Federal Trade Commission" -> "FTC"); empty for a single word."""
    words = [w for w in re.findall(r"[\w&]+", name) if w[:1].isupper()]
    return "".join(w[0] for w in words) if len(words) > 1 else ""
