"""The pages that show one figure: alone, to be put on a full screen, and in a frame of somebody else's page."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from macros.course.course import Course
from macros.course.figures import Figure
from macros.pages.figure import styles_of
from macros.pages.fillers import figure_of
from macros.pages.metadata import page_head
from macros.pages.place import Place
from macros.pages.rendering import render


def figure_page(figure: Figure[Any], course: Course) -> str:
    """The Markdown of the page that shows one figure and nothing else."""
    meta = {
        "title": _title(figure, course),
        "description": figure.facts.caption,
        "figure": figure.name,
        "hide": ["navigation", "toc", "footer"],
        "search": {"exclude": True},
    }
    links = [f"[All figures](../{course.settings.pages.figures}.md)"]
    if home := course.figure_home(figure.name):
        chapter, section = home
        address = f"../chapters/{chapter.slug}.md#{section}"
        links.insert(0, f"[Explained in chapter {chapter.meta.number}: {chapter.title}]({address})")
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    parts = [f"---\n{head}\n---", f"# {meta['title']}", " · ".join(links)]
    parts += [_word("figure", figure), "## References {: #references }", _word("figure_works", figure)]
    return "\n\n".join(parts) + "\n"


def _title(figure: Figure[Any], course: Course) -> str:
    return ": ".join(filter(None, (course.figure_label(figure.name), figure.facts.title)))


def _word(word: str, figure: Figure[Any]) -> str:
    return f'{{{{ {word}("{figure.name}") }}}}'


def embedded_page(name: str, place: Place) -> str:
    """The whole page that shows one figure in a frame: without header, menu and search."""
    course, publication = place.course, place.publication
    figure, facts, address = figure_of(place, name, embedded=True), course.figures[name].facts, f"figures/{name}.html"
    title = _title(course.figures[name], course)
    return render(
        "embedded.html",
        title=f"{title} - {publication.name}",
        description=facts.caption,
        head=Markup(page_head(title, facts.caption, address, publication)),
        figure=Markup(figure),
        language=course.settings.language,
        link=publication.link(address),
        root=place.root,
        asset=place.asset,
        styles=styles_of({course.figures[name].kind}),
    )
