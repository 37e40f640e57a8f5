"""Look over a built site: what a reader follows, loads or reads must be whole.

Usage: python -m scripts.check_site [SITE]
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from macros.course.problems import Problem
from scripts.project import Project

# What a page loads by itself, as against links that a reader chooses to follow.
_LOADS = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "iframe": ("src",), "video": ("src",),
    "audio": ("src",), "embed": ("src",), "object": ("data",), "form": ("action",), "use": ("href",), "image": ("href",),
}  # fmt: skip
_LOADING_RELS = {"stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "icon", "manifest"}
_CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")
_RAW = (
    ("[@", "a citation"), ("{{", "a macro"), ("{%", "a macro"), ("\\bibliography", "a bibtex command"),
    ("[^", "a footnote"), ("](", "a link"), ("**", "bold type"), ("{ .", "an attribute list"), ("{: ", "an attribute list"),
    ("!!! ", "an admonition"), ("??? ", "an admonition"), ("```", "a code fence"),
)  # fmt: skip
_FIGURE_PARTS = {
    "a static picture": ".//img[@src]",
    "a table": ".//table//td",
    "a caption": ".//figcaption",
    "a CSV download": ".//a[@download][contains(@href, '.csv')]",
    "an SVG download": ".//a[@download][contains(@href, '.svg')]",
    "a PNG download": ".//a[@download][contains(@href, '.png')]",
}


def check(site: Path) -> list[Problem]:
    """Every defect of the built site below `site`, as Problems naming the page and line."""
    site = site.resolve()
    pages = sorted(site.rglob("*.html"))
    if not pages:
        return [Problem(str(site), None, "no page is here", "build the site first: make site")]
    problems = []
    for page in pages:
        tree = _tree(page)
        name = page.relative_to(site).as_posix()
        problems += _check_head(tree, name)
        problems += _check_ids(tree, name)
        problems += [p for element, address in _addresses(tree) if (p := _check_address(element, address, page, site))]
        problems += _check_loads(tree, name)
        problems += _check_text(tree, name)
        problems += _check_figures(tree, name)
    problems += [p for style in sorted(site.rglob("*.css")) for p in _check_css(style, site)]
    return problems + list(_check_data(site))


@cache
def _tree(page: Path) -> html.HtmlElement:
    return html.parse(str(page), parser=html.HTMLParser(encoding="utf-8")).getroot()


@cache
def _ids(page: Path) -> frozenset[str]:
    return frozenset(_tree(page).xpath("//@id | //a/@name"))


def _check_head(tree: html.HtmlElement, name: str) -> Iterator[Problem]:
    wanted = {
        "title": "normalize-space(//head/title)",
        "description": "normalize-space(//head/meta[@name='description']/@content)",
        "language": "normalize-space(/html/@lang)",
    }
    for part, path in wanted.items():
        if not tree.xpath(path):
            yield Problem(name, None, f"the page has no {part}", f"give its source a {part}")


def _check_ids(tree: html.HtmlElement, name: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for element in tree.xpath("//*[@id]"):
        identifier = element.get("id")
        if identifier in seen:
            yield Problem(name, element.sourceline, f"the id '{identifier}' is used twice", "give each its own")
        seen.add(identifier)


def _addresses(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    for element in tree.iter("a", "link"):
        if element.get("href"):
            yield element, element.get("href")
    for tag, attributes in _LOADS.items():
        for element in tree.iter(tag):
            for attribute in attributes:
                if element.get(attribute):
                    yield element, element.get(attribute).split(" ")[0]


def _check_address(element: html.HtmlElement, address: str, page: Path, site: Path) -> Problem | None:
    name = page.relative_to(site).as_posix()
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    base = site if parts.path.startswith("/") else page.parent
    target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(site) or not target.exists():
        return Problem(name, element.sourceline, f"'{address}' leads nowhere", "mend the address or make the file")
    fragment = unquote(parts.fragment)
    if fragment and target.suffix == ".html" and not fragment.startswith("__") and fragment not in _ids(target):
        return Problem(name, element.sourceline, f"'{address}' names no id on that page", "mend the id")
    return None


def _check_loads(tree: html.HtmlElement, name: str) -> Iterator[Problem]:
    mend = "host it with the site: a reader's browser asks nobody else"
    for element in tree.iter(*_LOADS, "link"):
        attributes = _LOADS.get(element.tag, ())
        if element.tag == "link" and _LOADING_RELS & set((element.get("rel") or "").split()):
            attributes = ("href",)
        for attribute in attributes:
            if _is_foreign(element.get(attribute) or ""):
                yield Problem(name, element.sourceline, f"<{element.tag}> loads {element.get(attribute)}", mend)
    styles = [style.text or "" for style in tree.iter("style")] + tree.xpath("//@style")
    for style in styles:
        yield from (
            Problem(name, None, f"a style loads {url}", mend) for url in _CSS_URL.findall(style) if _is_foreign(url)
        )


def _is_foreign(address: str) -> bool:
    return bool(re.match(r"(?:https?:)?//", address.strip(), re.IGNORECASE))


def _check_text(tree: html.HtmlElement, name: str) -> Iterator[Problem]:
    texts = tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::code or ancestor::pre)]")
    for text in texts:
        for raw, what in _RAW:
            if raw in text:
                line = text.getparent().sourceline
                yield Problem(name, line, f"{what} was not rendered: {text.strip()[:60]!r}", "mend the Markdown")
    for element in tree.xpath("//*[@data-slot or @data-claim]"):
        yield Problem(name, element.sourceline, "an empty slot was left on the page", "fill it in macros/pages/")


def _check_figures(tree: html.HtmlElement, name: str) -> Iterator[Problem]:
    for figure in tree.xpath("//*[@data-figure]"):
        for part, path in _FIGURE_PARTS.items():
            if not figure.xpath(path):
                what = f"the figure '{figure.get('data-figure')}' lacks {part}"
                yield Problem(name, figure.sourceline, what, "every figure has a picture, a table and downloads")


def _check_css(style: Path, site: Path) -> Iterator[Problem]:
    name = style.relative_to(site).as_posix()
    for url in _CSS_URL.findall(style.read_text(encoding="utf-8")):
        if _is_foreign(url):
            yield Problem(name, None, f"the style loads {url}", "host it with the site")
        elif not url.startswith(("data:", "#")) and not (style.parent / urlsplit(url).path).exists():
            yield Problem(name, None, f"'{url}' leads nowhere", "mend the address or make the file")


def _check_data(site: Path) -> Iterator[Problem]:
    path = site / "data" / "claims.json"
    if not path.exists():
        yield Problem("data/claims.json", None, "the file is missing", "build the site with its hooks")
        return
    for claim in json.loads(path.read_text(encoding="utf-8")):
        page, _, fragment = claim["url"].partition("#")
        if not (site / page).exists() or fragment not in _ids(site / page):
            yield Problem("data/claims.json", None, f"'{claim['url']}' leads nowhere", "mark the claim on its page")


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    site = Path(arguments[0]) if arguments else Project().site
    problems = check(site)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{len(problems)} defects in {site}", file=sys.stderr)
        return 1
    print(f"  {len(list(site.rglob('*.html')))} pages looked over: no defect", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
