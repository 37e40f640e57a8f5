"""Where in a source text the words of a parsed passage stand.

A Markdown parser keeps no lines. Passages come in the order of the text, so the line of each is the
next one that holds its first words in their order; links and marks between them do not matter.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")
_FIRST = 8  # words that are enough to know a line by
_FENCES = ("```", "~~~")


class Lines:
    """The lines of a text, the first of which has the number `first` in its file."""

    def __init__(self, text: str, first: int = 1):
        self._lines = text.split("\n")
        self._words = [_WORD.findall(line.casefold()) for line in self._lines]
        self._first = first
        self._at = 0

    def of(self, passage: str) -> int:
        """The line of the next passage; that of the one before where its words are not found."""
        wanted = _WORD.findall(passage.casefold())[:_FIRST]
        behind = range(self._at, len(self._lines))
        before = range(self._at)
        here = (n for n in (*behind, *before) if self._is_at(n, passage, wanted))
        found = next(here, self._at)
        if found >= self._at:
            self._at = found
        return found + self._first

    def last_of(self, passage: str) -> int:
        """The last line that holds the words of a passage; the first line where none does."""
        wanted = _WORD.findall(passage.casefold())[:_FIRST]
        found = [n for n, words in enumerate(self._words) if wanted and _holds(words, wanted)]
        return (found[-1] if found else 0) + self._first

    def holding(self, source: str) -> int:
        """The first line that holds this piece of the source; the first line where none does."""
        return next((n for n, line in enumerate(self._lines) if source in line), 0) + self._first

    def opens_code(self, line: int) -> bool:
        """Whether the line with this number in the file begins as a block of code does."""
        return self._lines[line - self._first].lstrip().startswith(_FENCES)

    def _is_at(self, number: int, passage: str, wanted: list[str]) -> bool:
        return _holds(self._words[number], wanted) if wanted else passage.strip() in self._lines[number]


def _holds(words: list[str], wanted: list[str]) -> bool:
    """Whether the wanted words stand among the words, in their order."""
    left = iter(words)
    return all(word in left for word in wanted)
