"""The Neo4j servers that the other tests run on: each is what it says, and keeps what was written when it is killed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Database
from servers import Server, ServerMissing, fetch_jars, find_java


def test_a_server_runs_and_its_database_is_empty(neo4j: Database) -> None:
    about = "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version"
    assert neo4j.run(about) == [{"version": neo4j.server.version}]
    assert neo4j.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    neo4j.run("CREATE (:Entity {id: 1})")
    neo4j.run("CREATE CONSTRAINT one FOR (n:Entity) REQUIRE n.id IS UNIQUE")


def test_what_a_test_left_is_gone_for_the_next(neo4j: Database) -> None:
    assert neo4j.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    assert neo4j.run("SHOW CONSTRAINTS") == []


def test_a_killed_server_comes_back_at_its_address_with_its_data(own_server: Callable[..., Server]) -> None:
    server = own_server()
    server.run("CREATE (:Entity {id: $id})", id="kept")
    before = server.uri
    server.kill()
    assert server.start().uri == before
    assert server.run("MATCH (n) RETURN n.id AS id") == [{"id": "kept"}]


def test_a_machine_without_the_parts_is_told_which(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("NEO4J_TEST_LIB", str(tmp_path_factory.mktemp("lib")))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ServerMissing, match=r"^Neo4j 2026\.08\.1 \(its jars, and mvn to fetch them\)$"):
        fetch_jars("2026.08.1")
    monkeypatch.setattr("servers._javas", lambda: iter(["/nowhere/java"]))
    with pytest.raises(ServerMissing, match=r"^Neo4j 5\.26\.1 \(Java 17 or newer; found: /nowhere/java \(0\)\)$"):
        find_java("5.26.1")
