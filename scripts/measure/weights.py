"""What a page weighs: the bytes of its first view on a phone, its elements, its tab stops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scripts.measure.serving import served
from scripts.measure.tools import browser

PHONE = {"width": 412, "height": 823}
_TAB_STOPS = """[...document.querySelectorAll('a[href],button,input,select,textarea,summary,iframe,[tabindex]')]
    .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })).length"""


class Weight(NamedTuple):
    """A page: bytes as they are sent, requests, elements, tab stops."""

    bytes: int
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
                yield page, _weigh(chromium, address + page)
        finally:
            chromium.close()


def row(page: str, weight: Weight) -> list[str]:
    """A line of the table."""
    return [page, f"{weight.bytes / 1000:.1f}", str(weight.requests), str(weight.elements), str(weight.tabs)]


def _weigh(chromium: Any, address: str) -> Weight:
    """A page in a context of its own, so that nothing lies in the browser's cache."""
    context = chromium.new_context(viewport=PHONE)
    try:
        page = context.new_page()
        loaded: list[Any] = []
        page.on("requestfinished", lambda request: loaded.append(request))
        page.goto(address, wait_until="networkidle")
        elements, tabs = page.evaluate(f"[document.querySelectorAll('*').length, {_TAB_STOPS}]")
        sent = sum(request.sizes()["responseBodySize"] for request in loaded)
        return Weight(sent, len(loaded), elements, tabs)
    finally:
        context.close()
