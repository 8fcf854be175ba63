"""What stands in the file: wording, layout, escaping, determinism. No browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from graphs import entity_id, projection
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.model import Projection
from graph.ontology import load_ontology
from graph.render import Filters, render
from graph.render.cards import web_link
from graph.render.layout import positions
from graph.render.network import color
from graph.render.page import SCRIPTS
from graph.render.wording import day, describe, money


def page(graph: Projection | None = None, **options: object) -> str:
    graph = projection() if graph is None else graph
    return render(graph, load_ontology(), heading="Deals", filters=Filters(**options))  # type: ignore[arg-type]


def data_of(html: str) -> dict[str, object]:
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


@pytest.mark.parametrize(
    ("amount", "options", "text"),
    [
        ("6600000000", {"currency": "USD"}, "$6.6 billion"),
        ("500000000000", {"currency": "USD", "bound": "at most"}, "up to $500 billion"),
        ("1500000000", {"currency": "EUR", "amount_max": "2000000000"}, "€1.5 billion to €2 billion"),
        ("3000000", {"currency": "CHF", "bound": "about"}, "about CHF 3 million"),
        ("1234567", {"currency": "USD"}, "$1,234,567"),  # not rounded: the article was exact
        ("1375000", {"currency": "GBP"}, "£1.375 million"),
        ("1000", {"currency": "USD", "bound": "at least"}, "at least $1,000"),
        ("999.50", {"currency": "USD"}, "$999.50"),
        ("2300000000000", {}, "2.3 trillion"),
        ("undisclosed", {"currency": "USD"}, "$undisclosed"),
        ("NaN", {}, "NaN"),
    ],
)
def test_money(amount: str, options: dict[str, str], text: str) -> None:
    assert money(amount, **options) == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2025", "2025"),
        ("2025-01", "Jan 2025"),
        ("2025-01-21", "21 Jan 2025"),
        ("2025-13", "2025-13"),
        ("soon", "soon"),
    ],
)
def test_day(iso: str, text: str) -> None:
    assert day(iso) == text


def test_qualifiers_are_worded_money_first() -> None:
    qualifiers = {"title": "chair", "share": "49", "amount": "5", "currency": "USD", "case_number": "25-00709"}
    assert describe(qualifiers, since="2014-02") == [
        ["amount", "$5"],
        ["title", "chair"],
        ["share", "49 %"],
        ["docket no.", "25-00709"],
        ["since", "Feb 2014"],
    ]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/a?b=c&d=%20#e", True),
        ("HTTP://NEWS.EXAMPLE/", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("https://news.example/<script>", False),
        (" https://news.example/", False),
        ("//news.example/", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, linked: bool) -> None:
    assert (web_link(url) is not None) is linked


def test_the_same_graph_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib, sys; sys.path.insert(0, 'tests'); from graphs import projection;"
        "from graph.ontology import load_ontology; from graph.render import render;"
        "print(hashlib.sha256(render(projection(), load_ontology(), heading='Deals').encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_no_address_is_loaded_by_the_markup() -> None:
    html = page()
    tags = re.findall(r"<(?:script|img|iframe|link|source|object|embed)\b[^>]*>", html.split("<script>")[0])
    assert [tag for tag in tags if "src=" in tag or "href=" in tag] == ['<link rel="icon" href="data:,">']
    assert "sourceMappingURL" not in html
    assert "@import" not in html
    assert "url(" not in Path(ROOT / "graph/render/page.css").read_text()


def test_inlined_files_cannot_end_their_element() -> None:
    folder = ROOT / "graph" / "render"
    for path in (folder / "vendor/vis-network.min.js", folder / "page.css", *(folder / "js" / s for s in SCRIPTS)):
        assert re.search(r"</(?:script|style)|<!--", path.read_text(encoding="utf-8"), re.IGNORECASE) is None


def test_every_script_of_the_folder_is_read() -> None:
    assert {path.name for path in (ROOT / "graph/render/js").iterdir()} == set(SCRIPTS)


def test_elements_are_never_made_from_markup() -> None:
    for name in SCRIPTS:
        text = (ROOT / "graph/render/js" / name).read_text(encoding="utf-8")
        assert re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text) is None


@settings(deadline=None, max_examples=50)  # the first page waits for pyvis to be read
@given(st.text(max_size=40))
@example("</script>\u2028<!--<script>")
@example("\udcff")
def test_any_name_survives_and_none_is_markup(name: str) -> None:
    graph = projection()
    first = replace(graph.entities[0], name=name)
    html = page(Projection("w", (first, *graph.entities[1:]), graph.links[:1], (), (), ()), around=first.id, hops=0)
    block = html.split('type="application/json">')[1].split("</script>")[0]
    assert not set(block) & set("<>&\u2028\u2029")
    assert html.encode("utf-8")  # a stray surrogate would make the file unwritable
    assert data_of(html)["entities"][first.id]["name"] == name  # type: ignore[index]


def test_heading_is_escaped_and_writable() -> None:
    html = render(projection(), load_ontology(), heading="</title><script>\udcff", filters=None)
    assert "</title><script>" not in html
    assert "&lt;/title&gt;&lt;script&gt;?" in html
    assert html.encode("utf-8")


def test_a_colour_that_is_none_is_grey() -> None:
    shipped = load_ontology()
    odd = replace(shipped.types["Company"], color="red;background:url(https://news.example)")
    assert color(replace(shipped, types={**shipped.types, "Company": odd}), "Company") == "#475569"


def test_limit_is_said_on_the_page() -> None:
    assert "Showing 3 of 33 entities, the best connected. Use --around NAME" in page(limit=3)
    assert "Showing" not in page()


def test_an_empty_graph_says_so() -> None:
    assert "there is nothing to draw" in page(Projection("w", (), (), (), (), ()))


def test_parallel_facts_are_bent_apart_and_one_alone_is_straight() -> None:
    edges = data_of(page())["edges"]
    pairs: dict[frozenset[str], list[str]] = {}
    for edge in edges:  # type: ignore[attr-defined]
        bend = edge["smooth"] and (edge["smooth"]["type"], edge["smooth"]["roundness"], edge["from"])
        pairs.setdefault(frozenset((edge["from"], edge["to"])), []).append(str(bend))
    assert all(len(set(bends)) == len(bends) for bends in pairs.values())
    assert pairs[frozenset((entity_id("Donald Trump"), entity_id("Stargate")))] == ["False"]


def test_large_graphs_come_laid_out_with_the_springs_off() -> None:
    ids = [f"n{n}" for n in range(2000)]
    places = positions(ids, [(ids[n], ids[n // 3]) for n in range(1, 2000)])
    assert len(set(places.values())) > 1950  # hardly two on one spot
    assert places == positions(ids, [(ids[n], ids[n // 3]) for n in range(1, 2000)])


@pytest.mark.parametrize("pairs", [[], [("a", "b")], [("a", "a")], [("a", "b"), ("b", "a"), ("c", "a")]])
def test_small_layouts_have_a_place_for_each(pairs: list[tuple[str, str]]) -> None:
    places = positions(["a", "b", "c"], pairs)
    assert len(set(places.values())) == 3


def test_a_star_too_large_for_springs_fills_a_disc() -> None:
    ids = [f"n{n}" for n in range(900)]
    places = positions(ids, [("n0", other) for other in ids[1:]])
    assert len(set(places.values())) == 900
    assert places["n0"] == (0, 0)
