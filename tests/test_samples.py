"""The sample articles of the demo: readable in every form, dated, each once, of article length, and our own words."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.sources.base import Draft
from ingest.sources.files import read_sources

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "examples" / "articles"
SHINGLE = 14  # words; "in the U.S. District Court for the Southern District of New York" alone has 13


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    return list(read_sources([str(ARTICLES)]))


def test_every_sample_is_read_and_every_form_is_there(drafts: list[Draft]) -> None:
    refused = [(draft.where, str(draft.refusal)) for draft in drafts if draft.refusal is not None]
    assert refused == []
    assert len(drafts) >= 28
    assert {path.suffix for path in ARTICLES.iterdir()} == {".md", ".txt", ".html", ".jsonl"}


def test_headline_and_publisher_are_given(drafts: list[Draft]) -> None:
    assert [draft.where for draft in drafts if not draft.title] == []
    named = [draft for draft in drafts if not draft.where.endswith(".txt")]
    assert {draft.source.casefold() for draft in named if draft.source is not None} == {"dealgraph samples"}
    assert all(draft.source is not None for draft in named)


def test_dates_are_whole_days_and_agree_with_the_file_name(drafts: list[Draft]) -> None:
    for draft in drafts:
        if draft.where.endswith(".txt"):
            assert draft.published is None
            continue
        assert draft.published is not None, draft.where
        assert datetime.date(2020, 1, 1) < datetime.date.fromisoformat(draft.published) < datetime.date(2026, 1, 1)
        name = Path(draft.where).name
        assert name.startswith(draft.published) or ".jsonl" in name


def test_text_without_a_date_names_no_bare_weekday(drafts: list[Draft]) -> None:
    weekday = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b|\blast (?:week|month|year)\b")
    assert [draft.where for draft in drafts if draft.published is None and weekday.search(draft.text)] == []


def test_length_is_that_of_a_short_news_item(drafts: list[Draft]) -> None:
    lengths = {draft.where: len(draft.text.split()) for draft in drafts}
    assert {where: n for where, n in lengths.items() if not 120 <= n <= 350} == {}


def test_no_article_twice(drafts: list[Draft]) -> None:
    assert [title for title, n in Counter(draft.title for draft in drafts).items() if n > 1] == []
    assert len({draft.text for draft in drafts}) == len(drafts)
    repeated = Counter(sentence for draft in drafts for sentence in set(re.split(r"(?<=\.)\s+", draft.text)))
    assert [sentence for sentence, n in repeated.items() if n > 1] == []


def test_nobody_is_quoted(drafts: list[Draft]) -> None:
    assert [draft.where for draft in drafts if re.search(r"[\"“”«»„]|\s'|'\s(?!\w)", draft.text)] == []


def test_pages_carry_no_menu_or_footer_into_the_text(drafts: list[Draft]) -> None:
    pages = [draft for draft in drafts if draft.where.endswith(".html")]
    assert len(pages) >= 2
    assert [
        page.where for page in pages if re.search(r"Home|Share:|Sample page|" + re.escape(page.title), page.text)
    ] == []


@pytest.mark.shared
def test_no_sentence_is_taken_from_the_articles_at_hand(drafts: list[Draft], shared: Path) -> None:
    ours = {shingle: draft.where for draft in drafts for shingle in _shingles(draft.text)}
    taken = {ours[s]: " ".join(s) for text in _texts_at_hand(shared) for s in _shingles(text) if s in ours}
    assert taken == {}


def _texts_at_hand(shared: Path) -> Iterator[str]:
    for name in ("bench/news-dev.jsonl", "bench/train.jsonl", "bulk/articles.jsonl"):
        for line in (shared / name).read_text(encoding="utf-8").splitlines():
            yield str(json.loads(line).get("text", ""))
    for path in (shared / "seed").iterdir():
        yield path.read_text(encoding="utf-8")


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
