"""Which spellings are one name, and which names are not one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.courts import court_form
from graph.resolve.names import name_key, shortens

SAME = [
    ("Getty Images (US) Inc.", "Getty Images"),
    ("Prada S.p.A.", "Prada SpA"),
    ("Microsoft Corp.", "Microsoft Corporation"),
    ("OpenAI Group PBC", "Open AI"),
    ("U.S. Steel", "US Steel"),
    ("The New York Times Co.", "New York Times"),
    ("Nestlé", "Nestle"),
    ("L’Oréal", "L'Oreal"),
    ("Johnson & Johnson", "Johnson and Johnson"),
    ("Apple TV+", "Apple TV Plus"),
    ("Judge Edward Davila", "Edward Davila"),
    ("NVIDIA", "Nvidia"),
    ("Яндекс", "ЯНДЕКС"),
    ("ＡＢＣ", "ABC"),
]
OTHER = [
    ("Apple TV+", "Apple TV"),
    ("Llama 3.1 8B", "Llama 3 18B"),
    ("GPT-4.1", "GPT-41"),
    ("GPT-4", "GPT-4o"),
    ("百度", "字节跳动"),
    ("🤗", "🚀"),
    ("Justice Department", "Department"),
    ("Inc.", "Corp."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_names_that_differ(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(min_size=1).filter(str.strip))
def test_no_name_is_without_a_key_and_case_never_matters(name: str) -> None:
    assert name_key(name)
    assert name_key(f" {name} ") == name_key(name)


@pytest.mark.parametrize(
    ("short", "name", "expected"),
    [
        ("Getty Images", "Getty Images (US), Inc.", True),
        ("OpenAI", "OpenAI Global LLC", True),
        ("FTC", "U.S. Federal Trade Commission", True),
        ("Microsoft", "Microsoft Gaming", False),
        ("Amazon", "Amazon Web Services", False),
        ("Google", "Alphabet", False),
        ("I", "International Business Machines", False),
    ],
)
def test_what_shortens_a_name(short: str, name: str, expected: bool) -> None:
    assert shortens(short, name) is expected


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("the US District Court for the Northern District of California", "Northern District of California"),
        ("N.D. Cal.", "Northern District of California"),
        ("S.D.N.Y.", "Southern District of New York"),
        ("Southern District of New York in Manhattan", "Southern District of New York"),
        ("federal court for the Western District of North Carolina", "Western District of North Carolina"),
        ("D. Del.", "District of Delaware"),
        ("U.S. District Court for the District of Columbia", "District of Columbia"),
        ("9th Cir.", "Ninth Circuit"),
        ("2d Cir.", "Second Circuit"),
        ("U.S. Court of Appeals for the Ninth Circuit", "Ninth Circuit"),
        ("Federal Circuit", "Federal Circuit"),
        ("Oakland federal court", "federal court in Oakland"),
        ("a New York federal court", "federal court in New York"),
        ("Tokyo District Court", "Tokyo District Court"),
        ("Delaware Court of Chancery", "Delaware Court of Chancery"),
    ],
)
def test_court_forms(name: str, form: str) -> None:
    assert court_form(name) == form
