"""Small courses made for one test each."""

from __future__ import annotations

import shutil
from pathlib import Path

from lxml.html import HtmlElement, fragment_fromstring
from markdown import Markdown

from macros.course.chapters import split_front_matter
from macros.course.course import load_course
from macros.markdown.extension import CourseExtension
from macros.markdown.passages import Document
from macros.markdown.reading import load_dialect
from macros.pages.metadata import Publication
from macros.pages.place import Place
from macros.pages.writing import write_page

HERE = Path(__file__).parent
FRONT_MATTER = """---
title: Small
description: A chapter for tests.
number: 1
question: How small?
objectives:
  - {objective: Say how small, section: size}
key_terms:
  - {term: vesicle, section: size}
---

# Small

## Size {: #size }

"""
FIRST_LINE = FRONT_MATTER.count("\n") + 1


def small_course(folder: Path, body: str, front_matter: str = FRONT_MATTER) -> Path:
    """A copy of the small course whose one chapter has this body; its root."""
    root = folder / "course"
    shutil.copytree(HERE / "small_course", root)
    (root / "docs" / "chapters" / "01-small.md").write_text(front_matter + body, encoding="utf-8")
    return root


def written(root: Path) -> HtmlElement:
    """The one chapter of a small course as its readers get it: the tree of its HTML."""
    course = load_course(root, only=["01-small"])
    chapter = course.chapters[0]
    publication = Publication(course.settings, "A small course", "For tests.", "https://small.example/")
    place = Place(course, publication, "../", chapter)

    def write(document: Document, _: object, markdown: Markdown) -> None:
        write_page(document, place, markdown.htmlStash.store)

    dialect = load_dialect(root)
    _, body, _ = split_front_matter((root / chapter.file).read_text(encoding="utf-8")) or ("", "", 0)
    markdown = Markdown(extensions=[*dialect.extensions, CourseExtension(write)])
    return fragment_fromstring(markdown.convert(body), create_parent="div")
