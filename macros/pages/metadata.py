"""What a page says of itself to search engines, reference managers and people who cite it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from macros.course.bibtex import Type
from macros.course.chapters import Chapter
from macros.course.course import Course
from macros.course.settings import Settings
from macros.course.works import Reference
from macros.pages.rendering import render

# What holds a work and who issues it, in the words that Highwire has for its type.
_HIGHWIRE: Mapping[Type, tuple[str, str]] = {
    "article": ("journal_title", "publisher"),
    "inproceedings": ("conference_title", "publisher"),
    "phdthesis": ("inbook_title", "dissertation_institution"),
    "mastersthesis": ("inbook_title", "dissertation_institution"),
    "techreport": ("inbook_title", "technical_report_institution"),
}


@dataclass(frozen=True)
class Publication:
    """The course as a publication: what its settings say, its title and description, and its site's address or ""."""

    settings: Settings
    name: str
    description: str
    address: str

    @property
    def edition(self) -> str:
        """The day of the edition as an ISO date."""
        return self.settings.edition.isoformat()

    @property
    def year(self) -> str:
        return self.edition[:4]

    def link(self, url: str) -> str:
        """The full address of a page, or "" where the site's address is not known."""
        return f"{self.address.rstrip('/')}/{url}" if self.address else ""


def page_head(title: str, description: str, url: str, publication: Publication) -> str:
    """Open Graph tags of any page."""
    return render(
        "head_page.html", title=title, description=description, link=publication.link(url), publication=publication
    )


def chapter_head(chapter: Chapter, course: Course, publication: Publication) -> str:
    """Highwire tags, one `citation_reference` per cited work, and schema.org data of a chapter."""
    works = [course.references[key] for key in course.keys_in(chapter)]
    link = publication.link(chapter.url)
    data = {
        "@context": "https://schema.org",
        "@type": ["LearningResource", "Chapter"],
        "name": chapter.title,
        "description": chapter.meta.description,
        "position": chapter.meta.number,
        "inLanguage": course.settings.language,
        "learningResourceType": "chapter",
        "educationalLevel": course.settings.level,
        "teaches": [one.objective for one in chapter.meta.objectives],
        "license": course.settings.licence.address,
        "isAccessibleForFree": True,
        "datePublished": publication.edition,
        "version": publication.settings.version,
        "isPartOf": {"@type": "Course", "name": publication.name, "description": publication.description},
        "citation": [_identified(work) for work in works],
    }
    if link:
        data["url"] = link
    # "</" would end the script element.
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    references = [citation_reference(work) for work in works]
    return render(
        "head_chapter.html",
        chapter=chapter,
        references=references,
        language=course.settings.language,
        link=link,
        publication=publication,
        data=text,
    )


def _identified(work: Reference) -> str:
    """The address of a work's DOI, where it has one: it tells machines the rest. Else the work as printed."""
    return f"https://doi.org/{work.doi}" if work.doi else "".join(part.text for part in work.printed)


def citation_reference(work: Reference) -> str:
    """A cited work in Highwire's one line: "citation_title=…;citation_author=…;citation_journal_title=…;"."""
    holder, issuer = _HIGHWIRE.get(work.type, ("inbook_title", "publisher"))
    parts = [
        ("title", work.title),
        *(("author", str(name)) for name in work.authors or work.editors),
        (holder, work.journal or work.booktitle),
        (issuer, work.publisher or work.institution or work.howpublished),
        ("publication_date", work.year),
        ("volume", work.volume),
        ("technical_report_number" if work.type == "techreport" else "issue", work.issue),
        ("firstpage", work.pages.split("–")[0]),
        ("doi", work.doi or ""),
    ]
    # A semicolon ends a part, so there is none inside one.
    return "".join(f"citation_{name}={value.replace(';', ',')};" for name, value in parts if value)


def citations_of(chapter: Chapter, publication: Publication) -> dict[str, str]:
    """How to cite a chapter: {"text", "bib", "ris"} → ready text."""
    link = publication.link(chapter.url)
    values = {"chapter": chapter, "publication": publication, "link": link}
    return {form: render(f"cite.{form}", **values) + "\n" for form in ("text", "bib", "ris")}
