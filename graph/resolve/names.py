"""Keys under which spellings of one name compare equal. Keys are for comparing only: the raw name is kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Legal forms in common use; "Group", "Holdings" and "Platforms" are dropped too, since news does
# ("Meta Platforms" is Meta). Longest list wins nothing: what is no legal form tells companies apart.
LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc ag gmbh kg kgaa se sa sas sarl nv bv ab "
    "oy oyj asa spa srl kk pte pty pvt pbc pjsc jsc ulc holding holdings group platforms".split()
)
HONORIFICS = frozenset("mr mrs ms mx dr sir dame lord prof professor judge justice senator sen rep".split())
# "Justice Department" is no person, so "justice" stays before these
OFFICES = frozenset("department dept ministry minister secretary".split())

_POSSESSIVE = re.compile(r"[’']s?(?=\s|$)")
_BRACKETED = re.compile(r"\s*\([^()]*\)")
_PLUS = re.compile(r"(?<=\w)\+")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.")
_DIGITS_MEET = re.compile(r"(?<=\d) (?=\d)")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name without case, accents, punctuation, leading article, honorific, brackets and trailing legal form.

    Words are joined without spaces, so "Open AI" and "OpenAI" agree; only where digits meet a dot stays, so that
    "Llama 3.1 8B" is not "Llama 3 18B". A name in another script keeps its letters, one of signs alone its signs.
    """
    words = _telling_words(name)
    while len(words) > 1 and words[-1] in LEGAL_FORMS:
        words = words[:-1]
    return _joined(words, name)


@lru_cache(maxsize=65536)
def full_key(name: str) -> str:
    """The same with the legal form kept, for what has none: "iPhone SE" is no incorporated iPhone."""
    return _joined(_telling_words(name), name)


def _telling_words(name: str) -> list[str]:
    words = [word for word in name_words(_BRACKETED.sub("", name)) or name_words(name) if word != "and"]
    while len(words) > 1 and (words[0] == "the" or (words[0] in HONORIFICS and words[1] not in OFFICES)):
        words = words[1:]
    return words


def _joined(words: list[str], name: str) -> str:
    return _DIGITS_MEET.sub(".", " ".join(words)).replace(" ", "") or name.strip().casefold()


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents and punctuation ("U.S." is one word, "TV+" is "tv plus")."""
    text = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = _PLUS.sub(" plus", _INITIALS.sub("", text)).replace("'", "").replace("’", "")
    return tuple(_WORD.findall(text))


def acronym(name: str) -> str:
    """The initials of a name's capitalised words ("Federal Trade Commission" -> "FTC"); empty for a single word."""
    words = [w for w in re.findall(r"[\w&]+", name) if w[:1].isupper()]
    return "".join(w[0] for w in words) if len(words) > 1 else ""


def shortens(short: str, name: str) -> bool:
    """Whether `short` is the name with only forms and seats left out, or its initials.

    "Getty Images" shortens "Getty Images (US) Inc."; "Microsoft" does not shorten "Microsoft Gaming", which is
    another thing.
    """
    few, many = name_words(short), name_words(name)
    places = range(len(many) - len(few) + 1)
    left_out = [many[:at] + many[at + len(few) :] for at in places if many[at : at + len(few)] == few]
    if left_out:
        return any(_NOTHING.issuperset(words) for words in left_out)
    initials = iter(word[0] for word in many)
    return len(few) == 1 and len(few[0]) > 1 and all(letter in initials for letter in few[0])


_NOTHING = LEGAL_FORMS | frozenset("the us usa uk eu global international worldwide com".split())
