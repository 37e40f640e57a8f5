"""Parts that the facts of several kinds of figures are made of, and slips that no single record shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import AfterValidator, ValidationInfo

from macros.course.figures import Figure, Says, Words
from macros.course.problems import Problem
from macros.course.schema import Record, slip


class Option(Record):
    """One choice of a list."""

    id: Words
    label: Words


class Cited(Says):
    """A sentence that must cite."""

    framing: Literal[False] = False


def drawn(names: Iterable[str]) -> AfterValidator:
    """For a field that chooses between drawings: its value must be one of `names`."""
    names = tuple(names)

    def is_drawn(value: str, info: ValidationInfo) -> str:
        if value not in names:
            raise slip(f"nothing is drawn for the {info.field_name} '{value}'", f"use one of {', '.join(names)}")
        return value

    return AfterValidator(is_drawn)


def label_of(options: Iterable[Option], identifier: str) -> str:
    """The label of the option with this id."""
    return next(option.label for option in options if option.id == identifier)


def unknown(
    figure: Figure[Any], record: Record, owner: str, field: str, values: Iterable[str], options: Sequence[Option]
) -> list[Problem]:
    """A problem for each value of a record's field that is not the id of an option."""
    known = [option.id for option in options]
    return [
        figure.problem(record, f"'{owner}': unknown {field} '{value}'", f"use one of {', '.join(known)}")
        for value in values
        if value not in known
    ]


def doubled(figure: Figure[Any]) -> list[Problem]:
    """A problem for each id that is used a second time in one list of the facts."""
    problems = []
    for field in type(figure.facts).model_fields:
        many = getattr(figure.facts, field)
        seen: set[str] = set()
        for record in many if isinstance(many, tuple) else ():
            name = getattr(record, "id", None)
            if name in seen:
                problems.append(figure.problem(record, f"the id '{name}' is used twice", "rename one"))
            elif name:
                seen.add(name)
    return problems
