"""Whether a suit is there, over, planned or only talked of, from the words around its telling."""

from __future__ import annotations

import re

from graph.model import Status

# "could sue" and "threatened to sue" are no suits; "whether to sue" neither.
_UNREAL = re.compile(r"\b(?:could|may|might|can|should|threat\w*|tried|trying|attempted|wanted|if)\b")
_DENIED = re.compile(
    r"\b(?:not|never|n't|hasn't|haven't|didn't|won't|isn't|doesn't|wasn't|denied|denies|no longer)\b|n't\b"
)
_PLANNED = re.compile(
    r"\b(?:will|would|plans?|planned|planning|intend\w*|prepar\w*|going|vow\w*|wants?|decided|set|ready|about|expected)\b"
)
_RUMOURED = re.compile(r"\b(?:consider\w*|weighing|thinking|mulling|contemplating)\b")
# said of oneself, not yet done: "X says he's suing Y"
_ANNOUNCED = re.compile(r"\b(?:says?|said|announced|claims)(?: that)? $")
_UNREAL_BEFORE = re.compile(
    r"\b(?:whether|threat\w*|potential|possible|considering|weighing|planning|preparing|"
    r"prospect of|fear of|risk of|"
    r"ahead of a possible|if|unless|no)(?: [\w'\"-]+){0,3} $"
)

_OVER = re.compile(
    r"\bsettl(?:ed?|es|ing)\b(?! into)|\bsettlement (?:with|of|over|for|that ends|in)\b|"
    r"\bapprov\w+ [^,;]{0,60}settlement\b|"
    r"\bdismiss(?:ed|es|ing)\b(?! (?:as|two|three|four|one|part|some))"
    r"(?= [^;]{0,50}(?:suit|case|complaint|claim|action|it\b))|"
    r"\b(?:suit|case|complaint|claim|action)s? (?:was|were|is|has been|had been) (?:[a-z]+ )?dismissed\b|"
    r"\bthr(?:ew|ows|own|owing) out (?:the|a|an|his|her|its|their)\b|\btossed\b|"
    r"\b(?:dropped|drops|dropping|withdrew|withdraws|withdrawn|withdrawing|discontinued|abandoned)\b|"
    r"\b(?:case|suit|lawsuit|dispute|action) "
    r"(?:is over|ended|has ended|was closed)\b|\bto end (?:a|the)\b|\bentered (?:final )?judgment\b"
)
_STILL = re.compile(
    r"\b(?:motions?|moved|asked|asks|asking|bid|bids|request|wants?|seeks?|sought|seeking|refus\w+|declin\w+|den(?:y|ied|ies)|reject\w+|"
    r"not|n't|never|without|before|failed|yet|fail\w*|could|would|may|might|if|unless|lost)\b"
)
# a sentence that ends a suit it does not name the parties of: "has dropped his case", "filed a notice of dismissal"
_ENDS = re.compile(
    r"\bnotice of (?:voluntary )?dismissal\b|"
    r"\b(?:dropped|drops|dropping|withdrew|withdraws|withdrawn|abandoned|settled|settles) "
    r"(?:his|her|its|their|the|this|that) "
    r"(?:[\w-]+ ){0,2}(?:law)?(?:suit|case|complaint|action)\b|"
    r"\b(?:suit|lawsuit|case|complaint)(?: over [^;,]{0,40}?)? (?:is|was|has been|had been) (?:[a-z]+ )?"
    r"(?:withdrawn|dropped|dismissed|settled)\b"
)


def ends_suit(text: str) -> bool:
    """Whether a masked sentence says that the suit it speaks of is withdrawn, dismissed or settled."""
    over = _ENDS.search(text)
    return over is not None and _STILL.search(text[max(0, over.start() - 40) : over.start()]) is None


def intention(text: str, start: int, aux: str) -> tuple[Status | None, bool]:
    """The status that the auxiliaries give (None: it is there), and whether there is anything to tell at all."""
    before = text[max(0, start - 60) : start]
    if _UNREAL.search(aux) or _UNREAL_BEFORE.search(before):
        return None, False
    if _DENIED.search(aux):
        return Status.DENIED, True
    if _RUMOURED.search(aux):
        return Status.RUMOURED, True
    if _PLANNED.search(aux):
        return Status.PLANNED, True
    return None, True


def clause_status(text: str, start: int, end: int) -> Status:
    """Former when the clause around says that the suit is settled, dismissed, withdrawn or over."""
    left = max(text.rfind("; ", 0, start), text.rfind(": ", 0, start), 0)
    right = text.find("; ", end)
    clause = text[left : right if right >= 0 else len(text)]
    over = _OVER.search(clause)
    if over is None or _STILL.search(clause[max(0, over.start() - 40) : over.start()]):
        return Status.CURRENT
    return Status.FORMER
