"""Every claim cites, and every key it cites exists."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from macros.course.course import Course
from macros.course.problems import Problem


def check(course: Course) -> Iterator[Problem]:
    """A problem for each claim, definition or word of a drawing without a citation or with an unknown key."""
    for claim in course.assertions:
        if not claim.keys:
            mend = "add [@key], or mark the block { .framing } if it asserts nothing about the world"
            yield Problem(claim.file, claim.line, f"a claim without a citation: “{_shorten(claim.text)}”", mend)
        for key in claim.keys:
            if key not in course.references:
                yield Problem(claim.file, claim.line, f"unknown citation key @{key}", _nearest(key, course))


def _shorten(text: str, most: int = 70) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _nearest(key: str, course: Course) -> str:
    near = get_close_matches(key, course.references, n=3)
    return f"did you mean @{' or @'.join(near)}?" if near else "use a key of bib/references.bib"
