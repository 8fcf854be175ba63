"""The seed list: it loads, its names tell things apart, and what only looks alike stays apart."""

from __future__ import annotations

import re

import pytest

from graph.errors import OntologyError
from graph.ontology import load_ontology
from graph.resolve import gazetteer
from graph.resolve.gazetteer import Entry, Gazetteer, build_gazetteer, load_gazetteer
from graph.resolve.names import name_key


@pytest.fixture(scope="module")
def seed() -> Gazetteer:
    return load_gazetteer()


def test_types_are_those_of_the_ontology(seed: Gazetteer) -> None:
    assert {entry.type for entry in seed.entries} <= set(load_ontology().types)


def test_covers_organisations_and_every_kind_that_news_names(seed: Gazetteer) -> None:
    counts = {kind: sum(e.type == kind for e in seed.entries) for kind in load_ontology().types}
    bodies = counts["Company"] + counts["Organization"] + counts["GovernmentBody"] + counts["Court"]
    assert bodies >= 150
    assert min(counts[kind] for kind in ("Court", "Law", "GovernmentBody", "Product", "Person")) >= 25


def test_no_safe_name_is_borne_by_two_entries(seed: Gazetteer) -> None:
    shared = {key: [e.name for e in found] for key, found in seed.by_key.items() if len(found) > 1}
    assert shared == {}


def test_a_context_alias_is_no_safe_name_of_another_entry(seed: Gazetteer) -> None:
    clashes = [
        (entry.name, alias, other.name)
        for entry in seed.entries
        for alias in entry.context
        for other in seed.by_key.get(name_key(alias), ())
        if other is not entry
    ]
    assert clashes == []


def test_never_names_do_not_resolve_to_their_entry(seed: Gazetteer) -> None:
    wrong = [(e.name, name) for e in seed.entries for name in e.never if seed.find(name) is e]
    assert wrong == []


def test_wikidata_ids_are_well_formed_and_unique(seed: Gazetteer) -> None:
    ids = [entry.wikidata for entry in seed.entries if entry.wikidata is not None]
    assert all(re.fullmatch(r"Q[1-9]\d*", qid) for qid in ids)
    assert len(ids) == len(set(ids))


def test_an_owner_is_an_entry_and_only_products_have_one(seed: Gazetteer) -> None:
    names = {entry.name for entry in seed.entries}
    owned = [entry for entry in seed.entries if entry.owner is not None]
    assert {e.owner for e in owned} <= names
    assert {e.type for e in owned} == {"Product"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Linkedin", "LinkedIn"),
        ("LinkedIn Corp.", "LinkedIn"),
        ("Open AI", "OpenAI"),
        ("NVIDIA Corp", "Nvidia"),
        ("Meta Platforms, Inc.", "Meta"),
        ("AWS", "Amazon Web Services"),
        ("Amazon.com, Inc.", "Amazon"),
        ("DeepMind", "Google DeepMind"),
        ("X.AI", "xAI"),
        ("Twitter", "X Corp."),
        ("a16z", "Andreessen Horowitz"),
        ("SoftBank Group", "SoftBank"),
        ("Advanced Micro Devices", "AMD"),
        ("Encyclopædia Britannica, Inc.", "Encyclopaedia Britannica"),
        ("Conde Nast", "Condé Nast"),
        ("the FTC", "Federal Trade Commission"),
        ("the Justice Department", "U.S. Department of Justice"),
        ("Ireland's Data Protection Commission", "Data Protection Commission"),
        ("N.D. Cal.", "U.S. District Court for the Northern District of California"),
        ("Southern District of New York", "U.S. District Court for the Southern District of New York"),
        ("the 9th Circuit", "U.S. Court of Appeals for the Ninth Circuit"),
        ("Delaware's Court of Chancery", "Delaware Court of Chancery"),
        ("DMCA", "Digital Millennium Copyright Act"),
        ("the EU AI Act", "EU AI Act"),
        ("The Stargate Project", "Stargate"),
        ("DeepSeek R1", "DeepSeek-R1"),
        ("President Trump", "Donald Trump"),
    ],
)
def test_spellings_of_news_find_their_entry(seed: Gazetteer, written: str, expected: str) -> None:
    found = seed.find(written)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inflection AI", "Reflection AI"),
        ("Amazon", "AWS"),
        ("Alphabet", "Google"),
        ("Meta", "Facebook"),
        ("GPT-4", "GPT-4o"),
        ("Groq", "Grok"),
        ("Thomson Reuters", "Reuters"),
        ("BlackRock", "Blackstone"),
        ("Microsoft Copilot", "GitHub Copilot"),
        ("HP", "HPE"),
        ("Dario Amodei", "Daniela Amodei"),
    ],
)
def test_look_alikes_are_two_entries(seed: Gazetteer, one: str, other: str) -> None:
    left, right = seed.find(one), seed.find(other)
    assert left is not None
    assert right is not None
    assert left is not right


@pytest.mark.parametrize(
    "word", ["Scale", "Apple Records", "Microsoft Azure Storage", "Wang", "Gemini Exchange", "Son", "Time"]
)
def test_words_that_mean_other_things_find_nothing(seed: Gazetteer, word: str) -> None:
    assert seed.find(word) is None


def test_a_name_that_needs_a_cue_is_not_safe_but_can_be_looked_up(seed: Gazetteer) -> None:
    claude = seed.find("Claude", "Product")
    assert claude is not None
    assert "Claude" not in claude.names
    assert "Claude" in claude.context


def test_a_name_that_two_entries_bear_finds_neither_without_a_type() -> None:
    company, product = Entry("Midas", "Company"), Entry("Midas", "Product")
    both = build_gazetteer([company, product])
    assert both.find("Midas") is None
    assert both.find("Midas", "Product") is product


@pytest.mark.parametrize("raw", [{"name": "Foo", "type": "Firm"}, {"name": "Foo", "type": "Company", "alias": ["F"]}])
def test_a_mistake_in_the_file_names_its_entry(raw: dict[str, object]) -> None:
    with pytest.raises(OntologyError, match="Foo"):
        gazetteer._entry(raw)
