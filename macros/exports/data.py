"""The course as data: what other programs may read of it."""

from __future__ import annotations

import csv
import io
import json

from macros.course.course import Course


def claims_json(course: Course) -> str:
    """A list of {id, chapter, section, text, references, grade, title_only, url}."""
    return _dump(
        [
            {
                "id": claim.id,
                "chapter": claim.chapter,
                "section": claim.section,
                "text": claim.text,
                "references": list(claim.keys),
                "grade": list(course.grades(claim)),
                "title_only": course.rests_on_titles(claim),
                "url": claim.url,
            }
            for claim in course.claims
        ]
    )


def claims_csv(course: Course) -> str:
    """A table of all claims: one row each, works by number and by key."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(["id", "chapter", "section", "claim", "evidence", "titles only", "references", "keys", "url"])
    for claim in course.claims:
        labels = [course.references[key].label for key in claim.keys]
        only = "yes" if course.rests_on_titles(claim) else "no"
        evidence, works, keys = ("; ".join(part) for part in (course.grades(claim), labels, claim.keys))
        table.writerow([claim.id, claim.chapter, claim.section, claim.text, evidence, only, works, keys, claim.url])
    return text.getvalue()


def references_json(course: Course) -> str:
    """A list of {key, refnumber, title, doi, doi_status, grade, title_only, cited_in}."""
    return _dump(
        [
            {
                "key": work.key,
                "refnumber": work.number,
                "title": work.title,
                "doi": work.doi,
                "doi_status": work.doi_status,
                "grade": work.grade,
                "title_only": work.title_only,
                "cited_in": [claim.id for claim in course.cited_in[work.key]],
            }
            for work in course.listed
        ]
    )


def _dump(records: list[dict]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
