"""The mark behind a claim: what kinds of study it rests on, and the link to the claim itself."""

from __future__ import annotations

from macros.course.chapters import Claim
from macros.course.course import Course
from macros.course.works import Reference
from macros.pages.rendering import render


def claim_mark(claim: Claim, course: Course) -> str:
    """The link of a claim to itself that says what kinds of study it rests on.

    It is no stop of the Tab key: the card of the number before it has the same link.
    """
    return render(
        "claim_mark.html",
        claim=claim,
        marks=evidence_words(claim, course),
        title_only=course.rests_on_titles(claim),
    )


def evidence_mark(claim: Claim, course: Course) -> str:
    """What a claim rests on, by icon and words, without a link."""
    return render("evidence_mark.html", marks=evidence_words(claim, course), settings=course.settings)


def evidence_words(claim: Claim, course: Course) -> list[tuple[str, str]]:
    """(grade, words) of the works a claim cites, each pair once, in the order of their numbers."""
    works = sorted((course.references[key] for key in claim.keys), key=lambda work: work.order)
    return list(dict.fromkeys((work.grade, _words(work, course)) for work in works))


def _words(work: Reference, course: Course) -> str:
    if work.title_only:
        return "title only"
    grade = course.settings.grade(work.grade)
    return "system not seen" if grade.unseen else grade.label.lower()
