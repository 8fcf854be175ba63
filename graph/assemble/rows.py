"""Rows of the assembled graph and the values they stand for, and the statements that read them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import ArticleCard, Entity, Link, Statement, Status
from graph.stores.base import Gone, Kind, Mentions

Row = tuple[Any, ...]
NONE, NOTHING = "[]", "{}"  # what most mentions have for aliases and statements for qualifiers: no need to parse it

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_COLUMNS: Mapping[Kind, str] = {
    "articles": "t.id, t.url, t.headline, t.published, t.publisher FROM articles AS t",
    "entities": "t.id, t.key, t.name, t.type, t.aliases, t.wikidata, t.sources, t.first_seen, t.last_seen "
    "FROM entities AS t",
    "links": "t.id, t.subject, t.relation, t.object, t.status, t.evidence, t.url, t.since, t.until, t.qualifiers, "
    "t.confidence, t.sources, t.statements FROM links AS t",
    "statements": "t.id, a.id, t.subject, t.relation, t.object, t.status, t.evidence, t.start, t.end, t.confidence, "
    "t.extractor, t.published, t.qualifiers, t.link FROM statements AS t",
    "mentions": "t.id, t.entities FROM mentions AS t",
}
_JOINED: Mapping[Kind, str] = {"statements": " JOIN articles AS a ON a.n = t.article"}


def _reading(kind: Kind) -> str:
    return f"SELECT {_COLUMNS[kind]}{_JOINED.get(kind, '')} WHERE t.id > ? ORDER BY t.id"


def _reading_since(kind: Kind) -> str:
    source = f"{_COLUMNS[kind]} INDEXED BY {kind}_edition{_JOINED.get(kind, '')}"
    return f"SELECT {source} WHERE t.id > ? AND t.edition > ? ORDER BY t.id"


READ: Mapping[Kind, str] = {kind: _reading(kind) for kind in _COLUMNS}
READ_SINCE: Mapping[Kind, str] = {kind: _reading_since(kind) for kind in _COLUMNS}
COUNT: Mapping[Kind, str] = {kind: f"SELECT count(*) FROM {kind}" for kind in _COLUMNS}  # noqa: S608  of our own words
COUNT_SINCE: Mapping[Kind, str] = {kind: f"{COUNT[kind]} WHERE edition > ?" for kind in _COLUMNS}
HOLDS: Mapping[Kind, str] = {
    kind: f"SELECT id FROM {kind} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608  of our own words
    for kind in _COLUMNS
}
GONE = "SELECT id, ends FROM gone WHERE kind = ? AND edition > ? AND id > ? ORDER BY id"


def to_article(row: Row) -> ArticleCard:
    """From READ."""
    return ArticleCard(*row)


def to_entity(row: Row) -> Entity:
    """From READ."""
    fields = [*row]
    fields[4] = _strings(row[4])
    return Entity(*fields)


def to_link(row: Row) -> Link:
    """From READ."""
    fields = [*row]
    fields[4], fields[9], fields[12] = Status(row[4]), qualifiers(row[9]), _strings(row[12])
    return Link(*fields)


def to_statement(row: Row) -> Statement:
    """From READ."""
    fields = [*row]
    fields[5], fields[12] = Status(row[5]), qualifiers(row[12])
    return Statement(*fields)


def to_mentions(row: Row) -> Mentions:
    """From READ."""
    return Mentions(row[0], _strings(row[1]))


def to_gone(row: Row) -> Gone:
    """From GONE."""
    return Gone(row[0], _strings(row[1]))


def qualifiers(text: str) -> dict[str, str]:
    """From the column of that name."""
    return {} if text == NOTHING else json.loads(text)


def _strings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != NONE else ()


def entity_row(entity: Entity, edition: int) -> Row:
    """The columns of `entities`."""
    seen = (entity.wikidata, entity.sources, entity.first_seen, entity.last_seen)
    return (entity.id, edition, entity.key, entity.name, entity.type, as_json(entity.aliases), *seen)


def link_row(link: Link, edition: int) -> Row:
    """The columns of `links`."""
    ends = (link.subject, link.relation, link.object)
    shown = (str(link.status), link.evidence, link.url, link.since, link.until, as_json(dict(link.qualifiers)))
    return (link.id, edition, *ends, *shown, link.confidence, link.sources, as_json(link.statements))


def as_json(value: Sequence[str] | Mapping[str, str]) -> str:
    """A list or mapping of strings as a column."""
    return _encode(value) if value else NONE if isinstance(value, list | tuple) else NOTHING


def _put(table: str, columns: str) -> str:
    """Insert, or replace where any column but id and edition is other."""
    names = columns.split()
    new = [f"excluded.{name}" for name in names]
    places = ", ".join("?" * (len(names) + 2))
    changes = ", ".join(f"{name} = {value}" for name, value in zip(names, new, strict=True))
    return f"""INSERT INTO {table} (id, edition, {", ".join(names)}) VALUES ({places})
        ON CONFLICT (id) DO UPDATE SET edition = excluded.edition, {changes}
        WHERE ({", ".join(f"{table}.{name}" for name in names)}) IS NOT ({", ".join(new)})"""  # noqa: S608  of our own words


PUT_ENTITY = _put("entities", "key name type aliases wikidata sources first_seen last_seen")
PUT_LINK = _put(
    "links", "subject relation object status evidence url since until qualifiers confidence sources statements"
)
PUT_MENTIONS = _put("mentions", "entities")
