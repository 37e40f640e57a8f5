"""What the search knows: the theme's index made ready for readers' questions.

The theme writes one document a section. This module takes out what would drown the sections, adds each term, figure
and work as a document of its own, gives every document the words that lead to it without being shown, and parts the
index in two: the settings, which every page loads, and the documents, which come when somebody searches.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from html import escape

from macros.course.course import Course

# What parts words: blanks, hyphens, signs of every kind, a full stop that is no decimal point, and entities.
SEPARATOR = r"[\s\-‐‑–—−,:;!?=\[\](){}\"“”‘’'/|+±×→…<>]+|\.(?!\d)|&(?:lt|gt|amp);"
# A document that only names or repeats what a section teaches stands behind the section.
WEIGHTS = {"work": 0.35, "figure": 0.6, "page": 0.25, "behind": 0.55}
# Where the documents lie, seen from the settings, and the name that the script leaves them under.
DOCUMENTS, NAME = "search/documents.js", "courseDocuments"
_CHAPTER_REFERENCES = "#references"
_GAP_BEFORE_STOP = re.compile(r"\s+([.,;:?!)\]])")
_COMPOUND = re.compile(r"\w+(?:[-‐‑–]\w+)+")


@dataclass(frozen=True)
class Document:
    """One place that a search can lead to. `words` are sought but never shown; `weight` is below 1 for what should
    stand behind a section that fits as well."""

    location: str
    title: str
    text: str
    words: str = ""
    weight: float = 1.0

    @property
    def page(self) -> str:
        """Its page's address."""
        return self.location.partition("#")[0]


@dataclass(frozen=True)
class Index:
    """The index in its two parts, as text: JSON of the settings, and a classic script of the documents."""

    settings: str
    documents: str


def written(theme_index: str, course: Course, worker: str) -> Index:
    """The theme's index (JSON) made ready; `worker` is the file name of the theme's script that searches."""
    read = json.loads(theme_index)
    documents = [Document(one["location"], one["title"], one["text"]) for one in read["docs"]]
    made = [_with_compounds(one) for one in _with_pages(list(_documents(documents, course)), course)]
    fields = {**read["config"]["fields"], "words": {"boost": 1.0}}
    fields.pop("tags", None)
    own = {
        "worker": worker,
        "documents": DOCUMENTS,
        "name": NAME,
        "ignore": course.settings.search.ignore,
        "alike": course.settings.search.alike,
        "letters": _letters(made),
    }
    settings = {"config": {**read["config"], "fields": fields, "separator": SEPARATOR, "course": own}, "docs": []}
    data = json.dumps([_slim(one) for one in made], ensure_ascii=False, separators=(",", ":"))
    return Index(json.dumps(settings, ensure_ascii=False, separators=(",", ":")), f"var {NAME} = {data};\n")


def _documents(sections: Iterable[Document], course: Course) -> Iterator[Document]:
    """The sections with what a chapter says of them, and what stands on pages of lists one by one."""
    taught = _taught(course)
    glossary = f"{course.settings.pages.glossary}.html"
    sections = list(sections)
    for section in sections:
        if section.location.endswith(_CHAPTER_REFERENCES):
            continue
        text = "" if section.location == glossary else _GAP_BEFORE_STOP.sub(r"\1", section.text)
        weight = WEIGHTS.get(_sort(section, course), 1.0)
        yield replace(section, text=text, words=taught.get(section.location, ""), weight=weight)
    pages = {section.page for section in sections}
    yield from _terms(course, glossary) if glossary in pages else ()
    yield from _figures(course)
    yield from _works(course) if f"{course.settings.pages.references}.html" in pages else ()


def _with_pages(documents: list[Document], course: Course) -> Iterator[Document]:
    """The documents, each after its page, which the theme names above it; of a long list only the first is there."""
    pages = {one.location: one.title for one in documents if one.location == one.page}
    for one in documents:
        if one.page not in pages:
            pages[one.page] = pages.get(f"{course.settings.pages.references}.html", one.title)
            yield Document(one.page, pages[one.page], "", weight=WEIGHTS["page"])
        yield one


def _sort(section: Document, course: Course) -> str:
    _, _, identifier = section.location.partition("#")
    if identifier in course.settings.search.behind:
        return "behind"
    return "section" if identifier else "page"


def _taught(course: Course) -> dict[str, str]:
    """Address of a section → the objectives and key terms that a chapter's head ties to it."""
    found: dict[str, list[str]] = {}
    for chapter in course.chapters:
        for objective in chapter.meta.objectives:
            found.setdefault(f"{chapter.url}#{objective.section}", []).append(objective.objective)
        for term in chapter.meta.key_terms:
            found.setdefault(f"{chapter.url}#{term.section}", []).append(term.term)
    return {address: " ".join(words) for address, words in found.items()}


def _terms(course: Course, page: str) -> Iterator[Document]:
    for term in course.terms:
        yield Document(f"{page}#term-{term.slug}", escape(term.term), escape(term.definition), " ".join(term.also))


def _figures(course: Course) -> Iterator[Document]:
    for name, figure in course.figures.items():
        home = course.figure_home(name)
        if home:
            facts = figure.facts
            first = figure.columns()[0].key
            rows = " ".join(dict.fromkeys(str(row[first]) for row in figure.rows()))
            location = f"{home[0].url}#fig-{name}"
            yield Document(location, escape(facts.title), escape(facts.caption), rows, WEIGHTS["figure"])


def _works(course: Course) -> Iterator[Document]:
    for key, work in course.references.items():
        names = " ".join(str(name) for name in work.authors or work.editors)
        title = f"[{work.label}] {work.short_name}"
        yield Document(course.reference_url(key), escape(title), escape(work.title), names, WEIGHTS["work"])


def _with_compounds(document: Document) -> Document:
    """The document with its compounds in one word too: "AB-12" is sought as "AB12" as well."""
    found = _COMPOUND.findall(f"{document.title} {document.title} {document.text}")
    joined = ("".join(filter(str.isalnum, compound)) for compound in found)
    return replace(document, words=" ".join([document.words, *joined]).strip())


def _letters(documents: Iterable[Document]) -> dict[str, str]:
    """Each Greek letter of the course → its name, which is how a keyboard without it writes it."""
    used = {letter for one in documents for letter in f"{one.title}{one.text}".casefold()}
    names = {letter: unicodedata.name(letter, "").split() for letter in used}
    return {
        letter: name[3].lower() for letter, name in sorted(names.items()) if name[:3] == ["GREEK", "SMALL", "LETTER"]
    }


def _slim(document: Document) -> dict[str, str | float]:
    """What of a document is not as by default."""
    default = Document("", "", "")
    return {
        name: value
        for name, value in asdict(document).items()
        if name in ("location", "title", "text") or value != getattr(default, name)
    }
