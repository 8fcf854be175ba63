"""Entities from mentions: the name they go by, their other names, when and where they were seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.ledger import Card
from graph.model import Entity, Mention
from graph.resolve.gazetteer import Entry
from graph.resolve.resolver import Resolution

UNNAMED = "Unnamed v. "  # a caption without the plaintiff is the last choice for a suit's name


@dataclass(slots=True)
class _Gathered:
    """What the mentions of one entity have shown so far."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)


def assemble_entities(
    mentions: Iterable[Mention], resolution: Resolution, ids: Mapping[str, str], cards: Mapping[str, Card]
) -> tuple[tuple[Entity, ...], tuple[tuple[str, str], ...]]:
    """The entities, and which article mentions which."""
    gathered: dict[str, _Gathered] = {}
    for mention in mentions:
        key = resolution.keys.get(mention.id)
        if key is None:  # of a type that is not in the ontology
            continue
        into = gathered.setdefault(key, _Gathered())
        into.names[mention.name] += 1
        into.types[mention.type] += 1
        into.aliases.update(mention.aliases)
        into.articles.add(mention.article)
    entities = [_entity(ids[key], key, of, resolution.entries.get(key), cards) for key, of in gathered.items()]
    pairs = sorted((article, ids[key]) for key, of in gathered.items() for article in of.articles)
    return tuple(sorted(entities, key=lambda entity: entity.id)), tuple(pairs)


def _entity(id_: str, key: str, of: _Gathered, entry: Entry | None, cards: Mapping[str, Card]) -> Entity:
    name = _best_name(of.names) if entry is None else entry.name
    known = () if entry is None else entry.names
    seen = sorted(date for article in of.articles if (date := cards[article].card.published) is not None)
    return Entity(
        id=id_,
        key=key,
        name=name,
        type=min(of.types, key=lambda t: (-of.types[t], t)) if entry is None else entry.type,
        aliases=tuple(sorted(of.aliases.union(of.names, known) - {name})),
        wikidata=None if entry is None else entry.wikidata,
        sources=len(of.articles),
        first_seen=seen[0] if seen else None,
        last_seen=seen[-1] if seen else None,
    )


def _best_name(names: Counter[str]) -> str:
    """The most frequent of the fullest forms that articles use; then the longest, then the first by alphabet.

    A description ("the complaint", "Unnamed v. Apple") stands back behind a name.
    """
    return min(names, key=lambda name: (name.startswith(UNNAMED), name == name.lower(), -names[name], -len(name), name))
