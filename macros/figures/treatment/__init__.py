"""Vesicles in treatment: ways with scenes and a ladder of evidence, one row for one result of one study."""

from __future__ import annotations

from collections.abc import Sequence

from macros.course.figures import Column
from macros.course.problems import Problem
from macros.drawing.facts import Option, label_of, unknown
from macros.drawing.rows import Choice, Drawn, Filter, Row, RowsFigure

from .drawing import DRAWERS, LAYOUTS
from .facts import Study, TreatmentFacts

VIEWS = (Option(id="ways", label="Five ways"), Option(id="ladder", label="Evidence ladder"))


class TreatmentFigure(RowsFigure[TreatmentFacts, Study]):
    shape = TreatmentFacts
    layouts = LAYOUTS

    def findings(self) -> tuple[Study, ...]:
        return self.facts.studies

    def views(self) -> Sequence[Option]:
        return VIEWS

    def filters(self) -> Sequence[Filter]:
        return (
            Filter("strategy", "Way", self.facts.strategies),
            Filter("direction", "Outcome", self.facts.directions),
            Filter("rung", "Rung", self.facts.rungs),
            Filter("seen", "How we know", self.facts.seen),
        )

    def choices(self, one: Study) -> Sequence[Choice]:
        return (
            Choice("group", (one.group,), self.facts.groups),
            Choice("direction", (one.direction,), self.facts.directions),
            Choice("rung", (one.rung,), self.facts.rungs),
            Choice("seen", (one.seen,), self.facts.seen),
        )

    def problems(self) -> list[Problem]:
        problems = super().problems()
        for group in self.facts.groups:
            problems += unknown(self, group, group.id, "strategy", (group.strategy,), self.facts.strategies)
        return problems

    def short_words(self, one: Study) -> Sequence[str]:
        return one.source, one.cargo, one.receptor, one.target, one.effect, one.numbers, one.label

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("strategy", "Way"), Column("group", "By"), Column("source", "Vesicles"), Column("cargo", "Cargo"),
            Column("receptor", "Receptor or pathway"), Column("target", "Tried on"), Column("effect", "Effect"),
            Column("direction", "Outcome"), Column("rung", "Rung"), Column("numbers", "Numbers"),
            Column("seen", "How we know"), Column("disputes", "Contradicted by"),
        )  # fmt: skip

    def row(self, one: Study) -> Row:
        facts, strategy = self.facts, self._strategy(one)
        other = next((other for other in facts.studies if other.id == one.disputes), None)
        return Row(
            self._name(one),
            tuple(view.id for view in VIEWS),
            {"direction": (one.direction,), "rung": (one.rung,), "seen": (one.seen,), "strategy": (strategy,)},
            {
                "strategy": label_of(facts.strategies, strategy),
                "group": label_of(facts.groups, one.group),
                "source": one.source,
                "cargo": one.cargo,
                "receptor": one.receptor,
                "target": one.target,
                "effect": one.effect,
                "direction": label_of(facts.directions, one.direction),
                "rung": label_of(facts.rungs, one.rung),
                "numbers": one.numbers,
                "seen": label_of(facts.seen, one.seen),
                "disputes": self._name(other) if other else "",
            },
        )

    def _strategy(self, one: Study) -> str:
        return next(group.strategy for group in self.facts.groups if group.id == one.group)

    def _name(self, one: Study) -> str:
        return f"{label_of(self.facts.groups, one.group)}: {one.label}"

    def description(self) -> list[str]:
        """The ways one by one, then the ladder from its foot."""
        found = []
        for way in self.facts.strategies:
            here = [one for one in self.facts.studies if self._strategy(one) == way.id]
            results = "; ".join(f"{one.label} ({one.effect})" for one in here)
            found.append(f"{way.label}. {way.says}. Results: {results}.")
        for rung in self.facts.rungs:
            here = [one for one in self.facts.studies if one.rung == rung.id]
            counts = ", ".join(
                f"{sum(one.direction == way.id for one in here)} {way.label.lower()}" for way in self.facts.directions
            )
            results = "; ".join(f"{one.label}: {one.numbers}" for one in here if one.numbers)
            found.append(f"Rung {rung.label}: {len(here)} results, {counts}.{f' {results}.' if results else ''}")
        return found

    def draw(self, view: str, layout: str) -> Drawn:
        return DRAWERS[view](self.facts, LAYOUTS[layout])


FIGURE = TreatmentFigure
