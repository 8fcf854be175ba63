"""Build documents from the annotations of training articles, to measure rules apart from the reader.

A line of train.jsonl has each mention's span and entity; names, nominals and pronouns are told apart by their words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.model import Article, Mention, Span
from ingest.read.document import Document, Reference, ReferenceKind
from ingest.read.sentences import split_sentences
from ingest.read.values import find_values

PRONOUNS = frozenset("it its itself he him his himself she her hers herself they them their who whose which".split())


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The annotated articles of a .jsonl file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def article_of(line: dict[str, Any]) -> Article:
    """The article alone, as a source would give it."""
    return Article(
        line["id"], line["text"], line.get("title") or "", line.get("url"), line.get("published"), line.get("source")
    )


def gold_document(line: dict[str, Any]) -> Document:
    """The document that a faultless reader would make of the line's article."""
    article = article_of(line)
    content = article.content
    order = {entity["key"]: index for index, entity in enumerate(line["entities"])}
    references = tuple(
        Reference(m["start"], m["end"], (order[m["entity"]],), _kind(content[m["start"] : m["end"]]))
        for m in sorted(line["mentions"], key=lambda m: (m["start"], -m["end"]))
    )
    mentions = tuple(
        Mention(
            article.id,
            entity["name"],
            entity["type"],
            tuple(entity["aliases"]),
            tuple(Span(r.start, r.end) for r in references if order[entity["key"]] in r.mentions),
        )
        for entity in line["entities"]
    )
    sentences = split_sentences(article.title, content)
    return Document(
        article, content, sentences, mentions, references, find_values(content, sentences, article.published)
    )


def _kind(words: str) -> ReferenceKind:
    if words.casefold() in PRONOUNS:
        return ReferenceKind.PRONOUN
    return ReferenceKind.NAME if re.search(r"[A-Z0-9]", words) else ReferenceKind.NOMINAL
