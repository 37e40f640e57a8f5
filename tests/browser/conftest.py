"""A real browser, and the site as a reader meets it: over http and from disk."""

from __future__ import annotations

import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from scripts.browser import find_browser

HERE = Path(__file__).parent
STORING = ("http://127.0.0.1:", "file://")
OURS = (*STORING, "data:", "blob:")
DESK = {"width": 1280, "height": 900}
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Parts of Chromium that no reader of a page meets. The first two load a page of the browser's own for
# every window, a quarter of all work; the rest is what Playwright leaves out, for only the last list counts.
UNUSED = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]


def pytest_collection_modifyitems(items) -> None:
    """Every test below this folder carries the mark `browser`."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


class _QuietHandler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # the browser asks again over the same connection

    def log_message(self, *_) -> None:
        pass


@pytest.fixture(scope="session")
def server(site):
    """Address of the site over http."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(site))) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/"
        http.shutdown()


@pytest.fixture(params=["http", "disk"])
def home(request) -> str:
    """Address of the site's root, over http and from disk in turn."""
    if request.param == "http":
        return request.getfixturevalue("server")
    return request.getfixturevalue("unpacked").as_uri() + "/"


@pytest.fixture(scope="session")
def browser():
    executable = find_browser()
    assert executable, "no Chromium was found: install one, or name it with BROWSER_PATH"
    arguments = [*QUIET, f"--disable-features={','.join(UNUSED)}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shared_context(browser) -> BrowserContext:
    """One context for most tests of a worker: what the browser has fetched and compiled stays."""
    context = browser.new_context(viewport=DESK)
    context.new_page()  # stays open and empty: through it the others' storage is cleared
    return context


@pytest.fixture
def open_page(browser, shared_context):
    """A function that opens an address in a page of its own: `open_page(address, **settings)`.

    `viewport` and `reduced_motion` are set on the page. Any other setting of a browser context gets the
    page a context of its own, and so does `alone=True`, for a test that changes more than its page.
    After the test, every page it opened must have asked nobody but the site itself and must have
    thrown no error; and nothing that it stored is left.
    """
    contexts, pages, asked, errors = [], [], [], []

    def open_page(address: str, viewport=DESK, reduced_motion=None, alone=False, **settings) -> Page:
        context = shared_context
        if alone or settings:
            context = browser.new_context(viewport=viewport, **settings)
            contexts.append(context)
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size(viewport)
        page.emulate_media(reduced_motion=reduced_motion)
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for opened in (*pages, *contexts):
        opened.close()
    forget(shared_context, {origin_of(url) for url in asked if url.startswith(STORING)})
    assert [url for url in asked if not url.startswith(OURS)] == []
    assert errors == []


def forget(context: BrowserContext, origins: set[str]) -> None:
    """Drop what pages of these origins stored; what a tab stored for itself went with the tab."""
    session = context.new_cdp_session(context.pages[0])
    for origin in origins:
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
