"""The file of the assembled graph is a cache: whatever happens to it or to who writes it, the graph is right."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledgers import Story, fact, record, story

from graph.assemble import Assembled, assemble, projection_watermark
from graph.errors import StoreUnavailable
from graph.ledger import Ledger
from graph.ontology import load_ontology
from graph.resolve.gazetteer import Entry, build_gazetteer
from graph.stores.base import KINDS

ONTOLOGY = load_ontology()
UPDATE = "import sys; from pathlib import Path; from test_assembled_file import update; update(Path(sys.argv[1]))"


def stories(first: int, last: int) -> list[Story]:
    return [
        story(
            f"a{n}",
            fact(f"Maker {n % 17}/Company", "DEVELOPS", f"Gadget {n}/Product", date=f"2025-{n % 12 + 1:02}"),
            fact(f"Owner {n % 5}/Company", "OWNS", f"Maker {n % 17}/Company", confidence=0.7),
            fact("Ann Lee/Person", "PLAINTIFF_IN", f"Lee v. Maker {n % 17}/Lawsuit", case_number=f"25-{n % 17}"),
            published=f"2025-{n % 12 + 1:02}-01",
        )
        for n in range(first, last)
    ]


def update(home: Path) -> None:
    """What other processes run: one update, told on a line when it begins and when it is done."""
    with Ledger.open(home / "ledger.sqlite", read_only=True) as ledger, Assembled.open(file(home)) as assembled:
        print("begins", flush=True)
        assembled.update(ledger, ONTOLOGY)
        print(assembled.identity, assembled.edition, assembled.watermark, flush=True)


def file(home: Path) -> Path:
    return home / "assembled.sqlite"


def started(home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", UPDATE, str(home)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(Path(__file__).parent), *sys.path))}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        record(ledger, *stories(0, 40))
    return tmp_path


@pytest.fixture
def ledger(home: Path) -> Iterator[Ledger]:
    with Ledger.open(home / "ledger.sqlite") as opened:
        yield opened


def check_right(home: Path, ledger: Ledger) -> None:
    """Opened as it is, the file comes to the graph that there would be without it."""
    with Assembled.open(file(home)) as assembled:
        assembled.update(ledger, ONTOLOGY)
        assert assembled.projection() == assemble(ledger, ONTOLOGY)


def test_what_was_assembled_is_there_when_it_is_opened_again(home: Path, ledger: Ledger) -> None:
    with Assembled.open(file(home)) as assembled:
        assert (assembled.edition, assembled.watermark) == (1, "")
        assert assembled.update(ledger, ONTOLOGY)
        before = (assembled.identity, assembled.edition, assembled.watermark, assembled.projection())
    assert before[1:3] == (2, projection_watermark(ledger, ONTOLOGY))
    with Assembled.open(file(home)) as again:
        assert (again.identity, again.edition, again.watermark, again.projection()) == before
        assert not again.update(ledger, ONTOLOGY)


def test_reading_goes_on_after_an_id(home: Path, ledger: Ledger) -> None:
    with Assembled.open(file(home)) as assembled:
        assembled.update(ledger, ONTOLOGY)
        ids = [entity.id for entity in assembled.entities()]
        assert [entity.id for entity in assembled.entities(after=ids[7])] == ids[8:]
        assert [entity.id for entity in assembled.entities(1, ids[7])] == ids[8:]


def damage(path: Path, how: str) -> None:
    whole = path.read_bytes()
    if how == "no database":
        path.write_bytes(b"What is this? " * 500)
    elif how == "cut short":
        path.write_bytes(whole[: len(whole) // 2])
    elif how == "a header alone":
        path.write_bytes(whole[:100])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "overwritten":
        path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    else:
        foreign = how == "another program's"
        path.unlink()
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute(f"PRAGMA application_id = {0 if foreign else 0x44474153}")
        connection.execute("PRAGMA user_version = 0")
        connection.close()


@pytest.mark.parametrize(
    "how",
    ["no database", "cut short", "a header alone", "empty", "overwritten", "another program's", "an older format"],
)
def test_a_file_that_is_not_what_it_should_be_is_made_anew(home: Path, ledger: Ledger, how: str) -> None:
    with Assembled.open(file(home)) as assembled:
        assembled.update(ledger, ONTOLOGY)
        before = assembled.identity
    damage(file(home), how)
    record(ledger, *stories(40, 42))
    check_right(home, ledger)
    with Assembled.open(file(home)) as assembled:
        assert assembled.identity != before


def test_damage_that_reading_finds_is_told_and_the_next_run_is_right(home: Path, ledger: Ledger) -> None:
    with Assembled.open(file(home)) as assembled:
        assembled.update(ledger, ONTOLOGY)
    whole = file(home).read_bytes()
    at = whole.index(b"DEVELOPS Gadget 39") // 4096 * 4096
    file(home).write_bytes(whole[:at] + b"\xff" * 4096 + whole[at + 4096 :])
    with Assembled.open(file(home)) as assembled:
        assembled.update(ledger, ONTOLOGY)
        with pytest.raises(StoreUnavailable, match="run again"):
            assembled.projection()
    check_right(home, ledger)


def test_a_file_that_cannot_be_is_told_with_the_cure(home: Path) -> None:
    with pytest.raises(StoreUnavailable, match="is a folder; move it"):
        Assembled.open(home)
    (home / "a file").write_text("")
    with pytest.raises(StoreUnavailable, match="choose another --home"):
        Assembled.open(home / "a file" / "assembled.sqlite")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_that_may_not_be_written_is_told_with_the_cure(home: Path) -> None:
    home.chmod(0o500)
    with pytest.raises(StoreUnavailable, match="check its permissions, or choose another --home"):
        Assembled.open(file(home))
    home.chmod(0o700)


@pytest.mark.slow
def test_kill_nine_leaves_an_edition_that_goes_on(home: Path, ledger: Ledger) -> None:
    chance = random.Random(4)  # noqa: S311  not for secrets
    for turn in range(8):
        record(ledger, *stories(40 + 30 * turn, 70 + 30 * turn))
        process = started(home)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.random() * 0.3)
        process.kill()
        process.wait()
        process.stdout.close()
        with Assembled.open(file(home)) as assembled:
            assert assembled.watermark == "" or assembled.count("articles") % 30 == 10  # no update is there by halves
        if turn % 2:
            check_right(home, ledger)
    check_right(home, ledger)


def test_two_processes_at_once_make_one_edition(home: Path, ledger: Ledger) -> None:
    for _ in range(3):
        processes = [started(home) for _ in range(3)]
        told = {process.communicate()[0].splitlines()[-1] for process in processes}
        assert [process.returncode for process in processes] == [0, 0, 0]
        assert len(told) == 1  # one identity, edition and watermark
        check_right(home, ledger)
        file(home).unlink()


def test_one_edition_is_read_whatever_others_write(home: Path, ledger: Ledger) -> None:
    with Assembled.open(file(home)) as reader, Assembled.open(file(home)) as writer:
        reader.update(ledger, ONTOLOGY)
        before = reader.projection()
        entities = reader.entities()
        first = next(entities)
        record(ledger, *stories(40, 50))
        assert writer.update(ledger, ONTOLOGY)
        assert (first, *entities) == before.entities
        assert reader.projection() == before
        assert not reader.update(ledger, ONTOLOGY)  # the other did it
        assert reader.edition == writer.edition
        assert reader.projection() == writer.projection()


def test_another_ledger_in_the_same_place_keeps_what_is_the_same(home: Path, ledger: Ledger) -> None:
    with Assembled.open(file(home)) as assembled, Ledger.open(home / "other.sqlite") as other:
        assembled.update(ledger, ONTOLOGY)
        edition = assembled.edition
        record(other, *stories(1, 40), story("a99", named=["Bolt/Company"]))
        assert assembled.update(other, ONTOLOGY)
        assert assembled.projection() == assemble(other, ONTOLOGY)
        assert [card.id for card in assembled.articles(edition)] == ["a99"]
        assert [gone.id for gone in assembled.gone("articles", edition)] == ["a0"]
        assert assembled.count("statements", edition) < 9  # those of suits whose names changed, at most
        assert assembled.update(ledger, ONTOLOGY)
        assert assembled.projection() == assemble(ledger, ONTOLOGY)
        assert list(assembled.gone("articles", edition)) == list(assembled.gone("articles", edition + 1))


def test_the_same_content_in_another_order_changes_no_row(home: Path, ledger: Ledger) -> None:
    with Assembled.open(file(home)) as assembled, Ledger.open(home / "other.sqlite") as other:
        assembled.update(ledger, ONTOLOGY)
        record(other, *reversed(stories(0, 40)), story("a99", named=["Bolt/Company"]))
        assembled.update(other, ONTOLOGY)
        assert {kind: assembled.count(kind, 2) for kind in KINDS} == {
            "articles": 1,
            "entities": 1,
            "links": 0,
            "statements": 0,
            "mentions": 1,
        }


def test_a_changed_gazetteer_changes_what_it_names_and_no_more(home: Path, ledger: Ledger) -> None:
    known = build_gazetteer([Entry("Maker Three", "Company", aliases=("Maker 3",), wikidata="Q3")])
    with Assembled.open(file(home)) as assembled:
        assembled.update(ledger, ONTOLOGY, build_gazetteer([]))
        edition = assembled.edition
        assert assembled.update(ledger, ONTOLOGY, known)
        assert assembled.projection() == assemble(ledger, ONTOLOGY, known)
        new = {entity.name for entity in assembled.entities(edition)}
        assert "Maker Three" in new
        assert not any(name.startswith(("Gadget", "Owner")) for name in new)
