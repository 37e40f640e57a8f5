"""What a chapter page gets around and inside its text: its head and the mark of every claim."""

from __future__ import annotations

import re

from macros.bibliography import GRADES
from macros.chapters import Chapter, Claim
from macros.course import Course
from macros.pages.rendering import render
from macros.pages.slots import slot

_MARK = re.compile(r'\s*<span data-claim="(claim-[0-9a-f]{8})"></span>')
REFERENCES = f"\n\n## References {{: #references }}\n\n{slot('works-cited')}\n"


def fill_claim_marks(html: str, course: Course) -> str:
    """A rendered chapter with the empty mark behind every claim filled in."""
    return _MARK.sub(lambda match: " " + claim_mark(course.claim_by_id[match[1]], course), html)


def claim_mark(claim: Claim, course: Course) -> str:
    """The link of a claim to itself that says what kinds of study it rests on."""
    title_only = course.rests_on_titles(claim)
    if title_only:
        marks = [("not-seen", "title only")]
    else:
        marks = [(grade, GRADES[grade].lower()) for grade in course.grades(claim)]
    return render("claim_mark.html", claim=claim, marks=marks, words=[word for _, word in marks], title_only=title_only)


def add_chapter_head(html: str, chapter: Chapter, course: Course) -> str:
    """A rendered chapter with question, objectives and key terms below its title."""
    claims = sum(claim.chapter == chapter.slug for claim in course.claims)
    works = len(course.keys_in(chapter))
    head = render("chapter_header.html", meta=chapter.meta, claims=claims, works=works)
    return html.replace("</h1>", f"</h1>\n{head}", 1)
