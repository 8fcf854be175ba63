"""What a query may not say: writes, files and procedures that are not known, however they are dressed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.stores.readonly import CHANGES, check_read_only
from queries.catalogue import SavedQuery, list_queries

ALLOWED = [
    "MATCH (n) RETURN n.name",
    "MATCH (n {name: 'CREATE (x) SET y'}) RETURN n",
    'MATCH (n) WHERE n.name = "it\\"s SET" RETURN n',
    "MATCH (n) // CREATE\nRETURN n",
    "MATCH (n) /* LOAD CSV FROM 'x' AS y */ RETURN n",
    "MATCH (n:Set)-[:CREATE]->(m:Delete|Merge) RETURN n.set, m.delete",
    "MATCH (n) RETURN n {.merge, set: 1, remove: n.x}",
    "MATCH (n) RETURN n.`DETACH DELETE` AS `SET`",
    "RETURN $create, $set",
    "MATCH (start)-[stop]->(use) RETURN start.name AS enable",
    "CALL { MATCH (n) RETURN n } RETURN n",
    "MATCH (n) CALL (n) { RETURN 1 AS one } RETURN one",
    "MATCH (n) CALL { WITH n RETURN 1 AS one } RETURN one",
    "CALL db.labels()",
    "CALL db . labels () YIELD label RETURN label",
    "call db.relationshipTypes",
    "MATCH (n) WHERE n.load = 1 RETURN n.csv",
    "RETURN 'unclosed",
]

REFUSED = [
    ("CREATE (n:X)", "CREATE"),
    ("create (n)", "CREATE"),
    ("MATCH (n) SET n.x = 1", "SET"),
    ("MATCH (n)\nDETACH\nDELETE n", "DETACH"),
    ("MATCH (n) DELETE n", "DELETE"),
    ("MERGE (n:X {id: 1})", "MERGE"),
    ("MATCH (n) REMOVE n.x", "REMOVE"),
    ("MATCH (n) FOREACH (x IN [1] | SET n.y = x)", "FOREACH"),
    ("DROP INDEX x", "DROP"),
    ("MATCH (n) RETURN n; CREATE (m)", "CREATE"),
    ("USE system SHOW USERS", "USE"),
    ("MATCH (n) /* harmless */SET n.x = 1", "SET"),
    ("MATCH (n) //x\nSET n.x = 1", "SET"),
    ("MATCH (n) WHERE n.x = 'a' SET n.y = 'b'", "SET"),
    ("MATCH (n) WHERE n.x = 1.SET n.y = 1", "SET"),
    ("MATCH (n) WHERE n.x = '\\\\' SET n.y = '", "SET"),
    ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "LOAD CSV"),
    ("load\tcsv with headers from $u as line return line", "LOAD CSV"),
    ("MATCH (n) // x\rLOAD CSV FROM $u AS line RETURN line", "LOAD CSV"),
    ("LOAD\u180eCSV FROM $u AS line RETURN line", "LOAD CSV"),
    ("LOAD /* x */ CSV FROM $u AS line RETURN line", "LOAD CSV"),
    ("MATCH (n) RETURN n.name FORMAT CSV", "FORMAT CSV"),
    ("CALL apoc.load.json('http://x')", "apoc.load.json"),
    ("CALL dbms.security.createUser('x')", "createUser"),
    ("CALL db.labels.evil()", "db.labels.evil"),
    ("CALL `db.labels`()", r"'\?'"),
    ("MATCH (n) CALL db.create.setNodeVectorProperty(n, 'x', [1])", "setNodeVectorProperty"),
    ("MATCH (n) RETURN '\\u0027 SET n.x = \\u0027'", "SET"),
    ("\\u0043REATE (n)", "CREATE"),
]


@pytest.mark.parametrize("text", ALLOWED)
def test_what_only_reads_passes(text: str) -> None:
    check_read_only(text)


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_what_does_more_is_refused_by_name(text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        check_read_only(text)


@pytest.mark.parametrize("query", list_queries(), ids=lambda q: q.name)
def test_the_saved_questions_only_read(query: SavedQuery) -> None:
    check_read_only(query.text)


@given(
    before=st.sampled_from(
        ["MATCH (n) ", "RETURN 'a' ;", "// x\n", 'MATCH (n) WHERE n.x = "\'" ', "UNWIND [1] AS x\n"]
    ),
    word=st.sampled_from(sorted(CHANGES)),
    gap=st.sampled_from([" ", "\n", "\t", "/**/", "//\n"]),
)
def test_no_way_of_spacing_hides_a_write(before: str, word: str, gap: str) -> None:
    for spelling in (word, word.lower(), word.title()):
        with pytest.raises(QueryError):
            check_read_only(f"{before}{gap}{spelling}{gap}x")


@given(st.text())
def test_any_text_is_judged_without_another_error(text: str) -> None:
    with contextlib.suppress(QueryError):
        check_read_only(text)
