"""What is sent for each row: its properties with a digest, the ends it joins, and the words of the ontology it may use.

A node or link that carries `digest` is ours; what lacks it is the user's. Labels and relationship types in a statement
come from the ontology alone, through `Form`; values are always parameters.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import ArticleCard, Entity, Link, Statement, Status, digest
from graph.ontology import Ontology
from graph.stores.base import Kind, Mentions
from graph.stores.properties import (
    RENAMED,
    article_properties,
    entity_properties,
    link_properties,
    statement_properties,
)

FORMAT = 1  # raised when the stored form changes: it is part of each digest, so all rows differ and are written again
LABELS: Mapping[Kind, str] = {"articles": "Article", "entities": "Entity", "statements": "Claim"}
STAGED, REPLACED = "Staged", "Replaced"  # before LABELS: written beside the live graph, and what a swap took out
RETIRED = "Retired"  # was ours, is no more, and bears something of the user's
JOINS = ("SUBJECT", "OBJECT", "STATED_IN", "MENTIONS")  # without properties, between two nodes of ours

# What each kind of row carries beside its qualifiers: asked of the functions that say so, with a row of nothing.
_OWN: Mapping[Kind, tuple[str, ...]] = {
    "articles": tuple(article_properties(ArticleCard("", None, "", None, None))),
    "entities": tuple(entity_properties(Entity("", "", "", ""))),
    "links": tuple(link_properties(Link("", "", "", "", Status.CURRENT, ""))),
    "statements": tuple(statement_properties(Statement("", "", "", "", "", Status.CURRENT, "", 0, 0, 1.0, ""))),
    "mentions": (),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A row as it is sent: `group` is its class or relation (else empty), `data` what the statement unwinds."""

    id: str
    group: str
    data: dict[str, Any]

    @property
    def weight(self) -> int:
        """How many rows of a batch it counts for: an article's mentions are as many relationships."""
        return max(1, len(self.data.get("entities", ())))


class Form:
    """The words that an ontology allows: labels of classes, relations, and all properties that we may write."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self.classes = tuple(sorted({label for kind in ontology.types.values() for label in kind.labels} - {"Entity"}))
        qualifiers = tuple(RENAMED.get(key, key) for key in ontology.qualifiers)
        qualified: tuple[Kind, ...] = ("links", "statements")
        self._properties: dict[Kind, tuple[str, ...]] = {
            kind: tuple(dict.fromkeys((*own, "digest", *(qualifiers if kind in qualified else ()))))
            for kind, own in _OWN.items()
        }
        words = [" ".join(kind.labels) for kind in ontology.types.values()]
        written = sorted({key for keys in self._properties.values() for key in keys})
        self.signature = digest(str(FORMAT), *sorted(words), *sorted(ontology.relations), *written)

    def labels(self, group: str) -> tuple[str, ...]:
        """Those of a class, the class first; UnknownName if the ontology lacks it."""
        return self._ontology.type(group).labels

    def others(self, group: str) -> tuple[str, ...]:
        """Labels of classes that an entity of this one does not bear."""
        return tuple(sorted(set(self.classes).difference(self.labels(group))))

    def relation(self, name: str) -> str:
        """The relationship type; UnknownName if the ontology lacks it."""
        return self._ontology.relation(name).name

    @property
    def types(self) -> tuple[str, ...]:
        """The names of all classes."""
        return tuple(self._ontology.types)

    def known(self, kind: Kind) -> list[str]:
        """The properties that we may write."""
        return list(self._properties[kind])

    def blank(self, kind: Kind, *, but: tuple[str, ...] = ("id",)) -> dict[str, None]:
        """Those properties as null: added to a row's, they take away what it has no more."""
        return {key: None for key in self._properties[kind] if key not in but}

    @property
    def own_labels(self) -> list[str]:
        """All labels that a node of ours may bear by our doing."""
        places = [f"{prefix}{label}" for prefix in ("", STAGED, REPLACED) for label in LABELS.values()]
        return [*self.classes, *places, *map(staged_class, self.types), RETIRED]


def staged_class(name: str) -> str:
    """The label that stands for a class before the swap; no class of an ontology has an underscore."""
    return f"{STAGED}_{name}"


def sent(kind: Kind, row: Any, form: Form) -> Sent:
    """The row of that kind as it is sent; UnknownName if its class or relation is not of the ontology."""
    return _SENT[kind](row, form)


def _article(row: ArticleCard, _: Form) -> Sent:
    return _sent(row.id, "", (), article_properties(row))


def _entity(row: Entity, form: Form) -> Sent:
    return _sent(row.id, row.type, form.labels(row.type), entity_properties(row))


def _link(row: Link, form: Form) -> Sent:
    relation = form.relation(row.relation)
    return _sent(row.id, relation, (relation,), link_properties(row), subject=row.subject, object=row.object)


def _statement(row: Statement, _: Form) -> Sent:
    ends = {"subject": row.subject, "object": row.object, "article": row.article}
    return _sent(row.id, "", (), statement_properties(row), **ends)


def _mentions(row: Mentions, _: Form) -> Sent:
    return Sent(row.article, "", {"id": row.article, "entities": list(row.entities)})


def _sent(key: str, group: str, words: tuple[str, ...], properties: Mapping[str, Any], **ends: str) -> Sent:
    kept = {name: value for name, value in properties.items() if value is not None}
    content = json.dumps([FORMAT, words, ends, kept], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Sent(key, group, {"id": key, **ends, "properties": {**kept, "digest": digest(content)}})


_SENT: Mapping[Kind, Callable[[Any, Form], Sent]] = {
    "articles": _article,
    "entities": _entity,
    "links": _link,
    "statements": _statement,
    "mentions": _mentions,
}
