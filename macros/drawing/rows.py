"""Figures of rows: findings that are drawn in one or more views, chosen, filtered, and read in one table."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Generic, NamedTuple, TypeVar

import plotly.graph_objects as go
from pydantic import AfterValidator

from macros.course.figures import Column, Facts, Figure, Question, Several, Statement, Words, filled
from macros.course.problems import Problem
from macros.drawing import output, theme
from macros.drawing.canvas import Picture, joined, source_of, words
from macros.drawing.facts import Cited, Option, doubled, unknown
from macros.drawing.shapes import Label, Shape, box

SLIDE_ROOM = 190  # px that a slide's title and credit need, at a width of 1920


# --- facts --------------------------------------------------------------------------------------


class Finding(Cited):
    """What one row rests on; `disputes` is the id of the row that contradicts it."""

    id: Words
    disputes: str = ""


class Task(Cited):
    """What a reader may do: `show` sets view, filters and row; `text` is the answer, a claim."""

    id: Words
    do: Words
    show: Annotated[dict[str, str], AfterValidator(filled)]
    question: Words


class RowsFacts(Facts):
    """The words of a figure of rows, and its tasks."""

    tasks: Several[Task]


class Filter(NamedTuple):
    """A list by which readers choose rows."""

    id: str
    label: str
    options: Sequence[Option]


class Choice(NamedTuple):
    """What a field of a finding holds, and the list it must be chosen from."""

    field: str
    chosen: tuple[str, ...]
    options: Sequence[Option]


class Row(NamedTuple):
    """A finding as the table has it: name, views, by filter the ids it fits, by column a value."""

    name: str
    views: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]]
    cells: Mapping[str, str]


# --- drawing ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Measures of a drawing in px: its width, the size of its letters, columns of its legend."""

    width: int
    letters: int
    legend: int


Hits = dict[str, list[float]]  # row → its place to press: left, top, right, bottom


class Drawn(NamedTuple):
    """A view: its parts, its height in px, and the places of its rows."""

    parts: list[Picture]
    height: float
    hits: Hits


# --- figure -------------------------------------------------------------------------------------

F = TypeVar("F", bound=RowsFacts)
R = TypeVar("R", bound=Finding)


class RowsFigure(Figure[F], Generic[F, R]):
    """What every figure of rows gives in the same way, once it has its findings, rows and a drawer.

    `layouts` are its plans by name: "narrow" for a phone, "page", and "wide" for slides.
    """

    kind = "rows"
    layouts: ClassVar[Mapping[str, Plan]]

    @abstractmethod
    def findings(self) -> tuple[R, ...]:
        """What its rows rest on, in the order of the facts."""

    @abstractmethod
    def views(self) -> Sequence[Option]:
        """Its drawings."""

    @abstractmethod
    def filters(self) -> Sequence[Filter]:
        """Lists by which rows may be chosen; options that no row has are left out later."""

    @abstractmethod
    def choices(self, one: R) -> Sequence[Choice]:
        """The fields of a finding that hold ids of lists."""

    @abstractmethod
    def row(self, one: R) -> Row:
        """A finding as a row of the table."""

    @abstractmethod
    def short_words(self, one: R) -> Sequence[str]:
        """Words of a finding that stand on the drawing; what is empty stands nowhere."""

    @abstractmethod
    def draw(self, view: str, layout: str) -> Drawn:
        """One view at one width."""

    # --- words and table

    def problems(self) -> list[Problem]:
        """Ids used twice, choices from no list, disputes that are not mutual, tasks that show what is not there."""
        chosen = [p for one in self.findings() for p in self._unknown_choices(one)]
        return [*doubled(self), *chosen, *self._one_sided(), *self._tasks_in_vain()]

    def _unknown_choices(self, one: R) -> Iterator[Problem]:
        for choice in self.choices(one):
            yield from unknown(self, one, one.id, *choice)

    def _one_sided(self) -> Iterator[Problem]:
        disputes = {one.id: one.disputes for one in self.findings()}
        for one in self.findings():
            if one.disputes and disputes.get(one.disputes) != one.id:
                what = f"'{one.id}' disputes '{one.disputes}', which does not say so of it"
                yield self.problem(one, what, "give both rows 'disputes:'")

    def _tasks_in_vain(self) -> Iterator[Problem]:
        known = {one.id: [option.id for option in one.options] for one in self.filters()}
        known |= {"view": [view.id for view in self.views()], "row": [one.id for one in self.findings()]}
        for task in self.facts.tasks:
            for name, value in task.show.items():
                if value not in known.get(name, ()):
                    what = f"task '{task.id}' shows {name} '{value}', which the figure does not have"
                    yield self.problem(task, what, f"use one of {', '.join(known.get(name, known))}")

    def claims(self) -> tuple[Statement, ...]:
        """The sentence of each row and the answer to each task."""
        said: tuple[Cited, ...] = (*self.findings(), *self.facts.tasks)
        return tuple(statement for one in said for statement in one.statements())

    def questions(self) -> tuple[Question, ...]:
        """The question of each task."""
        return tuple(Question(task.question, task.text, task.cite) for task in self.facts.tasks)

    def drawn_words(self) -> tuple[Statement, ...]:
        """The short words of each row, to be held against the same works."""
        return tuple(
            Statement("; ".join(filter(None, self.short_words(one))), one.cite, one.line) for one in self.findings()
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row per finding; what the evidence does not hold is empty."""
        return [self._as_mapping(one) for one in self.findings()]

    def _as_mapping(self, one: R) -> dict[str, Any]:
        row = self.row(one)
        own = {"id": one.id, "name": row.name, "views": row.views, "options": row.options}
        return own | {"says": one, "text": one.text, "cite": one.cite} | dict(row.cells)

    def facets(self) -> list[Filter]:
        """The filters, with the options that some row has."""
        rows = [self.row(one) for one in self.findings()]
        return [
            one._replace(options=[o for o in one.options if any(o.id in row.options[one.id] for row in rows)])
            for one in self.filters()
        ]

    def csv_text(self, labels: Mapping[str, str] | None = None) -> str:
        """The table as CSV, sentences first."""
        return output.csv_text(self.rows(), (Column("text", "What was found"), *self.columns()), labels)

    def parts(self) -> dict[str, Any]:
        """Views with how many rows the first has, filters and tasks."""
        first = self.views()[0].id
        here = sum(first in self.row(one).views for one in self.findings())
        return {"views": self.views(), "here": here, "facets": self.facets(), "tasks": self.facts.tasks}

    # --- pictures

    def drawing(self, view: str, layout: str) -> dict[str, Any]:
        """One view at one width as plain data {width, height, data, layout, hits}."""
        parts, height, hits = self.draw(view, layout)
        width = self.layouts[layout].width
        return source_of(parts, width, round(height)) | {"width": width, "height": round(height), "hits": hits}

    def sheets(self) -> dict[str, go.Figure]:
        """The still pictures, one a view: exactly what the reader's browser draws at the start, on paper."""
        first, *others = (view.id for view in self.views())
        sheets = {"": (first, "page"), "narrow": (first, "narrow"), "wide": (first, "wide")}
        for view in others:
            sheets |= {view: (view, "page"), f"{view}-narrow": (view, "narrow")}
        return {suffix: self._sheet(*sheet) for suffix, sheet in sheets.items()}

    def _sheet(self, view: str, layout: str) -> go.Figure:
        parts, height, _ = self.draw(view, layout)
        width = self.layouts[layout].width
        ground = Picture([Shape(box(0, 0, width, round(height)), fill="paper")], [], [])
        return joined([ground, *parts], width, round(height))

    def slides(self) -> dict[str, go.Figure]:
        """Each view for a projector."""
        return {view.id: self._slide(view) for view in self.views()}

    def _slide(self, view: Option) -> go.Figure:
        """A view on a sheet of a slide's form, large enough for all its rows."""
        parts, deep, _ = self.draw(view.id, "wide")
        unit = max(120, math.ceil((deep + SLIDE_ROOM) / 9))
        width, height = 16 * unit, 9 * unit
        stop = "" if self.facts.title[-1] in "?!." else "."
        title = Label(f"{self.facts.title}{stop} {view.label}", 60, 44, 34 * width / 1920, "ink", "left", True)
        credit, _ = words(f"{self.facts.caption} {self.facts.credit}", 60, height - 62, width - 120, 19)
        ground = Picture([Shape(box(0, 0, width, height), fill="paper")], [title, *credit], [])
        across, down = (width - self.layouts["wide"].width) / 2, 90 + (height - SLIDE_ROOM - deep) / 2
        return joined([ground, *(part.shifted(across, down) for part in parts)], width, height)

    def data_script(self) -> str:
        """What the reader's browser needs: every view at every width."""
        drawings = {
            view.id: {layout: self.drawing(view.id, layout) for layout in self.layouts} for view in self.views()
        }
        return output.script(self.name, {"drawings": drawings, "dark": theme.dark_of()})
