"""Investigations: which body looks into whom; a merger review is an investigation of both sides. Fines are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.model import Status
from ingest.extract.legal_grammar import PARTY, TARGET, compiled, forms, referred
from ingest.extract.masked import Masked, type_class

PROBE_WORD: Final = re.compile(
    r"\b(?:investigat\w+|prob(?:e|es|ed|ing)|inquir\w+|enquir\w+|review(?:s|ed|ing)?|examin\w+|scrutin\w+|"
    r"look(?:s|ed|ing)? (?:into|at)|antitrust case|proceedings?|blocked|cleared|approved|opened|"
    r"second look|ordered|orders|letters)\b"
)
_DEAL: Final = re.compile(
    r"\b(?:takeover|acquisition|purchase|merger|tie-up|deal|transaction|partnership|alliance|plan to (?:buy|acquire)|"
    r"agreement to (?:buy|acquire)|bid|hiring|combination)\b"
)
_TARGET_LIST: Final = (
    r"[{target}](?:(?:,| and|, and|'s (?:links|ties|partnership|investment) (?:with|in)) "
    r"(?:(?!which|who|the|a|an)[\w-]+ ){0,2}?[{target}])*"
)
# How far from the word for the look its target may stand: "opened an inquiry in May into how long it keeps tapes".
_REACH: Final = 90
# How far from the first side of a deal the other may stand.
_DEAL_REACH: Final = 70

_BODY: Final = type_class("GovernmentBody")
# What newspapers and users do with products and papers: only an authority's is an investigation.
_READS: Final = re.compile(r"review|look|assess|examin")
_NEGATED: Final = re.compile(r"\b(?:not|never|n't|denied|denies|declined to|no longer)\b|n't\b")
_WEIGHED: Final = re.compile(
    r"\b(?:consider\w*|weigh\w*|may|might|could|reportedly|thinking|mull\w*|urged|asked|want\w*|should)\b"
)
_AHEAD: Final = re.compile(r"\b(?:will|would|plans?|intends?|to)\b")
_ONGOING: Final = re.compile(r"\b(?:has|have|is|been)\b")


@dataclass(frozen=True, slots=True)
class Probe:
    """Bodies that look into targets, as a sentence tells it. `bodies` and `targets` are mention indices."""

    masked: Masked
    family: str
    bodies: tuple[int, ...]
    targets: tuple[int, ...]
    status: Status

    def qualifies(self, other: Probe) -> bool:
        """Whether this one says of the same look that it is over, planned or not there, and `other` only names it."""
        same = set(other.bodies) <= set(self.bodies) and set(other.targets) <= set(self.targets)
        return same and other.status is Status.CURRENT and self.status is not Status.CURRENT


def find_probes(masked: Masked) -> Iterator[Probe]:
    """The investigations that a sentence tells of."""
    if PROBE_WORD.search(masked.text) is None:
        return
    found = [_probe(masked, form.family, match) for form in forms("probes") for match in form.find(masked)]
    told = [probe for probe in found if probe.bodies and probe.targets]
    for probe in told:
        if not any(other.qualifies(probe) for other in told):
            yield probe


def _probe(masked: Masked, family: str, found: re.Match[str]) -> Probe:
    groups = found.groupdict(default="")
    bodies = referred(masked, *found.span("b"), _BODY if _READS.match(groups.get("verb", "")) else PARTY)
    targets = referred(masked, *found.span("t")) if groups.get("t") else _targets(masked, *found.span("rest"))
    targets = tuple(target for target in targets if target not in bodies)
    return Probe(masked, family, bodies, targets, _status(family, groups))


def _targets(masked: Masked, start: int, end: int) -> tuple[int, ...]:
    """Whom a look is at: the first parties after it, and both sides where it is at a deal."""
    text = masked.text
    first = next((place for place in range(start, end) if text[place] in TARGET), None)
    if first is None or first - start > _REACH:
        return ()
    names = compiled(_TARGET_LIST).match(text, first, end)
    stop = first + 1 if names is None else names.end()
    named = referred(masked, first, stop, TARGET)
    if _DEAL.search(text, start, min(end, stop + 60)):
        named += _other_side(masked, stop, end)
    return tuple(dict.fromkeys(named))


def _other_side(masked: Masked, stop: int, end: int) -> tuple[int, ...]:
    """The party that stands next in the phrase of a deal: "X's purchase of the software maker Y"."""
    text = masked.text
    for place in range(stop, min(end, stop + _DEAL_REACH)):
        if text[place] in TARGET and text[place + 1 : place + 2] != "-":
            return referred(masked, place, place + 1) if text.count(",", stop, place) in {0, 2} else ()
    return ()


def _status(family: str, groups: dict[str, str]) -> Status:
    aux, verb = f"{groups.get('aux', '')} {groups.get('aux2', '')}", groups.get("verb", "")
    if _NEGATED.search(aux) or groups.get("no"):
        return Status.DENIED
    if _WEIGHED.search(f"{aux} {verb}") and not verb.startswith("considering whether"):
        return Status.RUMOURED
    if family in {"closed", "blocked deal"}:
        return Status.FORMER
    if _AHEAD.search(aux) and "has" not in aux:
        return Status.PLANNED
    if family == "investigates" and verb.endswith("ed") and not _ONGOING.search(aux):
        return Status.FORMER
    return Status.CURRENT
