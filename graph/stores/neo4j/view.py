"""Questions to the graph in Neo4j: only reading, within a time and a number of rows, answered in plain values."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from graph.stores.base import Rows
from graph.stores.neo4j.connection import Connection
from graph.stores.readonly import check_read_only

if TYPE_CHECKING:
    import neo4j.graph
    import neo4j.spatial
    import neo4j.time

TIME_LIMIT = 30.0  # seconds for a query that names none; as of the embedded store
ROW_LIMIT = 3_000_000  # rows for a query that names none, so that memory is bounded; as of the embedded store
PATIENCE = 2.0  # seconds that a query is asked again: time for one new connection after the server was restarted
_ZEROS = re.compile(r"(\.\d*?)0+(?=$|[Z+\-\[])")


class Neo4jView:
    """Reads one database. Threads may share it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        time_limit: float | None = None,
        row_limit: int | None = None,
    ) -> Rows:
        """Answer a read-only Cypher text within `time_limit` seconds (30 if None) and `row_limit` rows; see View.

        QueryError says what is wrong with the text, StoreUnavailable what with the server.
        """
        check_read_only(cypher)
        columns, rows = self._connection.read(
            cypher,
            parameters,
            time_limit=TIME_LIMIT if time_limit is None else time_limit,
            row_limit=ROW_LIMIT if row_limit is None else row_limit,
            patience=PATIENCE,
        )
        return Rows(columns, tuple(tuple(map(plain, row)) for row in rows))


def plain(value: Any) -> Any:
    """What JSON can hold, in the embedded store's shapes: a node as `{id, labels, properties}`, a day as "2025-01-31".

    Not a number and infinity become None, bytes Base64.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode()
    return _plain_own(value)


def _plain_own(value: Any) -> Any:
    import neo4j.graph
    import neo4j.spatial
    import neo4j.time
    import neo4j.vector

    own: tuple[tuple[type[Any], Callable[[Any], Any]], ...] = (
        (neo4j.graph.Path, _path),
        (neo4j.graph.Node, _node),
        (neo4j.graph.Relationship, _link),
        (neo4j.time.Duration, _duration),
        (neo4j.time.Date, _moment),
        (neo4j.time.Time, _moment),
        (neo4j.time.DateTime, _moment),
        (neo4j.spatial.Point, _point),
        (neo4j.vector.Vector, lambda vector: plain(vector.to_native())),
    )
    shape = next((shape for kind, shape in own if isinstance(value, kind)), str)  # str: what a newer server may have
    return shape(value)


def _path(path: neo4j.graph.Path) -> dict[str, Any]:
    return {"nodes": list(map(_node, path.nodes)), "relationships": list(map(_link, path.relationships))}


def _moment(value: neo4j.time.Date | neo4j.time.Time | neo4j.time.DateTime) -> str:
    return _ZEROS.sub(lambda found: found[1].rstrip("."), value.iso_format())


def _node(node: neo4j.graph.Node) -> dict[str, Any]:
    return {"id": node.element_id, "labels": sorted(node.labels), "properties": _properties(node)}


def _link(link: neo4j.graph.Relationship) -> dict[str, Any]:
    start, end = (None if node is None else node.element_id for node in (link.start_node, link.end_node))
    return {"id": link.element_id, "start": start, "end": end, "type": link.type, "properties": _properties(link)}


def _properties(entity: neo4j.graph.Entity) -> dict[str, Any]:
    return {key: plain(entity[key]) for key in sorted(entity)}


def _duration(value: neo4j.time.Duration) -> dict[str, int]:
    parts = {"months": value.months, "days": value.days, "seconds": value.seconds}
    return {**parts, "nanoseconds": value.nanoseconds} if value.nanoseconds else parts


def _point(value: neo4j.spatial.Point) -> dict[str, float]:
    import neo4j.spatial

    axes = ("longitude", "latitude", "height") if isinstance(value, neo4j.spatial.WGS84Point) else ("x", "y", "z")
    return dict(zip(axes, value, strict=False))
