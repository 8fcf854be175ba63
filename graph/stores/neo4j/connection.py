"""One server for a whole run: opened when first used, asked through the official driver, its errors said as ours."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import version as installed
from threading import Event, Lock, Timer
from typing import TYPE_CHECKING, Any, TypeVar

from graph.errors import StoreUnavailable
from graph.stores.base import too_many_rows
from graph.stores.neo4j.faults import explained, is_lasting
from graph.stores.neo4j.settings import Address

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")
Answer = tuple[tuple[str, ...], list[tuple[Any, ...]]]  # columns and rows, values as the driver gives them

NEEDED = (5, 26)  # the oldest supported series: dynamic labels and types in plain Cypher came with it
CONNECT = 5.0  # seconds until a silent server is given up; one on another continent answers in under one
RETRY = 30.0  # seconds that work is tried again after transient errors; a server restarts in 5 to 20
POOL = 8  # connections at most: one writes, few threads read
IDLE = 30.0  # seconds after which a connection is tried before it is used: cloud servers drop idle ones
GRACE = 10.0  # seconds after its time limit in which the server has to end a query; it looks every 2 s
_VERSION = re.compile(r"(\d+)\.(\d+)")


class Connection:
    """A database on a server. Threads may share it; it opens itself when first asked and is closed once, at the end."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._lock = Lock()
        self._driver: neo4j.Driver | None = None
        self._version: tuple[int, int] = NEEDED

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        time_limit: float | None = None,
        row_limit: int | None = None,
        patience: float = RETRY,
    ) -> Answer:
        """Columns and rows of a query in access mode READ, within seconds and rows; None sets no limit.

        After a transient error it is asked again for `patience` seconds. QueryError for what is wrong with the query
        or exceeds a limit, StoreUnavailable for the rest.
        """
        import neo4j

        def ask() -> Answer:
            driver = self._open()
            with self._watched(driver, time_limit), self._session(driver, "READ") as session:
                return _gather(session.run(query, dict(parameters or {})), row_limit)

        with explained(self.address, time_limit=time_limit, reading=True):
            query = neo4j.Query(cypher, timeout=time_limit)
            return _persist(ask, patience)

    def write(self, work: Callable[[neo4j.ManagedTransaction], T], *, time_limit: float | None = None) -> T:
        """What `work` gives, in one transaction that is committed when it returns and undone when it raises.

        It is done again after transient errors, and after a break that leaves unknown whether it was committed: so
        `work` must have the same effect when done twice.
        """
        import neo4j
        from neo4j.exceptions import IncompleteCommit

        timed = neo4j.unit_of_work(timeout=time_limit)(work)
        driver = self._open()
        with explained(self.address, time_limit=time_limit), self._session(driver, "WRITE") as session:
            try:
                return session.execute_write(timed)
            except IncompleteCommit:  # the one break that the driver does not try again
                return session.execute_write(timed)

    def change(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, time_limit: float | None = None
    ) -> tuple[Answer, neo4j.SummaryCounters]:
        """What a user's own statement gives and how much it changed: run once, whatever fails, as it may do anything.

        It commits by itself, so CALL ... IN TRANSACTIONS works too. Raises as `read` does.
        """
        import neo4j

        driver = self._open()
        with explained(self.address, time_limit=time_limit, reading=True), self._session(driver, "WRITE") as session:
            result = session.run(neo4j.Query(cypher, timeout=time_limit), dict(parameters or {}))
            return _gather(result, None), result.consume().counters

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
            driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def _open(self) -> neo4j.Driver:
        with self._lock:
            if self._driver is None:
                driver = _driver(self.address)
                try:
                    self._version = self._ask_version(driver)
                except BaseException:
                    driver.close()
                    raise
                self._driver = driver
            return self._driver

    def _ask_version(self, driver: neo4j.Driver) -> tuple[int, int]:
        # Asked without retries, so that an unreachable server, a wrong password or database is told at once.
        known = lambda: self._databases(driver)  # noqa: E731  asked only where a database is missing
        with explained(self.address, databases=known), self._session(driver, "READ") as session:
            rows = session.run("CALL dbms.components() YIELD name, versions RETURN name, versions").data()
        text = next((row["versions"][0] for row in rows if row["name"] == "Neo4j Kernel"), "")
        return check_version(text, self.address)

    def _databases(self, driver: neo4j.Driver) -> list[str]:
        from neo4j.exceptions import GqlError

        with suppress(GqlError), driver.session(database="system", default_access_mode="READ") as session:
            found = session.run("SHOW DATABASES YIELD name, type WHERE type <> 'system' RETURN DISTINCT name")
            return sorted(found.value())
        return []  # it may not ask

    @contextmanager
    def _session(self, driver: neo4j.Driver, access: str) -> Iterator[neo4j.Session]:
        from neo4j.exceptions import GqlError

        # One bookmark manager for all: on a cluster, a read waits for what this process wrote.
        session = driver.session(
            database=self.address.database,
            default_access_mode=access,
            bookmark_manager=driver.execute_query_bookmark_manager,
        )
        try:
            yield session
        except Exception:
            raise
        except BaseException:  # Ctrl-C: to close in good order would wait for the answer, and lose the interrupt
            self._drop(driver)
            raise
        finally:
            with suppress(GqlError):
                session.close()
            session.close()  # what fails the first time has no transaction the second

    @contextmanager
    def _watched(self, driver: neo4j.Driver, time_limit: float | None) -> Iterator[None]:
        # The server ends a query at its time limit; one that is stuck itself does not, so we hang up.
        if time_limit is None:
            yield
            return
        late = Event()
        timer = Timer(time_limit + GRACE, self._give_up, (driver, late))
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as error:
            if not late.is_set():
                raise
            cure = "see whether it is overloaded or stuck, and run again"
            told = f"no answer {GRACE:g} s after the time limit of {time_limit:g} s; {cure}"
            raise StoreUnavailable(f"Neo4j at {self.address}: {told}") from error
        finally:
            timer.cancel()

    def _give_up(self, driver: neo4j.Driver, late: Event) -> None:
        late.set()
        self._drop(driver)

    def _drop(self, driver: neo4j.Driver) -> None:
        # Shuts the sockets, so that whoever waits at one wakes up.
        with self._lock:
            if self._driver is driver:
                self._driver = None
        driver.close()


def check_version(text: str, address: Address) -> tuple[int, int]:
    """The first two numbers of a server's version ("5.27-aura", "2026.08.1"); StoreUnavailable if it is too old."""
    found = _VERSION.match(text)
    version = (int(found[1]), int(found[2])) if found else NEEDED  # a build without number is newer, not older
    if version < NEEDED:
        raise StoreUnavailable(f"Neo4j {text} at {address}; dealgraph needs {'.'.join(map(str, NEEDED))} or later")
    return version


def _gather(result: neo4j.Result, row_limit: int | None) -> Answer:
    columns = tuple(result.keys())
    rows: list[tuple[Any, ...]] = []
    for record in result:
        if row_limit is not None and len(rows) == row_limit:
            raise too_many_rows(row_limit)
        rows.append(tuple(record))
    return columns, rows


def _persist(ask: Callable[[], T], patience: float) -> T:
    from neo4j.exceptions import DriverError, Neo4jError

    give_up, delay = 0.0, 0.5
    while True:
        try:
            return ask()
        except (DriverError, Neo4jError) as error:
            give_up = give_up or time.monotonic() + patience  # from the first failure: the query itself may take long
            if is_lasting(error) or not error.is_retryable() or time.monotonic() >= give_up:
                raise
        time.sleep(delay)
        delay *= 2


def _driver(address: Address) -> neo4j.Driver:
    import neo4j

    # What it logs says nothing that we do not; without a handler of the user's it would go to standard error.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
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
