"""The words around a figure name nothing that the works behind its rows do not hold.

In its title, caption and note this goes for numbers too; what describes the drawing may count and measure it. A
remark marked as framing, and words on what is seen at one place of the drawing, hold no number and no name at all,
but for shared terms.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.course import Course
from macros.course.figures import Says, Seen
from macros.course.held import Held
from macros.course.problems import Problem
from macros.course.schema import Record
from macros.language.quantities import quantities

TOLD = ("title", "caption", "note")
DESCRIBED = ("alt", "overview", "how_to_read")


def check(course: Course) -> Iterator[Problem]:
    """A problem for each number or name in the words of a figure that its works do not hold."""
    mend = "name what the figure's works hold, or list it as a shared term"
    for figure in course.figures.values():
        keys = {key for said in (*figure.claims(), *figure.drawn_words()) for key in said.keys}
        held = Held.of(work for key, work in course.references.items() if key in keys)
        for part in (*TOLD, *DESCRIBED):
            text = getattr(figure.facts, part)
            numbers = [number for number, _ in held.missing_numbers(text)] if part in TOLD else []
            for what in [*numbers, *held.missing_names(text, course.vocabulary)]:
                yield Problem(figure.file, 1, f"“{what}” in its {part} stands in no work behind the figure", mend)
        for which, text, line in _remarks(figure.facts):
            numbers = [number for number, _ in sorted(quantities(text))]
            for what in [*numbers, *Held().missing_names(text, course.vocabulary)]:
                yield Problem(figure.file, line, f"{which} “{what}”", "cite a work for it, or say it without")


def _remarks(record: object) -> Iterator[tuple[str, str, int]]:
    """What some facts say without a work, however deep it lies: how a problem names it, its words and its line."""
    if isinstance(record, Says) and record.framing:
        yield "a remark marked as framing holds", record.text, record.line
    if isinstance(record, Seen):
        yield "what is seen in the drawing holds", record.seen, record.line
    if isinstance(record, tuple):
        for part in record:
            yield from _remarks(part)
    elif isinstance(record, Record):
        for name in type(record).model_fields:
            yield from _remarks(getattr(record, name))
