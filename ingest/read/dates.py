"""Dates, absolute and relative to the day of publication, never more precise than the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.read.document import When

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
COUNTS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine ten".split())}
COUNTS |= {"a": 1, "an": 1, "a couple of": 2, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20}

_FULL_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{_FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.|\b))"
_YEAR = r"(?P<year>(?:19[5-9]|20[0-4])\d)(?![\d%]|,\d|\.\d)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,]*\d|\.\d|:\d)"
_SHIFTED = r"(?P<shift>last|this|next|the same) year"
_WITH_YEAR = rf"(?:,? {_YEAR}|,? (?:of )?{_SHIFTED})?"
_LEAD = (
    r"(?P<lead>(?i:last|next|this past|this coming|this|since|until|till|from|during|by|in|early|late|mid|before|after|"
    r"for|of|through|starting|beginning|between|as of|back in|to|and|around))[ -](?:(?i:early|late|mid)[ -])?(?:the )?"
)
# A future word before a date (and no report verb between) turns "the nearest past" into "the next to come".
_FUTURE = re.compile(
    r"\b(?:will|to be|scheduled|set (?:to|for)|due|expected|plans? to|planned|going to|next|upcoming|starting|begins?|"
    r"until|through|by|deadline|expires?|slated|would)\b(?!.*\b(?:said|says|announced|told|filed|reported|revealed)\b)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:the|over|past|previous|his|her|its) $", re.IGNORECASE)  # "over the last year" is no date


@dataclass(frozen=True, slots=True)
class Day:
    """The day of publication as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def full(self) -> date | None:
        """The day, if it is known to the day and exists."""
        return None if self.month is None or self.day is None else _day(self.year, self.month, self.day)


def parse_day(published: str | None) -> Day | None:
    """An ISO date cut to what is known ("2025", "2025-01", "2025-01-21"); None for anything else."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "", re.ASCII)
    if found is None:
        return None
    year, month, day = (int(part) if part is not None else None for part in found.groups())
    if year is None or not 1000 <= year <= 9998 or (month is not None and not 1 <= month <= 12):
        return None
    if month is not None and day is not None and _day(year, month, day) is None:
        return Day(year, month)
    return Day(year, month, day)


def find_dates(content: str, start: int, end: int, published: Day | None) -> Iterator[When]:
    """Dates in `content[start:end]`, left to right; what cannot be placed (no publication date) is left out."""
    behind = start
    hits = [(m, place) for pattern, place in _PATTERNS for m in pattern.finditer(content, start, end)]
    for match, place in sorted(hits, key=lambda hit: (_begin(hit[0]), -hit[0].end())):
        if _begin(match) < behind:
            continue
        found = place(match, published, content[max(start, match.start() - 60) : match.start()])
        if found is not None:
            yield When(_begin(match), match.end(), found)
            behind = match.end()


def _begin(match: re.Match[str]) -> int:
    """The date without the word that leads up to it; "last May" is one."""
    parts = match.groupdict()
    lead = (parts.get("lead") or "").casefold()
    if lead in ("last", "next", "this"):
        return match.start()
    kept = [match.start(name) for name in ("month", "year", "day") if parts.get(name) is not None]
    return min(kept) if kept and parts.get("which") is None else match.start()


def _day(year: int, month: int, day: int) -> date | None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = (29 if leap else 28) if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return date(year, month, day) if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= longest else None


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if _day(year, month, day) is not None else None


def _month_number(text: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(text.rstrip(".").casefold()[:3]))


def _place_iso(match: re.Match[str], published: Day | None, before: str) -> str | None:  # noqa: ARG001  one form for all
    return _iso(int(match["y"]), int(match["m"]), int(match["d"])) if 1 <= int(match["m"]) <= 12 else None


def _place_day(match: re.Match[str], published: Day | None, before: str) -> str | None:
    month, day = _month_number(match["month"]), int(match["day"])
    year = _year_of(match, published, month, day, before)
    return None if year is None else _iso(year, month, day)


def _place_month(match: re.Match[str], published: Day | None, before: str) -> str | None:
    month = _month_number(match["month"])
    year = _year_of(match, published, month, None, f"{before}{match.groupdict().get('lead') or ''} ")
    return None if year is None else _iso(year, month)


def _year_of(match: re.Match[str], published: Day | None, month: int, day: int | None, before: str) -> int | None:
    """The year written, or the one that makes it the nearest past (the next, in talk of the future)."""
    written = match.groupdict()
    if written.get("year") is not None:
        return int(written["year"])
    if published is None:
        return None
    if written.get("shift") is not None:
        return published.year + {"last": -1, "next": 1}.get(written["shift"], 0)
    if published.month is None:
        return None
    future = _FUTURE.search(before) is not None
    here = (published.month, published.day or 31) if day is not None else (published.month, 0)
    there = (month, day or 0)
    if future:
        return published.year + (there < here)
    return published.year - (there > here)


def _place_year(match: re.Match[str], published: Day | None, before: str) -> str | None:  # noqa: ARG001  one signature for all
    return match["year"]


def _place_shifted(match: re.Match[str], published: Day | None, before: str) -> str | None:
    if published is None or _PERIOD.search(before) is not None:
        return None
    step = {"last": -1, "this": 0, "next": 1, "the same": 0}[match["which"].casefold()]
    if match["unit"].casefold() == "year":
        return _iso(published.year + step)
    if published.month is None:
        return None
    return _shift_months(published, step)


def _shift_months(published: Day, step: int) -> str | None:
    index = published.year * 12 + (published.month or 1) - 1 + step
    return _iso(index // 12, index % 12 + 1) if index >= 12 else None


def _place_ago(match: re.Match[str], published: Day | None, before: str) -> str | None:  # noqa: ARG001  one signature for all
    """By the unit: days ago name a day, months ago a month, years ago a year; weeks ago name no day."""
    word = match["count"].casefold()
    count = int(word) if word.isdecimal() else COUNTS.get(word)
    if published is None or count is None:
        return None
    unit = match["unit"].casefold()
    if unit == "year":
        return _iso(published.year - count) if published.year > count else None
    if unit == "month":
        return None if published.month is None else _shift_months(published, -count)
    return None if published.full is None or count > 366 else (published.full - timedelta(days=count)).isoformat()


def _place_near(match: re.Match[str], published: Day | None, before: str) -> str | None:  # noqa: ARG001  one signature for all
    if published is None or published.full is None:
        return None
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(match.group().casefold(), 0)
    return (published.full + timedelta(days=step)).isoformat()


def _place_weekday(match: re.Match[str], published: Day | None, before: str) -> str | None:
    """The most recent such day up to the day of publication; the next one behind "next" or future wording."""
    if published is None or published.full is None:
        return None
    which = (match["which"] or "").casefold()
    back = (published.full.weekday() - DAYS.index(match["day"].casefold())) % 7
    if which in ("next", "this coming") or (not which and _FUTURE.search(before) is not None):
        return (published.full + timedelta(days=7 - back)).isoformat()
    return (published.full - timedelta(days=back or (7 if which == "last" else 0))).isoformat()


_Place = Callable[[re.Match[str], Day | None, str], str | None]
_PATTERNS: tuple[tuple[re.Pattern[str], _Place], ...] = (
    (re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b"), _place_iso),
    (re.compile(rf"\b{_DAY}(?: of)? {_MONTH}(?![\w-]){_WITH_YEAR}"), _place_day),
    (re.compile(rf"\b{_MONTH} {_DAY}(?:[-–]\d\d?\b)?{_WITH_YEAR}"), _place_day),
    (re.compile(rf"\b{_MONTH},? (?:of )?(?:{_YEAR}|{_SHIFTED})"), _place_month),
    (re.compile(rf"\b{_LEAD}{_MONTH}(?![\w-]| \d|['’]|,? (?:of )?(?:last|this|next|the same) year)"), _place_month),
    (
        re.compile(
            r"\b(?:(?i:in|since|by|from|of|until|during|for|before|after|around|late|early|mid|fiscal|year|through|and|"
            r"between|to|back in|summer|spring|autumn|fall|winter|Q[1-4]|H[12]|quarter of|end of|the|a)[ -]|\()"
            rf"{_YEAR}(?!\w)(?!-\d)"
        ),
        _place_year,
    ),
    (
        re.compile(r"\b(?P<which>(?i:last|this|next|the same)) (?P<unit>year|month)\b(?!['’]s? (?:and|or)\b)"),
        _place_shifted,
    ),
    (
        re.compile(r"\b(?P<count>(?i:a couple of|\d{1,3}|[a-z]+)) (?P<unit>year|month|day)s? (?:ago|earlier)\b"),
        _place_ago,
    ),
    (
        re.compile(r"\b(?i:yesterday|today|tomorrow|tonight|last night|this (?:morning|afternoon|evening))\b"),
        _place_near,
    ),
    (
        re.compile(
            r"(?:\b(?P<which>(?i:last|next|this coming|this past|this)) )?"
            r"\b(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?: (?:night|morning|afternoon|evening))?"
        ),
        _place_weekday,
    ),
)
