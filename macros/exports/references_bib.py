"""The works of the course as BibTeX, each entry as it was written."""

from __future__ import annotations

from collections.abc import Iterable

from macros.course.bibtex import Entry
from macros.course.course import Course
from macros.exports.format import Format


def bibtex(works: Iterable[Entry]) -> str:
    """BibTeX, one entry per work."""
    return "\n\n".join(work.source for work in works) + "\n"


def _write(course: Course) -> str:
    outside = f"\n% Works outside the list.\n\n{bibtex(course.further)}" if course.further else ""
    return bibtex(course.listed) + outside


FORMAT = Format("references.bib", "application/x-bibtex", "BibTeX", _write)
