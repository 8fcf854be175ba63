from __future__ import annotations

import pytest

from ingest.read.dates import find_dates, parse_day
from ingest.read.figures import find_dockets, find_shares
from ingest.read.money import find_money


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("raised $6.6 billion at", [("6600000000", "USD", None, None)]),
        ("€310m and $1.5bn", [("310000000", "EUR", None, None), ("1500000000", "USD", None, None)]),
        ("US$300,000", [("300000", "USD", None, None)]),
        ("12.7 billion yen", [("12700000000", "JPY", None, None)]),
        ("C$20 million", [("20000000", "CAD", None, None)]),
        ("SEK 40m", [("40000000", "SEK", None, None)]),
        ("Rs 500 crore", [("5000000000", "INR", None, None)]),
        ("2 billion yuan", [("2000000000", "CNY", None, None)]),
        ("up to $50 million", [("50000000", "USD", "at most", None)]),
        ("more than a million euros", [("1000000", "EUR", "at least", None)]),
        ("about £2.5m", [("2500000", "GBP", "about", None)]),
        ("$500 billion-plus", [("500000000000", "USD", "at least", None)]),
        ("5 million dollars or more", [("5000000", "USD", "at least", None)]),
        ("$10-$12 billion", [("10000000000", "USD", None, "12000000000")]),
        ("$10–12 billion", [("10000000000", "USD", None, "12000000000")]),
        ("between $1 and $2 billion", [("1000000000", "USD", None, "2000000000")]),
        ("rose from $1 billion to $2 billion", [("1000000000", "USD", None, None), ("2000000000", "USD", None, None)]),
        ("half a billion dollars", [("500000000", "USD", None, None)]),
        ("two billion euros", [("2000000000", "EUR", None, None)]),
        ("a $157-billion valuation", [("157000000000", "USD", None, None)]),
        ("$1,000 per individual", [("1000", "USD", None, None)]),
        ("$12.50 a month", [("12.5", "USD", None, None)]),
        ("3 pounds of coffee, 12 users, 4.5 gigawatts", []),
        ("no money here", []),
    ],
)  # fmt: skip
def test_money(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = [(m.amount, m.currency, m.bound, m.amount_max) for m in find_money(text, 0, len(text))]
    assert found == expected


THURSDAY = "2025-01-23"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("filed on Tuesday night", ["2025-01-21"]),
        ("said on Thursday", ["2025-01-23"]),
        ("last Friday", ["2025-01-17"]),
        ("next Monday", ["2025-01-27"]),
        ("will launch on Friday", ["2025-01-24"]),
        ("said on Monday that it would pay", ["2025-01-20"]),
        ("in August of last year", ["2024-08"]),
        ("in March this year", ["2025-03"]),
        ("on September 18", ["2024-09-18"]),
        ("before September 18th", ["2024-09-18"]),
        ("on Jan. 5", ["2025-01-05"]),
        ("on January 21, 2025", ["2025-01-21"]),
        ("on 21 January 2025", ["2025-01-21"]),
        ("from 3 to 5 March 2025", ["2025-03-05"]),
        ("in March 2024", ["2024-03"]),
        ("since May", ["2024-05"]),
        ("in December", ["2024-12"]),
        ("will open in June", ["2025-06"]),
        ("by July 31, 2026", ["2026-07-31"]),
        ("Q3 2024", ["2024"]),
        ("the third quarter of 2024", ["2024"]),
        ("in 2023", ["2023"]),
        ("this year and next year", ["2025", "2026"]),
        ("earlier this month", ["2025-01"]),
        ("last month", ["2024-12"]),
        ("yesterday", ["2025-01-22"]),
        ("three days ago", ["2025-01-20"]),
        ("a month ago", ["2024-12"]),
        ("two years ago", ["2023"]),
        ("2025-01-21", ["2025-01-21"]),
        ("last week, some weeks ago, a decade ago", []),
        ("over the last year", []),
        ("it may be, and march it will", []),
        ("hired 2023 people", []),
        ("on 2025-02-31", []),
    ],
)
def test_dates_are_never_more_precise_than_the_text(text: str, expected: list[str]) -> None:
    assert [w.date for w in find_dates(text, 0, len(text), parse_day(THURSDAY))] == expected


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (None, "on Tuesday, yesterday, last month, September 18", []),
        (None, "on September 18, 2024 and in 2023", ["2024-09-18", "2023"]),
        ("2025", "last year, on Tuesday, in May", ["2024"]),
        ("2025-03", "last month, on Tuesday, in May", ["2025-02", "2024-05"]),
        ("2025-01-01", "yesterday, last month", ["2024-12-31", "2024-12"]),
        ("not a date", "yesterday in 2020", ["2020"]),
    ],
)
def test_dates_know_only_what_publication_tells(published: str | None, text: str, expected: list[str]) -> None:
    assert [w.date for w in find_dates(text, 0, len(text), parse_day(published))] == expected


def test_a_date_is_spanned_without_what_leads_to_it() -> None:
    text = "It sued in August of last year, on Tuesday night and last May."
    spans = [text[w.start : w.end] for w in find_dates(text, 0, len(text), parse_day(THURSDAY))]
    assert spans == ["August of last year", "Tuesday night", "last May"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 49% stake", ["49"]),
        ("a 20 percent stake, 27 per cent of it", ["20", "27"]),
        ("12.5% and ten percent", ["12.5", "10"]),
        ("a third of the company", ["33.3"]),
        ("up 3 percentage points, a third time", []),
    ],
)
def test_shares(text: str, expected: list[str]) -> None:
    assert [s.percent for s in find_shares(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No. 25-00709.", ["25-00709"]),
        ("Case No. 3:25-cv-00709 (N.D. Cal.)", ["3:25-cv-00709"]),
        ("1:23-cv-11195 (S.D.N.Y.)", ["1:23-cv-11195"]),
        ("C.A. No. 2025-0417, in Delaware", ["2025-0417"]),
        ("docket 42 O 1187/24, before", ["42 O 1187/24"]),
        ("[2024] EWHC 123 (Ch)", ["[2024] EWHC 123 (Ch)"]),
        ("in Case T-312/24,", ["T-312/24"]),
        ("the No. 1 seller, No. 10 Downing Street, case 4", []),
    ],
)
def test_dockets(text: str, expected: list[str]) -> None:
    assert [d.number for d in find_dockets(text, 0, len(text))] == expected
