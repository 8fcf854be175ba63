"""Plain text: the first short line is the headline, byline and share bar above it are none of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.sources.base import Draft

HEADLINE_LIMIT = 200  # characters; the longest of 4,284 real headlines has 190
_BYLINE = re.compile(r"^\s*by\s+(?P<author>[^|⏐│•·\d]{3,60}?)\s*(?:[|⏐│•·].*)?$", re.IGNORECASE)


def read_plain(where: str, text: str) -> Iterator[Draft]:
    """One draft of a text file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    author = None
    while lines and (not lines[0].strip() or (byline := _BYLINE.match(lines[0]))):
        if lines[0].strip() and byline is not None and author is None:
            author = byline["author"].strip()
        lines = lines[1:]
    title, body = _split_headline(lines)
    yield Draft(where, text="\n".join(body).strip(), title=title, author=author)


def _split_headline(lines: list[str]) -> tuple[str, list[str]]:
    """A first line that stands alone, is short and ends without a full stop is the headline."""
    if not lines:
        return "", []
    first = lines[0].strip()
    alone = len(lines) > 1 and not lines[1].strip()
    if alone and len(first) <= HEADLINE_LIMIT and not first.endswith((".", ":", ";", ",")):
        return first, lines[1:]
    return "", lines
