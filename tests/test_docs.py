"""The documents say what is: those made from data are up to date, and none names what does not exist."""

from __future__ import annotations

import importlib.util
import re
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT, Database

import dealgraph
from graph.ontology import load_ontology
from graph.stores import open_store
from graph.stores.whole import write_projection


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_ontology_and_queries_are_documented_as_they_are(build: ModuleType) -> None:
    for name, text in build.pages().items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"run `python docs/build.py` for docs/{name}"


def test_the_ten_questions_have_the_answers_that_are_printed(build: ModuleType, demo: Path) -> None:
    page = (ROOT / "docs" / build.ANSWERED).read_text(encoding="utf-8")
    assert page.count("```text") == 10
    with dealgraph.open(demo / ".dealgraph" / "demo") as kg:
        assert build.with_answers(page, kg.view()) == page, "run `python docs/build.py`"


def test_the_questions_answer_alike_in_neo4j(build: ModuleType, demo: Path, neo4j_newest: Database) -> None:
    page = (ROOT / "docs" / build.ANSWERED).read_text(encoding="utf-8")
    home = demo / ".dealgraph" / "demo"
    with closing(open_store("neo4j", home, load_ontology(), neo4j_newest.env)) as store:
        with dealgraph.open(home) as kg:
            write_projection(store, kg.projection())
        assert build.with_answers(page, store.view()) == page
        for cypher in re.findall(r"```cypher neo4j\n(.*?)```", page, re.DOTALL):
            assert len(store.view().query(cypher)) > 0


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "examples" / "README.md"]:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name} links to {target}"
