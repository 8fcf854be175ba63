"""How names and qualifiers become the properties that every store keeps."""

from __future__ import annotations

import pytest

from graph.stores.properties import lookup_of, qualifier_properties


@pytest.mark.parametrize(
    ("names", "lookup"),
    [
        (("Microsoft", "MSFT", "Microsoft Corp."), "|microsoft|msft|microsoft corp.|"),
        (("OpenAI", "OPENAI", ""), "|openai|"),
        (("Either|Or",), "|either or|"),
        (("İSTANBUL ΟΔΟΣ", "ẞ"), "|i̇stanbul οδος|ß|"),
        (("One", "é" * 15_990, "two", "é" * 15_990), f"|one|{'é' * 15_990}|two|"),  # an index has an end
    ],
)
def test_names_stand_between_bars(names: tuple[str, ...], lookup: str) -> None:
    assert lookup_of(*names) == lookup


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"amount": "6600000000"}, {"amount": 6600000000}),
        ({"share": "49.5", "title": "chair"}, {"share": 49.5, "role": "chair"}),
        ({"amount": "12.00"}, {"amount": 12}),
        ({"amount": "99999999999999999999"}, {"amount": 1e20}),
        ({"amount": "a lot"}, {"amount": "a lot"}),
        ({"case_number": "25"}, {"case_number": "25"}),
    ],
)
def test_qualifiers_become_properties(given: dict[str, str], stored: dict[str, object]) -> None:
    assert qualifier_properties(given) == stored
