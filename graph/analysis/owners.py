"""Who owns what through whom: chains from the ultimate owner down, and circles of owners.

What was bought is owned by its buyer, as in the saved questions `owners` and `owns`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from math import prod
from typing import TYPE_CHECKING, Any

from graph.analysis.base import Finding, by_name, called
from graph.errors import UsageError
from graph.stores.base import Rows

if TYPE_CHECKING:
    import networkx as nx

RELATIONS = ("OWNS", "ACQUIRED")
COLUMNS = (
    "way", "kind", "step", "owner", "relation", "owned", "share", "effective", "status", "since", "path", "evidence",
    "url",
)  # fmt: skip
CHAIN, CIRCLE = "chain", "circle"
DEPTH = 8  # links of the longest chain or circle
SCANNED = 100_000  # chains looked at in one graph; where owners form a thicket there are more than anyone reads

Path = tuple[str, ...]


def ownership(graph: nx.MultiDiGraph[str], *, name: str = "", depth: int = DEPTH, limit: int = 100) -> Finding:
    """A row for each link of each circle and chain; circles first, then by owner, who has the longest chain first.

    A chain leads from one whom nobody owns (or who is in a circle of owners) down to one who owns nothing. `share` is
    in percent; `effective` is what the first of the chain holds in the owned of this step, where every share on the
    way is known. `name` leaves only chains and circles with that entity. UsageError for a depth below 1.
    """
    if depth < 1:
        raise UsageError(f"depth={depth}: give 1 or more")
    owners, wanted = owners_graph(graph), called(graph, name)
    if name:
        owners = _restricted(owners, wanted)
    scanned = list(islice(_ways(graph, owners, depth), SCANNED))
    ways = [path for path in scanned if not name or wanted.intersection(path)]
    rows = [row for number, path in enumerate(ways[:limit], 1) for row in _rows(graph, owners, number, path)]
    return Finding(Rows(COLUMNS, tuple(rows)), note=_note(len(ways), limit, spent=len(scanned) == SCANNED))


def _note(found: int, limit: int, *, spent: bool) -> str:
    if spent:
        return "there are more chains than can be looked at: -p name=… or -p depth=… narrows it"
    return f"{found - limit:,} more; -p limit={found} gives all" if found > limit else ""


def owners_graph(graph: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """The links of owners, one between two: that with a share, else `OWNS`, else the surer one."""
    import networkx as nx

    owners: nx.DiGraph[str] = nx.DiGraph()
    links = [edge for edge in graph.edges(data=True) if edge[2]["relation"] in RELATIONS]
    for owner, owned, link in sorted(links, key=lambda edge: _worth(edge[2]), reverse=True):
        owners.add_edge(owner, owned, **link)  # of two, the one that comes last stays
    return owners


def _worth(link: Mapping[str, Any]) -> tuple[bool, bool, float, str]:
    return _share(link) is None, link["relation"] != "OWNS", -link["confidence"], link["id"]


def _share(link: Mapping[str, Any]) -> float | None:
    share = link.get("share")
    return share if isinstance(share, int | float) else None


def _restricted(owners: nx.DiGraph[str], wanted: set[str]) -> nx.DiGraph[str]:
    """Only the links of chains through the wanted: among those above them, and among those below."""
    import networkx as nx

    wanted = wanted & set(owners)
    above = wanted.union(*(nx.ancestors(owners, node) for node in wanted))
    below = wanted.union(*(nx.descendants(owners, node) for node in wanted))
    sides = [(a, b) for a, b in owners.edges() if {a, b} <= above or {a, b} <= below]
    return owners.edge_subgraph(sides)


def _ways(graph: nx.MultiDiGraph[str], owners: nx.DiGraph[str], depth: int) -> Iterator[Path]:
    """Circles (whose last is their first), then chains."""
    import networkx as nx

    knots = nx.condensation(owners)
    group: Mapping[str, int] = knots.graph["mapping"]
    below: dict[int, int] = {}
    for knot in reversed(list(nx.topological_sort(knots))):
        below[knot] = max((below[under] + 1 for under in knots.successors(knot)), default=0)
    order = {node: (-below[group[node]], *by_name(graph, node)) for node in owners}
    for knot in sorted(knots, key=lambda knot: min(order[n] for n in knots.nodes[knot]["members"])):
        yield from _circles(owners.subgraph(knots.nodes[knot]["members"]), order, depth)
    for root in sorted((n for n in owners if not knots.in_degree(group[n])), key=order.__getitem__):
        yield from _chains(owners, root, knots.nodes[group[root]]["members"], order, depth)


def _circles(knot: nx.DiGraph[str], order: Mapping[str, Any], depth: int) -> Iterator[Path]:
    """The simple circles of at most `depth` links, each from its first in the order."""
    import networkx as nx

    for start in sorted(knot, key=order.__getitem__):
        rest = knot.subgraph(node for node in knot if order[node] >= order[start])
        back = nx.single_source_shortest_path_length(rest.reverse(copy=False), start, cutoff=depth)
        stack: list[Path] = [(start,)]
        while stack:
            path = stack.pop()
            after = sorted(rest.successors(path[-1]), key=order.__getitem__, reverse=True)
            stack += ((*path, n) for n in after if n not in path and len(path) + back.get(n, depth) <= depth)
            if start in after:
                yield (*path, start)


def _chains(owners: nx.DiGraph[str], root: str, knot: set[str], order: Mapping[str, Any], depth: int) -> Iterator[Path]:
    """The chains down from the root to who owns nothing more; from one in a circle, only those that leave it."""
    stack: list[Path] = [(root,)]
    while stack:
        path = stack.pop()
        after = [n for n in owners.successors(path[-1]) if n not in path and n not in knot]
        if after and len(path) <= depth:
            stack += ((*path, n) for n in sorted(after, key=order.__getitem__, reverse=True))
        elif len(path) > 1:
            yield path


def _rows(graph: nx.MultiDiGraph[str], owners: nx.DiGraph[str], way: int, path: Path) -> Iterator[tuple[Any, ...]]:
    kind = CIRCLE if path[0] == path[-1] else CHAIN
    names = [graph.nodes[node]["name"] for node in path]
    shares: list[float | None] = []
    for step, (owner, owned) in enumerate(pairwise(path), 1):
        link = owners.edges[owner, owned]
        shares.append(_share(link))
        yield (
            way,
            kind,
            step,
            graph.nodes[owner]["name"],
            link["relation"],
            graph.nodes[owned]["name"],
            shares[-1],
            _effective(shares) if kind == CHAIN else None,
            link["status"],
            link.get("since", link.get("date")),
            " > ".join(names),
            link["evidence"],
            link.get("url"),
        )


def _effective(shares: list[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return None
    held = round(100 * prod(share / 100 for share in known), 4)
    return int(held) if held.is_integer() else held
