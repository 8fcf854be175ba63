"""Communities: who has more to do with each other than with the rest. The method is in louvain.py."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.analysis.base import TIES, Finding, Ties, by_name, simple_ties
from graph.analysis.louvain import louvain
from graph.errors import UsageError
from graph.stores.base import Rows

if TYPE_CHECKING:
    import networkx as nx

SMALLEST = 3  # two that have a tie are no community
NAMED = 3  # members that give it its name
MEMBERS = 20  # members that are listed
COLUMNS = ("community", "name", "size", "links", "outward", "members")


def communities(
    graph: nx.MultiDiGraph[str], *, relations: Iterable[str] = TIES, resolution: float = 1.0, limit: int = 20
) -> Finding:
    """The communities by size, each named after its members with the most links inside.

    `links` counts the links inside, `outward` those that leave. `resolution` above 1 gives smaller ones. Scores are
    the numbers of the communities, from 1 for the largest; who is in none of three or more has none. UsageError for
    a resolution that is not above 0.
    """
    if not resolution > 0:
        raise UsageError(f"resolution={resolution:g}: give a number above 0; 1 is usual, 2 gives smaller communities")
    ties = simple_ties(graph, relations)
    parts = [part for part in louvain(ties.neighbours, resolution=resolution) if len(part) >= SMALLEST]
    parts.sort(key=lambda part: -len(part))  # stable: of one size, the one of the lesser id first
    scores = {ties.ids[node]: number for number, part in enumerate(parts, 1) for node in part}
    rows = tuple((number, *_row(graph, ties, part)) for number, part in enumerate(parts[:limit], 1))
    note = f"{len(parts) - limit:,} more; -p limit={len(parts)} gives all" if len(parts) > limit else ""
    return Finding(Rows(COLUMNS, rows), scores, note)


def _row(graph: nx.MultiDiGraph[str], ties: Ties, part: list[int]) -> tuple[Any, ...]:
    members = set(part)
    inside = {node: sum(other in members for other in ties.neighbours[node]) for node in part}
    outward = sum(len(ties.neighbours[node]) for node in part) - sum(inside.values())
    part = sorted(part, key=lambda node: (-inside[node], by_name(graph, ties.ids[node])))
    names = [graph.nodes[ties.ids[node]]["name"] for node in part]
    return ", ".join(names[:NAMED]), len(part), sum(inside.values()) // 2, outward, names[:MEMBERS]
