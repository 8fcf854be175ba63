"""What many tests need: the evaluation data beside the checkout, and a list of the parts that were missing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from graphs import projection
from servers import NEWEST, VERSIONS, Server, ServerMissing, short
from stores import EmbeddedPlace, Neo4jPlace, Shelf

from graph.stores.base import Store
from graph.stores.embedded import EmbeddedStore
from graph.stores.whole import write_projection

if TYPE_CHECKING:
    from graph.stores.neo4j.settings import Address

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
REQUIRE_ALL = os.environ.get("DEALGRAPH_REQUIRE") == "all"

_missing: set[str] = set()


def missing(part: str) -> NoReturn:
    """Skip the test because the machine lacks `part`, and name it at the end; with DEALGRAPH_REQUIRE=all, fail."""
    if REQUIRE_ALL:
        pytest.fail(f"{part} is missing, and DEALGRAPH_REQUIRE=all wants every part")
    _missing.add(part)
    pytest.skip(f"{part} is missing")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data beside the checkout."""
    if not (SHARED / "bench").is_dir():
        missing("../shared (evaluation data)")
    return SHARED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was missing, so that a green run never hides what it did not try."""
    for part in sorted(_missing):
        terminalreporter.write_line(f"skipped for want of: {part}")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `dealgraph demo` was run: .dealgraph/demo, graph.html, graph.ttl, and its output."""
    folder = tmp_path_factory.mktemp("demo")
    command = [Path(sys.executable).with_name("dealgraph"), "demo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=clean_environment())
    (folder / "stdout.txt").write_text(done.stdout)
    (folder / "stderr.txt").write_text(done.stderr)
    assert done.returncode == 0, done.stderr
    return folder


def clean_environment() -> dict[str, str]:
    """The environment without the user's own settings of dealgraph."""
    return {key: value for key, value in os.environ.items() if not key.startswith("DEALGRAPH")}


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """An embedded store with the hand-made graph of graphs.py."""
    made = EmbeddedStore(tmp_path)
    write_projection(made, projection())
    return made


# -- Neo4j: a server of each version starts when the first test asks for it, and serves them all


@dataclass(frozen=True, slots=True)
class Database:
    """The empty database of a running server."""

    server: Server

    @property
    def env(self) -> dict[str, str]:
        """The settings from which dealgraph takes its address."""
        return self.server.env

    @property
    def address(self) -> Address:
        from graph.stores.neo4j import read_address

        return read_address("neo4j", self.env)

    def run(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """Ask with the bare driver, past our own code."""
        return self.server.run(cypher, **parameters)


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Server]]:
    """Gives the running server of a version."""
    running: dict[str, Server] = {}

    def start(version: str) -> Server:
        if version not in running:
            made = Server(tmp_path_factory.mktemp(f"neo4j-{version}"), version)
            running[version] = started(made)
        return running[version]

    yield start
    for server in running.values():
        server.stop()


def started(server: Server) -> Server:
    """The server, running; the test is skipped where the machine lacks a part of it."""
    try:
        return server.start()
    except ServerMissing as error:
        missing(str(error))


def name_of_store(name: str) -> str:
    return name if name == "embedded" else f"neo4j-{short(name)}"


@pytest.fixture(scope="session", params=VERSIONS, ids=name_of_store)
def neo4j_server(request: pytest.FixtureRequest, start_server: Callable[[str], Server]) -> Server:
    """A running server of each version that dealgraph supports, with what other tests left in it."""
    return start_server(request.param)


@pytest.fixture
def neo4j(neo4j_server: Server) -> Database:
    """An empty database, of each version."""
    neo4j_server.clear()
    return Database(neo4j_server)


@pytest.fixture
def neo4j_newest(start_server: Callable[[str], Server]) -> Database:
    """An empty database of the newest version, for what one version is enough."""
    server = start_server(NEWEST)
    server.clear()
    return Database(server)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers for this test alone, which it may stop, kill and set up as it likes: `own_server(heap="300m")`."""
    running: list[Server] = []

    def start(version: str = NEWEST, **options: Any) -> Server:
        server = Server(tmp_path / f"server-{len(running)}", version, **options)
        running.append(server)
        return started(server)

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="session", params=["embedded", *VERSIONS], ids=name_of_store)
def shelf(
    request: pytest.FixtureRequest,
    start_server: Callable[[str], Server],
    tmp_path_factory: pytest.TempPathFactory,
) -> Shelf:
    """A store of each kind, empty or holding what a test asks for."""
    if request.param == "embedded":
        return Shelf(EmbeddedPlace(lambda: tmp_path_factory.mktemp("embedded")))
    return Shelf(Neo4jPlace(start_server(request.param)))


@pytest.fixture
def kept(shelf: Shelf) -> Iterator[Store]:
    """A store of each kind with the hand-made graph, to be asked."""
    with closing(shelf.holding(projection())) as opened:
        yield opened


@pytest.fixture
def empty(shelf: Shelf) -> Iterator[Store]:
    """An empty store of each kind, to be written."""
    with closing(shelf.empty()) as opened:
        yield opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks a server, so that `-m "not neo4j"` leaves it out."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "own_server" in fixtures or ("start_server" in fixtures and "embedded" not in item.name):
            item.add_marker("neo4j")
