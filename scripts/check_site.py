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

from lxml import etree, html

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
_NO_WORDS = ("script", "style", "code", "pre")
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
        self.pages = {path: _Page(path, self.name(path)) for path in self.files(".html")}
        self._found: dict[tuple[Path, str], Path | None] = {}

    def files(self, suffix: str) -> list[Path]:
        return sorted(self.root.rglob(f"*{suffix}"))

    def name(self, file: Path) -> str:
        """The file as its address below the site's root."""
        return file.relative_to(self.root).as_posix()

    def target(self, folder: Path, path: str) -> Path | None:
        """The file that a path on a page in this folder means; None where the site has none. Looked for once."""
        if (folder, path) not in self._found:
            base = self.root if path.startswith("/") else folder
            target = (base / unquote(path).lstrip("/")).resolve()
            target = target / "index.html" if target.is_dir() else target
            inside = target.is_relative_to(self.root) and target.exists()
            self._found[folder, path] = target if inside else None
        return self._found[folder, path]


class _Page:
    """One page: what is wrong with it by itself, the ids that a link may name, and the addresses with their lines.

    The tree is gone once it was read: all trees of a large site would fill the memory.
    """

    def __init__(self, file: Path, name: str) -> None:
        self.file = file
        self.name = name
        tree = html.parse(str(file), parser=html.HTMLParser(encoding="utf-8")).getroot()
        elements = [element for element in tree.iter() if isinstance(element.tag, str)]
        self.ids = {element.get("id") for element in elements} | {e.get("name") for e in elements if e.tag == "a"}
        self.addresses: dict[str, list[int]] = {}
        for element, address in _addresses(elements):
            self.addresses.setdefault(address, []).append(element.sourceline or 0)
        self.problems = [
            *_check_head(name, tree),
            *_check_ids(name, elements),
            *_check_loads(name, elements),
            *_check_text(name, tree, elements),
            *_check_figures(name, elements),
        ]


def check(root: Path) -> list[Problem]:
    """Every defect of the built site below `root`, as Problems naming the page and line.

    Every element is looked at a fixed number of times, and every address once: the work grows as the site does.
    """
    site = _Site(root)
    if not site.pages:
        return [Problem(str(site.root), None, "no page is here", "build the site first: make site")]
    problems = [p for page in site.pages.values() for p in [*page.problems, *_check_addresses(page, site)]]
    problems += [p for style in site.files(".css") for p in _check_css(style, site)]
    return problems + list(_check_data(site))


def _check_head(name: str, tree: html.HtmlElement) -> Iterator[Problem]:
    wanted = {
        "title": "normalize-space(/html/head/title)",
        "description": "normalize-space(/html/head/meta[@name='description']/@content)",
        "language": "normalize-space(/html/@lang)",
    }
    for part, path in wanted.items():
        if not tree.xpath(path):
            yield Problem(name, None, f"the page has no {part}", f"give its source a {part}")


def _check_ids(name: str, elements: list[html.HtmlElement]) -> Iterator[Problem]:
    seen: set[str] = set()
    for element in elements:
        if identifier := element.get("id"):
            if identifier in seen:
                yield Problem(name, element.sourceline, f"the id '{identifier}' is used twice", "give each its own")
            seen.add(identifier)


def _addresses(elements: list[html.HtmlElement]) -> Iterator[tuple[html.HtmlElement, str]]:
    """What the elements of a page lead to or load."""
    for element in elements:
        for attribute in ("href",) if element.tag in ("a", "link") else _LOADS.get(str(element.tag), ()):
            if address := element.get(attribute):
                yield element, address if attribute == "href" else address.split(" ")[0]


def _check_addresses(page: _Page, site: _Site) -> Iterator[Problem]:
    for address, lines in page.addresses.items():
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = site.target(page.file.parent, parts.path) if parts.path else page.file
        if not target:
            fault = f"'{address}' leads nowhere", "mend the address or make the file"
        elif not _names_an_id(unquote(parts.fragment), target, site):
            fault = f"'{address}' names no id on that page", "mend the id"
        else:
            continue
        yield from (Problem(page.name, line, *fault) for line in lines)


def _names_an_id(fragment: str, target: Path, site: _Site) -> bool:
    # The theme's own fragments, as "__search", name what its script makes.
    no_id = not fragment or target not in site.pages or fragment.startswith("__")
    return no_id or fragment in site.pages[target].ids


def _check_loads(name: str, elements: list[html.HtmlElement]) -> Iterator[Problem]:
    mend = "host it with the site: a reader's browser asks nobody else"
    for element in elements:
        attributes = _LOADS.get(str(element.tag), ())
        if element.tag == "link" and _LOADING_RELS & set((element.get("rel") or "").split()):
            attributes = ("href",)
        for attribute in attributes:
            if _is_foreign(element.get(attribute) or ""):
                yield Problem(name, element.sourceline, f"<{element.tag}> loads {element.get(attribute)}", mend)
        styles = [element.get("style") or "", (element.text or "") if element.tag == "style" else ""]
        for url in (url for style in styles if style for url in _CSS_URL.findall(style)):
            if _is_foreign(url):
                yield Problem(name, element.sourceline, f"a style loads {url}", mend)


def _is_foreign(address: str) -> bool:
    return bool(re.match(r"(?:https?:)?//", address.strip(), re.IGNORECASE))


def _check_text(name: str, tree: html.HtmlElement, elements: list[html.HtmlElement]) -> Iterator[Problem]:
    for text, line in _written(tree):
        for raw, what in _RAW:
            if raw in text:
                said = f"{what} was not rendered: {text.strip()[:60]!r}"
                yield Problem(name, line, said, "mend the Markdown")
    for element in elements:
        if element.get("course") is not None and {"word", "citations"} & set(element.keys()):
            yield Problem(name, element.sourceline, "an empty slot was left on the page", "fill it in macros/pages/")


def _written(tree: html.HtmlElement) -> Iterator[tuple[str, int | None]]:
    """Each piece of the words that a page shows, outside code, and its line."""
    body = tree.find("body")
    walk = etree.iterwalk(body if body is not None else tree, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start" and element.tag in _NO_WORDS:
            walk.skip_subtree()
        elif event == "start" and element.text:
            yield element.text, element.sourceline
        if event != "start" and element.tail and element is not body:
            yield element.tail, element.sourceline


def _check_figures(name: str, elements: list[html.HtmlElement]) -> Iterator[Problem]:
    for figure in elements:
        if not figure.get("data-figure"):
            continue
        for part, path in _FIGURE_PARTS.items():
            if not figure.xpath(path):
                what = f"the figure '{figure.get('data-figure')}' lacks {part}"
                yield Problem(name, figure.sourceline, what, "every figure has a picture, a table and downloads")


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
        page = site.pages.get(site.root / address)
        if not page or fragment not in page.ids:
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
