"""Which mentions are one entity before anyone judges."""

from __future__ import annotations

import pytest

from graph.model import Mention
from graph.resolve.gazetteer import Entry, build_gazetteer
from graph.resolve.keys import key_of

GAZETTEER = build_gazetteer(
    [
        Entry("Microsoft", "Company", aliases=("MSFT",), never=("Microsoft Research",)),
        Entry("LinkedIn", "Company"),
        Entry("Moonshot AI", "Company", context=("Moonshot",)),
        Entry("Anthropic", "Company", never=("Anthropic Group",)),
        Entry("Apple", "Company"),
        Entry("Cursor", "Product", context=("Cursor",)),
        Entry("GitHub Copilot", "Product", context=("Copilot",)),
        Entry("Copilot Key", "Product"),
        Entry("iPhone", "Product"),
        Entry("Federal Trade Commission", "GovernmentBody", aliases=("FTC",)),
        Entry("Stargate", "Venture"),
        Entry("SoftBank", "Company", aliases=("SoftBank Group",)),
        Entry("Sam Altman", "Person", context=("Altman",)),
        Entry("Elon Musk", "Person", aliases=("Musk",)),
        Entry("Sherman Act", "Law"),
        Entry("Northern Court", "Court", aliases=("Northern District of California",)),
        Entry("Mercury", "Company"),
        Entry("Mercury", "Product"),
    ]
)


def key(name: str, type_: str, *aliases: str, article: str = "a1") -> str:
    return key_of(Mention(article, name, type_, aliases), GAZETTEER).text


ONE = [
    (("MSFT", "Company"), ("Microsoft Corporation", "Company")),
    (("LinkedIn Corp", "Company", "LinkedIn"), ("LinkedIn", "Company")),
    (("Microsoft Ireland Ltd", "Company"), ("Microsoft Ireland", "Organization")),
    (("LinkedIn", "Organization"), ("LinkedIn", "Company")),
    (("FTC", "Organization"), ("U.S. Federal Trade Commission", "GovernmentBody", "FTC")),
    (("Stargate", "Company"), ("Stargate", "Venture")),
    (("Moonshot", "Company", "Moonshot AI"), ("Moonshot AI", "Company")),
    (("Copilot", "Product", "GitHub Copilot"), ("GitHub Copilot", "Product")),
    (("Cursor", "Product"), ("cursor", "Product")),
    (("Samuel H. Altman", "Person", "Sam Altman"), ("Sam Altman", "Person")),
    (("Altman", "Person"), ("Sam Altman", "Person")),
    (("Moonshot", "Company"), ("Moonshot AI", "Company")),
    (("Edward J. Davila", "Person"), ("Judge Edward Davila", "Person")),
    (("Musk", "Person"), ("Elon Musk", "Person")),
    (("Section 2 of the Sherman Act", "Law"), ("Sherman Act", "Law")),
    (("N.D. Cal.", "Court"), ("federal court for the Northern District of California", "Court")),
    (("D. Ariz.", "Court"), ("U.S. District Court for the District of Arizona", "Court")),
    (("Acme Robotics Inc.", "Company"), ("Acme Robotics", "Organization")),
    (
        ("Oracle-SoftBank-OpenAI joint venture", "Venture"),
        ("OpenAI, Oracle and SoftBank Group joint venture", "Venture"),
    ),
    (("o3", "Product"), ("O3", "Product")),
    (("LinkedIns", "Company"), ("LinkedIn", "Company")),
    (("iPhones", "Product"), ("iPhone", "Product")),
]
APART = [
    (("linkedIns", "Company"), ("LinkedIn", "Company")),
    (("MSFTs", "Company"), ("Microsoft", "Company")),
    (("iPhone SE", "Product", "iPhone"), ("iPhone", "Product")),
    (("Ann Co", "Person"), ("Ann Sa", "Person")),
    (("Microsoft Research", "Company", "Microsoft"), ("Microsoft", "Company")),
    (("Microsoft Gaming", "Company", "Microsoft"), ("Microsoft", "Company")),
    (("Anthropic Group", "Company"), ("Anthropic", "Company")),
    (("Moonshot", "Product"), ("Moonshot AI", "Company")),
    (("Apple", "Product"), ("Apple", "Company")),
    (("Cursor", "Company"), ("Cursor", "Product")),
    (("Mercury", "Company"), ("Mercury", "Product")),
    (("Kimbal Musk", "Person", "Musk"), ("Elon Musk", "Person")),
    (("Jack Altman", "Person"), ("Sam Altman", "Person")),
    (("Microsoft", "Person"), ("Microsoft", "Company")),
    (("Oracle-SoftBank joint venture", "Venture"), ("Oracle-SoftBank-OpenAI joint venture", "Venture")),
    (("Ministry of Justice", "GovernmentBody"), ("Ministry of Justice", "Company")),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_mentions_of_one_thing_share_a_key(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert key(*one) == key(*other, article="a2")


@pytest.mark.parametrize(("one", "other"), APART)
def test_mentions_of_two_things_do_not(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert key(*one) != key(*other)


@pytest.mark.parametrize(
    ("name", "type_"),
    [("Nguyen", "Person"), ("Mr. Lee", "Person"), ("a joint venture", "Venture"), ("The venture", "Venture"),
     ("the regulator", "GovernmentBody")],
)  # fmt: skip
def test_what_tells_nothing_apart_outside_its_article_stays_in_it(name: str, type_: str) -> None:
    assert key(name, type_, article="a1") == key(name, type_, article="a1")
    assert key(name, type_, article="a1") != key(name, type_, article="a2")
