"""A headless Chromium for tests of pages, and what it saw: requests, console errors.

Use: `from browser import browser` in the test's file (pytest finds the fixture there), then `visit(browser, path)`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import missing
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import WebDriverWait

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1400,900",
)
PATIENCE = 60  # seconds; a loaded machine of two cores takes its time


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A fresh Chromium with an empty profile; the test is skipped, by name, where there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        missing("Chromium and chromedriver (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))  # a given driver: nothing is downloaded
    chrome.set_script_timeout(PATIENCE)
    yield chrome
    chrome.quit()


def visit(chrome: webdriver.Chrome, page: Path) -> None:
    """Open a page from disk, with empty logs, and wait until its graph stands still."""
    chrome.get("about:blank")
    for log in ("browser", "performance"):
        chrome.get_log(log)
    chrome.get(page.as_uri())
    wait(chrome, "return !!window.dealgraph && dealgraph.ready()")


def wait(chrome: webdriver.Chrome, script: str) -> Any:
    """Wait until the script returns something true, and give it back."""
    return WebDriverWait(chrome, PATIENCE, poll_frequency=0.05).until(lambda c: c.execute_script(script))


def requests(chrome: webdriver.Chrome) -> list[str]:
    """The addresses asked for since the last call or visit; `data:` addresses are read from the page itself."""
    messages = [json.loads(entry["message"])["message"] for entry in chrome.get_log("performance")]
    sent = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    return [url for url in sent if not url.startswith(("data:", "about:"))]


def console_errors(chrome: webdriver.Chrome) -> list[str]:
    """Warnings and errors of the console since the last call or visit, breaches of the page's policy included."""
    return [e["message"] for e in chrome.get_log("browser") if e["level"] in ("WARNING", "SEVERE")]


def click_at(chrome: webdriver.Chrome, selector: str, x: float, y: float) -> None:
    """A real click at a place within an element, counted from its left upper corner."""
    box = chrome.execute_script(
        "return document.querySelector(arguments[0]).getBoundingClientRect().toJSON()", selector
    )
    actions = ActionChains(chrome)
    actions.w3c_actions.pointer_action.move_to_location(round(box["left"] + x), round(box["top"] + y))
    actions.w3c_actions.pointer_action.click()
    actions.perform()
