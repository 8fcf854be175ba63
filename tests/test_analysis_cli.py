"""`dealgraph analyse` as a user types it, and the page that documents it."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT, clean_environment

import dealgraph
from dealgraph.cli import cli
from graph.errors import DealgraphError, UnknownName, UsageError
from graph.ontology import load_ontology
from graph.stores.embedded import EmbeddedStore
from queries.analyses import get_analysis, list_analyses, run_analysis
from queries.catalogue import bind, get

NAMES = [analysis.name for analysis in list_analyses()]


@pytest.fixture
def home(demo: Path) -> Path:
    return demo / ".dealgraph" / "demo"


def analyse(home: Path, *words: str) -> Result:
    command = ["analyse", *words, "--home", str(home)]
    return CliRunner(env=clean_environment()).invoke(cli, command, catch_exceptions=False)


@pytest.mark.parametrize("name", NAMES)
def test_every_analysis_in_every_format(home: Path, name: str) -> None:
    table, as_json, as_csv = (analyse(home, name, "--quiet", "--format", form) for form in ("table", "json", "csv"))
    rows = json.loads(as_json.stdout)
    assert rows
    head, *lines = csv.reader(io.StringIO(as_csv.stdout))
    assert head == list(rows[0])
    assert len(lines) == len(rows)
    assert table.stdout.split()[: len(head)] == head
    assert analyse(home, name, "--quiet", "--json").stdout == as_json.stdout


def test_bare_lists_all_and_describe_tells_of_one(home: Path) -> None:
    listed = analyse(home).stdout
    assert all(name in listed for name in NAMES)
    assert [one["name"] for one in json.loads(analyse(home, "--json").stdout)] == NAMES
    told = analyse(home, "brokers", "--describe").stdout
    assert '-p around: string = ""' in told
    assert "betweenness" in told
    assert json.loads(analyse(home, "ownership", "--describe", "--json").stdout)["parameters"][0]["name"] == "name"


def test_parameters_narrow_the_answer(home: Path) -> None:
    rows = json.loads(analyse(home, "ownership", "-p", "name=reddit", "--json").stdout)
    assert {row["path"] for row in rows} == {"Advance Publications > Condé Nast > Reddit"}
    near = json.loads(analyse(home, "brokers", "-p", "around=Apple", "-p", "hops=1", "--json").stdout)
    assert "Apple" in {row["name"] for row in near}
    assert "SoftBank" not in {row["name"] for row in near}
    few = analyse(home, "communities", "-p", "limit=2")
    assert "-p limit=" in few.stderr


@pytest.mark.parametrize(
    ("words", "error", "cure"),
    [
        (["broker"], UnknownName, "did you mean 'brokers'"),
        (["brokers", "-p", "limt=3"], UsageError, "it has relations, statuses"),
        (["brokers", "-p", "limit=few"], UsageError, "a whole number"),
        (["brokers", "-p", "limit=0"], UsageError, "1 or more"),
        (["brokers", "-p", "relations=OWNED"], UnknownName, "OWNS"),
        (["brokers", "-p", "around=Microsft"], UnknownName, "Microsoft"),
        (["most-sued", "-p", "statuses=now"], UnknownName, "current"),
        (["circular-money", "-p", "length=1"], UsageError, "2 to 8"),
        (["ownership", "--write"], UsageError, "brokers, communities"),
        (["brokers", "--write", "-p", "around=Apple"], UsageError, "whole graph"),
    ],
)
def test_what_cannot_be_meant_names_the_cure(
    home: Path, words: list[str], error: type[DealgraphError], cure: str
) -> None:
    with pytest.raises(error, match=cure):
        analyse(home, *words)


def test_circular_money_is_what_the_saved_question_finds(home: Path, store: EmbeddedStore) -> None:
    with dealgraph.open(home) as kg:
        assert kg.analyse("circular-money").rows == kg.query("circular-money").rows
    found = run_analysis(get_analysis("circular-money"), {}, store.view(), load_ontology())
    saved = get("circular-money")
    assert found.rows == store.view().query(saved.text, bind(saved, {}))


def test_scores_are_written_on_request_and_survive_what_comes(home: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(home, tmp_path / "home"))
    assert "betweenness of" in analyse(mine, "brokers", "--write").stderr
    assert "community of" in analyse(mine, "communities", "--write").stderr
    asked = "MATCH (e:Entity) WHERE e.betweenness > 0 AND e.community > 0 RETURN e.name AS name ORDER BY name"
    with dealgraph.open(mine) as kg:
        before = [row["name"] for row in kg.query(asked)]
        note = tmp_path / "new.txt"
        note.write_text(
            "A chip maker buys\n\nNvidia, the chip maker, has acquired the start-up Gretel, it said on Monday."
        )
        kg.ingest(note)
        assert len(before) > 10
        assert [row["name"] for row in kg.query(asked)] == before


def test_the_page_is_what_is_written_from_the_data(home: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_analysis", ROOT / "docs" / "build_analysis.py")
    assert spec is not None
    assert spec.loader is not None
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    with dealgraph.open(home) as kg:
        assert build.page(kg) == build.PAGE.read_text(encoding="utf-8"), "run `python docs/build_analysis.py`"
