"""Where in a source text the words of a parsed passage stand.

A Markdown parser keeps no lines. Passages come in the order of the text, so the line of each is the
next one that holds its first words in their order; links and marks between them do not matter.
"""

from __future__ import annotations

import html
import re

_WORD = re.compile(r"[^\W_]+")
_FIRST = 8  # words that are enough to know a line by
_TAG = re.compile(r"<[^<>]*>")
_FENCES = ("```", "~~~")


class Lines:
    """The lines of a text, the first of which has the number `first` in its file."""

    def __init__(self, text: str, first: int = 1):
        self._lines = text.split("\n")
        self._words = [_WORD.findall(html.unescape(_TAG.sub("", line)).casefold()) for line in self._lines]
        self.first = first
        self._held: dict[str, int] = {}  # a piece of the source → the line behind its last place
        self._line = 0
        self._word = 0  # how many words of that line belong to the passages before

    def of(self, passage: str) -> int:
        """The line of the next passage; that of the one before where its words are not found."""
        words = _WORD.findall(passage.casefold())
        # A block of code goes on over lines, so fewer words must do where many are not found.
        tried = (self._next(passage, words[:most]) for most in (_FIRST, 3, 1))
        found = next((line for line in tried if line is not None), self._line)
        return found + self.first

    def _next(self, passage: str, wanted: list[str]) -> int | None:
        for line in range(self._line, len(self._lines)):
            start = self._word if line == self._line else 0
            if (end := self._end_in(line, start, passage, wanted)) is not None:
                self._line, self._word = line, end
                return line
        # A footnote is read last, wherever it was written.
        return next((n for n in range(self._line) if self._end_in(n, 0, passage, wanted) is not None), None)

    def last_of(self, passage: str) -> int:
        """The last line that holds the words of a passage; the first line where none does."""
        wanted = _WORD.findall(passage.casefold())[:_FIRST]
        found = [n for n, words in enumerate(self._words) if wanted and _end_of(words, wanted) is not None]
        return (found[-1] if found else 0) + self.first

    def holding(self, source: str) -> int:
        """The next line that holds this piece of the source, by its first line; the first line where none does."""
        piece = source.split("\n")[0]
        places = [n for n, line in enumerate(self._lines) if piece in line]
        found = next((n for n in places if n >= self._held.get(piece, 0)), places[0] if places else 0)
        self._held[piece] = found + 1
        return found + self.first

    def opens_code(self, line: int) -> bool:
        """Whether the line with this number in the file begins as a block of code does."""
        return self._lines[line - self.first].lstrip().startswith(_FENCES)

    def _end_in(self, line: int, start: int, passage: str, wanted: list[str]) -> int | None:
        """Behind which word of a line a passage's first words end, or None where the line does not hold them."""
        if not wanted:
            return start if passage.strip() in self._lines[line] else None
        end = _end_of(self._words[line][start:], wanted)
        return None if end is None else start + end


def _end_of(words: list[str], wanted: list[str]) -> int | None:
    """How far the words must be read until all wanted ones came, in their order; None where they do not."""
    left = enumerate(words, 1)
    end = 0
    for word in wanted:
        end = next((number for number, other in left if other == word), 0)
        if not end:
            return None
    return end
