"""A run is a list of stages, each a stream of rows and what to do with a batch of them; the mark moves with each batch.

While one batch is being written by a second thread, the next one is made: driver and server leave the interpreter free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.stores.base import Gone, Kind, Progress, Source
from graph.stores.neo4j.lease import Lease
from graph.stores.neo4j.meta import Mark, move
from graph.stores.neo4j.remove import remove
from graph.stores.neo4j.rows import Form, Sent, sent

if TYPE_CHECKING:
    import neo4j

    from graph.stores.neo4j.connection import Connection

BATCH = 5000  # rows a transaction; 10,000 gained nothing, and the server holds all of a transaction in memory

Writing = Callable[["neo4j.ManagedTransaction", list[Any]], int]  # gives how many nodes were retired


@dataclass(frozen=True, slots=True)
class Stage:
    """`rows` gives those after an id; `apply` writes a batch of them. `total` is None where it is not known before."""

    name: str
    rows: Callable[[str], Iterator[Sent] | Iterator[Gone]]
    apply: Writing
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What every run needs: where to write, by which right, in which words, how many rows at once, whom to tell."""

    connection: Connection
    lease: Lease
    form: Form
    source: Source
    report: Progress
    size: int = BATCH

    def write(self, work: Callable[[neo4j.ManagedTransaction], int], *, mark: Mark | None = None) -> int:
        """Do it in one transaction that holds the lease and moves the mark; not again if the mark was there already."""

        def transaction(tx: neo4j.ManagedTransaction) -> int:
            meta = self.lease.hold(tx)
            if mark is not None and meta.mark == mark:
                return 0  # done by an attempt whose answer was lost
            result = work(tx)
            if mark is not None:
                move(tx, mark)
            return result

        return self.connection.write(transaction)


def putting(run: Run, kind: Kind, apply: Callable[..., int], since: int = 0) -> Stage:
    """The stage that writes the rows of a kind by `apply(transaction, kind, rows, form)`."""

    def rows(after: str) -> Iterator[Sent]:
        reader = getattr(run.source, kind)
        return (sent(kind, row, run.form) for row in reader(since, after))

    def write(transaction: neo4j.ManagedTransaction, batch: list[Any]) -> int:
        return apply(transaction, kind, batch, run.form)

    return Stage(kind, rows, write, run.source.count(kind, since))


def removing(run: Run, kind: Kind, rows: Callable[[str], Iterator[Gone]]) -> Stage:
    """The stage that takes rows of a kind out."""

    def write(transaction: neo4j.ManagedTransaction, batch: list[Any]) -> int:
        return remove(transaction, kind, batch, run.form)

    return Stage(f"gone {kind}", rows, write)


def advance(run: Run, stages: Sequence[Stage], mark: Mark) -> int:
    """Do all stages from the mark on, batch by batch. Gives how many nodes were retired."""
    retired, waiting = 0, None
    with ThreadPoolExecutor(1) as lane:
        for stage, batch, done in _batches(stages, mark, run.size):
            if waiting is not None:
                retired += _finish(run, *waiting)
            waiting = (lane.submit(_send, run, stage, batch), stage, done)
        if waiting is not None:
            retired += _finish(run, *waiting)
    return retired


def _send(run: Run, stage: Stage, batch: list[Any]) -> int:
    return run.write(lambda transaction: stage.apply(transaction, batch), mark=Mark(stage.name, batch[-1].id))


def _finish(run: Run, sending: Future[int], stage: Stage, done: int) -> int:
    retired = sending.result()
    run.report(stage.name, done, max(done, stage.total or 0))
    return retired


def _batches(stages: Sequence[Stage], mark: Mark, size: int) -> Iterator[tuple[Stage, list[Any], int]]:
    names = [stage.name for stage in stages]
    start = names.index(mark.stage) if mark.stage in names else 0
    for stage in stages[start:]:
        done = 0
        for batch in cut(stage.rows(mark.after if stage.name == mark.stage else ""), size):
            done += len(batch)
            yield stage, batch, done


def cut(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    """Lists of rows that weigh `size` or little more."""
    batch: list[Any] = []
    weight = 0
    for row in rows:
        batch.append(row)
        weight += getattr(row, "weight", 1)
        if weight >= size:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch
