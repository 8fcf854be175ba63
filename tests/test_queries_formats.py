"""Rows as table, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnknownName
from graph.stores.base import Rows
from queries.formats import format_rows, to_csv, to_json, to_text

ROWS = Rows(
    ("name", "amount", "aliases", "open", "note"),
    (
        ("OpenAI", 6600000000, ["a", "b"], True, None),
        ("世界 \"x\", y", 0.5, [], False, "two\nlines"),
    ),
)  # fmt: skip

values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text())


def test_a_table_is_aligned_by_what_the_eye_sees() -> None:
    assert to_text(ROWS).split("\n") == [
        "name             amount  aliases  open   note",
        "-----------  ----------  -------  -----  ---------",
        "OpenAI       6600000000  a, b     true",
        '世界 "x", y         0.5           false  two lines',
    ]


def test_no_rows_are_said_so() -> None:
    assert to_text(Rows(("a", "b"), ())) == "a  b\n-  -\n(no rows)"


def test_only_a_table_cuts_long_cells() -> None:
    long = "word " * 50
    rows = Rows(("text",), ((long,),))
    assert to_text(rows, cell=12).split("\n")[2] == "word word w…"
    assert json.loads(to_json(rows)) == [{"text": long}]
    assert long in to_csv(rows)


def test_a_table_is_no_way_to_send_commands_to_the_terminal() -> None:
    rows = Rows(("name",), (("a\x1b[31mred\u202eleft\u2028line\tb",),))
    assert to_text(rows).split("\n")[2] == "a [31mredleft line b"


def test_json_is_an_object_a_row_a_row_a_line() -> None:
    text = to_json(ROWS)
    assert json.loads(text) == list(ROWS)
    assert len(text.split("\n")) == 2
    assert "世界" in text
    assert to_json(Rows(("a",), ())) == "[]"


def test_csv_is_that_of_rfc_4180() -> None:
    assert to_csv(ROWS) == (
        "name,amount,aliases,open,note\r\n"
        'OpenAI,6600000000,"[""a"", ""b""]",true,\r\n'
        '"世界 ""x"", y",0.5,[],false,"two\nlines"\r\n'
    )


def test_an_unknown_format_names_the_known() -> None:
    assert format_rows(ROWS, "csv") == to_csv(ROWS)
    with pytest.raises(UnknownName, match="table, json, csv"):
        format_rows(ROWS, "xlsx")


@given(st.lists(st.tuples(values, values), max_size=5))
def test_json_gives_back_what_went_in(rows: list[tuple[object, object]]) -> None:
    assert json.loads(to_json(Rows(("a", "b"), tuple(rows)))) == [{"a": a, "b": b} for a, b in rows]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_csv_gives_back_what_went_in(rows: list[tuple[str, str]]) -> None:
    text = to_csv(Rows(("a", "b"), tuple(rows)))
    assert [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))] == [("a", "b"), *rows]


@given(st.lists(st.tuples(values, values), min_size=1, max_size=5))
def test_a_table_has_a_line_a_row(rows: list[tuple[object, object]]) -> None:
    assert len(to_text(Rows(("a", "b"), tuple(rows))).split("\n")) == len(rows) + 2
