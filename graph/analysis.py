"""The graph for networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model import Entity, Link, Projection

if TYPE_CHECKING:
    import networkx as nx


def as_networkx(projection: Projection) -> nx.MultiDiGraph[str]:
    """A node an entity (key: its id), an edge a link (key: the relation); what is not known is left out."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((entity.id, node_attributes(entity)) for entity in projection.entities)
    for link in projection.links:
        graph.add_edge(link.subject, link.object, key=link.relation, **edge_attributes(link))
    return graph


def node_attributes(entity: Entity) -> dict[str, Any]:
    """Plain values only, so that every graph format can hold them; aliases are joined by "; "."""
    attributes = {
        "name": entity.name,
        "class": entity.type,
        "aliases": "; ".join(entity.aliases) or None,
        "wikidata": entity.wikidata,
        "sources": entity.sources,
        "first_seen": entity.first_seen,
        "last_seen": entity.last_seen,
    }
    return _known(attributes)


def edge_attributes(link: Link) -> dict[str, Any]:
    """Plain values only; qualifiers stand beside the rest, a job title as "role" as in Cypher."""
    attributes = {
        "id": link.id,
        "relation": link.relation,
        "status": str(link.status),
        "since": link.since,
        "until": link.until,
        "confidence": link.confidence,
        "sources": link.sources,
        "evidence": link.evidence,
        "url": link.url,
    }
    return {**_known({("role" if k == "title" else k): v for k, v in link.qualifiers.items()}), **_known(attributes)}


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in attributes.items() if value is not None}
