"""Figures in steps: techniques that take the same kinds of things through the same steps, each step with a sentence."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

import plotly.graph_objects as go
from markupsafe import Markup
from pydantic import Field

from macros.course.figures import Column, Facts, Figure, Says, Seen, Several, Statement, Words
from macros.course.problems import Problem
from macros.drawing import output, theme
from macros.drawing.canvas import figure_of
from macros.drawing.facts import Option, doubled


class Kind(Says):
    """A kind of thing that goes through the steps; `drawn` marks stand for it."""

    id: Words
    label: Words
    drawn: Annotated[int, Field(gt=0)]


class Stop(Option, Seen):
    """A step that all techniques share, and what is then seen in all drawings."""


class Step(Says, Seen):
    """What one technique does at one step, what is seen then, and how many marks of each kind leave there."""

    id: Words
    label: Words
    lost: dict[str, int] = Field(default_factory=dict)


class Technique(Option):
    """One of the ways that are compared."""

    separates_by: Words
    steps: Several[Step]


class StepsFacts(Facts):
    """The words of a figure in steps; `steps` are the same for all techniques."""

    steps: Several[Stop]
    techniques: Several[Technique]


class Stage(NamedTuple):
    """A step of a technique as the table has it."""

    technique: Technique
    number: int
    step: Step
    kept: str
    lost: str


F = TypeVar("F", bound=StepsFacts)
K = TypeVar("K", bound=Kind)


class StepsFigure(Figure[F], Generic[F, K]):
    """What every figure in steps gives in the same way, once it has its kinds of things and a drawer.

    `panel_size` is the width and height in px of one technique's drawing.
    """

    kind = "steps"
    panel_size: tuple[int, int]

    @abstractmethod
    def kinds(self) -> tuple[K, ...]:
        """The kinds of things that go through the steps."""

    @abstractmethod
    def size_label(self, kind: K) -> str:
        """The size of a kind in words."""

    @abstractmethod
    def glyph_svg(self, kind: K) -> str:
        """The mark of a kind as inline SVG."""

    @abstractmethod
    def panel(self, technique: Technique) -> dict[str, Any]:
        """The drawing of a technique at its first step as plain data, with a frame for each step; `large` holds what
        replaces parts of its layout and its `traces` where all panels together fill a large screen."""

    # --- facts

    def problems(self) -> list[Problem]:
        """Ids used twice, steps that differ, marks that are lost but not there, a second remark in one technique."""
        return [*doubled(self), *(p for one in self.facts.techniques for p in self._problems_of(one))]

    def _problems_of(self, technique: Technique) -> Iterator[Problem]:
        order, ids = [step.id for step in self.facts.steps], [step.id for step in technique.steps]
        if ids != order:
            what = f"the technique '{technique.id}' has the steps {', '.join(ids)}"
            mend = f"all techniques have the steps {', '.join(order)}, in this order"
            yield self.problem(technique, what, mend)
        left = {kind.id: kind.drawn for kind in self.kinds()}
        for step in technique.steps:
            for kind, count in step.lost.items():
                if kind not in left:
                    yield self.problem(step, f"unknown kind '{kind}'", f"use one of {', '.join(left)}")
                elif not 0 < count <= left[kind]:
                    what = f"{count} marks of '{kind}' are lost where {left[kind]} are left"
                    yield self.problem(step, what, "lose no more than there are, and at least one")
                else:
                    left[kind] -= count
        for step in [step for step in technique.steps if step.framing][1:]:
            yield self.problem(step, "a second framing step", "cite a work instead")

    def claims(self) -> tuple[Statement, ...]:
        """The sentences of kinds and of steps that assert something."""
        said: list[Says] = [*self.kinds(), *(step for one in self.facts.techniques for step in one.steps)]
        return tuple(statement for one in said for statement in one.statements())

    # --- table and words

    def stages(self, technique: Technique) -> list[Stage]:
        """The steps of a technique: what is still kept, what leaves; the last tells all that has left."""
        whole = {kind.id: kind.drawn for kind in self.kinds()}
        left = dict.fromkeys(whole, 0)
        found = []
        for number, step in enumerate(technique.steps, 1):
            for kind, count in step.lost.items():
                left[kind] += count
            kept = {kind: count - left[kind] for kind, count in whole.items()}
            gone = left if number == len(technique.steps) else step.lost
            found.append(Stage(technique, number, step, self._in_words(kept), self._in_words(gone)))
        return found

    def _in_words(self, counts: Mapping[str, int]) -> str:
        """Kinds in words; those that only in part belong here say so."""
        found = []
        for kind in self.kinds():
            if count := counts.get(kind.id, 0):
                name = kind.label[0].lower() + kind.label[1:]
                found.append(name if count == kind.drawn else f"part of the {name}")
        return "; ".join(found) or "nothing"

    def columns(self) -> tuple[Column, ...]:
        """The table's columns."""
        return (
            Column("technique", "Technique"),
            Column("number", "Step number"),
            Column("step", "Step"),
            Column("seen", "What is seen in the drawing"),
            Column("text", "What the cited works show"),
            Column("kept", "Still kept"),
            Column("lost", "Lost"),
        )

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """One row per step of each technique: what is seen, what the works say, what is still kept, what leaves."""
        return [
            {
                "technique": stage.technique.label,
                "number": stage.number,
                "step": stage.step.label,
                "seen": stage.step.seen,
                "text": stage.step.text,
                "kept": stage.kept,
                "lost": stage.lost,
                "cite": stage.step.cite,
            }
            for technique in self.facts.techniques
            for stage in self.stages(technique)
        ]

    def csv_text(self, labels: Mapping[str, str] | None = None) -> str:
        """The table as CSV; with `labels` those of the works as well."""
        return output.csv_text(self.rows(), self.columns(), labels)

    def description(self) -> list[str]:
        """A paragraph for each technique."""
        paragraphs = []
        for technique in self.facts.techniques:
            stages = self.stages(technique)
            names = "; ".join(f"{stage.number} {stage.step.label.lower()}" for stage in stages)
            paragraphs.append(
                f"{technique.label} ({technique.separates_by}). Steps: {names}. "
                f"Kept in the end: {stages[-1].kept}. Lost in the end: {stages[-1].lost}."
            )
        return paragraphs

    def starts(self) -> dict[str, go.Figure]:
        """The still picture of each technique at its first step, by suffix."""
        panels = {one.id: self.panel(one) for one in self.facts.techniques}
        return {f"start-{name}": figure_of({"data": at["data"], "layout": at["layout"]}) for name, at in panels.items()}

    def parts(self) -> dict[str, Any]:
        """Kinds with size and mark, techniques with their stages, the size of a drawing."""
        return {
            "panel_size": self.panel_size,
            "kinds": [(kind, self.size_label(kind), Markup(self.glyph_svg(kind))) for kind in self.kinds()],
            "techniques": [(technique, self.stages(technique)) for technique in self.facts.techniques],
        }

    def data_script(self) -> str:
        """What the reader's browser needs: every technique as a drawing with a frame for each step."""
        width, height = self.panel_size
        data = {
            "width": width,
            "height": height,
            "panels": {technique.id: self.panel(technique) for technique in self.facts.techniques},
            "dark": theme.dark_of(),
        }
        return output.script(self.name, data)
