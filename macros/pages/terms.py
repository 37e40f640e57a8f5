"""Glossary: its page, and the terms in a chapter that open their definition."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from macros.course.course import Course
from macros.course.terms import Term, by_form
from macros.pages.citations import citation_group
from macros.pages.rendering import render

_BOLD = re.compile(r"<strong>([^<>]+)</strong>")


def link_terms(html: str, course: Course, root: str) -> str:
    """A rendered chapter whose bold terms open their definition, which stands hidden at its end."""
    forms = by_form(course.terms)
    used: dict[str, Term] = {}

    def link(match: re.Match) -> str:
        term = forms.get(re.sub(r"\s+", " ", match[1]).casefold())
        if term is None or term.slug in used:
            return match[0]
        used[term.slug] = term
        label = f'aria-label="{escape(match[1])}: definition"'
        target = f"{root}glossary.html#term-{term.slug}"
        return f'<a class="glossary-term" href="{target}" data-term="{term.slug}" {label}>{match[0]}</a>'

    linked = _BOLD.sub(link, html)
    cards = render("page_terms.html", terms=_cited(list(used.values()), course, root), root=root) if used else ""
    return linked + cards


def glossary_html(course: Course, root: str) -> str:
    """All terms with definition, works and links, for the glossary page."""
    return render("glossary.html", terms=_cited(list(course.terms), course, root))


def _cited(terms: list[Term], course: Course, root: str) -> list[dict]:
    return [{"term": term, "citations": Markup(citation_group(term.keys, course.references, root))} for term in terms]
