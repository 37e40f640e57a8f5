"""Cards of works and terms, one small script each: a page fetches a card when its reader asks for it.

A script and no plain data, because a page opened from disk may fetch nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup

from macros.course.course import Course
from macros.pages.citations import citation_group
from macros.pages.rendering import render


def card_scripts(course: Course) -> Iterator[tuple[str, str]]:
    """(path below the site's root, script) of every card; the script leaves the card's HTML under its name."""
    for key, work in course.references.items():
        claims = course.cited_in[key]
        html = render("work_card.html", work=work, claims=claims, course=course, settings=course.settings)
        yield _script(f"works/{key}", html)
    for term in course.terms:
        citations = Markup(citation_group(term.cite, course, root=""))
        yield _script(
            f"terms/{term.slug}", render("term_card.html", term=term, citations=citations, settings=course.settings)
        )


def _script(name: str, html: str) -> tuple[str, str]:
    card = json.dumps(html, ensure_ascii=False)
    return f"assets/{name}.js", f'(window.courseCards ??= {{}})["{name}"] = {card};\n'
