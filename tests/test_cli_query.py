"""`dealgraph query`: typed parameters, limits, and what is told of a saved question."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import clean_environment

from dealgraph.cli.asking import parse_params
from graph.errors import UsageError


def query(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("dealgraph"), "query", "--home", home, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=clean_environment())


@pytest.fixture
def home(demo: Path) -> Path:
    return demo / ".dealgraph" / "demo"


@pytest.mark.parametrize(
    ("pair", "value"),
    [
        ("x=3", "3"),
        ("x=a=b", "a=b"),
        ("x=", ""),
        ("x=:=", ":="),
        ("x:=3", 3),
        ("x:=-0.5", -0.5),
        ("x:=true", True),
        ("x:=null", None),
        ('x:="3"', "3"),
        ('x:=["a", 2]', ["a", 2]),
        ('x:={"a": [1]}', {"a": [1]}),
    ],
)
def test_a_parameter_is_text_or_json(pair: str, value: Any) -> None:
    given = parse_params((pair,))["x"]
    assert given == value
    assert type(given) is type(value)


@pytest.mark.parametrize(
    "pair", ["x", "=x", ":=x", "x:=", "x:=a", "x:=NaN", "x:=Infinity", "x:=[1", "x:=" + "[" * 100_000]
)
def test_what_is_neither_is_refused(pair: str) -> None:
    with pytest.raises(UsageError, match="-p "):
        parse_params((pair,))


def test_a_free_text_takes_numbers_and_lists(home: Path) -> None:
    text = "UNWIND $names AS name MATCH (e:Entity {name: name}) RETURN name, e.sources >= $least AS known ORDER BY name"
    done = query(home, "-e", text, "-p", 'names:=["Microsoft", "LinkedIn"]', "-p", "least:=1", "--json")
    assert json.loads(done.stdout) == [{"name": "LinkedIn", "known": True}, {"name": "Microsoft", "known": True}]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_an_answer_of_too_many_rows_is_an_error_and_never_cut(home: Path, form: str) -> None:
    text = ("-e", "UNWIND range(1, 11) AS n RETURN n", "--format", form)
    assert query(home, *text, "--max-rows", "11").returncode == 0
    done = query(home, *text, "--max-rows", "10")
    assert (done.returncode, done.stdout) == (2, "")
    assert "more than 10 rows" in done.stderr


def test_a_query_without_end_is_broken_off(home: Path) -> None:
    text = "MATCH (a), (b), (c), (d), (e) RETURN count(*) AS n"
    done = query(home, "-e", text, "--timeout", "0.2")
    assert done.returncode == 2
    assert "longer than 0.2 s" in done.stderr or "rows on its way" in done.stderr


@pytest.mark.parametrize("arguments", [("--timeout", "0"), ("--timeout", "-1"), ("--max-rows", "0"), ("--write",)])
def test_limits_that_cannot_be_meant(home: Path, arguments: tuple[str, ...]) -> None:
    done = query(home, "owners", "-p", "name=LinkedIn", *arguments)
    assert (done.returncode, done.stdout) == (2, "")


def test_a_saved_question_describes_itself(home: Path, tmp_path: Path) -> None:
    shown = query(home, "owners", "--describe").stdout
    for part in ("Who owns", "-p name: string", "dealgraph query owners -p name=LinkedIn", "\nMATCH "):
        assert part in shown
    assert "//" not in shown
    listed = json.loads(query(home, "owners", "--describe", "--json").stdout)
    assert (listed["name"], listed["parameters"][0]["name"]) == ("owners", "name")
    mine = tmp_path / "mine.cypher"
    mine.write_text('// Mine?\n// param n: int = 3 - how many\n// param s: string = "x"\nRETURN $n AS n, $s AS s')
    shown = query(home, str(mine), "--describe").stdout
    assert '-p n: int = 3 - how many\n  -p s: string = "x"\n\nRETURN' in shown
