"""How the isolation techniques work: devices through which a mixed sample goes, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import plotly.graph_objects as go

from macros.course.problems import Problem
from macros.drawing.steps import StepsFigure, Technique
from macros.figures.particles import glyph

from . import drawing
from .devices import DEVICES, HEIGHT, STEPS, WIDTH
from .facts import IsolationFacts, Particles
from .scenes import Scene, scene


class IsolationFigure(StepsFigure[IsolationFacts, Particles]):
    shape = IsolationFacts
    panel_size = (WIDTH, HEIGHT)

    def kinds(self) -> tuple[Particles, ...]:
        return self.facts.particles

    def size_label(self, kind: Particles) -> str:
        return drawing.size_label(kind)

    def glyph_svg(self, kind: Particles) -> str:
        return glyph(kind.form)

    def problems(self) -> list[Problem]:
        problems = super().problems()
        given = [technique.id for technique in self.facts.techniques]
        for name in DEVICES:
            if name not in given:
                what = f"the technique '{name}' is missing"
                problems.append(self.problem(self.facts, what, "add it, its device is drawn"))
        if len(self.facts.steps) != STEPS:
            what = f"there are {len(self.facts.steps)} steps"
            problems.append(self.problem(self.facts.steps[0], what, f"give {STEPS}, the devices are drawn for them"))
        return problems

    @cached_property
    def scenes(self) -> Sequence[Scene]:
        """Where every mark lies at every step, technique by technique."""
        return [scene(self.facts.particles, technique) for technique in self.facts.techniques]

    def panel(self, technique: Technique) -> dict[str, Any]:
        drawn = next(drawn for drawn in self.scenes if drawn.technique == technique.id)
        return drawing.panel(self.facts, drawn)

    def sheets(self) -> dict[str, go.Figure]:
        """All techniques in one still picture with the legend: two columns for a page, one for a phone; and each
        technique at its first step."""
        whole = {"": drawing.sheet(self.facts, self.scenes, 2), "narrow": drawing.sheet(self.facts, self.scenes, 1)}
        return whole | self.starts()

    def slides(self) -> dict[str, go.Figure]:
        """The same for a projector."""
        return {"": drawing.slide(self.facts, self.scenes)}


FIGURE = IsolationFigure
