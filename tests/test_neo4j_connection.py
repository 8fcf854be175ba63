"""Reaching a server: what a user reads when it is not there, refuses, breaks off or is full, and what goes on after."""

from __future__ import annotations

import logging
import os
import resource
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import neo4j as driver
import pytest
from conftest import Database, missing
from neo4j import exceptions
from neo4j_faults import WORD, hang_up, listening, make_certificate, shown, speak_http, speak_tls
from servers import Server

from graph.errors import StoreUnavailable
from graph.stores.neo4j import Address, connection, read_address
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.faults import explain

SLOW = "UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 8 RETURN count(*) AS n"
PUT = "MERGE (n:Thing {id: $id}) RETURN n.id AS id"


@contextmanager
def connected(address: Address) -> Iterator[Connection]:
    made = Connection(address)
    try:
        yield made
    finally:
        made.close()


def refusal(address: Address) -> str:
    """What is said when it is opened, and that the password is nowhere in it."""
    with connected(address) as made, pytest.raises(StoreUnavailable) as refused:
        made.version()
    assert WORD not in shown(refused.value)
    assert address.uri in str(refused.value)
    return str(refused.value)


def put(number: int) -> Callable[[driver.ManagedTransaction], Any]:
    return lambda transaction: transaction.run(PUT, id=number).single(strict=True)["id"]


# -- without a server


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nothing_listens(scheme: str) -> None:
    assert "start Neo4j" in refusal(Address(f"{scheme}://127.0.0.1:1", None, "neo4j", WORD))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j+s"])
def test_no_such_host(scheme: str) -> None:
    assert "no such host" in refusal(Address(f"{scheme}://no-such-host.invalid:7687", None, "neo4j", WORD))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize(
    ("answer", "cure"),
    [(hang_up, "+s://"), (speak_http, "7687"), (None, "firewall")],
    ids=["hangs up", "HTTP", "silent"],
)
def test_a_port_for_something_else(
    scheme: str, answer: Callable[[Any], None] | None, cure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "CONNECT", 0.5)
    with listening(answer) as port:
        assert cure in refusal(Address(f"{scheme}://127.0.0.1:{port}", None, "neo4j", WORD))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        missing("openssl")
    folder = tmp_path_factory.mktemp("certificate")
    make_certificate(folder)
    return folder


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_tls_that_does_not_fit(scheme: str, certificate: Path) -> None:
    with listening(speak_tls(certificate)) as port:
        untrusted = refusal(Address(f"{scheme}+s://127.0.0.1:{port}", None, "neo4j", WORD))
        assert "not trusted" in untrusted
        assert f"{scheme}+ssc://" in untrusted
        assert f"{scheme}+s://" in refusal(Address(f"{scheme}://127.0.0.1:{port}", None, "neo4j", WORD))


def test_the_driver_s_log_goes_nowhere_unless_asked(capfd: pytest.CaptureFixture[str]) -> None:
    refusal(Address("neo4j://127.0.0.1:1", None, "neo4j", WORD))
    assert capfd.readouterr().err == ""
    assert logging.getLogger("neo4j").level == logging.NOTSET


# -- a server that refuses


def test_opens_at_either_scheme(neo4j: Database) -> None:
    for scheme in ("bolt", "neo4j"):
        with connected(read_address(neo4j.server.uri.replace("bolt", scheme), neo4j.env)) as made:
            assert made.version() >= (5, 26)
            assert neo4j.server.version.startswith(str(made.version()[0]))
            assert made.write(put(1)) == 1
            assert made.read("MATCH (n:Thing) RETURN n.id AS id, 'x' AS x") == (("id", "x"), [(1, "x")])


def test_wrong_credentials(neo4j: Database) -> None:
    uri = neo4j.server.uri
    for scheme in ("bolt", "neo4j"):
        there = uri.replace("bolt", scheme)
        assert "correct NEO4J_USERNAME and NEO4J_PASSWORD" in refusal(Address(there, None, "nobody", WORD))
        assert "set NEO4J_PASSWORD" in refusal(read_address(there, {}))


def test_a_password_that_must_be_changed_first_and_one_that_is_guessed(neo4j: Database) -> None:
    system = neo4j.server
    system.run("CREATE USER novice SET PASSWORD $word CHANGE REQUIRED", database="system", word=WORD)
    try:
        assert "must be changed" in refusal(Address(system.uri, None, "novice", WORD))
        told = [refusal(Address(system.uri, None, "novice", f"{WORD}{guess}")) for guess in range(4)]
        assert "locked" in told[-1]
    finally:
        system.run("DROP USER novice", database="system")


def test_a_database_that_is_not_there(neo4j: Database) -> None:
    for scheme in ("bolt", "neo4j"):
        environ = {**neo4j.env, "NEO4J_DATABASE": "nosuch"}
        told = refusal(read_address(neo4j.server.uri.replace("bolt", scheme), environ))
        assert "no database 'nosuch' (there: neo4j); correct NEO4J_DATABASE" in told


def test_a_server_that_is_too_old(neo4j_newest: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "NEEDED", (9999, 1))
    assert f"Neo4j {neo4j_newest.server.version} at " in (told := refusal(neo4j_newest.address))
    assert "needs 9999.1 or later" in told


@pytest.mark.parametrize(
    ("text", "version"),
    [("5.27-aura", (5, 27)), ("2026.08.1", (2026, 8)), ("5.26.30", (5, 26)), ("4.4.40", None), ("5.9", None)],
)
def test_reads_versions_as_servers_write_them(text: str, version: tuple[int, int] | None) -> None:
    if version is None:
        with pytest.raises(StoreUnavailable, match=r"5\.26 or later"):
            connection.check_version(text, Address("bolt://localhost:7687"))
    else:
        assert connection.check_version(text, Address("bolt://localhost:7687")) == version


# -- what it does


def test_rows_of_a_statement_that_commits_by_itself(neo4j: Database) -> None:
    with connected(neo4j.address) as made:
        many = "UNWIND range(1, 10) AS x CALL (x) { CREATE (:Thing {id: x}) } IN TRANSACTIONS OF 3 ROWS"
        assert made.command(f"{many} RETURN count(*) AS n") == [{"n": 10}]
        assert made.read("MATCH (n:Thing) RETURN count(n) AS n")[1] == [(10,)]


def test_a_write_that_fails_leaves_nothing(neo4j: Database) -> None:
    def work(transaction: driver.ManagedTransaction) -> None:
        transaction.run(PUT, id=1)
        raise ZeroDivisionError

    with connected(neo4j.address) as made:
        with pytest.raises(ZeroDivisionError):
            made.write(work)
        assert made.read("MATCH (n) RETURN count(n) AS n")[1] == [(0,)]


def test_a_write_is_done_again_after_a_deadlock(neo4j: Database) -> None:
    neo4j.run("CREATE (:Thing {id: 1, n: 0}), (:Thing {id: 2, n: 0})")
    both = threading.Barrier(2)
    tries: list[int] = []

    def work(order: tuple[int, int]) -> Callable[[driver.ManagedTransaction], None]:
        def run(transaction: driver.ManagedTransaction) -> None:
            tries.append(order[0])
            for place, number in enumerate(order):
                transaction.run("MATCH (n:Thing {id: $id}) SET n.n = n.n + 1", id=number).consume()
                if place == 0 and len(tries) <= 2:
                    both.wait(30)

        return run

    with connected(neo4j.address) as made, ThreadPoolExecutor(2) as threads:
        list(threads.map(made.write, (work((1, 2)), work((2, 1)))))
        assert len(tries) > 2
        assert made.read("MATCH (n:Thing) RETURN n.n AS n")[1] == [(2,), (2,)]


def test_threads_share_it(neo4j: Database) -> None:
    with connected(neo4j.address) as made, ThreadPoolExecutor(16) as threads:
        answers = threads.map(lambda n: made.read("RETURN $n AS n", {"n": n})[1][0][0], range(200))
        assert list(answers) == list(range(200))


def test_opens_again_after_it_was_closed(neo4j_newest: Database) -> None:
    with connected(neo4j_newest.address) as made:
        made.version()
        made.close()
        assert made.read("RETURN 1 AS one")[1] == [(1,)]


def test_ctrl_c_ends_a_query_at_once(neo4j: Database) -> None:
    with connected(neo4j.address) as made:
        made.version()
        began = time.monotonic()
        threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        with pytest.raises(KeyboardInterrupt):
            made.read(SLOW, time_limit=60)
        assert time.monotonic() - began < 30  # not the query's own time
        assert made.read("RETURN 1 AS one")[1] == [(1,)]


# -- a server that breaks off


def test_reads_and_writes_outlive_a_restart(own_server: Callable[..., Server]) -> None:
    server = own_server()
    tries = []

    def work(transaction: driver.ManagedTransaction) -> int:
        tries.append(transaction.run(PUT, id=7).single(strict=True)["id"])
        if len(tries) == 1:
            server.kill()
            server.start()
        return len(tries)

    with connected(read_address("neo4j", server.env)) as made:
        assert made.write(work) == 2
        assert made.read("MATCH (n:Thing) RETURN n.id AS id")[1] == [(7,)]
        server.restart()
        assert made.read("MATCH (n:Thing) RETURN n.id AS id")[1] == [(7,)]


def test_a_server_that_dies_is_told(own_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "RETRY", 1.0)
    server = own_server()
    with connected(read_address("neo4j", server.env)) as made:
        made.version()
        threading.Timer(1, server.kill).start()
        with pytest.raises(StoreUnavailable, match="start Neo4j"):
            made.read(SLOW, time_limit=60, patience=1)
        with pytest.raises(StoreUnavailable, match="start Neo4j"):
            made.write(put(1))
        server.start()
        assert made.write(put(1)) == 1


def test_a_server_that_is_stuck_is_left_after_the_time_limit(
    own_server: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "GRACE", 1.0)
    server = own_server()
    with connected(read_address("neo4j", server.env)) as made:
        made.version()
        os.kill(server.pid, signal.SIGSTOP)
        try:
            with pytest.raises(StoreUnavailable, match="overloaded or stuck"):
                made.read("RETURN 1 AS one", time_limit=1)
        finally:
            os.kill(server.pid, signal.SIGCONT)
        assert made.read("RETURN 1 AS one")[1] == [(1,)]


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit stands in for a full disk")
def test_a_full_disk_is_told_and_nothing_that_was_committed_is_lost(own_server: Callable[..., Server]) -> None:
    server = own_server(settings={"db.tx_log.rotation.size": "1g"})
    done: list[int] = []

    def put_many(transaction: driver.ManagedTransaction, *, number: int) -> None:
        row = "UNWIND range(1, 5000) AS x CREATE (:Thing {id: $id, text: $text})"
        transaction.run(row, id=number, text="x" * 900).consume()

    def fill(made: Connection) -> None:
        for number in range(50):
            made.write(partial(put_many, number=number))
            done.append(number)

    cure = "free space there, restart the server and run again"
    with connected(read_address("neo4j", server.env)) as made:
        made.version()
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (20_000_000, resource.RLIM_INFINITY))
        with pytest.raises(StoreUnavailable, match=cure):
            fill(made)
        assert done
        with pytest.raises(StoreUnavailable, match=cure):
            made.read("MATCH (n:Thing) RETURN count(n) AS n", patience=0)
        server.kill()
        server.start()
        assert made.read("MATCH (n:Thing) RETURN count(n) AS n")[1] == [(5000 * len(done),)]


def test_a_read_only_database(own_server: Callable[..., Server]) -> None:
    server = own_server()
    server.run("CREATE (:Thing {id: 1})")
    server.settings = {**server.settings, "server.databases.default_to_read_only": "true"}
    server.restart()
    with connected(read_address("neo4j", server.env)) as made:
        assert made.read("MATCH (n:Thing) RETURN n.id AS id")[1] == [(1,)]
        with pytest.raises(StoreUnavailable, match="read-only; make it writable"):
            made.write(put(2))
        with pytest.raises(StoreUnavailable, match="read-only; make it writable"):
            made.command("CREATE INDEX thing IF NOT EXISTS FOR (n:Thing) ON (n.id)")


def test_tls_with_a_certificate_of_its_own(own_server: Callable[..., Server], certificate: Path) -> None:
    settings = {
        "server.bolt.tls_level": "OPTIONAL",
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(certificate),
        "dbms.ssl.policy.bolt.client_auth": "NONE",
    }
    server = own_server(settings=settings)
    with connected(read_address(server.uri.replace("bolt", "bolt+ssc"), server.env)) as made:
        assert made.read("RETURN 1 AS one")[1] == [(1,)]
    assert "not trusted" in refusal(read_address(server.uri.replace("bolt", "bolt+s"), server.env))


@pytest.mark.parametrize(
    "told", ["Couldn't connect to inner:7687 (resolved to ())", "Failed to DNS resolve address inner:7687"]
)
def test_a_server_that_sends_one_elsewhere(told: str) -> None:
    said = explain(exceptions.ServiceUnavailable(told), Address("neo4j+s://outer:7687"))
    assert "sends us on to inner:7687" in str(said)
    assert "bolt+s://" in str(said)
