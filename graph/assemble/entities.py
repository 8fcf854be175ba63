"""Entities from mentions: the name they go by, their other names, when and where they were seen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from graph.assemble.rows import PUT_ENTITY, Row, entity_row
from graph.assemble.work import Work
from graph.model import Entity
from graph.resolve.gazetteer import Entry

UNNAMED = "Unnamed v. "  # a caption without the plaintiff is the last choice for a suit's name

# CROSS JOIN keeps SQLite from reading the long table first: it cannot know that few things are stirred
_FORMS = """
    SELECT t.n, f.name, f.type, f.aliases, count(*) FROM stirred_entities AS t CROSS JOIN named AS m ON m.entity = t.n
    CROSS JOIN forms AS f ON f.n = m.form GROUP BY t.n, m.form ORDER BY t.n, m.form"""
_SEEN = """
    SELECT t.n, k.id, k.text, (SELECT min(entry) FROM named WHERE own = t.n AND entry IS NOT NULL),
        count(DISTINCT m.article), min(a.published), max(a.published)
    FROM stirred_entities AS t CROSS JOIN keys AS k ON k.n = t.n CROSS JOIN named AS m ON m.entity = t.n
    CROSS JOIN articles AS a ON a.n = m.article GROUP BY t.n ORDER BY t.n"""
_FORGET = """
    DELETE FROM entities WHERE id IN (
        SELECT k.id FROM stirred_entities AS t JOIN keys AS k ON k.n = t.n
        WHERE NOT EXISTS (SELECT 1 FROM named WHERE entity = t.n))"""


@dataclass(slots=True)
class _Gathered:
    """What the mentions of one entity show."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)


def assemble_entities(work: Work) -> None:
    """Work out the stirred entities anew; those without mentions go."""
    work.connection.executemany(PUT_ENTITY, (entity_row(entity, work.edition) for entity in _entities(work)))
    work.run(_FORGET)


def _entities(work: Work) -> Iterator[Entity]:
    gathered = groupby(work.run(_FORMS), key=itemgetter(0))
    for (_, forms), seen in zip(gathered, work.run(_SEEN), strict=True):
        entry = None if seen[3] is None else work.gazetteer.entries[seen[3]]
        yield _entity(_gather(forms), seen, entry)


def _gather(forms: Iterable[Row]) -> _Gathered:
    of = _Gathered()
    for _, name, type_, aliases, count in forms:
        of.names[name] += count
        of.types[type_] += count
        of.aliases.update(json.loads(aliases))
    return of


def _entity(of: _Gathered, seen: Row, entry: Entry | None) -> Entity:
    _, id_, key, _, sources, first, last = seen
    name = _best_name(of.names) if entry is None else entry.name
    known = () if entry is None else entry.names
    return Entity(
        id=id_,
        key=key,
        name=name,
        type=min(of.types, key=lambda t: (-of.types[t], t)) if entry is None else entry.type,
        aliases=tuple(sorted(of.aliases.union(of.names, known) - {name})),
        wikidata=None if entry is None else entry.wikidata,
        sources=sources,
        first_seen=first,
        last_seen=last,
    )


def _best_name(names: Counter[str]) -> str:
    """The most frequent of the fullest forms that articles use; then the longest, then the first by alphabet.

    A description ("the complaint", "Unnamed v. Apple") stands back behind a name.
    """
    return min(names, key=lambda name: (name.startswith(UNNAMED), name == name.lower(), -names[name], -len(name), name))
