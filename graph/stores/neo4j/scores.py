"""Scores as properties of the entities in Neo4j: set in batches, and taken from those that have none now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph.stores.neo4j.connection import Connection
from graph.stores.scores import Score, check_score

if TYPE_CHECKING:
    import neo4j

_SET = """UNWIND $rows AS row MATCH (e:Entity {id: row.id}) WHERE e.digest IS NOT NULL
    SET e += row.properties RETURN count(e) AS n"""
_SCORED = """MATCH (e:Entity) WHERE e.id > $after AND e.digest IS NOT NULL AND e[$name] IS NOT NULL
    RETURN e.id ORDER BY e.id LIMIT $size"""


def write_scores(connection: Connection, name: str, scores: Mapping[str, Score], *, size: int) -> int:
    """Set the score of the entities of ours with these ids, `size` a transaction; how many there were.

    Broken off, some have the new score and some the old one; the next call completes it.
    """
    check_score(name)
    stale = (key for key in _scored(connection, name, size) if key not in scores)
    _write(connection, name, dict.fromkeys(stale), size)
    return _write(connection, name, scores, size)


def _scored(connection: Connection, name: str, size: int) -> Iterator[str]:
    after = ""
    while rows := connection.read(_SCORED, {"after": after, "name": name, "size": size})[1]:
        yield from (row[0] for row in rows)
        after = rows[-1][0]


def _write(connection: Connection, name: str, scores: Mapping[str, Score | None], size: int) -> int:
    rows = ({"id": key, "properties": {name: score}} for key, score in scores.items())
    done = 0
    while batch := list(islice(rows, size)):
        done += connection.write(partial(_put, rows=batch))
    return done


def _put(transaction: neo4j.ManagedTransaction, rows: list[dict[str, Any]]) -> int:
    found: int = transaction.run(_SET, rows=rows).single(strict=True)["n"]
    return found
