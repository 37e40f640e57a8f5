"""What a chapter page gets around and inside its text: its head and the mark of every claim."""

from __future__ import annotations

import re

from macros.chapters import Chapter
from macros.course import Course
from macros.pages.marks import claim_mark
from macros.pages.rendering import render
from macros.pages.slots import slot

_MARK = re.compile(r'\s*<span data-claim="(claim-[0-9a-f]{8})"></span>')
REFERENCES = f"\n\n## References {{: #references }}\n\n{slot('works-cited')}\n"


def fill_claim_marks(html: str, course: Course) -> str:
    """A rendered chapter with the empty mark behind every claim filled in."""
    return _MARK.sub(lambda match: " " + claim_mark(course.claim_by_id[match[1]], course), html)


def add_chapter_head(html: str, chapter: Chapter, course: Course) -> str:
    """A rendered chapter with question, objectives and key terms below its title."""
    claims = sum(claim.chapter == chapter.slug for claim in course.claims)
    works = len(course.keys_in(chapter))
    head = render("chapter_header.html", meta=chapter.meta, claims=claims, works=works)
    return html.replace("</h1>", f"</h1>\n{head}", 1)
