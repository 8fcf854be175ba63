"""Which lawsuits of different articles are one."""

from __future__ import annotations

import pytest

from graph.resolve.gazetteer import Entry, build_gazetteer
from graph.resolve.suits import Suit, caption_key, docket_key, suit_keys

GAZETTEER = build_gazetteer(
    [
        Entry("LinkedIn", "Company"),
        Entry("OpenAI", "Company"),
        Entry("Microsoft", "Company"),
        Entry("The New York Times", "Organization", aliases=("The New York Times Company",)),
        Entry("Google", "Company"),
    ]
)


def caption(name: str, **people: str) -> str | None:
    return caption_key(name, GAZETTEER, people)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De La Torre v. LinkedIn Corp", "De La Torre v. LinkedIn"),
        ("De La Torre vs. LinkedIn Corporation", "De La Torre v LinkedIn"),
        ("The New York Times Company v. Microsoft Corporation et al.", "New York Times v. Microsoft"),
        ("DE LA TORRE V. LINKEDIN CORP.", "De La Torre v. LinkedIn"),
        ("NYT v. OpenAI, Inc. and Microsoft", "NYT v. Microsoft, OpenAI"),
        ("U.S. v. Google LLC", "United States v. Google"),
        ("In re OpenAI Copyright Litigation", "In re OpenAI copyright litigation"),
    ],
)
def test_captions_of_one_suit(one: str, other: str) -> None:
    assert caption(one) == caption(other) is not None


def test_a_person_goes_by_the_shortest_name_of_the_article() -> None:
    long = caption("Alessandro De La Torre v. LinkedIn", alessandrodelatorre="delatorre")
    assert long == caption("De La Torre v. LinkedIn")


@pytest.mark.parametrize("name", ["Unnamed v. Apple", "the complaint", "A class action", "Grand Theft Auto V Enhanced"])
def test_no_caption(name: str) -> None:
    assert caption(name) is None


@pytest.mark.parametrize(
    ("spelling", "form"),
    [
        ("5:25-cv-00709-PCP", "25-cv-709"),
        ("25-00709", "25-cv-709"),
        ("No. 25-cv-00709", "25-cv-709"),
        ("1:2023-cv-11195", "23-cv-11195"),
        ("4:22-md-03047", "22-md-3047"),
        ("CGC-24-618890", "cgc-24-618890"),
        ("IL-2023-000007", "il-2023-000007"),
    ],
)
def test_docket_numbers(spelling: str, form: str) -> None:
    assert docket_key(spelling) == form


def groups(*suits: Suit) -> set[frozenset[str]]:
    """The mentions by key, whatever the order."""
    found = suit_keys(suits)
    assert found == suit_keys(reversed(suits))
    return {frozenset(m for m in found if found[m] == key) for key in found.values()}


def suit(
    mention: str, caption: str, docket: str | None = None, court: str | None = None, date: str | None = None
) -> Suit:
    return Suit(mention, caption, not caption.startswith("?"), docket, court, date)


CASES = [
    ("one caption", [suit("a", "x v y"), suit("b", "x v y")], ["ab"]),
    ("one docket number", [suit("a", "x v y", "1"), suit("b", "in re y", "1")], ["ab"]),
    ("a caption with and without number", [suit("a", "x v y", "1"), suit("b", "x v y")], ["ab"]),
    ("by way of the number", [suit("a", "x v y", "1"), suit("b", "in re y", "1"), suit("c", "in re y")], ["abc"]),
    ("two suits of one caption", [suit("a", "x v y", "1"), suit("b", "x v y", "2"), suit("c", "x v y")], list("abc")),
    ("unnamed plaintiffs", [suit("a", "?1"), suit("b", "?2")], ["a", "b"]),
    ("unnamed plaintiffs, one number", [suit("a", "?1", "1"), suit("b", "?2", "1")], ["ab"]),
    ("unnamed here, named there", [suit("a", "?1", "1"), suit("b", "x v y", "1"), suit("c", "x v y")], ["abc"]),
    ("one number, two courts", [suit("a", "x v y", "1", "N"), suit("b", "z v w", "1", "S")], ["a", "b"]),
    ("one number, one court known", [suit("a", "x v y", "1", "N"), suit("b", "z v w", "1")], ["ab"]),
    ("two courts, and one unknown",
     [suit("a", "x v y", "1", "N"), suit("b", "z v w", "1", "S"), suit("c", "z v w", "1")], ["a", "bc"]),
    ("fewer parties", [suit("a", "musk+x v apple+openai"), suit("b", "x v apple+openai"), suit("c", "musk+x v apple")],
     ["abc"]),
    ("other plaintiffs", [suit("a", "nyt v openai"), suit("b", "guild v openai")], ["a", "b"]),
    ("a countersuit", [suit("a", "musk v openai"), suit("b", "openai v musk")], ["a", "b"]),
    ("overlapping defendants", [suit("a", "x v apple+y"), suit("b", "x v apple+z")], ["a", "b"]),
    ("two docket numbers", [suit("a", "x+z v y", "1"), suit("b", "x v y", "2")], ["a", "b"]),
    ("two courts", [suit("a", "x+z v y", None, "N"), suit("b", "x v y", None, "S")], ["a", "b"]),
    ("filed long apart", [suit("a", "x+z v y", date="2023-01"), suit("b", "x v y", date="2024-06-02")], ["a", "b"]),
    ("filed in neighbouring years", [suit("a", "x+z v y", date="2023-12"), suit("b", "x v y", date="2024")], ["ab"]),
    ("both fit, and these are apart", [suit("a", "x v y"), suit("b", "x v z"), suit("c", "x v y+z")], list("abc")),
    ("one fits better", [suit("a", "w+x v y"), suit("b", "x v z"), suit("c", "w+x v y+z")], ["ac", "b"]),
    ("sued twice, and once with others",
     [suit("a", "x v y", "1"), suit("b", "x v y", "2"), suit("c", "x+z v y")], list("abc")),
    ("no key of the unnamed", [suit("a", "?1"), suit("b", "x v y"), suit("c", "x v y+z")], ["a", "bc"]),
]  # fmt: skip


@pytest.mark.parametrize(("suits", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_which_suits_are_one(suits: list[Suit], expected: list[str]) -> None:
    assert groups(*suits) == {frozenset(group) for group in expected}


def test_the_key_of_a_suit_stays_when_its_docket_number_becomes_known() -> None:
    before = suit_keys([suit("a", "x v y")])["a"]
    assert suit_keys([suit("a", "x v y"), suit("b", "x v y", "1"), suit("c", "?1", "1")])["c"] == before
