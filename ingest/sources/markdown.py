"""Markdown: front matter (title, date, source, url, author), the first heading, and the text without its marks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.errors import ArticleRejected
from ingest.sources.base import Draft

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def read_markdown(where: str, text: str) -> Iterator[Draft]:
    """One draft of a Markdown file."""
    text = text.replace("\r\n", "\n")
    matter = _FRONT_MATTER.match(text)
    try:
        fields = _front_matter(matter.group(1)) if matter else {}
    except ArticleRejected as refusal:
        yield Draft(where, refusal=refusal)
        return
    blocks = list(_blocks(text[matter.end() :] if matter else text))
    title = fields.get("title")
    if blocks and blocks[0][0] == "h1" and title in (None, blocks[0][1]):
        title = blocks.pop(0)[1]
    yield Draft(
        where,
        text="\n\n".join(content for _, content in blocks),
        title=title or "",
        id=fields.get("id"),
        url=fields.get("url"),
        published=fields.get("published") or fields.get("date"),
        source=fields.get("source") or fields.get("publisher"),
        author=fields.get("author"),
    )


def _front_matter(text: str) -> dict[str, str]:
    import yaml

    try:
        fields: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        detail = str(getattr(error, "problem", None) or "cannot be parsed")
        raise ArticleRejected("front matter is not valid YAML", detail) from error
    if not isinstance(fields, dict):
        raise ArticleRejected("front matter is not valid YAML", "must be KEY: VALUE lines")
    return {str(key).lower(): _plain(value) for key, value in fields.items() if value is not None}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Tag and plain text of each block, in order; code blocks and raw HTML are no text of an article."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and before is not None:
            content = "".join(_words(token.children or [])).strip()
            if content:
                yield before.tag, content


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
