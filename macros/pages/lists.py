"""The long lists: the tables of claims, the list of works, and the data with which a reader finds something in them.

A list is cut into pages that are each as light as a chapter and whole without scripts. What is needed only to look
through all of it stands in scripts of its own, which are brought when a reader asks for something.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from markupsafe import Markup

from macros.course.chapters import Chapter, Claim
from macros.course.course import Course
from macros.course.shelves import ClaimShelf, WorkShelf
from macros.course.works import Reference
from macros.pages.citations import citation_group
from macros.pages.marks import evidence_mark, evidence_words
from macros.pages.place import Place
from macros.pages.rendering import render


def finder(place: Place) -> str:
    """The way into the tables of claims: tools that look through all of them, and how many there are of each kind."""
    course = place.course
    rows = [_overview(chapter, course) for chapter in course.chapters]
    totals: Counter[str] = sum((row["counts"] for row in rows), Counter())
    return _render("claim_finder.html", place, rows=rows, totals=totals, sources=_claim_scripts(course))


def claim_table(place: Place, name: str) -> str:
    """The claims on one page of the tables of claims. Raises KeyError where there is no page of this name."""
    course = place.course
    pages = {shelf.name: number for number, shelf in enumerate(course.claim_shelves)}
    number = pages[name]
    shelf = course.claim_shelves[number]
    return _render(
        "claim_table.html",
        place,
        shelf=shelf,
        sections=_by_section(shelf, _Rows(course, place.root)),
        total=len(course.claims_by_chapter[shelf.chapter.slug]),
        before=course.claim_shelves[number - 1] if number else None,
        after=course.claim_shelves[number + 1] if number + 1 < len(course.claim_shelves) else None,
    )


def reference_list(place: Place) -> str:
    """The works of the list on the first page, with tools to look through all works."""
    course = place.course
    counts = Counter(work.grade for work in course.references.values())
    sources = ["works"] if len(course.work_shelves) > 1 else []
    return _render("reference_list.html", place, shelf=course.work_shelves[0], counts=counts, sources=sources)


def further_list(place: Place) -> str:
    """The works outside the list on the first page, or the way to the page where they begin."""
    course = place.course
    first = next((shelf for shelf in course.work_shelves if shelf.further), None)
    return _render("further_list.html", place, shelf=course.work_shelves[0], begins=first)


def reference_page(place: Place, number: str) -> str:
    """The works on a later page of the list. Raises KeyError where there is no such page."""
    shelves = {str(shelf.number): shelf for shelf in place.course.work_shelves[1:]}
    return _render("reference_page.html", place, shelf=shelves[number])


def works_seen(place: Place, number: str) -> str:
    """What was seen of the works of one page. Raises KeyError where there is no such page."""
    shelves = {str(shelf.number): shelf for shelf in place.course.seen_shelves}
    return _render("works_seen.html", place, shelf=shelves[number])


def list_pages(course: Course) -> Iterator[tuple[str, str]]:
    """(path below docs/, Markdown) of the pages that hold the lists, but for those that an author wrote."""
    for shelf in course.claim_shelves:
        part = f" ({shelf.number} of {shelf.of})" if shelf.of > 1 else ""
        title = f"Claims of chapter {shelf.chapter.meta.number}: {shelf.chapter.title}{part}"
        says = f"Every claim of the chapter “{shelf.chapter.title}” with what it rests on and the works it cites{part}."
        path = f"{course.settings.pages.claims}/{shelf.name}.md"
        yield path, _page(title, says, f'{{{{ claim_table("{shelf.name}") }}}}')
    for one in course.work_shelves[1:]:
        title = f"References, page {one.number} of {one.of}"
        says = f"The works {one.works[0].label} to {one.works[-1].label} with what was seen of them."
        yield f"{one.name}.md", _page(title, says, f'{{{{ reference_page("{one.number}") }}}}')
    for one in course.seen_shelves:
        title = f"What was seen of the works {one.works[0].label} to {one.works[-1].label}"
        says = f"Findings and caveats of the works {one.works[0].label} to {one.works[-1].label}, and where they are cited."
        yield f"{one.name}.md", _page(title, says, f'{{{{ works_seen("{one.number}") }}}}')


def list_scripts(course: Course) -> Iterator[tuple[str, str]]:
    """(path below docs/, script) of the data in which a reader finds claims, and works where they fill several pages."""
    row_of = _Rows(course, _way_up(course.settings.pages.claims))
    for chapter, name in zip(course.chapters, _claim_scripts(course), strict=True):
        items = [_found_claim(claim, row_of) for claim in course.claims_by_chapter[chapter.slug]]
        yield f"assets/lists/{name}.js", _script(name, items)
    root = _way_up(course.settings.pages.references)
    for shelf in course.seen_shelves:
        yield f"assets/lists/seen-{shelf.number}.js", _script(f"seen-{shelf.number}", _seen(shelf, course, root))
    if len(course.work_shelves) > 1:
        works = [_found_work(work, course, root) for shelf in course.work_shelves for work in shelf.works]
        yield "assets/lists/works.js", _script("works", works)


# --- claims -------------------------------------------------------------------------------------


def _claim_scripts(course: Course) -> list[str]:
    return [f"claims-{chapter.slug}" for chapter in course.chapters]


def _overview(chapter: Chapter, course: Course) -> dict[str, Any]:
    """How many claims of a chapter rest on each kind of evidence, and the pages that hold them."""
    claims = course.claims_by_chapter[chapter.slug]
    shelves = [shelf for shelf in course.claim_shelves if shelf.chapter is chapter]
    counts = Counter(grade for claim in claims for grade in course.grades(claim))
    return {"chapter": chapter, "shelves": shelves, "total": len(claims), "counts": counts}


def _by_section(shelf: ClaimShelf, row_of: _Rows) -> list[dict[str, Any]]:
    titles = _section_titles(shelf.chapter)
    return [
        {
            "id": section,
            "title": titles.get(section, shelf.chapter.title),
            "rows": [row_of(claim) for claim in claims],
        }
        for section, claims in groupby(shelf.claims, key=lambda claim: claim.section)
    ]


def _section_titles(chapter: Chapter) -> dict[str, str]:
    """The title of each section by its id, that of a part with its section's before it."""
    titles: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for heading in chapter.sections:
        above = [(level, title) for level, title in above if 1 < level < heading.level] + [
            (heading.level, heading.title)
        ]
        titles[heading.id] = ": ".join(title for _, title in above)
    return titles


class _Rows:
    """What stands beside claims, made once for all that rest on the same. `root` is the way to the site's root."""

    def __init__(self, course: Course, root: str):
        self.course = course
        self.root = root
        self._beside: dict[tuple[Any, ...], tuple[Markup, Markup]] = {}

    def __call__(self, claim: Claim) -> dict[str, Any]:
        same = (*claim.keys, *evidence_words(claim, self.course))
        if same not in self._beside:
            mark, citations = evidence_mark(claim, self.course), citation_group(claim.keys, self.course, self.root)
            self._beside[same] = Markup(mark), Markup(citations)
        mark, citations = self._beside[same]
        return {"claim": claim, "mark": mark, "citations": citations}


def _found_claim(claim: Claim, row_of: _Rows) -> dict[str, Any]:
    """A claim as the finder looks at it: what its tools ask for, its words, its row."""
    course, root = row_of.course, row_of.root
    works = [course.references[key] for key in claim.keys]
    flags = {
        "single": len(works) == 1,
        "titleOnly": course.rests_on_titles(claim),
        "caveat": any(work.caveats for work in works),
    }
    chapter = course.chapter_by_slug[claim.chapter]
    return {
        "chapter": claim.chapter,
        "grade": " ".join(course.grades(claim)),
        "systems": " ".join(sorted({system for work in works for system in work.systems})),
        "references": " ".join(label for work in works for label in (work.label, work.key)).lower(),
        **{flag: "" for flag, holds in flags.items() if holds},
        "words": claim.text,
        "address": root + course.ledger_url(claim),
        "html": render("claim_row.html", row=row_of(claim), root=root, chapter=chapter),
    }


# --- works --------------------------------------------------------------------------------------


def _seen(shelf: WorkShelf, course: Course, root: str) -> dict[str, str]:
    """The HTML of what was seen of each work of a page, by key."""
    return {
        work.key: render("work_seen.html", work=work, course=course, settings=course.settings, root=root)
        for work in shelf.works
    }


def _cited_by_chapter(work: Reference, course: Course) -> list[tuple[Chapter, list[Claim]]]:
    """The claims that cite a work, chapter by chapter."""
    by_chapter = groupby(course.cited_in[work.key], key=lambda claim: claim.chapter)
    return [(course.chapter_by_slug[slug], list(claims)) for slug, claims in by_chapter]


def _found_work(work: Reference, course: Course, root: str) -> dict[str, Any]:
    """A work as the finder looks at it: what its tools ask for, its words, its line."""
    flags = {
        "incourse": bool(course.cited_in[work.key]),
        "caveat": bool(work.caveats),
        "free": bool(work.free_text),
        "titleOnly": work.title_only,
    }
    said = [
        *(part.text for part in work.printed),
        *(finding.text for finding in work.findings),
        *(caveat.text for caveat in work.caveats),
    ]
    return {
        "number": work.label,
        "author": work.sort_name,
        "year": work.year,
        "grade": work.grade,
        "cited": str(len(course.cited_in[work.key])),
        **{flag: "" for flag, holds in flags.items() if holds},
        "words": " ".join(said),
        "html": render("work_found.html", work=work, course=course, settings=course.settings, root=root),
    }


# --- pages --------------------------------------------------------------------------------------


def _page(title: str, description: str, body: str) -> str:
    meta = {"title": title, "description": description, "hide": ["toc"], "search": {"exclude": True}}
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    return f"---\n{head}\n---\n\n# {title}\n\n{body}\n"


def _script(name: str, part: Any) -> str:
    """A classic script that leaves a part of a list in window.courseLists: pages from disk may fetch nothing."""
    text = json.dumps(part, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'window.courseLists = window.courseLists || {{}};\nwindow.courseLists["{name}"] = {text};\n'


def _way_up(page: str) -> str:
    """The way from a page below docs/ to the site's root."""
    return "../" * page.count("/")


def _render(template: str, place: Place, **values: Any) -> str:
    course = place.course
    values |= {
        "course": course,
        "settings": course.settings,
        "root": place.root,
        "asset": place.asset,
        "cited_by_chapter": _cited_by_chapter,
    }
    return render(template, **values)
