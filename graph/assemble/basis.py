"""What a graph depends on, under one name: the ledger's state, the shipped names, the ontology, this code."""

from __future__ import annotations

from graph.ledger import Ledger
from graph.model import digest
from graph.ontology import Ontology
from graph.resolve.gazetteer import Gazetteer, shipped_version

FORMAT = "1"  # raised whenever the same ledger would give another graph, so that stores are built anew


def projection_watermark(ledger: Ledger, ontology: Ontology, gazetteer: Gazetteer | None = None) -> str:
    """Names the graph that `assemble` would make, without making it: the ledger's state and all else it depends on."""
    return digest("projection", FORMAT, ledger.watermark(), *_terms(ontology, gazetteer))


def basis(ontology: Ontology, gazetteer: Gazetteer | None = None) -> str:
    """The same without the ledger: where it is another, all is worked out again."""
    return digest("basis", FORMAT, *_terms(ontology, gazetteer))


def _terms(ontology: Ontology, gazetteer: Gazetteer | None) -> list[str]:
    names = shipped_version() if gazetteer is None else gazetteer.version
    labels = sorted(f"{name} {type_.labels}" for name, type_ in ontology.types.items())  # stores write them
    symmetric = sorted(f"{name} {relation.symmetric}" for name, relation in ontology.relations.items())
    return [names, *labels, *symmetric]
