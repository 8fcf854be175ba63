"""The embedded store: what it keeps of the graph, and what it answers and refuses."""

from __future__ import annotations

import threading
from collections import Counter
from pathlib import Path

import pytest
from graphs import ENTITIES, entity_id, projection
from stores import ask

from graph.errors import QueryError, StoreUnavailable
from graph.model import Entity, Projection
from graph.ontology import load_ontology
from graph.stores.base import Rows
from graph.stores.embedded import EmbeddedStore
from graph.stores.properties import lookup_of, qualifier_properties
from graph.stores.whole import write_projection

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
                "lookup": "|microsoft|microsoft corp.|msft|",
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
        ("(n:Entity)", {"id", "name", "aliases", "lookup", "wikidata", "sources", "first_seen", "last_seen"}),
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
    ("names", "lookup"),
    [
        (("Microsoft", "MSFT", "Microsoft Corp."), "|microsoft|msft|microsoft corp.|"),
        (("OpenAI", "OPENAI", ""), "|openai|"),
        (("Either|Or",), "|either or|"),
        (("İSTANBUL ΟΔΟΣ", "ẞ"), "|i̇stanbul οδος|ß|"),
    ],
)
def test_names_stand_between_bars_to_be_found_whole(tmp_path: Path, names: tuple[str, ...], lookup: str) -> None:
    assert lookup_of(*names) == lookup
    store = EmbeddedStore(tmp_path)
    write_projection(store, Projection("w", (Entity("e", "k", names[0], "Company", names[1:]),), (), (), (), ()))
    found = "MATCH (e:Entity) WHERE e.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|' RETURN e.name"
    assert [ask(store, found, name=name) for name in names if name] == [((names[0],),)] * len([n for n in names if n])
    assert ask(store, found, name="") == ask(store, found, name=names[0][:-1]) == ()


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
