"""Rows as text: an aligned table for a reader, JSON and CSV for a program."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph.errors import UnknownName
from graph.stores.base import Rows

CELL = 60  # characters of a cell in a table; a sentence of evidence would push the rest off the screen
NO_ROWS = "(no rows)"
# Orders that turn the rest of a line around; in a name from the web they could make a row read as another one.
_TURNERS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def format_rows(rows: Rows, format: str = "table") -> str:  # noqa: A002  the command line's word
    """The rows in one of FORMATS; UnknownName otherwise."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS, cure=f"(there are {', '.join(FORMATS)})")
    return FORMATS[format](rows)


def to_text(rows: Rows, *, cell: int = CELL) -> str:
    """A table in plain text, its columns aligned, without a line break at its end; only here are long cells cut."""
    shown = [list(rows.columns), *([_shorten(plain_text(value), cell) for value in row] for row in rows.rows)]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    right = [_is_numeric(column) for column in zip(*rows.rows, strict=True)] or [False] * len(widths)
    lines = [_line(cells, widths, right) for cells in shown]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([lines[0], rule, *(lines[1:] or [NO_ROWS])])


def to_json(rows: Rows) -> str:
    """A JSON array with an object a row, a row a line."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    return "[" + ",\n ".join(lines) + "]"


def to_csv(rows: Rows) -> str:
    """CSV as RFC 4180 has it: CRLF after each record, a header, quotes where needed; lists and maps as JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.columns)
    writer.writerows([_scalar(value) for value in row] for row in rows.rows)
    return out.getvalue()


FORMATS: Mapping[str, Callable[[Rows], str]] = {"table": to_text, "json": to_json, "csv": to_csv}


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def plain_text(value: Any) -> str:
    """One value for people: lists joined, no line breaks, nothing that steers a terminal or turns the text about."""
    text = ", ".join(map(plain_text, value)) if isinstance(value, list | tuple) else _scalar(value)
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text if c not in _TURNERS)
    return "".join(kept).strip()


def _shorten(text: str, limit: int) -> str:
    if _width(text) <= limit:
        return text
    kept = ""
    for character in text:
        if _width(kept + character) > limit - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def _width(text: str) -> int:
    """Columns on a terminal: two for wide signs of East Asia and emoji, none for accents that stand on a letter."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _is_numeric(column: Sequence[Any]) -> bool:
    values = [value for value in column if value is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, width, to_right in zip(cells, widths, right, strict=True):
        blanks = " " * (width - _width(cell))
        padded.append(blanks + cell if to_right else cell + blanks)
    return "  ".join(padded).rstrip()
