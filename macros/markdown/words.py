"""The words an author may use, such as {{ figure("name") }}: a closed grammar that makes empty slots."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor

from macros.markdown.citations import Report

# No author can write these attributes: their names hold a space.
WORD, ARGUMENT = "course word", "course argument"


class Word(NamedTuple):
    """What a word is: whether it takes an argument, and whether it stands inside a line."""

    says: str
    argument: bool = False
    inline: bool = False


WORDS: dict[str, Word] = {
    "figure": Word("a figure with its table twin, downloads and controls", argument=True),
    "caveat": Word("the caveats of one work, as a box, once on a page", argument=True),
    "gallery": Word("all figures as pictures with links"),
    "reference_list": Word("the numbered list of all works, with filter and sort"),
    "further_list": Word("the works outside the list that correct or explain it"),
    "reference_page": Word("a later page of the list of works", argument=True),
    "works_seen": Word("a page of what was seen of the works", argument=True),
    "claim_ledger": Word("the way into the tables of claims, with tools to find some"),
    "claim_table": Word("a page of the tables of claims", argument=True),
    "glossary": Word("all terms with their definitions"),
    "corrections": Word("the table of mended errors of the printed list"),
    "chapter_list": Word("the chapters with the question that each answers"),
    "chapter_overview": Word("each chapter with its objectives, figures and the time it takes to read"),
    "still": Word("the still picture of a figure, which leads to it", argument=True),
    "continue_reading": Word("the way back to the place read last, where a reader has one"),
    "offline_edition": Word("the offline bundle to download; in the bundle, what it is"),
    "grade_key": Word("what each mark of evidence means"),
    "downloads": Word("the links to works or claims in every format", argument=True, inline=True),
    "works_cited": Word("the works that the page cites"),
    "figure_works": Word("the works that a figure cites", argument=True),
    "count": Word("how many works, claims, chapters or corrections there are", argument=True, inline=True),
}

_CALL = re.compile(r"""\{\{\s*(\w+)(?:\(\s*(?:["']([\w./-]+)["'])?\s*\))?\s*\}\}""")
_BRACES = r"\{\{.*?\}\}|\{%.*?%\}"


def read_word(source: str) -> tuple[str, str] | str:
    """(word, argument) of {{ word("argument") }}, or in plain words what is wrong with it."""
    call = _CALL.fullmatch(source)
    if not call or call[1] not in WORDS:
        return f"{source} is no word that this course knows"
    if WORDS[call[1]].argument != bool(call[2]):
        return f"{source}: the word takes {'an argument' if WORDS[call[1]].argument else 'no argument'}"
    return call[1], call[2] or ""


class BlockWordProcessor(BlockProcessor):
    """A word on a line of its own."""

    def __init__(self, parser: BlockParser, report: Report):
        super().__init__(parser)
        self._report = report

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002
        word = read_word(block.strip())
        is_code = block.startswith("    ")
        return not is_code and not isinstance(word, str) and not WORDS[word[0]].inline

    def run(self, parent: Element, blocks: list[str]) -> None:
        word = read_word(blocks.pop(0).strip())
        assert not isinstance(word, str)
        SubElement(parent, "div", slot(*word))


class InlineWordProcessor(InlineProcessor):
    """A word inside a line; any other braces are reported and stay as they are."""

    def __init__(self, markdown: Markdown, report: Report):
        super().__init__(_BRACES, markdown)
        self._report = report

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802, ARG002
        word = read_word(m[0])
        if isinstance(word, str):
            known = ", ".join(sorted(WORDS))
            self._report(word, f"use one of {known}; or put braces that are meant as text into `code`", m[0])
        elif WORDS[word[0]].inline:
            return Element("span", slot(*word)), m.start(0), m.end(0)
        else:
            self._report(f"{m[0]} stands inside a line", "give it a paragraph of its own", m[0])
        return None, None, None


def slot(word: str, argument: str) -> dict[str, str]:
    """The attributes of the empty element that keeps the place of a word."""
    return {WORD: word, **({ARGUMENT: argument} if argument else {})}
