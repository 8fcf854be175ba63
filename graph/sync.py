"""Bring a store up to the ledger."""

from __future__ import annotations

from graph.assemble import Assembled, projection_watermark
from graph.ledger import Ledger
from graph.ontology import Ontology, load_ontology
from graph.stores.base import Progress, Store


def sync(
    ledger: Ledger,
    store: Store,
    assembled: Assembled,
    ontology: Ontology | None = None,
    *,
    full: bool = False,
    progress: Progress | None = None,
) -> bool:
    """Give the store what it lacks of the ledger, and take away what the ledger no longer supports.

    `assembled` is brought up to the ledger on the way. False, and nothing is touched, when the store holds the
    ledger's state already; `full` writes all anew even so. Raises StoreUnavailable when one of the three cannot be
    used; the next call then completes the work.
    """
    terms = load_ontology() if ontology is None else ontology
    if not full and store.state() == projection_watermark(ledger, terms):
        return False
    assembled.update(ledger, terms)
    store.take(assembled, full=full, progress=progress)
    return True
