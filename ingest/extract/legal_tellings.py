"""What one sentence tells of suits: who sued whom, in which words. A telling is no suit yet (see legal_suits.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.model import Status
from ingest.extract.legal_grammar import PARTY, PERSON, Form, compiled, forms, listed
from ingest.extract.legal_status import clause_status, intention
from ingest.extract.masked import Masked
from ingest.read.document import SentenceKind

# Forms that only say who is accused, for a suit whose defendant is not known yet.
ACCUSING: Final = frozenset({"accuses", "ruled", "alleging"})
# Forms whose verb is the defendant's: "will pay to settle the suit" is no planned suit.
ANSWERING: Final = frozenset(
    {"settles", "settles with", "settlement", "dismiss by", "dismiss owner's", "faces", "faces from"}
)
# Bare forms that may open a suit whose defendant is named later.
OPENING: Final = frozenset({"sued alone", "filed", "suit that X filed", "owner", "suit by"})

_SEPARATE = re.compile(r"\b(?:another|separate|second|third|fourth|parallel|different)\b")
_FRESH = re.compile(
    r"\b(?:another|separate|second|third|fourth|similar|parallel|different|earlier|previous|new(?:est)?|own|latest|other|one)\b"
)
_DETERMINED = re.compile(r"^.*(?=\b(?:an?|the|this|that|its|his|her|their|another)\b)")
_DEFINITE = re.compile(r"(?:the|this|that|its|his|her|their)\b")
_PREPOSED = re.compile(r"\b(?:of|at|from|for|against|about|behind) $")
_GROUP = re.compile(r"\b(?:group|coalition|pair|trio|alliance|number|handful|consortium|host|band|team) of $")
_TOGETHER = re.compile(r", (?:together with|along with|as well as|alongside|joined by) ")
_APPOSED = re.compile(rf"[^\s,;{PARTY}],(?: (?:the|an?))?(?: [\w-]+){{0,2}} $")
# "sues Apple, OpenAI over": in a headline a comma does for "and"
_HEADLINE_COMMA = re.compile(rf"(?<=[{PARTY}]),(?= (?:[{PARTY}]'s? )?[{PARTY}])")
_OPENED = re.compile(
    r"\b(?:open|extend|widen|reopen)(?:ed|s|ing)? (?:(?!in\b|on\b)[\w-]+ ){0,4}(?:case|proceeding)s?\b|"
    r"\bproceedings? opened\b"
)
# "dozens of suits against firms including A, B and C" tells of no single suit
_PLURAL = re.compile(r"\b(?:law ?suits|suits|cases|actions|complaints|claims|proceedings|battles|fights)$")
# "take action against Y" is a regulator's order as often as a suit
_MEASURES = re.compile(r"\bt(?:ake|akes|ook|aking|aken) (?:[\w-]+ ){0,2}action$")
_AND_MORE = re.compile(rf"(?:,| and|, and) (?:the )?[{PARTY}]")
_OWNED = re.compile(r"(?:.* )?(?:its|their|his|her)\b")
_REPRESENTED = re.compile(r"\brepresented in $")


@dataclass(frozen=True, slots=True)
class Telling:
    """A place where a sentence tells of a suit. `plaintiffs` and `defendants` are mention indices.

    `verb` is where the verb begins, behind the subject and its asides. `intent`: planned, rumoured or denied, when the
    sentence says that there is no such suit (yet). `fresh`: the words may mean another suit than those before;
    `separate`: they do. `bare`: it adds to a suit told of before. `counter`: a countersuit.
    """

    masked: Masked
    start: int
    verb: int
    end: int
    family: str
    plaintiffs: tuple[int, ...]
    defendants: tuple[int, ...]
    status: Status = Status.CURRENT
    intent: Status | None = None
    fresh: bool = False
    separate: bool = False
    bare: bool = False
    counter: bool = False
    definite: bool = False

    @property
    def whole(self) -> bool:
        """Whether both sides are named."""
        return bool(self.plaintiffs and self.defendants)

    def covers(self, other: Telling) -> bool:
        """Whether this one says all that `other` says at the same place."""
        overlap = self.start < other.end and other.start < self.end
        plaintiffs, defendants = set(other.plaintiffs), set(other.defendants)
        told = plaintiffs <= {*self.plaintiffs, *self.defendants} or (self.whole and other.whole)
        return overlap and told and defendants <= set(self.defendants)


def find_tellings(masked: Masked) -> list[Telling]:
    """All tellings of a sentence, in its order; of one within another only the first in the table's order is kept."""
    found: list[Telling] = []
    if masked.sentence.kind is SentenceKind.HEADLINE:
        masked = replace(masked, text=_HEADLINE_COMMA.sub("‚", masked.text))
    for form in forms("tellings"):
        if not form.headline or masked.sentence.kind is SentenceKind.HEADLINE:
            for telling in _tellings(form, masked):
                if not any(other.covers(telling) for other in found):
                    found.append(telling)
    return sorted(found, key=lambda telling: telling.start)


def _tellings(form: Form, masked: Masked) -> Iterator[Telling]:
    for match in form.find(masked):
        plaintiffs, defendants = _sides(masked, match)
        if not (plaintiffs or defendants) or _misleads(form, masked, match, plaintiffs, defendants):
            continue
        groups = match.groupdict(default="")
        intent, real = intention(masked.text, match.start(), groups.get("aux", "") + " " + groups.get("plan", ""))
        if form.family == "says suing":
            intent = Status.PLANNED
        elif form.family in ANSWERING and intent is not Status.DENIED:
            intent = None
        if not real:
            continue
        noun = _DETERMINED.sub("", groups.get("noun", ""))
        yield Telling(
            masked,
            match.start(),
            match.start("aux") if match.groupdict().get("aux") is not None else match.start(),
            match.end(),
            form.family,
            plaintiffs,
            defendants,
            clause_status(masked.text, match.start(), match.end()),
            intent,
            fresh=bool(_FRESH.search(noun)),
            separate=bool(_SEPARATE.search(noun)),
            bare=form.bare,
            counter="counter" in noun or form.family == "countersued",
            definite=bool(_DEFINITE.match(noun)),
        )


def _sides(masked: Masked, match: re.Match[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Plaintiffs and defendants of a match. "Users of X sued" names no plaintiff, and nobody sues himself.

    In "A and B sued it", "it" is neither A nor B, whatever the reader took it for (Principle B of binding theory,
    Chomsky 1981).
    """
    plaintiffs = () if _belongs(masked, match) else _group(masked, match, "p", "q")
    named = _group(masked, match, "d", "e", names=True)
    defendants = tuple(d for d in _group(masked, match, "d", "e") if d in named or d not in plaintiffs)
    if set(defendants) - set(plaintiffs):
        return plaintiffs, tuple(d for d in defendants if d not in plaintiffs)
    return tuple(p for p in plaintiffs if p not in named), defendants


def _misleads(
    form: Form, masked: Masked, match: re.Match[str], plaintiffs: tuple[int, ...], defendants: tuple[int, ...]
) -> bool:
    """Whether the words only look like the form."""
    if form.family == "settles" and len(defendants) > 1:
        return True  # "A and B settled a suit": either may have brought it
    if not plaintiffs and _is_no_single_suit(masked, match, defendants):
        return True
    if not plaintiffs and _OPENED.search(masked.text, max(0, match.start() - 30), match.end()):
        return True  # a regulator's case, which legal_probes.py reads
    return _in_aside(masked, match) or _REPRESENTED.search(masked.text, 0, match.start()) is not None


def _is_no_single_suit(masked: Masked, match: re.Match[str], defendants: tuple[int, ...]) -> bool:
    """Whether a noun without plaintiff means many suits, a measure, or the suit of somebody whom the text knows."""
    noun = match.groupdict().get("noun") or ""
    more = len(defendants) > 1 or _AND_MORE.match(masked.text, match.end("d")) if match.groupdict().get("d") else False
    if _PLURAL.search(noun) and more:
        return True
    end = match.end("noun") if noun else 0
    if _MEASURES.search(masked.text, max(0, end - 40), end):
        return True
    return bool(noun) and match.start("noun") == match.start() and _OWNED.match(noun) is not None


def _in_aside(masked: Masked, match: re.Match[str]) -> bool:
    """Whether the subject only ends an aside: "Penguin, the publisher owned by X, sued"; not "its owner, X, sued"."""
    if match.groupdict().get("comma") is None:
        return False
    if _TOGETHER.search(masked.text, match.start(), match.start("comma")):
        return False
    places = [
        p for p in range(match.start(), match.start("comma")) if p in masked.references and masked.text[p] in PARTY
    ]
    return not any(_APPOSED.search(masked.text, 0, place) for place in (places[0], places[-1]))


def _belongs(masked: Masked, match: re.Match[str]) -> bool:
    """Whether the subject only tells whose people the plaintiffs are: "former staff of X", "the parents of X"."""
    if match.groupdict().get("p") is None or match.start("p") != match.start():
        return False
    between = masked.text[match.end("p") : match.start("aux")] if match.groupdict().get("aux") is not None else ""
    if between.endswith("which") or (between.endswith("who") and masked.text[match.end("p") - 1] in PERSON):
        return False  # "a different story at X, which sued"
    before = masked.text[max(0, match.start() - 40) : match.start()]
    return _PREPOSED.search(before) is not None and _GROUP.search(before) is None


def _group(masked: Masked, match: re.Match[str], *groups: str, names: bool = False) -> tuple[int, ...]:
    """The mentions in the named groups of a match, each once; with `names` only those that stand there by name."""
    spans = [match.span(group) for group in groups if match.groupdict().get(group)]
    spans = [(_own_clause(masked.text, *span), span[1]) for span in spans]
    found = (index for span in spans for index in listed(masked, *span, names=names))
    return tuple(dict.fromkeys(found))


def _own_clause(text: str, start: int, end: int) -> int:
    """Where the list begins anew: in "set up A, which makes B, and he sued" the pronoun is a subject of its own."""
    anew = compiled(r", and (?=[{pronoun}]$)").search(text, start, end)
    return start if anew is None else anew.end()
