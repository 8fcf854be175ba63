"""HTML pages through trafilatura: main text, headline, author, date, publisher, canonical URL."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.sources.base import Draft, refuse


def read_page(where: str, data: bytes) -> Iterator[Draft]:
    """One draft of a saved page; trafilatura finds the encoding by the page's own declaration."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    if not isinstance(found, Document) or not found.text:
        yield refuse(where, "no main text", "the page has no article that can be told from its menus")
        return
    title = (found.title or "").strip()
    yield Draft(
        where,
        text=_paragraphs(found.text, title),
        title=title,
        url=found.url,
        published=found.date,
        source=found.sitename or found.hostname,
        author=found.author,
    )


def _paragraphs(text: str, title: str) -> str:
    """Trafilatura ends each paragraph with one line break; an article has a blank line between, and no title again."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n\n".join(lines[1:] if lines[:1] == [title] else lines)
