"""What the ledger does about files that are not as they should be, and about a second writer."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from ledgers import fact, record, story

from graph.errors import LedgerIncompatible, StoreUnavailable
from graph.ledger import Ledger, connection, schema

OWNS = fact("Microsoft/Company", "OWNS", "LinkedIn/Company")
NOBODY = 65534  # the account that owns nothing, on every Unix


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def make(path: Path, articles: int = 1) -> None:
    with Ledger.open(path) as ledger:
        record(ledger, *(story(f"a{n}", OWNS, text=f"{OWNS.sentence} {n} " * 30) for n in range(articles)))


def test_a_closed_ledger_is_one_file_that_opens_again(path: Path) -> None:
    make(path)
    assert {p.name for p in path.parent.iterdir()} == {"ledger.sqlite", "ledger.sqlite.lock"}
    with Ledger.open(path) as ledger:
        assert ledger.counts()["claims"] == 1
        ledger.check()


def test_commits_wait_for_the_disk(path: Path) -> None:
    with Ledger.open(path) as ledger:
        values = [
            ledger._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
        ]
    assert values == ["wal", 2]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "told"),
    [(b"# my notes, not a ledger\n" * 50, "no ledger"), (b"\x00" * 4096, "no ledger"), (b"SQLite", "no ledger")],
)
def test_a_file_of_another_kind_is_refused_and_left_alone(
    path: Path, content: bytes, told: str, read_only: bool
) -> None:
    path.write_bytes(content)
    with pytest.raises(LedgerIncompatible, match=told):
        Ledger.open(path, read_only=read_only)
    assert path.read_bytes() == content
    assert [p.name for p in path.parent.iterdir()] == ["ledger.sqlite"]


@pytest.mark.parametrize("read_only", [False, True])
def test_another_programs_database_is_refused_and_left_alone(path: Path, read_only: bool) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(LedgerIncompatible, match="another program's"):
        Ledger.open(path, read_only=read_only)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["ledger.sqlite"]


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_ledger_is_refused(path: Path, read_only: bool) -> None:
    make(path)
    raw = sqlite3.connect(path)
    raw.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    raw.close()
    with pytest.raises(LedgerIncompatible, match="update dealgraph"):
        Ledger.open(path, read_only=read_only)


def test_an_older_ledger_is_renewed_by_a_writer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path)
    newer = [*schema.MIGRATIONS, lambda c: c.execute("CREATE TABLE later (x INTEGER) STRICT")]
    monkeypatch.setattr(schema, "MIGRATIONS", newer)
    with pytest.raises(LedgerIncompatible, match="older version"):
        Ledger.open(path, read_only=True)
    with Ledger.open(path) as ledger:
        assert ledger.counts()["articles"] == 1
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.counts()["articles"] == 1


def test_a_failed_migration_leaves_the_old_version(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(path)
    with monkeypatch.context() as patched:
        broken = [
            *schema.MIGRATIONS,
            lambda c: c.execute("CREATE TABLE later (x INTEGER) STRICT"),
            lambda c: c.execute("nonsense"),
        ]
        patched.setattr(schema, "MIGRATIONS", broken)
        with pytest.raises(StoreUnavailable):
            Ledger.open(path)
    with Ledger.open(path) as ledger:
        assert ledger.counts()["articles"] == 1


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_is_no_ledger(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(StoreUnavailable, match="is a folder"):
        Ledger.open(tmp_path, read_only=read_only)


def test_no_ledger_to_read(path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="dealgraph ingest"):
        Ledger.open(path, read_only=True)
    assert not path.exists()


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="--home"):
        Ledger.open(tmp_path / "file" / "ledger.sqlite")


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()  # what a crash may leave before the first commit
    make(path)
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.counts()["articles"] == 1


@pytest.mark.parametrize("left", [0.2, 0.5, 0.95])
def test_a_truncated_ledger_is_called_damaged(path: Path, left: float) -> None:
    make(path, 40)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * left)])
    before = path.read_bytes()
    with pytest.raises(StoreUnavailable, match="damaged"):
        Ledger.open(path, read_only=True)
    with pytest.raises(StoreUnavailable, match="damaged"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_damage_within_is_found_by_check_and_never_escapes_as_sqlite_error(path: Path) -> None:
    make(path, 60)
    content = bytearray(path.read_bytes())
    half = len(content) // 2
    content[half:] = b"\xa5" * (len(content) - half)
    path.write_bytes(content)
    with Ledger.open(path, read_only=True) as ledger:
        with pytest.raises(StoreUnavailable, match="damaged"):
            ledger.check()
        with pytest.raises(StoreUnavailable, match="damaged"):
            list(ledger.claims())


def test_a_second_writer_is_refused_and_readers_are_not(path: Path) -> None:
    with Ledger.open(path) as ledger:
        record(ledger, story("a1", OWNS))
        with pytest.raises(StoreUnavailable, match="another process is writing"):
            Ledger.open(path)
        other = "import sys; from pathlib import Path; from graph.ledger import Ledger; Ledger.open(Path(sys.argv[1]))"
        refused = subprocess.run([sys.executable, "-c", other, str(path)], capture_output=True, text=True, check=False)
        assert "StoreUnavailable" in refused.stderr
        assert "wait until it ends" in refused.stderr
        with Ledger.open(path, read_only=True) as one, Ledger.open(path, read_only=True) as two:
            assert one.counts() == two.counts()
    make(path)  # the lock went with the writer


def _as_nobody(path: Path, call: str) -> subprocess.CompletedProcess[str]:
    """Call something in a process of a user who may not write there."""
    user = f"os.setuid({NOBODY})" if os.geteuid() == 0 else ""
    program = (
        f"import os, sys, pathlib\nfrom graph.ledger import Ledger\n{user}\npath = pathlib.Path(sys.argv[1])\n{call}"
    )
    return subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)


def test_a_place_that_may_only_be_read(path: Path) -> None:
    make(path)
    shut = path.parent
    for folder in (shut, *list(shut.parents)[:3]):
        folder.chmod(0o755)
    path.chmod(0o444)
    shut.chmod(0o555)
    try:
        read = _as_nobody(path, "print(Ledger.open(path, read_only=True).counts())")
        write = _as_nobody(path, "Ledger.open(path)")
    finally:
        shut.chmod(0o755)
    assert "'articles': 1" in read.stdout, read.stderr
    assert "StoreUnavailable" in write.stderr.splitlines()[-1]
    assert "--home" in write.stderr.splitlines()[-1]


def test_a_place_that_may_not_even_be_looked_at(path: Path) -> None:
    make(path)
    path.parent.chmod(0o700)
    path.chmod(0o600)
    if os.geteuid() != 0:
        path.parent.chmod(0o000)
    try:
        done = [_as_nobody(path, call) for call in ("Ledger.open(path)", "Ledger.open(path, read_only=True)")]
    finally:
        path.parent.chmod(0o755)
    for told in done:
        assert "StoreUnavailable" in told.stderr.splitlines()[-1]
        assert "permissions" in told.stderr.splitlines()[-1]


def test_every_sqlite_error_is_mapped(path: Path) -> None:
    kinds = [sqlite3.Error, *sqlite3.Error.__subclasses__(), *sqlite3.DatabaseError.__subclasses__()]
    for kind in kinds:
        with pytest.raises(StoreUnavailable, match="cannot be used"), connection.guarded(path):
            raise kind("no code")
