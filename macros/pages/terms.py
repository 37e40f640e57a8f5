"""Glossary: its page, and the terms in a chapter that open their definition."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from macros.course.course import Course
from macros.course.terms import Term, by_form
from macros.markdown.passages import HEADINGS
from macros.pages.citations import citation_group
from macros.pages.rendering import render


def link_terms(tree: Element, course: Course, root: str) -> None:
    """Make the first bold use of each term in a chapter's tree a link to its definition."""
    forms = by_form(course.terms)
    used: set[str] = set()
    for bold in _bold_words(tree):
        term = forms.get(" ".join((bold.text or "").split()).casefold())
        if term and term.slug not in used:
            used.add(term.slug)
            _make_link(bold, term, f"{root}{course.settings.pages.glossary}.html")


def glossary_html(course: Course, root: str) -> str:
    """All terms with definition, works and links, for the glossary page."""
    terms = [{"term": term, "citations": Markup(citation_group(term.cite, course, root))} for term in course.terms]
    return render("glossary.html", terms=terms)


def _bold_words(element: Element) -> Iterable[Element]:
    """Bold words in the order of reading, but for those in links and headings."""
    for child in element:
        if child.tag == "strong" and not len(child):
            yield child
        elif child.tag not in ("a", *HEADINGS):
            yield from _bold_words(child)


def _make_link(bold: Element, term: Term, glossary: str) -> None:
    """Turn <strong> into a link that holds it; what follows stays behind."""
    words, tail = bold.text or "", bold.tail
    bold.clear()
    bold.tag, bold.tail = "a", tail
    bold.set("class", "glossary-term")
    bold.set("href", f"{glossary}#term-{term.slug}")
    bold.set("data-term", term.slug)
    bold.set("aria-label", f"{words}: definition")
    SubElement(bold, "strong").text = words
