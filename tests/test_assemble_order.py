"""The same articles give the same graph, in whatever order, in however many runs, however often."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import Fact, Story, fact, record, story

from graph.assemble import assemble
from graph.ledger import Ledger
from graph.model import Judgement, Mention, Projection
from graph.ontology import load_ontology

FIRMS = ["Microsoft", "MSFT", "Microsoft Corp.", "LinkedIn", "Acme Inc.", "ACME", "Acme Labs", "Bolt", "OpenAI"]
PEOPLE = ["Sam Altman", "Altman", "Ann Lee", "Ann B. Lee", "Lee"]
SUITS = ["Lee v. Acme", "Lee v. Acme Inc.", "Unnamed v. Acme", "the complaint", "In re Acme Litigation"]
COURTS = ["N.D. Cal.", "Northern District of California", "S.D.N.Y."]
DATES = [None, "2024", "2024-05", "2024-05-02", "2025-01-01"]

firms = st.sampled_from([f"{name}/{type_}" for name in FIRMS for type_ in ("Company", "Organization")])
suits = st.sampled_from([f"{name}/Lawsuit" for name in SUITS])
more = st.fixed_dictionaries(
    {},
    optional={
        "date": st.sampled_from(["2023", "2023-04"]),
        "since": st.sampled_from(["2019", "2019-02", "2020"]),
        "title": st.sampled_from(["CEO", "adviser"]),
        "amount": st.sampled_from(["5", "9"]),
        "case_number": st.sampled_from(["25-00709", "5:25-cv-00709-PCP", "24-1"]),
    },
)
statuses = st.sampled_from(["current", "former", "planned", "rumoured", "denied"])
confidences = st.sampled_from([0.3, 0.5, 0.9, 0.97])


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    relation = draw(st.sampled_from(["OWNS", "COMPETES_WITH", "WORKS_FOR", "DEFENDANT_IN", "FILED_IN"]))
    subject = {"WORKS_FOR": st.sampled_from([f"{p}/Person" for p in PEOPLE]), "FILED_IN": suits}.get(relation, firms)
    object_ = {"DEFENDANT_IN": suits, "FILED_IN": st.sampled_from([f"{c}/Court" for c in COURTS])}.get(relation, firms)
    return fact(draw(subject), relation, draw(object_), draw(statuses), draw(confidences), **draw(more))


@st.composite
def corpora(draw: st.DrawFn) -> list[Story]:
    contents = draw(st.lists(st.lists(facts(), max_size=3), min_size=1, max_size=7))
    return [story(f"a{n}", *told, published=draw(st.sampled_from(DATES))) for n, told in enumerate(contents)]


def judgements(corpus: list[Story]) -> list[Judgement]:
    """A merge, a split and a merge that contradicts it, of mentions that the corpus may have."""
    a, b, c = (Mention(f"a{n}", name, "Company").id for n, name in enumerate(("ACME", "Acme Inc.", "Bolt")))
    said = [(a, "same", c), (a, "not same", b), (b, "same", c)]
    return [Judgement(left, right, verdict, "person:ann", "", "2026") for left, verdict, right in said]


def ingest(path: Path, runs: list[list[Story]]) -> Projection:
    for run in runs:
        with Ledger.open(path) as ledger:
            record(ledger, *run)
    with Ledger.open(path) as ledger:
        for judgement in judgements(runs[0]):
            ledger.judge(judgement)
        return assemble(ledger, load_ontology())


@given(corpus=corpora(), data=st.data())
@settings(max_examples=60, deadline=None)
def test_order_runs_and_repetition_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, corpus: list[Story], data: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("order")
    expected = ingest(home / "whole.sqlite", [corpus])
    shuffled = data.draw(st.permutations(corpus))
    cut = data.draw(st.integers(0, len(corpus)))
    runs = [shuffled[:cut], shuffled[cut:], data.draw(st.permutations(corpus))]
    assert ingest(home / "parts.sqlite", runs) == expected
    check_promises(expected)


def check_promises(graph: Projection) -> None:
    """What any graph must hold."""
    ids = {entity.id for entity in graph.entities}
    statements = {said.id: said for said in graph.statements}
    articles = {card.id for card in graph.articles}
    for kind in (graph.entities, graph.links, graph.statements, graph.articles):
        assert [one.id for one in kind] == sorted({one.id for one in kind})
    assert list(graph.mentions) == sorted(set(graph.mentions))
    assert {article for article, _ in graph.mentions} <= articles
    assert {entity for _, entity in graph.mentions} == ids
    for said in graph.statements:
        assert {said.subject, said.object} <= ids
        assert said.article in articles
    for link in graph.links:
        assert link.subject != link.object
        assert link.status != "denied"
        assert 0 < link.confidence <= 1
        support = [statements[id_] for id_ in link.statements]
        assert {said.link for said in support} == {link.id}
        assert {link.subject, link.object} == {end for said in support for end in (said.subject, said.object)}
        assert link.evidence in {said.evidence for said in support if said.status == link.status}
        assert 1 <= link.sources <= len({said.article for said in support})


@given(corpus=corpora(), extra=st.lists(facts(), max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_new_article_leaves_the_ids_of_known_companies_and_people_alone(
    tmp_path_factory: pytest.TempPathFactory, corpus: list[Story], extra: list[Fact]
) -> None:
    path = tmp_path_factory.mktemp("more") / "ledger.sqlite"
    before = ingest(path, [corpus])
    after = ingest(path, [[story("new", *extra, published="2026")]])
    kept = {entity.id for entity in before.entities if entity.type != "Lawsuit"}
    assert kept <= {entity.id for entity in after.entities}
