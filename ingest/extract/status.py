"""How a matched statement holds: current, former, planned, rumoured or denied, from cues in and around it.

Cues are data, in tables/status.yaml: status, relations (none: every), where, expression. `where` says which stretch
of the masked sentence is searched:

    inside   from the first to the last character of the match
    before   what stands before the match in its clause
    after    what stands behind it in its clause
    sentence the whole sentence

The strongest status found wins, in the order of STRENGTH: what is denied is not planned, what is only rumoured is
not planned either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from graph.model import Status
from ingest.extract.patterns import Match
from ingest.extract.tables import read_table
from ingest.read.document import SentenceKind

STRENGTH = (Status.DENIED, Status.RUMOURED, Status.FORMER, Status.PLANNED)
# An aside of three words or more tells of something else: "Acme, started by a former minister, bought ..."
_ASIDE = re.compile(r",(?: [^\s,]+){3,},")
_TO_VERB = re.compile(r"[\ue000-\uf8ff] to [a-z]+")  # a headline's future: "Adobe to buy Semrush"


@cache
def _compiled() -> tuple[tuple[Status, str, frozenset[str], re.Pattern[str]], ...]:
    table = read_table("status")
    groups = {name: frozenset(relations) for name, relations in table["groups"].items()}
    return tuple(
        (Status(row["status"]), row["where"], groups[row["of"]], re.compile(row["cue"])) for row in table["cues"]
    )


def status_of(match: Match) -> Status:
    """The status of a matched statement: the rule's own if it has one, else the strongest that a cue tells."""
    if match.rule.status is not None:
        return match.rule.status
    found = set(_told(match)) - match.rule.ignore
    return next((status for status in STRENGTH if status in found), Status.CURRENT)


def _told(match: Match) -> Iterator[Status]:
    stretches = _stretches(match)
    for status, where, relations, cue in _compiled():
        if (not relations or match.rule.relation in relations) and cue.search(stretches[where]):
            yield status
    headline = match.masked.sentence.kind is SentenceKind.HEADLINE
    if headline and _TO_VERB.search(stretches["inside"]):
        yield Status.PLANNED


def _stretches(match: Match) -> Mapping[str, str]:
    text = match.masked.text
    return {
        "inside": _ASIDE.sub(",", text[match.start : match.end]),
        "before": text[: match.start],
        "after": text[match.end :],
        "sentence": text,
    }
