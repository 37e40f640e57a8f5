"""Every page with its figures awake: no violation that axe can find in either palette, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.reader import (
    CARD_WORK,
    CHAPTER,
    CITATION,
    PAGES,
    ink,
    use_palette,
    wait_for_figures,
    wait_for_other_ink,
)

# "resultTypes" spares axe the work of describing what is in order; the violations are the same.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# The other palette changes colours, and which twin of a still picture is shown; all else of the page is the same.
COLOURS = {
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "image-alt",
            "image-redundant-alt",
            "role-img-alt",
            "svg-img-alt",
        ],
    },
    "resultTypes": ["violations"],
}


def violations(page, path, options):
    if path == CHAPTER:
        page.locator(CITATION).first.click()
        page.locator(CARD_WORK).wait_for()
    palette = page.evaluate("document.body.dataset.mdColorScheme")
    return [
        (palette, violation["id"], node["html"][:120], node.get("failureSummary", "")[:300])
        for violation in page.evaluate("options => axe.run(options).then(report => report.violations)", options)
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_either_palette(path, width, open_page, server):
    page = open_page(server + path, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    wait_for_figures(page)
    page.evaluate("for (const d of [...document.querySelectorAll('article details')].slice(0, 20)) d.open = true")
    page.evaluate(Axe().axe_script)
    found = violations(page, path, OPTIONS)
    light = ink(page)
    use_palette(page, "slate")
    wait_for_other_ink(page, light)
    assert found + violations(page, path, COLOURS) == []
