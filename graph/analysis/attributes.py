"""The graph for networkx: the one definition of what its nodes and edges carry, whichever way they came."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from graph.model import Entity, Link, Projection
from graph.stores.properties import RENAMED, entity_properties, link_properties

if TYPE_CHECKING:
    import networkx as nx

NODE = ("name", "wikidata", "sources", "first_seen", "last_seen")  # beside class and aliases
EDGE = ("id", "status", "since", "until", "confidence", "sources", "evidence", "url")  # beside relation and qualifiers
ALIASES = "; "


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
    return stored_node(entity.type, entity_properties(entity))


def edge_attributes(link: Link) -> dict[str, Any]:
    """Plain values only; qualifiers stand beside the rest as in Cypher: amounts as numbers, a job title as "role"."""
    return stored_edge(link.relation, link_properties(link), link.qualifiers)


def stored_node(name: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a node of class `name` by the properties it is stored with; others' properties are left out."""
    aliases = ALIASES.join(properties.get("aliases") or ()) or None
    return {**_known(properties, NODE), "class": name, **({} if aliases is None else {"aliases": aliases})}


def stored_edge(relation: str, properties: Mapping[str, Any], qualifiers: Collection[str]) -> dict[str, Any]:
    """The attributes of an edge by its stored properties; `qualifiers` are the names that count as such."""
    names = (*(RENAMED.get(name, name) for name in qualifiers), *EDGE)
    return {**_known(properties, names), "relation": relation}


def _known(properties: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: properties[name] for name in names if properties.get(name) is not None}
