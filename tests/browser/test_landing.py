"""A link to a place leads to that place and stays there: every place of every page, on a phone over http and on a
laptop from disk."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.browser.reader import PHONE

LAPTOP = {"viewport": {"width": 1280, "height": 800}}
# Made by the theme's own script, or nothing to land on: what opens by a press.
NO_PLACE = ("__",)
# A row of the table of claims: cards and exported data name it.
ROW = "ledger-"

# Goes to each place by its address, as a link on the page does, and tells those that are out of sight. What is
# not there at once, since what was opened before it is still on its way, is gone to again and has a second.
_VISIT = """async (places) => {
  const ceiling = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const goTo = async (place) => {
    const changed = new Promise((done) => addEventListener("hashchange", () => setTimeout(done), { once: true }));
    location.hash = place;
    await changed;
  };
  const top = (place) => {
    const target = document.getElementById(place);
    const box = target.getClientRects()[0] || (target.firstElementChild || target).getBoundingClientRect();
    return box.width || box.height || target.matches(":empty") ? box.top : NaN;
  };
  const inView = (place) => top(place) >= ceiling - 2 && top(place) <= innerHeight - 20;
  const late = [];
  for (const place of places) {
    await goTo(place);
    if (!inView(place)) late.push(place);
  }
  const astray = [];
  for (const place of late) {
    await goTo("");
    await goTo(place);
    await new Promise((done) => setTimeout(done, 1000));
    if (!inView(place)) astray.push(`${place}: ${Math.round(top(place))}`);
  }
  return [late.length, astray];
}"""
# Of all places, so few may need the second.
LATE = 0.05


@cache
def places(site: Path) -> dict[str, list[str]]:
    """Page → the ids on it that a link of the site, or an address in its data, may name, in the page's order."""
    trees = {
        path: html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot() for path in site.rglob("*.html")
    }
    named: set[tuple[Path, str]] = set()
    for path, tree in trees.items():
        for address in tree.xpath("//a/@href"):
            parts = urlsplit(address)
            if parts.fragment and not parts.scheme:
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                named.add((target, unquote(parts.fragment)))
    found: dict[str, list[str]] = {}
    for path, tree in trees.items():
        ids = [str(identifier) for identifier in tree.xpath("//main//@id | //article//@id")]
        kept = [one for one in dict.fromkeys(ids) if (path, one) in named or one.startswith(ROW)]
        kept = [one for one in kept if not one.startswith(NO_PLACE)]
        # In a frame elsewhere there is nothing but the figure.
        if kept and path.name != "404.html" and path.parent.name != "embed":
            found[path.relative_to(site).as_posix()] = kept
    return found


@pytest.mark.parametrize(("way", "screen"), [("http", PHONE), ("disk", LAPTOP)], ids=["phone-http", "laptop-disk"])
def test_every_place_is_in_view_when_a_link_leads_there(way, screen, site, request, open_page):
    root = request.getfixturevalue("server") if way == "http" else request.getfixturevalue("unpacked").as_uri() + "/"
    astray, late, all_places = {}, 0, 0
    for page, ids in places(site.resolve()).items():
        tab = open_page(f"{root}{page}#{ids[-1]}", **screen)
        delayed, wrong = tab.evaluate(_VISIT, ids[:-1])
        late, all_places = late + delayed, all_places + len(ids)
        if wrong:
            astray[page] = wrong
        tab.close()
    assert astray == {}
    assert late < LATE * all_places and all_places > 2500
