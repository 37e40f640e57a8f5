"""Where something is written: what every part of a page needs to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from macros.course.chapters import Chapter
from macros.course.course import Course
from macros.pages.assets import Assets
from macros.pages.metadata import Publication


class Place(NamedTuple):
    """The course, the publication, the way from the page to the site's root such as "../", the chapter that the page
    shows, if any, and where the site's assets lie."""

    course: Course
    publication: Publication
    root: str
    chapter: Chapter | None = None
    assets: Assets = Assets()

    @property
    def asset(self) -> Callable[[str], str]:
        """The way from the page to an asset."""
        return self.assets.at(self.root)
