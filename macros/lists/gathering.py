"""The lines of one numbered list → its entries."""

from __future__ import annotations

import re
from typing import NamedTuple

from macros.course.problems import Problem
from macros.lists.names import names_somebody
from macros.lists.text import join_lines, one_line, split_first


class PrintedEntry(NamedTuple):
    """One entry as printed: its number, the line it starts on, its text on one line."""

    number: int
    line: int
    text: str


START = re.compile(
    r"(?P<indent>\s*)(?:\[(?P<a>\d{1,4})\]|\((?P<b>\d{1,4})\)|(?P<c>\d{1,4})[.)])(?:\s+(?P<text>\S.*))?\s*"
)
LINK_WORD = (
    r"(?:Article|Book|Chapter|CAS|PubMed Central|PubMed|PMC free article|PMC|Google Scholar|MathSciNet|MATH|ADS|"
    r"Web of Science|ISI|Cross[Rr]ef|Scopus|View Article|View in Article|View|Full Text|Links?|Free article)"
)
LINK_SEPARATOR = r"[\s\[\]|,;•·]*"
LINK_LINE = re.compile(rf"{LINK_SEPARATOR}(?:{LINK_WORD}{LINK_SEPARATOR})+")
TRAILING_LINKS = re.compile(rf"(?<=[.\d)/]){LINK_SEPARATOR}(?:{LINK_WORD}{LINK_SEPARATOR})+$")
# Pages print these straight below the list, sometimes without an empty line between.
AFTER_THE_LIST = re.compile(
    r"\s*(?:Download references|Author information|Authors and affiliations|Acknowledge?ments?|Funding|"
    r"Publisher.s note|Additional information|Rights and permissions|About this article|Ethics declarations)\b.*",
    re.IGNORECASE,
)
DATED = re.compile(r"[.;] (?:1[5-9]|20)\d\d(?!\d)|(?<!\d)(?:1[5-9]|20)\d\d;|\((?:1[5-9]|20)\d\d\)\.|https?://")
# "2020;12:45." or "; 2020." or ". 2020." or an address stand at the very end of an entry.
PLACE_PRINTED = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?: [A-Z][a-z]+(?: \d+)?)?;\s*[^\s;]*\d[^\s;]*\.$"
    r"|[;.] (?:1[5-9]|20)\d\d\.$|doi\.org/\S+$"
)
GOES_ON = re.compile(r"(?i:https?:|doi\b|PMID|PMCID|Epub|Erratum|Accessed|\[|pp?\. ?\d)|[a-z]")


def gather(lines: list[str], start: int, end: int, file: str) -> tuple[list[PrintedEntry], list[Problem]]:
    """Split the list whose first entry stands at `start` into its entries; it may be over before `end`.

    Returns what is wrong too: numbers out of order, and text between entries that belongs to none.
    """
    gathering = _Gathering(lines, file)
    for place in range(start, end):
        gathering.take(place)
    return [block.printed() for block in gathering.blocks], gathering.problems


def next_printed(lines: list[str], at: int) -> int | None:
    """The first line from `at` on that is not empty."""
    return next((place for place in range(at, len(lines)) if lines[place].strip()), None)


def start_number(line: str) -> int | None:
    """The number of the entry that begins on this line."""
    match = START.fullmatch(line)
    return _number(match) if match else None


def is_dated(text: str) -> bool:
    """Whether a text has a year or an address where references have them."""
    return bool(DATED.search(text))


class _Block:
    """The lines of one entry while they are being gathered."""

    def __init__(self, number: int, line: int, indent: int, text: str):
        self.number, self.line, self.indent, self.text = number, line, indent, text
        self.closed = False  # link words were seen below it

    def add(self, line: str) -> None:
        self.text = join_lines(self.text, one_line(line))

    def complete(self) -> bool:
        return self.closed or bool(re.search(r"[.?!)\d]$|https?://\S+$", self.text))

    def certainly_complete(self) -> bool:
        return self.closed or bool(PLACE_PRINTED.search(TRAILING_LINKS.sub("", self.text)))

    def printed(self) -> PrintedEntry:
        return PrintedEntry(self.number, self.line, TRAILING_LINKS.sub("", self.text).strip())


class _Gathering:
    """Goes down the lines of one list. What follows the last entry is no part of it, but only the end tells.

    So text that belongs to no entry is kept as `stray`: it is a problem once another entry comes after it.
    """

    def __init__(self, lines: list[str], file: str):
        self.lines, self.file = lines, file
        self.blocks: list[_Block] = []
        self.problems: list[Problem] = []
        self.stray: int | None = None
        self.gap = True  # whether an empty line, link words or the heading stand just above

    def take(self, place: int) -> None:
        line = self.lines[place]
        if not line.strip():
            self.gap = True
        elif LINK_LINE.fullmatch(line) and (self.gap or self.blocks[-1].complete()):
            self.blocks[-1].closed = True
            self.gap = True
        elif (block := self._new_block(place)) is not None:
            self._begin(block)
        elif self.stray is None and not AFTER_THE_LIST.fullmatch(line) and self._belongs(line):
            self.blocks[-1].add(line)
            self.gap = False
        else:
            self.stray = place if self.stray is None else self.stray
            self.gap = True

    def _begin(self, block: _Block) -> None:
        if self.blocks and block.number != self.blocks[-1].number + 1:
            self.problems.append(_misnumbered(self.file, block, self.blocks[-1].number))
        if self.stray is not None:
            what = f"'{_shortened(self.lines[self.stray].strip())}' belongs to no entry"
            mend = "take it out of the list, or join it to its entry"
            self.problems.append(Problem(self.file, self.stray + 1, what, mend))
        self.blocks.append(block)
        self.stray, self.gap = None, False

    def _new_block(self, place: int) -> _Block | None:
        match = START.fullmatch(self.lines[place])
        if not match:
            return None
        block = _Block(_number(match), place + 1, _indent(match), one_line(match["text"] or ""))
        if not self.blocks:
            return block
        expected = block.number == self.blocks[-1].number + 1
        if not self.gap and self._wraps_before(block, expected):
            return None
        # Affiliations and the like are numbered too, but are not dated as references are.
        dated = is_dated(_paragraph(self.lines, place))
        return block if dated or (expected and self.stray is None) else None

    def _wraps_before(self, block: _Block, expected: bool) -> bool:
        """Whether a line is the rest of the entry above that happens to begin with a number."""
        above = self.blocks[-1]
        if above.certainly_complete():
            return not (expected or block.text)
        if not block.text:
            return True
        if names_somebody(split_first(block.text)[0]):
            return False
        return not expected or (block.indent > above.indent and not above.complete())

    def _belongs(self, line: str) -> bool:
        above = self.blocks[-1]
        if not above.text:
            return True
        if self.gap:
            return not above.complete()
        return not above.certainly_complete() or bool(GOES_ON.match(line.strip()))


def _number(start: re.Match[str]) -> int:
    return int(start["a"] or start["b"] or start["c"])


def _indent(start: re.Match[str]) -> int:
    return len(start["indent"].expandtabs())


def _paragraph(lines: list[str], place: int) -> str:
    """The text of the paragraph that begins here; a number alone on its line belongs to the next."""
    start = START.fullmatch(lines[place])
    if start and start["text"] is None:
        place = next_printed(lines, place + 1) or place
    end = place + 1
    while end < len(lines) and lines[end].strip() and not START.fullmatch(lines[end]):
        end += 1
    return " ".join(lines[place:end])


def _misnumbered(file: str, block: _Block, before: int) -> Problem:
    what = f"entry {block.number} follows entry {before}"
    if block.number > before:
        return Problem(file, block.line, what, f"number it {before + 1}, or put back what is missing between")
    return Problem(file, block.line, what, f"number it {before + 1}, or take it out")


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"
