"""What fills the empty slots of a rendered page: lists, tables and figures that are too large
for Markdown, or that bibtex must not touch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup

from macros.course.course import Course
from macros.figures import FIGURES
from macros.pages.citations import citation_group
from macros.pages.figure import Voice, figure_html
from macros.pages.marks import claim_mark, evidence_mark
from macros.pages.rendering import render
from macros.pages.terms import glossary_html

_SLOT = re.compile(r'<div data-slot="([\w-]+)(?::([\w-]+))?"></div>')
CERTAINTY = {
    "seen": "confirmed on a page",
    "derived": "follows from a fixed pattern",
    "unconfirmed": "not confirmed on a page",
}


class Place(NamedTuple):
    """Where a slot stands: the course, the way to the site's root, the page's chapter slug or ""."""

    course: Course
    root: str
    chapter: str


def slot(name: str, argument: str = "") -> str:
    """The Markdown that keeps a slot free; `fill_slots` fills it after rendering."""
    return f'<div data-slot="{name}{":" + argument if argument else ""}"></div>'


def fill_slots(html: str, place: Place) -> str:
    """A rendered page with every slot filled. Raises KeyError for an unknown slot."""
    return _SLOT.sub(lambda match: _FILLERS[match[1]](place, match[2] or ""), html)


def _reference_list(place: Place, _: str) -> str:
    counts = {grade.id: 0 for grade in place.course.settings.grades} | Counter(
        work.grade for work in place.course.listed
    )
    return render(
        "reference_list.html", settings=place.course.settings, counts=counts, course=place.course, root=place.root
    )


def _further_list(place: Place, _: str) -> str:
    return render("further_list.html", settings=place.course.settings, course=place.course, root=place.root)


def _works_cited(place: Place, _: str) -> str:
    course = place.course
    works = [course.references[key] for key in course.keys_in(course.chapter_by_slug[place.chapter])]
    return render("works_cited.html", settings=course.settings, works=works, course=course, root=place.root)


def _ledger(place: Place, _: str) -> str:
    course = place.course
    rows = []
    for claim in course.claims:
        works = [course.references[key] for key in claim.keys]
        rows.append(
            {
                "claim": claim,
                "chapter": course.chapter_by_slug[claim.chapter].title,
                "grades": course.grades(claim),
                "systems": sorted({system for work in works for system in work.systems}),
                "labels": [label for work in works for label in (work.label, work.key)],
                "title_only": course.rests_on_titles(claim),
                "caveat": any(work.caveats for work in works),
                "mark": Markup(evidence_mark(claim, course)),
                "citations": Markup(citation_group(claim.keys, course.references, place.root)),
            }
        )
    counts = {
        grade: sum(grade in row["grades"] for row in rows) for grade in (known.id for known in course.settings.grades)
    }
    return render("ledger.html", settings=course.settings, rows=rows, counts=counts, course=course, root=place.root)


def _corrections(place: Place, _: str) -> str:
    by_number = {work.number: work for work in place.course.listed}
    rows = [
        {
            **dict(record),
            "number": record.entry,
            "key": by_number[record.entry].key,
            "short_name": by_number[record.entry].short_name,
            "certainty_text": CERTAINTY[record.certainty or "unconfirmed"],
        }
        for record in place.course.corrections
        if record.field != "key"
    ]
    return render("corrections.html", rows=rows, root=place.root)


def _figure(place: Place, name: str) -> str:
    def cite(keys: list[str]) -> str:
        return citation_group(keys, place.course.references, place.root)

    def mark(identifier: str) -> str:
        return claim_mark(place.course.claim_by_id[identifier], place.course, place.root)

    return figure_html(name, place.course.figures[name], Voice(cite, mark), place.root, alone=not place.chapter)


def _figure_works(place: Place, name: str) -> str:
    course = place.course
    cited = {key for claim in FIGURES[name].claims(course.figures[name], "") for key in claim["cite"]}
    works = [work for key, work in course.references.items() if key in cited]
    return render("works_cited.html", settings=course.settings, works=works, course=course, root=place.root)


def _gallery(place: Place, _: str) -> str:
    figures = [
        {"name": name, "facts": facts, "home": place.course.figure_home(name)}
        for name, facts in place.course.figures.items()
    ]
    return render("gallery.html", figures=figures, root=place.root)


def _caveat(place: Place, key: str) -> str:
    work = place.course.references[key]
    citation = Markup(citation_group([key], place.course.references, place.root))
    return render("caveat.html", work=work, citation=citation)


_FILLERS: dict[str, Callable[[Place, str], str]] = {
    "reference-list": _reference_list,
    "further-list": _further_list,
    "works-cited": _works_cited,
    "ledger": _ledger,
    "glossary": lambda place, _: glossary_html(place.course, place.root),
    "corrections": _corrections,
    "grade-key": lambda place, _: render("grade_key.html", settings=place.course.settings),
    "figure": _figure,
    "figure-works": _figure_works,
    "gallery": _gallery,
    "chapters": lambda place, _: render("chapter_list.html", course=place.course, root=place.root),
    "caveat": _caveat,
}
