"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGES = ("graph", "ingest", "queries", "dealgraph")
ALLOWED = {
    "graph": {"graph"},
    "ingest": {"graph", "ingest"},
    "queries": {"graph", "queries"},
    "dealgraph": set(PACKAGES),
}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_down_only(package: str) -> None:
    upward = {
        (str(path.relative_to(ROOT)), name)
        for path in modules(package)
        for name in imports(path)
        if name in PACKAGES and name not in ALLOWED[package]
    }
    assert upward == set()


def test_kglite_is_known_to_its_store_only() -> None:
    users = {p.relative_to(ROOT).as_posix() for package in PACKAGES for p in modules(package) if "kglite" in imports(p)}
    assert users == {"graph/stores/embedded.py"}


def test_no_module_outgrows_its_room() -> None:
    sizes = {p.relative_to(ROOT).as_posix(): len(p.read_text().splitlines()) for k in PACKAGES for p in modules(k)}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_the_public_surface_is_what_all_says() -> None:
    code = "import dealgraph, sys; print(sorted(dealgraph.__all__), 'networkx' in sys.modules, 'rdflib' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "['DealgraphError', '__version__', 'extract', 'open'] False False"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom dealgraph.cli import cli\n"
        "cli.main(['--help'], standalone_mode=False)\n"
        "heavy = {'trafilatura', 'lxml', 'kglite', 'rdflib', 'pyoxigraph', 'networkx', 'pyvis', 'py3langid', 'numpy', "
        "'rich', 'jinja2', 'sqlite3'}\n"
        "print('heavy:', sorted(heavy & sys.modules.keys()))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[-1] == "heavy: []"


def test_one_version_in_package_and_project() -> None:
    import dealgraph

    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == dealgraph.__version__


def test_the_locks_name_versions_and_hashes_but_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        pins = re.findall(r"^([\w.-]+)==\S+", text, re.MULTILINE)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)
    assert not (ROOT / "uv.lock").exists()


def test_every_dependency_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = {
        line.split("==")[0].lower() for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line
    }
    asked = {re.split(r"[<>=~!\[ ]", d)[0].lower() for d in project["dependencies"]}
    assert asked <= locked


@pytest.mark.slow
def test_the_wheel_holds_all_packages_with_their_data(tmp_path: Path) -> None:
    import zipfile

    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [
        p.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for p in sorted((ROOT / package).rglob("*"))
        if p.is_file() and "__pycache__" not in p.parts
    ]
    assert [name for name in wanted if name not in names] == []
    samples = [p for p in (ROOT / "examples" / "articles").iterdir() if p.is_file()]
    assert samples
    assert [p.name for p in samples if f"dealgraph/examples/articles/{p.name}" not in names] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)
