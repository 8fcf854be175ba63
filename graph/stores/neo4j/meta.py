"""What the store knows about itself: the one node `(:Dealgraph {id: 'graph'})`.

`identity` and `edition` name what was last wholly there; `watermark` is there only while the graph is whole. What is
being written is its `mode`, the target, and the mark: stage and last id done, moved in the transaction of each batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from graph.stores.base import Source
from graph.stores.neo4j.rows import Form

if TYPE_CHECKING:
    import neo4j

    from graph.stores.neo4j.connection import Connection

Mode = Literal["load", "delta", "compare", "rewrite", "rebuild"]
NODE = "(g:Dealgraph {id: 'graph'})"


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a run has come: all stages before this one, and of this one all up to the id."""

    stage: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """The node's properties, all None in a database without it."""

    form: str | None = None
    identity: str | None = None
    edition: int | None = None
    watermark: str | None = None
    mode: Mode | None = None
    target_identity: str | None = None
    target_edition: int | None = None
    stage: str | None = None
    after: str | None = None

    @property
    def mark(self) -> Mark:
        """Where the run that is on has come."""
        return Mark(self.stage or "", self.after or "")

    def aims_at(self, source: Source) -> bool:
        """Whether the run that was broken off was to store the same state of the same source."""
        return (self.target_identity, self.target_edition) == (source.identity, source.edition)


def meta_of(properties: Mapping[str, Any] | None) -> Meta:
    """The node's properties as an object; what else is on the node is left out."""
    return Meta(**{field.name: (properties or {}).get(field.name) for field in fields(Meta)})


def read_meta(connection: Connection) -> Meta:
    """What the node says; needs leave to read, no more."""
    _, rows = connection.read(f"MATCH {NODE} RETURN properties(g)")
    return meta_of(rows[0][0] if rows else None)


def begin(transaction: neo4j.ManagedTransaction, mode: Mode, source: Source, form: Form, *, base: bool) -> None:
    """Note that a run begins; `base` keeps what is wholly there as what the run starts from.

    A rebuild leaves the live graph as it is; all others make it less than whole.
    """
    live = "" if mode == "rebuild" else ", g.form = $form, g.watermark = null"
    forgets = "" if base else ", g.identity = null, g.edition = null, g.watermark = null"
    transaction.run(
        f"MATCH {NODE} SET g.mode = $mode, g.target_identity = $identity, g.target_edition = $edition, "
        f"g.stage = '', g.after = ''{live}{forgets}",
        {"mode": mode, "identity": source.identity, "edition": source.edition, "form": form.signature},
    ).consume()


def move(transaction: neo4j.ManagedTransaction, mark: Mark) -> None:
    """Note how far the run has come."""
    transaction.run(
        f"MATCH {NODE} SET g.stage = $stage, g.after = $after", stage=mark.stage, after=mark.after
    ).consume()


def complete(transaction: neo4j.ManagedTransaction, source: Source, form: Form) -> None:
    """Note that the source's graph is wholly there."""
    transaction.run(
        f"MATCH {NODE} SET g.form = $form, g.identity = $identity, g.edition = $edition, g.watermark = $watermark "
        "REMOVE g.mode, g.target_identity, g.target_edition, g.stage, g.after",
        form=form.signature,
        identity=source.identity,
        edition=source.edition,
        watermark=source.watermark,
    ).consume()
