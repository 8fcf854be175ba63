from __future__ import annotations

import pytest

from graph.model import Article
from ingest.read.document import Document, ReferenceKind
from ingest.read.reader import read


def read_text(text: str, title: str = "", published: str = "2025-01-23") -> Document:
    return read(Article("a", text, title, published=published))


def names_of(text: str, title: str = "") -> dict[str, str]:
    return {m.name: m.type for m in read_text(text, title).mentions}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shares in Microsoft rose.", "Microsoft", "Company"),
        ("Nordwell Robotics, a Turin-based startup, raised $5m.", "Nordwell Robotics", "Company"),
        ("The maker of sensors, Kvant Optik GmbH, said so.", "Kvant Optik GmbH", "Company"),
        ("It bought Quillon, a maker of lasers, on Monday.", "Quillon", "Company"),
        ("The deal was led by Harrow Ventures.", "Harrow Ventures", "Company"),
        ("Ada Lindqvist, the chief executive, resigned.", "Ada Lindqvist", "Person"),
        ("Acme hired Yevgeny Brodsky as its president.", "Yevgeny Brodsky", "Person"),
        ("“We are glad,” said Ursula van der Meer.", "Ursula van der Meer", "Person"),
        ("Judge Bernice Toliver ruled on Friday.", "Bernice Toliver", "Person"),
        ("Oracle CEO Safra Catz spoke.", "Safra Catz", "Person"),
        ("OpenAI released GPT-4o, a model that sees.", "GPT-4o", "Product"),
        ("The company launched Murmur, an app for choirs.", "Murmur", "Product"),
        ("Anthropic offers Claude 3.5 Sonnet to coders.", "Claude 3.5 Sonnet", "Product"),
        ("Researchers at the University of Leiden agreed.", "University of Leiden", "Organization"),
        ("The Federal Trade Commission opened an inquiry.", "Federal Trade Commission", "GovernmentBody"),
        (
            "The Competition and Markets Authority cleared it.",
            "Competition and Markets Authority",
            "GovernmentBody",
        ),
        ("It broke the Stored Communications Act, she says.", "Stored Communications Act", "Law"),
        ("A fine under the GDPR is possible.", "GDPR", "Law"),
        ("The suit was filed in federal court in San Jose.", "federal court in San Jose", "Court"),
        (
            "It is before the U.S. District Court for the Northern District of California.",
            "U.S. District Court for the Northern District of California",
            "Court",
        ),
        ("They met in Hamburg on Monday.", "Hamburg", "Place"),
        ("It sat before the Senate Commerce Committee on Wednesday.", "Senate Commerce Committee", "GovernmentBody"),
        (
            "The Department for Science, Innovation and Technology paid.",
            "Department for Science, Innovation and Technology",
            "GovernmentBody",
        ),
        ("The Attorney General's Office in Texas sued.", "Texas", "Place"),
        ("New Mexico Attorney General's Office sued Meta.", "New Mexico Attorney General's Office", "GovernmentBody"),
    ],
)
def test_names_are_found_and_typed(text: str, name: str, kind: str) -> None:
    assert names_of(text).get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday Analysts were glad. However, They’re not sure. I’m not.",
        "On Monday the French bought AI chips in January.",
        "See https://t.co/OAlYcN6t5q or ask @acme.",
        "Investors cheered. Lawyers did not. Engineers slept.",
        "The CEO said that the Internet is full of LLMs and GPUs.",
        "He came to the Acme Developers Conference.",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert names_of(text) == {}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Microsoft’s lawyers met OpenAI's.", ["Microsoft", "OpenAI"]),
        ("Oracle CEO Safra Catz left.", ["Oracle", "Safra Catz"]),
        ("President Trump met Chairman Larry Ellison.", ["Trump", "Larry Ellison"]),
        ("The Microsoft-backed OpenAI grew.", ["Microsoft", "OpenAI"]),
        ("Ex-Google and non-Apple staff joined.", ["Google", "Apple"]),
        ("Oracle, SoftBank and OpenAI met.", ["Oracle", "SoftBank", "OpenAI"]),
        ("It left OpenAI\nMicrosoft stayed.", ["OpenAI", "Microsoft"]),
        ("The New York Times sued OpenAI.", ["New York Times", "OpenAI"]),
        ("He saw OpenAIs plan.", ["OpenAI"]),  # the apostrophe was lost on the way
    ],
)
def test_boundaries_of_names(text: str, spans: list[str]) -> None:
    document = read_text(text)
    named = [r for r in document.references if r.kind is ReferenceKind.NAME]
    assert [document.content[r.start : r.end] for r in named] == spans


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("LinkedIn was sued. The case names LinkedIn Corp alone.", "LinkedIn Corp", {"LinkedIn"}),
        ("Nordwell Robotics GmbH grew. Nordwell sells arms.", "Nordwell Robotics GmbH", {"Nordwell"}),
        ("Ada Lindqvist left Acme. Lindqvist had founded it.", "Ada Lindqvist", {"Lindqvist"}),
        (
            "The Nordic Press Council (NPC) objected. The NPC wants talks.",
            "Nordic Press Council",
            {"NPC"},
        ),
    ],
)
def test_forms_of_one_name_are_one_mention(text: str, name: str, aliases: set[str]) -> None:
    found = {m.name: set(m.aliases) for m in read_text(text).mentions}
    assert found.get(name) == aliases


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Microsoft pays for Microsoft Research.", {"Microsoft", "Microsoft Research"}),
        ("GPT-4 is older than GPT-4o.", {"GPT-4", "GPT-4o"}),
        ("Amazon runs Amazon Web Services.", {"Amazon", "Amazon Web Services"}),
    ],
)
def test_what_only_looks_alike_stays_apart(text: str, names: set[str]) -> None:
    assert names <= set(names_of(text))


def test_a_title_case_headline_names_only_what_the_body_or_the_list_names() -> None:
    title = "Nordwell Robotics Accused Of Copying Arms As Microsoft Watches"
    found = names_of("Nordwell Robotics, a startup in Turin, denied it.", title)
    assert set(found) == {"Nordwell Robotics", "Microsoft", "Turin"}


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("The case is De La Torre v. LinkedIn Corp, U.S. Tax Court, No. 25-00709.", "De La Torre v. LinkedIn Corp"),
        ("In Okonjo v. Vellum Systems Inc. (N.D. Cal.) she won.", "Okonjo v. Vellum Systems Inc."),
        ("A judge in Brandt et al. v. Larkin Robotics ruled.", "Brandt et al. v. Larkin Robotics"),
        ("See Pactlane Ltd v Aldermoor plc for more.", "Pactlane Ltd v Aldermoor plc"),
        ("It cites United States v. Grbac twice.", "United States v. Grbac"),
    ],
)  # fmt: skip
def test_captions_are_lawsuits(text: str, caption: str) -> None:
    assert names_of(text).get(caption) == "Lawsuit"


@pytest.mark.parametrize(
    "text",
    [
        "Google vs. OpenAI: who makes the better phone?",
        "He plays Grand Theft Auto V Enhanced.",
    ],
)
def test_a_contest_is_no_lawsuit(text: str) -> None:
    assert "Lawsuit" not in names_of(text).values()


def test_two_forms_of_a_caption_are_one_case() -> None:
    found = names_of("Sable v. Orison began. In Sable Ltd v. Orison Cloud Inc the judge ruled.")
    assert [name for name, kind in found.items() if kind == "Lawsuit"] == ["Sable Ltd v. Orison Cloud Inc"]


def test_parties_of_a_caption_are_mentions_of_their_own() -> None:
    found = names_of("The case is De La Torre v. LinkedIn Corp, No. 25-00709.")
    assert found["De La Torre"] == "Person"
    assert found["LinkedIn Corp"] == "Company"
