"""Explorers: inputs that drive a model, with its formulas, claims, limits and tasks. The model is a script, run once at the build."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, TypeVar

import plotly.graph_objects as go
from pydantic import AfterValidator, BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from macros.course.figures import (
    FOLDER,
    SCRIPT,
    Column,
    Facts,
    Figure,
    Question,
    Says,
    Several,
    Statement,
    Words,
    filled,
)
from macros.course.problems import InputProblems, Problem
from macros.course.schema import Record, slip
from macros.drawing import output, theme
from macros.drawing.canvas import figure_of, layout_of
from macros.drawing.facts import doubled
from macros.drawing.script import run_script
from macros.drawing.shapes import Label, Shape, box


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("float_type", "Input should be a valid number")
    return value


Number = Annotated[int | float, BeforeValidator(_number)]  # written as its author wrote it: 100, not 100.0


class Input(Record):
    """What a reader sets; `step` is the least change, `scale` that of the slider."""

    id: Words
    label: Words
    unit: str = ""
    min: Number
    max: Number
    default: Number
    step: Number | None = None
    scale: Literal["linear", "log"] = "linear"
    says: Words

    @model_validator(mode="after")
    def _possible(self) -> Input:
        if not self.min <= self.default <= self.max:
            raise slip(f"'{self.id}': the default is outside its limits", "choose min ≤ default ≤ max")
        if self.scale == "log" and self.min <= 0:
            raise slip(f"'{self.id}': a log scale begins above 0", "raise 'min:'")
        return self


class Symbol(Record):
    """A symbol of a formula."""

    symbol: Words
    meaning: Words
    unit: Words


class Formula(Record):
    """One formula of the model, and where it comes from."""

    label: Words
    mathml: Words
    symbols: Several[Symbol]
    source_says: Words
    cite: tuple[str, ...] = ()


class Claim(Says):
    """A sentence on the model: a claim that cites, or a remark."""

    id: Words


class Task(Record):
    """What to do and to look for; `set` is applied to the setting at the start."""

    id: Words
    do: Words
    set: Annotated[dict[str, Number], AfterValidator(filled)]
    question: Words
    answer: Words
    cite: tuple[str, ...] = ()


class ExplorerFacts(Facts):
    """The facts of every explorer."""

    inputs: Several[Input]
    formulas: Several[Formula]
    claims: Several[Claim]
    limits: Several[Words]
    tasks: Several[Task]


NOTCHES = 400  # steps of a slider whose scale is logarithmic


def _place(one: Input) -> Number:
    """Where the slider of an input stands at the start."""
    if one.scale == "linear":
        return one.default
    return round(NOTCHES * math.log(one.default / one.min) / math.log(one.max / one.min))


E = TypeVar("E", bound=ExplorerFacts)
Plans = Mapping[str, Mapping[str, Any]]


class ExplorerFigure(Figure[E]):
    """What every explorer gives in the same way, once it has a script (explorer.js in its folder) and plans.

    `plans` say where the parts of the drawing stand: width, height, size of the letters and more of the
    script's own, for "narrow", "page" and "wide" room and for a "slide". `model_data` is what its script
    needs of its own facts.
    """

    kind = "explorer"
    plans: ClassVar[Plans]

    def model_data(self) -> dict[str, Any]:
        """What the script needs besides inputs, plans and colours."""
        return {}

    def slide_words(self) -> list[Label]:
        """The words of the slide, beside its drawing."""
        return []

    # --- facts

    def problems(self) -> list[Problem]:
        """Ids used twice, tasks that set what cannot be set, a script that fails."""
        if problems := [*doubled(self), *self._tasks_in_vain()]:
            return problems
        try:
            _ = self.start
        except InputProblems as error:
            return error.problems
        return []

    def _tasks_in_vain(self) -> Iterator[Problem]:
        inputs = {one.id: one for one in self.facts.inputs}
        for task in self.facts.tasks:
            for name, value in task.set.items():
                allowed = inputs.get(name)
                if not allowed:
                    what = f"'{task.id}' sets '{name}', which is no input"
                    yield self.problem(task, what, f"use one of {', '.join(inputs)}")
                elif not allowed.min <= value <= allowed.max:
                    what = f"'{task.id}' sets '{name}' to {value}, outside {allowed.min} to {allowed.max}"
                    yield self.problem(task, what, "choose a value that a reader can set")

    def questions(self) -> tuple[Question, ...]:
        """The question of each task."""
        return tuple(Question(task.question, task.answer, task.cite) for task in self.facts.tasks)

    def claims(self) -> tuple[Statement, ...]:
        """The sentences that cite."""
        return tuple(statement for claim in self.facts.claims for statement in claim.statements())

    # --- what the script makes of the setting at the start

    @property
    def setting(self) -> dict[str, float]:
        """The setting at the start."""
        return {one.id: one.default for one in self.facts.inputs}

    @property
    def setting_in_words(self) -> str:
        """The setting at the start in words."""
        return "; ".join(f"{one.label.lower()} {one.default} {one.unit}".strip() for one in self.facts.inputs)

    def data(self, *plans: str) -> dict[str, Any]:
        """What the script needs for drawings by these plans, all plain data."""
        return self.model_data() | {
            "inputs": [one.model_dump(exclude={"line"}) for one in self.facts.inputs],
            "plans": {
                name: {**plan, "layout": layout_of(plan["width"], plan["height"], [], [])}
                for name, plan in self.plans.items()
                if name in plans
            },
            "colours": theme.LIGHT,
            "font": theme.FONT,
        }

    @cached_property
    def start(self) -> dict[str, Any]:
        """What the script makes of the setting at the start. Raises InputProblems where it cannot."""
        start: dict[str, Any] = self.kept("start", self._run)
        return start

    def _run(self) -> dict[str, Any]:
        name = f"{FOLDER}/{self.name}/{SCRIPT}"
        (start,) = run_script(self.folder / SCRIPT, self.data("narrow", "page", "wide", "slide"), [self.setting], name)
        return start

    def columns(self) -> tuple[Column, ...]:
        """The table's columns."""
        return tuple(Column(heading.lower(), heading) for heading in self.start["headings"])

    def rows(self) -> list[dict[str, Any]]:
        """The table at the start."""
        keys = [column.key for column in self.columns()]
        return [dict(zip(keys, line, strict=True)) | {"cite": ()} for line in self.start["lines"]]

    def description(self) -> list[str]:
        """The drawing at the start in words."""
        return list(self.start["describes"])

    def csv_text(self, labels: Mapping[str, str] | None = None) -> str:
        """The table at the start as CSV."""
        return output.csv_text(self.rows(), self.columns(), labels)

    def parts(self) -> dict[str, Any]:
        """The setting at the start in words, what comes of it, and where its sliders stand; all else stands in the facts."""
        places = {one.id: _place(one) for one in self.facts.inputs}
        return {"setting": self.setting_in_words, "says": self.start["says"], "places": places, "notches": NOTCHES}

    # --- pictures

    def sheets(self) -> dict[str, go.Figure]:
        """The still pictures: exactly what the reader's browser draws at the start, on paper."""
        return {"": self._picture("page"), "narrow": self._picture("narrow"), "wide": self._picture("wide")}

    def slides(self) -> dict[str, go.Figure]:
        """The picture for a projector, with its words."""
        return {"": self._picture("slide", self.slide_words())}

    def _picture(self, plan: str, words: list[Label] | None = None) -> go.Figure:
        """The drawing at the start on paper."""
        drawing = self.start["drawings"][plan]
        layout = drawing["layout"]
        ground = Shape(box(0, 0, drawing["width"], drawing["height"]), fill="paper")
        shapes = [ground.as_plotly(), *layout["shapes"]]
        annotations = [*(label.as_plotly() for label in words or []), *layout["annotations"]]
        return figure_of({"data": drawing["data"], "layout": {**layout, "shapes": shapes, "annotations": annotations}})

    def data_script(self) -> str:
        """What the reader's browser needs besides the script itself."""
        return output.script(self.name, self.data("narrow", "page", "wide") | {"dark": theme.dark_of()})
