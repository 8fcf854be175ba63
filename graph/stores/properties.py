"""What a stored node or relationship carries, as flat property maps: the form of "In Cypher", the same for every store.

No property is called `title` or `type`: the embedded engine takes both for its own, so a job title is a `role`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from graph.model import ArticleCard, Entity, Link, Statement, digest

RENAMED = {"title": "role"}
NUMBERS = ("amount", "amount_max", "share")
BAR = "|"
LOOKUP_ROOM = 32_000  # bytes of UTF-8: a text index of Neo4j takes 32,766, and fails as a whole for one value beyond
_DIGITS = re.compile(r"\d{1,300}(\.\d+)?", re.ASCII)
_INT64_MAX = 2**63 - 1  # what both engines keep as an integer


def article_properties(article: ArticleCard) -> dict[str, Any]:
    """`id`, `url`, `headline`, `published`, `publisher`; None stands for what is not known."""
    return asdict(article)


def entity_properties(entity: Entity) -> dict[str, Any]:
    """`id`, `name`, `aliases` (a list, empty if none), `lookup`, `wikidata`, `sources`, `first_seen`, `last_seen`."""
    properties = asdict(entity)
    del properties["key"], properties["type"]  # the class is a label
    return {**properties, "aliases": list(entity.aliases), "lookup": lookup_of(entity.name, *entity.aliases)}


def lookup_of(*names: str) -> str:
    """All names in lower case between bars ("|microsoft|msft|"), in which a query finds a whole name by a part.

    `e.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'` is served by a text index in Neo4j, which
    serves no condition on the items of a list; a bar within a name is a space here as there. Names for which there
    is no room are left out.
    """
    kept, room = [], LOOKUP_ROOM
    for name in dict.fromkeys(name.lower().replace(BAR, " ") for name in names if name):
        size = len(name.encode()) + len(BAR)
        if size <= room:
            kept.append(name)
            room -= size
    return f"{BAR}{BAR.join(kept)}{BAR}"


def link_properties(link: Link) -> dict[str, Any]:
    """Those of the link, with its qualifiers beside them (`amount`, `share` as numbers, `title` as `role`)."""
    own = ("id", "since", "until", "confidence", "sources", "evidence", "url")
    return {**qualifier_properties(link.qualifiers), **{k: getattr(link, k) for k in own}, "status": str(link.status)}


def statement_properties(statement: Statement) -> dict[str, Any]:
    """Those of a Claim node: the statement with its qualifiers; its article and its ends are relationships.

    `published` is its article's date, and `fact` is the same for all that say the same, under the same status, of the
    same two: what is new since a day is found through both, not through all claims of two giants.
    """
    own = ("id", "relation", "evidence", "start", "end", "confidence", "extractor", "published")
    kept = {k: getattr(statement, k) for k in own}
    fact = digest("fact", statement.subject, statement.relation, statement.object, statement.status)
    return {**qualifier_properties(statement.qualifiers), **kept, "status": str(statement.status), "fact": fact}


def qualifier_properties(qualifiers: Mapping[str, str]) -> dict[str, Any]:
    """Qualifiers as properties."""
    return {RENAMED.get(key, key): _number(value) if key in NUMBERS else value for key, value in qualifiers.items()}


def _number(text: str) -> int | float | str:
    # What is not plain digits breaks the ontology's promise; it is kept as it is rather than lost.
    if not _DIGITS.fullmatch(text):
        return text
    whole, _, fraction = text.partition(".")
    return int(whole) if not fraction.strip("0") and int(whole) <= _INT64_MAX else float(text)
