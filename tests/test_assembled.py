"""The assembled graph on disk: whatever happens to the ledger, it is what assembling from scratch would give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import Fact, Story, fact, record, story

from graph.assemble import Assembled, assemble
from graph.ledger import Ledger
from graph.model import Judgement
from graph.ontology import Ontology, load_ontology
from graph.resolve.gazetteer import Entry, build_gazetteer
from graph.stores.base import KINDS, Kind, Source

GAZETTEER = build_gazetteer(
    [
        Entry("Microsoft", "Company", aliases=("MSFT",), wikidata="Q2283"),
        Entry("OpenAI", "Company"),
        Entry("Sam Altman", "Person", context=("Altman",)),
    ]
)
ONTOLOGY = load_ontology()
FIRMS = ["Microsoft", "MSFT", "OpenAI", "Acme Inc.", "ACME", "Acme Labs", "Bolt"]
PEOPLE = ["Sam Altman", "Altman", "Ann Lee", "Lee", "Alessandro De La Torre", "De La Torre"]
SUITS = [
    "Lee v. Acme",
    "Lee v. ACME and Bolt",
    "De La Torre v. OpenAI",
    "Unnamed v. Acme",
    "the complaint",
    "Bolt v. Lee",
]
COURTS = ["N.D. Cal.", "Northern District of California", "S.D.N.Y."]
VERDICTS = ["same", "not same", "unsure"]

people = st.sampled_from([f"{name}/Person" for name in PEOPLE])
firms = st.sampled_from([f"{name}/{type_}" for name in FIRMS for type_ in ("Company", "Organization")])
suits = st.sampled_from([f"{name}/Lawsuit" for name in SUITS])
courts = st.sampled_from([f"{name}/Court" for name in COURTS])
ENDS = {
    "OWNS": (firms, firms),
    "COMPETES_WITH": (firms, firms),
    "WORKS_FOR": (people, firms),
    "PLAINTIFF_IN": (people, suits),
    "DEFENDANT_IN": (firms, suits),
    "FILED_IN": (suits, courts),
    "LIKES": (people, firms),  # only an ontology of one's own has it
}
MORE = st.fixed_dictionaries(
    {},
    optional={
        "date": st.sampled_from(["2023", "2023-04"]),
        "amount": st.sampled_from(["5", "9"]),
        "case_number": st.sampled_from(["25-00709", "5:25-cv-00709-PCP", "24-1"]),
    },
)
STATUSES = st.sampled_from(["current", "former", "planned", "rumoured", "denied"])


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    relation = draw(st.sampled_from(sorted(ENDS)))
    subject, object_ = (draw(end) for end in ENDS[relation])
    return fact(subject, relation, object_, draw(STATUSES), draw(st.sampled_from([0.3, 0.9])), **draw(MORE))


@dataclass
class Step:
    """What happens next to the ledger; numbers choose among what is there."""

    does: str
    article: str = ""
    told: list[Fact] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    date: str | None = None
    text: str | None = None
    version: str = "1"
    choice: int = 0
    other: int = 0
    verdict: str = "same"


numbers = st.integers(0, 1000)
articles = st.sampled_from(["a1", "a2", "a3", "a4", "a5"])
tellings = st.builds(
    Step,
    st.just("tell"),
    articles,
    st.lists(facts(), max_size=4),
    st.lists(st.one_of(firms, people, suits), max_size=2),
    st.sampled_from([None, "2024", "2024-05-02", "2025-01-01"]),
    st.sampled_from([None, None, "One text that is printed by several papers."]),
    st.sampled_from(["1", "1", "2", "3"]),
)
withdrawals = st.builds(Step, st.just("withdraw"), choice=numbers)
verdicts = st.builds(Step, st.just("judge"), choice=numbers, other=numbers, verdict=st.sampled_from(VERDICTS))
ontologies = st.builds(Step, st.just("other ontology"))
steps = st.lists(st.one_of(tellings, tellings, tellings, withdrawals, verdicts, verdicts, ontologies), max_size=12)


def told(step: Step) -> Story:
    aliases = {"Ann Lee": ("Lee",), "Alessandro De La Torre": ("De La Torre",)}
    return story(step.article, *step.told, named=step.named, aliases=aliases, text=step.text, published=step.date)


def do(step: Step, ledger: Ledger) -> None:
    if step.does == "tell":
        record(ledger, told(step), version=step.version)
    elif step.does == "withdraw":
        claims = sorted(claim.id for claim in ledger.claims())
        if claims:
            ledger.withdraw(claims[step.choice % len(claims)], "wrong")
    elif step.does == "judge":
        ids = sorted({m.id for m in ledger.mentions()} | {e.id for e in assemble(ledger, ONTOLOGY, GAZETTEER).entities})
        left, right = (ids[n % len(ids)] if ids else "" for n in (step.choice, step.other))
        if left != right:
            ledger.judge(Judgement(left, right, step.verdict, "person:ann", "", "2026"))


Copy = dict[Kind, dict[str, Any]]


def copy_of(source: Source) -> Copy:
    """All rows by kind and id, in the order given."""
    return {kind: {row.id: row for row in getattr(source, kind)()} for kind in KINDS}


def replayed(copy: Copy, source: Source, since: int) -> Copy:
    """The copy of edition `since`, brought up as a store does it."""
    after: Copy = {}
    for kind in KINDS:
        rows = dict(copy[kind])
        for gone in source.gone(kind, since):
            rows.pop(gone.id, None)
        rows |= {row.id: row for row in getattr(source, kind)(since)}
        after[kind] = rows
    return after


def check_step(assembled: Assembled, copies: dict[int, Copy], *, changed: bool) -> None:
    """Editions from the first on can be brought up to the present one, and nothing that is the same is in a change."""
    now = copy_of(assembled)
    last = max(copies)
    assert changed is (assembled.edition == last + 1) is (now != copies[last])
    for edition, copy in copies.items():
        assert replayed(copy, assembled, edition) == now
    for kind in KINDS:
        assert list(now[kind]) == sorted(now[kind])
        assert assembled.count(kind) == len(now[kind])
        new = [row.id for row in getattr(assembled, kind)(last)]
        assert new == [id_ for id_, row in now[kind].items() if copies[last][kind].get(id_) != row]
        assert assembled.count(kind, last) == len(new)
        gone = list(assembled.gone(kind, last))
        assert [row.id for row in gone] == sorted(copies[last][kind].keys() - now[kind].keys())
        if kind == "links":
            were = [copies[last][kind][row.id] for row in gone]
            assert [row.ends for row in gone] == [(link.subject, link.relation, link.object) for link in were]
        assert assembled.holds(kind, [*copies[last][kind], "none"]) == now[kind].keys() & copies[last][kind].keys()
    copies[assembled.edition] = now


@pytest.fixture(scope="module")
def wider(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    own = tmp_path_factory.mktemp("own") / "own.yaml"
    likes = "{subject: [Person], object: [Company, Organization], symmetric: true, definition: x, example: y}"
    own.write_text(f"relations: {{LIKES: {likes}}}")
    return load_ontology(own)


@given(course=steps)
@settings(max_examples=150, deadline=None)
def test_each_update_gives_what_assembling_from_scratch_gives(
    tmp_path_factory: pytest.TempPathFactory, wider: Ontology, course: list[Step]
) -> None:
    home = tmp_path_factory.mktemp("course")
    ontology = ONTOLOGY
    with Ledger.open(home / "ledger.sqlite") as ledger, Assembled.open(home / "assembled.sqlite") as assembled:
        copies = {assembled.edition: copy_of(assembled)}
        for step in course:
            if step.does == "other ontology":
                ontology = wider if ontology is ONTOLOGY else ONTOLOGY
            do(step, ledger)
            changed = assembled.update(ledger, ontology, GAZETTEER)
            assert assembled.projection() == assemble(ledger, ontology, GAZETTEER)
            check_step(assembled, copies, changed=changed)
            assert not assembled.update(ledger, ontology, GAZETTEER)
