"""Server or client killed in the midst of a sync, anywhere: the next sync gives the graph of an unbroken one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from conftest import Database
from neo4j_graphs import WHOLE, copies, graph_digest, opened
from servers import Server
from stores import Series

from graph.errors import StoreUnavailable

pytestmark = pytest.mark.slow

BATCH = 40  # so that a run of a few seconds has a hundred batches
FIRST, SECOND = copies(20, "first"), copies(30, "second")
RUN = """
import sys
sys.path[:0] = {paths!r}
from test_neo4j_kill import client
client({edition})
"""


def source(edition: int) -> Series:
    return Series(*(FIRST, SECOND)[:edition])


def client(edition: int) -> None:
    """What the killed process runs."""
    from graph.ontology import load_ontology
    from graph.stores.neo4j import Neo4jStore, read_address

    store = Neo4jStore(read_address("neo4j", os.environ), load_ontology(), batch=BATCH, small=0)
    store.take(source(edition), progress=lambda *_: print(flush=True))
    store.close()


@pytest.fixture
def database(own_server: Callable[..., Server]) -> Database:
    return Database(own_server())


def unbroken(database: Database) -> tuple[dict[int, str], float]:
    """The digests of both editions, and the seconds that a sync took."""
    digests = {}
    with closing(opened(database, batch=BATCH, small=0)) as store:
        began = time.monotonic()
        for edition in (1, 2):
            store.take(source(edition))
            digests[edition] = graph_digest(database.run)
    return digests, (time.monotonic() - began) / 2


def prepared(database: Database, edition: int) -> None:
    """The database before a sync to that edition."""
    database.run("MATCH (n) DETACH DELETE n")
    if edition == 2:
        with closing(opened(database)) as store:
            store.take(source(1))


def finish(database: Database, edition: int) -> str:
    with closing(opened(database, batch=BATCH, small=0, wait=5)) as store:
        store.take(source(edition))
        assert store.state() == ("first", "second")[edition - 1]
    return graph_digest(database.run)


def test_the_client_killed_at_ten_points(database: Database) -> None:
    digests, seconds = unbroken(database)
    chance, here = random.Random(4), Path(__file__).parent  # noqa: S311  no secret
    for number in range(10):
        edition = 1 + number % 2
        prepared(database, edition)
        code = RUN.format(paths=[str(here), str(here.parent)], edition=edition)
        process = subprocess.Popen(
            [sys.executable, "-c", code], env={**os.environ, **database.env}, stdout=subprocess.PIPE, cwd=here.parent
        )
        assert process.stdout is not None
        process.stdout.readline()  # the first batch is there
        time.sleep(chance.random() * seconds)
        process.kill()
        process.communicate()
        assert finish(database, edition) == digests[edition], number


def test_the_server_killed_at_ten_points(database: Database) -> None:
    digests, seconds = unbroken(database)
    chance = random.Random(5)  # noqa: S311  no secret
    for number in range(10):
        edition = 1 + number % 2
        prepared(database, edition)
        began = threading.Event()

        def run(edition: int = edition, began: threading.Event = began) -> None:
            store = opened(database, batch=BATCH, small=0)
            with suppress(StoreUnavailable):
                store.take(source(edition), progress=lambda *_: began.set())
            store.close()

        writer = threading.Thread(target=run)
        writer.start()
        began.wait(60)
        time.sleep(chance.random() * seconds)
        database.server.kill()
        if number % 3:  # else the writer waits for the server, and goes on
            writer.join()
        database.server.start()
        writer.join()
        assert finish(database, edition) == digests[edition], number


def test_the_digest_tells_graphs_apart(neo4j_newest: Database) -> None:
    with closing(opened(neo4j_newest)) as store:
        store.take(Series(WHOLE))
        before = graph_digest(neo4j_newest.run)
        neo4j_newest.run("MATCH (:Claim)-[r:STATED_IN]->() WITH r LIMIT 1 DELETE r")
        assert graph_digest(neo4j_newest.run) != before
