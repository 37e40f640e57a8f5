"""The works of the course as a table."""

from __future__ import annotations

from macros.course.course import Course
from macros.course.sheet import MARK, sheet
from macros.course.works import Reference
from macros.exports.format import Format

_HEADINGS = (
    "number",
    "key",
    "authors",
    "title",
    "published in",
    "year",
    "doi",
    "pmid",
    "kind",
    "systems",
    "evidence",
    "title only",
    "caveats",
    "cited in",
)


def references_csv(course: Course) -> str:
    """A table of all works, those outside the list last: one row each, with the number of claims that cite it."""
    return MARK + sheet([_HEADINGS, *(_row(work, course) for work in (*course.listed, *course.further))])


def _row(work: Reference, course: Course) -> list[str]:
    return [
        work.label,
        work.key,
        work.author_line,
        work.title,
        work.journal or work.booktitle,
        work.year,
        work.doi or "",
        work.pmid or "",
        work.kind,
        "; ".join(work.systems),
        work.grade,
        "yes" if work.title_only else "no",
        " ".join(caveat.text for caveat in work.caveats),
        str(len(course.cited_in[work.key])),
    ]


FORMAT = Format("references.csv", "text/csv", "CSV", references_csv)
