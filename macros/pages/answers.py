"""The answers to a chapter's questions once more, in plain words: on paper they get a last page of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from macros.course.course import Course
from macros.markdown.citations import KEYS
from macros.markdown.words import ARGUMENT, WORD
from macros.pages.citations import numbers_of
from macros.pages.rendering import render

QUESTION = "question"  # the kind of box that holds a question and, closed, its answer
_APART = {"p", "li", "tr", "pre", "dt", "dd", "div"}


class Answer(NamedTuple):
    """A question, and what answers it, paragraph by paragraph."""

    question: str
    paragraphs: list[str]


class Answers(NamedTuple):
    """Answers that are counted together: those of the text (no title), or those of a figure."""

    title: str
    answers: list[Answer]


def answers_html(root: Element, course: Course) -> str:
    """The answers that stand in a parsed page's boxes and under its figures, as HTML for paper; "" where there is none."""
    boxes = [_answer(box, course) for box in root.iter("details") if QUESTION in box.get("class", "").split()]
    figures = [call.get(ARGUMENT, "") for call in root.iter() if call.get(WORD) == "figure"]
    groups = [Answers("", boxes), *(_of_figure(name, course) for name in figures if name in course.figures)]
    found = [group for group in groups if group.answers]
    return render("answers.html", groups=found) if found else ""


def _of_figure(name: str, course: Course) -> Answers:
    figure = course.figures[name]
    answers = [
        Answer(asked.question, [f"{asked.answer} {_bracket(asked.keys, course)}".strip()])
        for asked in figure.questions()
    ]
    return Answers(f"{course.figure_label(name)}: {figure.facts.title}".removeprefix(": "), answers)


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
        yield _bracket(element.get(KEYS, "").split(), course)
    yield element.text or ""
    for child in element:
        yield from _pieces(child, course)
        yield child.tail or ""


def _bracket(keys: Iterable[str], course: Course) -> str:
    """The numbers of works, such as "[16, 18–20]"; "" where there is none."""
    numbers = numbers_of(keys, course)
    return f"[{numbers}]" if numbers else ""
