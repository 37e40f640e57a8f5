"""What a chapter page gets around its text: its head, its list of works and how to cite it."""

from __future__ import annotations

from macros.course.chapters import Chapter
from macros.pages.metadata import citations_of
from macros.pages.place import Place
from macros.pages.rendering import render

REFERENCES = "\n\n## References {: #references }\n\n{{ works_cited() }}\n"


def chapter_head(chapter: Chapter, place: Place) -> str:
    """Question, objectives and key terms, to stand below the title."""
    claims = len(place.course.claims_by_chapter[chapter.slug])
    works = [place.course.references[key] for key in place.course.keys_in(chapter)]
    shown = {work.grade for work in works}
    return render(
        "chapter_header.html",
        meta=chapter.meta,
        claims=claims,
        works=len(works),
        grades=[grade for grade in place.course.settings.grades if grade.id in shown],
        settings=place.course.settings,
        root=place.root,
    )


def how_to_cite(chapter: Chapter, place: Place) -> str:
    """The foot of a chapter: how to cite it, as text, BibTeX and RIS."""
    forms = citations_of(chapter, place.publication)
    return render("cite_chapter.html", chapter=chapter, forms=forms, root=place.root)
