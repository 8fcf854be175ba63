"""What hangs on a suit, and investigations: each way to tell of them, and what must not be taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from legal_text import read_marked

from graph.model import Article
from graph.ontology import load_ontology
from ingest.extract.base import check_claim
from ingest.extract.lawsuits import find_lawsuit_claims
from ingest.extract.legal_grammar import compiled, forms
from ingest.extract.legal_names import caption_sides, surname
from ingest.read.reader import read

V, L, N = "{Vantor|Company}", "{Lumen|Company}", "{Nordwell|Company}"
ADA, BEN, FIRM = "{Ada Brook|Person}", "{Ben Cole|Person}", "{Cole & Tate|Company}"
CMA, FTC = "{Competition Authority|GovernmentBody}", "{Trade Commission|GovernmentBody}"
ACT, COURT = "{Lanham Act|Law}", "{High Court|Court}"
CASE = "Vantor v. Lumen"


def read_lines(text: str) -> set[str]:
    """The claims of a text as lines."""
    claims = find_lawsuit_claims(read_marked(text))
    return {f"{c.subject.name} {c.relation} {c.object.name} {c.status}" for c in claims}


DETAILS = [
    (f"The suit was filed in the {COURT}.", f"{CASE} FILED_IN High Court"),
    (f"{V} took {L} to the {COURT}.", f"{CASE} FILED_IN High Court"),
    (f"The complaint rests on the {ACT}.", f"{CASE} ALLEGES_VIOLATION_OF Lanham Act"),
    (f"{V} says {L} acted in violation of the {ACT}.", f"{CASE} ALLEGES_VIOLATION_OF Lanham Act"),
    (f"Judge {ADA} set a date.", f"Ada Brook JUDGE_IN {CASE}"),
    (f"{ADA}, the federal judge who hears it, set a date.", f"Ada Brook JUDGE_IN {CASE}"),
    (f"The case is before {ADA}.", f"Ada Brook JUDGE_IN {CASE}"),
    (f"{V} is represented by {FIRM}.", f"Cole & Tate COUNSEL_IN {CASE}"),
    (f"{V}'s lawyer, {BEN}, was pleased.", f"Ben Cole COUNSEL_IN {CASE}"),
    (f"{BEN}, an attorney for {V}, was pleased.", f"Ben Cole COUNSEL_IN {CASE}"),
    (f"A lawyer for the plaintiffs, {BEN}, was pleased.", f"Ben Cole COUNSEL_IN {CASE}"),
    (f"The plaintiffs' counsel, {BEN}, was pleased.", f"Ben Cole COUNSEL_IN {CASE}"),
    (f"{BEN}, the family's lawyer, was pleased.", f"Ben Cole COUNSEL_IN {CASE}"),
    (f"{BEN} of {FIRM} appeared for {L}.", f"Ben Cole COUNSEL_IN {CASE}"),
]


@pytest.mark.parametrize(("sentence", "expected"), DETAILS)
def test_details_hang_on_the_suit_the_text_is_at(sentence: str, expected: str) -> None:
    parties = {
        "Vantor SUED Lumen current",
        f"Vantor PLAINTIFF_IN {CASE} current",
        f"Lumen DEFENDANT_IN {CASE} current",
    }
    assert read_lines(f"{V} sues {L}\n\n{sentence}") == parties | {f"{expected} current"}


NO_DETAIL = [
    f"{BEN}, general counsel of {L}, was away.",
    f"{BEN}, a lawyer who likes chess, was away.",
    f"The {COURT} is closed on Sundays.",
    f"Former judge {ADA} watched.",
    f"{N} is based in Utah.",
]


@pytest.mark.parametrize("sentence", NO_DETAIL)
def test_what_is_no_detail_is_not_taken_for_one(sentence: str) -> None:
    assert len(read_lines(f"{V} sues {L}\n\n{sentence}")) == 3


def test_without_a_suit_there_are_no_details() -> None:
    assert read_lines(f"News\n\nJudge {ADA} dined with {BEN}, a lawyer for {V}, near the {COURT}.") == set()


def test_details_follow_their_own_suit() -> None:
    text = f"""
{V} sues {L}

{V} sued {L} over its feed.

{N} sued {L} in the {COURT}.

{V} is represented by {BEN}.
"""
    lines = read_lines(text)
    assert "Nordwell v. Lumen FILED_IN High Court current" in lines
    assert "Ben Cole COUNSEL_IN Vantor v. Lumen current" in lines
    assert sum("FILED_IN" in line or "COUNSEL_IN" in line for line in lines) == 2


PROBES = [
    (f"The {CMA} is investigating {V}.", {"Competition Authority INVESTIGATES Vantor current"}),
    (f"The {CMA} opened an inquiry into {V}.", {"Competition Authority INVESTIGATES Vantor current"}),
    (f"The {CMA} is looking into whether {V} ties its chips.", {"Competition Authority INVESTIGATES Vantor current"}),
    (f"{V} is under investigation by the {CMA}.", {"Competition Authority INVESTIGATES Vantor current"}),
    (f"The {CMA}'s probe of {V} goes on.", {"Competition Authority INVESTIGATES Vantor current"}),
    (
        f"The {CMA} and the {FTC} are examining {V}.",
        {"Competition Authority INVESTIGATES Vantor current", "Trade Commission INVESTIGATES Vantor current"},
    ),
    (
        f"The {CMA} is reviewing {V}'s purchase of {L}.",
        {"Competition Authority INVESTIGATES Vantor current", "Competition Authority INVESTIGATES Lumen current"},
    ),
    (
        f"The {FTC} ordered {V} and {L} to hand over documents.",
        {"Trade Commission INVESTIGATES Vantor current", "Trade Commission INVESTIGATES Lumen current"},
    ),
    (f"The {CMA} closed its inquiry into {V}.", {"Competition Authority INVESTIGATES Vantor former"}),
    (f"The {CMA} is not investigating {V}.", {"Competition Authority INVESTIGATES Vantor denied"}),
    (f"The {CMA} has opened no inquiry into {V}.", {"Competition Authority INVESTIGATES Vantor denied"}),
    (f"The {CMA} is considering an inquiry into {V}.", {"Competition Authority INVESTIGATES Vantor rumoured"}),
    (f"The {CMA} will open an inquiry into {V}.", {"Competition Authority INVESTIGATES Vantor planned"}),
    (f"{{The Herald|Organization}} reviewed the new phone of {V}.", set()),
    (f"The {CMA} fined {V}.", set()),
    (f"{V} looked into the matter for {L}.", set()),
]


@pytest.mark.parametrize(("sentence", "expected"), PROBES)
def test_investigations(sentence: str, expected: set[str]) -> None:
    assert read_lines(f"News\n\n{sentence}") == expected


def test_who_is_no_defendant_is_said_to_be_none() -> None:
    lines = read_lines(f"{V} sues {L}\n\n{N} is not a defendant.")
    assert "Nordwell DEFENDANT_IN Vantor v. Lumen denied" in lines


@pytest.mark.parametrize(
    ("caption", "sides"),
    [
        ("De La Torre v. LinkedIn Corp", (["De La Torre"], ["LinkedIn Corp"])),
        ("Doe et al. v. Acme, Inc.", (["Doe"], ["Acme, Inc"])),
        ("A, B and C vs. D LLC", (["A", "B", "C"], ["D LLC"])),
        ("In re Acme", None),
    ],
)
def test_captions_fall_into_two_sides(caption: str, sides: tuple[list[str], list[str]] | None) -> None:
    assert caption_sides(caption) == sides


def test_surnames_keep_their_particles() -> None:
    assert [surname(n) for n in ("Maria de la Torre", "Ada Brook", "Prince", "Ken Griffey Jr.")] == [
        "de la Torre",
        "Brook",
        "Prince",
        "Griffey",
    ]


def test_every_form_compiles_and_no_family_stands_in_two_sections() -> None:
    sections = ("tellings", "counsel", "judges", "amounts", "probes")
    for section in sections:
        for form in forms(section):
            assert compiled(form.pattern).groups >= 1


_WORDS = st.sampled_from(
    "Google Anthropic OpenAI Judge William Alsup sued by against v. the The lawsuit complaint , . ; : ( ) and in a "
    "federal court class action filed its it who is was not Inc. No. 25-00709 $1,000 Copyright Act FTC probe".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=60).map(" ".join) | st.text(max_size=200))
def test_no_text_raises_and_every_claim_keeps_the_promises(text: str) -> None:
    article = Article("a1", text, "Google sues OpenAI")
    ontology = load_ontology()
    for claim in find_lawsuit_claims(read(article)):
        check_claim(claim, article, ontology)


@pytest.mark.shared
def test_the_founding_article_gives_its_suit_whole_and_nothing_wrong(shared: Path) -> None:
    """The facts are the annotated ones; the text stays beside the checkout."""
    lines = (shared / "bench" / "news-dev.jsonl").read_text(encoding="utf-8").splitlines()
    line = next(row for row in map(json.loads, lines) if row["id"] == "seed-linkedin-lawsuit")
    article = Article(line["id"], line["text"], line["title"], line["url"], line["published"], line["source"])
    claims = [claim.as_row() for claim in find_lawsuit_claims(read(article))]
    names = {entity["key"]: {entity["name"], *entity["aliases"]} for entity in line["entities"]}
    facts = [fact for fact in line["facts"] if fact["relation"] in {claim["relation"] for claim in claims}]
    assert len(claims) == len(facts) == 5
    for fact in facts:
        claim = next(c for c in claims if c["relation"] == fact["relation"])
        assert claim["subject"]["name"] in names[fact["subject"]]
        assert claim["object"]["name"] in names[fact["object"]]
        assert (claim["status"], claim["qualifiers"]) == (fact["status"], fact["qualifiers"])


def test_a_suit_is_a_mention_with_the_places_that_tell_of_it() -> None:
    document = read_marked(f"{V} sues {L}\n\n{V}'s lawsuit against {L} came late.")
    claims = [claim for claim in find_lawsuit_claims(document) if claim.relation == "DEFENDANT_IN"]
    told = [document.content[span.start : span.end] for span in claims[0].object.spans]
    assert told == ["Vantor sues Lumen", "Vantor's lawsuit against Lumen"]
    assert 0.5 <= claims[0].confidence <= 0.99
