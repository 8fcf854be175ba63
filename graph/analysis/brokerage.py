"""Brokers: who stands on the shortest ways between the others.

Betweenness (Freeman 1977) by Brandes, A faster algorithm for betweenness centrality, J. Math. Sociology 25 (2001); of a
large graph estimated from pivots: Brandes and Pich, Centrality estimation in large networks, Int. J. Bifurcation and
Chaos 17 (2007). Written out on lists, since that takes less than half of the time of networkx's.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from graph.analysis.base import TIES, Finding, by_name, simple_ties
from graph.stores.base import Rows

if TYPE_CHECKING:
    import networkx as nx

Neighbours = Sequence[Collection[int]]

WORK = 20_000_000  # nodes and ends of ties to look at; exact up to some 1,700 entities, which take 3 s
LEAST_PIVOTS = 25  # the work allows 41 for 80k entities with 200k ties, in 19 s of CPU
SEED = 1
DIGITS = 6  # of a betweenness, beyond which the sums of an estimate say nothing
COLUMNS = ("rank", "name", "class", "betweenness", "neighbours", "between")
BETWEEN = 5  # neighbours that are named


def brokers(graph: nx.MultiDiGraph[str], *, relations: Iterable[str] = TIES, limit: int = 20) -> Finding:
    """The entities with the highest betweenness in the undirected graph of the ties, in parts of all pairs.

    `between` names the best connected of their neighbours. Those that are on no shortest way are left out of the rows,
    and have 0 as their score.
    """
    ties = simple_ties(graph, relations)
    pivots = choose_pivots(ties.neighbours)
    scores = dict(zip(ties.ids, betweenness(ties.neighbours, pivots), strict=True))
    ranked = sorted((n for n in scores if scores[n] > 0), key=lambda n: (-scores[n], by_name(graph, n)))
    number = {node: i for i, node in enumerate(ties.ids)}
    rows = []
    for rank, node in enumerate(ranked[:limit], 1):
        about = graph.nodes[node]
        near = sorted(
            ties.neighbours[number[node]], key=lambda i: (-len(ties.neighbours[i]), by_name(graph, ties.ids[i]))
        )
        between = [graph.nodes[ties.ids[i]]["name"] for i in near[:BETWEEN]]
        rows.append((rank, about["name"], about["class"], scores[node], len(near), between))
    sampled = f"estimated from {len(pivots):,} of {len(scores):,} entities, chosen by a fixed seed"
    return Finding(Rows(COLUMNS, tuple(rows)), scores, sampled if len(pivots) < len(scores) else "")


def choose_pivots(neighbours: Neighbours, *, work: int = WORK) -> list[int]:
    """The nodes to start from: all of them while that is little work, else a sample of a fixed seed."""
    nodes = len(neighbours)
    once = nodes + sum(map(len, neighbours))
    pivots = max(LEAST_PIVOTS, work // max(once, 1))
    everyone = range(nodes)
    return list(everyone) if pivots >= nodes else sorted(random.Random(SEED).sample(everyone, pivots))  # noqa: S311  no secret


def betweenness(neighbours: Neighbours, pivots: Sequence[int]) -> list[float]:
    """Of each node, the part of all pairs of others whose shortest ways lead through it; exact when all are pivots."""
    nodes = len(neighbours)
    totals = [0.0] * nodes
    for pivot in pivots:
        for node, share in _from(neighbours, pivot):
            totals[node] += share
    return [round(total * scale, DIGITS) for total, scale in zip(totals, _scales(nodes, pivots), strict=True)]


def _scales(nodes: int, pivots: Sequence[int]) -> list[float]:
    """A node's sum came from the pivots but itself; of the n - 1 others, each sees n - 2 ends."""
    if nodes < 3:
        return [0.0] * nodes
    chosen = set(pivots)
    sources = [len(pivots) - (node in chosen) for node in range(nodes)]
    return [1 / (max(seen, 1) * (nodes - 2)) for seen in sources]


def _from(neighbours: Neighbours, pivot: int) -> Iterable[tuple[int, float]]:
    """Brandes' dependencies of one source: of each node reached, the sum of shares of shortest ways through it."""
    ways, distance = [0.0] * len(neighbours), [-1] * len(neighbours)
    ways[pivot], distance[pivot] = 1.0, 0
    reached = [pivot]
    for node in reached:  # grows while it is read: breadth first
        step, own = distance[node] + 1, ways[node]
        for other in neighbours[node]:
            if distance[other] < 0:
                distance[other], ways[other] = step, own
                reached.append(other)
            elif distance[other] == step:
                ways[other] += own
    share = [0.0] * len(neighbours)
    for node in reversed(reached):
        step, part = distance[node] - 1, (1 + share[node]) / ways[node]
        for other in neighbours[node]:
            if distance[other] == step:
                share[other] += ways[other] * part
        if node != pivot:
            yield node, share[node]
