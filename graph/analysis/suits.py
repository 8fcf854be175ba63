"""Who is taken to court most, and by whom, each suit counted once however it was told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.analysis.base import Finding, by_name
from graph.stores.base import Rows

if TYPE_CHECKING:
    import networkx as nx

RELATIONS = ("DEFENDANT_IN", "PLAINTIFF_IN", "SUED")
COLUMNS = ("rank", "name", "class", "suits", "open", "plaintiffs", "lawsuits", "evidence", "url")


@dataclass(slots=True)
class Suit:
    """One case against a defendant: the lawsuit's name if it has one, who sues, and the links that tell of it."""

    name: str | None = None
    plaintiffs: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    told: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether it is not over."""
        return any(link["status"] == "current" for link in self.told)


def most_sued(graph: nx.MultiDiGraph[str], *, limit: int = 20) -> Finding:
    """The defendants by number of suits: lawsuits they are defendant in, and what only `SUED` tells.

    `open` counts the suits that are not over; the evidence is that of the link with the most sources.
    """
    found = {node: suits for node in graph if (suits := suits_against(graph, node))}
    ranked = sorted(found, key=lambda node: (-len(found[node]), by_name(graph, node)))
    rows = tuple(_row(graph, rank, node, found[node]) for rank, node in enumerate(ranked[:limit], 1))
    note = f"{len(ranked) - limit:,} more; -p limit={len(ranked)} gives all" if len(ranked) > limit else ""
    return Finding(Rows(COLUMNS, rows), note=note)


def suits_against(graph: nx.MultiDiGraph[str], defendant: str) -> list[Suit]:
    """The suits against it, those with a name first.

    `SUED` tells of a lawsuit, and makes no suit of its own, where its plaintiff is one in a lawsuit of the defendant or
    the docket number is the same. What several sue for under one number, or in one sentence, is one suit.
    """
    links = graph.out_edges(defendant, keys=True, data=True)
    ends = [(lawsuit, link) for _, lawsuit, relation, link in links if relation == "DEFENDANT_IN"]
    suits = [_named(graph, lawsuit, link) for lawsuit, link in sorted(ends, key=lambda end: by_name(graph, end[0]))]
    unnamed: dict[object, Suit] = {}
    for plaintiff, link in _sued(graph, defendant):
        number = link.get("case_number")
        known = [s for s in suits if plaintiff in s.plaintiffs or number in s.numbers]
        one = number or (link.get("evidence"), link.get("url"))
        for suit in known or [unnamed.setdefault(one, Suit())]:
            if not known or number in suit.numbers:
                suit.plaintiffs.add(plaintiff)
                suit.told.append(link)
    return suits + list(unnamed.values())


def _named(graph: nx.MultiDiGraph[str], lawsuit: str, link: dict[str, Any]) -> Suit:
    suit = Suit(graph.nodes[lawsuit]["name"], told=[link])
    for party, _, relation, other in graph.in_edges(lawsuit, keys=True, data=True):
        if relation == "PLAINTIFF_IN":
            suit.plaintiffs.add(party)
        if "case_number" in other:
            suit.numbers.add(other["case_number"])
    return suit


def _sued(graph: nx.MultiDiGraph[str], defendant: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The plaintiffs that a `SUED` names, with the link; in order of their names."""
    links = [(plaintiff, link) for plaintiff, _, key, link in graph.in_edges(defendant, keys=True, data=True)
             if key == "SUED"]  # fmt: skip
    yield from sorted(links, key=lambda pair: by_name(graph, pair[0]))


def _row(graph: nx.MultiDiGraph[str], rank: int, node: str, suits: list[Suit]) -> tuple[Any, ...]:
    plaintiffs = sorted({party for suit in suits for party in suit.plaintiffs}, key=lambda n: by_name(graph, n))
    names = [suit.name for suit in suits if suit.name is not None]
    told = [link for suit in suits for link in suit.told]
    best = min(told, key=lambda link: (-link["sources"], -link["confidence"], link["id"]))
    return (
        rank,
        graph.nodes[node]["name"],
        graph.nodes[node]["class"],
        len(suits),
        sum(suit.is_open for suit in suits),
        [graph.nodes[party]["name"] for party in plaintiffs],
        names,
        best["evidence"],
        best.get("url"),
    )
