"""Circular money, brokers and communities: known answers, networkx's figures, the same rows for the same graph."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nets import net, random_net, shuffled

from graph.analysis.base import TIES, Finding
from graph.analysis.brokerage import betweenness, brokers, choose_pivots
from graph.analysis.circles import RELATIONS, circular_money
from graph.analysis.community import communities
from graph.analysis.louvain import louvain
from graph.analysis.owners import ownership
from graph.analysis.suits import most_sued
from graph.errors import UsageError

EVERY: dict[str, Callable[..., Finding]] = {
    "ownership": ownership,
    "circular-money": circular_money,
    "brokers": brokers,
    "communities": communities,
    "most-sued": most_sued,
}
pairs = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40).map(sorted)


def circles(*links: str, **options: Any) -> list[str]:
    return list(dict.fromkeys(row["circle"] for row in circular_money(net(*links), **options).rows))


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (["A INVESTED_IN B", "A SUPPLIES B"], ["A > B > A"]),  # the customer pays the supplier
        (["A INVESTED_IN B", "B SUPPLIES A"], []),
        (["A INVESTED_IN B", "B INVESTED_IN A"], ["A > B > A"]),
        (["A INVESTED_IN B", "B USES P", "A DEVELOPS P"], ["A > B > P > A"]),
        (["A INVESTED_IN B", "C SUPPLIES B", "A SUPPLIES C"], ["A > B > C > A"]),
        (["A INVESTED_IN B", "B PARTNERS_WITH A"], ["A > B > A"]),
        (["A INVESTED_IN B", "A PARTNERS_WITH B"], ["A > B > A"]),
        (["A INVESTED_IN B", "B PARTNERS_WITH C", "C PARTNERS_WITH A"], []),  # one partnership at most
        (["A USES B", "A SUPPLIES B"], []),  # no investment
        (["A INVESTED_IN A"], []),
        (["A INVESTED_IN B", "B OWNS A"], []),
        (["A INVESTED_IN B", "C SUPPLIES B", "D SUPPLIES C", "A SUPPLIES D"], ["A > B > C > D > A"]),
        (["A INVESTED_IN B", "C SUPPLIES B", "D SUPPLIES C", "E SUPPLIES D", "A SUPPLIES E"], []),
    ],
)
def test_circles_of_money(links: list[str], expected: list[str]) -> None:
    assert circles(*links) == expected


def test_longer_circles_on_request_and_only_those_with_an_entity() -> None:
    ring = ["A INVESTED_IN B", "C SUPPLIES B", "D SUPPLIES C", "E SUPPLIES D", "A SUPPLIES E"]
    assert circles(*ring, length=5) == ["A > B > C > D > E > A"]
    assert circles(*ring, length=5, name="d") == ["A > B > C > D > E > A"]
    assert circles(*ring, "A SUPPLIES B", length=5, name="D") == ["A > B > C > D > E > A"]
    assert circles(*ring, length=5, name="nobody") == []
    with pytest.raises(UsageError, match="2 to 8"):
        circles(*ring, length=9)


def test_the_links_of_a_circle_are_told_with_their_evidence() -> None:
    rows = list(circular_money(net("A INVESTED_IN B amount=5", "C SUPPLIES B", "A SUPPLIES C status=planned")).rows)
    assert [(r["way"], r["step"], r["subject"], r["relation"], r["object"], r["status"]) for r in rows] == [
        (1, 1, "A", "INVESTED_IN", "B", "current"),
        (1, 2, "C", "SUPPLIES", "B", "current"),
        (1, 3, "A", "SUPPLIES", "C", "planned"),
    ]
    assert rows[0]["amount"] == 5
    assert rows[2]["evidence"] == "A SUPPLIES C status=planned"


def test_everybody_with_everybody_ends_with_a_remark() -> None:
    links = [f"E{a} {relation} E{b}" for a in range(40) for b in range(40) if a != b for relation in RELATIONS[:3]]
    found = circular_money(net(*links), limit=7)
    assert len({row["way"] for row in found.rows}) == 7
    assert "-p limit=" in found.note


def brute_force(graph: nx.MultiDiGraph[str], length: int) -> int:
    """Circles counted by trying: simple cycles of networkx, times the links that each step may take."""
    money: nx.DiGraph[str] = nx.DiGraph()
    for a, b, relation in graph.edges(keys=True):
        ways = {"INVESTED_IN": [(a, b)], "USES": [(a, b)], "SUPPLIES": [(b, a)], "DEVELOPS": [(b, a)]}
        for one, other in ways.get(relation, [(a, b), (b, a)]):
            money.add_edge(one, other)
            money[one][other].setdefault("by", []).append(relation)
    found = 0
    for cycle in nx.simple_cycles(money, length_bound=length):
        choices: list[tuple[str, ...]] = [()]
        for one, other in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            choices = [(*way, relation) for way in choices for relation in money[one][other]["by"]]
        kept = [w for w in choices if "INVESTED_IN" in w and w.count("PARTNERS_WITH") < 2 and len(w) > 1]
        found += len(kept)
    return found


@given(pairs)
def test_as_many_circles_as_trying_finds(links: list[tuple[int, int]]) -> None:
    graph = random_net(links, RELATIONS)
    found = circular_money(graph, length=4, limit=1_000_000)
    assert len({row["way"] for row in found.rows}) == brute_force(graph, 4)


@given(pairs, st.integers(0, 10**6), st.sampled_from(sorted(EVERY)))
def test_the_order_of_the_graph_changes_nothing(links: list[tuple[int, int]], seed: int, name: str) -> None:
    graph = random_net(links, ("OWNS", "INVESTED_IN", "SUED", "SUPPLIES", "PARTNERS_WITH"))
    assert EVERY[name](shuffled(graph, seed)) == EVERY[name](graph)


def test_a_bridge_is_the_broker() -> None:
    cliques = [f"{side}{a} PARTNERS_WITH {side}{b}" for side in "LR" for a, b in combinations(range(4), 2)]
    found = brokers(net(*cliques, "L0 SUPPLIES Bridge", "R0 USES Bridge", "L1 COMPETES_WITH R1"))
    first, *_ = found.rows
    assert (first["name"], first["neighbours"], first["between"]) == ("Bridge", 2, ["L0", "R0"])
    assert first["betweenness"] == pytest.approx(4 * 4 / (8 * 7 / 2), abs=1e-6)  # all pairs of left and right
    assert found.scores["id of L2"] == 0
    assert "L2" not in {row["name"] for row in found.rows}


@given(pairs)
def test_betweenness_is_that_of_networkx(links: list[tuple[int, int]]) -> None:
    graph = random_net(links, TIES)
    plain = nx.Graph(nx.MultiGraph(graph))
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    found = brokers(graph).scores
    for node, expected in nx.betweenness_centrality(plain).items():
        assert found[node] == pytest.approx(expected, abs=1e-6)


def test_a_sample_of_pivots_finds_the_same_brokers() -> None:
    plain = nx.barabasi_albert_graph(400, 2, seed=4)
    neighbours = [sorted(plain.adj[node]) for node in sorted(plain)]
    pivots = choose_pivots(neighbours, work=100 * 2000)
    assert len(pivots) < 120
    sampled, exact = betweenness(neighbours, pivots), betweenness(neighbours, range(400))
    assert max(range(400), key=sampled.__getitem__) == max(range(400), key=exact.__getitem__)
    assert sampled == pytest.approx(exact, abs=0.03)


def test_two_cliques_are_two_communities_named_after_the_best_connected() -> None:
    cliques = [f"{side}{a} PARTNERS_WITH {side}{b}" for side in "LR" for a, b in combinations(range(5), 2)]
    found = communities(net(*cliques, "L0 SUPPLIES R0", "L9 USES L1", "Far OWNS Away", "Lone OWNS Lone"))
    rows = list(found.rows)
    assert [(r["community"], r["name"], r["size"], r["links"], r["outward"]) for r in rows] == [
        (1, "L1, L0, L2", 6, 11, 1),
        (2, "R0, R1, R2", 5, 10, 1),
    ]
    assert found.scores["id of L9"] == 1
    assert "id of Far" not in found.scores
    with pytest.raises(UsageError, match="above 0"):
        communities(net("A OWNS B"), resolution=0)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_communities_are_as_good_as_those_of_networkx(seed: int) -> None:
    plain = nx.relaxed_caveman_graph(12, 6, 0.25, seed=seed)
    own = louvain([dict.fromkeys(sorted(plain.adj[node]), 1.0) for node in sorted(plain)])
    theirs = nx.community.louvain_communities(plain, seed=1)
    assert nx.community.modularity(plain, own) > nx.community.modularity(plain, theirs) - 0.03
    assert all(nx.is_connected(plain.subgraph(part)) for part in own)


def test_an_empty_graph_has_no_rows() -> None:
    for analysis in EVERY.values():
        assert list(analysis(net()).rows) == []
