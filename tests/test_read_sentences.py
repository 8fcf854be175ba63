from __future__ import annotations

import pytest

from ingest.read.document import SentenceKind
from ingest.read.furniture import is_furniture
from ingest.read.sentences import split_sentences


def sentences_of(text: str, title: str = "") -> list[str]:
    content = f"{title}\n\n{text}"
    return [content[s.start : s.end] for s in split_sentences(title, content)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme sued Orb. It lost.", ["Acme sued Orb.", "It lost."]),
        ("The case is Doe v. Acme Corp. and others.", ["The case is Doe v. Acme Corp. and others."]),
        ("See Doe vs. Acme, No. 25-001. It is over.", ["See Doe vs. Acme, No. 25-001.", "It is over."]),
        ("Acme Inc. bought Orb Ltd. It paid $1.5 billion.", ["Acme Inc. bought Orb Ltd.", "It paid $1.5 billion."]),
        ("U.S. District Judge Ann B. Lee ruled at 9 a.m. Tuesday.",) * 1
        + (["U.S. District Judge Ann B. Lee ruled at 9 a.m. Tuesday."],),
        ("Mr. Fox met Dr. Lee. They spoke.", ["Mr. Fox met Dr. Lee.", "They spoke."]),
        ("“We won.” He left.", ["“We won.”", "He left."]),
        ('"It is false," Acme said. "Wholly."', ['"It is false," Acme said.', '"Wholly."']),
        ("Really? Yes! So it is.", ["Really?", "Yes!", "So it is."]),
        ("He makes iPhones. xAI makes Grok.", ["He makes iPhones.", "xAI makes Grok."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("It was seen.The company denied it.", ["It was seen.", "The company denied it."]),
        ("Yahoo! said it would pay.", ["Yahoo! said it would pay."]),
        ("She works in the U.S. The firm does not.", ["She works in the U.S.", "The firm does not."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_sentences_break_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences_of(text) == expected


def test_a_hard_wrapped_line_goes_on() -> None:
    text = "Acme, which makes robots in a shed behind the station in Delft,\nsaid it would buy Orb."
    assert len(sentences_of(text)) == 1


def test_headline_is_paragraph_nought_and_list_lines_are_items() -> None:
    title = "Acme buys Orb"
    content = (
        f"{title}\n\nAcme bought Orb on Monday. It paid cash.\n\nWhat to know\n- Orb sued Pix\n- Pix sued Orb\n\nEnd."
    )
    found = split_sentences(title, content)
    assert [(s.kind, s.paragraph) for s in found[:3]] == [
        (SentenceKind.HEADLINE, 0),
        (SentenceKind.TEXT, 1),
        (SentenceKind.TEXT, 1),
    ]
    assert [content[s.start : s.end] for s in found if s.kind is SentenceKind.ITEM] == [
        "What to know",
        "Orb sued Pix",
        "Pix sued Orb",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Fox ⏐ 11 months ago ⏐ Newspaper Icon Newspaper Icon 2 min read",
        "Newspaper Icon",
        "5 min read",
        "By Ada Fox",
        "By Ada Fox and Lou de Wit, Staff Writers",
        "Share on Facebook",
        "Facebook | Twitter | LinkedIn | Email",
        "Read more: What the deal means",
        "View Link",
        "Image: Acme / The Daily",
        "Photo by Ada Fox/Getty Images",
        "Ada Fox for Engadget",
        "Update, March 3, 2026, 4:18PM PT: This story was updated with a comment.",
        "Sign up for our daily newsletter",
        "Subscribe",
        "© 2025 The Daily. All rights reserved.",
        "— Acme (@acme) February 20, 2026",
        "https://example.org/story",
        "(Reporting by Ada Fox; Editing by Lou Wit)",
        "January 3, 2025",
        "***",
    ],
)
def test_furniture_is_no_text(line: str) -> None:
    assert is_furniture(line)
    assert sentences_of(f"Acme bought Orb.\n\n{line}\n\nIt paid cash.") == ["Acme bought Orb.", "It paid cash."]


@pytest.mark.parametrize(
    "line",
    [
        "By buying Orb, Acme gains a foothold in Delft.",
        "Update: none of it was true, Acme says." * 12,
        "Share prices fell on Monday.",
        "Correction: on Friday we wrote that Acme had bought Orb. It has not.",
        "Acme sues Orb",
        "Images of the robot leaked last week.",
        "Read the contract and weep, says Ada Fox of Acme, who has read it.",
    ],
)
def test_text_that_looks_like_furniture_stays(line: str) -> None:
    assert not is_furniture(line)
