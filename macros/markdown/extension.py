"""The extension itself: it reads citations and words, and hands the parsed document to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from macros.markdown.citations import CitationProcessor
from macros.markdown.passages import Document
from macros.markdown.words import BlockWordProcessor, InlineWordProcessor


class Slip(NamedTuple):
    """Something that cannot be read: what, what would be right, and the words in the source that show the place."""

    what: str
    mend: str
    place: str


Reader = Callable[[Document, list[Slip], Markdown], None]
"""Takes the parsed document and may change its tree."""


class CourseExtension(Extension):
    """Everything that the course adds to Markdown; `reader` gets each document once it is parsed."""

    def __init__(self, reader: Reader):
        super().__init__()
        self._reader = reader
        self._slips: list[Slip] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.registerExtension(self)
        # Before footnotes (175) and links, but behind `code` (190) and escapes (180).
        md.inlinePatterns.register(CitationProcessor(md, self._report), "course-citation", 178)
        md.inlinePatterns.register(InlineWordProcessor(md, self._report), "course-word", 179)
        md.parser.blockprocessors.register(BlockWordProcessor(md.parser, self._report), "course-word", 95)
        # Behind all others, so that what is read is what is shown.
        md.treeprocessors.register(_Reading(md, self), "course-reading", -10)

    def reset(self) -> None:
        self._slips = []

    def _report(self, what: str, mend: str, place: str) -> None:
        self._slips.append(Slip(what, mend, place))

    def read(self, root: Element, markdown: Markdown) -> None:
        document = Document(root, markdown)
        mend = "leave it out: a chapter is text, links and the course's own words"
        slips = [*self._slips, *(Slip(f"{what} in a page", mend, place) for what, place in document.faults)]
        self._reader(document, slips, markdown)


class _Reading(Treeprocessor):
    def __init__(self, markdown: Markdown, extension: CourseExtension):
        super().__init__(markdown)
        self._extension = extension

    def run(self, root: Element) -> None:
        assert self.md
        self._extension.read(root, self.md)
