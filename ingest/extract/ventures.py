"""Ventures without a name: "a joint venture involving Oracle, SoftBank, and Microsoft-backed OpenAI".

Such a venture becomes a mention of this module's making, named after its partners in the text's order. Its partners
take part in it, who launched it announced it, and the money may stand in the next sentence ("The venture may get ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from graph.model import Mention, Span
from ingest.extract.masked import Masked, value_class
from ingest.extract.patterns import Match, Rule, match_rule
from ingest.extract.qualifiers import money_qualifiers
from ingest.read.document import Money

_NOUN = "(?:joint venture|venture|consortium)"
_ANNOUNCES = (
    "(?:announc(?:es?|ed)|launch(?:es|ed)?|unveil(?:s|ed)?|reveal(?:s|ed)?|present(?:s|ed)?|introduc(?:es?|ed))"
)
_FORMS = (
    f"(?:{_ANNOUNCES}|form(?:s|ed|ing)?|create[sd]?|creating|sets? up|setting up|agree[sd]? on|establish(?:es|ed)?)"
)
_A = "(?:an?|the|their|its) (?:[^\\s,;]+ ){0,4}?"
_MEMBERS = "(?:involving|between|among|of|by|comprising|consisting of|including|that includes|made up of|uniting)"

INVOLVING = Rule(
    "venture-involving",
    "PARTICIPATES_IN",
    f"{_A}{_NOUN} {_MEMBERS} {{np}}{{Body+:object}}",
    ("venture", "consortium"),
    "",
)
LAUNCHED = Rule(
    "venture-launched",
    "ANNOUNCED",
    f"{{Person|Body:subject}}{{v}} {_ANNOUNCES} {_A}{_NOUN} {_MEMBERS} {{np}}{{Body+:object}}",
    ("venture", "consortium"),
    "",
)
FORMED = Rule(
    "venture-formed",
    "PARTICIPATES_IN",
    f"{{Body+:object}}{{v}} {_FORMS} (?:form )?{_A}{_NOUN}\\b(?! with| of| called| named| in which)",
    ("venture", "consortium"),
    "",
)
FORMED_WITH = Rule(
    "venture-formed-with",
    "PARTICIPATES_IN",
    f"{{Body:subject}}{{v}} {_FORMS} (?:form )?{_A}{_NOUN} with {{np}}{{Body+:object}}",
    ("venture", "consortium"),
    "",
)
_NEXT = re.compile(rf"\b(?:the|this) (?:joint )?(?:venture|consortium)\b[^.;]{{0,80}}?([{value_class(Money)}])")


def find_ventures(sentences: Sequence[Masked]) -> Iterator[tuple[Match, Mention, Mapping[str, str]]]:
    """(match, venture, money) for each telling of an unnamed venture; the match's rule tells what its ends do.

    Subjects and objects of an INVOLVING, FORMED or FORMED_WITH match take part; the subject of a LAUNCHED announced.
    """
    for masked, following in pairwise((*sentences, None)):
        if masked is None or any("Venture" in masked.types(place) for place in masked.references):
            continue  # a venture that has a name is told of by the rules of tables/ventures.yaml
        for rule in (INVOLVING, FORMED, FORMED_WITH, LAUNCHED):
            for match in match_rule(rule, masked):
                partners = match.objects if rule is not FORMED_WITH else (*match.subjects, *match.objects)
                mention = _venture(match, partners)
                if mention is not None:
                    yield match, mention, _money(following)


def _venture(match: Match, partners: Sequence[int]) -> Mention | None:
    document = match.masked.document
    places = [match.masked.references[place] for place in partners]
    names = list(dict.fromkeys(document.mentions[index].name for r in places for index in r.mentions))
    if len(names) < 2:
        return None
    span = Span(match.masked.offsets[match.start], match.masked.offsets[match.end])
    return Mention(document.article.id, f"{'-'.join(names)} joint venture", "Venture", spans=(span,))


def _money(following: Masked | None) -> Mapping[str, str]:
    found = _NEXT.search(following.text) if following is not None else None
    if following is None or found is None:
        return {}
    return dict(money_qualifiers(following.values[found.start(1)]))
