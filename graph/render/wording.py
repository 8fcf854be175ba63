"""Qualifiers and dates in the words that a reader sees: "$6.6 billion", "21 Jan 2025", "49 %". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪", "BRL": "R$", "CNY": "CN¥"}
BOUNDS = {"at most": "up to", "at least": "at least", "about": "about"}
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
LABELS = {"case_number": "docket no."}
_MONEY = ("amount", "amount_max", "currency", "bound")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
# Beyond three decimals ("$1.234567 million") the plain digits are the easier reading.
_MOST_DECIMALS = 3


def describe(qualifiers: Mapping[str, str], *, since: str | None = None, until: str | None = None) -> list[list[str]]:
    """Pairs of label and text, money first; an unknown qualifier is shown as it stands."""
    dates = {"since": since, "until": until}
    values = {**qualifiers, **{key: date for key, date in dates.items() if date is not None}}
    return [list(pair) for pair in _described(values)]


def _described(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if "amount" in values:
        yield "amount", money(values["amount"], **{key: values.get(key) for key in _MONEY[1:]})
    for key, value in values.items():
        if key not in _MONEY:
            yield LABELS.get(key, key.replace("_", " ")), _plain(key, value)


def _plain(key: str, value: str) -> str:
    if key in ("date", "since", "until"):
        return day(value)
    return f"{value} %" if key == "share" and _number(value) is not None else value


def money(amount: str, currency: str | None = None, amount_max: str | None = None, bound: str | None = None) -> str:
    """The amount as news prints it, without loss: "up to $500 billion", "$1.5 billion to $2 billion", "CHF 3 million".

    What is no number is given back as it stands.
    """
    low = _amount(amount, currency)
    text = low if amount_max is None else f"{low} to {_amount(amount_max, currency)}"
    return text if bound is None else f"{BOUNDS.get(bound, bound)} {text}"


def _amount(digits: str, currency: str | None) -> str:
    number = _number(digits)
    sign = "" if currency is None else SIGNS.get(currency, f"{currency} ")
    return f"{sign}{digits if number is None else _scaled(number)}"


def _scaled(number: Decimal) -> str:
    for scale, word in SCALES:
        part = (number / scale).normalize()
        if number >= scale and -int(part.as_tuple().exponent) <= _MOST_DECIMALS:
            return f"{part:,f} {word}"
    return f"{number:,f}"


def _number(digits: str) -> Decimal | None:
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def day(date: str) -> str:
    """An ISO date, no more precise than it is: "2025", "Jan 2025", "21 Jan 2025"; anything else as it stands."""
    match = _DATE.fullmatch(date)
    if match is None or (match[2] is not None and not 1 <= int(match[2]) <= 12):
        return date
    year, month, number = match.groups()
    named = year if month is None else f"{MONTHS[int(month) - 1]} {year}"
    return named if number is None else f"{int(number)} {named}"
