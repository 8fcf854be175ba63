"""Constraints and indexes: made once, used by what looks up, and what is in their way is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Database

from graph.errors import StoreUnavailable
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.schema import indexes, prepare
from graph.stores.properties import lookup_of


@pytest.fixture
def connection(neo4j: Database) -> Iterator[Connection]:
    made = Connection(neo4j.address)
    yield made
    made.close()


def names(neo4j: Database) -> set[str]:
    return {row["name"] for row in neo4j.run("SHOW INDEXES WHERE type <> 'LOOKUP'")}


def test_makes_all_and_then_nothing_more(connection: Connection, neo4j: Database) -> None:
    neo4j.run("CREATE INDEX mine FOR (n:Mine) ON (n.x)")
    for _ in range(2):
        prepare(connection)
        assert names(neo4j) == {index.name for index in indexes()} | {"mine"}
    states = neo4j.run("SHOW INDEXES YIELD state RETURN DISTINCT state")
    assert states == [{"state": "ONLINE"}]


def test_makes_what_is_missing(connection: Connection, neo4j: Database) -> None:
    prepare(connection, tuple(index for index in indexes() if index.kind == "UNIQUE"))
    neo4j.run("DROP CONSTRAINT dealgraph_claim_id")
    prepare(connection)
    assert names(neo4j) == {index.name for index in indexes()}


def test_ids_are_unique(connection: Connection, neo4j: Database) -> None:
    prepare(connection)
    for label in ("Entity", "Article", "Claim", "Dealgraph"):
        twice = f"CREATE (:{label} {{id: 1}}), (:{label} {{id: 1}})"
        with pytest.raises(StoreUnavailable, match=f"a node of your own is in the way .*`{label}`"):
            connection.command(twice)


@pytest.mark.parametrize(
    ("cypher", "operator"),
    [
        ("MATCH (e:Entity) WHERE e.lookup CONTAINS '|' + toLower($name) + '|' RETURN e.id", "NodeIndexContainsScan"),
        ("MATCH (e:Entity {id: $name}) RETURN e.id", "NodeUniqueIndexSeek"),
        ("MATCH (e:Entity {name: $name}) RETURN e.id", "NodeIndexSeek"),
        ("MATCH (c:Claim {status: 'denied'}) RETURN c.id", "NodeIndexSeek"),
        ("MATCH (c:Claim {relation: 'OWNS'}) RETURN c.id", "NodeIndexSeek"),
        ("MATCH (a:Article) WHERE a.published >= '2025' RETURN a.id", "NodeIndexSeekByRange"),
    ],
)
def test_what_is_looked_up_is_served_by_an_index(
    connection: Connection, neo4j: Database, cypher: str, operator: str
) -> None:
    prepare(connection)
    assert operator in operators(neo4j, cypher)


def operators(neo4j: Database, cypher: str) -> list[str]:
    neo4j.run("RETURN 1")  # opens the driver
    assert neo4j.server._driver is not None
    plan = neo4j.server._driver.execute_query(f"EXPLAIN {cypher}", name="x").summary.plan

    def walk(step: dict[str, Any]) -> Iterator[str]:
        yield step["operatorType"].split("@")[0].split("(")[0]
        for child in step.get("children", ()):
            yield from walk(child)

    return list(walk(plan or {}))


def test_names_and_evidence_are_found_by_their_words(connection: Connection, neo4j: Database) -> None:
    prepare(connection)
    neo4j.run(
        "CREATE (:Entity {id: '1', name: 'Acme Robotics', aliases: ['Acme', 'Robo Works'], lookup: $lookup}), "
        "(:Claim {id: '2', evidence: 'Acme will acquire a minority stake.'})",
        lookup=lookup_of("Acme Robotics", "Acme", "Robo Works"),
    )
    neo4j.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    for index, words in (("entity_names", "works"), ("entity_names", "acme"), ("claim_evidence", "minority")):
        asked = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node RETURN count(node) AS n"
        assert connection.read(asked, {"index": index, "words": words})[1] == [(1,)]
    found = "MATCH (e:Entity) WHERE e.lookup CONTAINS '|' + toLower($name) + '|' RETURN e.id AS id"
    assert connection.read(found, {"name": "ROBO works"})[1] == [("1",)]


def test_the_user_s_own_nodes_that_break_a_constraint_are_named(connection: Connection, neo4j: Database) -> None:
    neo4j.run("CREATE (:Article {id: 1, mine: true}), (:Article {id: 1, mine: true})")
    with pytest.raises(StoreUnavailable, match=r"nodes of your own .*Article.*NEO4J_DATABASE"):
        prepare(connection)
    neo4j.run("MATCH (n:Article) SET n:Post REMOVE n:Article")
    prepare(connection)
    assert neo4j.run("MATCH (n:Post {mine: true}) RETURN count(n) AS n") == [{"n": 2}]


def test_the_user_s_own_index_in_the_way_is_named(connection: Connection, neo4j: Database) -> None:
    neo4j.run("CREATE INDEX mine FOR (n:Entity) ON (n.id)")
    with pytest.raises(StoreUnavailable, match=r"index of your own .*Entity.*DROP INDEX"):
        prepare(connection)
    neo4j.run("DROP INDEX mine")
    neo4j.run("CREATE INDEX entity_names FOR (n:Mine) ON (n.x)")
    with pytest.raises(StoreUnavailable, match="entity_names is there on something else; DROP INDEX entity_names"):
        prepare(connection)
