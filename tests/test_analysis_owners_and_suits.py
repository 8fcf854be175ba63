"""Ownership and suits on graphs whose answers are known."""

from __future__ import annotations

from typing import Any

import pytest
from nets import net

from graph.analysis.owners import ownership
from graph.analysis.suits import most_sued
from graph.errors import UsageError


def ways(*links: str, **options: Any) -> list[tuple[str, str]]:
    rows = list(ownership(net(*links), **options).rows)
    return list(dict.fromkeys((row["kind"], row["path"]) for row in rows))


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (["A OWNS B"], [("chain", "A > B")]),
        (["A OWNS B", "B ACQUIRED C"], [("chain", "A > B > C")]),
        (["A OWNS C", "B OWNS C"], [("chain", "A > C"), ("chain", "B > C")]),
        (["X OWNS Y", "A OWNS B", "B OWNS C"], [("chain", "A > B > C"), ("chain", "X > Y")]),
        (["A OWNS Z", "A OWNS B", "B OWNS C"], [("chain", "A > B > C"), ("chain", "A > Z")]),
        (["A OWNS B", "B OWNS A"], [("circle", "A > B > A")]),
        (["A OWNS A"], [("circle", "A > A")]),
        (["A OWNS A", "A OWNS B"], [("circle", "A > A"), ("chain", "A > B")]),
        (["A OWNS B", "B OWNS A", "B OWNS C"], [("circle", "A > B > A"), ("chain", "B > C")]),
        (["Z OWNS A", "A OWNS B", "B OWNS A"], [("circle", "A > B > A"), ("chain", "Z > A > B")]),
        (
            ["A OWNS B", "B OWNS C", "C OWNS A", "B OWNS A"],
            [("circle", "A > B > A"), ("circle", "A > B > C > A")],
        ),
        (["A INVESTED_IN B", "A SUED C"], []),
    ],
)
def test_chains_and_circles(links: list[str], expected: list[tuple[str, str]]) -> None:
    assert sorted(ways(*links)) == sorted(expected)


def test_circles_come_first_and_then_who_has_the_longest_chain() -> None:
    found = ways("Y OWNS Z", "Z OWNS Y", "B OWNS C", "A OWNS X", "A OWNS B", "AA OWNS AB")
    assert [path for _, path in found] == ["Y > Z > Y", "A > B > C", "A > X", "AA > AB"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("C", ["A > B > C > D"]), ("b", ["A > B > C > D", "A > B > E"]), ("F", ["A > F"]), ("nobody", [])],
)
def test_only_what_goes_through_an_entity(name: str, expected: list[str]) -> None:
    links = ["A OWNS B", "B OWNS C", "C OWNS D", "B OWNS E", "A OWNS F", "A OWNS D"]
    assert [path for _, path in ways(*links, name=name)] == expected


def test_shares_are_multiplied_while_all_are_known() -> None:
    rows = list(ownership(net("A OWNS B share=50", "B OWNS C share=40.5", "C OWNS D", "D OWNS E share=10")).rows)
    assert [row["share"] for row in rows] == [50, 40.5, None, 10]
    assert [row["effective"] for row in rows] == [50, 20.25, None, None]


def test_nobody_holds_himself() -> None:
    assert {row["effective"] for row in ownership(net("A OWNS B share=50", "B OWNS A share=50")).rows} == {None}


def test_of_two_links_the_one_with_a_share_is_told() -> None:
    (row,) = ownership(net("A OWNS B", "A ACQUIRED B share=60 date=2020")).rows
    assert (row["relation"], row["share"], row["since"]) == ("ACQUIRED", 60, 2020)
    (row,) = ownership(net("A ACQUIRED B", "A OWNS B")).rows
    assert (row["relation"], row["evidence"], row["url"]) == ("OWNS", "A OWNS B", "https://news.example/0001")


def test_the_depth_ends_a_chain_and_a_circle() -> None:
    links = [f"E{n} OWNS E{n + 1}" for n in range(6)]
    assert ways(*links, depth=3) == [("chain", "E0 > E1 > E2 > E3")]
    assert ways(*links, "E6 OWNS E0", depth=6) == []
    assert ways(*links, "E6 OWNS E0", depth=7) == [("circle", "E0 > E1 > E2 > E3 > E4 > E5 > E6 > E0")]
    with pytest.raises(UsageError, match="1 or more"):
        ways(*links, depth=0)


def test_a_thicket_of_owners_ends() -> None:
    everybody = [f"E{a} OWNS E{b}" for a in range(14) for b in range(14) if a != b]
    found = ownership(net(*everybody), limit=5)
    assert len({row["way"] for row in found.rows}) == 5
    assert "-p depth=" in found.note


def suits(*links: str) -> dict[str, tuple[int, int, list[str]]]:
    return {row["name"]: (row["suits"], row["open"], row["plaintiffs"]) for row in most_sued(net(*links)).rows}


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (["A SUED B"], (1, 1, ["A"])),
        (["A SUED B", "C SUED B"], (2, 2, ["A", "C"])),
        (["A SUED B status=former"], (1, 0, ["A"])),
        (["A SUED B", "A PLAINTIFF_IN A-v-B", "B DEFENDANT_IN A-v-B"], (1, 1, ["A"])),
        (["C SUED B", "A PLAINTIFF_IN A-v-B", "B DEFENDANT_IN A-v-B"], (2, 2, ["A", "C"])),
        (["A SUED B case_number=1:23", "C SUED B case_number=1:23"], (1, 1, ["A", "C"])),
        (["A SUED B evidence=said url=u", "C SUED B evidence=said url=u"], (1, 1, ["A", "C"])),
        (["C SUED B case_number=1:23", "B DEFENDANT_IN A-v-B case_number=1:23"], (1, 1, ["C"])),
        (["B DEFENDANT_IN A-v-B", "B DEFENDANT_IN C-v-B", "A PLAINTIFF_IN A-v-B"], (2, 2, ["A"])),
        (["A PLAINTIFF_IN A-v-B", "B DEFENDANT_IN A-v-B", "D DEFENDANT_IN A-v-B"], (1, 1, ["A"])),
    ],
)
def test_each_suit_is_counted_once(links: list[str], expected: tuple[int, int, list[str]]) -> None:
    assert suits(*links)["B"] == expected


def test_the_most_sued_come_first_with_their_best_sourced_evidence() -> None:
    told = most_sued(net("A SUED B", "A SUED C", "D SUED C sources=3", "E SUED F"), limit=2)
    assert [(row["rank"], row["name"]) for row in told.rows] == [(1, "C"), (2, "B")]
    assert next(iter(told.rows))["evidence"] == "D SUED C sources=3"
    assert "1 more" in told.note
