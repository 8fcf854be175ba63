"""From locations (files, folders, `-`) to drafts, by kind. A location that does not exist stops the run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.errors import ArticleRejected, SourceUnavailable
from ingest.sources.base import Draft, check_bytes, decode, read_bytes, refuse
from ingest.sources.jsonl import read_jsonl
from ingest.sources.markdown import read_markdown
from ingest.sources.page import read_page
from ingest.sources.plain import read_plain

KINDS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "page", ".htm": "page", ".xhtml": "page", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip


def read_sources(locations: Iterable[str]) -> Iterator[Draft]:
    """All drafts of all locations, lazily; SourceUnavailable before the first one if a location does not exist."""
    places = list(locations)
    for place in places:
        if place != "-" and not Path(place).exists():
            cure = "fetching from the web is not part of this version; save the page and name the file"
            kinds = f"give a file ({', '.join(KINDS)}), a folder or -"
            raise SourceUnavailable(f"{place}: no such file or folder; {cure if '://' in place else kinds}")
    return (draft for place in places for draft in _read_place(place))


def _read_place(place: str) -> Iterator[Draft]:
    if place == "-":
        yield from _read_bytes("-", check_bytes(sys.stdin.buffer.read()), None)
    elif Path(place).is_dir():
        for path in _files_below(Path(place)):
            yield from _read_file(path)
    else:
        yield from _read_file(Path(place))


def _files_below(folder: Path) -> Iterator[Path]:
    """Every file below the folder in a fixed order; hidden ones are left out, as shells do."""
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        raise SourceUnavailable(f"{folder}: cannot be listed ({error.strerror}); check its permissions") from error
    for path in found:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():  # a link may lead back up
            yield from _files_below(path)
        else:
            yield path


def _read_file(path: Path) -> Iterator[Draft]:
    kind = KINDS.get(path.suffix.lower())
    if not path.is_file():  # a link to nowhere or to a folder, or a pipe that would block the run
        yield refuse(str(path), "not a file")
    elif kind == "jsonl":
        yield from _read_lines(path)
    elif kind is None and path.suffix:
        known = ", ".join(KINDS)
        yield refuse(str(path), "unknown kind of file", f"{path.suffix}; known are {known}")
    else:
        yield from _read_bytes(str(path), read_bytes(path), kind)


def _read_lines(path: Path) -> Iterator[Draft]:
    """Line by line, so that memory stays flat whatever the file's size."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as lines:
            yield from read_jsonl(str(path), lines)
    except OSError as error:
        yield refuse(str(path), "cannot be read", error.strerror or str(error))


def _read_bytes(where: str, data: bytes | ArticleRejected, kind: str | None) -> Iterator[Draft]:
    if isinstance(data, ArticleRejected):
        yield Draft(where, refusal=data)
        return
    kind = kind or _sniff(data)
    if kind == "page":
        yield from read_page(where, data)
    else:
        yield from _READERS[kind](where, decode(data))


def _sniff(data: bytes) -> str:
    """The kind of what comes without a suffix: JSON lines, a page, or text."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return "page"
    return "markdown" if start.startswith((b"---\n", b"---\r\n", b"# ")) else "text"


_READERS: dict[str, Callable[[str, str], Iterator[Draft]]] = {
    "text": read_plain,
    "markdown": read_markdown,
    "jsonl": lambda where, text: read_jsonl(where, text.split("\n")),
}
