"""The whole graph from the ledger, at once and in memory."""

from __future__ import annotations

from graph.assemble.assembled import Assembled
from graph.ledger import Ledger
from graph.model import Projection
from graph.ontology import Ontology
from graph.resolve.gazetteer import Gazetteer


def assemble(ledger: Ledger, ontology: Ontology, gazetteer: Gazetteer | None = None) -> Projection:
    """All entities, links, statements and articles that stand, each sorted by id.

    A statement whose ends turn out to be one entity supports no link. What is of a type or relation that the ontology
    does not have stays in the ledger, and is in the graph again with the ontology file that has it. Raises
    StoreUnavailable when the ledger cannot be read.
    """
    with Assembled.open(None) as assembled:
        assembled.update(ledger, ontology, gazetteer)
        return assembled.projection()
