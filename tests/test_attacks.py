"""Attacks on every store: by the text of a query, by what articles say, by parameters, files and names.

The texts are those of attacks.py. A file with a secret and a listening socket show that none was read and none asked.
"""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import kglite
import pytest
from attacks import ATTEMPTS, Attempt, table
from conftest import ROOT, Database, clean_environment
from graphs import projection
from hypothesis import given
from hypothesis import strategies as st
from stores import held, wanted

from graph.errors import DealgraphError, OntologyError, QueryError, UnknownName
from graph.model import Entity, Projection, digest
from graph.ontology import load_ontology
from graph.stores.base import Store
from graph.stores.embedded import EmbeddedStore
from graph.stores.guard import words
from graph.stores.neo4j.connection import Connection
from graph.stores.readonly import check_read_only
from graph.stores.whole import write_projection

CANARY = "the canary sings"
ids = pytest.mark.parametrize("attempt", ATTEMPTS, ids=lambda a: a.id)


@dataclass
class Trap:
    """A file that must not be read, and an address that must not be asked."""

    file: Path
    url: str
    asked: list[str] = field(default_factory=list)

    def text(self, attempt: Attempt) -> str:
        return attempt.text.format(file=self.file, url=self.url)

    @property
    def parameters(self) -> dict[str, str]:
        return {"url": f"file://{self.file}"}


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trap]:
    file = tmp_path_factory.mktemp("canary") / "secret.csv"
    file.write_text(f"{CANARY}\n")
    listener = socket.create_server(("127.0.0.1", 0))
    made = Trap(file, f"http://127.0.0.1:{listener.getsockname()[1]}/x.csv")

    def listen() -> None:
        with contextlib.suppress(OSError):  # closed at the end
            while True:
                caller, address = listener.accept()
                made.asked.append(str(address))
                caller.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield made
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(timeout=10)


# -- by the text


def test_every_store_refuses_every_text_and_is_as_it_was(kept: Store, trap: Trap) -> None:
    before = held(kept.view())
    told = {attempt.id: _told(kept, trap, attempt) for attempt in ATTEMPTS}
    assert [name for name, text in told.items() if text is None] == []
    assert [name for name, text in told.items() if text is not None and CANARY in text] == []
    assert trap.asked == []
    assert held(kept.view()) == before == wanted(projection())


def _told(store: Store, trap: Trap, attempt: Attempt) -> str | None:
    """Why the store refuses the text; None if it answers."""
    try:
        store.view().query(trap.text(attempt), trap.parameters, time_limit=5)
    except QueryError as error:
        return str(error)
    return None


@ids
def test_a_write_is_also_known_by_where_its_words_stand(monkeypatch: pytest.MonkeyPatch, attempt: Attempt) -> None:
    """Without the list of writing words: an unknown clause of a later version would be refused in the same way."""
    monkeypatch.setattr(words, "CHANGES", frozenset())
    monkeypatch.setattr(words, "COMMANDS", frozenset())
    with pytest.raises(QueryError):
        check_read_only(attempt.text.format(file="/x", url="http://x/"))


WRITES = [attempt for attempt in ATTEMPTS if attempt.writes]


@pytest.fixture
def filled(neo4j: Database) -> Iterator[Connection]:
    neo4j.run("CREATE (:Entity {name: 'Microsoft'})-[:OWNS]->(:Entity {name: 'LinkedIn'})")
    connection = Connection(neo4j.address)
    yield connection
    connection.close()


def test_neo4j_itself_refuses_to_write_where_the_guard_is_passed_by(neo4j: Database, filled: Connection) -> None:
    """Access mode READ, the second line."""
    for attempt in WRITES:
        if "PASSWORD" in attempt.text or "DATABASE" in attempt.text or attempt.id == "grant":
            continue  # asked of the system database, which the driver reaches in the same session
        with contextlib.suppress(DealgraphError):
            filled.read(attempt.text.format(), {}, time_limit=5)
    assert neo4j.run("MATCH (n) RETURN count(n) AS n, collect(n.name) AS names") == [
        {"n": 2, "names": ["Microsoft", "LinkedIn"]}
    ]
    assert neo4j.run("MATCH ()-[r]->() RETURN count(r) AS n") == [{"n": 1}]
    assert neo4j.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name") == []


def test_the_embedded_engine_itself_refuses_to_write(store: EmbeddedStore, trap: Trap) -> None:
    frozen = kglite.from_bytes(store.path.read_bytes().rpartition(b"\n#dealgraph ")[0]).freeze()
    count = "MATCH (n) RETURN count(n) AS n, sum(size(keys(n))) AS keys"
    before = frozen.cypher(count).to_list()
    for attempt in WRITES:
        with contextlib.suppress(kglite.KgError, ValueError):
            frozen.cypher(trap.text(attempt), timeout_ms=2000)
    assert frozen.cypher(count).to_list() == before


def test_the_traps_work_where_nothing_guards(neo4j_newest: Database, tmp_path: Path, trap: Trap) -> None:
    """Else the tests above would prove nothing."""
    load = next(attempt for attempt in ATTEMPTS if attempt.id == "load-csv")
    graph = kglite.KnowledgeGraph().freeze()
    assert graph.cypher(trap.text(load)).to_list() == [{"line": [CANARY]}]
    ask = next(attempt for attempt in ATTEMPTS if attempt.id == "load-csv-url")
    connection = Connection(neo4j_newest.address)
    with contextlib.suppress(DealgraphError), contextlib.closing(connection):
        connection.read(trap.text(ask), {}, time_limit=20)
    assert len(trap.asked) > 0
    trap.asked.clear()


def test_the_document_lists_what_is_tried() -> None:
    written = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert "\n".join(table()) in written, "put the lines of tests/attacks.py's table() into docs/security.md"


# -- by what articles say

HOSTILE = (
    "x'}) DETACH DELETE n //",
    '"}) MATCH (n) DETACH DELETE n //',
    "`) DETACH DELETE n //",
    "Entity`) DETACH DELETE (`x",
    "\\u0027}) DETACH DELETE n //",
    "$rows",
    "{name}",
    "*/ DETACH DELETE n /*",
    "Robert'); DROP TABLE claims;--",
    '=HYPERLINK("http://x/")',
    "\u202egnp.exe",
    "line\nbreak\ttab",
)


def hostile() -> Projection:
    """The hand-made graph; for each text an entity, an article, a link and a claim that carry it wherever they can."""
    graph = projection()
    made = [Entity(digest("entity", "Company", t), t, t, "Company", (f"{t}2",), None, 1) for t in HOSTILE]
    links, statements, articles = [], [], []
    for text, entity in zip(HOSTILE, made, strict=True):
        given = {"id": f"~{text}", "evidence": text}
        links.append(replace(graph.links[0], **given, object=entity.id, url=text, qualifiers={"title": text}))
        articles.append(replace(graph.articles[0], id=f"~{text}", url=text, headline=text, publisher=text))
        ends = {"object": entity.id, "article": f"~{text}", "link": f"~{text}"}
        statements.append(replace(graph.statements[0], **given, **ends))
    return replace(
        graph,
        watermark="hostile",
        entities=tuple(sorted((*graph.entities, *made), key=lambda e: e.id)),
        links=tuple(sorted((*graph.links, *links), key=lambda row: row.id)),
        statements=tuple(sorted((*graph.statements, *statements), key=lambda s: s.id)),
        articles=tuple(sorted((*graph.articles, *articles), key=lambda a: a.id)),
        mentions=tuple(sorted((*graph.mentions, *((f"~{t}", e.id) for t, e in zip(HOSTILE, made, strict=True))))),
    )


def test_what_an_article_says_is_kept_as_text(empty: Store) -> None:
    write_projection(empty, hostile())
    assert held(empty.view()) == wanted(hostile())


def test_a_parameter_is_a_value_whatever_it_says(kept: Store) -> None:
    before = kept.view().query("MATCH (n) RETURN count(n) AS n").rows
    for text in HOSTILE:
        for value in (text, [text], {text: text}):
            assert kept.view().query("RETURN $v AS v", {"v": value}).rows == ((value,),)
        assert kept.view().query("RETURN 1 AS one", {text: "x"}).rows == ((1,),)
    assert kept.view().query("MATCH (n) RETURN count(n) AS n").rows == before


def test_a_relation_that_the_ontology_lacks_is_never_written(empty: Store) -> None:
    first, *rest = projection().links
    for relation in ("OWNS]->() DETACH DELETE n //", "OWNS`", "", "OWNS|ACQUIRED", "owns"):
        links = (replace(first, relation=relation), *rest)
        _refused(empty, replace(projection(), watermark=f"wrong {relation}", links=links))


def test_a_type_that_the_ontology_lacks_is_never_written(empty: Store) -> None:
    first, *rest = projection().entities
    for type_ in ("Company) DETACH DELETE (n", "Company`", "", "Company:Admin"):
        entities = (replace(first, type=type_), *rest)
        _refused(empty, replace(projection(), watermark=f"wrong {type_}", entities=entities))


def _refused(store: Store, graph: Projection) -> None:
    with pytest.raises(UnknownName):
        write_projection(store, graph)
    assert store.state() is None


@pytest.mark.parametrize(
    "name", ["Entity", "Article", "Claim", "Dealgraph", "SUBJECT", "OBJECT", "STATED_IN", "MENTIONS"]
)
def test_an_ontology_file_takes_no_name_that_the_stores_use(tmp_path: Path, name: str) -> None:
    test_an_ontology_file_gives_only_plain_names(tmp_path, "relations" if name.isupper() else "types", name)


@pytest.mark.parametrize("name", ["X) DETACH DELETE (n", "X`", "X Y", "X'", "1X", "X\\u0060", "", "X\u00b2", "ÄX"])
@pytest.mark.parametrize("kind", ["types", "relations"])
def test_an_ontology_file_gives_only_plain_names(tmp_path: Path, kind: str, name: str) -> None:
    file = tmp_path / "mine.yaml"
    about = {
        "types": {"definition": "x", "example": "y"},
        "relations": {"definition": "x", "subject": ["Company"], "object": ["Company"], "example": "y"},
    }[kind]
    file.write_text(json.dumps({kind: {name: about}}))
    with pytest.raises(OntologyError):
        load_ontology(file)


# -- by the command line


def dealgraph(*arguments: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("dealgraph"), *map(str, arguments)]
    done = {**clean_environment(), **env}
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, env=done, stdin=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an article whose headline, publisher and address are hostile."""
    folder = tmp_path_factory.mktemp("home")
    story = {
        "id": "x'}) DETACH DELETE n //",
        "url": "https://news.example/`)%20DETACH%20DELETE%20n",
        "title": "\x1b[2J\x1b]0;owned\x07'}) DETACH DELETE n //",
        "source": '=HYPERLINK("http://x/")',
        "published": "2025-01-01",
        "text": "Microsoft, which owns LinkedIn, said on Tuesday that Satya Nadella stays its chief executive. " * 3,
    }
    (folder / "a.jsonl").write_text(json.dumps(story) + "\n")
    done = dealgraph("ingest", "a.jsonl", "--home", folder / "graph", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_an_article_says_nothing_to_the_store(home: Path) -> None:
    done = dealgraph("query", "owners", "-p", "name=LinkedIn", "--json", "--home", home / "graph", cwd=home)
    assert [row["owner"] for row in json.loads(done.stdout)] == ["Microsoft"]


@pytest.mark.parametrize("text", ["LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x", "MATCH (n) DETACH DELETE n"])
@pytest.mark.parametrize("header", ["", "// A question?\n// param name: string = \"x' SET n.y = '\" - a name\n"])
def test_a_users_own_file_is_judged_like_a_text(home: Path, text: str, header: str) -> None:
    (home / "mine.cypher").write_text(header + text)
    done = dealgraph("query", "mine.cypher", "--home", home / "graph", cwd=home)
    assert done.returncode == 2
    assert "not allowed" in done.stderr
    assert "root:" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd", "/etc/passwd", "..", ".", "owners.cypher/../../x", "owners\x1b[2J", "", "%2e%2e/x", "C:x"],
)
def test_the_name_of_a_question_opens_no_file(home: Path, name: str) -> None:
    for command in ("query", "sparql"):
        done = dealgraph(command, name, "--home", home / "graph", cwd=home)
        assert done.returncode == 2
        assert "no saved query" in done.stderr
        assert "root:" not in done.stdout + done.stderr


def test_csv_gives_what_the_article_says(home: Path) -> None:
    text = "MATCH (a:Article) RETURN a.publisher AS publisher"
    done = dealgraph("query", "-e", text, "--format", "csv", "--home", home / "graph", cwd=home)
    assert done.stdout == 'publisher\n"=HYPERLINK(""http://x/"")"\n'


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_nothing_an_article_says_steers_the_terminal(home: Path, form: str) -> None:
    text = "MATCH (a:Article) RETURN a.headline + '\x1b[31m\x9b31m\u202e' AS `head\x1b[31mline`"
    shown = on_terminal("query", "-e", text, "--format", form, "--home", home / "graph", cwd=home)
    assert "DETACH DELETE" in shown
    for sign in ("\x1b[2J", "\x1b]0;", "\x07", "\x1b[31m", "\x9b", "\u202e"):
        assert sign not in shown


def on_terminal(*arguments: str | Path, cwd: Path, typed: str = "", **env: str) -> str:
    """What a person at a terminal sees of a command, and whether it ended well: its exit code is the last line."""
    leader, follower = pty.openpty()
    command = [Path(sys.executable).with_name("dealgraph"), *map(str, arguments)]
    settings = {**clean_environment(), "TERM": "xterm", "COLUMNS": "200", **env}
    with subprocess.Popen(
        command, cwd=cwd, env=settings, stdin=follower, stdout=follower, stderr=follower, start_new_session=True
    ) as process:
        os.close(follower)
        os.write(leader, typed.encode())
        seen = b"".join(_chunks(leader))
        code = process.wait(timeout=60)
    os.close(leader)
    return f"{seen.decode()}\n{code}"


def _chunks(leader: int) -> Iterator[bytes]:
    while select.select([leader], [], [], 60)[0]:
        try:
            chunk = os.read(leader, 4096)
        except OSError:  # Linux says so when the other end is closed
            return
        if not chunk:
            return
        yield chunk


# -- writing, on purpose


def test_writing_needs_a_terminal_and_a_server(neo4j_newest: Database, tmp_path: Path) -> None:
    text = ("query", "-e", "CREATE (:Mine)", "--write")
    for place, cure in (("neo4j", "cypher-shell"), ("embedded", "--store neo4j://HOST")):
        done = dealgraph(*text, "--store", place, cwd=tmp_path, **neo4j_newest.env)
        assert done.returncode == 2
        assert cure in done.stderr
    refused = on_terminal(*text, cwd=tmp_path)
    assert "cache of the ledger" in refused
    assert neo4j_newest.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_writing_asks_and_counts(neo4j: Database, tmp_path: Path) -> None:
    arguments = ("query", "-e", "CREATE (n:Mine {a: $a}) RETURN n.a AS a", "-p", "a:=[1, 2]", "--write")

    def ask(typed: str) -> str:
        return on_terminal("--store", "neo4j", *arguments, cwd=tmp_path, typed=typed, **neo4j.env)

    said_no = ask("n\n")
    assert neo4j.server.uri in said_no
    assert neo4j.server.password not in said_no
    assert said_no.endswith("130")
    assert neo4j.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    said_yes = ask("y\n")
    assert "1 node created, 1 property set, 1 label added" in said_yes
    assert said_yes.endswith("0")
    assert neo4j.run("MATCH (n:Mine) RETURN n.a AS a") == [{"a": [1, 2]}]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=20))
def test_any_text_in_quotes_stays_a_text(text: str) -> None:
    quoted = text.replace("\\", "").replace("'", "").replace("\x00", "")
    check_read_only(f"MATCH (n) WHERE n.name = '{quoted}' RETURN n")
