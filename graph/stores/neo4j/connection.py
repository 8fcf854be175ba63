"""One server for a whole run: opened when first used, asked through the official driver, its errors said as ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.metadata import version as installed
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import QueryError, StoreUnavailable
from graph.stores.neo4j.faults import explained
from graph.stores.neo4j.settings import Address

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")
Answer = tuple[tuple[str, ...], list[tuple[Any, ...]]]  # columns and rows, values as the driver gives them

NEEDED = (5, 26)  # the oldest supported series: dynamic labels and types in plain Cypher came with it
CONNECT = 5.0  # seconds until a silent server is given up; one on another continent answers in under one
RETRY = 30.0  # seconds that a transaction is tried again after transient errors
POOL = 8  # connections at most: one writes, few threads read
IDLE = 30.0  # seconds after which a connection is tried before it is used: cloud servers drop idle ones
_VERSION = re.compile(r"(\d+)\.(\d+)")


class Connection:
    """A database on a server. Threads may share it; it opens itself when first asked and is closed once, at the end."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = Lock()
        self._driver: neo4j.Driver | None = None
        self._version: tuple[int, int] = (0, 0)

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        time_limit: float | None = None,
        row_limit: int | None = None,
    ) -> Answer:
        """Columns and rows of a query in access mode READ, within seconds and rows; None sets no limit.

        QueryError for what is wrong with the query or exceeds a limit, StoreUnavailable for the rest.
        """
        import neo4j

        @neo4j.unit_of_work(timeout=time_limit)
        def work(transaction: neo4j.ManagedTransaction) -> Answer:
            result = transaction.run(cypher, dict(parameters or {}))
            columns = tuple(result.keys())
            rows: list[tuple[Any, ...]] = []
            for record in result:
                if row_limit is not None and len(rows) == row_limit:
                    raise QueryError(f"the answer has more than {row_limit:,} rows; LIMIT it")
                rows.append(tuple(record))
            return columns, rows

        driver = self._open()
        with explained(self.address, time_limit=time_limit, reading=True), self._session(driver, "READ") as session:
            return session.execute_read(work)

    def write(self, work: Callable[[neo4j.ManagedTransaction], T], *, time_limit: float | None = None) -> T:
        """What `work` gives, in one transaction that is committed when it returns and undone when it raises.

        It is tried again after transient errors and so must have the same effect when done twice.
        """
        import neo4j

        timed = neo4j.unit_of_work(timeout=time_limit)(work)
        driver = self._open()
        with explained(self.address, time_limit=time_limit), self._session(driver, "WRITE") as session:
            return session.execute_write(timed)

    def command(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of a statement that commits by itself: of the schema, or CALL ... IN TRANSACTIONS."""
        driver = self._open()
        with explained(self.address), self._session(driver, "WRITE") as session:
            return session.run(cypher, dict(parameters or {})).data()

    def version(self) -> tuple[int, int]:
        """Of the server, as (5, 26) or (2026, 8)."""
        self._open()
        return self._version

    def close(self) -> None:
        """Close the connections; the next call would open new ones."""
        with self._lock:
            if self._driver is not None:
                self._driver.close()
            self._driver = None

    def _open(self) -> neo4j.Driver:
        with self._lock:
            if self._driver is None:
                driver = _driver(self.address)
                try:
                    self._version = self._checked_version(driver)
                except BaseException:
                    driver.close()
                    raise
                self._driver = driver
            return self._driver

    def _checked_version(self, driver: neo4j.Driver) -> tuple[int, int]:
        # Not a managed transaction: an unreachable server or a wrong password is told at once.
        with explained(self.address), self._session(driver, "READ") as session:
            rows = session.run("CALL dbms.components() YIELD name, versions RETURN name, versions").data()
        text = next((row["versions"][0] for row in rows if row["name"] == "Neo4j Kernel"), "")
        found = _VERSION.match(text)
        version = (int(found[1]), int(found[2])) if found else NEEDED  # an unnumbered build is newer, not older
        if version < NEEDED:
            raise StoreUnavailable(f"Neo4j {text} at {self.address}; dealgraph needs 5.26 or later")
        return version

    def _session(self, driver: neo4j.Driver, access: str) -> neo4j.Session:
        # One bookmark manager for all: on a cluster, a read waits for what this process wrote.
        return driver.session(
            database=self.address.database,
            default_access_mode=access,
            bookmark_manager=driver.execute_query_bookmark_manager,
        )


def _driver(address: Address) -> neo4j.Driver:
    import neo4j

    auth = None if address.password is None else (address.username or "", address.password)
    with explained(address):
        return neo4j.GraphDatabase.driver(
            address.uri,
            auth=auth,
            user_agent=f"dealgraph/{installed('dealgraph')}",
            telemetry_disabled=True,
            notifications_min_severity="OFF",
            connection_timeout=CONNECT,
            connection_acquisition_timeout=2 * CONNECT,
            max_transaction_retry_time=RETRY,
            max_connection_pool_size=POOL,
            liveness_check_timeout=IDLE,
        )
