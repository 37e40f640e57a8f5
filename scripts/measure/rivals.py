"""The same text for other generators: what a course writes by hand, in the dialect that each of them reads."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from scripts.project import Project

# Our own closed grammar, as authors write it: a bracket of keys, a word of the course, a list of attributes.
_CITATION = re.compile(r"\[(@[a-z0-9-]+(?:; @[a-z0-9-]+)*)\]")
_WORD = re.compile(r"\{\{ \w+\([^)]*\) \}\}")
_ATTRIBUTES = re.compile(r"\s*\{:? [#.][^}]*\}\s*$")
_BOX = re.compile(r'(?:!!!|\?\?\?) (\w+)(?: "(.*)")?$')

_SPHINX = """project = "The same text"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
html_theme = "sphinx_book_theme"
bibtex_bibfiles = [{bibliographies}]
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["myst", "bibtex", "toc", "ref"]
exclude_patterns = []
"""
_MKDOCS = """site_name: The same text
theme: {name: material, font: false}
plugins: [search, {bibtex: {bib_dir: bib}}]
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, pymdownx.details, pymdownx.superfences]
"""


def pages(project: Project) -> list[Path]:
    """The pages that were written by hand, below docs/."""
    docs = project.root / "docs"
    return [path.relative_to(docs) for path in sorted(docs.rglob("*.md"))]


def write_sphinx(project: Project, into: Path) -> None:
    """The sources for Sphinx with MyST, sphinxcontrib-bibtex and the book theme."""
    _fresh(project, into)
    for page in pages(project):
        _write(into / page, "\n".join(as_myst(_text(project, page))) + "\n")
    names = [page.with_suffix("").as_posix() for page in pages(project) if page.as_posix() != "index.md"]
    toctree = ["", "```{toctree}", *names, "works", "```", ""]
    with (into / "index.md").open("a", encoding="utf-8") as index:
        index.write("\n".join(toctree))
    _write(into / "works.md", "# Works\n\n```{bibliography}\n:all:\n```\n")
    lists = ", ".join(f'"bib/{path.name}"' for path in _lists(project))
    _write(into / "conf.py", _SPHINX.format(bibliographies=lists))


def write_mkdocs(project: Project, into: Path) -> None:
    """The sources for MkDocs with Material and mkdocs-bibtex."""
    _fresh(project, into)
    for page in pages(project):
        _write(into / "docs" / page, without_words(_text(project, page)))
    _write(into / "mkdocs.yml", _MKDOCS)


def as_myst(text: str) -> Iterator[str]:
    """Lines of a chapter in MyST: its citations as roles, its boxes as fences, without the words of the course."""
    inside = False
    for line in without_words(text).splitlines():
        if inside and line and not line.startswith("    "):
            yield from (":::", "")
            inside = False
        if box := _BOX.match(line):
            yield f":::{{admonition}} {box[2] or box[1].title()}"
            inside = True
            continue
        plain = _ATTRIBUTES.sub("", line.removeprefix("    ") if inside else line)
        yield _CITATION.sub(lambda match: "{cite}`" + match[1].replace("@", "").replace("; ", ",") + "`", plain)
    if inside:
        yield ":::"


def without_words(text: str) -> str:
    """A page without what only this generator fills."""
    return _WORD.sub("", text)


def _fresh(project: Project, into: Path) -> None:
    shutil.rmtree(into, ignore_errors=True)
    (into / "bib").mkdir(parents=True)
    for path in _lists(project):
        shutil.copyfile(path, into / "bib" / path.name)


def _lists(project: Project) -> list[Path]:
    return sorted((project.root / "bib").glob("*.bib"))


def _text(project: Project, page: Path) -> str:
    return (project.root / "docs" / page).read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
