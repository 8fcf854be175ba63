from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.extract.examples import read_example
from ingest.extract.rules import RuleExtractor
from ingest.extract.titles import job_title

MONEY = {"amount": "1900000000", "currency": "USD"}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[s:Company Adobe] bought [o:Company Semrush] for [money $1.9bn].", MONEY),
        ("[s:Company Adobe] bought [o:Company Semrush], valued at [money $1.9bn].", {}),
        ("[s:Company Adobe], with revenue of [money $1.9bn], bought [o:Company Semrush].", {}),
        ("[s:Company Adobe] bought [o:Company Semrush] in [when 2025].", {"date": "2025"}),
        ("In [when 2025], [s:Company Adobe] bought [o:Company Semrush].", {"date": "2025"}),
        ("Reporters said in [when 2025] that [s:Company Adobe] has bought [o:Company Semrush].", {}),
        ("[s:Company Google] has bought a [share 49%] stake in [o:Company Anthropic].", {"share": "49"}),
        ("[s:Company Sequoia] invested [money $1.9bn] in [o:Company Harvey]'s seed round.", MONEY | {"round": "seed"}),
        ("[o:Company Harvey] raised [money $1.9bn] from [s:Company Sequoia].", {}),
        ("[o:Company Oracle] CEO [s:Person Safra Catz] spoke.", {"title": "CEO"}),
        (
            "[s:Person Jo Lee], founder and design boss of [o:Company Acme], spoke.",
            {"title": "design boss"},
        ),
        ("[o:Company LinkedIn], which [s:Company Microsoft] has owned since [when 2025], grew.", {"since": "2025"}),
        (
            "[s:Company Yahoo] owned [o:Company Tumblr] from [when 2013] to [when 2017].",
            {"since": "2025", "until": "2025"},
        ),
        ("[s:Company Yahoo] owned [o:Company Tumblr] and grew in [when 2025].", {}),
        ("[s:Person Jo Lee], head of AI research at [o:Company Acme], spoke.", {"title": "head of AI research"}),
    ],
)
def test_qualifiers_are_those_of_the_statement(marked: str, expected: dict[str, str]) -> None:
    document, ends = read_example(marked)
    found = [c for c in RuleExtractor().extract(document) if (c.subject.name, c.object.name) in ends]
    claims = [claim for claim in found if claim.relation != "FOUNDED"]
    assert [dict(claim.qualifiers) for claim in claims] == [expected]


def test_what_has_ended_is_former() -> None:
    document, _ = read_example("[s:Company Yahoo] owned [o:Company Tumblr] until [when 2025].")
    (claim,) = RuleExtractor().extract(document)
    assert (claim.relation, claim.status, dict(claim.qualifiers)) == ("OWNS", "former", {"until": "2025"})


def test_more_than_half_is_no_investment_but_ownership() -> None:
    document, _ = read_example("[s:Company SoftBank] holds [share 49%] of [o:Company Arm].")
    assert [claim.relation for claim in RuleExtractor().extract(document)] == ["INVESTED_IN"]
    values = tuple(type(value)(value.start, value.end, "90") for value in document.values)

    majority = replace(document, values=values)
    assert [claim.relation for claim in RuleExtractor().extract(majority)] == ["OWNS"]


@pytest.mark.parametrize(
    ("title", "job"),
    [("co-founder and CEO", "CEO"), ("Chairman and chief executive", "chief executive"), ("founder", "founder")],
)
def test_a_title_keeps_the_job(title: str, job: str) -> None:
    assert job_title(title) == job
