"""What every store answers, and how it says that it cannot: alike on the embedded one and on Neo4j of both lines."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from graphs import ENTITIES, entity_id
from stores import Shelf, ask, typed

from graph.errors import QueryError
from graph.stores.base import Rows, Store

ENDLESS = (
    "MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity), (e:Entity) "
    "WHERE a.name < b.name + c.name + d.name + e.name RETURN count(*)"
)


def test_rows_are_plain_values(kept: Store) -> None:
    asked = "RETURN 1 AS i, 1.5 AS f, 'x' AS s, true AS b, null AS n, [1, null] AS l, {a: date('2025-01-21')} AS m"
    assert kept.view().query(asked) == Rows(
        ("i", "f", "s", "b", "n", "l", "m"), ((1, 1.5, "x", True, None, [1, None], {"a": "2025-01-21"}),)
    )


def test_an_answer_of_no_rows_has_its_columns(kept: Store) -> None:
    assert kept.view().query("MATCH (n:Judge) RETURN n.name AS name, 1 AS one") == Rows(("name", "one"), ())


GIVEN = [None, True, 0, -1, 2**63 - 1, -(2**63), 1.0, 0.1, 1e300, "", "世界 'x' \"y\" \\ \n", [], [1, 2], ["a", None],
         {"a": 1, "b": {"c": [1.5, "x"]}}, {}, [[1], []]]  # fmt: skip


@pytest.mark.parametrize("value", GIVEN, ids=repr)
def test_a_parameter_comes_back_as_it_was_given(kept: Store, value: object) -> None:
    assert list(typed(ask(kept, "RETURN $value", value=value))) == list(typed([(value,)]))


def test_a_map_of_the_user_s_own_keeps_its_keys(kept: Store) -> None:
    asked = "MATCH (n:Company {name: 'Oracle'})-[r:SUPPLIES]->() RETURN {id: n.id, type: type(r), title: 'x'}"
    assert ask(kept, asked) == (({"id": entity_id("Oracle"), "type": "SUPPLIES", "title": "x"},),)


def test_a_kind_of_value_that_json_has_not_comes_as_text(kept: Store) -> None:
    ((instant, rest),) = ask(kept, "RETURN datetime('2025-01-21T10:00:00Z'), [duration('P1D'), 0.0 / 0.0]")
    assert isinstance(instant, str)
    assert all(value is None or isinstance(value, str | dict) for value in rest)


WRONG: list[tuple[str, dict[str, object], str]] = [
    ("RETURN 1 +", {}, "line 1"),
    ("SELECT * FROM companies", {}, "SELECT"),
    ("RETURN $name", {}, "name"),
    ("RETURN nosuch(1)", {}, "nosuch"),
    ("RETURN 1/0", {}, "zero"),
    ("RETURN $x", {"x": object()}, "object"),
    ("RETURN $x", {"x": 2**70}, "integer|int|range"),
    ("MATCH (n:Company) SET n.name = 'x'", {}, "SET is not allowed"),
    ("MATCH (n:Company) DETACH DELETE n", {}, "DE[A-Z]+ is not allowed"),
    ("CREATE (n:Company)", {}, "CREATE is not allowed"),
    ("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", {}, "LOAD CSV is not allowed"),
]


@pytest.mark.parametrize(("cypher", "parameters", "says"), WRONG)
def test_what_does_not_run_is_a_query_error(kept: Store, cypher: str, parameters: dict[str, object], says: str) -> None:
    with pytest.raises(QueryError, match=says):
        kept.view().query(cypher, parameters)


@pytest.mark.parametrize("cypher", ["", "   ", "// nothing but words"])
def test_no_query_is_a_query_error(kept: Store, cypher: str) -> None:
    with pytest.raises(QueryError):
        kept.view().query(cypher)


def test_a_value_is_never_read_as_cypher(kept: Store) -> None:
    evil = "x'}) DETACH DELETE n //"
    assert ask(kept, "MATCH (n:Entity) WHERE n.name = $name RETURN n", name=evil) == ()
    assert ask(kept, "RETURN $name", name=evil) == ((evil,),)


def test_a_query_without_end_is_stopped(kept: Store) -> None:
    with pytest.raises(QueryError, match=r"longer than 0\.2 s; name a starting entity or LIMIT it"):
        kept.view().query(ENDLESS, time_limit=0.2)
    assert ask(kept, "RETURN 1") == ((1,),)


def test_many_threads_ask_one_view(kept: Store) -> None:
    view, found = kept.view(), Counter[object]()

    def work() -> None:
        for _ in range(20):
            found[view.query("MATCH (n:Company) RETURN count(n)").rows] += 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    companies = sum(kind == "Company" for kind, _, _ in ENTITIES.values())
    assert found == {((companies,),): 160}


def test_a_relation_nobody_stated_is_no_warning(kept: Store, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(kept, "MATCH (a)-[:JUDGE_IN]->(b) RETURN a.name") == ()
    assert capfd.readouterr() == ("", "")


def test_a_store_that_nobody_asked_is_closed_without_a_word(
    shelf: Shelf, recwarn: pytest.WarningsRecorder, capfd: pytest.CaptureFixture[str]
) -> None:
    shelf.place.open().close()
    assert not recwarn.list
    assert capfd.readouterr() == ("", "")
