"""The statements that write rows: `create` where nothing is there yet, `put` onto what may be there.

Rows are grouped by class or relation, so that labels and types stand in the text of the statement: with CREATE, 20k
entities, 60k links and 60k claims took 21 to 27 s where MERGE with dynamic labels took 32 to 62 (Neo4j 2026.08).
Each function runs in the transaction that it is given, and has the same effect when done twice, but for `create`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.errors import StoreUnavailable
from graph.stores.base import Kind
from graph.stores.neo4j.rows import JOINS, LABELS, RETIRED, STAGED, Form, Sent, staged_class

if TYPE_CHECKING:
    import neo4j


def create(transaction: neo4j.ManagedTransaction, kind: Kind, rows: list[Sent], form: Form, *, at: str = "") -> int:
    """Write rows that are not there; `at` STAGED writes them beside the live graph. Gives 0, as nothing is retired."""
    for group, members in _by_group(rows):
        text = _creating(kind, group, form, at)
        _run(transaction, text, kind, members)
    return 0


def put(
    transaction: neo4j.ManagedTransaction, kind: Kind, rows: list[Sent], form: Form, *, anyway: bool = False
) -> int:
    """Make the rows' nodes and relationships be as they say, whatever of ours was there. Gives 0, as `create`.

    What bears the row's digest is left as it is, or written `anyway`.
    """
    if kind in LABELS:
        ids = [row.id for row in rows]
        refuse_foreign(transaction, kind, ids)
        _take_back(transaction, kind, ids)
    if kind == "statements":
        _loosen(transaction, rows)
    if kind == "mentions":
        _unmention(transaction, rows)
    for group, members in _by_group(rows):
        _run(transaction, _putting(kind, group, form), kind, members, blank=form.blank(kind), anyway=anyway)
    return 0


def refuse_foreign(transaction: neo4j.ManagedTransaction, kind: Kind, ids: list[str]) -> None:
    """StoreUnavailable when a node with our label and one of the ids is not ours."""
    label = LABELS[kind]
    row = transaction.run(
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.digest IS NULL RETURN n.id AS id LIMIT 1", ids=ids
    ).single()
    if row is not None:
        raise foreign(label, row["id"])


def foreign(label: str, key: str) -> StoreUnavailable:
    """The error that names a node of the user's that is in the way."""
    return StoreUnavailable(
        f"(:{label} {{id: {key!r}}}) is in the database and was not written by dealgraph; "
        "set NEO4J_DATABASE to another database, or give that node another label or id"
    )


def _by_group(rows: Iterable[Sent]) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row.data)
    return groups.items()


def _run(
    transaction: neo4j.ManagedTransaction, text: str, kind: Kind, rows: list[dict[str, Any]], **parameters: Any
) -> None:
    # A MATCH that finds nothing drops its row without a word, so they are counted.
    found = transaction.run(f"UNWIND $rows AS row {text} RETURN count(*) AS n", rows=rows, **parameters).single()
    expected = sum(len(row["entities"]) for row in rows) if kind == "mentions" else len(rows)
    if found is None or found["n"] != expected:
        raise StoreUnavailable(
            f"{expected - (found['n'] if found else 0)} of {expected} {kind} name an entity or article that is not in "
            "the database; run `dealgraph sync --full` to write it anew"
        )


def _creating(kind: Kind, group: str, form: Form, at: str) -> str:
    article, entity, claim = (f"{at}{LABELS[k]}" for k in ("articles", "entities", "statements"))
    if kind == "articles":
        return f"CREATE (n:{article}) SET n = row.properties"
    if kind == "entities":
        labels = (entity, staged_class(group)) if at == STAGED else form.labels(group)
        return f"CREATE (n:{_labels(labels)}) SET n = row.properties"
    if kind == "links":
        return f"{_ends(entity)}CREATE (s)-[r:{form.relation(group)}]->(o) SET r = row.properties"
    if kind == "statements":
        joins = "CREATE (n)-[:SUBJECT]->(s) CREATE (n)-[:OBJECT]->(o) CREATE (n)-[:STATED_IN]->(a)"
        return (
            f"{_ends(entity)}MATCH (a:{article} {{id: row.article}}) CREATE (n:{claim}) SET n = row.properties {joins}"
        )
    named = f"UNWIND row.entities AS id MATCH (e:{entity} {{id: id}})"
    return f"MATCH (a:{article} {{id: row.id}}) {named} CREATE (a)-[:MENTIONS]->(e)"


def _putting(kind: Kind, group: str, form: Form) -> str:
    if kind == "articles":
        return f"MERGE (x:Article {{id: row.id}}) {_setting()}"
    if kind == "entities":
        others, own = form.others(group), form.labels(group)
        relabel = f"{f'REMOVE x:{_labels(others)} ' if others else ''}SET x:{_labels(own)}"
        return f"MERGE (x:Entity {{id: row.id}}) {_setting(relabel)}"
    if kind == "links":
        return f"{_ends('Entity')}MERGE (s)-[x:{form.relation(group)} {{id: row.id}}]->(o) {_setting()}"
    if kind == "statements":
        joins = "MERGE (x)-[:SUBJECT]->(s) MERGE (x)-[:OBJECT]->(o) MERGE (x)-[:STATED_IN]->(a)"
        found = f"{_ends('Entity')}MATCH (a:Article {{id: row.article}}) MERGE (x:Claim {{id: row.id}}) "
        return f"{found}{_setting()}{joins}"
    named = "UNWIND row.entities AS id MATCH (e:Entity {id: id})"
    return f"MATCH (a:Article {{id: row.id}}) {named} MERGE (a)-[:MENTIONS]->(e)"


def _setting(more: str = "") -> str:
    changed = "CASE WHEN x.digest = row.properties.digest AND NOT $anyway THEN [] ELSE [1] END"
    return f"FOREACH (_ IN {changed} | SET x += $blank SET x += row.properties {more}) "


def _ends(entity: str) -> str:
    return f"MATCH (s:{entity} {{id: row.subject}}) MATCH (o:{entity} {{id: row.object}}) "


def _labels(labels: Iterable[str]) -> str:
    return ":".join(labels)


def _take_back(transaction: neo4j.ManagedTransaction, kind: Kind, ids: list[str]) -> None:
    # a retired node comes to life again; its empty digest differs from any row's
    transaction.run(
        f"MATCH (n:{RETIRED}) WHERE n.retired = $label AND n.id IN $ids "
        f"REMOVE n:{RETIRED}, n.retired SET n:{LABELS[kind]}, n.digest = ''",
        label=LABELS[kind],
        ids=ids,
    ).consume()


def _loosen(transaction: neo4j.ManagedTransaction, rows: list[Sent]) -> None:
    transaction.run(
        "UNWIND $rows AS row MATCH (c:Claim {id: row.id})-[r:SUBJECT|OBJECT|STATED_IN]->(end) "
        "WHERE end.digest IS NOT NULL AND end.id <> "
        "CASE type(r) WHEN 'SUBJECT' THEN row.subject WHEN 'OBJECT' THEN row.object ELSE row.article END DELETE r",
        rows=[{key: value for key, value in row.data.items() if key != "properties"} for row in rows],
    ).consume()


def _unmention(transaction: neo4j.ManagedTransaction, rows: list[Sent]) -> None:
    transaction.run(
        "UNWIND $rows AS row MATCH (a:Article {id: row.id})-[r:MENTIONS]->(e:Entity) "
        "WHERE e.digest IS NOT NULL AND NOT e.id IN row.entities DELETE r",
        rows=[row.data for row in rows],
    ).consume()


OURS = (  # a relationship that we wrote
    f"(r.digest IS NOT NULL OR (type(r) IN {list(JOINS)} "
    "AND startNode(r).digest IS NOT NULL AND endNode(r).digest IS NOT NULL))"
)
