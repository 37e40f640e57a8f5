"""The answers to a chapter's questions once more, in plain words: on paper they get a last page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from macros.course.course import Course
from macros.course.works import Reference
from macros.markdown.citations import KEYS
from macros.markdown.words import ARGUMENT, WORD
from macros.pages.citations import number_runs
from macros.pages.rendering import render

QUESTION = "question"  # the kind of box that holds a question and, closed, its answer
_APART = {"p", "li", "tr", "pre", "dt", "dd", "div"}


class Answer(NamedTuple):
    """A question, and what answers it, paragraph by paragraph."""

    question: str
    paragraphs: list[str]


def answers_html(root: Element, course: Course) -> str:
    """The answers that stand in a parsed page's boxes, as HTML for paper; "" where there is none."""
    found = [_answer(box, course) for box in root.iter("details") if QUESTION in box.get("class", "").split()]
    return render("answers.html", answers=found) if found else ""


def _answer(box: Element, course: Course) -> Answer:
    summary = box.find("summary")
    question = "" if summary is None else _words(summary, course)
    paragraphs = [words for child in box if child is not summary for words in _paragraphs(child, course)]
    return Answer(question, paragraphs)


def _paragraphs(element: Element, course: Course) -> Iterator[str]:
    """The words of an element, where it holds paragraphs one by one."""
    if element.get(WORD) == "caveat":
        yield from (f"Caveat: {caveat.text}" for caveat in course.references[element.get(ARGUMENT, "")].caveats)
    elif any(child.tag in _APART for child in element.iter() if child is not element):
        for child in element:
            yield from _paragraphs(child, course)
    elif words := _words(element, course):
        yield words


def _words(element: Element, course: Course) -> str:
    return " ".join("".join(_pieces(element, course)).split())


def _pieces(element: Element, course: Course) -> Iterator[str]:
    if KEYS in element.attrib:
        yield f"[{_numbers([course.references[key] for key in element.get(KEYS, '').split()])}]"
    yield element.text or ""
    for child in element:
        yield from _pieces(child, course)
        yield child.tail or ""


def _numbers(works: list[Reference]) -> str:
    runs = number_runs(sorted(works, key=lambda work: work.order))
    return ", ".join(f"{run[0].label}–{run[-1].label}" if len(run) > 1 else run[0].label for run in runs)
