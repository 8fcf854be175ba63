"""Every command as a user types it: output, files and exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from conftest import ROOT, Database, clean_environment

from dealgraph.cli import main

SENTENCE = "Microsoft, which owns LinkedIn, said on Tuesday that Satya Nadella stays its chief executive."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs one command line in an empty folder; gives exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    for key in [k for k in os.environ if k.startswith("DEALGRAPH")]:
        monkeypatch.delenv(key)

    def call(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dealgraph", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def home(demo: Path) -> Path:
    return demo / ".dealgraph" / "demo"


def test_ingest_reports_what_was_read_and_what_was_refused(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(f"A network has an owner\n\n{SENTENCE}")
    (folder / "b.txt").write_text("too short")
    code, out, err = run("ingest", "articles")
    assert code == 0
    assert out == ""
    assert "read       1 articles" in err
    assert "refused    1 articles: too short (articles/b.txt" in err
    assert run("ingest", "articles", "--strict")[0] == 1
    code, out, _ = run("ingest", "articles", "--json", "--quiet")
    report = json.loads(out)
    assert (report["articles"], report["unchanged"], report["refused_articles"]) == (0, 1, {"too short": 1})
    assert report["graph"]["links"] >= 1
    assert (tmp_path / ".dealgraph" / "ledger.sqlite").exists()


def test_extract_prints_claims_as_json_lines_without_a_ledger(run: Run, tmp_path: Path) -> None:
    row = {"id": "x", "title": "T", "text": SENTENCE, "published": "2025-01-23"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    code, out, _ = run("extract", "a.jsonl")
    assert code == 0
    claims = [json.loads(line) for line in out.splitlines()]
    owns = next(c for c in claims if c["relation"] == "OWNS")
    assert (owns["article"], owns["subject"]["name"], owns["object"]["name"]) == ("x", "Microsoft", "LinkedIn")
    assert f"T\n\n{SENTENCE}"[owns["start"] : owns["end"]] == owns["evidence"]
    assert run("extract", "a.jsonl", "-o", "claims.jsonl")[0] == 0
    assert (tmp_path / "claims.jsonl").read_text() == out
    assert not (tmp_path / ".dealgraph").exists()


def test_evaluate_prints_figures_by_relation(run: Run, tmp_path: Path) -> None:
    ends = [("e1", "Company", "Microsoft"), ("e2", "Company", "LinkedIn"), ("e3", "Person", "Satya Nadella")]
    gold = {
        "id": "x",
        "title": "T",
        "text": SENTENCE,
        "published": "2025-01-23",
        "entities": [{"key": k, "type": t, "name": n, "aliases": []} for k, t, n in ends],
        "facts": [
            {"subject": "e1", "relation": "OWNS", "object": "e2", "status": "current", "evidence": SENTENCE},
            {"subject": "e2", "relation": "SUED", "object": "e1", "status": "current", "evidence": SENTENCE},
        ],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    code, out, _ = run("evaluate", "gold.jsonl", "--errors", "5")
    assert code == 0
    assert out.splitlines()[0].split() == ["relation", "precision", "recall", "F1", "right", "claimed", "gold"]
    assert any(line.startswith("missed  x: LinkedIn SUED Microsoft") for line in out.splitlines())
    figures = json.loads(run("evaluate", "gold.jsonl", "--json")[1])
    assert figures["by_relation"]["OWNS"]["f1"] == 1.0


def test_evaluate_refuses_what_is_not_annotated(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"text": "some words of news"}\n')
    code, _, err = run("evaluate", "gold.jsonl")
    assert code == 3
    assert "gold.jsonl:1: no annotated article; it needs id, text, entities and facts" in err


def test_query_lists_the_saved_questions(run: Run) -> None:
    code, out, _ = run("query")
    assert code == 0
    assert "owners" in out
    listed = json.loads(run("query", "--json")[1])
    assert len(listed) >= 15
    assert {"name", "question", "example"} == listed[0].keys()
    assert len(json.loads(run("sparql", "--json")[1])) >= 6


def test_a_saved_question_as_table_json_and_csv(run: Run, home: Path) -> None:
    code, out, _ = run("query", "owners", "-p", "name=LinkedIn", "--home", home)
    assert code == 0
    assert out.split()[:3] == ["steps", "owner", "owned"]
    rows = json.loads(run("--home", home, "query", "owners", "-p", "name=LinkedIn", "--json")[1])
    assert "Microsoft" in {row["owner"] for row in rows}
    text = run("query", "owners", "-p", "name=LinkedIn", "--format", "csv", "--home", home)[1]
    assert [r["owner"] for r in csv.DictReader(io.StringIO(text, newline=""))] == [row["owner"] for row in rows]


def test_cypher_from_the_command_line_and_from_a_file(run: Run, home: Path, tmp_path: Path) -> None:
    text = "MATCH (c:Company {name: $name}) RETURN c.name AS name"
    code, out, _ = run("query", "-e", text, "-p", "name=LinkedIn", "--json", "--home", home)
    assert (code, json.loads(out)) == (0, [{"name": "LinkedIn"}])
    (tmp_path / "mine.cypher").write_text(f"// Is it there?\n// param name: string - whose\n{text}\n")
    code, out, _ = run("query", "mine.cypher", "-p", "name=LinkedIn", "--json", "--home", home)
    assert (code, json.loads(out)) == (0, [{"name": "LinkedIn"}])


@pytest.mark.parametrize("form", ["json", "csv", "xml"])
def test_sparql_in_the_forms_of_the_standard(run: Run, home: Path, form: str) -> None:
    code, out, _ = run("sparql", "owners", "-p", "name=LinkedIn", "--format", form, "--home", home)
    assert code == 0
    assert len(rdflib.query.Result.parse(io.BytesIO(out.encode()), format=form)) > 0


def test_sparql_asks_and_constructs(run: Run, home: Path) -> None:
    assert run("sparql", "-e", "ASK { ?s ?p ?o }", "--home", home)[1] == "yes\n"
    text = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 3"
    turtle = run("sparql", "-e", text, "--format", "ttl", "--home", home)[1]
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) == 3


def test_show_prints_facts_with_sentences_and_dates(run: Run, home: Path) -> None:
    code, out, _ = run("show", "linkedin", "--home", home)
    assert code == 0
    assert out.startswith("LinkedIn  Company")
    assert "owned by\n  Microsoft\n    [current" in out
    dossier = json.loads(run("show", "LinkedIn", "--json", "--home", home)[1])
    assert {"evidence", "published", "status", "other"} <= dossier["facts"][0].keys()


def test_render_writes_one_page_with_the_filters_asked_for(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("render", "--home", home)[0] == 0
    whole = (tmp_path / "graph.html").read_text()
    options = ("--around", "LinkedIn", "--hops", "1", "--status", "current", "--limit", "20")
    code, _, err = run("render", "-o", "near.html", *options, "--home", home)
    assert code == 0
    assert "near.html" in err
    assert len((tmp_path / "near.html").read_text()) < len(whole)
    code, _, err = run("render", "--relation", "OWN", "--home", home)
    assert code == 2
    assert "OWNS" in err


@pytest.mark.parametrize("name", ["g.ttl", "g.trig", "g.nq", "g.jsonld", "g.graphml", "g.gexf", "g.csv", "g.cypher"])
def test_export_goes_by_the_files_ending(run: Run, home: Path, tmp_path: Path, name: str) -> None:
    code, _, err = run("export", "-o", name, "--home", home)
    assert code == 0
    assert name in err
    content = (tmp_path / name).read_text()
    assert "LinkedIn" in content


def test_export_to_standard_output(run: Run, home: Path) -> None:
    code, out, _ = run("export", "--format", "csv", "--home", home)
    assert code == 0
    assert out.startswith("subject,subject_class,relation,object")


def test_sync_rebuilds_a_store_that_was_lost(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    run("ingest", "a.txt")
    assert run("sync")[2] == "store      up to date\n"
    (tmp_path / ".dealgraph" / "graph.kgl").write_bytes(b"broken")
    assert "Microsoft" in run("query", "owners", "-p", "name=LinkedIn")[1]
    (tmp_path / ".dealgraph" / "graph.kgl").unlink()
    assert run("sync")[2] == "store      brought up to the ledger\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["ingest", "nowhere.txt"], 3, "nowhere.txt: no such file or folder"),
        (["query", "owners", "-p", "name=x"], 3, "nothing here yet; `dealgraph ingest SOURCE` or `dealgraph demo`"),
        (["query", "owner"], 2, "did you mean 'owners'"),
        (["query", "owners", "-e", "RETURN 1"], 2, "not both"),
        (["query", "owners", "-p", "name"], 2, "KEY=VALUE"),
        (["bogus"], 2, "No such command"),
        (["ingest"], 2, "Missing argument"),
        (["ingest", "a.txt", "--extractor", "magic"], 2, "no extractor 'magic' (there are: rules)"),
        (["--store", "http://host:7474", "ingest", "a.txt"], 2, "queries go to Bolt, write neo4j://HOST:7687"),
        (["--store", "bolt://127.0.0.1:1", "query", "owners", "-p", "name=x"], 3, "bolt://127.0.0.1:1"),
        (["--ontology", "none.yaml", "ingest", "a.txt"], 2, "none.yaml: cannot be read"),
    ],
)
def test_what_cannot_be_done_says_why_and_how(
    run: Run, tmp_path: Path, words: list[str], code: int, message: str
) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    ended, _, err = run(*words)
    assert ended == code
    assert message in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["query", "owners"], "owners needs -p name="),
        (["query", "owners", "-p", "nam=x"], "nam"),
        (["query", "-e", "MATCH (n RETURN n"], "dealgraph:"),
        (["query", "-e", "CREATE (n:X) RETURN n"], "dealgraph:"),
        (["sparql", "-e", "SELECT WHERE"], "dealgraph:"),
        (["sparql", "-e", "INSERT DATA { <a:a> <b:b> <c:c> }"], "dealgraph:"),
        (["show", "Linkedn"], "did you mean"),
        (["render", "--since", "soon"], "dealgraph:"),
    ],
)
def test_a_wrong_question_is_a_usage_error(run: Run, home: Path, words: list[str], message: str) -> None:
    code, out, err = run("--home", home, *words)
    assert (code, out) == (2, "")
    assert message in err


def test_a_home_that_cannot_be_made_stops_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "a.txt").write_text(SENTENCE)
    code, _, err = run("--home", "file/home", "ingest", "a.txt")
    assert code == 3
    assert "file/home: cannot be made" in err


def test_an_output_that_cannot_be_written_stops_the_run(run: Run, home: Path) -> None:
    code, _, err = run("export", "-o", "no/such/folder/g.ttl", "--home", home)
    assert code == 3
    assert "cannot be written" in err


def test_the_environment_names_the_home(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEALGRAPH_HOME", str(home))
    assert run("show", "LinkedIn")[0] == 0


def test_a_user_can_add_a_type_and_a_relation(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "types:\n  Fund: {definition: A fund., example: Vision Fund}\n"
        "relations:\n  MANAGES: {subject: [Company], object: [Fund], definition: Runs it., example: A MANAGES B}\n"
    )
    assert run("--ontology", "mine.yaml", "--home", home, "export", "--format", "turtle")[1].count("MANAGES") > 0
    (tmp_path / "broken.yaml").write_text("types:\n  Fund: {definition: A fund., exmple: x}\n")
    code, _, err = run("--ontology", "broken.yaml", "--home", home, "sync")
    assert code == 2
    assert "broken.yaml:2: types.Fund.exmple: unknown key" in err


def test_a_closed_pipe_is_no_error(home: Path) -> None:
    script = Path(sys.executable).with_name("dealgraph")
    command = f"{script} --home {home} export --format turtle | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, env=clean_environment())
    assert done.stderr == ""


def test_on_a_terminal_the_answer_is_a_drawn_table(home: Path) -> None:
    import pty

    script = Path(sys.executable).with_name("dealgraph")
    main_end, terminal = pty.openpty()
    command = [script, "--home", home, "query", "owners", "-p", "name=LinkedIn"]
    subprocess.run(command, stdout=terminal, check=True, env={**clean_environment(), "COLUMNS": "160"})
    os.close(terminal)
    shown = os.read(main_end, 100_000).decode()
    assert "┏" in shown
    assert "Microsoft" in shown


ON_SERVER = "--store neo4j"


def readme_commands() -> list[str]:
    """Every `dealgraph` line of the README's code blocks."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    return [line.split("   #")[0].strip() for line in lines if line.startswith("dealgraph ")]


def test_the_readme_shows_the_commands() -> None:
    assert len(readme_commands()) >= 5


@pytest.mark.slow
def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    run_all([command for command in readme_commands() if ON_SERVER not in command], tmp_path)


@pytest.mark.slow
def test_every_command_of_the_readme_runs_on_a_server(tmp_path: Path, neo4j_newest: Database) -> None:
    commands = [command for command in readme_commands() if ON_SERVER in command]
    assert commands
    run_all(commands, tmp_path, **neo4j_newest.env)


def run_all(commands: list[str], folder: Path, **more: str) -> None:
    (folder / "articles").symlink_to(ROOT / "examples" / "articles")
    environment = {**clean_environment(), **more}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stderr)


@pytest.mark.slow
def test_every_python_snippet_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").symlink_to(ROOT / "examples" / "articles")
    blocks = (ROOT / "README.md").read_text(encoding="utf-8").split("```python\n")[1:]
    assert blocks
    for block in blocks:
        exec(compile(block.split("```")[0], "README.md", "exec"), {})  # noqa: S102  our own README
