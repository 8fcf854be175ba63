"""What holds for any text at all."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Article
from graph.ontology import load_ontology
from graph.resolve.names import name_key
from ingest.read.document import Document
from ingest.read.reader import read

PIECES = st.sampled_from(
    "Microsoft OpenAI’s xAI 微软 Zoë Zoë 🤖 v. Corp. Inc. “ ” \" ' ( ) . , ; : ! ? - — \n \n\n the The "
    "company it its she He "
    "$6.6 billion €310m 49% No. 25-00709 Tuesday September 18 2023 said sued Court of for and & De La Torre U.S. "
    "https://t.co/x @a A. B. 3.5 Sonnet GPT-4o Project joint venture both "
    "companies two اوپن ﬁ \u200b \u2028 \x00 \t".split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))
DATES = st.one_of(
    st.none(), st.sampled_from(["2025-01-23", "2025-01", "2025", "0000", "9999-12-31", "0001-01-01", "x"])
)


def check(document: Document) -> None:
    """The promises of ingest/read/document.py."""
    content, types = document.content, load_ontology().types
    sentences = [(s.start, s.end) for s in document.sentences]
    assert all(0 <= start < end <= len(content) for start, end in sentences)
    assert all(before[1] <= after[0] for before, after in pairwise(sentences))
    spans = [(r.start, r.end) for r in document.references]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    values = [(v.start, v.end) for v in document.values]
    assert all(before[1] <= after[0] for before, after in pairwise(values))
    for start, end in [*spans, *values]:
        assert start < end
        assert any(low <= start and end <= high for low, high in sentences)
    for reference in document.references:
        assert reference.mentions
        assert all(0 <= index < len(document.mentions) for index in reference.mentions)
    for mention in document.mentions:
        assert mention.type in types
        assert mention.name.strip() == mention.name != ""
        assert mention.spans
        assert mention.name in {content[s.start : s.end] for s in mention.spans}
    assert len({m.id for m in document.mentions}) == len(document.mentions)


@settings(max_examples=300, deadline=None)
@given(title=TEXTS, text=TEXTS, published=DATES)
def test_any_text_is_read_and_every_span_is_exact(title: str, text: str, published: str | None) -> None:
    article = Article("a", text, title, published=published)
    document = read(article)
    assert document.content == article.content
    check(document)


def test_offsets_count_code_points_behind_emoji_marks_and_cjk() -> None:
    text = "🤖🤖 微软公司 and Zoë Åkerman met OpenAI. 🚀 It paid Zoë Åkerman €3m."
    document = read(Article("a", text, "🎉 News"))
    named = {document.content[r.start : r.end] for r in document.references}
    assert {"OpenAI", "Zoë Åkerman"} <= named
    assert [document.content[v.start : v.end] for v in document.values] == ["€3m"]


def test_reading_twice_gives_the_same() -> None:
    article = Article("a", "OpenAI sued Acme Corp. on Tuesday. It wants $5m.", "OpenAI sues", published="2025-01-23")
    assert read(article) == read(article)


@pytest.mark.shared
def test_news_is_read_as_annotated(shared: Path) -> None:
    """Share of the entities in a fact that are found under their name and type; floors below what was measured."""
    floors = {"Company": 0.90, "Product": 0.80, "Person": 0.95}
    gold, found = dict.fromkeys(floors, 0), dict.fromkeys(floors, 0)
    for line in (shared / "bench/news-dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        document = read(Article(row["id"], row["text"], row["title"], published=row["published"]))
        check(document)
        read_names = {(name_key(form), m.type) for m in document.mentions for form in (m.name, *m.aliases)}
        told = {f[end] for f in row["facts"] for end in ("subject", "object")}
        for entity in row["entities"]:
            if entity["key"] in told and entity["type"] in floors:
                gold[entity["type"]] += 1
                names = (entity["name"], *entity["aliases"])
                found[entity["type"]] += any((name_key(n), entity["type"]) in read_names for n in names)
    shares = {kind: found[kind] / gold[kind] for kind in floors}
    assert all(shares[kind] >= floor for kind, floor in floors.items()), shares
