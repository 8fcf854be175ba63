from __future__ import annotations

import pytest

from graph.model import Article
from ingest.read.document import ReferenceKind
from ingest.read.reader import read


def links(text: str, title: str = "") -> dict[str, list[str]]:
    """What each noun and pronoun of the text points to; the last of several like ones counts."""
    document = read(Article("a", text, title, published="2025-01-23"))
    return {
        document.content[r.start : r.end]: [document.mentions[i].name for i in r.mentions]
        for r in document.references
        if r.kind is not ReferenceKind.NAME
    }


@pytest.mark.parametrize(
    ("text", "anaphor", "name"),
    [
        ("LinkedIn changed its policy.", "its", "LinkedIn"),
        ("LinkedIn is owned by Microsoft. LinkedIn is sued as the company leaked it.", "the company", "LinkedIn"),
        ("OpenAI grew. It hired many people.", "It", "OpenAI"),
        ("Satya Nadella leads Microsoft. He joined in 1992.", "He", "Satya Nadella"),
        ("Safra Catz left Oracle. Her pay was high.", "Her", "Safra Catz"),
        ("Nordwell, a chipmaker in Turin, met Quillon, a publisher. The chipmaker paid.", "The chipmaker", "Nordwell"),
        ("Microsoft met OpenAI. The ChatGPT maker asked for more.", "The ChatGPT maker", "OpenAI"),
        ("The Federal Trade Commission met. The agency sent letters.", "The agency", "Federal Trade Commission"),
        ("The case is Doe v. Acme Corp. The lawsuit asks for damages.", "The lawsuit", "Doe v. Acme Corp."),
    ],
)  # fmt: skip
def test_what_points_back(text: str, anaphor: str, name: str) -> None:
    assert links(text).get(anaphor) == [name]


@pytest.mark.parametrize(
    ("text", "anaphor", "names"),
    [
        ("OpenAI and Oracle signed a deal. The two companies paid.", "The two companies", {"OpenAI", "Oracle"}),
        ("Microsoft backs OpenAI. Both companies declined to comment.", "Both companies", {"Microsoft", "OpenAI"}),
    ],
)  # fmt: skip
def test_groups_point_to_each_member(text: str, anaphor: str, names: set[str]) -> None:
    assert set(links(text)[anaphor]) == names


@pytest.mark.parametrize(
    ("text", "anaphor"),
    [
        ("OpenAI grew. It is unclear why.", "It"),
        ("OpenAI grew. It seems that nobody knows.", "It"),
        ("OpenAI makes it easier to cheat.", "it"),
        ("Microsoft met Oracle and OpenAI met Google, so the company paid.", "the company"),
        ("Google owns part of the startup.", "the startup"),
        ("OpenAI has an app in the app store.", "the app store"),
        ("The lawsuit was filed against OpenAI.", "The lawsuit"),
        ("Two companies met: Oracle, Google and OpenAI. The two companies paid.", "The two companies"),
    ],
)
def test_what_is_doubtful_stays_open(text: str, anaphor: str) -> None:
    assert anaphor not in links(text)


def test_pronouns_agree_with_given_names() -> None:
    found = links("Ada Lindqvist met Peter Novak in Turin. She paid. He left.")
    assert found["She"] == ["Ada Lindqvist"]
    assert found["He"] == ["Peter Novak"]
