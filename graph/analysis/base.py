"""What the analyses share: what they give back, how an entity is called, and an order that no input changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.analysis.attributes import ALIASES
from graph.stores.base import Rows

if TYPE_CHECKING:
    import networkx as nx

# Ties by which money, goods, people or influence pass. Rivalry, seats and courts join what has nothing to do with each
# other: with them San Francisco and the busiest court come first of all brokers.
TIES = (
    "OWNS", "ACQUIRED", "INVESTED_IN", "FOUNDED", "WORKS_FOR", "BOARD_MEMBER_OF", "PARTNERS_WITH", "PARTICIPATES_IN",
    "DEVELOPS", "USES", "SUPPLIES",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of an analysis. `scores` has a number for each entity (by id) that the analysis gives one.

    `note` tells what the rows leave out, such as the rest after a limit; empty where they are all.
    """

    rows: Rows
    scores: Mapping[str, float | int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ties:
    """Who has to do with whom: node i is the entity `ids[i]`, `neighbours[i]` have the number of links that join them.

    Only entities with a tie are in. Numbers instead of ids, and all in the order of the ids, so that no step of an
    algorithm hangs on hashes or on the order of the input.
    """

    ids: list[str]
    neighbours: list[dict[int, float]]


def by_name(graph: nx.MultiDiGraph[str], node: str) -> tuple[str, str]:
    """The place of an entity in an order: its name, then its id."""
    return graph.nodes[node]["name"], node


def is_called(attributes: Mapping[str, Any], name: str) -> bool:
    """Whether a node bears the name, or has it as an alias; capitals do not count."""
    names = (attributes["name"], *attributes.get("aliases", "").split(ALIASES))
    return name.casefold() in (known.casefold() for known in names)


def called(graph: nx.MultiDiGraph[str], name: str) -> set[str]:
    """The ids of the entities of that name or alias."""
    return {node for node, attributes in graph.nodes(data=True) if is_called(attributes, name)}


def simple_ties(graph: nx.MultiDiGraph[str], relations: Iterable[str] = TIES) -> Ties:
    """The ties as an undirected simple graph."""
    wanted = set(relations)
    weights: Counter[tuple[str, str]] = Counter()
    for subject, other, relation in graph.edges(keys=True):
        if relation in wanted and subject != other:
            weights[min(subject, other), max(subject, other)] += 1
    ids = sorted({end for pair in weights for end in pair})
    number = {node: i for i, node in enumerate(ids)}
    neighbours: list[dict[int, float]] = [{} for _ in ids]
    for low, high in sorted(weights):
        neighbours[number[low]][number[high]] = neighbours[number[high]][number[low]] = weights[low, high]
    return Ties(ids, neighbours)
