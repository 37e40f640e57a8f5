"""Vesicles between tumour and immune cells: links from cell to cell, one row for one link of one study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

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
        return [*super().problems(), *(problem for view in self.facts.views for problem in self._misplaced(view))]

    def _misplaced(self, view: View) -> Iterator[Problem]:
        """Cells of a view that stand nowhere, twice, in vain, or where there is no room for their links."""
        yield from unknown(self, view, view.id, "hub", (view.hub,) if view.hub else (), self.facts.cells)
        links = self._links(view)
        ends = Counter(one.receiver for one in links)
        if view.hub:
            yield from self._unlike(view, "around the hub", (*view.left, *view.right, *view.ends), ends)
        else:
            yield from self._unlike(view, "on the left", view.left, {one.sender for one in links})
            yield from self._unlike(view, "on the right", (*view.right, *view.ends), ends)
        for cell in view.ends:
            if ends[cell] > 1 or not view.hub:
                what = f"'{view.id}': '{cell}' stands above or below, where there is room for one link from a hub"
                yield self.problem(view, what, "put it on the left or the right")

    def _unlike(self, view: View, where: str, placed: Sequence[str], wanted: Collection[str]) -> Iterator[Problem]:
        """A problem for each cell that stands in one part of a view but not in its links, or the other way round."""
        for cell in sorted({*placed, *wanted}):
            if placed.count(cell) != (cell in wanted):
                what = f"'{view.id}': '{cell}' stands {placed.count(cell)} times {where}"
                yield self.problem(view, what, "name each cell of the view's links once, and no other")

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
