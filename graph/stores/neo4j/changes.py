"""From nothing or from the edition before to the source's: a first load, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from graph.stores.base import KINDS
from graph.stores.neo4j.meta import Mark, begin, complete
from graph.stores.neo4j.schema import prepare
from graph.stores.neo4j.stages import Run, Stage, advance, putting, removing
from graph.stores.neo4j.write import create, put

if TYPE_CHECKING:
    import neo4j

INDEXING = 600.0  # seconds that the lease holds while indexes are filled; over 430k nodes that took 27
# Rows that go in one transaction, four usual batches, so that no reader sees a part of them for long: only a scan
# in the moment of the commit may, as Neo4j Community gives no snapshot.
SMALL = 20_000


def load(run: Run, mark: Mark | None) -> int:
    """Write everything into a database without anything of ours, or go on at the mark; indexes are made when all is in.

    Gives 0, as nothing is retired.
    """
    if mark is None:
        run.write(lambda transaction: start(transaction, run, "load"))
    advance(run, [putting(run, kind, create) for kind in KINDS], mark or Mark())
    run.lease.renew(INDEXING)
    prepare(run.connection, progress=run.report)
    finish(run)
    return 0


def change(run: Run, edition: int, mark: Mark | None, *, small: int = SMALL) -> int:
    """Write what changed since that edition, or go on at the mark. Gives how many nodes were retired."""
    stages = _stages(run, edition)
    if mark is None:
        batches = _gather(stages, small)
        if batches is not None:
            return run.write(partial(_at_once, run, batches))
        run.write(lambda transaction: start(transaction, run, "delta", base=True))
    retired = advance(run, stages, mark or Mark())
    finish(run)
    return retired


def start(transaction: neo4j.ManagedTransaction, run: Run, mode: Any, *, base: bool = False) -> int:
    """Note the beginning of a run of that mode."""
    begin(transaction, mode, run.source, run.form, base=base)
    return 0


def finish(run: Run) -> None:
    """Note that all is there."""

    def work(transaction: neo4j.ManagedTransaction) -> int:
        complete(transaction, run.source, run.form)
        return 0

    run.write(work)


def _stages(run: Run, since: int) -> list[Stage]:
    # Ends are there before what joins them, and are free before they go.
    gone = {kind: removing(run, kind, partial(run.source.gone, kind, since)) for kind in KINDS}
    rows = {kind: putting(run, kind, put, since) for kind in KINDS}
    return [
        rows["articles"], rows["entities"],
        gone["mentions"], gone["links"], gone["statements"],
        rows["links"], rows["statements"], rows["mentions"],
        gone["entities"], gone["articles"],
    ]  # fmt: skip


def _gather(stages: Sequence[Stage], limit: int) -> list[tuple[Stage, list[Any]]] | None:
    # None when there is more than that
    if sum(stage.total or 0 for stage in stages) > limit:
        return None
    rows = chain.from_iterable(((stage, row) for row in stage.rows("")) for stage in stages)
    found = list(islice(rows, limit + 1))
    if sum(getattr(row, "weight", 1) for _, row in found) > limit:
        return None
    return [(stage, batch) for stage in stages if (batch := [row for of, row in found if of is stage])]


def _at_once(run: Run, batches: list[tuple[Stage, list[Any]]], transaction: neo4j.ManagedTransaction) -> int:
    retired = sum(stage.apply(transaction, batch) for stage, batch in batches)
    complete(transaction, run.source, run.form)
    return retired
