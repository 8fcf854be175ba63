"""What many tests need: the evaluation data beside the checkout, and a list of the parts that were missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from graphs import projection

from graph.stores.embedded import EmbeddedStore
from graph.stores.whole import write_projection

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
REQUIRE_ALL = os.environ.get("DEALGRAPH_REQUIRE") == "all"

_missing: set[str] = set()


def missing(part: str) -> None:
    """Skip the test because the machine lacks `part`, and name it at the end; with DEALGRAPH_REQUIRE=all, fail."""
    if REQUIRE_ALL:
        pytest.fail(f"{part} is missing, and DEALGRAPH_REQUIRE=all wants every part")
    _missing.add(part)
    pytest.skip(f"{part} is missing")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The evaluation data beside the checkout."""
    if not (SHARED / "bench").is_dir():
        missing("../shared (evaluation data)")
    return SHARED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was missing, so that a green run never hides what it did not try."""
    for part in sorted(_missing):
        terminalreporter.write_line(f"skipped for want of: {part}")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `dealgraph demo` was run: .dealgraph/demo, graph.html, graph.ttl, and its output."""
    folder = tmp_path_factory.mktemp("demo")
    command = [Path(sys.executable).with_name("dealgraph"), "demo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=clean_environment())
    (folder / "stdout.txt").write_text(done.stdout)
    (folder / "stderr.txt").write_text(done.stderr)
    assert done.returncode == 0, done.stderr
    return folder


def clean_environment() -> dict[str, str]:
    """The environment without the user's own settings of dealgraph."""
    return {key: value for key, value in os.environ.items() if not key.startswith("DEALGRAPH")}


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """An embedded store with the hand-made graph of graphs.py."""
    made = EmbeddedStore(tmp_path)
    write_projection(made, projection())
    return made
