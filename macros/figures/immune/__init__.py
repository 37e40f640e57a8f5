"""Vesicles between tumour and immune cells: links from cell to cell, one row for one link of one study."""

from __future__ import annotations

from collections.abc import Sequence

from macros.course.figures import Column
from macros.course.problems import Problem
from macros.drawing.facts import label_of, unknown
from macros.drawing.rows import Choice, Drawn, Filter, Row, RowsFigure

from .drawing import LAYOUTS, draw
from .facts import ImmuneFacts, Link, View


class ImmuneFigure(RowsFigure[ImmuneFacts, Link]):
    shape = ImmuneFacts
    layouts = LAYOUTS

    def findings(self) -> tuple[Link, ...]:
        return self.facts.links

    def views(self) -> tuple[View, ...]:
        return self.facts.views

    def filters(self) -> Sequence[Filter]:
        return (
            Filter("direction", "Direction", self.facts.directions),
            Filter("target", "Acts on", self.facts.cells),
            Filter("system", "Kind of evidence", self.facts.systems),
        )

    def choices(self, one: Link) -> Sequence[Choice]:
        return (
            Choice("from", (one.sender,), self.facts.cells),
            Choice("to", (one.receiver,), self.facts.cells),
            Choice("direction", (one.direction,), self.facts.directions),
            Choice("system", one.system, self.facts.systems),
        )

    def problems(self) -> list[Problem]:
        hubs = [(view, view.hub) for view in self.facts.views if view.hub]
        problems = super().problems()
        for view, hub in hubs:
            problems += unknown(self, view, view.id, "hub", (hub,), self.facts.cells)
        return problems

    def short_words(self, one: Link) -> Sequence[str]:
        return one.source, one.cargo, one.receptor, one.target, one.effect

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("source", "From"), Column("cargo", "Cargo"), Column("receptor", "Receptor or pathway"),
            Column("target", "Acts on"), Column("effect", "Effect"), Column("direction", "Direction"),
            Column("system", "Kind of evidence"), Column("disputes", "Contradicted by"),
        )  # fmt: skip

    def row(self, one: Link) -> Row:
        other = next((other for other in self.facts.links if other.id == one.disputes), None)
        return Row(
            _name(one),
            tuple(view.id for view in self.facts.views if self._is_in(view, one)),
            {"direction": (one.direction,), "target": (one.receiver,), "system": one.system},
            {
                "source": one.source,
                "cargo": one.cargo,
                "receptor": one.receptor,
                "target": one.target,
                "effect": one.effect,
                "direction": label_of(self.facts.directions, one.direction),
                "system": ", ".join(label_of(self.facts.systems, system) for system in one.system),
                "disputes": _name(other) if other else "",
            },
        )

    def _is_in(self, view: View, one: Link) -> bool:
        if view.hub:
            return one.sender == view.hub
        return one.sender not in [view.hub for view in self.facts.views]

    def _links(self, view: View) -> list[Link]:
        return [one for one in self.facts.links if self._is_in(view, one)]

    def description(self) -> list[str]:
        """For each view, cell by cell, what its links say."""
        found = []
        for view in self.facts.views:
            here = self._links(view)
            words = "Tumour vesicles on" if view.hub else "Vesicles of"
            for cell in self.facts.cells:
                some = [one for one in here if (one.receiver if view.hub else one.sender) == cell.id]
                if some:
                    found.append(f"{words} {cell.label}: {'; '.join(map(self._sentence, some))}.")
        return found

    def _sentence(self, one: Link) -> str:
        way = " by way of ".join(filter(None, (one.cargo, one.receptor)))
        direction = label_of(self.facts.directions, one.direction).lower()
        return f"{one.source} {direction} {one.target}{f' ({way})' if way else ''}: {one.effect}"

    def draw(self, view: str, layout: str) -> Drawn:
        chosen = next(one for one in self.facts.views if one.id == view)
        return draw(self.facts, chosen, self._links(chosen), LAYOUTS[layout])


def _name(one: Link) -> str:
    return f"{one.source} → {one.target}: {one.effect}"


FIGURE = ImmuneFigure
