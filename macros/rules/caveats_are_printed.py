"""A section that leans on a work with a grave caveat prints the caveat."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.course import Course
from macros.course.problems import Problem
from macros.markdown.passages import Call


def check(course: Course) -> Iterator[Problem]:
    """A problem for each claim whose section does not print the grave caveat of a work it cites."""
    grave_kinds = course.settings.grave_caveats
    for claim in course.claims:
        printed = course.chapter_by_slug[claim.chapter].calls
        for key in claim.keys:
            work = course.references.get(key)
            grave = {caveat.kind for caveat in work.caveats} & grave_kinds if work else set()
            if grave and Call("caveat", key, claim.section) not in printed:
                what = f"the section '{claim.section}' leans on {key} and does not print its caveat"
                mend = f'add a line {{{{ caveat("{key}") }}}} to the section'
                yield Problem(claim.file, claim.line, f"{what} ({', '.join(sorted(grave))})", mend)
