"""Long lists are cut into pages: which claims and which works stand on which, and so the address of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TypeVar

from macros.course.chapters import Chapter, Claim
from macros.course.works import Reference

T = TypeVar("T")
# What keeps a page as light as a chapter: some 8 elements and 2 stops of the Tab key a claim, 8 and 1 a work.
CLAIMS_A_PAGE = 150
WORKS_A_PAGE = 240
SEEN_A_PAGE = 30


@dataclass(frozen=True)
class ClaimShelf:
    """A page with claims of one chapter: the page's `number` of so many, counted from 1, and its claims.

    `name` is the page's name below the folder of the tables of claims.
    """

    name: str
    chapter: Chapter
    number: int
    of: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class WorkShelf:
    """A page of the list of works; `name` is the page's path below docs/ and without suffix."""

    name: str
    number: int
    of: int
    works: tuple[Reference, ...]

    @property
    def listed(self) -> tuple[Reference, ...]:
        return tuple(work for work in self.works if not work.further)

    @property
    def further(self) -> tuple[Reference, ...]:
        return tuple(work for work in self.works if work.further)


def claim_shelves(chapter: Chapter, claims: Sequence[Claim]) -> list[ClaimShelf]:
    """The pages of a chapter's claims, section by section as the chapter is read; all about as long."""
    places = {heading.id: place for place, heading in enumerate(chapter.sections, 1)}
    pages = _even(sorted(claims, key=lambda claim: places.get(claim.section, 0)), CLAIMS_A_PAGE)
    return [
        ClaimShelf(_numbered(chapter.slug, number), chapter, number, len(pages), tuple(page))
        for number, page in enumerate(pages, 1)
    ]


def work_shelves(name: str, works: Sequence[Reference]) -> list[WorkShelf]:
    """The pages of all works, those outside the list last; `name` is that of the first page."""
    pages = [works[first : first + WORKS_A_PAGE] for first in range(0, len(works), WORKS_A_PAGE)] or [()]
    return [WorkShelf(_numbered(name, number), number, len(pages), tuple(page)) for number, page in enumerate(pages, 1)]


def seen_shelves(name: str, works: Sequence[Reference]) -> list[WorkShelf]:
    """The pages that tell what was seen of the works; `name` is that of the list's first page."""
    pages = [works[first : first + SEEN_A_PAGE] for first in range(0, len(works), SEEN_A_PAGE)]
    return [WorkShelf(f"{name}/seen-{number}", number, len(pages), tuple(page)) for number, page in enumerate(pages, 1)]


def _even(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """As few parts as can be with no more than `most` in each, the first of them longer by one where need be."""
    parts = max(1, ceil(len(items) / most))
    size, longer = divmod(len(items), parts)
    ends = [part * size + min(part, longer) for part in range(parts + 1)]
    return [items[start:end] for start, end in pairwise(ends)]


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
