"""Which part of the graph is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graphs import entity_id, projection

from graph.errors import UnknownName, UsageError
from graph.model import Link, Projection, Status
from graph.ontology import load_ontology
from graph.render import Filters, Selection, select


def selected(**options: object) -> Selection:
    return select(projection(), load_ontology(), Filters(**options))  # type: ignore[arg-type]


def names(selection: Selection) -> set[str]:
    return {entity.name for entity in selection.entities}


def facts(selection: Selection) -> set[tuple[str, str, str]]:
    named = selection.named
    return {(named[x.subject].name, x.relation, named[x.object].name) for x in selection.links}


def test_without_filters_all_is_drawn() -> None:
    whole, graph = selected(), projection()
    assert whole.entities == graph.entities
    assert whole.links == graph.links
    assert [s.evidence for s in whole.denied] == ["Microsoft does not own any part of OpenAI's non-profit."]
    assert set(whole.statements) == {s.id for s in graph.statements}
    assert (whole.found, whole.factless) == (len(graph.entities), 0)


@pytest.mark.parametrize(
    ("around", "hops", "expected"),
    [
        ("Windsurf", 0, {"Windsurf"}),
        ("Windsurf", 1, {"Windsurf", "OpenAI"}),
        ("Salesforce", 2, {"Salesforce", "Bret Taylor", "OpenAI"}),
        ("Stargate", 1, {"Stargate", "OpenAI", "SoftBank", "Oracle", "Donald Trump"}),
    ],
)
def test_neighbourhood(around: str, hops: int, expected: set[str]) -> None:
    assert names(selected(around=entity_id(around), hops=hops)) == expected


def test_types_keep_facts_between_them_and_the_centre_whatever_its_type() -> None:
    kept = selected(types=frozenset({"Company", "Product"}))
    assert {entity.type for entity in kept.entities} == {"Company", "Product"}
    around = selected(types=frozenset({"Company"}), around=entity_id("Stargate"), hops=1)
    assert names(around) == {"Stargate", "OpenAI", "SoftBank", "Oracle"}


def test_relations_and_statuses() -> None:
    money = selected(relations=frozenset({"INVESTED_IN"}), statuses=frozenset({"planned"}))
    assert facts(money) == {("SoftBank", "INVESTED_IN", "Stargate"), ("Nvidia", "INVESTED_IN", "OpenAI")}
    assert money.denied == ()


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2025-09-11", None, {"a03"}),
        ("2025-09", None, {"a03", "a04"}),
        (None, "2023", {"a07"}),
        ("2024", "2024", {"a05", "a06"}),
        ("2024-11-15", "2024-12", {"a05", "a06"}),  # "2024-11" and "2024" may lie in it
        ("2026", None, set()),
    ],
)
def test_dates_of_statements(since: str | None, until: str | None, expected: set[str]) -> None:
    assert set(selected(since=since, until=until).articles) == expected


def test_a_fact_keeps_only_the_statements_of_the_window() -> None:
    (owns,) = [x for x in selected(since="2025").links if (x.relation, x.sources) == ("OWNS", 2)]
    assert len(owns.statements) == 1


def test_undated_statements_are_out_when_a_date_is_asked_for() -> None:
    graph = projection()
    undated = replace(graph, statements=tuple(replace(s, published=None) for s in graph.statements))
    assert select(undated, load_ontology(), Filters(since="1990")).links == ()
    assert len(select(undated, load_ontology(), Filters()).links) == len(graph.links)


def test_the_best_connected_stay_and_the_rest_is_counted() -> None:
    kept = selected(limit=3)
    assert names(kept) == {"OpenAI", "Microsoft", "LinkedIn"}
    assert kept.found == 33


def test_near_ones_come_first_around_an_entity() -> None:
    kept = selected(around=entity_id("Salesforce"), hops=3, limit=3)
    assert names(kept) == {"Salesforce", "Bret Taylor", "OpenAI"}


def test_entities_that_are_only_mentioned_are_counted_not_drawn() -> None:
    graph = projection()
    bare = Projection("w", graph.entities, graph.links[:1], (), graph.articles, ())
    drawn = select(bare, load_ontology(), Filters())
    assert len(drawn.entities) == 2
    assert drawn.factless == len(graph.entities) - 2


def test_a_fact_only_denied_keeps_both_its_entities_reachable() -> None:
    graph = projection()
    denied = tuple(s for s in graph.statements if s.status is Status.DENIED)
    drawn = select(replace(graph, links=(), statements=denied), load_ontology(), Filters())
    assert names(drawn) == {"Microsoft", "OpenAI"}
    assert drawn.links == ()


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"around": "nobody"}, UnknownName, "no entity id 'nobody'"),
        ({"types": frozenset({"Compny"})}, UnknownName, "did you mean 'Company'"),
        ({"relations": frozenset({"OWN"})}, UnknownName, "the choices are OWNS"),
        ({"statuses": frozenset({"dead"})}, UnknownName, "no status 'dead'"),
        ({"since": "last week"}, UsageError, "--since 'last week' is no date"),
        ({"until": "2025-1"}, UsageError, "write it as"),
        ({"hops": -1}, UsageError, "--hops"),
        ({"limit": 0}, UsageError, "--limit"),
    ],
)
def test_what_cannot_be_meant_is_said(options: dict[str, object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        selected(**options)


def test_a_loop_is_drawn_once() -> None:
    graph = projection()
    one = graph.entities[0].id
    loop = Link("loop", one, "COMPETES_WITH", one, Status.CURRENT, "It competes with itself.")
    drawn = select(replace(graph, links=(loop,), statements=()), load_ontology(), Filters())
    assert [e.id for e in drawn.entities] == [one]
