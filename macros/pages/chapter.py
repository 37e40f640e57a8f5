"""What a chapter page gets around its text: its head and its list of works."""

from __future__ import annotations

from macros.course.chapters import Chapter
from macros.course.course import Course
from macros.pages.rendering import render
from macros.pages.slots import slot

REFERENCES = f"\n\n## References {{: #references }}\n\n{slot('works-cited')}\n"


def add_chapter_head(html: str, chapter: Chapter, course: Course, root: str) -> str:
    """A rendered chapter with question, objectives and key terms below its title."""
    claims = sum(claim.chapter == chapter.slug for claim in course.claims)
    works = len(course.keys_in(chapter))
    head = render(
        "chapter_header.html", meta=chapter.meta, claims=claims, works=works, root=root, settings=course.settings
    )
    return html.replace("</h1>", f"</h1>\n{head}", 1)


def how_to_cite(chapter: Chapter, forms: dict[str, str], root: str) -> str:
    """The foot of a chapter: how to cite it, as text, BibTeX and RIS."""
    return render("cite_chapter.html", chapter=chapter, forms=forms, root=root)
