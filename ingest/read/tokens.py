"""Words of a sentence with exact offsets, cut so that a name's boundaries are token boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.resolve.gazetteer import load_gazetteer
from ingest.read.words import word_list

_WORD = re.compile(
    r"(?:https?://|www\.|pic\.|t\.co/)\S+|@\w+"  # addresses and handles are no names
    r"|U\. ?S\.|U\. ?K\.|(?:[A-Za-z]\.){2,}"  # U.S., S.D.N.Y.
    r"|[^\W_][\u0300-\u036f]*(?:[^\W_]|[\u0300-\u036f])*"
    r"(?:(?:[-'’&+·]|\.(?=[^\W_])|,(?=\d{3}\b))(?:[^\W_]|[\u0300-\u036f])+)*\+?"
    r"|[^\s\w]|_"
)
_POSSESSIVE = re.compile(r"['’][sS]$")
_COMPOUND = re.compile(r"^(.*[^\W\d_].*|\d+\w+)-([a-z]{3,})$")
_PREFIXED = re.compile(
    r"^((?:[Ee]x|[Nn]on|[Aa]nti|pro|pre|post|sub|all|un|former|mid|rival|then|now|fellow)-)([^\W\d_a-z].*)$"
)
_ABBREVIATED = re.compile(
    r"^(?:[A-Z]|Inc|Corp|Co|Ltd|Jr|Sr|Bros|St|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Assn|Dept|v|vs|No)$"
)
# Parts of product names that are also words: "o3-mini" stays whole, "Microsoft-backed" does not.
_NAME_PARTS = frozenset(
    "mini pro max plus turbo lite small large medium nano preview flash high thinking air ultra".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign. `possessive` tells that "'s" follows and is left out of the span."""

    start: int
    end: int
    text: str
    lower: str
    possessive: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it has a letter or a digit."""
        return self.text[0].isalnum()


def tokenize(content: str, start: int, end: int) -> list[Token]:
    """The tokens of `content[start:end]`, in order; white space is in none of them."""
    return list(_tokens(content, start, end))


def _tokens(content: str, start: int, end: int) -> Iterator[Token]:
    behind = start
    for found in _WORD.finditer(content, start, end):
        text, begin = found.group(), found.start()
        if begin < behind:  # the full stop of "Inc."
            continue
        owner = _POSSESSIVE.search(text)
        if owner is not None and owner.start() > 0:
            text = text[: owner.start()]
        elif _is_abbreviated(text, content, found.end(), end):
            text += "."
            behind = found.end() + 1
        if "-" in text:
            yield from _hyphened(text, begin, owner is not None)
        elif owner is None and text[-1] == "s" and _lost_owner(text):
            yield Token(begin, begin + len(text) - 1, text[:-1], text[:-1].casefold(), possessive=True)
        else:
            yield Token(begin, begin + len(text), text, text.casefold(), owner is not None)


def _lost_owner(text: str) -> bool:
    """A known name whose apostrophe was lost ("OpenAIs new chip"), or in the plural ("iPhones")."""
    plain = word_list("common")  # "Arms" is no Arm
    known = text[:-1] in _last_words() and text not in _last_words()
    return known and text.casefold() not in plain and text[:-1].casefold() not in plain


@cache
def _last_words() -> frozenset[str]:
    """The words that end the safe names of the gazetteer."""
    return frozenset(name.split()[-1] for entry in load_gazetteer().entries for name in entry.names)


def _is_abbreviated(text: str, content: str, behind: int, end: int) -> bool:
    """A full stop belongs to "Inc." and "J.", but to no letter that ends the sentence ("posted on X.")."""
    if behind >= end or content[behind] != "." or _ABBREVIATED.match(text) is None:
        return False
    return len(text) > 1 or behind + 1 < end


def _hyphened(text: str, begin: int, possessive: bool) -> Iterator[Token]:
    prefixed = _PREFIXED.match(text)
    if prefixed is not None:
        head = prefixed.group(1)
        yield Token(begin, begin + len(head), head, head.casefold())
        text, begin = prefixed.group(2), begin + len(head)
    compound = _COMPOUND.match(text)
    if compound is not None and text[0].isalnum() and _is_plain(compound.group(2)):
        head = compound.group(1)
        yield Token(begin, begin + len(head), head, head.casefold())
        text, begin = text[len(head) :], begin + len(head)
    yield Token(begin, begin + len(text), text, text.casefold(), possessive)


def _is_plain(word: str) -> bool:
    return word not in _NAME_PARTS and (len(word) > 4 or word in word_list("common") or word.endswith("ed"))
