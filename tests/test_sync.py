"""A store is brought up to the ledger, and only when it has to be."""

from __future__ import annotations

from pathlib import Path

from ledgers import fact, record, story

from graph.assemble import Assembled
from graph.ledger import Ledger
from graph.ontology import load_ontology
from graph.stores.embedded import EmbeddedStore
from graph.sync import sync

OWNS = ("Microsoft/Company", "OWNS", "LinkedIn/Company")
COUNT = "MATCH (c:Claim) RETURN count(c) AS n"


def test_a_store_is_rebuilt_when_the_ledger_moved_and_not_otherwise(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger, Assembled.open(tmp_path / "assembled.sqlite") as assembled:
        store = EmbeddedStore(tmp_path / "store", load_ontology())
        record(ledger, story("a1", fact(*OWNS)))
        assert sync(ledger, store, assembled)
        assert not sync(ledger, store, assembled)
        record(ledger, story("a2", fact(*OWNS)))
        assert sync(ledger, store, assembled)
        assert [row["n"] for row in store.view().query(COUNT)] == [2]
        assert not sync(ledger, store, assembled)
        store.close()
