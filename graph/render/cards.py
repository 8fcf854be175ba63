"""What the panel beside the graph tells of each entity and fact: plain values, worded here, shown by the script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from graph.model import ArticleCard, Entity, Link, Statement
from graph.ontology import Ontology
from graph.render.network import SHAPES, color
from graph.render.select import Selection
from graph.render.wording import day, describe

# Only these become links: a `javascript:` or `data:` address stays text. No space or control character can hide one.
_WEB = re.compile(r"https?://[^\s\x00-\x20<>\"\\]+", re.IGNORECASE)
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


def cards(selection: Selection, ontology: Ontology) -> dict[str, Any]:
    """Everything that the page's script shows, keyed by id."""
    drawn = {entity.id for entity in selection.entities}
    return {
        "types": _types(selection, ontology),
        "relations": _relations(selection, ontology),
        "statuses": _statuses(selection, ontology),
        "entities": {id_: _entity(entity, id_ in drawn) for id_, entity in selection.named.items()},
        "links": {link.id: _link(link) for link in selection.links},
        "denied": [_fact(statement) | {"statements": [statement.id]} for statement in selection.denied],
        "statements": {id_: _statement(statement) for id_, statement in selection.statements.items()},
        "articles": {id_: _article(card) for id_, card in selection.articles.items()},
    }


def web_link(url: str | None) -> str | None:
    """The address if it is a plain http or https one, else None."""
    return url if url is not None and _WEB.fullmatch(url) else None


def _types(selection: Selection, ontology: Ontology) -> list[dict[str, Any]]:
    count = Counter(entity.type for entity in selection.entities)
    return [
        {"name": name, "color": color(ontology, name), "shape": SHAPES.get(name, "dot"), "count": count[name]}
        for name in _in_order(count, ontology.types)
    ]


def _relations(selection: Selection, ontology: Ontology) -> list[dict[str, Any]]:
    count = Counter(link.relation for link in selection.links)
    names = _in_order({*count, *(statement.relation for statement in selection.denied)}, ontology.relations)
    return [{"name": name, "count": count[name], **_reading(name, ontology)} for name in names]


def _reading(name: str, ontology: Ontology) -> dict[str, Any]:
    """How a relation reads from its subject and from its object."""
    known = ontology.relations.get(name)
    label = name.lower().replace("_", " ")
    inverse = known.inverse if known else f"{label} (of)"
    return {
        "label": label,
        "inverse": inverse,
        "symmetric": known is not None and known.symmetric,
        "definition": known.definition if known else "",
    }


def _statuses(selection: Selection, ontology: Ontology) -> list[dict[str, Any]]:
    count = Counter(str(link.status) for link in selection.links)
    return [{"name": n, "count": count[n], "definition": ontology.statuses.get(n, "")} for n in
            _in_order(count, ontology.statuses)]  # fmt: skip


def _in_order(names: Iterable[str], order: Mapping[str, Any]) -> list[str]:
    place = {name: number for number, name in enumerate(order)}
    return sorted(set(names), key=lambda name: (place.get(name, len(place)), name))


def _entity(entity: Entity, drawn: bool) -> dict[str, Any]:
    wikidata = entity.wikidata if entity.wikidata is not None and _WIKIDATA.fullmatch(entity.wikidata) else None
    return {
        "name": entity.name,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "wikidata": wikidata,
        "seen": _seen(entity),
        "drawn": drawn,
    }


def _seen(entity: Entity) -> str:
    articles = f"{entity.sources:,} article{'' if entity.sources == 1 else 's'}"
    dates = [day(date) for date in dict.fromkeys((entity.first_seen, entity.last_seen)) if date is not None]
    return ", ".join([articles, " – ".join(dates)] if dates else [articles])


def _fact(fact: Link | Statement) -> dict[str, Any]:
    return {"from": fact.subject, "to": fact.object, "relation": fact.relation, "status": str(fact.status)}


def _link(link: Link) -> dict[str, Any]:
    details = describe(link.qualifiers, since=link.since, until=link.until)
    return _fact(link) | {"details": details, "sources": link.sources, "statements": list(link.statements)}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "status": str(statement.status),
        "evidence": statement.evidence,
        "article": statement.article,
        "details": describe(statement.qualifiers),
        "date": None if statement.published is None else day(statement.published),
        "by": f"{statement.extractor}, {statement.confidence:.0%} sure",
    }


def _article(card: ArticleCard) -> dict[str, Any]:
    return {
        "headline": card.headline,
        "date": None if card.published is None else day(card.published),
        "publisher": card.publisher,
        "url": web_link(card.url),
    }
