"""The graph out of a store is the graph of the projection; so is each part of it."""

from __future__ import annotations

from contextlib import closing

import networkx as nx
import pytest
from graphs import FACTS, Fact, entity_id, projection
from stores import Shelf

from graph.analysis import Part, as_networkx, read, read_graph
from graph.errors import UnknownName, UsageError
from graph.model import Status
from graph.stores.base import View
from graph.stores.embedded import EmbeddedStore
from graph.stores.whole import write_projection


@pytest.fixture
def view(store: EmbeddedStore) -> View:
    return store.view()


def names(graph: nx.MultiDiGraph[str]) -> set[str]:
    return {name for _, name in graph.nodes(data="name")}


@pytest.mark.parametrize("page", [1, 7, read.PAGE])
def test_from_the_store_as_from_the_projection(view: View, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "PAGE", page)
    assert nx.utils.graphs_equal(read_graph(view), as_networkx(projection()))


def test_from_every_store_as_from_the_projection(shelf: Shelf) -> None:
    with closing(shelf.holding(projection())) as store:
        view = store.view()
        assert nx.utils.graphs_equal(read_graph(view), as_networkx(projection()))
        part = Part(around="msft", hops=1, relations=["OWNS", "INVESTED_IN"], statuses=["current"])
        assert names(read_graph(view, part=part)) == {"Microsoft", "LinkedIn", "GitHub", "OpenAI"}
        near_and_late = Part(around="Oracle", hops=1, since="2025-09")
        assert names(read_graph(view, part=near_and_late)) == {"Oracle", "OpenAI", "Nvidia"}


def test_amounts_are_numbers_and_a_job_title_is_a_role(view: View) -> None:
    graph = read_graph(view)
    stake = graph[entity_id("SoftBank")][entity_id("OpenAI")]["INVESTED_IN"]
    assert (stake["amount"], stake["round"]) == (40_000_000_000, "Series F")
    assert graph[entity_id("Bret Taylor")][entity_id("OpenAI")]["BOARD_MEMBER_OF"]["role"] == "chair"


def test_only_some_relations_and_statuses(view: View) -> None:
    graph = read_graph(view, part=Part(relations=["ACQUIRED", "OWNS"], statuses=["rumoured"]))
    assert [(graph.nodes[a]["name"], graph.nodes[b]["name"]) for a, b in graph.edges()] == [("OpenAI", "Windsurf")]
    assert len(graph) == len(projection().entities)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part(around="msft", hops=0), {"Microsoft"}),
        (Part(around="Stored Communications Act", hops=1), {"Stored Communications Act", "De La Torre v. LinkedIn"}),
        (Part(around="lynda.com", hops=2, relations=["OWNS"]), {"LinkedIn Learning", "LinkedIn", "Microsoft"}),
        (Part(around="Oracle", hops=1, since="2025-09-11"), {"Oracle"}),
        (Part(around="Oracle", hops=1, since="2025-09"), {"Oracle", "OpenAI", "Nvidia"}),
        (Part(around="Oracle", hops=1, until="2025-02"), {"Oracle", "Stargate"}),
    ],
)
def test_only_what_is_near_and_in_time(view: View, part: Part, expected: set[str]) -> None:
    assert names(read_graph(view, part=part)) == expected


def test_what_was_only_denied_in_time_is_left_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = EmbeddedStore(tmp_path_factory.mktemp("store"))
    said = [f for f in FACTS if (f.subject, f.relation, f.object) == ("Microsoft", "OWNS", "LinkedIn")]
    denial = Fact("Microsoft", "OWNS", "LinkedIn", "a03", "Microsoft does not own LinkedIn.", Status.DENIED)
    write_projection(store, projection([*said, denial]))
    assert read_graph(store.view()).number_of_edges() == 1
    assert read_graph(store.view(), part=Part(since="2025-09")).number_of_edges() == 0


@pytest.mark.parametrize(
    ("part", "error", "cure"),
    [
        (Part(around="Microsft"), UnknownName, "did you mean 'Microsoft'"),
        (Part(relations=["OWNED"]), UnknownName, "OWNS"),
        (Part(statuses=["actual"]), UnknownName, "rumoured"),
        (Part(around="Microsoft", hops=-1), UsageError, "0 or more"),
    ],
)
def test_what_there_is_not_is_said(view: View, part: Part, error: type[Exception], cure: str) -> None:
    with pytest.raises(error, match=cure):
        read_graph(view, part=part)
