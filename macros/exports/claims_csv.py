"""The claims of the course as a table."""

from __future__ import annotations

from macros.course.chapters import Claim
from macros.course.course import Course
from macros.course.sheet import MARK, sheet
from macros.exports.format import Format

_HEADINGS = ("id", "chapter", "section", "claim", "evidence", "titles only", "references", "keys", "url")


def claims_csv(course: Course) -> str:
    """A table of all claims: one row each, works by number and by key."""
    return MARK + sheet([_HEADINGS, *(_row(claim, course) for claim in course.claims)])


def _row(claim: Claim, course: Course) -> list[str]:
    labels = [course.references[key].label for key in claim.keys]
    only = "yes" if course.rests_on_titles(claim) else "no"
    evidence, works, keys = ("; ".join(part) for part in (course.grades(claim), labels, claim.keys))
    return [claim.id, claim.chapter, claim.section, claim.text, evidence, only, works, keys, claim.url]


FORMAT = Format("claims.csv", "text/csv", "CSV", claims_csv)
