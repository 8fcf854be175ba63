"""The whole graph from the ledger: mentions to entities, statements to links."""

from __future__ import annotations

from dataclasses import replace

from graph.assemble.entities import assemble_entities
from graph.assemble.links import assemble_links
from graph.ledger import Ledger
from graph.model import Projection, digest
from graph.ontology import Ontology
from graph.resolve.gazetteer import Gazetteer, load_gazetteer, shipped_version
from graph.resolve.judgements import entity_id
from graph.resolve.resolver import resolve

FORMAT = "1"  # raised whenever the same ledger would give another graph, so that stores are built anew


def assemble(ledger: Ledger, ontology: Ontology, gazetteer: Gazetteer | None = None) -> Projection:
    """All entities, links, statements and articles that stand, each sorted by id.

    A statement whose ends turn out to be one entity supports no link. What is of a type or relation that the ontology
    does not have stays in the ledger, and is in the graph again with the ontology file that has it. Raises
    StoreUnavailable when the ledger cannot be read.
    """
    known = load_gazetteer() if gazetteer is None else gazetteer
    with ledger.snapshot():
        said = sorted((s for s in ledger.statements() if s.relation in ontology.relations), key=lambda s: s.id)
        resolution = resolve(ledger, said, known, ontology.types)
        ids = {key: entity_id(key) for key in set(resolution.keys.values())}
        entity_of = {mention: ids[key] for mention, key in resolution.keys.items()}
        cards = {card.card.id: card for card in ledger.cards()}
        entities, mentions = assemble_entities(ledger.mentions(spans=False), resolution, ids, cards)
        watermark = projection_watermark(ledger, ontology, known)
    resolved = (
        replace(s, subject=entity_of[s.subject], object=entity_of[s.object])
        for s in said
        if s.subject in entity_of and s.object in entity_of
    )
    links, statements = assemble_links(resolved, cards, ontology)
    articles = tuple(cards[id_].card for id_ in sorted(cards))
    return Projection(watermark, entities, links, statements, articles, mentions)


def projection_watermark(ledger: Ledger, ontology: Ontology, gazetteer: Gazetteer | None = None) -> str:
    """Names the graph that `assemble` would make, without making it: the ledger's state and all else it depends on."""
    names = shipped_version() if gazetteer is None else gazetteer.version
    labels = sorted(f"{name} {type_.labels}" for name, type_ in ontology.types.items())  # stores write them
    symmetric = sorted(f"{name} {relation.symmetric}" for name, relation in ontology.relations.items())
    return digest("projection", FORMAT, ledger.watermark(), names, *labels, *symmetric)
