"""The mark behind a claim: what kinds of study it rests on, and the link to the claim itself."""

from __future__ import annotations

from macros.bibliography import GRADES
from macros.chapters import Claim
from macros.course import Course
from macros.pages.rendering import render


def claim_mark(claim: Claim, course: Course) -> str:
    """The link of a claim to itself that says what kinds of study it rests on."""
    title_only = course.rests_on_titles(claim)
    if title_only:
        marks = [("not-seen", "title only")]
    else:
        marks = [(grade, GRADES[grade].lower()) for grade in course.grades(claim)]
    return render("claim_mark.html", claim=claim, marks=marks, words=[word for _, word in marks], title_only=title_only)
