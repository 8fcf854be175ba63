"""What every store does, whichever it is: run alike on the embedded one and on Neo4j of both lines."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from graphs import ENTITIES, FACTS, Fact, entity_id, projection
from stores import ENGINE_PROPERTIES, ONTOLOGY, Series, Shelf, ask, held, wanted

from graph.errors import StoreUnavailable
from graph.model import Entity, Link, Projection, digest
from graph.stores.base import Store
from graph.stores.whole import WholeGraph, write_projection

WHOLE = projection()
CLAIM_PROPERTIES = {
    "id",
    "relation",
    "status",
    "evidence",
    "confidence",
    "extractor",
    "start",
    "end",
    "fact",
    "published",
}
LINK_PROPERTIES = {"id", "status", "since", "until", "confidence", "sources", "evidence", "url"}
ENTITY_PROPERTIES = {"id", "name", "aliases", "lookup", "wikidata", "sources", "first_seen", "last_seen"}
QUALIFIERS = {"role"} | ONTOLOGY.qualifiers.keys() - {"title"}


# -- what is kept


def test_holds_exactly_the_graph_that_it_was_given(kept: Store) -> None:
    assert held(kept.view()) == wanted(WHOLE)


def test_an_entity_has_its_properties(kept: Store) -> None:
    ((found,),) = ask(kept, "MATCH (n:Entity {id: $id}) RETURN properties(n)", id=entity_id("Microsoft"))
    assert {k: v for k, v in found.items() if k not in ENGINE_PROPERTIES} == {
        "id": entity_id("Microsoft"),
        "name": "Microsoft",
        "aliases": ["Microsoft Corp.", "MSFT"],
        "lookup": "|microsoft|microsoft corp.|msft|",
        "wikidata": "Q2283",
        "sources": 3,
        "first_seen": "2023-12-27",
        "last_seen": "2025-01-23",
    }


def test_an_entity_has_the_labels_of_its_class(kept: Store) -> None:
    rows = ask(kept, "MATCH (n:Entity) RETURN n.name, labels(n)")
    assert {name: set(labels) for name, labels in rows} == {
        name: set(ONTOLOGY.type(kind).labels) for name, (kind, _, _) in ENTITIES.items()
    }
    assert ask(kept, "MATCH (n:Organization {name: 'Microsoft'}) RETURN n.name") == (("Microsoft",),)


def test_a_link_carries_its_qualifiers_under_names_that_no_engine_claims(kept: Store) -> None:
    ((found,),) = ask(kept, "MATCH (:Person {name: 'Satya Nadella'})-[r:WORKS_FOR]->() RETURN properties(r)")
    assert {k: v for k, v in found.items() if k not in ENGINE_PROPERTIES} == {
        "id": digest("link", entity_id("Satya Nadella"), "WORKS_FOR", entity_id("Microsoft")),
        "status": "current",
        "since": "2014-02",
        "confidence": 0.9,
        "sources": 1,
        "role": "chief executive",
        "evidence": "Satya Nadella is chief executive of Microsoft.",
        "url": "https://news.example/people",
    }


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        ("(n:Claim)", CLAIM_PROPERTIES | QUALIFIERS),
        ("(:Entity)-[n]->(:Entity)", LINK_PROPERTIES | QUALIFIERS),
        ("(n:Article)", {"id", "url", "headline", "published", "publisher"}),
        ("(n:Entity)", ENTITY_PROPERTIES),
        ("(:Claim)-[n]->()", set()),
        ("(:Article)-[n]->()", set()),
    ],
)
def test_no_property_beyond_the_contract(kept: Store, pattern: str, allowed: set[str]) -> None:
    rows = ask(kept, f"MATCH {pattern} RETURN properties(n)")
    assert {key for (found,) in rows for key in found} - ENGINE_PROPERTIES <= allowed


def test_a_denied_claim_is_kept_as_a_claim_and_never_as_an_edge(kept: Store) -> None:
    ends = {"s": entity_id("Microsoft"), "o": entity_id("OpenAI")}
    assert ask(kept, "MATCH (s:Entity {id: $s})-[r:OWNS]->(o:Entity {id: $o}) RETURN r.id", **ends) == ()
    claim = "MATCH (:Entity {id: $s})<-[:SUBJECT]-(c:Claim {relation: 'OWNS'})-[:OBJECT]->(:Entity {id: $o})"
    assert ask(kept, f"{claim} RETURN c.status", **ends) == (("denied",),)


def test_a_claim_leads_to_its_article_and_the_article_to_whom_it_mentions(kept: Store) -> None:
    rows = ask(
        kept,
        "MATCH (:Entity {name: 'OpenAI'})<-[:SUBJECT]-(c:Claim {relation: 'DEVELOPS'})-[:STATED_IN]->(a:Article)"
        "-[:MENTIONS]->(e:Entity:Product) RETURN DISTINCT a.headline, e.name ORDER BY e.name",
    )
    assert rows == tuple(("Who runs AI now", name) for name in ("ChatGPT", "Copilot", "GPT-4"))


FIND = "MATCH (n:Entity) WHERE n.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|' RETURN n.id"


@pytest.mark.parametrize("name", ['Wörld "Labs"', "世界", "WORLD LABS"])
def test_a_name_is_found_whole_in_any_case_and_script(kept: Store, name: str) -> None:
    assert ask(kept, FIND, name=name) == ((entity_id("World Labs"),),)
    assert ask(kept, FIND, name=name[:-1]) == ask(kept, FIND, name="") == ()


def odd_graph() -> Projection:
    """What articles may hold once in a million: the ends of number ranges, scripts, markup, lengths."""
    names = ["İSTANBUL ΣΊΣΥΦΟΣ Straße", "a|b", "x'}) DETACH DELETE n //", "$name {id: 1}", "`OWNS`", "e\u0301 é",
             "ǅ😀ﬀ", "line\nbreak\ttab \\u0027 \\", "N" * 3000]  # fmt: skip
    entities = [
        Entity(digest("odd", name), name, name, "Company", (name.swapcase(), f"{name}!"), None, 2**31, None, "2024")
        for name in names
    ]
    ends = [(entities[0], entity) for entity in entities[1:]]
    amounts = ["9223372036854775807", "9223372036854775808", "0", "0.1", "12.00", "1" + "0" * 299, "a lot", ""]
    links = [
        replace(WHOLE.links[0], id=digest("odd", amount), subject=s.id, relation="OWNS", object=o.id, url=None,
                evidence=f"{o.name}\u2028" * 30, since=None, until=None, statements=(), confidence=1 / 3,
                qualifiers={"amount": amount, "title": o.name, "share": "49.50"})
        for amount, (s, o) in zip(amounts, ends, strict=True)
    ]  # fmt: skip
    articles = tuple(replace(card, id=f"{card.id}'\"\\ {card.url}", headline="") for card in WHOLE.articles)
    claims = [
        replace(WHOLE.statements[0], id=digest("odd", link.id), article=articles[0].id, subject=link.subject,
                relation=link.relation, object=link.object, evidence=link.evidence * 10, link=link.id, start=2**40,
                qualifiers=link.qualifiers)
        for link in links
    ]  # fmt: skip
    return Projection(
        "odd",
        tuple(sorted(entities, key=lambda e: e.id)),
        tuple(sorted(links, key=lambda r: r.id)),
        tuple(sorted(claims, key=lambda c: c.id)),
        articles,
        tuple(sorted((articles[0].id, entity.id) for entity in entities)),
    )


def test_odd_texts_and_numbers_come_back_as_they_were_given(empty: Store) -> None:
    odd = odd_graph()
    write_projection(empty, odd)
    assert held(empty.view()) == wanted(odd)
    amounts = ask(empty, "MATCH ()-[r:OWNS]->() RETURN r.amount")
    assert Counter(type(value) for (value,) in amounts) == {int: 3, float: 3, str: 2}
    for entity in odd.entities:
        assert ask(empty, FIND, name=entity.aliases[0]) == ((entity.id,),)


def test_an_entity_of_very_many_and_very_long_names_is_kept(empty: Store) -> None:
    """A database limits the length of what it indexes; the graph does not."""
    aliases = (*(f"Ünlü {number:,}" for number in range(5000)), "long " * 10_000)
    entity = Entity("e1", "many", "Many", "Company", aliases)
    write_projection(empty, Projection("many", (entity,), (), (), (), ()))
    assert ask(empty, "MATCH (n:Entity {id: 'e1'}) RETURN n.name, size(n.aliases)") == (("Many", 5001),)
    assert ask(empty, FIND, name="MANY") == ask(empty, FIND, name="ünlü 999") == (("e1",),)
    write_projection(empty, Projection("many more", (entity,), (), (), (), ()))


# -- taken, and taken again


def test_there_is_no_state_before_the_first_graph(empty: Store) -> None:
    assert empty.state() is None
    write_projection(empty, WHOLE)
    assert empty.state() == WHOLE.watermark


def test_an_empty_graph_is_a_graph(empty: Store) -> None:
    write_projection(empty, Projection("nothing", (), (), (), (), ()))
    assert empty.state() == "nothing"
    assert ask(empty, "MATCH (n:Company)-[:OWNS]->(m) RETURN n.name") == ()


def test_what_one_wrote_another_reads(shelf: Shelf) -> None:
    writer = shelf.empty()
    write_projection(writer, WHOLE)
    writer.close()
    reader = shelf.place.open()
    assert reader.state() == WHOLE.watermark
    assert held(reader.view()) == wanted(WHOLE)
    reader.close()


def later_graph() -> Projection:
    """Another day: facts gone, one new, one told otherwise, an entity gone, one renamed and of another class."""
    gone = {"Redmond", "Windsurf", "Bret Taylor"}
    facts = [f for f in FACTS if not gone & {f.subject, f.object} and f.relation not in ("SUED", "USES")]
    facts = [replace(f, evidence=f"{f.evidence} Still.") if f.relation == "OWNS" else f for f in facts]
    facts.append(Fact("AMD", "ACQUIRED", "CoreWeave", "a06", "AMD bought CoreWeave.", qualifiers={"amount": "5"}))
    later = projection(facts, "watermark-2")
    entities = [e for e in later.entities if e.name not in gone]
    changed: dict[str, dict[str, Any]] = {
        "Stargate": {"name": "Stargate LLC"},
        "World Labs": {"type": "Company", "aliases": ()},
    }
    entities = [replace(e, **changed.get(e.name, {})) for e in entities]
    articles = tuple(
        replace(card, headline=f"{card.headline} (updated)") for card in later.articles if card.id != "a03"
    )
    return replace(
        later,
        entities=tuple(entities),
        statements=tuple(s for s in later.statements if s.article != "a03"),
        articles=articles,
        mentions=tuple(pair for pair in later.mentions if pair[0] != "a03"),
    )


BOTH_WAYS = pytest.mark.parametrize("full", [False, True], ids=["in steps", "full"])


@BOTH_WAYS
def test_the_next_edition_takes_the_place_of_the_one_before(empty: Store, full: bool) -> None:
    later = later_graph()
    empty.take(Series(WHOLE))
    empty.take(Series(WHOLE, later), full=full)
    assert empty.state() == later.watermark
    assert held(empty.view()) == wanted(later)
    empty.take(Series(WHOLE, later, WHOLE), full=full)
    assert held(empty.view()) == wanted(WHOLE)


def test_editions_that_were_missed_are_caught_up_with(empty: Store) -> None:
    nothing = Projection("nothing", (), (), (), (), ())
    empty.take(Series(WHOLE))
    empty.take(Series(WHOLE, nothing, later_graph()))
    assert held(empty.view()) == wanted(later_graph())


def test_another_series_of_the_same_articles_takes_the_place_of_the_first(empty: Store) -> None:
    """As when the cache of the assembled graph was deleted and made anew."""
    later = replace(later_graph(), articles=WHOLE.articles)
    empty.take(Series(WHOLE, WHOLE, identity="one"))
    empty.take(Series(later, identity="other"))
    assert empty.state() == later.watermark
    assert held(empty.view()) == wanted(later)


def test_the_graph_of_other_articles_is_written_in_full(empty: Store) -> None:
    other = Projection("other", WHOLE.entities[:2], (), (), (), ())
    empty.take(Series(WHOLE, identity="one"))
    empty.take(Series(other, identity="other"), full=True)
    assert empty.state() == "other"
    assert held(empty.view()) == wanted(other)


@BOTH_WAYS
def test_the_same_graph_again_changes_nothing(empty: Store, full: bool) -> None:
    empty.take(Series(WHOLE))
    empty.take(Series(WHOLE), full=full)
    assert empty.state() == WHOLE.watermark
    assert held(empty.view()) == wanted(WHOLE)


def test_nothing_is_left_of_a_graph_after_an_empty_one(empty: Store) -> None:
    empty.take(Series(WHOLE))
    empty.take(Series(WHOLE, Projection("nothing", (), (), (), (), ())))
    assert not any(row for rows in held(empty.view()).values() for row in rows if row != (0,))


class Broken(Series):
    """A source that fails after some of its links."""

    def links(self, since: int = 0, after: str = "") -> Iterator[Link]:
        yield from islice(super().links(since, after), 3)
        raise StoreUnavailable("the ledger went away")


@BOTH_WAYS
def test_what_was_broken_off_is_never_taken_for_whole(empty: Store, full: bool) -> None:
    later = later_graph()
    empty.take(Series(WHOLE))
    with pytest.raises(StoreUnavailable, match="the ledger went away"):
        empty.take(Broken(WHOLE, later), full=full)
    assert empty.state() in (None, WHOLE.watermark)
    assert ask(empty, "MATCH (n:Company {name: 'Microsoft'}) RETURN count(n)") == ((1,),)
    empty.take(Series(WHOLE, later), full=full)
    assert empty.state() == later.watermark
    assert held(empty.view()) == wanted(later)


def test_what_was_broken_off_gives_way_to_a_still_later_graph(empty: Store) -> None:
    empty.take(Series(WHOLE))
    with pytest.raises(StoreUnavailable, match="the ledger went away"):
        empty.take(Broken(WHOLE, later_graph()))
    empty.take(Series(WHOLE, later_graph(), WHOLE))
    assert empty.state() == WHOLE.watermark
    assert held(empty.view()) == wanted(WHOLE)


def test_the_first_graph_broken_off_is_no_graph(empty: Store) -> None:
    with pytest.raises(StoreUnavailable, match="the ledger went away"):
        empty.take(Broken(WHOLE))
    assert empty.state() is None
    empty.take(Series(WHOLE))
    assert held(empty.view()) == wanted(WHOLE)


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
def test_what_names_a_thing_that_is_not_there_is_an_error(empty: Store, broken: Projection) -> None:
    with pytest.raises(StoreUnavailable, match="run `dealgraph sync"):
        write_projection(empty, broken)
    assert empty.state() is None


def test_progress_tells_what_is_written_and_how_far(empty: Store) -> None:
    told: list[tuple[str, int, int]] = []
    empty.take(WholeGraph(WHOLE), progress=lambda *step: told.append(step))
    last = {kind: (done, total) for kind, done, total in told}
    assert last["entities"] == (len(WHOLE.entities), len(WHOLE.entities))
    assert last["links"] == (len(WHOLE.links), len(WHOLE.links))
    assert all(0 <= done <= total for done, total in last.values())


@BOTH_WAYS
def test_readers_see_a_graph_at_any_time(shelf: Shelf, full: bool) -> None:
    writer = shelf.empty()
    writer.take(Series(WHOLE))
    seen: Counter[object] = Counter()
    done = threading.Event()

    def read() -> None:
        with closing(shelf.place.open()) as reader:
            while not done.is_set():
                seen[ask(reader, "MATCH (n:Company {name: 'Microsoft'})-[:OWNS]->(o:Company) RETURN count(o) > 0")] += 1

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    later = later_graph()
    try:
        for graphs in ((WHOLE, later), (WHOLE, later, WHOLE)):
            writer.take(Series(*graphs), full=full)
    finally:
        done.set()
        for thread in threads:
            thread.join()
        writer.close()
    assert set(seen) == {((True,),)}
