"""Circular money: ways on which money comes back to the one who invested it.

The notion is that of the saved question `circular-money`: a circle starts with an investment, and each link is followed
the way the money goes: from an investor to what it backs, from a customer to its supplier, from a user to what it uses,
from a product to its maker. One link may be a partnership, which goes either way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.analysis.base import Finding, called
from graph.errors import UsageError
from graph.stores.base import Rows

if TYPE_CHECKING:
    import networkx as nx

INVESTED = "INVESTED_IN"
FORWARD, BACKWARD, EITHER = (INVESTED, "USES"), ("SUPPLIES", "DEVELOPS"), ("PARTNERS_WITH",)
RELATIONS = (*FORWARD, *BACKWARD, *EITHER)
COLUMNS = (
    "way", "step", "subject", "relation", "object", "status", "amount", "currency", "circle", "evidence", "url",
)  # fmt: skip
LENGTH, LONGEST = 4, 8  # links of a circle: more say little, since in few steps everybody deals with everybody
FOUND = 100_000  # circles, after which the search ends
TRIED = 5_000_000  # links followed, after which the search ends: some 5 s


@dataclass(frozen=True, slots=True)
class Flow:
    """One link as money runs along it: to whom; `subject` and `object` are its ends as told."""

    to: str
    subject: str
    object: str
    link: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """Relation and id."""
        return self.link["relation"], self.link["id"]


Circle = tuple[Flow, ...]


def circular_money(graph: nx.MultiDiGraph[str], *, name: str = "", length: int = LENGTH, limit: int = 100) -> Finding:
    """A row for each link of each circle, the shortest circles first; `way` numbers them.

    `name` leaves only the circles with that entity. A circle is told once, from its investment of the least id, and
    meets nobody twice. UsageError for a length that is not 2 to 8.
    """
    if not 2 <= length <= LONGEST:
        raise UsageError(f"length={length}: give 2 to {LONGEST}")
    wanted = called(graph, name)
    flows = _in_circles(_flows(graph))
    search = Search(_near(flows, wanted, length) if name else flows)
    ways: list[Circle] = []
    for links in range(2, length + 1):
        found = (way for way in search.circles(links) if not name or any(flow.to in wanted for flow in way))
        ways += sorted(found, key=lambda way: (names_of(graph, way), [flow.key for flow in way]))
        if len(ways) >= limit or search.is_spent:
            break
    rows = tuple(row for number, way in enumerate(ways[:limit], 1) for row in _rows(graph, number, way))
    return Finding(Rows(COLUMNS, rows), note=_note(len(ways), limit, links, length, search))


def _note(found: int, limit: int, links: int, length: int, search: Search) -> str:
    if search.is_spent:
        return f"there are more circles than can be looked at: -p name=… or -p length={max(2, links - 1)} narrows it"
    if found > limit or links < length:
        return f"the first {limit:,}; -p limit=… gives more, -p name=… those with one entity"
    return ""


def _flows(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, Flow]]:
    """Each link with the one whom the money comes from; a partnership both ways."""
    for subject, other, relation, link in graph.edges(keys=True, data=True):
        if relation in FORWARD + EITHER:
            yield subject, Flow(other, subject, other, link)
        if relation in BACKWARD + EITHER:
            yield other, Flow(subject, subject, other, link)


def _in_circles(flows: Iterable[tuple[str, Flow]]) -> list[tuple[str, Flow]]:
    """Only what is in some circle, however long: within a strongly connected component (Tarjan 1972)."""
    import networkx as nx

    known = list(flows)
    money: nx.DiGraph[str] = nx.DiGraph((source, flow.to) for source, flow in known)
    knot = {node: number for number, part in enumerate(nx.strongly_connected_components(money)) for node in part}
    return [(source, flow) for source, flow in known if knot[source] == knot[flow.to]]


def _near(flows: list[tuple[str, Flow]], wanted: set[str], length: int) -> list[tuple[str, Flow]]:
    """Only what can be in a circle of that length with the wanted: as many steps from them as back to them."""
    import networkx as nx

    money: nx.DiGraph[str] = nx.DiGraph((source, flow.to) for source, flow in flows)
    start = wanted & set(money)
    if not start:
        return []
    away = nx.multi_source_dijkstra_path_length(money, start, cutoff=length, weight=None)
    back = nx.multi_source_dijkstra_path_length(money.reverse(copy=False), start, cutoff=length, weight=None)
    far = length + 1
    return [(s, flow) for s, flow in flows if away.get(s, far) + 1 + back.get(flow.to, far) <= length]


class Search:
    """Circles of a given length, depth first from each investment; the last two steps are looked up, not tried."""

    def __init__(self, flows: Iterable[tuple[str, Flow]]) -> None:
        self._out: dict[str, dict[str, list[Flow]]] = defaultdict(lambda: defaultdict(list))
        self._into: dict[str, set[str]] = defaultdict(set)
        for source, flow in sorted(flows, key=lambda pair: (pair[0], pair[1].to, pair[1].key)):
            self._out[source][flow.to].append(flow)
            self._into[flow.to].add(source)
        every = (flow for steps in self._out.values() for several in steps.values() for flow in several)
        self._investments = sorted((f for f in every if f.link["relation"] == INVESTED), key=lambda f: f.key)
        self.found = self.tried = 0

    @property
    def is_spent(self) -> bool:
        """Whether it ended before it had looked at all."""
        return self.found >= FOUND or self.tried >= TRIED

    def circles(self, length: int) -> Iterator[Circle]:
        """All circles of so many links."""
        for first in self._investments:
            for circle in self._from((first,), first.subject, length):
                self.found += 1
                yield circle
            if self.is_spent:
                return

    def _from(self, way: Circle, start: str, length: int) -> Iterator[Circle]:
        here, left = way[-1].to, length - len(way)
        passed = {start, *(flow.to for flow in way)}
        for flow in self._steps(here, start, left):
            self.tried += 1
            if self.is_spent:
                return
            if (left > 1 and flow.to in passed) or not _may_follow(way, flow):
                continue
            if left == 1:
                yield (*way, flow)
            else:
                yield from self._from((*way, flow), start, length)

    def _steps(self, here: str, start: str, left: int) -> Iterator[Flow]:
        out = self._out.get(here, {})
        if left == 1:
            yield from out.get(start, ())
        else:
            ends = sorted(out.keys() & self._into[start]) if left == 2 else out
            for end in ends:
                yield from out[end]


def _may_follow(way: Circle, flow: Flow) -> bool:
    """One partnership at most; an investment only of a greater id, so that each circle is told from its least."""
    if flow.link["relation"] in EITHER:
        return all(before.link["relation"] not in EITHER for before in way)
    return flow.link["relation"] != INVESTED or flow.key > way[0].key


def names_of(graph: nx.MultiDiGraph[str], way: Circle) -> str:
    """Who is in it, from the first investor back to it."""
    return " > ".join(graph.nodes[node]["name"] for node in (way[0].subject, *(flow.to for flow in way)))


def _rows(graph: nx.MultiDiGraph[str], number: int, way: Circle) -> Iterator[tuple[Any, ...]]:
    circle = names_of(graph, way)
    for step, flow in enumerate(way, 1):
        link = flow.link
        ends = graph.nodes[flow.subject]["name"], link["relation"], graph.nodes[flow.object]["name"]
        deal = link["status"], link.get("amount"), link.get("currency")
        yield (number, step, *ends, *deal, circle, link["evidence"], link.get("url"))
