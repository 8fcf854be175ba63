"""The pattern language of the rules, compiled to regular expressions over masked sentences.

    {Company|Person:subject} (?:agreed to )?(?:buy|acquire)s? {np}{Company:object}

`{Types:slot}` is one reference of these types that fills the slot; `{Types+:slot}` a list ("X, Y and Z"), every
item of which fills it; `{Types=:slot}` takes names only, `{Types~:slot}` nominals only ("the company"),
`{Types-:slot}` one before a hyphen ("Microsoft-backed").
The slot `both` is a list of which every two are joined, `x` a reference that takes no part. `{name}` is a macro of
the table below, plain text is lower case and everything else is a regular expression. "'s" follows a possessive
pronoun too ("its" reads as "X's"). Spaces stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.model import Status
from ingest.extract.masked import Masked, type_class, type_numbers, value_class
from ingest.extract.titles import TITLE
from ingest.read.document import Money, ReferenceKind, Share, When

GROUPS: Mapping[str, str] = {
    "Firm": "Company|Organization",
    "Body": "Company|Organization|GovernmentBody",
    "Party": "Company|Organization|GovernmentBody|Person",
    "Backer": "Company|Organization|Person|GovernmentBody",
    "Any": "|".join(type_numbers()),
}

_REFERENCE = f"{type_class(GROUPS['Any'])}\uf8ff"
# Words that end a noun phrase: what follows them belongs to something else.
_STOP = (
    "of|in|on|at|for|from|with|by|to|and|or|but|that|who|which|as|after|than|into|over|under|against|stake|"
    "share|shares|"
    "said|says|is|are|was|were|has|have|had|will|would|could|may|might|not|via|about|while|when|where|if|because|since|"
    "involving|including|between|among|without|within|through|during|before|around|behind|amid|whose|what|how|both"
)
_WORD = rf"(?!(?:{_STOP})\b)[^\s,;:.(){_REFERENCE}{value_class(Money)}]+"
_WHEN = value_class(When)
_PLACE = type_class("Place")
_PRONOUN = type_class(GROUPS["Any"], kinds=(ReferenceKind.PRONOUN,))
_COMPOUND = rf"[{_REFERENCE}]-\w+"
_AUXILIARY = (
    "has|have|had|is|are|was|were|be|been|being|will|would|could|may|might|can|should|must|did|does|do|not|never|"
    "no longer|to|also|"
    "already|now|since|recently|reportedly|allegedly|just|once|previously|formerly|eventually|still|soon|only|later|"
    "even|currently|initially|then|so far|first|last (?:week|month|year)|this (?:week|month|year)|"
    "(?:earlier )?this (?:week|month|year)|[a-z]+ly|"
    "agree[sd]?|plans?|planned|planning|intends?|intended|expects?|expected|hopes?|wants?|wanted|set|seeks?|sought|"
    "considering|considered|considers|talks|in|in talks|in (?:early|advanced|late|exclusive) talks|about|"
    "close|nearing|near|due|ready|likely|going|trying|tried|tries|offered|offers|moves?|began|begins|started|starts|"
    "refused|refuses|declined|denied|denies|decided|looks|looking|helped|helps|said|says|announced|announces|n't|"
    ""
    "that it|that they|it|they|held|holds?|holding|early|preliminary|initial|internal|struggl(?:es|ed|ing)|"
    "continu(?:es?|ed|ing)|manag(?:es|ed)|bids?|even|today|"
    "trial(?:s|ed|ing)?|discuss(?:es|ed|ing)?"
)

_PARTS = (
    "shares?|stock|stakes?|chips?|gpus?|hardware|servers?|processors?|customers?|users?|data|models?|products?|"
    "licen[cs]es?|engineers?|executives?|employees?|staff|founders?|co-?founders?|ceo|chief|content|technology"
)

# What may stand before the names of examples: "companies such as", "a tool called"
_LIKE = r"(?:(?:,? (?:such as|including)|(?<= )(?:such as|including|like|called|named|dubbed)) (?:the |an? )?\"?)?"
# Words before a later item of a list: no verb, or "A and B, sued C" would be a list of three.
_ITEM = rf"(?:(?!(?:[a-z]+ed|bought|sold|took|got|led|made|sues?|plans?|wants?)\b){_WORD},? |{_COMPOUND} ){{0,5}}?"
_AND = r"(?:,? (?:and|or|as well as|&|plus)(?:,? (?:soon|now|later|eventually|also),?)?)"
# "Gemini will power Siri, the companies said": what speaks is no further item
_SPEAKS = r"(?! (?:said|says|say|told|tells|announced|wrote|confirmed|reported|reports|added|declined)\b)"

MACROS: Mapping[str, str] = {
    # words before a name that belong to its noun phrase: "the AI coding startup", "its Paris-based rival"
    "np": rf"(?:[{_PRONOUN}]'s )?(?:(?:{_COMPOUND}|{_WORD}|[{_PLACE}](?='s ))(?:'s)?,? ){{0,6}}?{_LIKE}",
    # the same without "its": what is not the subject's own
    "bare": rf"(?:(?:{_COMPOUND}|{_WORD}),? ){{0,5}}?",
    # auxiliaries, modals and adverbs between a subject and its verb
    "aux": rf"(?:(?<=[{_PRONOUN}])'(?:s|re|ve|ll|d)\b)?(?: (?:{_AUXILIARY}|(?:on |in )?[{_WHEN}]|on \w+day))*",
    # an aside between a subject and its verb: an apposition, a relative clause, a parenthesis
    "aside": r"(?: \([^()]{1,80}\)| ?-[^-]{1,90}-|, [^;:]{1,120}?,| - [^;:]{1,120}? -)?",
    # any words of the same clause without another reference between
    "near": rf"(?: [^\s;:.{_REFERENCE}]+){{0,6}}?",
    "far": rf"(?: [^\s;:.{_REFERENCE}]+){{0,14}}?",
    # any words of the same sentence, references as well
    "any": r"(?: [^\s;]+){0,12}?",
    # between a subject and its verb: an aside or a relative pronoun, then auxiliaries and adverbs
    "v": r"(?: leaders| executives| execs| bosses| officials)?{aside}"
    r"(?:(?:,| -) (?:an?|the|one of)(?: [^\s;,]+){1,8}?(?= that| which| who))?(?:,? (?:which|that|who))?{aux}",
    # a second verb of the same subject: "settled the suit and hired ..."
    "then": rf"(?: [^\s;:{type_class(GROUPS['Party'])}]+){{1,16}}?,? (?:and|but|then|before){{aux}}",
    # what must not follow a name that is meant as a whole ("bought Nvidia chips" buys no Nvidia)
    "whole": rf"(?!'s?\b|-\w| (?:{_PARTS})\b)",
    "title": TITLE,
    "money": rf"[{value_class(Money)}]",
    "when": rf"[{_WHEN}]",
    "share": rf"[{value_class(Share)}]",
    "ref": rf"[{_REFERENCE}]",
    "refs": _REFERENCE,
    # a word that is no reference, or "its"
    "w": rf"(?:[^\s;,{_REFERENCE}]+|[{_PRONOUN}]'s)",
    "persons": type_class("Person"),
    "det": r"(?:(?:a|an|the|its|their|his|her|one of the|another|some|fellow) )?",
}

_SLOT = re.compile(r"\{(?P<types>[A-Z][A-Za-z|]*)(?P<flag>[+=~-]*):(?P<slot>subject|object|both|x)\}")
_MACRO = re.compile(r"\{(?P<macro>[a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a rule table.

    `cues` are literals one of which the masked sentence must hold for the pattern to be tried (cheap, so that most
    rules cost nothing). `example` is a sentence that the rule must read right, in the form of examples.py; tests run
    it. `status` overrides the cues of the sentence.
    """

    name: str
    relation: str
    pattern: str
    cues: tuple[str, ...]
    example: str
    status: Status | None = None
    ignore: frozenset[Status] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: places of the masked text that fill its slots, and the whole stretch."""

    rule: Rule
    masked: Masked
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    start: int
    end: int
    title: str | None = None


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression over masked text; ValueError names a macro that does not exist."""
    filled = _SLOT.sub(_slot, pattern)
    while _MACRO.search(filled):
        filled = _MACRO.sub(_macro, filled)
    return re.compile(filled)


def _slot(found: re.Match[str]) -> str:
    named = "?:" if found["slot"] == "x" else f"?P<{found['slot']}>"
    kinds = tuple(ReferenceKind)
    if "=" in found["flag"]:
        kinds = (ReferenceKind.NAME,)
    if "~" in found["flag"]:
        kinds = (ReferenceKind.NOMINAL,)
    characters = _slot_class(found["types"], kinds)
    if "+" not in found["flag"]:
        joined = "" if "-" in found["flag"] else "(?!-)"
        return f"({named}[{characters}]){joined}"
    more = rf"(?:{_AND} {_ITEM}[{characters}](?!-|'s)|, {_ITEM}[{characters}](?!-|'s){_SPEAKS})"
    return rf"({named}[{characters}](?!-){more}*)"


@cache
def _slot_class(types: str, kinds: tuple[ReferenceKind, ...]) -> str:
    return type_class("|".join(GROUPS.get(name, name) for name in types.split("|")), kinds=kinds)


def _macro(found: re.Match[str]) -> str:
    if found["macro"] not in MACROS:
        raise ValueError(f"no macro {found['macro']!r}; the macros are {', '.join(MACROS)}")
    return MACROS[found["macro"]]


def match_rule(rule: Rule, masked: Masked) -> Iterator[Match]:
    """Every place in the sentence where the rule's pattern holds; of several with one end, the nearest beginning."""
    if rule.cues and not any(cue in masked.text for cue in rule.cues):
        return
    kept: dict[int, re.Match[str]] = {}
    for found in _overlapping(compile_pattern(rule.pattern), masked.text):
        before = kept.get(found.end())
        if before is None or not (_holds(before, found) or _ends_aside(masked.text, found.start())):
            kept[found.end()] = found
    for found in kept.values():
        yield from _matches(rule, masked, found)


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    found = pattern.search(text)
    while found is not None:
        yield found
        found = pattern.search(text, found.start() + 1)


_RELATIVE = re.compile(r", (?:which|who|whose)\b[^,;:]*$")


def _ends_aside(text: str, at: int) -> bool:
    """Whether what stands there is the last word of a relative clause: "A, which owns B, was founded by"."""
    return text[at + 1 : at + 2] == "," and _RELATIVE.search(text, 0, at) is not None


def _holds(before: re.Match[str], found: re.Match[str]) -> bool:
    """Whether an earlier match's first slot is the longer list that ends where this one's does."""
    first = min(found.re.groupindex, key=found.start)
    return before.end(first) == found.end(first)


def _matches(rule: Rule, masked: Masked, found: re.Match[str]) -> Iterator[Match]:
    titled = "title" in found.re.groupindex and found["title"]
    title = masked.source(*found.span("title")) if titled else None
    for subjects, objects in _ends(masked, found):
        yield Match(rule, masked, subjects, objects, found.start(), found.end(), title)


def _ends(masked: Masked, found: re.Match[str]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    if "both" not in found.re.groupindex:
        yield _slotted(masked, found, "subject"), _slotted(masked, found, "object")
        return
    partners = _filled(masked, *found.span("both"))
    yield from (((one,), partners[index + 1 :]) for index, one in enumerate(partners[:-1]))


def _slotted(masked: Masked, found: re.Match[str], slot: str) -> tuple[int, ...]:
    return _filled(masked, *found.span(slot)) if slot in found.re.groupindex else ()


def _filled(masked: Masked, start: int, end: int) -> tuple[int, ...]:
    """The references in a slot; one that only qualifies another ("Microsoft-backed OpenAI") is not among them."""
    return tuple(
        place for place in masked.references if start <= place < end and (place == start or not masked.qualifies(place))
    )
