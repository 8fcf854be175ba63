"""The page in a browser: what a reader sees, finds and clicks; and that nothing leaves or runs that should not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from browser import browser, click_at, console_errors, requests, visit, wait  # noqa: F401  browser is a fixture
from graphs import FACTS, entity_id, projection
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from graph.model import ArticleCard, Entity, Link, Projection, Statement, Status
from graph.ontology import load_ontology
from graph.render import Filters, render

pytestmark = pytest.mark.browser

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }} ${alert(1)}",
    "\u202eevil\u2028line\u2029break",
    "]]>&lt;b&gt;",
    'O\'Neil "and" \\ sons \U0001f600 عربي',
)


@pytest.fixture(scope="module")
def page(browser: Chrome, tmp_path_factory: pytest.TempPathFactory) -> Chrome:  # noqa: F811  the fixture
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(render(projection(), load_ontology(), heading="Deals"), encoding="utf-8")
    visit(browser, path)
    assert requests(browser) == [path.as_uri()]
    return browser


@pytest.fixture(autouse=True)
def _plain(request: pytest.FixtureRequest) -> None:
    """Each test of the shared page starts with nothing chosen, typed or filtered."""
    if "page" in request.fixturenames:
        chrome = request.getfixturevalue("page")
        chrome.execute_script(
            "dealgraph.choose({}); document.querySelector('.reset').click(); document.activeElement.blur();"
            "document.getElementById('search').value = ''; document.getElementById('zoom-fit').click()"
        )


def shown(chrome: Chrome) -> dict[str, list[str]]:
    return chrome.execute_script("return dealgraph.shown()")


def chosen(chrome: Chrome) -> dict[str, str | None]:
    return chrome.execute_script("return dealgraph.chosen()")


def panel(chrome: Chrome) -> str:
    return chrome.find_element(By.ID, "panel").text


def box(chrome: Chrome, name: str) -> None:
    """Click the line of the legend that switches a type, status or relation."""
    chrome.execute_script("document.querySelector(`input[data-name='${arguments[0]}']`).closest('label').click()", name)


def place(chrome: Chrome, node: str) -> tuple[float, float]:
    at = chrome.execute_script(
        "return dealgraph.network.canvasToDOM(dealgraph.network.getPosition(arguments[0]))", entity_id(node)
    )
    return at["x"], at["y"]


def test_all_entities_and_facts_are_drawn_without_error(page: Chrome) -> None:
    graph = projection()
    assert set(shown(page)["nodes"]) == {e.id for e in graph.entities}
    assert set(shown(page)["edges"]) == {link.id for link in graph.links}
    pixels = "const c = document.querySelector('#graph canvas');"
    pixels += "return new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size"
    assert page.execute_script(pixels) > 50  # many shades: something is painted
    assert not page.execute_script("return dealgraph.network.physics.physicsEnabled")
    assert console_errors(page) == []


def test_header_counts(page: Chrome) -> None:
    counts = page.find_element(By.CSS_SELECTOR, ".counts").text
    for part in ("33 entities", "8 articles", "27 Dec 2023 – 22 Sep 2025"):
        assert part in counts


@pytest.mark.parametrize(
    ("typed", "name"),
    [("redm", "Redmond"), ("ftc", "Federal Trade Commission"), ("WORLD labs", "World Labs"), ("世界", "World Labs"),
     ("court for the northern", "Northern District of California")],
)  # fmt: skip
def test_search_finds_by_any_name_and_enter_opens(page: Chrome, typed: str, name: str) -> None:
    page.find_element(By.TAG_NAME, "body").send_keys("/")
    page.switch_to.active_element.send_keys(typed, Keys.ENTER)
    assert chosen(page)["node"] == entity_id(name)
    assert page.find_element(By.CSS_SELECTOR, "#panel h2").text == name


def test_arrow_keys_choose_another_match(page: Chrome) -> None:
    field = page.find_element(By.ID, "search")
    field.send_keys("linkedin")
    rows = [row.text.split("\n")[0] for row in page.find_elements(By.CSS_SELECTOR, "#matches li")]
    assert rows[0] == "LinkedIn"
    field.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert chosen(page)["node"] == entity_id(rows[1])


def test_search_without_match_says_so(page: Chrome) -> None:
    page.find_element(By.ID, "search").send_keys("zzz", Keys.ENTER)
    assert "No entity of that name" in page.find_element(By.ID, "matches").text
    assert chosen(page) == {"node": None, "edge": None}


def test_filter_by_type_hides_its_nodes_and_their_edges(page: Chrome) -> None:
    people = {e.id for e in projection().entities if e.type == "Person"}
    box(page, "Person")
    now = shown(page)
    assert people.isdisjoint(now["nodes"])
    assert {x.id for x in projection().links if people & {x.subject, x.object}}.isdisjoint(now["edges"])
    box(page, "Person")
    assert people <= set(shown(page)["nodes"])


def test_filter_by_status_and_relation(page: Chrome) -> None:
    links = projection().links
    box(page, "rumoured")
    box(page, "OWNS")
    kept = {x.id for x in links if x.status is not Status.RUMOURED and x.relation != "OWNS"}
    assert set(shown(page)["edges"]) == kept
    assert entity_id("Windsurf") not in shown(page)["nodes"]  # its only fact is a rumour
    page.find_element(By.CSS_SELECTOR, ".reset").click()
    assert len(shown(page)["edges"]) == len(links)


def test_only_keeps_one(page: Chrome) -> None:
    page.execute_script("document.querySelector('[aria-label=\"Only supplies\"]').click()")
    assert set(shown(page)["edges"]) == {x.id for x in projection().links if x.relation == "SUPPLIES"}
    names = {"Nvidia", "Oracle", "OpenAI", "CoreWeave"}
    assert set(shown(page)["nodes"]) == {entity_id(name) for name in names}


def test_a_searched_entity_is_shown_though_filtered(page: Chrome) -> None:
    box(page, "Place")
    page.find_element(By.ID, "search").send_keys("redmond", Keys.ENTER)
    assert entity_id("Redmond") in shown(page)["nodes"]
    assert chosen(page)["node"] == entity_id("Redmond")


def test_click_on_a_node_shows_facts_with_their_sentences(page: Chrome) -> None:
    click_at(page, "#graph", *place(page, "Microsoft"))
    wait(page, "return dealgraph.chosen().node !== null")
    text = panel(page)
    own = [fact for fact in FACTS if "Microsoft" in (fact.subject, fact.object)]
    for words in ("Microsoft Corp., MSFT", "$13 billion", "8 Dec 2016", *(fact.evidence for fact in own)):
        assert words in text
    link = page.find_element(By.LINK_TEXT, "LinkedIn is sued over private messages")
    assert link.get_attribute("href") == "https://news.example/linkedin-suit"
    assert link.get_attribute("rel") == "noopener noreferrer"
    wikidata = page.find_element(By.PARTIAL_LINK_TEXT, "Q2283")
    assert wikidata.get_attribute("href") == "https://www.wikidata.org/wiki/Q2283"


def test_other_entities_in_the_panel_can_be_clicked_and_escape_closes(page: Chrome) -> None:
    page.execute_script("dealgraph.choose({node: arguments[0]})", entity_id("Stargate"))
    page.find_element(By.XPATH, "//*[@id='panel']//button[.='SoftBank']").click()
    assert chosen(page)["node"] == entity_id("SoftBank")
    assert "up to $500 billion" in panel(page)
    page.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    assert chosen(page)["node"] is None
    assert not page.find_element(By.ID, "panel").is_displayed()


def test_denied_statements_are_listed_and_never_drawn(page: Chrome) -> None:
    page.execute_script("dealgraph.choose({node: arguments[0]})", entity_id("OpenAI"))
    section = page.find_element(By.CSS_SELECTOR, "#panel .denials").text
    assert "Microsoft does not own any part of OpenAI's non-profit." in section
    pair = {entity_id("Microsoft"), entity_id("OpenAI")}
    assert all(x.relation != "OWNS" for x in projection().links if {x.subject, x.object} == pair)


def test_click_on_an_edge_shows_its_statements(page: Chrome) -> None:
    (x1, y1), (x2, y2) = place(page, "Donald Trump"), place(page, "Stargate")
    click_at(page, "#graph", (x1 * 2 + x2) / 3, (y1 * 2 + y2) / 3)
    wait(page, "return dealgraph.chosen().edge !== null")
    for words in ("Donald Trump", "announced", "Stargate", "President Donald Trump announced Stargate on Tuesday."):
        assert words in panel(page)


def test_nothing_was_asked_of_anybody(page: Chrome) -> None:
    page.execute_script("dealgraph.choose({node: arguments[0], move: true})", entity_id("OpenAI"))
    assert requests(page) == []
    assert console_errors(page) == []


def test_hostile_names_are_only_text(browser: Chrome, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "hostile.html"
    path.write_text(render(hostile(), load_ontology(), heading=HOSTILE[1]), encoding="utf-8")
    visit(browser, path)
    assert browser.find_element(By.TAG_NAME, "h1").text == HOSTILE[1]
    for number in range(len(HOSTILE)):
        browser.execute_script("dealgraph.choose({node: arguments[0]})", f"e{number}")
        body = browser.find_element(By.ID, "panel").get_attribute("textContent")
        assert HOSTILE[number] in body
        browser.execute_script("dealgraph.choose({edge: arguments[0]})", f"l{number}")
        browser.find_element(By.ID, "search").send_keys("a")
    links = [a.get_attribute("href") for a in browser.find_elements(By.TAG_NAME, "a")]
    assert all(href.startswith("http") for href in links)
    assert browser.find_elements(By.CSS_SELECTOR, "img, svg, b, iframe") == []
    assert requests(browser) == [path.as_uri()]
    assert console_errors(browser) == []


def test_what_gets_in_all_the_same_can_neither_run_nor_call_home(browser: Chrome, tmp_path: Path) -> None:  # noqa: F811
    """The policy is the second wall: it holds even where an element is put into the page."""
    path = tmp_path / "graph.html"
    path.write_text(render(projection(), load_ontology(), heading="Deals"), encoding="utf-8")
    visit(browser, path)
    calls: list[str] = []
    with listening(calls) as address:
        browser.execute_script(
            "document.body.insertAdjacentHTML('beforeend', `<img src='${arguments[0]}/i' onerror='window.got=1'>`);"
            "const s = document.createElement('script'); s.textContent = 'window.got = 1'; document.body.append(s);"
            "fetch(arguments[0] + '/f').catch(() => {}); navigator.sendBeacon(arguments[0] + '/b')",
            address,
        )
        browser.execute_async_script("setTimeout(arguments[0], 500)")
    assert browser.execute_script("return window.got") is None
    assert calls == []
    assert len(console_errors(browser)) >= 3  # refused, and said so


@contextmanager
def listening(calls: list[str]) -> Iterator[str]:
    """A server that notes what it is asked for."""

    class Noting(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            calls.append(self.rfile.readline().decode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Noting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_thousand_nodes_come_to_rest_and_answer(browser: Chrome, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "large.html"
    path.write_text(render(crowd(1000), load_ontology(), heading="Crowd"), encoding="utf-8")
    visit(browser, path)
    assert len(shown(browser)["nodes"]) == 1000
    assert not browser.execute_script("return dealgraph.network.physics.physicsEnabled")
    browser.find_element(By.ID, "search").send_keys("Company 7", Keys.ENTER)
    assert chosen(browser)["node"] == "n0007"
    assert requests(browser) == [path.as_uri()]


def test_the_entity_asked_for_is_open(browser: Chrome, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "around.html"
    filters = Filters(around=entity_id("Stargate"), hops=1)
    path.write_text(render(projection(), load_ontology(), heading="Stargate", filters=filters), encoding="utf-8")
    visit(browser, path)
    assert chosen(browser)["node"] == entity_id("Stargate")
    members = {"Stargate", "OpenAI", "SoftBank", "Oracle", "Donald Trump"}
    assert set(shown(browser)["nodes"]) == {entity_id(name) for name in members}


@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
def test_no_panel_covers_another(page: Chrome, size: tuple[int, int]) -> None:
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size[0] < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    page.execute_script("dealgraph.choose({node: arguments[0]})", entity_id("OpenAI"))
    boxes = page.execute_script(
        "return ['.top', '#filters', '#graph', '#panel'].map((s) => document.querySelector(s).getBoundingClientRect())"
        ".filter((r) => r.width).map((r) => [r.left, r.top, r.right, r.bottom])"
    )
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -1
        assert right <= size[0] + 1
        for l2, t2, r2, b2 in boxes[n + 1 :]:
            assert right <= l2 + 1 or r2 <= left + 1 or bottom <= t2 + 1 or b2 <= top + 1


def hostile() -> Projection:
    """Each text of HOSTILE as name, alias, evidence, title, headline, publisher and address, in a ring."""
    entities = tuple(Entity(f"e{n}", t, t, "Company", (t,), wikidata=t, sources=1) for n, t in enumerate(HOSTILE))
    articles = tuple(ArticleCard(f"a{n}", t, t, t, t) for n, t in enumerate(HOSTILE))
    statements, links = [], []
    for n, text in enumerate(HOSTILE):
        ends = (f"e{n}", "OWNS", f"e{(n + 1) % len(HOSTILE)}", Status.CURRENT)
        details = {"title": text, "amount": text, "currency": text, "date": text, text: text}
        statements.append(Statement(f"s{n}", f"a{n}", *ends, text, 0, 1, 0.5, text, text, details, f"l{n}"))
        links.append(Link(f"l{n}", *ends, text, text, text, text, details, 0.5, 1, (f"s{n}",)))
    return Projection("w", entities, tuple(links), tuple(statements), articles, ())


def crowd(count: int) -> Projection:
    """A scale-free graph, as those of news are: few are in most facts."""
    chance = random.Random(3)  # noqa: S311  no secret
    ids = [f"n{n:04}" for n in range(count)]
    entities = tuple(Entity(id_, id_, f"Company {n}", "Company", sources=1) for n, id_ in enumerate(ids))
    ends = [(ids[n], ids[min(int(chance.paretovariate(0.8)) - 1, n - 1)]) for n in range(1, count)]
    links, statements = [], []
    for n, (subject, object_) in enumerate(ends):
        fact = (subject, "SUPPLIES", object_, Status.CURRENT)
        statements.append(Statement(f"s{n:04}", "a", *fact, "It sells.", 0, 9, 0.9, "rules", "2025", {}, f"l{n:04}"))
        links.append(Link(f"l{n:04}", *fact, "It sells.", statements=(f"s{n:04}",)))
    card = ArticleCard("a", "https://news.example/a", "Chips", "2025", "Wire")
    return Projection("w", entities, tuple(links), tuple(statements), (card,), ())
