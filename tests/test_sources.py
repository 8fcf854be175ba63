"""From files of every kind to articles, and what becomes of those that are none."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ArticleRejected, SourceUnavailable
from graph.model import Article
from ingest.clean import canonical_url, clean, make_article, parse_published
from ingest.report import Report
from ingest.sources.base import Draft, decode
from ingest.sources.files import read_sources

SENTENCE = "Microsoft has owned LinkedIn since December 2016, when it paid 26.2 billion dollars for the network."


def articles(*places: Path | str) -> tuple[list[Article], Report]:
    report = Report()
    return list(clean(read_sources([str(p) for p in places]), report)), report


def only(tmp_path: Path, name: str, content: str | bytes) -> Article:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found, report = articles(path)
    assert not report.refused_articles, report.examples
    assert len(found) == 1
    return found[0]


def test_a_text_file_gives_headline_and_text_without_byline_and_share_bar(tmp_path: Path) -> None:
    text = f"By Jo Example | 11 months ago | 2 min read\nNetwork has an owner\n\n{SENTENCE}\n"
    article = only(tmp_path, "a.txt", text)
    assert (article.title, article.text, article.author) == ("Network has an owner", SENTENCE, "Jo Example")


def test_a_text_file_without_headline_is_all_text(tmp_path: Path) -> None:
    article = only(tmp_path, "a.txt", SENTENCE)
    assert (article.title, article.text) == ("", SENTENCE)


def test_markdown_gives_its_front_matter_and_loses_its_marks(tmp_path: Path) -> None:
    text = (
        "---\ntitle: A network\ndate: 2025-01-22\nsource: Samples\nurl: https://news.example/a?utm_source=x\n---\n"
        f"# A network\n\n**Microsoft** owns [LinkedIn](https://x.example).\n\n- {SENTENCE}\n\n```\ncode\n```\n"
    )
    article = only(tmp_path, "a.md", text)
    assert article.title == "A network"
    assert article.text == f"Microsoft owns LinkedIn.\n\n{SENTENCE}"
    assert (article.published, article.source, article.url) == ("2025-01-22", "Samples", "https://news.example/a")
    assert article.id == article.url


def test_broken_front_matter_is_refused_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: [open\n---\n{SENTENCE}")
    found, report = articles(tmp_path)
    assert found == []
    assert report.refused_articles == {"front matter is not valid YAML": 1}


PAGE = f"""<!doctype html><html lang="en"><head><title>A network has an owner | Example Wire</title>
<meta property="og:title" content="A network has an owner"><meta property="og:site_name" content="Example Wire">
<meta property="article:published_time" content="2025-01-22T08:00:00Z"><meta name="author" content="Jo Example">
<link rel="canonical" href="https://news.example/network?utm_medium=feed"></head>
<body><nav><a href="/">Home</a> <a href="/tech">Technology</a></nav><article><h1>A network has an owner</h1>
<p>{SENTENCE}</p><p>The company has since put the network's data to work in its own products and services.</p>
<p>Regulators in Brussels looked at the purchase closely and let it pass under conditions.</p></article>
<footer>Cookie settings. All rights reserved.</footer></body></html>"""


def test_a_page_gives_main_text_headline_author_date_publisher_and_address(tmp_path: Path) -> None:
    article = only(tmp_path, "page.html", PAGE)
    assert article.title == "A network has an owner"
    assert SENTENCE in article.text
    assert "Cookie" not in article.text
    assert (article.published, article.source, article.author) == ("2025-01-22", "Example Wire", "Jo Example")
    assert article.id == "https://news.example/network"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings_are_detected(tmp_path: Path, encoding: str) -> None:
    text = f"Café society\n\n{SENTENCE} The café owner in Zürich agreed."
    article = only(tmp_path, "a.txt", text.encode(encoding))
    assert (article.title, article.text) == ("Café society", f"{SENTENCE} The café owner in Zürich agreed.")


def test_json_lines_keep_title_and_text_to_the_letter(tmp_path: Path) -> None:
    row = {"id": "x1", "title": "A  title ", "text": f"  {SENTENCE}\u00a0 \n", "published": "2025-01", "source": "S"}
    article = only(tmp_path, "a.jsonl", json.dumps(row))
    assert (article.id, article.title, article.text) == ("x1", row["title"], row["text"])
    assert article.content == f"{row['title']}\n\n{row['text']}"


def test_a_broken_line_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    rows = [
        "{broken",
        "[1]",
        '{"title": "no text"}',
        '{"text": 5}',
        '{"text": "fine words here", "url": {}}',
        '{"text": "ok", "published": "2025"}',
        json.dumps({"text": SENTENCE, "published": "soon"}),
        json.dumps({"text": SENTENCE}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    found, report = articles(tmp_path / "a.jsonl")
    assert [a.text for a in found] == [SENTENCE]
    assert report.refused_articles == {
        "not valid JSON": 1, "not a JSON object": 1, "no text": 2, "wrong field": 1, "too short": 1,
        "published is no date": 1,
    }  # fmt: skip
    assert any("a.jsonl:1" in example for example in report.examples["not valid JSON"])


def test_a_folder_is_read_below_in_order_and_hidden_and_strange_files_are_not(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.md", ".hidden/3.txt", "c.pdf", "a/.4.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{SENTENCE} {name}")
    found, report = articles(tmp_path)
    assert [a.text[-8:].split()[-1] for a in found] == ["a/1.md", "b/2.txt"]
    assert report.refused_articles == {"unknown kind of file": 1}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (json.dumps({"text": SENTENCE}).encode(), "jsonl"),
        (PAGE.encode(), "page"),
        (SENTENCE.encode(), "text"),
        (f"---\ntitle: T\n---\n{SENTENCE}".encode(), "markdown"),
    ],
)
def test_standard_input_is_read_by_its_kind(data: bytes, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found, _ = articles("-")
    assert SENTENCE in found[0].text
    assert (found[0].title == "T") is (kind == "markdown")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\x7fELF\x00\x01\x02", "not text"),
        (b"Hi there", "too short"),
        (SENTENCE.encode() * 11_000, "too long"),
        (
            "Der Konzern hat das Netzwerk gekauft und will die Daten der Kunden für seine Modelle nutzen.".encode(),
            "not English",
        ),
        ("微软公司拥有领英，并计划用其数据训练人工智能模型，监管机构正在调查此事。".encode(), "not English"),
    ],
)
def test_what_is_no_english_article_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    found, report = articles(tmp_path)
    assert found == []
    assert report.refused_articles == {reason: 1}


def test_an_unreadable_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    assert articles(tmp_path)[1].refused_articles == {"no main text": 1}


def test_links_to_nowhere_and_pipes_are_refused_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c").symlink_to(tmp_path)
    (tmp_path / "d.txt").write_text(SENTENCE)
    found, report = articles(tmp_path)
    assert len(found) == 1
    assert report.refused_articles == {"not a file": 3}


def test_a_source_that_does_not_exist_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match=r"nowhere\.txt: no such file or folder; give a file \(\.txt"):
        read_sources([str(tmp_path), str(tmp_path / "nowhere.txt")])
    with pytest.raises(SourceUnavailable, match="save the page and name the file"):
        read_sources(["https://news.example/a"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", "2025"),
        ("2025-01", "2025-01"),
        ("2025-01-23", "2025-01-23"),
        ("2025-01-23T10:00:00Z", "2025-01-23"),
        ("2025-01-23 10:00", "2025-01-23"),
        ("Thu, 23 Jan 2025 10:00:00 GMT", "2025-01-23"),
    ],
)
def test_publication_dates_are_never_more_precise_than_given(text: str, expected: str) -> None:
    assert parse_published(text) == expected


@pytest.mark.parametrize("text", ["soon", "2025-13", "2025-01-32", "20250123", "0"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ArticleRejected, match="published is no date"):
        parse_published(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://News.example/a/?utm_source=feed#top", "https://news.example/a/"),
        ("http://news.example/a?id=3", "http://news.example/a?id=3"),
        ("javascript:alert(1)", None),
        ("not an address", None),
    ],
)
def test_addresses_lose_tracking_and_fragments(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected


def test_the_id_is_the_address_else_the_content() -> None:
    one, same = (make_article(Draft("here", text=SENTENCE, title="T")) for _ in range(2))
    other = make_article(Draft("here", text=SENTENCE + " Now.", title="T"))
    assert one.id == same.id != other.id


@given(st.binary(max_size=400))
def test_any_bytes_decode_to_text(data: bytes) -> None:
    text = decode(data)
    assert text.encode("utf-8", errors="strict").decode() == text


@given(st.text(max_size=300))
def test_any_text_becomes_an_article_or_is_refused(text: str) -> None:
    row = json.dumps({"text": text})
    report = Report()
    from ingest.sources.jsonl import read_jsonl

    found = list(clean(read_jsonl("x", [row]), report))
    assert len(found) + report.refused_articles.total() == (1 if row else 0)
    assert all(a.text.encode("utf-8") is not None for a in found)
