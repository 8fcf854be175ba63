"""A store is brought up to the ledger, and only when it has to be."""

from __future__ import annotations

from pathlib import Path

from ledgers import fact, record, story

from graph.ledger import Ledger
from graph.ontology import load_ontology
from graph.stores.embedded import EmbeddedStore
from graph.sync import sync

OWNS = ("Microsoft/Company", "OWNS", "LinkedIn/Company")
COUNT = "MATCH (c:Claim) RETURN count(c) AS n"


def test_a_store_is_rebuilt_when_the_ledger_moved_and_not_otherwise(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        store = EmbeddedStore(tmp_path / "store", load_ontology())
        record(ledger, story("a1", fact(*OWNS)))
        assert sync(ledger, store)
        assert not sync(ledger, store)
        record(ledger, story("a2", fact(*OWNS)))
        assert sync(ledger, store)
        assert [row["n"] for row in store.view().query(COUNT)] == [2]
        assert not sync(ledger, store)
        store.close()
