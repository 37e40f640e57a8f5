"""The claims of the course as JSON."""

from __future__ import annotations

from typing import Any

from macros.course.chapters import Claim
from macros.course.course import Course
from macros.exports.format import Format, json_text


def claims_json(course: Course) -> str:
    """A list of {id, chapter, section, text, references, grade, title_only, url}."""
    return json_text(_record(claim, course) for claim in course.claims)


def _record(claim: Claim, course: Course) -> dict[str, Any]:
    return {
        "id": claim.id,
        "chapter": claim.chapter,
        "section": claim.section,
        "text": claim.text,
        "references": list(claim.keys),
        "grade": list(course.grades(claim)),
        "title_only": course.rests_on_titles(claim),
        "url": claim.url,
    }


FORMAT = Format("claims.json", "application/json", "JSON", claims_json)
