"""Headings, titles of boxes, heads of columns, code and front matter name nothing that their section's works do not hold."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.course import Course
from macros.course.held import Held
from macros.course.problems import Problem


def check(course: Course) -> Iterator[Problem]:
    """A problem for each number or name in a label that no work cited in its section, or below it, holds."""
    mend = "name what the section's works hold, or list it as a shared term"
    for chapter in course.chapters:
        for passage in chapter.passages:
            if passage.kind not in ("label", "code"):
                continue
            held = Held.of(course.works_in(chapter, passage.section))
            numbers = [f"{number} {unit}".strip() for number, unit in held.missing_numbers(passage.text)]
            for what in [*numbers, *held.missing_names(passage.text, course.vocabulary)]:
                said = f"“{what}” in the words “{passage.text[:60]}” stands in no work cited in this section"
                yield Problem(chapter.file, passage.line, said, mend)
