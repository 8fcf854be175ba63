"""Where an article says "the company", "the ChatGPT maker", "its", "he" or "the two companies"; not yet linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graph.files import read_yaml
from ingest.read.tokens import Token
from ingest.read.words import word_list

THINGS = frozenset({"Company", "Organization", "GovernmentBody", "Product", "Venture", "Court", "Lawsuit"})
BODIES = frozenset({"Company", "Organization", "GovernmentBody", "Venture", "Court"})
PRONOUNS: Mapping[str, str] = {
    "he": "male", "him": "male", "his": "male", "himself": "male", "she": "female", "her": "female", "hers": "female",
    "herself": "female", "it": "thing", "its": "thing", "itself": "thing",
}  # fmt: skip
_PLURAL = {"companies": BODIES, "firms": BODIES, "startups": BODIES, "start-ups": BODIES, "partners": BODIES,
           "giants": BODIES, "groups": BODIES, "labs": BODIES, "rivals": BODIES, "sides": BODIES, "parties": BODIES,
           "men": frozenset({"Person"}), "women": frozenset({"Person"}), "executives": frozenset({"Person"}),
           "founders": frozenset({"Person"}), "co-founders": frozenset({"Person"})}  # fmt: skip
_GROUPS = {"pair": BODIES | {"Person"}, "duo": BODIES | {"Person"}, "couple": frozenset({"Person"}),
           "trio": BODIES | {"Person"}}  # fmt: skip
_NUMBERS = {"two": 2, "both": 2, "pair": 2, "duo": 2, "couple": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
MAX_MODIFIERS = 4


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A place that points back: tokens `first` to `last` of a sentence, and what it may point to.

    `gender` is set for personal pronouns, `head` and `modifiers` for nominals, `count` for groups.
    """

    sentence: int
    first: int
    last: int
    types: frozenset[str]
    head: str = ""
    modifiers: tuple[str, ...] = ()
    gender: str | None = None
    general: bool = True
    count: int = 1


@cache
def noun_lists() -> dict[str, Any]:
    """words/nominals.yaml."""
    text = resources.files("ingest.read.words").joinpath("nominals.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = read_yaml(text)
    return loaded


@cache
def head_types() -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """The types of each head noun, and the heads that are general for some type."""
    types: dict[str, set[str]] = {}
    general: set[str] = set()
    for section in ("general", "special"):
        for kind, heads in noun_lists()[section].items():
            for head in heads:
                if section == "special" and head.casefold() in general:
                    continue
                types.setdefault(head.casefold(), set()).add(kind)
                if section == "general":
                    general.add(head.casefold())
    return {head: frozenset(kinds) for head, kinds in types.items()}, frozenset(general)


@cache
def gender_lists() -> tuple[frozenset[str], frozenset[str]]:
    """Given names of women that do not end in "a", and of men that do."""
    return frozenset(noun_lists()["female"]), frozenset(noun_lists()["male"])


def gender_of(given: str) -> str | None:
    """What a given name says of its bearer; None for a name that is in no list."""
    female, male = gender_lists()
    if given in female:
        return "female"
    if given in male:
        return "male"
    if given not in word_list("given_names"):
        return None
    return "female" if given.endswith("a") else "male"


def find_anaphors(number: int, tokens: Sequence[Token], taken: frozenset[int]) -> Iterator[Anaphor]:
    """Places of one sentence that may point back; tokens that start at an offset in `taken` belong to names."""
    at = 0
    while at < len(tokens):
        found = None if tokens[at].start in taken else _at(number, tokens, at, taken)
        if found is None:
            at += 1
        else:
            yield found
            at = found.last


def _at(number: int, tokens: Sequence[Token], at: int, taken: frozenset[int]) -> Anaphor | None:
    word = tokens[at].lower
    kind = PRONOUNS.get(word)
    if kind is not None:
        if tokens[at].text == "IT" or (word.endswith("self") and at > 0 and tokens[at - 1].start in taken):
            return None  # information technology; "OpenAI itself"
        if kind == "thing":
            return None if word == "it" and _is_empty(tokens, at) else Anaphor(number, at, at + 1, THINGS)
        return Anaphor(number, at, at + 1, frozenset({"Person"}), gender=kind)
    if word in ("the", "this", "that", "both"):
        return _group(number, tokens, at) or _nominal(number, tokens, at, taken)
    return None


# "It" that points to nothing: "it is unclear", "it turns out", "makes it easier".
_LINKING = "'s|’s|is|was|would be|will be|may be|might be|isn['’]t|wasn['’]t|remains?|seems?|became|becomes"
_ADVERBS = "not|also|still|even|now|reportedly|particularly|more|very|so|too|currently"
_JUDGEMENTS = (
    "unclear|clear|possible|impossible|likely|unlikely|hard|difficult|easy|easier|harder|worth|important|unusual|notable|"
    "surprising|ironic|true|unknown|uncertain|common|rare|time|about time|illegal|legal|necessary|essential|that|early|"
    "late|only a matter|because|good|bad|nice|great|a matter|one of|just|why|how|what|where|when|as if|like|tempting|"
    "fair|safe|no (?:surprise|secret|longer clear|accident)|the (?:first|second|third|latest|last|same|kind)|an?"
)
_JUDGED = re.compile(rf"(?:{_LINKING}) (?:(?:{_ADVERBS}) )?(?:{_JUDGEMENTS})\b")
_SEEMS = re.compile(r"(?:seems?|seemed|appears?|turns? out|comes? (?:to|as)|looks like|takes|took|happens)\b")
_SEEMS_TO_ACT = ("takes over", "took over", "takes on", "took on", "appears to", "seems to", "seemed to")
_EASIER = re.compile(r"(?:\w+ly )?(?:easier|harder|clear|possible|impossible|difficult|hard|easy|more)\b")
_MAKES = frozenset("make makes making made find found finds keep deem call consider think believe".split())


def _is_empty(tokens: Sequence[Token], at: int) -> bool:
    rest = " ".join(t.lower for t in tokens[at + 1 : at + 7])
    if _SEEMS.match(rest) is not None and not rest.startswith(_SEEMS_TO_ACT):
        return True
    if at > 0 and tokens[at - 1].lower in _MAKES and _EASIER.match(rest) is not None:
        return True
    return _JUDGED.match(f"'s {rest}" if tokens[at].possessive else rest) is not None


def _group(number: int, tokens: Sequence[Token], at: int) -> Anaphor | None:
    words = [t.lower for t in tokens[at : at + 5]]
    if words[0] == "both":
        step = 1
        count = 2
    elif len(words) > 1 and words[1] in _GROUPS:
        return Anaphor(number, at, at + 2, _GROUPS[words[1]], head=words[1], count=_NUMBERS[words[1]])
    elif len(words) > 1 and words[1] in _NUMBERS:
        step, count = 2, _NUMBERS[words[1]]
    elif len(words) > 1 and words[1] in ("companies", "firms"):
        return Anaphor(number, at, at + 2, BODIES, head=words[1], count=2)
    else:
        return None
    if step < len(words) and words[step] in ("tech", "ai", "technology"):
        step += 1
    if step < len(words) and words[step] in _PLURAL:
        return Anaphor(number, at, at + step + 1, _PLURAL[words[step]], head=words[step], count=count)
    return None


def _nominal(number: int, tokens: Sequence[Token], at: int, taken: frozenset[int]) -> Anaphor | None:
    types, general = head_types()
    best: Anaphor | None = None
    for end in range(at + 1, min(at + 2 + MAX_MODIFIERS, len(tokens))):
        token = tokens[end]
        if not token.is_word or token.lower in _CLOSED or (end > at + 1 and tokens[end - 1].possessive):
            break
        for head, first in ((token.lower, end), (f"{tokens[end - 1].lower} {token.lower}", end - 1)):
            if head in types and first > at and token.start not in taken:
                modifiers = tuple(t.text for t in tokens[at + 1 : first])
                best = Anaphor(number, at, end + 1, types[head], head, modifiers, general=head in general)
    if best is None or _goes_on(tokens, best, taken):
        return None
    return best


# Words that no noun phrase holds between its article and its head.
_CLOSED = word_list("function") - frozenset("new big little own former other same first second late early".split())


def _goes_on(tokens: Sequence[Token], found: Anaphor, taken: frozenset[int]) -> bool:
    """Whether a noun or a name follows, so that the head is no head ("the app store", "the startup X")."""
    if found.last >= len(tokens):
        return False
    following = tokens[found.last]
    if tokens[found.last - 1].possessive:
        return False
    if following.start in taken and following.start - tokens[found.last - 1].end == 1:
        return True
    if following.lower in ("that", "which", "who", "behind", "of", "whose", "called", "named", "with", "known"):
        return True
    return following.lower in _COMPOUNDS


_COMPOUNDS = frozenset(
    "store stores group executives executive officials spokesperson spokesman spokeswoman officers officer models "
    "model industry market maker makers development developer developers designer user users store's law laws cards "
    "card bills lawyers name names business owner owners page division unit town house room order documents filing "
    "filings system systems study".split()
)
