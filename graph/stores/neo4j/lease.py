"""One writer at a time: the node of state names who writes and until when, by the server's clock.

Each transaction of a writer begins with `hold`, which locks the node, sees that the lease is still its own and renews
it; so a writer that was thought dead and taken over stops before it writes more.
"""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import StoreUnavailable
from graph.stores.neo4j.meta import NODE, Meta, meta_of

if TYPE_CHECKING:
    import neo4j

    from graph.stores.neo4j.connection import Connection

TERM = 60.0  # seconds that a lease holds without a batch; one of 5,000 claims took 4 s on a busy machine
WAIT = 65.0  # seconds to wait for another's: a little more than a term, so that an abandoned one runs out
PAUSE = 0.25  # seconds between two looks
_held: set[str] = set()  # leases of this process


class Lease:
    """The right to write, until `release`."""

    def __init__(self, connection: Connection, owner: str, term: float) -> None:
        self.owner = owner
        self._connection = connection
        self._term = term
        self._renewed = time.monotonic()

    def hold(self, transaction: neo4j.ManagedTransaction, *, term: float | None = None) -> Meta:
        """Lock the node, renew the lease and give what the node says; StoreUnavailable when the lease is another's."""
        length = round(1000 * (self._term if term is None else term))
        # Neo4j reads what is committed: only after the SET has locked the node is what it says sure to stay.
        row = transaction.run(
            f"MATCH {NODE} SET g.beat = timestamp() WITH g WHERE g.owner = $owner "
            "SET g.expires = timestamp() + $length RETURN properties(g) AS found",
            owner=self.owner,
            length=length,
        ).single()
        if row is None:
            raise StoreUnavailable(
                "another sync has taken over the writing of this graph, and this one wrote nothing more; "
                "run `dealgraph sync` again when it is done"
            )
        self._renewed = time.monotonic()
        return meta_of(row["found"])

    def keep(self) -> None:
        """Renew the lease if a third of its term has gone; for long stretches of reading."""
        if time.monotonic() - self._renewed > self._term / 3:
            self.renew()

    def renew(self, term: float | None = None) -> None:
        """Renew the lease, for longer than usual if a long transaction follows."""
        self._connection.write(lambda transaction: self.hold(transaction, term=term))

    def release(self) -> None:
        """Give it back."""
        self._connection.command(
            f"MATCH {NODE} WHERE g.owner = $owner REMOVE g.owner, g.expires, g.began, g.beat", {"owner": self.owner}
        )


@contextmanager
def leased(connection: Connection, *, wait: float = WAIT, term: float = TERM) -> Iterator[Lease]:
    """The lease, waited for up to `wait` seconds; StoreUnavailable then says who writes, and since when."""
    owner = f"{_place()} {os.getpid()} {secrets.token_hex(8)}"
    _held.add(owner)
    lease = Lease(connection, owner, term)
    try:
        _acquire(connection, owner, wait, term)
        try:
            yield lease
        except BaseException:
            with suppress(StoreUnavailable):  # the server may be gone: the next one finds this process dead or done
                lease.release()
            raise
        lease.release()
    finally:
        _held.discard(owner)


def _acquire(connection: Connection, owner: str, wait: float, term: float) -> None:
    give_up = time.monotonic() + wait
    while True:
        found = _holder(connection)
        free = found["owner"] is None or found["expires"] < found["now"] or _is_dead(found["owner"])
        if free and _claim(connection, owner, found["owner"], term):
            return
        if time.monotonic() > give_up:
            raise StoreUnavailable(_say(found, wait))
        time.sleep(PAUSE)


def _holder(connection: Connection) -> dict[str, Any]:
    columns, rows = connection.read(
        f"OPTIONAL MATCH {NODE} RETURN g.owner AS owner, g.expires AS expires, g.began AS began, timestamp() AS now"
    )
    return dict(zip(columns, rows[0], strict=True))


def _claim(connection: Connection, owner: str, seen: str | None, term: float) -> bool:
    def work(transaction: neo4j.ManagedTransaction) -> bool:
        row = transaction.run(
            f"MERGE {NODE} SET g.beat = timestamp() "
            "WITH g WHERE g.owner IS NULL OR g.owner IN [$owner, $seen] OR g.expires < timestamp() "
            "SET g.owner = $owner, g.began = timestamp(), g.expires = timestamp() + $length RETURN g.owner AS owner",
            owner=owner,
            seen=seen,
            length=round(1000 * term),
        ).single()
        return row is not None

    return connection.write(work)


def _place() -> str:
    # A process number says something only on its own machine, in Docker even only in its own container.
    space = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()}/{space.stat().st_ino if space.exists() else 0}"


def _is_dead(owner: str) -> bool:
    place, process, _ = owner.split(" ")
    if place != _place():
        return False
    if int(process) == os.getpid():
        return owner not in _held
    return os.name == "posix" and not _is_running(int(process))  # elsewhere signal 0 is not harmless


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # runs, as another user
        return True
    return True


def _say(found: dict[str, Any], wait: float) -> str:
    place, process, _ = found["owner"].split(" ")
    since = datetime.fromtimestamp(found["began"] / 1000, UTC).isoformat(sep=" ", timespec="seconds")
    who = f"process {process} on {place.partition('/')[0]}"
    return f"another sync ({who}) has been writing since {since}; waited {wait:g} s, try again when it is done"
