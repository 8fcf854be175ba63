"""All anew beside the live graph, then a swap in one transaction, then the old nodes go; or all anew in its place.

Neo4j holds a transaction in memory, which bounds what can be swapped in one. A larger graph is written in its place
instead, each row anew: readers see every entity and link at any time, some of before and some of now.

Neo4j Community gives readers no snapshot: while a swap is being committed, a query that scans a label may miss nodes
(of 474 polls during one of 10,000 entities 4 did, the worst found 516), though `count(n)` of a label never did. Only
the way in place keeps each node in sight of every query.

New nodes bear staging labels only, so patterns with a label never see them; patterns without any label, as
`MATCH (n)` or `()-[r:OWNS]->()`, see both graphs while a rebuild runs. The swap moves our labels from the old nodes
to the new ones, and what is the user's (labels, properties, relationships) from an old node to the new one of the
same id. Broken off, a rebuild is cleared away by the next run, whatever that does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from graph.stores.base import KINDS, Kind
from graph.stores.neo4j.changes import finish, start
from graph.stores.neo4j.meta import NODE, Mark, complete
from graph.stores.neo4j.remove import remove_marked
from graph.stores.neo4j.rows import LABELS, REPLACED, RETIRED, STAGED, Form, staged_class
from graph.stores.neo4j.stages import Run, advance, putting
from graph.stores.neo4j.strays import stray_stages
from graph.stores.neo4j.write import OURS, create, put

if TYPE_CHECKING:
    import neo4j

# Nodes, old and new, that one transaction can swap: 87k took 204 MB, 2.4 KB each (a 512m heap gives transactions
# 358 MB), and 860k did not fit into the 693 MiB of a 1g heap.
SWAPPED = 100_000
_STAGED_INDEX = "dealgraph_staged_"
SWAP = 600.0  # seconds that the lease of a swap holds


def rebuild(run: Run) -> int:
    """Write all anew, in the way that the size allows. Gives how many nodes were retired."""
    there = sum(run.connection.read(f"MATCH (n:{label}) RETURN count(n)")[1][0][0] for label in LABELS.values())
    coming = sum(run.source.count(kind) for kind in LABELS)
    return beside(run) if there + coming <= SWAPPED else rewrite(run, None)


def rewrite(run: Run, mark: Mark | None) -> int:
    """Write each row where it is, whatever its digest says, and take out the strays, or go on at the mark."""
    if mark is None:
        run.write(lambda transaction: start(transaction, run, "rewrite"))
    stages = [*(putting(run, kind, partial(put, anyway=True)) for kind in KINDS), *stray_stages(run)]
    retired = advance(run, stages, mark or Mark())
    finish(run)
    return retired


def beside(run: Run) -> int:
    """Write the source's graph beside the live one, swap them, and take the old one out. Gives the retired."""
    meta = run.connection.write(run.lease.hold)
    whole = meta.mode in (None, "rebuild")
    run.write(lambda transaction: start(transaction, run, "rebuild", base=whole))
    _index(run, LABELS["articles"], LABELS["entities"])
    advance(run, [putting(run, kind, partial(create, at=STAGED)) for kind in KINDS], Mark())
    _index(run, *LABELS.values())
    run.lease.renew(SWAP)
    run.write(partial(_swap, run))
    return clear(run)


def clear(run: Run) -> int:
    """Take out what a broken-off rebuild left: new nodes before the swap, old ones after. Gives the retired."""
    claims_first = tuple(LABELS)[::-1]
    for kind in claims_first:
        _drain(run, kind, STAGED)
    retired = sum(_drain(run, kind, REPLACED) for kind in claims_first)
    asked = "SHOW INDEXES YIELD name WHERE name STARTS WITH $start RETURN name"
    for (name,) in run.connection.read(asked, {"start": _STAGED_INDEX})[1]:
        run.connection.command(f"DROP INDEX {name} IF EXISTS")
    return retired


def _index(run: Run, *labels: str) -> None:
    for label in labels:
        name = f"{_STAGED_INDEX}{label.lower()}"
        run.connection.command(f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{STAGED}{label}) ON (n.id)")
    run.connection.command("CALL db.awaitIndexes(600)")


def _drain(run: Run, kind: Kind, prefix: str) -> int:
    label, retired = f"{prefix}{LABELS[kind]}", 0
    _, rows = run.connection.read(f"MATCH (n:{label}) RETURN count(n)")
    total, done = rows[0][0], 0
    for ids in _nodes(run, label):
        retired += run.write(partial(remove_marked, kind=kind, label=label, ids=ids, form=run.form))
        done += len(ids)
        run.report(f"replaced {kind}", done, max(done, total))
    return retired


def _nodes(run: Run, label: str) -> Iterator[list[str]]:
    while True:
        asked = f"MATCH (n:{label}) WHERE n.digest IS NOT NULL RETURN elementId(n) LIMIT $size"
        _, rows = run.connection.read(asked, {"size": run.size})
        if not rows:
            return
        yield [row[0] for row in rows]


def _swap(run: Run, transaction: neo4j.ManagedTransaction) -> int:
    # Done twice it would take the new graph for the old one; so not again after an attempt whose answer was lost.
    if transaction.run(f"MATCH {NODE} WHERE g.mode = 'rebuild' RETURN 1 AS yes").single() is None:
        return 0
    for kind in LABELS:
        _take_back(transaction, kind)
        _carry_labels_and_properties(transaction, kind, run.form)
    _carry_link_properties(transaction, run.form)
    _carry_relationships(transaction)
    for kind, label in LABELS.items():
        ours = run.form.classes if kind == "entities" else ()
        transaction.run(
            f"MATCH (n:{label}) WHERE n.digest IS NOT NULL REMOVE n:{':'.join((label, *ours))} SET n:{REPLACED}{label}"
        ).consume()
    for label in (LABELS["articles"], LABELS["statements"]):
        transaction.run(f"MATCH (n:{STAGED}{label}) REMOVE n:{STAGED}{label} SET n:{label}").consume()
    for name in run.form.types:
        staged = f"{STAGED}Entity:{staged_class(name)}"
        labels = ":".join(run.form.labels(name))
        transaction.run(f"MATCH (n:{staged_class(name)}) REMOVE n:{staged} SET n:{labels}").consume()
    complete(transaction, run.source, run.form)
    return 0


def _take_back(transaction: neo4j.ManagedTransaction, kind: Kind) -> None:
    # a retired node whose id is there again is an old one like the others
    label = LABELS[kind]
    transaction.run(
        f"MATCH (n:{RETIRED}) WHERE n.retired = $label MATCH (:{STAGED}{label} {{id: n.id}}) "
        f"REMOVE n:{RETIRED}, n.retired SET n:{label}, n.digest = ''",
        label=label,
    ).consume()


def _carry_labels_and_properties(transaction: neo4j.ManagedTransaction, kind: Kind, form: Form) -> None:
    label = LABELS[kind]
    pairs = f"MATCH (o:{label}) WHERE o.digest IS NOT NULL "
    new = f"MATCH (n:{STAGED}{label} {{id: o.id}}) "
    transaction.run(
        f"{pairs}WITH o, [label IN labels(o) WHERE NOT label IN $labels] AS more WHERE size(more) > 0 {new}"
        "SET n:$(more) REMOVE o:$(more)",
        labels=form.own_labels,
    ).consume()
    transaction.run(
        f"{pairs}WITH o, [key IN keys(o) WHERE NOT key IN $known] AS more WHERE size(more) > 0 {new}"
        "UNWIND more AS key SET n[key] = o[key] REMOVE o[key]",
        known=form.known(kind),
    ).consume()


def _carry_link_properties(transaction: neo4j.ManagedTransaction, form: Form) -> None:
    transaction.run(
        "MATCH (s:Entity)-[r]->(o:Entity) WHERE r.digest IS NOT NULL "
        "WITH s, r, o, [key IN keys(r) WHERE NOT key IN $known] AS more WHERE size(more) > 0 "
        f"MATCH (:{STAGED}Entity {{id: s.id}})-[n]->(:{STAGED}Entity {{id: o.id}}) WHERE n.id = r.id "
        "UNWIND more AS key SET n[key] = r[key]",
        known=form.known("links"),
    ).consume()


def _carry_relationships(transaction: neo4j.ManagedTransaction) -> None:
    # Each of the user's is copied onto the new ends, where there is one, and the old one goes.
    old = " OR ".join(f"x:{label}" for label in LABELS.values())
    found = f"MATCH (x)-[r]-() WHERE ({old}) AND x.digest IS NOT NULL AND NOT {OURS} WITH DISTINCT r "
    ends = f"WITH r, startNode(r) AS s, endNode(r) AS e {_newer('s')}{_newer('e')}"
    transaction.run(
        f"{found}{ends}WITH r, s, e, s2, e2 WHERE s2 IS NOT NULL OR e2 IS NOT NULL "
        "WITH r, coalesce(s2, s) AS s, coalesce(e2, e) AS e "
        "CREATE (s)-[n:$(type(r))]->(e) SET n = properties(r) DELETE r"
    ).consume()


def _newer(end: str) -> str:
    # binds END2 to the staged node of the same kind and id, or null
    kept = "s2, " if end == "e" else ""
    each = "".join(
        f"OPTIONAL MATCH ({end}_{label}:{STAGED}{label} {{id: {end}.id}}) "
        f"WHERE {end}:{label} AND {end}.digest IS NOT NULL "
        for label in LABELS.values()
    )
    found = ", ".join(f"{end}_{label}" for label in LABELS.values())
    return f"{each}WITH r, s, e, {kept}coalesce({found}) AS {end}2 "
