"""From recorded articles to entities and links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import Fact, Story, fact, names, record, story

from graph.assemble import assemble, projection_watermark
from graph.ledger import Ledger
from graph.model import Judgement, Link, Projection, Status
from graph.ontology import Ontology, load_ontology
from graph.resolve.gazetteer import Entry, build_gazetteer

GAZETTEER = build_gazetteer(
    [
        Entry("Microsoft", "Company", aliases=("MSFT",), wikidata="Q2283"),
        Entry("LinkedIn", "Company", aliases=("LinkedIn Corp",)),
    ]
)
ONTOLOGY: Ontology = load_ontology()
OWNS = ("Microsoft/Company", "OWNS", "LinkedIn/Company")
WORKS = ("Ann Lee/Person", "WORKS_FOR", "Acme/Company")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


def graph_of(ledger: Ledger, *stories: Story) -> Projection:
    record(ledger, *stories)
    return assemble(ledger, ONTOLOGY, GAZETTEER)


def link_of(ledger: Ledger, *dated: tuple[str | None, Fact]) -> Link | None:
    """The one link of facts told by articles of these dates."""
    stories = [story(f"a{n}", told, published=date) for n, (date, told) in enumerate(dated)]
    links = graph_of(ledger, *stories).links
    assert len(links) < 2
    return links[0] if links else None


def test_a_fact_told_twice_is_one_link_with_two_sources(ledger: Ledger) -> None:
    first = story("a1", fact(*OWNS, confidence=0.8), published="2024-05-01", url="https://x.example/1")
    second = story("a2", fact("MSFT/Company", "OWNS", "LinkedIn Corp/Company", confidence=0.5), published="2025")
    graph = graph_of(ledger, first, second)
    (link,) = graph.links
    by_id = names(graph)
    assert (by_id[link.subject], link.relation, by_id[link.object]) == ("Microsoft", "OWNS", "LinkedIn")
    assert (link.confidence, link.sources, link.evidence, link.url) == (
        0.9,
        2,
        first.claims[0].evidence,
        "https://x.example/1",
    )
    assert link.statements == tuple(sorted(said.id for said in graph.statements))
    assert {said.link for said in graph.statements} == {link.id}
    owner = next(entity for entity in graph.entities if entity.name == "Microsoft")
    assert (owner.aliases, owner.wikidata, owner.sources) == (("MSFT",), "Q2283", 2)
    assert (owner.first_seen, owner.last_seen) == ("2024-05-01", "2025")


def test_the_same_text_in_two_papers_is_one_source(ledger: Ledger) -> None:
    told = fact(*OWNS, confidence=0.8)
    papers = [story("a1", told, source="one"), story("a2", told, source="two", title="Reprinted")]
    (link,) = graph_of(ledger, *papers).links
    assert (link.sources, link.confidence) == (1, 0.8)


def test_an_article_that_says_it_twice_is_one_source(ledger: Ledger) -> None:
    (link,) = graph_of(ledger, story("a1", fact(*OWNS, confidence=0.5), fact(*OWNS, confidence=0.6))).links
    assert (link.sources, link.confidence, len(link.statements)) == (1, 0.6, 2)


STATUSES = [
    ("alone", [("2025", "current")], "current"),
    ("a later end", [("2024", "current"), ("2025", "former")], "former"),
    ("an end told again as background", [("2025-02", "former"), ("2024", "current")], "former"),
    ("back again", [("2023", "former"), ("2024", "current")], "current"),
    ("an end on the day", [("2025-01-02", "current"), ("2025-01-02", "former")], "former"),
    ("no rumour undoes a fact", [("2024", "current"), ("2025", "rumoured")], "current"),
    ("no denial undoes a fact", [("2024", "current"), ("2025", "denied")], "current"),
    ("no plan undoes an end", [("2024", "former"), ("2025", "planned")], "former"),
    ("done as planned", [("2024", "planned"), ("2025", "current")], "current"),
    ("a rumour that became a plan", [("2024", "rumoured"), ("2025", "planned")], "planned"),
    ("a plan that is a rumour again", [("2024", "planned"), ("2025", "rumoured")], "rumoured"),
    ("planned again after a denial", [("2024", "denied"), ("2025", "planned")], "planned"),
    ("planned and rumoured on one day", [("2025", "planned"), ("2025", "rumoured")], "planned"),
    ("an undated end does not outdo a dated fact", [(None, "former"), ("2024", "current")], "current"),
]


@pytest.mark.parametrize(("told", "expected"), [case[1:] for case in STATUSES], ids=[case[0] for case in STATUSES])
def test_which_status_holds(ledger: Ledger, told: list[tuple[str | None, str]], expected: str) -> None:
    link = link_of(ledger, *((date, fact(*OWNS, status=status)) for date, status in told))
    assert link is not None
    assert link.status is Status(expected)


@pytest.mark.parametrize(
    "told",
    [[("2025", "denied")], [("2024", "rumoured"), ("2025", "denied")], [("2025", "planned"), ("2025", "denied")]],
)
def test_what_is_denied_is_no_link_but_stays_visible(ledger: Ledger, told: list[tuple[str, str]]) -> None:
    assert link_of(ledger, *((date, fact(*OWNS, status=status)) for date, status in told)) is None
    statements = assemble(ledger, ONTOLOGY, GAZETTEER).statements
    assert len(statements) == len(told)
    assert {said.link for said in statements} == {None}


def test_a_denial_of_a_fact_is_shown_with_the_link_and_adds_nothing_to_it(ledger: Ledger) -> None:
    link = link_of(ledger, ("2024", fact(*OWNS, confidence=0.6)), ("2025", fact(*OWNS, status="denied", share="49")))
    assert link is not None
    assert (link.sources, link.confidence, dict(link.qualifiers), len(link.statements)) == (1, 0.6, {}, 2)


PERIODS = [
    ("since", [("current", {"since": "2016"})], ("2016", None)),
    ("a date begins what is", [("current", {"date": "2016-12"})], ("2016-12", None)),
    ("a date ends what was", [("former", {"date": "2023-11"})], (None, "2023-11")),
    ("both ends", [("former", {"since": "2019", "until": "2023"})], ("2019", "2023")),
    ("begin here, end there", [("current", {"since": "2019"}), ("former", {"date": "2023"})], ("2019", "2023")),
    ("the more precise of two that agree", [("current", {"since": "2016"}), ("current", {"since": "2016-12"})],
     ("2016-12", None)),
    ("the earlier of two that differ", [("current", {"since": "2017"}), ("current", {"since": "2016-12"})],
     ("2016-12", None)),
    ("since over a date", [("current", {"date": "2015"}), ("current", {"since": "2016"})], ("2016", None)),
    ("a plan has no period", [("planned", {"date": "2027"})], (None, None)),
    ("a rumour about a fact gives it none", [("current", {}), ("rumoured", {"date": "2015"})], (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), [case[1:] for case in PERIODS], ids=[case[0] for case in PERIODS])
def test_since_and_until(
    ledger: Ledger, told: list[tuple[str, dict[str, str]]], expected: tuple[str | None, str | None]
) -> None:
    dated = ((f"202{n}", fact(*WORKS, status=status, **more)) for n, (status, more) in enumerate(told))
    link = link_of(ledger, *dated)
    assert link is not None
    assert (link.since, link.until) == expected


def test_what_ended_and_holds_again_has_no_end(ledger: Ledger) -> None:
    left = fact(*WORKS, status="former", date="2023")
    link = link_of(ledger, ("2023", left), ("2024", fact(*WORKS)))
    assert link is not None
    assert (link.status, link.until) == (Status.CURRENT, None)


def test_a_deal_is_that_of_one_statement_and_stands_in_the_sentence_shown(ledger: Ledger) -> None:
    ends = ("Microsoft/Company", "INVESTED_IN", "Acme/Company")
    link = link_of(
        ledger,
        ("2023", fact(*ends, confidence=0.99, case_number="25-1")),
        ("2024", fact(*ends, confidence=0.9, amount="5", currency="EUR", round="Series A")),
        ("2025", fact(*ends, confidence=0.5, amount="9", currency="USD", bound="about", share="49")),
        ("2026", fact(*ends, status="rumoured", confidence=1.0, share="60", title="x")),
    )
    assert link is not None
    assert dict(link.qualifiers) == {"amount": "5", "currency": "EUR", "round": "Series A", "case_number": "25-1"}
    assert "Series A" in link.evidence


def test_the_title_is_that_of_the_status_that_holds(ledger: Ledger) -> None:
    was = fact(*WORKS, status="former", confidence=0.99, title="CEO")
    link = link_of(ledger, ("2024", was), ("2025", fact(*WORKS, confidence=0.5, title="adviser")))
    assert link is not None
    assert dict(link.qualifiers) == {"title": "adviser"}
    assert "adviser" in link.evidence


def test_a_symmetric_relation_is_one_link_whichever_way_it_is_told(ledger: Ledger) -> None:
    one, other = (
        fact("AMD/Company", "COMPETES_WITH", "Intel/Company"),
        fact("Intel/Company", "COMPETES_WITH", "AMD/Company"),
    )
    graph = graph_of(ledger, story("a1", one), story("a2", other))
    (link,) = graph.links
    assert link.sources == 2
    assert link.subject < link.object


def test_a_statement_about_one_entity_alone_is_no_link(ledger: Ledger) -> None:
    graph = graph_of(ledger, story("a1", fact("Microsoft/Company", "OWNS", "MSFT/Company")))
    assert graph.links == ()
    assert [said.link for said in graph.statements] == [None]


def test_suits_join_by_docket_number_and_court(ledger: Ledger) -> None:
    court = "N.D. Cal./Court"
    first = "De La Torre v. LinkedIn Corp/Lawsuit"
    other = "Unnamed v. LinkedIn/Lawsuit"
    graph = graph_of(
        ledger,
        story("a1", fact(first, "FILED_IN", court, case_number="5:25-cv-00709-PCP")),
        story("a2", fact("LinkedIn/Company", "DEFENDANT_IN", other, case_number="25-00709")),
        story("a3", fact("LinkedIn/Company", "DEFENDANT_IN", other)),
    )
    suits = {entity.name: entity for entity in graph.entities if entity.type == "Lawsuit"}
    assert suits["De La Torre v. LinkedIn Corp"].aliases == ("Unnamed v. LinkedIn",)
    assert suits["De La Torre v. LinkedIn Corp"].sources == 2
    assert suits["Unnamed v. LinkedIn"].sources == 1


def test_a_party_by_surname_is_the_one_in_full_on_its_side_and_nobody_elsewhere(ledger: Ledger) -> None:
    suit = "De La Torre v. LinkedIn/Lawsuit"
    graph = graph_of(
        ledger,
        story("a1", fact("De La Torre/Person", "PLAINTIFF_IN", suit)),
        story("a2", fact("Alessandro De La Torre/Person", "PLAINTIFF_IN", suit)),
        story("a3", fact("De La Torre/Person", "WORKS_FOR", "Acme/Company")),
    )
    by_id = names(graph)
    told = sorted((by_id[k.subject], k.relation, k.sources) for k in graph.links)
    assert told == [("Alessandro De La Torre", "PLAINTIFF_IN", 2), ("De La Torre", "WORKS_FOR", 1)]


def test_articles_and_mentions_without_facts_are_there(ledger: Ledger) -> None:
    graph = graph_of(ledger, story("a1", named=["Acme/Company"], title="Acme is quiet", source="The Paper"))
    (card,) = graph.articles
    assert (card.headline, card.publisher) == ("Acme is quiet", "The Paper")
    assert graph.mentions == (("a1", graph.entities[0].id),)


def test_an_unknown_entity_goes_by_its_most_frequent_fullest_name(ledger: Ledger) -> None:
    said = ["Acme Inc./Company", "Acme Inc./Company", "ACME/Organization", "Acme Incorporated/Company"]
    graph = graph_of(ledger, *(story(f"a{n}", named=[name]) for n, name in enumerate(said)))
    (entity,) = graph.entities
    assert (entity.name, entity.type, entity.sources) == ("Acme Inc.", "Company", 4)
    assert entity.aliases == ("ACME", "Acme Incorporated")


def test_judgements_merge_and_split_and_are_undone(ledger: Ledger) -> None:
    graph = graph_of(
        ledger, story("a1", fact(*WORKS)), story("a2", fact("Ann Lee/Person", "WORKS_FOR", "Acme Labs/Company"))
    )
    before = {entity.name: entity.id for entity in graph.entities}
    merged = Judgement(before["Acme"], before["Acme Labs"], "same", "person:ann", "one firm", "2026-01-01")
    ledger.judge(merged)
    graph = assemble(ledger, ONTOLOGY, GAZETTEER)
    assert [entity.name for entity in graph.entities if entity.type == "Company"] == ["Acme Labs"]
    assert [link.sources for link in graph.links] == [2]
    ledger.judge(Judgement(before["Acme"], before["Acme Labs"], "not same", "person:ann", "two firms", "2026-01-02"))
    assert {e.name: e.id for e in assemble(ledger, ONTOLOGY, GAZETTEER).entities} == before


def test_the_watermark_tells_ledger_gazetteer_and_ontology_apart(ledger: Ledger, tmp_path: Path) -> None:
    record(ledger, story("a1", fact(*OWNS)))
    graph = assemble(ledger, ONTOLOGY, GAZETTEER)
    assert graph.watermark == projection_watermark(ledger, ONTOLOGY, GAZETTEER)
    assert graph.watermark != projection_watermark(ledger, ONTOLOGY)
    own = tmp_path / "own.yaml"
    own.write_text(
        "relations: {LIKES: {subject: [Person], object: [Person], symmetric: true, definition: x, example: y}}"
    )
    assert graph.watermark != projection_watermark(ledger, load_ontology(own), GAZETTEER)
    assert assemble(ledger, ONTOLOGY).watermark == projection_watermark(ledger, ONTOLOGY)
    record(ledger, story("a2", fact(*OWNS)))
    assert graph.watermark != projection_watermark(ledger, ONTOLOGY, GAZETTEER)


def test_an_empty_ledger_is_an_empty_graph(ledger: Ledger) -> None:
    graph = graph_of(ledger)
    assert (graph.entities, graph.links, graph.statements, graph.articles, graph.mentions) == ((), (), (), (), ())


def test_what_the_ontology_does_not_have_waits_in_the_ledger(ledger: Ledger, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "types: {Dataset: {definition: x, example: y}}\n"
        "relations: {TRAINED_ON: {subject: [Product], object: [Dataset, Product], definition: x, example: y}}"
    )
    trained = [fact("Atlas/Product", "TRAINED_ON", end) for end in ("Crawl/Dataset", "Boreas/Product")]
    record(ledger, story("a1", *trained, fact("Acme/Company", "DEVELOPS", "Atlas/Product")))
    without = assemble(ledger, ONTOLOGY, GAZETTEER)
    assert [link.relation for link in without.links] == ["DEVELOPS"]
    assert {entity.type for entity in without.entities} == {"Company", "Product"}
    assert len(assemble(ledger, load_ontology(own), GAZETTEER).links) == 3


def test_the_parties_of_a_caption_are_those_of_its_article(ledger: Ledger) -> None:
    told = [
        ("Alessandro De La Torre v. LinkedIn/Lawsuit", {"Alessandro De La Torre": ("De La Torre",)}, "Person"),
        ("De La Torre v. LinkedIn Corp/Lawsuit", {"De La Torre": ()}, "Person"),
        ("Harbor v. Microsoft/Lawsuit", {"Harbor Press Inc.": ("Harbor",)}, "Company"),
        ("Harbor Press v. MSFT/Lawsuit", {"Harbor Press": ()}, "Company"),
    ]
    stories = []
    for n, (caption, aliases, type_) in enumerate(told):
        (party,) = aliases
        stories.append(story(f"a{n}", named=[caption, f"{party}/{type_}"], aliases=aliases))
    graph = graph_of(ledger, *stories)
    assert sorted((e.name, e.sources) for e in graph.entities if e.type == "Lawsuit") == [
        ("Alessandro De La Torre v. LinkedIn", 2),
        ("Harbor Press v. MSFT", 2),
    ]
