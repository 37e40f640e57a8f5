"""Look over a built site: what a reader follows, loads or reads must be whole.

Usage: python -m scripts.check_site [SITE]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
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
    ("[@", "a citation"), ("{{", "a word"), ("{%", "a word"), ("\\bibliography", "a bibtex command"),
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


class _Site:
    """A built site while it is looked over: every page is parsed once, and nothing is kept for the next look."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._pages: dict[Path, _Page] = {}

    def files(self, suffix: str) -> list[Path]:
        return sorted(self.root.rglob(f"*{suffix}"))

    def name(self, file: Path) -> str:
        """The file as its address below the site's root."""
        return file.relative_to(self.root).as_posix()

    def page(self, file: Path) -> _Page:
        if file not in self._pages:
            self._pages[file] = _Page(file, self.name(file))
        return self._pages[file]


class _Page:
    """One page: where it lies, its name in messages, its tree and the ids that a link may name."""

    def __init__(self, file: Path, name: str) -> None:
        self.file = file
        self.name = name
        self.tree = html.parse(str(file), parser=html.HTMLParser(encoding="utf-8")).getroot()
        self.ids = frozenset(self.tree.xpath("//@id | //a/@name"))


def check(root: Path) -> list[Problem]:
    """Every defect of the built site below `root`, as Problems naming the page and line."""
    site = _Site(root)
    files = site.files(".html")
    if not files:
        return [Problem(str(site.root), None, "no page is here", "build the site first: make site")]
    problems: list[Problem] = []
    for page in map(site.page, files):
        problems += _check_head(page)
        problems += _check_ids(page)
        problems += _check_addresses(page, site)
        problems += _check_loads(page)
        problems += _check_text(page)
        problems += _check_figures(page)
    problems += [p for style in site.files(".css") for p in _check_css(style, site)]
    return problems + list(_check_data(site))


def _check_head(page: _Page) -> Iterator[Problem]:
    wanted = {
        "title": "normalize-space(//head/title)",
        "description": "normalize-space(//head/meta[@name='description']/@content)",
        "language": "normalize-space(/html/@lang)",
    }
    for part, path in wanted.items():
        if not page.tree.xpath(path):
            yield Problem(page.name, None, f"the page has no {part}", f"give its source a {part}")


def _check_ids(page: _Page) -> Iterator[Problem]:
    seen: set[str] = set()
    for element in page.tree.xpath("//*[@id]"):
        identifier = element.get("id")
        if identifier in seen:
            yield Problem(page.name, element.sourceline, f"the id '{identifier}' is used twice", "give each its own")
        seen.add(identifier)


def _addresses(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    for element in tree.iter("a", "link"):
        if address := element.get("href"):
            yield element, address
    for tag, attributes in _LOADS.items():
        for element in tree.iter(tag):
            for attribute in attributes:
                if address := element.get(attribute):
                    yield element, address.split(" ")[0]


def _check_addresses(page: _Page, site: _Site) -> Iterator[Problem]:
    for element, address in _addresses(page.tree):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = _target(parts.path, page, site)
        if not target.is_relative_to(site.root) or not target.exists():
            what, mend = f"'{address}' leads nowhere", "mend the address or make the file"
            yield Problem(page.name, element.sourceline, what, mend)
        elif not _names_an_id(unquote(parts.fragment), target, site):
            yield Problem(page.name, element.sourceline, f"'{address}' names no id on that page", "mend the id")


def _target(path: str, page: _Page, site: _Site) -> Path:
    """The file that a path on a page means."""
    if not path:
        return page.file
    base = site.root if path.startswith("/") else page.file.parent
    target = (base / unquote(path).lstrip("/")).resolve()
    return target / "index.html" if target.is_dir() else target


def _names_an_id(fragment: str, target: Path, site: _Site) -> bool:
    # The theme's own fragments, as "__search", name what its script makes.
    no_id = not fragment or target.suffix != ".html" or fragment.startswith("__")
    return no_id or fragment in site.page(target).ids


def _check_loads(page: _Page) -> Iterator[Problem]:
    mend = "host it with the site: a reader's browser asks nobody else"
    for element in page.tree.iter(*_LOADS, "link"):
        attributes = _LOADS.get(str(element.tag), ())
        if element.tag == "link" and _LOADING_RELS & set((element.get("rel") or "").split()):
            attributes = ("href",)
        for attribute in attributes:
            if _is_foreign(element.get(attribute) or ""):
                yield Problem(page.name, element.sourceline, f"<{element.tag}> loads {element.get(attribute)}", mend)
    styles = [style.text or "" for style in page.tree.iter("style")] + page.tree.xpath("//@style")
    for url in (url for style in styles for url in _CSS_URL.findall(style)):
        if _is_foreign(url):
            yield Problem(page.name, None, f"a style loads {url}", mend)


def _is_foreign(address: str) -> bool:
    return bool(re.match(r"(?:https?:)?//", address.strip(), re.IGNORECASE))


def _check_text(page: _Page) -> Iterator[Problem]:
    written = "//body//text()[not(ancestor::script or ancestor::style or ancestor::code or ancestor::pre)]"
    for text in page.tree.xpath(written):
        for raw, what in _RAW:
            if raw in text:
                line = text.getparent().sourceline
                yield Problem(page.name, line, f"{what} was not rendered: {text.strip()[:60]!r}", "mend the Markdown")
    for element in page.tree.xpath("//*[@course and (@word or @citations)]"):
        yield Problem(page.name, element.sourceline, "an empty slot was left on the page", "fill it in macros/pages/")


def _check_figures(page: _Page) -> Iterator[Problem]:
    for figure in page.tree.xpath("//*[@data-figure]"):
        for part, path in _FIGURE_PARTS.items():
            if not figure.xpath(path):
                what = f"the figure '{figure.get('data-figure')}' lacks {part}"
                yield Problem(page.name, figure.sourceline, what, "every figure has a picture, a table and downloads")


def _check_css(style: Path, site: _Site) -> Iterator[Problem]:
    for url in _CSS_URL.findall(style.read_text(encoding="utf-8")):
        if _is_foreign(url):
            yield Problem(site.name(style), None, f"the style loads {url}", "host it with the site")
        elif not url.startswith(("data:", "#")) and not (style.parent / urlsplit(url).path).exists():
            yield Problem(site.name(style), None, f"'{url}' leads nowhere", "mend the address or make the file")


def _check_data(site: _Site) -> Iterator[Problem]:
    path = site.root / "data" / "claims.json"
    if not path.exists():
        yield Problem("data/claims.json", None, "the file is missing", "build the site with its plugin")
        return
    for claim in json.loads(path.read_text(encoding="utf-8")):
        address, _, fragment = claim["url"].partition("#")
        page = site.root / address
        if not page.exists() or fragment not in site.page(page).ids:
            yield Problem("data/claims.json", None, f"'{claim['url']}' leads nowhere", "mark the claim on its page")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.check_site", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", nargs="?", type=Path, default=Project().site, help="the folder of the built site")
    site: Path = parser.parse_args(arguments).site
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
