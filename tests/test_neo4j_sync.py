"""The Neo4j store follows its source: only what changed, nothing of the user's, whole or not at all, one at a time."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Database
from graphs import FACTS, entity_id
from neo4j_graphs import ONTOLOGY, WHOLE, Broken, breaking, changed, copies, graph_digest, opened, without
from stores import Series, held, wanted

from graph.errors import StoreUnavailable
from graph.model import Projection, Status
from graph.ontology import Ontology
from graph.stores.neo4j.lease import leased
from graph.stores.neo4j.meta import Mark
from graph.stores.neo4j.rows import Form
from graph.stores.neo4j.stages import Run
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.whole import WholeGraph

LESS = without(*FACTS[-4:], watermark="less")
OPENAI, MICROSOFT = entity_id("OpenAI"), entity_id("Microsoft")


@pytest.fixture
def store(neo4j_newest: Database) -> Iterator[Neo4jStore]:
    with closing(opened(neo4j_newest)) as made:
        yield made


def silent(*_: object) -> None:
    """A progress that nobody watches."""


# -- what changed


def claim_moved() -> Projection:
    moved = replace(WHOLE.statements[0], article="a06", subject=OPENAI, object=MICROSOFT)
    return changed(WHOLE, "moved", statements=[moved])


def type_changed() -> Projection:
    entities = [replace(e, type="Venture") for e in WHOLE.entities if e.name in ("OpenAI", "World Labs")]
    return changed(WHOLE, "type", entities=entities)


def qualifiers_gone() -> Projection:
    links = [replace(link, qualifiers={}, since=None, until=None, url=None) for link in WHOLE.links]
    statements = [replace(s, qualifiers={}) for s in WHOLE.statements]
    entities = [replace(e, aliases=(), wikidata=None, first_seen=None) for e in WHOLE.entities]
    return changed(WHOLE, "bare", links=links, statements=statements, entities=entities)


def denied() -> Projection:
    gone = WHOLE.links[0]
    statements = [replace(s, status=Status.DENIED, link=None) for s in WHOLE.statements if s.link == gone.id]
    return replace(changed(WHOLE, "denied", statements=statements), links=WHOLE.links[1:])


def merge_split() -> Projection:
    # Microsoft becomes two: other ids, and with them other links
    old = next(e for e in WHOLE.entities if e.id == MICROSOFT)
    new = {"m-1": replace(old, id="m-1", name="Microsoft"), "m-2": replace(old, id="m-2", name="Microsoft Research")}

    def end(key: str, other: str) -> str:
        return key if key != MICROSOFT else ("m-1" if other < MICROSOFT else "m-2")

    links = tuple(
        replace(k, id=k.id + "-split" if MICROSOFT in (k.subject, k.object) else k.id,
                subject=end(k.subject, k.object), object=end(k.object, k.subject))
        for k in WHOLE.links
    )  # fmt: skip
    statements = tuple(
        replace(s, subject=end(s.subject, s.object), object=end(s.object, s.subject)) for s in WHOLE.statements
    )
    mentions = tuple(
        sorted({(a, e) for a, one in WHOLE.mentions for e in ((one,) if one != MICROSOFT else ("m-1", "m-2"))})
    )
    entities = tuple(sorted((*(e for e in WHOLE.entities if e is not old), *new.values()), key=lambda e: e.id))
    return Projection("split", entities, tuple(sorted(links, key=lambda k: k.id)), statements, WHOLE.articles, mentions)


def article_gone() -> Projection:
    statements = tuple(s for s in WHOLE.statements if s.article != "a08")
    links = tuple(link for link in WHOLE.links if any(s.link == link.id for s in statements))
    articles = tuple(a for a in WHOLE.articles if a.id != "a08")
    mentions = tuple(pair for pair in WHOLE.mentions if pair[0] != "a08")
    return Projection("article", WHOLE.entities, links, statements, articles, mentions)


def fewer_mentions() -> Projection:
    return replace(WHOLE, watermark="mentions", mentions=WHOLE.mentions[::2])


CHANGES = (claim_moved, type_changed, qualifiers_gone, denied, merge_split, article_gone, fewer_mentions, lambda: LESS)


@pytest.mark.parametrize("small", [20_000, 0], ids=["at once", "in batches"])
def test_every_kind_of_change_arrives_there_and_back(neo4j: Database, small: int) -> None:
    editions = [WHOLE]
    with closing(opened(neo4j, small=small, batch=3)) as store:
        store.take(Series(WHOLE))
        for change in CHANGES:
            for graph in (change(), replace(WHOLE, watermark=f"back from {len(editions)}")):
                editions.append(graph)
                store.take(Series(*editions))
                assert held(store.view()) == wanted(graph), graph.watermark
                assert store.state() == graph.watermark
    assert neo4j.run("MATCH (n) WHERE NOT n:Dealgraph AND n.digest IS NULL RETURN n") == []


def test_a_second_take_writes_nothing(neo4j_newest: Database, store: Neo4jStore) -> None:
    store.take(Series(WHOLE))
    before = graph_digest(neo4j_newest.run)
    told: list[object] = []
    store.take(Series(WHOLE), progress=lambda *what: told.append(what))
    assert (told, graph_digest(neo4j_newest.run)) == ([], before)


def test_a_small_change_is_seen_whole_or_not_at_all(neo4j_newest: Database, store: Neo4jStore) -> None:
    # By count(c), which Neo4j keeps as a number: a scan in the moment of the commit may see a part (rebuild.py).
    store.take(Series(LESS))
    seen, done = set(), threading.Event()

    def watch() -> None:
        with closing(opened(neo4j_newest)) as reader:
            while not done.is_set():
                seen.add(reader.view().query("MATCH (c:Claim) RETURN count(c)").rows[0][0])

    watcher = threading.Thread(target=watch)
    watcher.start()
    store.take(Series(LESS, copies(20)))
    done.set()
    watcher.join()
    assert seen <= {len(LESS.statements), 20 * len(WHOLE.statements)}


# -- what is the user's


def test_what_the_user_added_stays(neo4j: Database) -> None:
    with closing(opened(neo4j)) as store:
        store.take(Series(WHOLE))
        neo4j.run("MATCH (n:Entity {id: $id}) SET n:Watched, n.note = 'mine'", id=OPENAI)
        neo4j.run("MATCH (n:Entity {id: $id}) CREATE (:Desk {k: 1})-[:READS {since: 3}]->(n)", id=OPENAI)
        neo4j.run("MATCH (:Entity {id: $id})-[r:OWNS]->() SET r.weight = 2", id=MICROSOFT)
        store.take(Series(WHOLE, type_changed()))
    (row,) = neo4j.run(
        "MATCH (d:Desk)-[r:READS]->(n:Watched) RETURN d.k AS k, r.since AS since, n.note AS note, labels(n) AS l"
    )
    assert (row["k"], row["since"], row["note"]) == (1, 3, "mine")
    assert set(row["l"]) == {"Watched", "Entity", "Venture"}
    assert neo4j.run("MATCH ()-[r:OWNS {weight: 2}]->() RETURN count(r) AS n")[0]["n"] == 2


BEARS = {
    "a label": "MATCH (n:Entity {id: $id}) SET n:Watched",
    "a property": "MATCH (n:Entity {id: $id}) SET n.note = 'mine'",
    "a relationship": "MATCH (n:Entity {id: $id}) CREATE (:Desk)-[:READS]->(n)",
}


@pytest.mark.parametrize("what", BEARS)
def test_a_node_that_bears_something_of_the_user_s_is_retired_and_comes_back(neo4j_newest: Database, what: str) -> None:
    gone = merge_split()
    with closing(opened(neo4j_newest)) as store:
        store.take(Series(WHOLE))
        neo4j_newest.run(BEARS[what], id=MICROSOFT)
        store.take(Series(WHOLE, gone))
        assert store.retired == 1
        assert held(store.view()) == wanted(gone)
        (row,) = neo4j_newest.run("MATCH (n:Retired) RETURN labels(n) AS labels, properties(n) AS properties")
        assert set(row["labels"]) <= {"Retired", "Watched"}
        kept = {"id": MICROSOFT, "name": "Microsoft", "retired": "Entity"}
        assert {k: v for k, v in row["properties"].items() if k != "note"} == kept
        store.take(Series(WHOLE, gone, WHOLE))
        found = neo4j_newest.run("MATCH (n:Entity {id: $id}) RETURN labels(n) AS labels, n.note AS note", id=MICROSOFT)
        assert set(found[0]["labels"]) - {"Watched"} == {"Entity", "Company", "Organization"}
        assert neo4j_newest.run("MATCH (n:Retired) RETURN n") == []


@pytest.mark.parametrize(("label", "id_"), [("Entity", OPENAI), ("Article", "a01"), ("Claim", WHOLE.statements[0].id)])
@pytest.mark.parametrize("first", [True, False], ids=["first load", "later"])
def test_a_node_of_the_user_s_in_our_place_is_named_and_nothing_written(
    neo4j_newest: Database, store: Neo4jStore, label: str, id_: str, *, first: bool
) -> None:
    empty = replace(WHOLE, watermark="none", entities=(), links=(), statements=(), articles=(), mentions=())
    if not first:
        store.take(Series(empty))
    neo4j_newest.run(f"CREATE (:{label} {{id: $id, mine: true}})", id=id_)
    with pytest.raises(StoreUnavailable, match=rf"\(:{label} .*{id_}.*NEO4J_DATABASE"):
        store.take(Series(WHOLE) if first else Series(empty, WHOLE))
    found = neo4j_newest.run("MATCH (n) WHERE NOT n:Dealgraph RETURN properties(n) AS p")
    assert found == [{"p": {"id": id_, "mine": True}}]
    assert store.state() == (None if first else "none")


# -- when it is not known what is there


def test_a_lost_memory_is_made_up_by_comparing(neo4j: Database) -> None:
    with closing(opened(neo4j, batch=7)) as store:
        store.take(Series(WHOLE, identity="before"))
        neo4j.run("MATCH (n:Entity {id: $id}) SET n.seen = 1", id=OPENAI)
        for graph in (merge_split(), claim_moved(), fewer_mentions(), qualifiers_gone(), LESS):
            store.take(Series(graph, identity=graph.watermark))
            assert held_without(store, "seen") == wanted(graph)
            assert store.state() == graph.watermark


def held_without(store: Neo4jStore, key: str) -> object:
    found = held(store.view())
    for row in found["entities"]:
        row[2].pop(key, None)
    return found


def test_the_graph_of_another_ledger_is_not_touched(neo4j_newest: Database, store: Neo4jStore) -> None:
    store.take(Series(WHOLE, identity="mine"))
    before = graph_digest(neo4j_newest.run)
    other = Series(copies(1), identity="yours")
    with pytest.raises(StoreUnavailable, match=r"another ledger: 8 articles.*such as a01.*--full.*NEO4J_DATABASE"):
        store.take(other)
    assert (graph_digest(neo4j_newest.run), store.state()) == (before, WHOLE.watermark)
    store.take(other, full=True)
    assert held(store.view()) == wanted(copies(1))


def test_an_ontology_with_other_words_has_all_looked_at_anew(neo4j_newest: Database, store: Neo4jStore) -> None:
    store.take(Series(WHOLE))
    product = replace(ONTOLOGY.types["Product"], group="Place")
    wider = Ontology({**ONTOLOGY.types, "Product": product}, ONTOLOGY.relations, ONTOLOGY.statuses, ONTOLOGY.qualifiers)
    with closing(Neo4jStore(neo4j_newest.address, wider)) as other:
        assert other.state() is None
        other.take(Series(WHOLE))
        assert other.state() == WHOLE.watermark
        assert neo4j_newest.run("MATCH (n:Product) WHERE NOT n:Place RETURN n") == []
    store.take(Series(WHOLE))
    assert held(store.view()) == wanted(WHOLE)


# -- broken off


@pytest.mark.slow
@pytest.mark.parametrize("case", ["load", "changes", "comparison"])
def test_broken_off_at_any_batch_it_is_taken_up_again(neo4j_newest: Database, case: str) -> None:
    sources = {
        "load": [Series(WHOLE)],
        "changes": [Series(LESS), Series(LESS, merge_split())],
        "comparison": [Series(WHOLE), Series(merge_split(), identity="another")],
    }[case]
    for at in range(1, 40):
        neo4j_newest.run("MATCH (n) DETACH DELETE n")
        with closing(opened(neo4j_newest, batch=17, small=0)) as store:
            for source in sources[:-1]:
                store.take(source)
            try:
                store.take(sources[-1], progress=breaking(at))
            except Broken:
                assert store.state() is None
                store.take(sources[-1])
                assert held(store.view()) == wanted(WHOLE if case == "load" else merge_split()), at
            else:
                break
    assert at > 5


def test_what_a_broken_run_brought_and_the_source_has_no_more_goes(store: Neo4jStore, neo4j_newest: Database) -> None:
    with closing(opened(neo4j_newest, batch=5, small=0)) as slow:
        slow.take(Series(LESS))
        with pytest.raises(Broken):
            slow.take(Series(LESS, WHOLE), progress=breaking(2))
        slow.take(Series(LESS, WHOLE, LESS))
    assert held(store.view()) == wanted(LESS)


def test_a_batch_whose_answer_was_lost_is_not_written_twice(neo4j_newest: Database, store: Neo4jStore) -> None:
    store.take(Series(WHOLE))
    done: list[int] = []
    with leased(store._connection) as lease:
        run = Run(store._connection, lease, Form(ONTOLOGY), Series(WHOLE), silent)
        for _ in range(2):
            run.write(lambda _: len(done) or done.append(1) or 0, mark=Mark("links", "x"))
    assert done == [1]


# -- one at a time


def test_a_second_sync_waits_for_the_first(neo4j_newest: Database) -> None:
    order: list[str] = []

    def take(name: str, graphs: tuple[Projection, ...], report: Callable[..., None]) -> None:
        with closing(opened(neo4j_newest, batch=40, small=0)) as store:
            store.take(Series(*graphs), progress=report)
        order.append(name)

    started = threading.Event()

    def slowly(*_: object) -> None:
        started.set()
        time.sleep(0.05)

    first = threading.Thread(target=take, args=("first", (LESS,), slowly))
    first.start()
    started.wait(60)
    take("second", (LESS, WHOLE), silent)
    first.join()
    assert order == ["first", "second"]
    with closing(opened(neo4j_newest)) as store:
        assert held(store.view()) == wanted(WHOLE)


OWNER = "MATCH (g:Dealgraph) SET g.owner = $owner, g.began = 0, g.expires = timestamp() + 1000000"


def test_a_sync_elsewhere_is_named_when_the_wait_is_over(neo4j_newest: Database) -> None:
    with closing(opened(neo4j_newest, wait=0.5)) as store:
        store.take(Series(LESS))
        neo4j_newest.run(OWNER, owner="desk-7/1 4711 abc")
        with pytest.raises(StoreUnavailable, match=r"process 4711 on desk-7\) has been writing since 1970-01-01"):
            store.take(Series(LESS, WHOLE))
        assert store.state() == "less"
        neo4j_newest.run("MATCH (g:Dealgraph) SET g.expires = timestamp() - 1")
        store.take(Series(LESS, WHOLE))
        assert store.state() == WHOLE.watermark


def test_a_dead_process_of_this_machine_is_not_waited_for(neo4j_newest: Database) -> None:
    with closing(opened(neo4j_newest, wait=0.5)) as store:
        store.take(Series(LESS))
        place = f"{socket.gethostname()}/{Path('/proc/self/ns/pid').stat().st_ino}"
        for process in (os.getpid(), 2**22 + 1):  # an earlier run of ours that could not give it back; none at all
            neo4j_newest.run(OWNER, owner=f"{place} {process} abc")
            store.take(Series(LESS, WHOLE))
        assert store.state() == WHOLE.watermark


def test_who_was_taken_over_writes_no_more(neo4j_newest: Database) -> None:
    def robbed(*_: object) -> None:
        neo4j_newest.run("MATCH (g:Dealgraph) SET g.owner = 'desk-7/1 4711 abc'")

    with closing(opened(neo4j_newest, batch=10)) as store:
        with pytest.raises(StoreUnavailable, match=r"another sync has taken over.*run `dealgraph sync` again"):
            store.take(WholeGraph(WHOLE), progress=robbed)
        assert neo4j_newest.run("MATCH (g:Dealgraph) RETURN g.owner AS o") == [{"o": "desk-7/1 4711 abc"}]
        assert neo4j_newest.run("MATCH (c:Claim) RETURN count(c) AS n") == [{"n": 0}]
