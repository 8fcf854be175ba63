"""The graph in a Neo4j database, kept at the source's edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from graph.ontology import Ontology, load_ontology
from graph.stores.base import Progress, Source
from graph.stores.neo4j.changes import SMALL, change, load
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.lease import WAIT, leased
from graph.stores.neo4j.meta import Meta, Mode, read_meta
from graph.stores.neo4j.rebuild import clear, rebuild, rewrite
from graph.stores.neo4j.rows import Form
from graph.stores.neo4j.schema import indexes, prepare
from graph.stores.neo4j.scores import write_scores
from graph.stores.neo4j.settings import Address
from graph.stores.neo4j.stages import BATCH, Run
from graph.stores.neo4j.strays import compare, is_empty, refuse_foreign_nodes, refuse_other_ledger
from graph.stores.scores import Score

if TYPE_CHECKING:
    from graph.stores.neo4j.view import Neo4jView


class Neo4jStore:
    """A Store in one database. `retired`: how many nodes the last `take` kept as they bear something of the user's.

    `batch` rows go in a transaction; up to `small` changed ones in a single one; another writer is waited for `wait`
    seconds.
    """

    def __init__(
        self,
        address: Address,
        ontology: Ontology | None = None,
        *,
        batch: int = BATCH,
        small: int = SMALL,
        wait: float = WAIT,
    ) -> None:
        self._ontology = load_ontology() if ontology is None else ontology
        self._form = Form(self._ontology)
        self._connection = Connection(address)
        self._batch, self._small, self._wait = batch, small, wait
        self.retired = 0

    def state(self) -> str | None:
        """The watermark; None if the graph is not whole, or written in another form. Asks only for leave to read."""
        meta = read_meta(self._connection)
        return meta.watermark if meta.form == self._form.signature else None

    def view(self) -> Neo4jView:
        """The live graph, for reading."""
        from graph.stores.neo4j.view import Neo4jView

        return Neo4jView(self._connection)

    def take(self, source: Source, *, full: bool = False, progress: Progress | None = None) -> None:
        """Hold exactly the source's graph: what changed since the edition that is there, or all if that is not known.

        `full` writes all anew beside the live graph and swaps them. What is the user's stays. StoreUnavailable when
        the database is another ledger's, another sync is writing, or it cannot be written.
        """
        prepare(self._connection, tuple(index for index in indexes() if index.kind == "UNIQUE"))
        with leased(self._connection, wait=self._wait) as lease:
            report = progress or (lambda *_: None)
            run = Run(self._connection, lease, self._form, source, report, self._batch)
            self.retired = clear(run)
            self.retired += self._rebuild(run) if full else self._follow(run, read_meta(self._connection))

    def write_scores(self, name: str, scores: Mapping[str, Score]) -> int:
        """Set a score of entities, as Store says."""
        return write_scores(self._connection, name, scores, size=self._batch)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _follow(self, run: Run, meta: Meta) -> int:
        known = meta.form == self._form.signature
        resume = None if meta.mode is None else _RESUMED.get(meta.mode)
        if known and resume is not None and meta.aims_at(run.source):
            return resume(run, meta)
        same = meta.identity == run.source.identity
        if known and same and meta.mode in (None, "rebuild") and (meta.edition or 0) <= run.source.edition:
            prepare(self._connection)
            return change(run, meta.edition or 0, None, small=self._small)
        return self._take_unknown(run, ours=same or meta.target_identity == run.source.identity)

    def _take_unknown(self, run: Run, *, ours: bool) -> int:
        refuse_foreign_nodes(run)
        if is_empty(self._connection):
            return load(run, None)
        if not ours:
            refuse_other_ledger(run)
        prepare(self._connection)
        return compare(run, None)

    def _rebuild(self, run: Run) -> int:
        refuse_foreign_nodes(run)
        if is_empty(self._connection):
            return load(run, None)
        prepare(self._connection)
        return rebuild(run)


_RESUMED: Mapping[Mode, Callable[[Run, Meta], int]] = {
    "load": lambda run, meta: load(run, meta.mark),
    "delta": lambda run, meta: change(run, meta.edition or 0, meta.mark),
    "compare": lambda run, meta: compare(run, meta.mark),
    "rewrite": lambda run, meta: rewrite(run, meta.mark),
}
