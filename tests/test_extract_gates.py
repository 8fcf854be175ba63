from __future__ import annotations

import pytest

from ingest.extract.examples import read_example
from ingest.extract.rules import find_by_rule


def told(marked: str) -> set[tuple[str, str, str]]:
    document, _ = read_example(marked)
    return {(claim.subject.name, claim.relation, claim.object.name) for _, claim in find_by_rule(document)}


@pytest.mark.parametrize(
    ("marked", "told_not", "told_too"),
    [
        (
            "[Company Acme] supports [Company AMD]'s [Product FreeSync], [Product Google Gemini] and more.",
            ("AMD", "DEVELOPS", "Google Gemini"),
            ("AMD", "DEVELOPS", "FreeSync"),
        ),
        (
            "[Company Disney] faces [Company ~its=Disney] [Product ChatGPT].",
            ("Disney", "DEVELOPS", "ChatGPT"),
            None,
        ),
        ("[Company OpenAI] uses [Product ChatGPT] at work.", ("OpenAI", "USES", "ChatGPT"), None),
        ("[Company Acme] uses [Product ChatGPT] at work.", ("OpenAI", "USES", "ChatGPT"), ("Acme", "USES", "ChatGPT")),
        ("[Company Acme] hosts its [Product Prime] Day on Monday.", ("Acme", "DEVELOPS", "Prime"), None),
        ("[Company Acme] made a [Product 6GHz] adapter.", ("Acme", "DEVELOPS", "6GHz"), None),
        ("[Product Zed] is being made by former [Company Acme] developers.", ("Acme", "DEVELOPS", "Zed"), None),
        ("[Company Acme] takes inspiration from [Company Quora].", ("Quora", "INVESTED_IN", "Acme"), None),
        ("[Company Acme]'s [Product DX Division] grows.", ("Acme", "DEVELOPS", "DX Division"), None),
        (
            "[Company Amazon Web Services] is a partner of [Company Amazon].",
            ("Amazon Web Services", "PARTNERS_WITH", "Amazon"),
            None,
        ),
    ],
)
def test_what_names_contradict_is_not_claimed(
    marked: str, told_not: tuple[str, str, str], told_too: tuple[str, str, str] | None
) -> None:
    found = told(marked)
    assert told_not not in found
    assert told_too is None or told_too in found


@pytest.mark.parametrize(
    ("marked", "relation", "who"),
    [
        (
            "[Person Ann Roe], [Person Max Ito] and [Person Jo Lee], the chief executive of [Company Quora], met.",
            "WORKS_FOR",
            {"Jo Lee"},
        ),
        ("[Company Intel] CEO [Person Jo Lee] and [Person Ann Roe] met on Monday.", "WORKS_FOR", {"Jo Lee"}),
        ("[Company Intel] executives [Person Jo Lee] and [Person Ann Roe] met.", "WORKS_FOR", {"Jo Lee", "Ann Roe"}),
        ("[Person Jo Lee] and [Person Ann Roe], founders of [Company Acme], met.", "FOUNDED", {"Jo Lee", "Ann Roe"}),
        (
            "[Company Acme] boss [Person Jo Lee], [Company Quora]'s founder [Person Ann Roe] and others met.",
            "FOUNDED",
            {"Ann Roe"},
        ),
        ("[Company Acme], created in January and led by [Person Jo Lee], grows.", "FOUNDED", set()),
        (
            "[Company Acme], which owns [Company Quora], was founded by [Person Jo Lee].",
            "FOUNDED",
            {"Jo Lee"},
        ),
        ("[Venture Stargate], backed by President [Person Jo Lee], grows.", "INVESTED_IN", set()),
    ],
)
def test_a_title_holds_for_the_name_beside_it(marked: str, relation: str, who: set[str]) -> None:
    assert {subject for subject, said, _ in told(marked) if said == relation} == who
