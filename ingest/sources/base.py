"""What a source gives: drafts, each to become an article or to be refused with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import ArticleRejected

if TYPE_CHECKING:
    from pathlib import Path

BINARY_SAMPLE = 4096  # a zero byte in the first page tells a binary file


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its source has it; `where` names it for the reader.

    `refusal` is set where nothing can be made of it.
    `exact` says that title and text must stay to the letter, since the offsets of others count in them.
    """

    where: str
    text: str = ""
    title: str = ""
    id: str | None = None
    url: str | None = None
    published: str | None = None
    source: str | None = None
    author: str | None = None
    exact: bool = False
    refusal: ArticleRejected | None = None


def refuse(where: str, reason: str, detail: str = "") -> Draft:
    """A draft that only carries why there is no article."""
    return Draft(where, refusal=ArticleRejected(reason, detail))


def read_bytes(path: Path) -> bytes | ArticleRejected:
    """The file's bytes; a refusal where it cannot be read, is empty or is no text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return ArticleRejected("cannot be read", error.strerror or str(error))
    return check_bytes(data)


def check_bytes(data: bytes) -> bytes | ArticleRejected:
    """The bytes if they may be text; a refusal where they are empty or binary."""
    if not data.strip():
        return ArticleRejected("empty")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\x00" in data[:BINARY_SAMPLE] and not wide:
        return ArticleRejected("not text", "a binary file")
    return data


def decode(data: bytes) -> str:
    """Text of unknown encoding: UTF-8 and UTF-16 by their marks or validity, else what charset-normalizer finds."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        text = _try(data, encoding)
        if text is not None:
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best) if best is not None else data.decode("cp1252", errors="replace")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None
