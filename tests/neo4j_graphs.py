"""Graphs for the tests of the Neo4j store, and all that the store wrote as one digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from conftest import Database
from graphs import FACTS, Fact, projection

from graph.model import ArticleCard, Entity, Link, Projection, Statement
from graph.ontology import load_ontology
from graph.stores.base import Progress
from graph.stores.neo4j.store import Neo4jStore

ONTOLOGY = load_ontology()
WHOLE = projection()


class Broken(Exception):
    """What a test raises in the midst of a run."""


def breaking(at: int) -> Progress:
    """A progress that ends the run after so many batches."""
    calls = iter(range(1, at + 1))

    def report(*_: object) -> None:
        if next(calls, at) == at:
            raise Broken

    return report


def opened(database: Database, **options: Any) -> Neo4jStore:
    return Neo4jStore(database.address, ONTOLOGY, **options)


def graph_digest(run: Callable[..., list[dict[str, Any]]]) -> str:
    """All nodes and relationships of ours, each with labels, properties and ends, in one digest."""
    nodes = run("MATCH (n) WHERE n.digest IS NOT NULL RETURN labels(n) AS labels, properties(n) AS properties")
    joins = run(
        "MATCH (s)-[r]->(o) WHERE s.digest IS NOT NULL AND o.digest IS NOT NULL "
        "RETURN s.id AS s, type(r) AS type, o.id AS o, properties(r) AS properties"
    )
    lines = [repr((sorted(row["labels"]), sorted(row["properties"].items()))) for row in nodes]
    lines += [repr((row["s"], row["type"], row["o"], sorted(row["properties"].items()))) for row in joins]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def without(*left_out: Fact, watermark: str = "w") -> Projection:
    """The hand-made graph without some facts."""
    return projection([fact for fact in FACTS if fact not in left_out], watermark)


def copies(number: int, watermark: str = "copies") -> Projection:
    """The hand-made graph so many times over, each apart from the others, so that a run has many batches."""
    graphs = [_copy(WHOLE, f"-{n:03}") for n in range(number)]
    return Projection(
        watermark,
        _sorted(e for g in graphs for e in g.entities),
        _sorted(link for g in graphs for link in g.links),
        _sorted(s for g in graphs for s in g.statements),
        _sorted(a for g in graphs for a in g.articles),
        tuple(sorted(pair for g in graphs for pair in g.mentions)),
    )


def _copy(graph: Projection, mark: str) -> Projection:
    return Projection(
        graph.watermark,
        tuple(replace(e, id=e.id + mark, name=e.name + mark) for e in graph.entities),
        tuple(replace(k, id=k.id + mark, subject=k.subject + mark, object=k.object + mark) for k in graph.links),
        tuple(_statement(s, mark) for s in graph.statements),
        tuple(replace(a, id=a.id + mark) for a in graph.articles),
        tuple((a + mark, e + mark) for a, e in graph.mentions),
    )


def _statement(row: Statement, mark: str) -> Statement:
    return replace(
        row, id=row.id + mark, subject=row.subject + mark, object=row.object + mark, article=row.article + mark
    )


def _sorted(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(rows, key=lambda row: row.id))


def changed(graph: Projection, watermark: str, **rows: Iterable[Entity | Link | Statement | ArticleCard]) -> Projection:
    """The graph with rows put in place of those with the same id, or beside them."""
    kept = {kind: {row.id: row for row in getattr(graph, kind)} for kind in rows}
    parts = {kind: _sorted({**kept[kind], **{row.id: row for row in new}}.values()) for kind, new in rows.items()}
    return replace(graph, watermark=watermark, **parts)
