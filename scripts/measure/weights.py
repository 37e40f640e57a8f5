"""What a page weighs: the bytes of its first view on a phone, its elements, its tab stops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from scripts.measure.serving import sent, served
from scripts.measure.tools import browser

PHONE = {"width": 412, "height": 823}
_TAB_STOPS = """[...document.querySelectorAll('a[href],button,input,select,textarea,summary,iframe,[tabindex]')]
    .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })).length"""


class Weight(NamedTuple):
    """A page: bytes as they are sent, those of the search among them, requests, elements, tab stops."""

    bytes: int
    search: int
    requests: int
    elements: int
    tabs: int


def weigh(site: Path, pages: Iterable[str]) -> Iterator[tuple[str, Weight]]:
    """Each page as it is once it has loaded. Raises LeftOutError where there is no browser."""
    from playwright.sync_api import sync_playwright

    path = browser()
    with served(site) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            for page in pages:
                yield page, _weigh(chromium, site, address, page)
        finally:
            chromium.close()


def row(page: str, weight: Weight) -> list[str]:
    """A line of the table."""
    kilobytes = [f"{count / 1000:.1f}" for count in (weight.bytes, weight.search)]
    return [page, *kilobytes, str(weight.requests), str(weight.elements), str(weight.tabs)]


def _weigh(chromium: Any, site: Path, address: str, page: str) -> Weight:
    """A page in a context of its own, so that nothing lies in the browser's cache."""
    context = chromium.new_context(viewport=PHONE)
    try:
        tab = context.new_page()
        loaded: list[str] = []
        tab.on("requestfinished", lambda request: loaded.append(request.url))
        tab.goto(address + page, wait_until="networkidle")
        elements, tabs = tab.evaluate(f"[document.querySelectorAll('*').length, {_TAB_STOPS}]")
    finally:
        context.close()
    own = [unquote(urlsplit(url).path).lstrip("/") for url in loaded if url.startswith(address)]
    sizes = {name: sent(site / name) for name in own}
    search = sum(size for name, size in sizes.items() if name.startswith("search/"))
    return Weight(sum(sizes.values()), search, len(loaded), elements, tabs)
