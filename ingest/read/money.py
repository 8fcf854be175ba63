"""Amounts of money: "$6.6 billion", "€310m", "12.7 billion yen", "between $1 and $2 billion"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ingest.read.document import Money

_SCALES = {
    "thousand": 3, "k": 3, "lakh": 5, "lakhs": 5, "million": 6, "millions": 6, "m": 6, "mn": 6, "mln": 6, "mio": 6,
    "crore": 7, "crores": 7, "billion": 9, "billions": 9, "b": 9, "bn": 9, "bln": 9, "trillion": 12, "t": 12,
    "tn": 12, "trn": 12,
}  # fmt: skip
_SYMBOLS = {
    "$": "USD", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD", "ca$": "CAD",
    "cad": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "sgd": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN",
    "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY", "jpy": "JPY", "cn¥": "CNY", "rmb": "CNY",
    "cny": "CNY", "₹": "INR", "rs": "INR", "rs.": "INR", "inr": "INR", "₩": "KRW", "krw": "KRW", "₪": "ILS",
    "nis": "ILS", "chf": "CHF", "sfr": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "zł": "PLN", "pln": "PLN",
    "₺": "TRY", "aed": "AED", "₽": "RUB", "₦": "NGN", "₫": "VND",
}  # fmt: skip
_WORDS = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "pounds sterling": "GBP", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "won": "KRW", "shekel": "ILS", "swiss franc": "CHF",
    "franc": "CHF", "krona": "SEK", "kronor": "SEK", "swedish kronor": "SEK", "krone": "NOK", "kroner": "DKK",
    "danish kroner": "DKK", "norwegian kroner": "NOK", "swedish krona": "SEK", "zloty": "PLN", "złoty": "PLN",
    "real": "BRL", "reais": "BRL", "peso": "MXN", "dirham": "AED", "riyal": "SAR", "rand": "ZAR", "naira": "NGN",
    "rouble": "RUB", "ruble": "RUB", "lira": "TRY", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR",
    "canadian dollar": "CAD", "australian dollar": "AUD", "singapore dollar": "SGD", "hong kong dollar": "HKD",
    "us dollar": "USD", "u.s. dollar": "USD", "taiwan dollar": "TWD", "new taiwan dollar": "TWD",
}  # fmt: skip
_NUMBERS = {
    word: Decimal(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
}
_NUMBERS |= {
    "a": Decimal(1), "an": Decimal(1), "half a": Decimal("0.5"), "a half": Decimal("0.5"), "twenty": Decimal(20),
    "thirty": Decimal(30), "forty": Decimal(40), "fifty": Decimal(50), "hundred": Decimal(100),
    "a hundred": Decimal(100), "a quarter of a": Decimal("0.25"), "one and a half": Decimal("1.5"),
    "a couple of": Decimal(2),
}  # fmt: skip


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_LONG_SCALE = _either(w for w in _SCALES if len(w) > 3)
_SCALE = rf"(?:[ \u00a0-]?(?:{_LONG_SCALE})\b|\s?(?:mn|mln|mio|bn|bln|trn|tn)\b|[kmbt]\b)"
_FIGURE = r"\d{1,3}(?:[,\u202f]\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SIGN = rf"(?:(?<![A-Za-z])(?:{_either(_SYMBOLS)})(?=[ \u00a0]?\d))"
_UNIT = rf"(?:{_either(_WORDS)})s?\b"
_DASH = r"\s?[-–—]\s?"
_LOW, _HIGH = rf"(?P<low>{_FIGURE})(?P<scale>{_SCALE})?", rf"(?P<high>{_FIGURE})(?P<scale2>{_SCALE})?"
_PREFIXED = re.compile(
    rf"(?P<sign>{_SIGN})[ \u00a0]?{_LOW}"
    rf"(?:(?:{_DASH}| (?:to|and|or) )(?P<sign2>{_SIGN})?[ \u00a0]?{_HIGH})?(?P<plus>-plus\b|\+)?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"(?<![\w$€£.,])(?:{_LOW}(?:(?:{_DASH}| to ){_HIGH})?|"
    rf"(?P<word>{_either(_NUMBERS)})[ -](?P<wordscale>{_LONG_SCALE}))"
    rf"[ \u00a0-](?:of )?(?P<unit>{_UNIT})(?! of (?!the|its|new|fresh|funding|debt|equity))",  # no pounds of coffee
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:(?P<most>up to|as (?:much|high) as|at most|no more than|not more than|less than|under|below|a maximum of)"
    r"|(?P<least>more than|over|at least|upwards of|north of|exceeding|in excess of|a minimum of|above|no less than)"
    r"|(?P<about>about|around|roughly|approximately|some|nearly|almost|close to|an estimated|estimated|approaching|"
    r"just under|just over|in the region of|circa))(?: (?:an?|the)(?: \w+)?)? $",
    re.IGNORECASE,
)
_BEHIND = re.compile(r" or (?P<least>more|higher)\b| or (?P<most>less)\b|,? (?P<about>or so)\b", re.IGNORECASE)
_BOUNDS = {"most": "at most", "least": "at least", "about": "about"}
MAX_DIGITS = 18  # beyond a quadrillion a figure is a serial number


def find_money(content: str, start: int, end: int) -> Iterator[Money]:
    """Amounts in `content[start:end]`, left to right; a figure without a currency is none."""
    at = start
    while at < end:
        found = [m for m in (p.search(content, at, end) for p in (_PREFIXED, _SPELLED)) if m is not None]
        if not found:
            return
        match = min(found, key=lambda m: (m.start(), -m.end()))
        money = _money(content, start, end, match)
        at = match.end() if money is None else money.end
        if money is not None:
            yield money


def _money(content: str, low: int, high: int, match: re.Match[str]) -> Money | None:
    parts = match.groupdict()
    currency = _currency(parts)
    stop = match.end()
    first_scale = parts.get("scale")
    second = parts["high"] if _is_range(content, low, match) else None
    if second is None and parts["high"] is not None:
        stop = match.end("scale") if first_scale else match.end("low")
        if parts.get("unit"):  # "5 to 6 yen" that is no range has no amount of its own
            return None
    if parts.get("word"):
        amount = _NUMBERS[parts["word"].casefold()].scaleb(_power(parts["wordscale"]))
    else:
        scale = first_scale or (parts["scale2"] if second is not None else None)
        amount = _figure(parts["low"]).scaleb(_power(scale))
    top = None if second is None else _figure(second).scaleb(_power(parts["scale2"] or first_scale))
    if len(_plain(amount)) > MAX_DIGITS or (top is not None and top <= amount):
        return None
    bound = "at least" if parts.get("plus") else _bound(content, low, high, match.start(), stop)
    return Money(match.start(), stop, _plain(amount), currency, bound, None if top is None else _plain(top))


def _currency(parts: dict[str, str | None]) -> str:
    sign, unit = parts.get("sign"), parts.get("unit")
    if sign is not None:
        return _SYMBOLS[sign.casefold()]
    word = (unit or "").casefold()
    return _WORDS[word] if word in _WORDS else _WORDS[word.removesuffix("s")]


def _is_range(content: str, low: int, match: re.Match[str]) -> bool:
    """A second figure belongs to the first behind a dash or "to", and behind "and" only after "between"."""
    if match["high"] is None:
        return False
    middle = content[match.end("scale") if match["scale"] else match.end("low") : match.start("high")]
    if " and " in middle:
        return content[max(low, match.start() - 12) : match.start()].casefold().rstrip().endswith("between")
    if " or " in middle:
        return False
    return not content[max(low, match.start() - 6) : match.start()].casefold().endswith("from ")


def _figure(text: str) -> Decimal:
    return Decimal(re.sub(r"[,\u202f]", "", text))


def _power(scale: str | None) -> int:
    return 0 if scale is None else _SCALES[scale.strip(" \u00a0-").casefold()]


def _plain(amount: Decimal) -> str:
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bound(content: str, low: int, high: int, start: int, end: int) -> str | None:
    found = _BOUND.search(content[max(low, start - 30) : start]) or _BEHIND.match(content[end : min(high, end + 12)])
    return None if found is None or found.lastgroup is None else _BOUNDS[found.lastgroup]
