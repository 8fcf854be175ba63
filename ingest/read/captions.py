"""Case captions: "De La Torre v. LinkedIn Corp" with the two sides, cut where the sentence goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.read.shapes import PARTICLES, is_capital
from ingest.read.tokens import Token

VERSUS = frozenset({"v.", "vs.", "v", "vs", "versus", "V."})  # no bare "V": Grand Theft Auto V
_LEGAL_WORDS = frozenset(
    "case suit lawsuit court courts trial judge docket ruling litigation no complaint settlement appeal jury "
    "verdict".split()
)
_INSIDE = frozenset({"&", "of", "and", "for", "on", "et", "al", "al.", "plc"})
_LEGAL = re.compile(r"(?:Inc|Corp|LLC|Ltd|Co|L\.P|LP|LLP|plc|PLC|N\.V|S\.A|GmbH|PBC)\.?$")
# Words that introduce a caption and are no party.
_LEAD = frozenset(
    "in the case is case of matter and see also but while on lawsuit suit called titled captioned case, caption "
    "decision ruling against".split()
)


@dataclass(frozen=True, slots=True)
class Caption:
    """Token spans (exclusive ends) of a caption and its sides."""

    first: int
    last: int
    plaintiff: tuple[int, int]
    defendant: tuple[int, int]


def find_captions(tokens: Sequence[Token]) -> Iterator[Caption]:
    """Captions of a sentence, left to right."""
    behind = 0
    legal = any(t.lower.rstrip(".") in _LEGAL_WORDS for t in tokens)
    for at, token in enumerate(tokens):
        if token.text not in VERSUS or at == 0 or at + 1 >= len(tokens):
            continue
        if token.text not in ("v", "v.", "V.") and not legal:  # "Google vs. OpenAI: who makes the better phone?"
            continue
        first = _left(tokens, at, behind)
        last = _right(tokens, at)
        if first < at and last > at + 1:
            behind = last
            yield Caption(first, last, (first, at), (at + 1, last))


def _left(tokens: Sequence[Token], at: int, behind: int) -> int:
    first = at
    while first > behind and _belongs(tokens, first - 1, at):
        first -= 1
    while first < at and (not is_capital(tokens[first]) or tokens[first].lower in _LEAD):
        first += 1
    return first


def _right(tokens: Sequence[Token], at: int) -> int:
    last = at + 1
    while last < len(tokens) and _belongs(tokens, last, at):
        last += 1
        if tokens[last - 1].possessive:
            break
    while last > at + 1 and not (is_capital(tokens[last - 1]) or tokens[last - 1].lower in ("al", "al.", "plc")):
        last -= 1
    return last


def _belongs(tokens: Sequence[Token], index: int, versus: int) -> bool:
    token = tokens[index]
    if is_capital(token):
        return not (index < versus and token.possessive)
    if token.lower == "the":  # "Secretary of the Navy", but not "v. Pixelwald SE the Regional Court"
        return index > 0 and tokens[index - 1].lower in ("of", "for", "v.", "v")
    if token.lower == "and":
        return index + 1 < len(tokens) and is_capital(tokens[index + 1]) and tokens[index + 1].lower not in _LEAD
    if token.lower in _INSIDE or token.lower in PARTICLES:
        return True
    if token.text == ",":  # only "Google, LLC" and "et al." go on behind a comma
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return following is not None and (_LEGAL.match(following.text) is not None or following.lower == "et")
    return token.text == "." and tokens[index - 1].lower == "al"
