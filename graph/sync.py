"""Bring a store up to the ledger."""

from __future__ import annotations

from graph.assemble import assemble, projection_watermark
from graph.ledger import Ledger
from graph.ontology import Ontology, load_ontology
from graph.stores.base import Store
from graph.stores.whole import write_projection


def sync(ledger: Ledger, store: Store, ontology: Ontology | None = None) -> bool:
    """Rebuild the store when it holds another state than the ledger's; says whether it did.

    Raises StoreUnavailable when either cannot be used.
    """
    terms = load_ontology() if ontology is None else ontology
    if store.state() == projection_watermark(ledger, terms):
        return False
    write_projection(store, assemble(ledger, terms))
    return True
