"""When nobody knows how the database came to what it holds: compare it with the source row by row, by digest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from graph.errors import StoreUnavailable
from graph.stores.base import KINDS, Gone, Kind
from graph.stores.neo4j.changes import finish, start
from graph.stores.neo4j.meta import Mark
from graph.stores.neo4j.rows import LABELS, RETIRED, Form, Sent
from graph.stores.neo4j.stages import Run, Stage, advance, putting, removing
from graph.stores.neo4j.write import foreign, put

if TYPE_CHECKING:
    import neo4j

    from graph.stores.neo4j.connection import Connection

PAGE = 5000  # ids read at once
STRAYS: tuple[Kind, ...] = ("mentions", "links", "statements", "entities", "articles")  # what joins before its ends


def compare(run: Run, mark: Mark | None) -> int:
    """Write the rows that differ and take out those that the source lacks, or go on at the mark. Gives the retired."""
    if mark is None:
        run.write(lambda transaction: start(transaction, run, "compare"))
    stages = [*(putting(run, kind, put_differing) for kind in KINDS), *stray_stages(run)]
    retired = advance(run, stages, mark or Mark())
    finish(run)
    return retired


def stray_stages(run: Run) -> list[Stage]:
    """The stages that take out what the source lacks."""
    return [removing(run, kind, partial(_strays, run, kind)) for kind in STRAYS]


def is_empty(connection: Connection) -> bool:
    """Whether the database holds nothing that we wrote."""
    for label in LABELS.values():
        _, rows = connection.read(f"MATCH (n:{label}) WHERE n.digest IS NOT NULL RETURN 1 LIMIT 1")
        if rows:
            return False
    return not connection.read(f"MATCH (n:{RETIRED}) WHERE n.retired IS NOT NULL RETURN 1 LIMIT 1")[1]


def refuse_foreign_nodes(run: Run) -> None:
    """StoreUnavailable when a node of the user's has our label and the id of a row."""
    for kind, label in LABELS.items():
        for ids in _pages(run, label, "IS NULL"):
            if found := run.source.holds(kind, ids):
                raise foreign(label, min(found))


def refuse_other_ledger(run: Run) -> None:
    """StoreUnavailable when the database has articles of ours that the source lacks: it is another ledger's graph."""
    lacking = [key for ids in _pages(run, "Article", "IS NOT NULL") for key in _lacking(run, "articles", ids)]
    if lacking:
        raise StoreUnavailable(
            f"{run.connection.address} holds the graph of another ledger: {len(lacking)} articles that this one lacks, "
            f"such as {lacking[0]}; `dealgraph sync --full` replaces it, NEO4J_DATABASE=... chooses another database"
        )


def put_differing(transaction: neo4j.ManagedTransaction, kind: Kind, rows: list[Sent], form: Form) -> int:
    """Put those rows that the database lacks or has otherwise. Gives 0, as `put`."""
    there = _digests(transaction, kind, rows)
    differing = [row for row in rows if there.get(row.id) != _digest(row)]
    return put(transaction, kind, differing, form) if differing else 0


def _digest(row: Sent) -> object:
    return sorted(row.data["entities"]) if "entities" in row.data else row.data["properties"]["digest"]


def _digests(transaction: neo4j.ManagedTransaction, kind: Kind, rows: list[Sent]) -> dict[str, object]:
    keys = [{key: value for key, value in row.data.items() if key != "properties"} for row in rows]
    if kind == "mentions":
        found = "MATCH (:Article {id: row.id})-[:MENTIONS]->(e:Entity) RETURN row.id AS id, collect(e.id) AS digest"
        records = transaction.run(f"UNWIND $rows AS row {found}", rows=keys)
        return {record["id"]: sorted(record["digest"]) for record in records}
    if kind == "links":
        ends = "MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object}) "
        found = f"{ends}MATCH (s)-[x]->(o) WHERE x.id = row.id RETURN row.id AS id, x.digest AS digest"
    else:
        found = f"MATCH (x:{LABELS[kind]} {{id: row.id}}) RETURN row.id AS id, x.digest AS digest"
    return {record["id"]: record["digest"] for record in transaction.run(f"UNWIND $rows AS row {found}", rows=keys)}


def _strays(run: Run, kind: Kind, after: str) -> Iterator[Gone]:  # noqa: ARG001  it is quick enough to begin anew
    if kind == "links":
        yield from _stray_links(run)
        return
    label = "Article" if kind == "mentions" else LABELS[kind]
    for ids in _pages(run, label, "IS NOT NULL"):
        yield from map(Gone, _lacking(run, kind, ids))


def _stray_links(run: Run) -> Iterator[Gone]:
    for ids in _pages(run, "Entity", "IS NOT NULL"):
        _, rows = run.connection.read(
            "UNWIND $ids AS id MATCH (s:Entity {id: id})-[r]->(o:Entity) WHERE r.digest IS NOT NULL "
            "RETURN r.id, s.id, type(r), o.id",
            {"ids": ids},
        )
        ends = {key: tuple(rest) for key, *rest in rows}
        yield from (Gone(key, ends[key]) for key in _lacking(run, "links", list(ends)))


def _lacking(run: Run, kind: Kind, ids: list[str]) -> list[str]:
    held = run.source.holds(kind, ids) if ids else set()
    return [key for key in ids if key not in held]


def _pages(run: Run, label: str, digest: str) -> Iterator[list[str]]:
    # `id > ''` leaves out ids that are no texts: none of ours
    after = ""
    while True:
        _, rows = run.connection.read(
            f"MATCH (n:{label}) WHERE n.id > $after AND n.digest {digest} RETURN n.id ORDER BY n.id LIMIT $page",
            {"after": after, "page": PAGE},
        )
        if not rows:
            return
        run.lease.keep()
        ids = [row[0] for row in rows]
        yield ids
        after = ids[-1]
