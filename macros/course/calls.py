"""What an author's words may name: whether a call such as {{ figure("name") }} can be filled."""

from __future__ import annotations

from macros.course.course import Course
from macros.markdown.passages import Call

COUNTED = ("works", "further", "claims", "chapters", "figures", "terms")
WRITTEN_OUT = ("references", "claims")


def fault_of(call: Call, course: Course, in_chapter: bool) -> tuple[str, str] | None:
    """What is wrong with a call and what would be right; None where it can be filled."""
    known = {
        "figure": tuple(course.figures),
        "still": tuple(course.figures),
        "figure_works": tuple(course.figures),
        "caveat": tuple(key for key, work in course.references.items() if work.caveats),
        "claim_table": tuple(shelf.name for shelf in course.claim_shelves),
        "reference_page": tuple(str(shelf.number) for shelf in course.work_shelves[1:]),
        "works_seen": tuple(str(shelf.number) for shelf in course.seen_shelves),
        "count": COUNTED,
        "downloads": WRITTEN_OUT,
    }.get(call.word)
    if known is not None and call.argument not in known:
        shown = ", ".join(known[:12]) or "none yet"
        return f"{call.word}: there is no '{call.argument}'", f"name one of: {shown}"
    if call.word == "works_cited" and not in_chapter:
        return "works_cited: this page is no chapter", "leave it out"
    return None
