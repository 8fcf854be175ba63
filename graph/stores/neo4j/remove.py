"""Takes out what the graph has no more: relationships of ours, and nodes of ours that bear nothing of the user's.

A node that does is retired: it loses our labels and properties, keeps id and name, and is labelled `Retired`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.stores.base import Gone, Kind
from graph.stores.neo4j.rows import LABELS, RETIRED, Form
from graph.stores.neo4j.write import OURS
from graph.stores.scores import SCORES

if TYPE_CHECKING:
    import neo4j

_BEARS = (
    "(any(label IN labels(n) WHERE NOT label IN $labels) OR any(key IN keys(n) WHERE NOT key IN $known) "
    "OR EXISTS { (n)--() })"
)


def remove(transaction: neo4j.ManagedTransaction, kind: Kind, gone: list[Gone], form: Form) -> int:
    """Take the rows out; what is not there any more is passed over. Gives how many nodes were retired."""
    if kind == "links":
        ends = [{"id": row.id, "subject": row.ends[0], "object": row.ends[2]} for row in gone]
        transaction.run(
            "UNWIND $rows AS row MATCH (:Entity {id: row.subject})-[r]->(:Entity {id: row.object}) "
            "WHERE r.id = row.id AND r.digest IS NOT NULL DELETE r",
            rows=ends,
        ).consume()
        return 0
    ids = [row.id for row in gone]
    if kind == "mentions":
        transaction.run(
            "UNWIND $ids AS id MATCH (a:Article {id: id})-[r:MENTIONS]->(e) "
            "WHERE a.digest IS NOT NULL AND e.digest IS NOT NULL DELETE r",
            ids=ids,
        ).consume()
        return 0
    return remove_nodes(transaction, kind, f"UNWIND $ids AS id MATCH (n:{LABELS[kind]} {{id: id}})", form, ids=ids)


def remove_marked(transaction: neo4j.ManagedTransaction, kind: Kind, label: str, ids: list[str], form: Form) -> int:
    """Take out nodes with that label, named by Neo4j's own id. Gives how many were retired."""
    return remove_nodes(transaction, kind, f"MATCH (n:{label}) WHERE elementId(n) IN $ids", form, ids=ids)


def remove_nodes(transaction: neo4j.ManagedTransaction, kind: Kind, find: str, form: Form, **parameters: Any) -> int:
    """Delete or retire those nodes of ours that `find` binds as n. Gives how many were retired."""
    ours = f"{find} WITH n WHERE n.digest IS NOT NULL "
    transaction.run(f"{ours}MATCH (n)-[r]-() WHERE {OURS} WITH DISTINCT r DELETE r", **parameters).consume()
    retired = transaction.run(
        f"{ours}AND {_BEARS} SET n += $blank, n.retired = $label REMOVE n:{':'.join(form.own_labels)} SET n:{RETIRED} "
        "RETURN count(*) AS n",
        labels=form.own_labels,
        known=[*form.known(kind), *SCORES],
        blank={**form.blank(kind, but=("id", "name")), **dict.fromkeys(SCORES)},
        label=LABELS[kind],
        **parameters,
    ).single(strict=True)
    transaction.run(f"{ours}DELETE n", **parameters).consume()
    count: int = retired["n"]
    return count
