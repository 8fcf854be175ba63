"""The embedded store: its form, its promise that a file is the old graph or the new one, and its refusals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import QueryError, StoreUnavailable
from graph.model import Projection
from graph.ontology import load_ontology
from graph.stores.base import Rows, write_projection
from graph.stores.embedded import ABANDONED, FILE, EmbeddedStore
from graph.stores.properties import qualifier_properties
from tests.graphs import ENTITIES, FACTS, entity_id, projection

CLAIM_PROPERTIES = {"id", "relation", "status", "evidence", "confidence", "extractor", "start", "end"}
LINK_PROPERTIES = {"id", "status", "since", "until", "confidence", "sources", "evidence", "url"}
QUALIFIERS = {
    "since",
    "until",
    "amount",
    "amount_max",
    "bound",
    "currency",
    "share",
    "role",
    "round",
    "date",
    "case_number",
}


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    made = EmbeddedStore(tmp_path)
    write_projection(made, projection())
    return made


def ask(store: EmbeddedStore, cypher: str, **parameters: object) -> tuple[tuple[object, ...], ...]:
    return store.view().query(cypher, parameters).rows


# -- what is kept


def test_holds_all_of_the_projection(store: EmbeddedStore) -> None:
    whole = projection()
    assert ask(store, "MATCH (n:Entity) RETURN count(n)") == ((len(whole.entities),),)
    assert ask(store, "MATCH (n:Article) RETURN count(n)") == ((len(whole.articles),),)
    assert ask(store, "MATCH (n:Claim) RETURN count(n)") == ((len(whole.statements),),)
    assert ask(store, "MATCH (:Entity)-[r]->(:Entity) RETURN count(r)") == ((len(whole.links),),)
    assert ask(store, "MATCH (:Article)-[r:MENTIONS]->(:Entity) RETURN count(r)") == ((len(whole.mentions),),)
    for kind in ("SUBJECT", "OBJECT", "STATED_IN"):
        assert ask(store, f"MATCH (:Claim)-[r:{kind}]->() RETURN count(r)") == ((len(whole.statements),),)


def test_an_entity_has_class_label_first_and_its_properties(store: EmbeddedStore) -> None:
    rows = ask(store, "MATCH (n:Entity {id: $id}) RETURN labels(n), properties(n)", id=entity_id("Microsoft"))
    assert rows == (
        (
            ["Company", "Entity", "Organization"],
            {
                "id": entity_id("Microsoft"),
                "name": "Microsoft",
                "aliases": ["Microsoft Corp.", "MSFT"],
                "wikidata": "Q2283",
                "sources": 3,
                "first_seen": "2023-12-27",
                "last_seen": "2025-01-23",
            },
        ),
    )


def test_labels_are_those_of_the_ontology(store: EmbeddedStore) -> None:
    found = dict(ask(store, "MATCH (n:Entity) RETURN n.name, labels(n)"))
    wanted = {name: list(load_ontology().type(kind).labels) for name, (kind, _, _) in ENTITIES.items()}
    assert found == wanted


def test_a_link_carries_its_qualifiers_under_names_that_no_engine_claims(store: EmbeddedStore) -> None:
    rows = ask(store, "MATCH (:Person {name: 'Satya Nadella'})-[r:WORKS_FOR]->() RETURN properties(r)")
    assert rows == (
        (
            {
                "id": rows[0][0]["id"],
                "type": "WORKS_FOR",  # kglite's own name for it, not stored
                "status": "current",
                "since": "2014-02",
                "confidence": 0.9,
                "sources": 1,
                "role": "chief executive",
                "evidence": "Satya Nadella is chief executive of Microsoft.",
                "url": "https://news.example/people",
            },
        ),
    )


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        ("(n:Claim)", CLAIM_PROPERTIES | QUALIFIERS),
        ("(:Entity)-[n]->(:Entity)", LINK_PROPERTIES | QUALIFIERS | {"type"}),  # see above
        ("(n:Article)", {"id", "url", "headline", "published", "publisher"}),
        ("(n:Entity)", {"id", "name", "aliases", "wikidata", "sources", "first_seen", "last_seen"}),
    ],
)
def test_no_property_beyond_the_contract(store: EmbeddedStore, pattern: str, allowed: set[str]) -> None:
    rows = ask(store, f"MATCH {pattern} RETURN properties(n)")
    assert {key for (found,) in rows for key in found} <= allowed


def test_a_denied_claim_is_kept_as_a_claim_and_never_as_an_edge(store: EmbeddedStore) -> None:
    ends = {"s": entity_id("Microsoft"), "o": entity_id("OpenAI")}
    assert ask(store, "MATCH (s {id: $s})-[r:OWNS]->(o {id: $o}) RETURN r.id", **ends) == ()
    claim = "MATCH (s {id: $s})<-[:SUBJECT]-(c:Claim {relation: 'OWNS'})-[:OBJECT]->(o {id: $o}) RETURN c.status"
    assert ask(store, claim, **ends) == (("denied",),)


def test_names_with_quotes_and_other_scripts_come_back_unchanged(store: EmbeddedStore) -> None:
    rows = ask(store, "MATCH (n:Entity) WHERE $name IN n.aliases RETURN n.name, n.aliases", name='Wörld "Labs"')
    assert rows == (("World Labs", ['Wörld "Labs"', "世界"]),)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"amount": "6600000000"}, {"amount": 6600000000}),
        ({"share": "49.5", "title": "chair"}, {"share": 49.5, "role": "chair"}),
        ({"amount": "12.00"}, {"amount": 12}),
        ({"amount": "99999999999999999999"}, {"amount": 1e20}),
        ({"amount": "a lot"}, {"amount": "a lot"}),
        ({"case_number": "25"}, {"case_number": "25"}),
    ],
)
def test_qualifiers_become_properties(given: dict[str, str], stored: dict[str, object]) -> None:
    assert qualifier_properties(given) == stored


WHOLE = projection()


@pytest.mark.parametrize(
    "broken",
    [
        Projection("broken", WHOLE.entities[:3], WHOLE.links, (), (), ()),
        Projection("broken", WHOLE.entities[:3], (), WHOLE.statements, WHOLE.articles, ()),
        Projection("broken", WHOLE.entities, (), WHOLE.statements, WHOLE.articles[:1], ()),
        Projection("broken", WHOLE.entities, (), (), WHOLE.articles[:1], WHOLE.mentions),
    ],
    ids=["link", "claim", "claim's article", "mention's article"],
)
def test_what_names_a_thing_that_was_not_written_is_an_error(store: EmbeddedStore, broken: Projection) -> None:
    with pytest.raises(StoreUnavailable, match="was not written; run `dealgraph sync`"):
        write_projection(store, broken)
    assert store.state() == "watermark-1"


def test_an_empty_graph_is_a_graph(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path)
    write_projection(store, Projection("nothing", (), (), (), (), ()))
    assert store.state() == "nothing"
    assert ask(store, "MATCH (n:Company)-[:OWNS]->(m) RETURN n.name") == ()


# -- state and file


def test_a_home_without_a_graph_says_how_to_make_one(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "home")
    assert store.state() is None
    with pytest.raises(StoreUnavailable, match="dealgraph sync"):
        store.view()


def test_the_same_projection_is_seen_by_another_store_on_the_same_home(store: EmbeddedStore) -> None:
    other = EmbeddedStore(store.path.parent)
    assert other.state() == "watermark-1"
    assert ask(other, "MATCH (n) RETURN count(n)") == ask(store, "MATCH (n) RETURN count(n)")


def test_a_view_stays_while_the_next_one_sees_the_new_graph(store: EmbeddedStore) -> None:
    before = store.view()
    write_projection(store, projection(FACTS[:5], watermark="watermark-2"))
    count = "MATCH (c:Claim) RETURN count(c)"
    assert before.query(count).rows == ((len(FACTS),),)
    assert store.view().query(count).rows == ((5,),)
    assert store.state() == "watermark-2"


def test_what_fails_in_the_middle_leaves_no_trace(store: EmbeddedStore) -> None:
    before = store.path.read_bytes()

    def write() -> None:
        with store.writer("watermark-2") as writer:
            writer.put_articles(projection().articles)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert store.path.read_bytes() == before
    assert [p.name for p in store.path.parent.iterdir()] == [FILE]


DAMAGE = {
    "empty": lambda _: b"",
    "half": lambda content: content[: len(content) // 2],
    "one byte less": lambda content: content[:-1],
    "a bit flipped": lambda content: content[:500] + bytes([content[500] ^ 1]) + content[501:],
    "something behind": lambda content: content + b"x",
    "foreign": lambda _: b"SQLite format 3\0" * 100,
    "kglite's own file": lambda content: content[: content.rindex(b"\n#dealgraph")],
    "another format": lambda content: content.replace(b'"format": 1,', b'"format": 9,'),
    "another kglite": lambda content: content.replace(b'"kglite": "0.', b'"kglite": "7.'),
    "another watermark's type": lambda content: content.replace(b'"watermark-1"', b'["watermark"]'),
    "seal of no JSON": lambda content: content.replace(b'{"format"', b'{"format'),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_file_that_is_not_wholly_ours_is_not_read(store: EmbeddedStore, kind: str) -> None:
    store.path.write_bytes(DAMAGE[kind](store.path.read_bytes()))
    assert store.state() is None
    with pytest.raises(StoreUnavailable, match="dealgraph sync"):
        store.view()
    write_projection(store, projection())
    assert store.state() == "watermark-1"


def test_a_folder_where_the_file_should_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(StoreUnavailable, match="cannot be read"):
        EmbeddedStore(tmp_path).state()
    with pytest.raises(StoreUnavailable, match="cannot be written"):
        write_projection(EmbeddedStore(tmp_path), projection())


def test_rests_of_killed_runs_are_swept_but_not_another_writer_s_file(store: EmbeddedStore) -> None:
    old, young = (store.path.with_name(f"{FILE}.{name}.tmp") for name in ("old", "young"))
    old.write_bytes(b"half")
    young.write_bytes(b"half")
    os.utime(old, (0, time.time() - ABANDONED - 1))
    write_projection(store, projection(watermark="watermark-2"))
    assert store.state() == "watermark-2"
    assert not old.exists()
    assert young.exists()


CHILD = """
import sys
from pathlib import Path
from graph.stores.base import write_projection
from graph.stores.embedded import EmbeddedStore
from tests.graphs import FACTS, projection
{before}
store = EmbeddedStore(Path(sys.argv[1]))
graphs = projection(FACTS[:5], "five"), projection(FACTS[:20], "twenty")
while True:
    for graph in graphs:
        write_projection(store, graph)
        print(graph.watermark, flush=True)
"""


def child(home: Path, before: str = "") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD.format(before=before), str(home)]
    root = Path(__file__).parents[1]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("delay", [0.0, 0.003, 0.011, 0.02, 0.037])
def test_kill_9_leaves_a_whole_graph(tmp_path: Path, delay: float) -> None:
    with child(tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "five\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    store = EmbeddedStore(tmp_path)
    wanted = {"five": 5, "twenty": 20}[str(store.state())]
    assert ask(store, "MATCH (c:Claim) RETURN count(c)") == ((wanted,),)


def test_readers_see_a_whole_graph_while_another_process_writes(tmp_path: Path) -> None:
    with child(tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "five\n"
        reader = EmbeddedStore(tmp_path)
        states = {reader.state() for _ in range(200)}
        counts = {ask(reader, "MATCH (c:Claim) RETURN count(c)") for _ in range(200)}
        process.kill()
    assert states <= {"five", "twenty"}
    assert counts <= {((5,),), ((20,),)}


def test_a_full_disk_is_one_clear_line_and_the_old_graph_stays(store: EmbeddedStore) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"
    with child(store.path.parent, limit) as process:
        _, errors = process.communicate()
    assert "StoreUnavailable" in errors.splitlines()[-1]
    assert "free space" in errors.splitlines()[-1]
    assert store.state() == "watermark-1"
    assert [p.name for p in store.path.parent.iterdir()] == [FILE]


# -- asked


def test_rows_are_plain_values(store: EmbeddedStore) -> None:
    asked = "RETURN 1 AS i, 1.5 AS f, 'x' AS s, true AS b, null AS n, [1, null] AS l, {a: date('2025-01-21')} AS m"
    assert store.view().query(asked) == Rows(
        ("i", "f", "s", "b", "n", "l", "m"), ((1, 1.5, "x", True, None, [1, None], {"a": "2025-01-21"}),)
    )


def test_a_map_of_the_user_s_own_keeps_its_keys(store: EmbeddedStore) -> None:
    asked = "MATCH (n {name: 'Oracle'})-[r:SUPPLIES]->() RETURN {id: n.id, type: type(r), title: 'x'}"
    assert ask(store, asked) == (({"id": entity_id("Oracle"), "type": "SUPPLIES", "title": "x"},),)


def test_a_kind_of_value_that_json_has_not_comes_as_text(store: EmbeddedStore) -> None:
    ((instant, rest),) = ask(store, "RETURN datetime('2025-01-21T10:00:00Z'), [duration('P1D'), 0.0 / 0.0]")
    assert isinstance(instant, str)
    assert all(value is None or isinstance(value, str | dict) for value in rest)


def test_a_node_comes_without_the_engine_s_own_keys(store: EmbeddedStore) -> None:
    ((node,),) = ask(store, "MATCH (n:Company {name: 'Oracle'}) RETURN n")
    assert "title" not in node["properties"]
    assert "type" not in node["properties"]


@pytest.mark.parametrize(
    ("cypher", "parameters", "says"),
    [
        ("MATCH (n RETURN n", {}, "line 1"),
        ("SELECT * FROM companies", {}, "SELECT"),
        ("", {}, "[Ee]mpty|[Uu]nexpected"),
        ("RETURN $name", {}, "name"),
        ("RETURN nosuch(1)", {}, "nosuch"),
        ("RETURN 1/0", {}, "zero"),
        ("RETURN $x", {"x": object()}, "object"),
        ("RETURN $x", {"x": 2**70}, "integer"),
        ("MATCH (n:Company) SET n.name = 'x'", {}, "SET is not allowed"),
        ("LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line", {}, "LOAD CSV is not allowed"),
    ],
)
def test_what_does_not_run_is_a_query_error(
    store: EmbeddedStore, cypher: str, parameters: dict[str, object], says: str
) -> None:
    with pytest.raises(QueryError, match=says):
        store.view().query(cypher, parameters)


def test_a_value_is_never_read_as_cypher(store: EmbeddedStore) -> None:
    evil = "x'}) DETACH DELETE n //"
    assert ask(store, "MATCH (n:Entity) WHERE n.name = $name RETURN n", name=evil) == ()
    assert ask(store, "RETURN $name", name=evil) == ((evil,),)


def test_a_query_without_end_is_stopped(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match=r"longer than 0\.05 s"):
        store.view().query(
            "MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity) WHERE a.name < b.name + c.name + d.name "
            "RETURN count(*)",
            time_limit=0.05,
        )


def test_a_cross_product_is_stopped_before_it_fills_the_memory(store: EmbeddedStore) -> None:
    everything = "UNWIND range(1, 2000) AS x UNWIND range(1, 2000) AS y RETURN x, y"
    with pytest.raises(QueryError, match="3,000,000 rows"):
        store.view().query(everything)


def test_many_threads_ask_one_view(store: EmbeddedStore) -> None:
    view, found = store.view(), Counter[object]()

    def work() -> None:
        for _ in range(20):
            found[view.query("MATCH (n:Company) RETURN count(n)").rows] += 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    companies = sum(kind == "Company" for kind, _, _ in ENTITIES.values())
    assert found == {((companies,),): 160}


def test_a_relation_nobody_stated_is_no_warning(store: EmbeddedStore, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(store, "MATCH (a)-[:JUDGE_IN]->(b) RETURN a.name") == ()
    assert capfd.readouterr() == ("", "")
