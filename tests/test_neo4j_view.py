"""Questions to Neo4j: plain values in the embedded store's shapes, limits that hold, words that help."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Database
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.view import Neo4jView, plain

SLOW = "UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 8 RETURN count(*) AS n"


@pytest.fixture
def view(neo4j: Database) -> Iterator[Neo4jView]:
    connection = Connection(neo4j.address)
    yield Neo4jView(connection)
    connection.close()


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("null", None),
        ("true", True),
        ("9223372036854775807", 2**63 - 1),
        ("1.5", 1.5),
        ("0.0 / 0.0", None),
        ("-1.0 / 0.0", None),
        ("{a: [1, null, {b: 'x'}]}", {"a": [1, None, {"b": "x"}]}),
        ("date('2025-01-31')", "2025-01-31"),
        ("time('03:04:05+01:00')", "03:04:05+01:00"),
        ("localtime('03:04:05.5')", "03:04:05.5"),
        ("localdatetime('2025-01-31T03:04:05.000001')", "2025-01-31T03:04:05.000001"),
        ("datetime('2025-01-31T03:04:05Z')", "2025-01-31T03:04:05+00:00"),
        ("datetime('2025-01-31T03:04:05.120[Europe/Berlin]')", "2025-01-31T03:04:05.12+01:00"),
        ("duration('P1Y2M3DT4S')", {"months": 14, "days": 3, "seconds": 4}),
        ("duration('PT0.5S')", {"months": 0, "days": 0, "seconds": 0, "nanoseconds": 500_000_000}),
        ("point({latitude: 1, longitude: 2})", {"latitude": 1.0, "longitude": 2.0}),
        ("point({x: 1, y: 2, z: 3})", {"x": 1.0, "y": 2.0, "z": 3.0}),
    ],
)
def test_values_are_plain(neo4j_newest: Database, expression: str, value: Any) -> None:
    connection = Connection(neo4j_newest.address)
    try:
        rows = Neo4jView(connection).query(f"RETURN {expression} AS value, [{expression}] AS listed").rows
    finally:
        connection.close()
    assert rows == ((value, [value]),)
    assert type(rows[0][0]) is type(value)


def test_nodes_links_and_paths_have_the_embedded_store_s_shapes(view: Neo4jView, neo4j: Database) -> None:
    neo4j.run("CREATE (:Company:Entity {name: 'A', since: date('2025-01-31')})-[:OWNS {share: 1.0}]->(:Entity {id: 1})")
    ((node, link, path),) = view.query("MATCH path = (a:Company)-[r]->() RETURN a, r, path").rows
    assert node["labels"] == ["Company", "Entity"]
    assert node["properties"] == {"name": "A", "since": "2025-01-31"}
    assert link == {**link, "type": "OWNS", "properties": {"share": 1.0}, "start": node["id"]}
    assert path["nodes"][0] == node
    assert path["nodes"][1]["id"] == link["end"]
    assert path["relationships"] == [link]
    json.dumps(path, allow_nan=False)


def test_parameters_of_every_plain_kind_come_back(view: Neo4jView) -> None:
    given_ = {"a": None, "b": [1, 2.5, "x", True], "c": {"d": []}}
    assert view.query("RETURN $given AS given", {"given": given_}).rows == ((given_,),)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
@settings(deadline=None)
def test_what_is_plain_is_json_and_stays_as_it_is(value: Any) -> None:
    once = plain(value)
    json.dumps(once, allow_nan=False)
    assert plain(once) == once


@pytest.mark.parametrize(
    ("cypher", "parameters", "told"),
    [
        ("RETURN m", {}, "Variable `m` not defined (line 1, column 8)"),
        ("MATCH (n) RETURN n ORDER", {}, "BY"),
        ("RETURN $one + $two AS sum", {}, "missing parameter: $one, $two"),
        ("RETURN 1 / 0 AS x", {}, "/ by zero"),
        ("RETURN date('soon') AS x", {}, "Text cannot be parsed to a Date"),
        ("RETURN $n AS n", {"n": 2**63}, "out of range"),
        ("RETURN $n AS n", {"n": object()}, "not supported"),
        ("RETURN $n AS n", {"n": "\ud800"}, "surrogates"),
        ("CREATE (n) RETURN n", {}, "CREATE"),
        ("", {}, ""),
    ],
)
def test_what_is_wrong_with_a_query_is_told_in_a_line(
    view: Neo4jView, cypher: str, parameters: dict[str, Any], told: str
) -> None:
    with pytest.raises(QueryError) as refused:
        view.query(cypher, parameters)
    text = str(refused.value)
    assert told in text
    assert "\n" not in text
    assert "offset" not in text
    assert "Neo." not in text
    assert len(text) < 400


def test_a_write_that_the_parser_lets_through_is_refused_by_the_server(
    view: Neo4jView, neo4j: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.neo4j.view.check_read_only", lambda _: None)
    for cypher in ("CREATE (:Thing)", "CREATE INDEX thing FOR (n:Thing) ON (n.id)", "MERGE (n:Thing) RETURN n"):
        with pytest.raises(QueryError, match="only read"):
            view.query(cypher)
    assert neo4j.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_the_time_limit_holds_and_the_view_goes_on(view: Neo4jView) -> None:
    with pytest.raises(QueryError, match=r"longer than 0\.5 s; name a starting entity or LIMIT it"):
        view.query(SLOW, time_limit=0.5)
    assert view.query("RETURN 1 AS one").rows == ((1,),)


def test_the_row_limit_holds_while_rows_stream(view: Neo4jView) -> None:
    endless = "UNWIND range(1, 1000000000) AS x RETURN x"
    tracemalloc.start()
    try:
        with pytest.raises(QueryError, match="more than 5,000 rows"):
            view.query(endless, row_limit=5000)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 50_000_000
    assert len(view.query("UNWIND range(1, 5000) AS x RETURN x", row_limit=5000)) == 5000


def test_a_query_that_takes_all_memory_is_the_asker_s_to_narrow(view: Neo4jView) -> None:
    with pytest.raises(QueryError, match="memory"):
        view.query("UNWIND range(1, 1000000000) AS x RETURN collect(x) AS all")
    assert view.query("RETURN 1 AS one").rows == ((1,),)


def test_columns_are_there_without_rows(view: Neo4jView) -> None:
    answer = view.query("MATCH (n:Entity) RETURN n.id AS id, n.name AS name")
    assert (answer.columns, answer.rows) == (("id", "name"), ())
