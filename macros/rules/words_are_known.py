"""The words that a chapter calls name a figure, or a work with a caveat, that there is."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.course import Course
from macros.course.problems import Problem


def check(course: Course) -> Iterator[Problem]:
    """A problem for each figure that does not exist, and each caveat of a work without one."""
    for chapter in course.chapters:
        for call in sorted(chapter.calls, key=lambda call: (call.word, call.argument)):
            if call.word == "figure" and call.argument not in course.figures:
                what = f"no figure is called '{call.argument}'"
                mend = f"use one of {', '.join(course.figures)}" if course.figures else "make its folder"
                yield Problem(chapter.file, None, what, mend)
            if call.word == "caveat" and not _has_caveat(course, call.argument):
                what = f"'{call.argument}' is no work with a caveat"
                yield Problem(chapter.file, None, what, "name one that has a caveat in its evidence")


def _has_caveat(course: Course, key: str) -> bool:
    return key in course.references and bool(course.references[key].caveats)
