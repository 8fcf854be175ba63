"""Bringing the assembled graph's file up to the ledger: what moved, what that touches, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from graph.assemble.basis import basis
from graph.assemble.entities import assemble_entities
from graph.assemble.intake import take_article
from graph.assemble.keying import assign_entities, judge, key_suits
from graph.assemble.links import assemble_links
from graph.assemble.placing import place_mentions, place_statements
from graph.assemble.tables import TEMPORARY
from graph.assemble.work import Names, Work
from graph.ledger import Ledger, Position
from graph.ontology import Ontology
from graph.resolve.gazetteer import Gazetteer
from graph.stores.base import KINDS

_STATE = "SELECT identity, edition, watermark, basis, ledger, readings, withdrawals, judgements FROM state"
_SET_STATE = """
    UPDATE state SET edition = ?, watermark = ?, basis = ?, ledger = ?, readings = ?, withdrawals = ?, judgements = ?"""
_ARTICLE_OF = "SELECT article FROM statements WHERE id = ?1 UNION SELECT article FROM unplaced WHERE id = ?1"


@dataclass(frozen=True, slots=True)
class State:
    """What the file was made from: `ledger` is the watermark that the ledger had at `position`."""

    identity: str
    edition: int
    watermark: str
    basis: str
    ledger: str
    position: Position


def read_state(connection: sqlite3.Connection) -> State:
    """The file's state."""
    ((identity, edition, watermark, made_with, ledger, *position),) = connection.execute(_STATE)
    return State(identity, edition, watermark, made_with, ledger, Position(*position))


def update(
    connection: sqlite3.Connection, ledger: Ledger, ontology: Ontology, gazetteer: Gazetteer, watermark: str
) -> bool:
    """Make the rows those of the ledger's graph, within the transaction that is open; whether any changed.

    `watermark` is what the graph is to be known by.
    """
    state = read_state(connection)
    names = Names(connection, gazetteer)
    ((last,),) = connection.execute("SELECT coalesce(max(n), 0) FROM named")
    work = Work(connection, ledger, ontology, gazetteer, names, state.edition + 1, count(last + 1))
    for statement in TEMPORARY:
        connection.execute(statement)
    now = basis(ontology, gazetteer)
    goes_on = state.basis == now and ledger.watermark(state.position) == state.ledger
    legal = _take(work, _changed(work, state.position) if goes_on else _everything(work))
    work.run("INSERT OR IGNORE INTO stirred_named SELECT n FROM named WHERE n > ?", last)
    _work_out(work, legal=legal or not goes_on)
    changed = any(_has_changes(work, kind) for kind in (*KINDS, "gone"))
    position = ledger.position()
    reached = (position.readings, position.withdrawals, position.judgements)
    edition = work.edition if changed else state.edition
    work.run(_SET_STATE, edition, watermark, now, ledger.watermark(), *reached)
    return changed


def _has_changes(work: Work, table: str) -> bool:
    return work.run(f"SELECT 1 FROM {table} WHERE edition = ? LIMIT 1", work.edition).fetchone() is not None  # noqa: S608  our tables' names


def _take(work: Work, articles: Iterable[str]) -> bool:
    """Whether suits or their parties may be others than they were."""
    legal = False
    for id_ in articles:
        legal |= take_article(work, id_)
    return legal


def _work_out(work: Work, *, legal: bool) -> None:
    if legal:
        key_suits(work)
    judge(work)
    assign_entities(work)
    place_statements(work)
    place_mentions(work)
    assemble_entities(work)
    assemble_links(work)


def _changed(work: Work, position: Position) -> Iterator[str]:
    """The articles that were read, or of which a claim was withdrawn, after the position."""
    read = set(work.ledger.read_since(position))
    for claim in work.ledger.withdrawn_since(position):
        for (article,) in work.run(_ARTICLE_OF, claim):
            ((id_,),) = work.run("SELECT id FROM articles WHERE n = ?", article)
            read.add(id_)
    yield from sorted(read)


def _everything(work: Work) -> Iterator[str]:
    """All articles, those of the ledger and those that were of another; what was made of them is made again."""
    work.run("DELETE FROM forms")
    work.run("INSERT INTO stirred_articles SELECT n FROM articles")
    work.run("INSERT INTO stirred_links SELECT id FROM links UNION SELECT triple FROM statements WHERE triple NOT NULL")
    work.run("INSERT INTO stirred_entities SELECT n FROM keys")
    known = work.run("SELECT id FROM articles ORDER BY id").fetchall()
    for card in work.ledger.cards():
        yield card.card.id
    for (id_,) in known:
        if next(work.ledger.cards(id_), None) is None:
            yield id_
