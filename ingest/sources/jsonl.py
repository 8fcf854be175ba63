"""JSON lines: `{"id", "url", "title", "published", "source", "text"}`, all but `text` may be missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ingest.sources.base import Draft, refuse

FIELDS = ("id", "url", "title", "published", "source", "author")


def read_jsonl(where: str, lines: Iterable[str]) -> Iterator[Draft]:
    """A draft a line, kept to the letter; a broken line is refused and the next one read."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _draft(f"{where}:{number}", line)


def _draft(where: str, line: str) -> Draft:
    try:
        row: Any = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return refuse(where, "not valid JSON", str(error))
    if not isinstance(row, dict):
        return refuse(where, "not a JSON object")
    if not isinstance(row.get("text"), str):
        return refuse(where, "no text", 'a line needs "text" as a string')
    wrong = [f for f in FIELDS if row.get(f) is not None and not isinstance(row[f], str | int)]
    if wrong:
        return refuse(where, "wrong field", f"{', '.join(wrong)} must be strings")
    text, *rest = (_scalars(row["text"]), *(_optional(row, f) for f in FIELDS))
    identifier, url, title, published, source, author = rest
    return Draft(where, text, title or "", identifier, url, published, source, author, exact=True)


def _optional(row: dict[str, Any], field: str) -> str | None:
    value = row.get(field)
    return None if value is None else _scalars(str(value))


def _scalars(text: str) -> str:
    """JSON can carry half of a surrogate pair, which no file can; one code point for one keeps the offsets."""
    return text if text.isascii() else "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
