"""Where the nodes stand: seeded, so the same graph gives the same picture, and quick enough for thousands of nodes.

networkx's spring layout (Fruchterman and Reingold, 1991) compares every pair and needs scipy from 500 nodes on. So a
large component is cut into communities (Louvain: Blondel et al., 2008), each is laid out alone, and the discs that they
fill are packed side by side.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

SEED = 7
SPACING = 62  # pixels that a node takes; less and the labels of neighbours hide each other
LARGEST_SPRING = 400  # below networkx's change of method at 500 nodes, and 0.5 s
BACK = 30  # places tried again; with 200 the discs lie hardly closer, and 3,000 nodes took 15 s
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))

Point = tuple[float, float]


def positions(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """A place in pixels for each id; ids that are paired stand near each other."""
    import networkx as nx

    number = {id_: n for n, id_ in enumerate(ids)}  # numbers, since the order of a set of strings changes by run
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ids)))
    graph.add_edges_from((number[a], number[b]) for a, b in pairs if a != b)
    groups = sorted((sorted(group) for group in nx.connected_components(graph)), key=lambda g: (-len(g), g[0]))
    places = _packed([_place(graph.subgraph(group)) for group in groups])
    return {id_: (round(places[n][0]), round(places[n][1])) for id_, n in number.items()}


def _place(graph: nx.Graph[int]) -> dict[int, Point]:
    """One connected group around the origin."""
    import networkx as nx

    if len(graph) <= LARGEST_SPRING:
        return _sprung(graph)
    groups = [sorted(group) for group in nx.community.louvain_communities(graph, seed=SEED)]
    groups.sort(key=lambda g: (-len(g), g[0]))
    if len(groups) == 1:
        return _sunflower(sorted(graph, key=lambda n: (-graph.degree(n), n)))
    return _packed([_place(graph.subgraph(group)) for group in groups])


def _sprung(graph: nx.Graph[int]) -> dict[int, Point]:
    import networkx as nx

    ordered: nx.Graph[int] = nx.Graph()  # a view's order is that of a set
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges))
    scale = SPACING * math.sqrt(len(ordered))
    placed = nx.spring_layout(ordered, seed=SEED, iterations=100, scale=scale)
    return {n: (float(point[0]), float(point[1])) for n, point in placed.items()}


def _sunflower(nodes: Sequence[int]) -> dict[int, Point]:
    """The best connected in the middle, the rest on a spiral that fills the disc evenly (Vogel, 1979)."""
    return {node: _on_spiral(place, SPACING) for place, node in enumerate(nodes)}


def _on_spiral(place: int, spacing: float) -> Point:
    radius, angle = spacing * math.sqrt(place), place * GOLDEN_ANGLE
    return radius * math.cos(angle), radius * math.sin(angle)


def _packed(groups: Sequence[dict[int, Point]]) -> dict[int, Point]:
    """The groups as discs side by side, the first in the middle, each at the first free place of a spiral."""
    taken: list[tuple[float, float, float]] = []
    places: dict[int, Point] = {}
    start = 0
    for group in groups:
        radius = max(math.hypot(x, y) for x, y in group.values()) + SPACING
        start, (left, top) = _free(taken, radius, start)
        taken.append((left, top, radius))
        places |= {node: (x + left, y + top) for node, (x, y) in group.items()}
    return places


def _free(taken: Sequence[tuple[float, float, float]], radius: float, start: int) -> tuple[int, Point]:
    """The first place of the spiral where a disc fits, tried from a little before the last one's.

    Discs come by falling size, so a place that was too tight for the one before may do now.
    """
    for step in range(max(0, start - BACK), 10**6):
        left, top = _on_spiral(step, SPACING)
        if all((left - x) ** 2 + (top - y) ** 2 >= (radius + r) ** 2 for x, y, r in taken):
            return step, (left, top)
    raise AssertionError("the spiral is endless")
