"""Typed parameters: what is read, what is refused, and what the user is told."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from queries.parameters import TYPES, Parameter, bind_parameters

READ = [
    ("string", "", ""),
    ("string", 'O\'Neil "x" {}', 'O\'Neil "x" {}'),
    ("int", "3", 3),
    ("int", " -7 ", -7),
    ("int", 3, 3),
    ("float", "0.5", 0.5),
    ("float", "1e9", 1e9),
    ("float", 3, 3.0),
    ("date", "2025", "2025"),
    ("date", "2025-01", "2025-01"),
    ("date", "2025-01-21", "2025-01-21"),
    ("date", "2024-02-29", "2024-02-29"),
    ("date", datetime.date(2025, 1, 21), "2025-01-21"),
    ("date", datetime.datetime(2025, 1, 21, 9), "2025-01-21"),
    ("bool", "true", True),
    ("bool", "No", False),
    ("bool", False, False),
]
REFUSED = [
    ("string", 3),
    ("string", None),
    ("int", "3.5"),
    ("int", "three"),
    ("int", ""),
    ("int", "٣"),
    ("int", True),
    ("int", str(2**63)),
    ("float", "nan"),
    ("float", "1,5"),
    ("float", True),
    ("date", "2025-13"),
    ("date", "2025-02-29"),
    ("date", "21.1.2025"),
    ("date", "25"),
    ("date", "0000"),
    ("date", 2025),
    ("bool", "maybe"),
    ("bool", 1),
]


@pytest.mark.parametrize(("type_", "text", "value"), READ)
def test_what_fits_is_read(type_: str, text: object, value: object) -> None:
    found = Parameter("p", type_, "").convert(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("type_", "text"), REFUSED)
def test_what_does_not_fit_is_refused_with_what_would(type_: str, text: object) -> None:
    with pytest.raises(UsageError, match=f"is no {type_}: give "):
        Parameter("p", type_, "").convert(text)


DECLARED = (Parameter("name", "string", "whom it concerns"), Parameter("limit", "int", "how many", 10))


def test_defaults_fill_what_is_not_given() -> None:
    assert bind_parameters("q", DECLARED, {"name": "x"}) == {"name": "x", "limit": 10}
    assert bind_parameters("q", DECLARED, {"limit": "3", "name": ""}) == {"name": "", "limit": 3}


@pytest.mark.parametrize(
    ("declared", "given_", "says"),
    [
        (DECLARED, {}, "q needs -p name=…: whom it concerns"),
        (DECLARED, {"name": "x", "nam": "y"}, "q has no parameter 'nam'; it has name, limit"),
        ((), {"x": "1"}, "q has no parameter 'x'; it takes none"),
        (DECLARED, {"name": "x", "limit": "ten"}, "parameter limit=ten is no int: give a whole number, as 3"),
    ],
)
def test_what_cannot_be_bound_says_the_cure(
    declared: tuple[Parameter, ...], given_: dict[str, object], says: str
) -> None:
    with pytest.raises(UsageError) as caught:
        bind_parameters("q", declared, given_)
    assert str(caught.value) == says


@given(type_=st.sampled_from(sorted(TYPES)), text=st.text())
def test_any_text_is_read_or_refused(type_: str, text: str) -> None:
    parameter = Parameter("p", type_, "")
    try:
        value = parameter.convert(text)
    except UsageError:
        return
    assert parameter.convert(value) == value
