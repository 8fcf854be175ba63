"""Shares in percent and docket numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.read.document import Docket, Share

_WORDS = {
    w: str(n) for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_WORDS |= {"fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "a hundred": "100"}
_FIGURE = rf"(?P<figure>\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?|\b(?i:{'|'.join(_WORDS)}))"
_SHARE = re.compile(rf"(?<![\w.,]){_FIGURE}(?:\s?%|[ -](?i:per ?cent)\b)(?! points?\b)")
_PARTS = {
    "a half": "50", "half": "50", "a third": "33.3", "one third": "33.3", "one-third": "33.3", "a quarter": "25",
    "one quarter": "25", "two thirds": "66.7", "two-thirds": "66.7", "a fifth": "20", "a tenth": "10",
}  # fmt: skip
_HELD = "stake|share|interest|of the (?:company|firm|shares|startup|start-up|venture|business|equity|stock)"
_FRACTION = re.compile(rf"\b(?P<part>{'|'.join(_PARTS)}) (?:{_HELD})\b", re.IGNORECASE)

# Federal dockets (1:23-cv-11195), neutral citations ([2024] EWHC 123 (Ch)), EU cases (T-312/24), and what follows "No."
_NEUTRAL = (
    r"\[\d{4}\] (?:EWHC|EWCA|UKSC|UKPC|UKUT|UKFTT|CSOH|CSIH|IEHC|IESC|NIKB|CAT) (?:(?:Civ|Crim) )?\d+(?: \(\w+\))?"
)
_FEDERAL = r"\d{1,2}:\d{2}-[a-z]{2,4}-\d{2,6}(?:-[A-Z]{2,4})*|\d{2}-(?:cv|cr|mc|md|bk|ap|mj)-\d{2,6}(?:-[A-Z]{2,4})*"
_BRITISH = r"\b[A-Z]{2}-20\d{2}-\d{6}\b"
_EUROPEAN = r"(?<![\w-])[CT]-\d{1,4}/\d{2}(?: P)?(?!\d)"
_ANNOUNCED = (
    r"(?:(?:\b[Cc]ases?|[Dd]ocket|[Cc]ivil [Aa]ction|[Ii]ndex|[Cc]laim|[Cc]ause|[Rr]ecord|[Ss]uit|[Mm]atter|[Aa]ction|"
    r"[Ff]ile|C\.A\.|[Aa]pplication|[Pp]roceeding)[ ,]+(?:[Nn]os?\.|[Nn]umbers?|#)?|\b[Nn]os?\.|\b[Nn]umber) ?"
)
_NUMBER = r"(?:\d+ [A-Z] )?[A-Z]{0,4}[\w:/.-]*\d[\w:/-]*\d(?: P\b)?"
_DOCKET = re.compile(rf"(?P<sure>{_NEUTRAL}|{_FEDERAL}|{_EUROPEAN}|{_BRITISH})|{_ANNOUNCED}(?P<said>{_NUMBER})")
_SHAPE = re.compile(r"\d.*[-/:].*\d|[A-Z]{2,}.*\d{4}|\d{4,}[A-Z]{1,3}\d+")


def find_shares(content: str, start: int, end: int) -> Iterator[Share]:
    """Parts in percent in `content[start:end]`; percentage points are none."""
    for found in _SHARE.finditer(content, start, end):
        figure = found["figure"].casefold()
        yield Share(found.start(), found.end(), _WORDS.get(figure) or _plain(figure))
    for found in _FRACTION.finditer(content, start, end):
        part = found.end("part")
        yield Share(found.start(), part, _PARTS[found["part"].casefold()])


def find_dockets(content: str, start: int, end: int) -> Iterator[Docket]:
    """Docket numbers in `content[start:end]`, without "No." and "Case"."""
    for found in _DOCKET.finditer(content, start, end):
        group = "sure" if found["sure"] is not None else "said"
        number = found[group]
        if group == "sure" or _SHAPE.search(number) is not None:
            yield Docket(found.start(group), found.end(group), number)


def _plain(figure: str) -> str:
    text = format(Decimal(figure.replace(",", "")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
