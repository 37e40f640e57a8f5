"""Find the numbered reference list in a text file."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from macros.course.problems import InputProblems, Problem
from macros.lists.gathering import PrintedEntry, gather, is_dated, next_printed, start_number

HEADING = re.compile(
    r"[\s#*=]*(?:\d+\.?\s+)?(?:references?|reference list|bibliography|literature cited|works cited)"
    r"(?:\s+and\s+notes)?\s*(?:\(\d+\))?\s*:?[\s*=]*",
    re.IGNORECASE,
)


def read_list(path: Path) -> tuple[list[PrintedEntry], list[Problem]]:
    """Read the entries of the list that stands somewhere in the file, and what is wrong with it.

    Raises InputProblems when the file cannot be read or holds no list.
    """
    lines = _read_lines(path)
    starts = _list_starts(lines)
    if not starts:
        raise InputProblems([_no_list(lines, str(path))])
    lists = [gather(lines, start, end, str(path)) for start, end in pairwise([*starts, len(lines)])]
    # A saved page may have a menu with a line "References" too: most references stand in the list itself.
    return max(lists, key=lambda found: sum(is_dated(entry.text) for entry in found[0]))


def _read_lines(path: Path) -> list[str]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputProblems([Problem(str(path), None, "the file is missing", "create it or name another")]) from None
    except OSError as error:
        raise InputProblems(
            [Problem(str(path), None, f"the file cannot be read: {error.strerror}", "name a readable text file")]
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputProblems(
            [Problem(str(path), line, f"byte {error.start} is not UTF-8", "save the file as UTF-8")]
        ) from None
    return [line.rstrip() for line in re.split(r"\r\n|\n|\r", text)]


def _list_starts(lines: list[str]) -> list[int]:
    """Where an entry 1 stands: after a heading, or at the very top of a bare list."""
    headings = [at for at, line in enumerate(lines) if HEADING.fullmatch(line)]
    firsts = [next_printed(lines, at + 1) for at in headings] if headings else [next_printed(lines, 0)]
    return [first for first in firsts if first is not None and start_number(lines[first]) == 1]


def _no_list(lines: list[str], file: str) -> Problem:
    for at, line in enumerate(lines):
        first = next_printed(lines, at + 1) if HEADING.fullmatch(line) else None
        if first is not None and (number := start_number(lines[first])) is not None:
            return Problem(file, first + 1, f"the list begins with entry {number}", "begin with entry 1")
    return Problem(file, None, "no reference list was found", 'give a line "References" and below it entry 1')
