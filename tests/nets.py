"""Graphs for networkx written by hand: a line a link, an entity by its name."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

CLASSES = {"v.": "Lawsuit"}


def net(*links: str, about: Mapping[str, Mapping[str, Any]] | None = None) -> nx.MultiDiGraph[str]:
    """Links as "A OWNS B share=50 status=former"; the id of an entity is "id of " and its name."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, link in enumerate(links):
        subject, relation, other, *rest = link.split()
        attributes = dict(pair.split("=") for pair in rest)
        ends = [_entity(graph, name) for name in (subject, other)]
        values = {key: _value(value) for key, value in attributes.items()}
        graph.add_edge(*ends, key=relation, **{**_told(relation, f"{number:04}", link), **values})
    for name, more in (about or {}).items():
        graph.nodes[_entity(graph, name)].update(more)
    return graph


def _entity(graph: nx.MultiDiGraph[str], name: str) -> str:
    node = f"id of {name}"
    if node not in graph:
        kind = "Lawsuit" if "-v-" in name else "Company"
        graph.add_node(node, **{"name": name, "class": kind, "sources": 1})
    return node


def _told(relation: str, number: str, evidence: str) -> dict[str, Any]:
    return {
        "id": f"link {number}",
        "relation": relation,
        "status": "current",
        "confidence": 0.9,
        "sources": 1,
        "evidence": evidence,
        "url": f"https://news.example/{number}",
    }


def _value(text: str) -> str | int | float:
    if not text.replace(".", "").isdigit() or "-" in text:
        return text
    return float(text) if "." in text else int(text)


def shuffled(graph: nx.MultiDiGraph[str], seed: int) -> nx.MultiDiGraph[str]:
    """The same graph, put together in another order."""
    mixed = random.Random(seed)  # noqa: S311  an order, no secret
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
    mixed.shuffle(nodes)
    mixed.shuffle(edges)
    again: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    again.add_nodes_from(nodes)
    again.add_edges_from(edges)
    return again


def random_net(pairs: Iterable[tuple[int, int]], relations: Iterable[str]) -> nx.MultiDiGraph[str]:
    """A link a pair of numbers, the relations in turn."""
    kinds = list(relations)
    return net(*(f"E{a} {kinds[(a + 3 * b) % len(kinds)]} E{b}" for a, b in pairs if a != b))
