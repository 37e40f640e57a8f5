"""Every number and every name in a claim stands in the evidence of a work it cites."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.course import Course
from macros.course.held import Held
from macros.course.problems import Problem


def check(course: Course) -> Iterator[Problem]:
    """A problem for each number or name that no cited work holds; unknown keys are another rule's matter."""
    for claim in course.assertions:
        if claim.keys and all(key in course.references for key in claim.keys):
            held = Held.of(course.references[key] for key in claim.keys)
            where = "the evidence of " + ", ".join(claim.keys)
            mend = "say what the evidence says, cite the work that shows it, or add what was seen to the evidence file"
            for number, unit in held.missing_numbers(claim.text):
                what = f"the number “{f'{number} {unit}'.strip()}” is not in {where}"
                yield Problem(claim.file, claim.line, what, mend)
            for name in held.missing_names(claim.text, course.vocabulary):
                what = f"the name “{name}” is not in {where}"
                yield Problem(claim.file, claim.line, what, f"{mend}, or list it as a shared term")
