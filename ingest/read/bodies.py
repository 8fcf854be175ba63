"""Courts and public bodies whose names hold small words, or descriptions ("a federal court in San Jose")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.read.known import Known

_CAP = r"(?:(?:St|Ft|Mt)\. )?[A-Z][\w’'-]+"
_SEAT = rf"{_CAP}(?: (?:{_CAP}|of|de|do|la|New|North|South|West))*(?<! of)(?<! de)(?<! la)"
_STATE = rf"{_CAP}(?: {_CAP})?"
_PART = "Northern|Southern|Eastern|Western|Central|Middle"
_DISTRICT = rf"(?:(?:{_PART}) District of (?:New |North |South |West )?{_CAP}|District of {_CAP}(?: {_CAP})?)"
_RANK = "High|Crown|Regional|Commercial|Federal|Superior|District|Appeals?|Circuit|Supreme|Employment"
_NATION = r"(?:U\.S\.|US|United States) "
_COURT = re.compile(
    "|".join(
        (
            rf"(?:{_NATION})?(?:[Ff]ederal )?[Dd]istrict [Cc]ourt,? (?:for|in|of) (?:the )?(?:{_DISTRICT}|{_SEAT})",
            rf"(?:{_NATION})?District Court, {_DISTRICT}",
            rf"{_NATION}(?:Court of [A-Z]\w+(?: for the (?:\w+ ){{1,2}}Circuit)?|Supreme Court|Bankruptcy Court)",
            rf"(?:[Ff]ederal|[Ss]tate|[Ss]uperior) (?:district )?court (?:in|for|of) (?:the )?(?:{_DISTRICT}|{_SEAT})",
            rf"(?:{_SEAT}) (?:federal|state|superior|district|appeals|commercial|regional|high) court\b",
            rf"(?:(?:{_CAP}) )?(?:{_RANK}) (?:Court|Tribunal) (?:in|of) {_SEAT}",
            rf"Court of (?:Chancery|Appeals?|Justice of the European Union|First Instance)(?: (?:in|of) {_SEAT})?",
            rf"{_DISTRICT}",
            r"\b[NSEWCM]\.? ?D\. ?(?:[A-Z][a-z]+\.|N\.Y\.)|\b[SNEW]\.D\.N\.Y\.",
            r"\bD\. (?:Del|Mass|Colo|Minn|Md|N\.J|Or|Ariz)\.",
        )
    )
)
_ATTORNEY = re.compile(
    rf"(?:{_STATE})(?:['’]s)? [Aa]ttorney [Gg]eneral['’]s [Oo]ffice|[Aa]ttorney [Gg]eneral['’]s [Oo]ffice of {_STATE}"
    rf"|[Oo]ffice of the {_STATE} [Aa]ttorney [Gg]eneral|[Oo]ffice of the [Aa]ttorney [Gg]eneral (?:of|for) {_STATE}"
)
# A word of a body's name: no owner ("Samsung's"), and no head of it ("Bureau of Competition Director Ada Fox").
_NO_WORD = r"(?!(?:Director|Secretary|Chief|Chair|Commissioner|Attorney|Minister|The|US|UK|An?) |\w+day\b)"
_WORD = _NO_WORD + r"[A-Z][\w-]+(?!['’]s)\b"
_LIST = rf"{_WORD}(?: {_WORD})*(?:(?:, {_WORD}(?: {_WORD})*)*,? (?:and|&) {_WORD}(?: {_WORD})*)?"
_BODY = re.compile(
    rf"(?:{_WORD} )?(?:Department|Ministry|Office|Bureau) (?:of|for) (?:the )?{_LIST}"
    rf"|(?:{_WORD} )*(?:Committee|Subcommittee) on (?:the )?{_LIST}(?: in the United States)?"
    rf"|(?:{_WORD} )+(?:Commissioner|Ombudsman|Comptroller|Solicitor|Prosecutor)['’]s Office"
)
_KIND = "Association|Union|Guild|Alliance|Federation|Pension Plan|Pension Fund|League"
_UNION = re.compile(rf"(?:{_WORD} )*[A-Z]\w+s['’] (?:{_WORD} )?(?:{_KIND})\b")
_LEADS = frozenset("The A An In At By But And Its This That".split())


def find_bodies(content: str, start: int, end: int) -> Iterator[tuple[int, int, Known]]:
    """Spans of courts, ministries, committees and attorney general's offices in `content[start:end]`, left to right."""
    behind = start
    found = [(m, "Court") for m in _COURT.finditer(content, start, end)]
    found += [(m, "GovernmentBody") for p in (_ATTORNEY, _BODY) for m in p.finditer(content, start, end)]
    found += [(m, "Organization") for m in _UNION.finditer(content, start, end)]
    for match, kind in sorted(found, key=lambda pair: pair[0].start()):
        begin = match.start()
        word = match.group().split(maxsplit=1)[0]
        if word in _LEADS:
            begin += len(word) + 1
        if begin >= behind and begin < match.end():
            behind = match.end()
            yield begin, match.end(), Known(content[begin : match.end()], kind)
