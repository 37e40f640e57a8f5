"""What the words of an author stand for: lists, tables and figures that are made from the course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from macros.course.chapters import Chapter
from macros.course.course import Course
from macros.course.figures import Figure
from macros.course.works import Reference
from macros.drawing.stills import drawings_of, still_files
from macros.exports import formats
from macros.pages import lists
from macros.pages.citations import citation_group
from macros.pages.figure import Frame, Voice, figure_html
from macros.pages.marks import claim_mark
from macros.pages.place import Place
from macros.pages.rendering import render
from macros.pages.terms import glossary_html

CERTAINTY = {
    "seen": "confirmed on a page",
    "derived": "follows from a fixed pattern",
    "unconfirmed": "not confirmed on a page",
}


def fill(word: str, argument: str, place: Place, again: bool = False) -> str:
    """The HTML that a word stands for; of a box that the page has already, `again` gives the way to it.

    Raises KeyError for a word, or a thing it names, that there is not.
    """
    if again and word == "caveat":
        return _render("caveat_again.html", place, work=place.course.references[argument])
    return _FILLERS[word](place, argument)


def _page(template: str) -> Callable[[Place, str], str]:
    return lambda place, _: _render(template, place)


def _render(template: str, place: Place, **values: Any) -> str:
    """A template that knows the course, its settings and the way to the site's root."""
    return render(
        template, course=place.course, settings=place.course.settings, root=place.root, asset=place.asset, **values
    )


def _works_cited(place: Place, _: str) -> str:
    assert place.chapter
    works = [place.course.references[key] for key in place.course.keys_in(place.chapter)]
    return _works(works, place)


def _figure_works(place: Place, name: str) -> str:
    cited = {key for said in place.course.figures[name].claims() for key in said.keys}
    return _works([work for key, work in place.course.references.items() if key in cited], place)


def _works(works: list[Reference], place: Place) -> str:
    return _render("works_cited.html", place, works=works)


def _corrections(place: Place, _: str) -> str:
    by_number = {work.number: work for work in place.course.listed}
    rows = [
        {"record": record, "work": by_number[record.entry], "certainty": CERTAINTY[record.certainty or "unconfirmed"]}
        for record in place.course.corrections
        if record.field != "key"
    ]
    return _render("corrections.html", place, rows=rows)


def figure_of(place: Place, name: str, embedded: bool = False) -> str:
    """One figure as a page shows it; `embedded` in a frame of somebody else's."""
    course = place.course

    def cite(keys: Sequence[str]) -> str:
        return citation_group(keys, course, place.root)

    def mark(identifier: str) -> str:
        return claim_mark(course.claim_by_id[identifier], course)

    address = place.publication.link(f"embed/{name}.html")
    frame = Frame(course.figure_label(name), alone=not place.chapter, embedded=embedded, address=address)
    return figure_html(course.figures[name], Voice(cite, mark), place.root, frame, place.assets)


def _gallery(place: Place, _: str) -> str:
    course = place.course
    figures = [
        {"name": name, "label": course.figure_label(name), "facts": one.facts, "home": course.figure_home(name)}
        for name, one in course.figures.items()
    ]
    return _render("gallery.html", place, figures=figures)


# Words that a reader takes in in a minute where each sentence asks for thought.
_WORDS_A_MINUTE = 180


def _chapter_overview(place: Place, _: str) -> str:
    course = place.course
    chapters = [
        {
            "chapter": chapter,
            "minutes": max(1, round(sum(len(one.text.split()) for one in chapter.sentences) / _WORDS_A_MINUTE)),
            "claims": len(course.claims_by_chapter[chapter.slug]),
            "figures": [figure for name, figure in course.figures.items() if _stands_in(chapter, name, course)],
        }
        for chapter in course.chapters
    ]
    return _render("chapter_overview.html", place, chapters=chapters)


def _stands_in(chapter: Chapter, figure: str, course: Course) -> bool:
    home = course.figure_home(figure)
    return home is not None and home[0] is chapter


def _still(place: Place, name: str) -> str:
    """The still picture of a figure, leading to where it is explained, else to its own page."""
    figure, home = place.course.figures[name], place.course.figure_home(name)
    address = f"{home[0].url}#fig-{name}" if home else f"figures/{name}.html"
    label = place.course.figure_label(name)
    title = f"{label}. {figure.facts.title}" if label else figure.facts.title
    wide, narrow = (_picture(figure, suffix, place.asset) for suffix in ("", "narrow"))
    values = {"facts": figure.facts, "title": title, "wide": wide, "narrow": narrow}
    return _render("still.html", place, address=f"{place.root}{address}", **values)


def _picture(figure: Figure[Any], suffix: str, asset: Callable[[str], str]) -> dict[str, Any]:
    width, height = drawings_of(figure).sheets[suffix]
    light, dark = (asset(f"assets/figures/{file}") for file in still_files(figure.name, suffix))
    return {"light": light, "dark": dark, "width": round(width), "height": round(height)}


def _offline_edition(place: Place, _: str) -> str:
    return _render("offline_edition.html", place, download=place.course.settings.download)


def _caveat(place: Place, key: str) -> str:
    citation = Markup(citation_group([key], place.course, place.root))
    return _render("caveat.html", place, work=place.course.references[key], citation=citation)


def _count(place: Place, what: str) -> str:
    course = place.course
    counted = {
        "works": len(course.listed),
        "further": len(course.further),
        "claims": len(course.claims),
        "chapters": len(course.chapters),
        "figures": len(course.figures),
        "terms": len(course.terms),
    }
    return str(counted[what])


def _downloads(place: Place, subject: str) -> str:
    wanted = [one for one in formats() if one.name.startswith(f"{subject}.")]
    return ", ".join(f'<a href="{place.root}{one.path}">{one.label}</a>' for one in wanted)


_FILLERS: dict[str, Callable[[Place, str], str]] = {
    "reference_list": lambda place, _: lists.reference_list(place),
    "further_list": lambda place, _: lists.further_list(place),
    "reference_page": lists.reference_page,
    "works_seen": lists.works_seen,
    "works_cited": _works_cited,
    "claim_ledger": lambda place, _: lists.finder(place),
    "claim_table": lists.claim_table,
    "glossary": lambda place, _: glossary_html(place.course, place.root),
    "corrections": _corrections,
    "grade_key": _page("grade_key.html"),
    "figure": figure_of,
    "figure_works": _figure_works,
    "gallery": _gallery,
    "chapter_list": _page("chapter_list.html"),
    "caveat": _caveat,
    "chapter_overview": _chapter_overview,
    "still": _still,
    "continue_reading": _page("continue_reading.html"),
    "offline_edition": _offline_edition,
    "count": _count,
    "downloads": _downloads,
}
