"""Every work of the list is cited by a claim; a course of which only some chapters were read is not asked."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.course import Course
from macros.course.problems import Problem


def check(course: Course) -> Iterator[Problem]:
    """A problem for each work of the list that no claim cites."""
    if course.whole:
        for work in course.uncited:
            what = f"no claim cites reference {work.number} (@{work.key})"
            yield Problem("bib/references.bib", None, what, "write a claim that rests on it")
