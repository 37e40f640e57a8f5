"""Where something is written: what every part of a page needs to know."""

from __future__ import annotations

from typing import NamedTuple

from macros.course.chapters import Chapter
from macros.course.course import Course
from macros.pages.metadata import Publication


class Place(NamedTuple):
    """The course, the publication, the way from the page to the site's root such as "../", and the chapter that
    the page shows, if any."""

    course: Course
    publication: Publication
    root: str
    chapter: Chapter | None = None
