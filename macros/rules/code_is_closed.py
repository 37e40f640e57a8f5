"""A block of code that is opened is closed: one that is not shows its marks, and all below it, as text."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.course import Course
from macros.course.problems import Problem


def check(course: Course) -> Iterator[Problem]:
    """A problem for each line of text that begins as a block of code does."""
    for chapter in course.chapters:
        for line in chapter.open_fences:
            what = f"the code block opened on line {line} is never closed"
            yield Problem(chapter.file, line, what, "close it with the same marks; begin a sentence with a word")
