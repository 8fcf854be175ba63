"""What the ledger keeps, what stands, and that nothing in it can be changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import Story, fact, record, story

from graph.errors import StoreUnavailable, UnknownName, UsageError
from graph.ledger import Ledger
from graph.ledger.schema import APPEND_ONLY
from graph.model import Article, Claim, Judgement, Mention, Span, Status

OWNS = fact("Microsoft/Company", "OWNS", "LinkedIn/Company", since="2016")
SUED = fact("De La Torre/Person", "SUED", "LinkedIn/Company", status="rumoured", confidence=0.5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as opened:
        yield opened


def contents(ledger: Ledger) -> tuple[object, ...]:
    return (ledger.watermark(), *map(list, (ledger.articles(), ledger.mentions(), ledger.claims())))


def test_gives_back_what_it_was_given(ledger: Ledger) -> None:
    told = story(
        "a1", OWNS, SUED, aliases={"LinkedIn": ("LinkedIn Corp",)}, published="2025-01", url="https://x.example/1"
    )
    record(ledger, told)
    assert list(ledger.articles()) == [told.article] == [ledger.article("a1")]
    assert sorted(ledger.mentions(), key=str) == sorted(told.mentions, key=str)
    assert list(ledger.claims()) == list(told.claims) == list(ledger.claims("a1"))
    assert dict(next(ledger.claims()).qualifiers) == {"since": "2016"}
    assert ledger.counts() == {"articles": 1, "mentions": 3, "claims": 2, "judgements": 0}
    (card,) = ledger.cards()
    assert (card.card.id, card.card.published, card.card.url) == ("a1", "2025-01", "https://x.example/1")
    assert {said.id for said in ledger.statements()} == {claim.id for claim in told.claims}


@given(
    text=st.text(st.characters(codec="utf-8"), min_size=1),
    name=st.text(st.characters(codec="utf-8"), min_size=1),
    aliases=st.lists(st.text(st.characters(codec="utf-8")), max_size=3, unique=True),
    confidence=st.floats(0, 1),
)
@settings(max_examples=60, deadline=None)
def test_any_text_and_name_comes_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str, aliases: list[str], confidence: float
) -> None:
    article = Article("a", text)
    one = Mention("a", name, "Company", tuple(sorted(aliases)), (Span(0, 1), Span(4, 9)))
    other = Mention("a", name + "x", "Company")
    claim = Claim("a", one, "OWNS", other, 0, 2, article.content[:2], Status.FORMER, {"title": name}, confidence)
    with Ledger.open(tmp_path_factory.mktemp("any") / "l.sqlite") as ledger:
        ledger.record(article, [claim], [], "rules", "1")
        assert list(ledger.articles()) == [article]
        assert list(ledger.claims()) == [claim]
        assert next(ledger.claims()).id == claim.id


def test_an_article_without_claims_is_recorded_and_not_read_again(ledger: Ledger) -> None:
    empty = story("quiet")
    assert ledger.record(empty.article, (), (), "rules", "1")
    assert ledger.has_reading("quiet", empty.article.version, "rules", "1")
    assert not ledger.has_reading("quiet", empty.article.version, "rules", "2")
    assert not ledger.has_reading("quiet", empty.article.version, "llm", "1")
    before = contents(ledger)
    assert not ledger.record(empty.article, (), (), "rules", "1")
    assert contents(ledger) == before


def test_an_edited_article_stands_in_its_new_version_only(ledger: Ledger) -> None:
    old, new = story("a1", OWNS, SUED), story("a1", SUED)
    record(ledger, old, new)
    assert list(ledger.articles()) == [new.article]
    assert list(ledger.claims()) == list(new.claims)
    gone = {w.claim: w.reason for w in ledger.withdrawn()}
    assert gone == {claim.id: "article edited" for claim in old.claims}
    before = contents(ledger)
    record(ledger, old, new)  # both files once more
    assert contents(ledger) == before


def test_a_newer_reading_replaces_the_older_and_keeps_what_is_the_same(ledger: Ledger) -> None:
    first = story("a1", OWNS, SUED)
    record(ledger, first)
    kept, dropped = first.claims
    ledger.record(first.article, [kept], first.mentions[:2], "rules", "2")
    assert list(ledger.claims()) == [kept]
    assert [(w.claim, w.reason) for w in ledger.withdrawn()] == [(dropped.id, "read anew")]


def test_a_newer_reading_may_be_surer(ledger: Ledger) -> None:
    first = story("a1", OWNS)
    record(ledger, first)
    surer = replace(first.claims[0], confidence=0.99)
    ledger.record(first.article, [surer], first.mentions, "rules", "2")
    assert [claim.confidence for claim in ledger.claims()] == [0.99]


def test_two_extractors_stand_side_by_side(ledger: Ledger) -> None:
    by_rules = story("a1", OWNS, aliases={"LinkedIn": ("LinkedIn Corp",)})
    by_model = story("a1", OWNS, aliases={"LinkedIn": ("the network",)}, extractor="llm")
    record(ledger, by_rules)
    record(ledger, by_model, extractor="llm")
    assert {claim.extractor for claim in ledger.claims()} == {"rules", "llm"}
    assert {m.name: m.aliases for m in ledger.mentions()}["LinkedIn"] == ("LinkedIn Corp", "the network")
    assert ledger.counts()["mentions"] == 2


def test_a_withdrawn_claim_stays_withdrawn_when_read_anew(ledger: Ledger) -> None:
    told = story("a1", OWNS, SUED)
    record(ledger, told)
    ledger.withdraw(told.claims[0].id, "the article was satire")
    ledger.withdraw(told.claims[0].id, "said twice")
    record(ledger, told, version="2")
    assert list(ledger.claims()) == [told.claims[1]]
    assert [(w.claim, w.reason) for w in ledger.withdrawn()] == [(told.claims[0].id, "the article was satire")]
    with pytest.raises(UnknownName, match="no claim 'zzz'"):
        ledger.withdraw("zzz", "no such thing")


def test_judgements_are_kept_in_order_and_checked(ledger: Ledger) -> None:
    yes = Judgement("m1", "m2", "same", "person:ann", "one firm", "2026-01-01T00:00:00Z")
    no = replace(yes, verdict="not same")
    for judgement in (yes, no, yes):
        ledger.judge(judgement)
    assert list(ledger.judgements()) == [yes, no, yes]
    with pytest.raises(UsageError, match="same, not same, unsure"):
        ledger.judge(replace(yes, verdict="maybe"))
    with pytest.raises(UsageError):
        ledger.judge(replace(yes, right="m1"))


def test_each_change_moves_the_watermark(ledger: Ledger) -> None:
    told = story("a1", OWNS, SUED)
    seen = [ledger.watermark()]

    def moved() -> bool:
        seen.append(ledger.watermark())
        return len(set(seen)) == len(seen)

    record(ledger, told)
    assert moved()
    record(ledger, story("a1", OWNS))
    assert moved()
    record(ledger, story("a1", OWNS), version="2")
    assert moved()
    ledger.withdraw(told.claims[1].id, "wrong")
    assert moved()
    ledger.judge(Judgement("m1", "m2", "same", "person:ann", "", "2026"))
    assert moved()


def test_what_came_after_a_position(ledger: Ledger) -> None:
    told = story("a1", OWNS, SUED)
    record(ledger, told, story("a2", OWNS))
    before, watermark = ledger.position(), ledger.watermark()
    assert (list(ledger.read_since(before)), list(ledger.withdrawn_since(before))) == ([], [])
    record(ledger, story("a1", OWNS), story("a3"))
    ledger.withdraw(told.claims[1].id, "wrong")
    ledger.judge(Judgement("m1", "m2", "same", "person:ann", "", "2026"))
    assert sorted(ledger.read_since(before)) == ["a1", "a3"]
    assert list(ledger.withdrawn_since(before)) == [told.claims[1].id]
    assert ledger.watermark(before) == watermark != ledger.watermark() == ledger.watermark(ledger.position())


def test_one_article_can_be_read_alone(ledger: Ledger) -> None:
    record(ledger, story("a1", OWNS), story("a2", SUED))
    assert [card.card.id for card in ledger.cards("a2")] == ["a2"]
    assert [said.article for said in ledger.statements("a2")] == ["a2"]
    assert list(ledger.cards("a3")) == []


def _versions(ledger: Ledger, first: bool) -> None:
    record(ledger, story("a1", OWNS if first else SUED))


def _readings(ledger: Ledger, first: bool) -> None:
    told = story("a1", OWNS)
    ledger.record(told.article, told.claims if first else (), told.mentions, "rules", "1" if first else "2")


def _judgements(ledger: Ledger, first: bool) -> None:
    ledger.judge(Judgement("m1", "m2", "same" if first else "not same", "person:ann", "", "2026"))


@pytest.mark.parametrize("write", [_versions, _readings, _judgements])
def test_the_watermark_tells_what_came_last_where_the_last_holds(
    tmp_path: Path, write: Callable[[Ledger, bool], None]
) -> None:
    marks = set()
    for name, order in (("x", (True, False)), ("y", (False, True))):
        with Ledger.open(tmp_path / name) as ledger:
            for first in order:
                write(ledger, first)
            marks.add(ledger.watermark())
    assert len(marks) == 2


def test_the_watermark_is_the_same_for_the_same_content(tmp_path: Path) -> None:
    stories = [story(f"a{n}", OWNS if n % 2 else SUED) for n in range(5)]
    marks = set()
    for name, order in (("x", stories), ("y", stories[::-1])):
        with Ledger.open(tmp_path / name) as ledger:
            record(ledger, *order)
            marks.add(ledger.watermark())
    assert len(marks) == 1


def test_a_batch_is_whole_or_nothing(ledger: Ledger) -> None:
    def broken() -> Iterator[Claim]:
        yield from story("a2", OWNS).claims
        raise RuntimeError("in the middle")

    with ledger.batch():
        record(ledger, story("a0", SUED))
    with pytest.raises(RuntimeError, match="in the middle"):
        _record_both(ledger, story("a1", OWNS), broken())
    assert ledger.counts()["articles"] == 1
    record(ledger, story("a1", OWNS))
    assert ledger.counts()["claims"] == 2


def _record_both(ledger: Ledger, first: Story, then: Iterator[Claim]) -> None:
    with ledger.batch():
        record(ledger, first)
        ledger.record(story("a2").article, then, (), "rules", "1")


def test_an_article_that_fails_within_a_batch_leaves_nothing(ledger: Ledger) -> None:
    broken = story("a2", OWNS)
    wrong = replace(broken.claims[0], confidence=None)  # type: ignore[arg-type]  what a faulty extractor may do
    with ledger.batch():
        record(ledger, story("a1", OWNS))
        with pytest.raises(StoreUnavailable):
            ledger.record(broken.article, [wrong], broken.mentions, "rules", "1")
        record(ledger, story("a3", OWNS))
    assert [article.id for article in ledger.articles()] == ["a1", "a3"]
    assert ledger.counts()["mentions"] == 4


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_can_be_changed_or_deleted(ledger: Ledger, path: Path, table: str) -> None:
    told = story("a1", OWNS)
    record(ledger, told)
    ledger.withdraw(told.claims[0].id, "wrong")
    ledger.judge(Judgement("m1", "m2", "same", "person:ann", "", "2026"))
    ledger.close()
    raw = sqlite3.connect(path)
    (column,) = raw.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchone()
    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):  # noqa: S608  our own names
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(change)
    raw.close()


def test_a_reader_sees_one_state_while_the_writer_goes_on(ledger: Ledger, path: Path) -> None:
    record(ledger, story("a1", OWNS))
    with Ledger.open(path, read_only=True) as reader:
        with reader.snapshot():
            assert reader.counts()["articles"] == 1
            record(ledger, story("a2", OWNS))
            assert [article.id for article in reader.articles()] == ["a1"]
        assert [article.id for article in reader.articles()] == ["a1", "a2"]
        with pytest.raises(StoreUnavailable, match="reading only"):
            record(reader, story("a3", OWNS))


def test_unknown_article(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match="no article 'nope'"):
        ledger.article("nope")
