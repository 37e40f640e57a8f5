"""Citations on a page: one bracket of numbers, each or each range with a link to its reference."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from macros.course.course import Course
from macros.course.works import Reference
from macros.pages.rendering import render


def citation_group(keys: Iterable[str], course: Course, root: str) -> str:
    """One bracket, such as [16, 18–20]; every number or range links to its reference."""
    runs = tuple(tuple(_cited(work, course) for work in run) for run in _runs(keys, course))
    return _bracket(runs, root)


class _Cited(NamedTuple):
    """What a bracket says of a work; its address is below the site's root."""

    key: str
    label: str
    short_name: str
    address: str


def _cited(work: Reference, course: Course) -> _Cited:
    return _Cited(work.key, work.label, work.short_name, course.reference_url(work.key))


# The same works are cited together in a chapter, in the table of claims and in what it is searched by.
@lru_cache(maxsize=1 << 14)
def _bracket(runs: tuple[tuple[_Cited, ...], ...], root: str) -> str:
    return render("citation_group.html", runs=runs, root=root)


def heard_citation(keys: Iterable[str], course: Course) -> str:
    """The same bracket as words alone: for a sentence whose numbers stand behind a later one."""
    return render("citation_heard.html", numbers=numbers_of(keys, course))


def numbers_of(keys: Iterable[str], course: Course) -> str:
    """The numbers of works as they stand in a bracket, such as "16, 18–20"; "" where there is none."""
    return ", ".join(run[0].label + (f"–{run[-1].label}" if len(run) > 1 else "") for run in _runs(keys, course))


def _runs(keys: Iterable[str], course: Course) -> list[list[Reference]]:
    cited = {course.references[key] for key in keys if key in course.references}
    return number_runs(sorted(cited, key=lambda work: work.order))


def number_runs(works: list[Reference]) -> list[list[Reference]]:
    """Works in order of number, split where the numbers pause; a run of two is two runs."""
    runs: list[list[Reference]] = []
    for work in works:
        if runs and work.order == (runs[-1][-1].further, runs[-1][-1].number + 1):
            runs[-1].append(work)
        else:
            runs.append([work])
    return [part for run in runs for part in ([run] if len(run) > 2 else [[work] for work in run])]
