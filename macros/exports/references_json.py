"""The works of the course with what was seen of them and where they are cited, as JSON."""

from __future__ import annotations

from typing import Any

from macros.course.course import Course
from macros.course.works import Reference
from macros.exports.format import Format, json_text


def references_json(course: Course) -> str:
    """A list of {key, refnumber, listed, label, title, doi, doi_status, grade, title_only, cited_in}.

    The works of the list come first, in its order; those outside it have no refnumber.
    """
    return json_text(_record(work, course) for work in (*course.listed, *course.further))


def _record(work: Reference, course: Course) -> dict[str, Any]:
    return {
        "key": work.key,
        "refnumber": None if work.further else work.number,
        "listed": not work.further,
        "label": work.label,
        "title": work.title,
        "doi": work.doi,
        "doi_status": work.doi_status,
        "grade": work.grade,
        "title_only": work.title_only,
        "cited_in": [claim.id for claim in course.cited_in[work.key]],
    }


FORMAT = Format("references.json", "application/json", "JSON with grades", references_json)
