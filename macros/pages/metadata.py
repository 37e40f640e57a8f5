"""What a page says of itself to search engines, reference managers and people who cite it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from macros.course.chapters import Chapter
from macros.course.course import Course
from macros.pages.rendering import render

TEXT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Publication:
    """The course as a publication: `edition` is an ISO date, `address` its site or ""."""

    name: str
    description: str
    edition: str
    version: str
    address: str

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
        "description": chapter.meta["description"],
        "position": chapter.meta["number"],
        "inLanguage": "en",
        "learningResourceType": "chapter",
        "educationalLevel": "advanced undergraduate, first-year graduate",
        "teaches": [objective["objective"] for objective in chapter.meta["objectives"]],
        "license": TEXT_LICENCE,
        "isAccessibleForFree": True,
        "datePublished": publication.edition,
        "version": publication.version,
        "isPartOf": {"@type": "Course", "name": publication.name, "description": publication.description},
        "citation": [f"{work.author_line}. {work.title}. {work.journal}. {work.place}." for work in works],
    }
    if link:
        data["url"] = link
    # "</" would end the script element.
    text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return render("head_chapter.html", chapter=chapter, works=works, link=link, publication=publication, data=text)


def citations_of(chapter: Chapter, publication: Publication) -> dict[str, str]:
    """How to cite a chapter: {"text", "bib", "ris"} → ready text."""
    link = publication.link(chapter.url)
    values = {"chapter": chapter, "publication": publication, "link": link}
    return {form: render(f"cite.{form}", **values) + "\n" for form in ("text", "bib", "ris")}
