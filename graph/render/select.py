"""Which part of the graph is drawn: filters, neighbourhood, and the limit. Pure: a projection in, a selection out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graph.errors import UnknownName, UsageError
from graph.model import ArticleCard, Entity, Link, Projection, Statement, Status
from graph.ontology import Ontology

# Above some 3,000 nodes a canvas redraw takes longer than a tenth of a second and the picture is a cloud.
LIMIT = 3000
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to draw; None means no restriction. `around` is an entity's id; dates are ISO, cut to what is known.

    `since` and `until` go by the dates of the articles that state a fact; a fact without a dated statement is left
    out when either is given.
    """

    around: str | None = None
    hops: int = 2
    types: frozenset[str] | None = None
    relations: frozenset[str] | None = None
    statuses: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class Selection:
    """What is drawn. `denied` are statements that no link carries; `named` are the entities at any end of a fact.

    `found` counts the entities before the limit. `factless` counts those that articles only mention: nothing could
    be shown of them but a lone dot.
    """

    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    statements: Mapping[str, Statement]
    denied: tuple[Statement, ...]
    articles: Mapping[str, ArticleCard]
    named: Mapping[str, Entity]
    found: int
    factless: int


def select(projection: Projection, ontology: Ontology, filters: Filters) -> Selection:
    """The part of the projection that the filters let through, the best connected first where there is a limit.

    UnknownName for an entity, type, relation or status that does not exist; UsageError for a date or number that
    cannot be meant.
    """
    _check(projection, ontology, filters)
    entities = {entity.id: entity for entity in projection.entities}
    statements = {s.id: s for s in projection.statements if _in_time(s.published, filters)}
    links = [cut for link in projection.links if (cut := _cut(link, entities, statements, filters)) is not None]
    denied = [s for s in statements.values() if _is_denied_alone(s) and _passes(s, entities, filters)]
    rank = _rank(links, denied, entities, filters)
    kept = set(sorted(rank, key=lambda id_: (*rank[id_], id_))[: filters.limit])
    links = [link for link in links if link.subject in kept and link.object in kept]
    denied = [s for s in denied if s.subject in kept or s.object in kept]
    shown = sorted({sid for link in links for sid in link.statements} | {s.id for s in denied})
    named = _ends((*links, *denied)) | ({filters.around} & kept)
    return Selection(
        entities=tuple(e for e in projection.entities if e.id in kept & named),
        links=tuple(links),
        statements={sid: statements[sid] for sid in shown},
        denied=tuple(denied),
        articles=_articles(projection, {statements[sid].article for sid in shown}),
        named={e.id: e for e in projection.entities if e.id in named},
        found=len(rank),
        factless=len(entities.keys() - _ends((*projection.links, *projection.statements))),
    )


def _check(projection: Projection, ontology: Ontology, filters: Filters) -> None:
    known = (("entity type", filters.types, ontology.types), ("relation", filters.relations, ontology.relations))
    for kind, names, among in (*known, ("status", filters.statuses, ontology.statuses)):
        for name in sorted(names or ()):
            if name not in among:
                raise UnknownName(kind, name, among, cure=f"the choices are {', '.join(among)}")
    for name, date in (("since", filters.since), ("until", filters.until)):
        if date is not None and _DATE.fullmatch(date) is None:
            raise UsageError(f"--{name} {date!r} is no date; write it as 2025, 2025-01 or 2025-01-21")
    if filters.hops < 0 or filters.limit < 1:
        raise UsageError("--hops must be 0 or more and --limit 1 or more")
    if filters.around is not None and all(entity.id != filters.around for entity in projection.entities):
        raise UnknownName("entity id", filters.around, [e.id for e in projection.entities])


def _in_time(date: str | None, filters: Filters) -> bool:
    """Whether a date, perhaps only a year, can lie in the window: dates are compared as far as both are known."""
    since, until = filters.since, filters.until
    if since is None and until is None:
        return True
    if date is None:
        return False
    late_enough = since is None or date[: len(since)] >= since[: len(date)]
    return late_enough and (until is None or date[: len(until)] <= until[: len(date)])


def _cut(
    link: Link, entities: Mapping[str, Entity], statements: Mapping[str, Statement], filters: Filters
) -> Link | None:
    """The link with the statements that lie in the window; None when it is filtered out."""
    if filters.statuses is not None and link.status not in filters.statuses:
        return None
    kept = tuple(sid for sid in link.statements if sid in statements)
    timed = filters.since is not None or filters.until is not None
    if timed and all(statements[sid].status is Status.DENIED for sid in kept):
        return None
    return replace(link, statements=kept) if _passes(link, entities, filters) else None


def _passes(fact: Link | Statement, entities: Mapping[str, Entity], filters: Filters) -> bool:
    if filters.relations is not None and fact.relation not in filters.relations:
        return False
    ends = [end for end in (fact.subject, fact.object) if end != filters.around]
    return filters.types is None or all(entities[end].type in filters.types for end in ends)


def _is_denied_alone(statement: Statement) -> bool:
    return statement.status is Status.DENIED and statement.link is None


def _ends(facts: Iterable[Link | Statement]) -> set[str]:
    return {end for fact in facts for end in (fact.subject, fact.object)}


def _rank(
    links: Iterable[Link], denied: Iterable[Statement], entities: Mapping[str, Entity], filters: Filters
) -> dict[str, tuple[int, int, int]]:
    """For each entity within reach: hops from `around`, then best connected first, then most written of."""
    near: dict[str, set[str]] = defaultdict(set)
    degree: Counter[str] = Counter()
    for link in links:
        near[link.subject].add(link.object)
        near[link.object].add(link.subject)
        degree.update((link.subject, link.object))
    if filters.around is None:
        hops = dict.fromkeys(near.keys() | _ends(denied), 0)
    else:
        hops = _distances(filters.around, near, filters.hops)
    return {id_: (distance, -degree[id_], -entities[id_].sources) for id_, distance in hops.items()}


def _distances(start: str, near: Mapping[str, set[str]], hops: int) -> dict[str, int]:
    """Breadth first, as far as `hops`; the start itself has distance 0."""
    distance, ring = {start: 0}, {start}
    for step in range(1, hops + 1):
        ring = {other for id_ in ring for other in near.get(id_, ())} - distance.keys()
        distance |= dict.fromkeys(ring, step)
    return distance


def _articles(projection: Projection, wanted: set[str]) -> dict[str, ArticleCard]:
    return {card.id: card for card in projection.articles if card.id in wanted}
