"""Ways of treatment as panels with scenes, and as a ladder whose rungs come nearer to people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from macros.drawing.canvas import Picture, Trace
from macros.drawing.marks import DISPUTED, legend, mark, ring, rounded, text, texts
from macros.drawing.rows import Drawn, Hits, Plan
from macros.drawing.shapes import Label, Point, Shape, box, polyline, wrapped

from .facts import MARKS, Group, Strategy, Study, TreatmentFacts
from .scenes import HIGH, SCENES, SIGNS, WIDE

HOLLOW = "Known by a title or another work"


@dataclass(frozen=True, kw_only=True)
class TreatmentPlan(Plan):
    """`panels`: how many stand side by side. `named`: whether names stand beside the marks in them. `cell`: side of
    the square that a mark has for itself. `left`: room for the ladder's names, `ways` of it for those of the ways (0:
    on lines of their own). `sign`: height of a rung's sign. `step`: from rung to rung. `beside`: room for the numbers
    on the ladder's right (0: they stand below)."""

    cell: int
    panels: int
    left: int
    sign: int
    step: int
    named: bool = True
    ways: int = 0
    beside: int = 0

    @property
    def mark(self) -> float:
        """The size of a mark."""
        return min(self.letters * 0.9, self.cell * 0.6)


LAYOUTS = {
    "narrow": TreatmentPlan(width=380, letters=13, cell=28, panels=1, legend=1, left=78, sign=15, step=6),
    "page": TreatmentPlan(width=760, letters=15, cell=28, panels=2, legend=2, left=146, sign=24, step=9),
    "wide": TreatmentPlan(
        width=1880,
        letters=24,
        cell=32,
        panels=5,
        legend=3,
        left=396,
        sign=34,
        step=10,
        named=False,
        ways=152,
        beside=500,
    ),
}

GAP = 10  # px between panels


# --- the ways -----------------------------------------------------------------------------------


def ways(facts: TreatmentFacts, plan: TreatmentPlan) -> Drawn:
    """One panel for each strategy: its name, its scene, its groups and their results."""
    across = plan.panels
    width = (plan.width - (across + 1) * 6) / across
    heights = [_height(facts, way, width, plan) for way in facts.strategies]
    parts: list[Picture] = []
    hits: Hits = {}
    bottom = 0.0
    for column, places in enumerate(_columns(heights, across)):
        left, top = 6 + column * (width + 6), 4.0
        for n in places:
            # Panels side by side are all as high as the highest.
            high = max(heights) if across == len(heights) else heights[n]
            picture, found = _panel(facts, facts.strategies[n], left, top, width, high, plan)
            parts.append(picture)
            hits |= found
            top += high + GAP
        bottom = max(bottom, top - GAP)
    key, end = _legend(facts, plan, bottom + 6)
    return Drawn([*parts, key], end, hits)


def _columns(heights: list[float], count: int) -> list[list[int]]:
    """Numbers of panels, in order, over columns of about the same height."""
    if count != 2:
        return [list(range(len(heights)))] if count == 1 else [[n] for n in range(len(heights))]
    cut = min(range(1, len(heights)), key=lambda n: abs(sum(heights[:n]) - sum(heights[n:])))
    return [list(range(cut)), list(range(cut, len(heights)))]


def _lines(facts: TreatmentFacts, way: Strategy) -> Iterator[tuple[Group, list[Study]]]:
    for group in facts.groups:
        if group.strategy == way.id:
            yield group, [row for row in facts.studies if row.group == group.id]


def _says(way: Strategy, width: float, plan: TreatmentPlan) -> list[str]:
    return wrapped(way.says, width - 24, plan.letters)


def _scene_at(facts: TreatmentFacts, width: float, plan: TreatmentPlan) -> float:
    """How far below its panel's top a scene begins, the same in all panels so that scenes lie side by side."""
    letters = plan.letters
    return letters * 2.2 + max(len(_says(way, width, plan)) for way in facts.strategies) * letters * 1.3 + 8


def _height(facts: TreatmentFacts, way: Strategy, width: float, plan: TreatmentPlan) -> float:
    letters = plan.letters
    top = _scene_at(facts, width, plan) + HIGH + 8
    return top + sum(letters * 1.8 + _deep(some, width, plan) for _, some in _lines(facts, way)) + 8


def _across(width: float, plan: TreatmentPlan) -> int:
    """How many marks of a group stand side by side in a panel."""
    return 1 if plan.named else int((width - 16) // plan.cell)


def _deep(some: list[Study], width: float, plan: TreatmentPlan) -> float:
    return -(-len(some) // _across(width, plan)) * plan.cell


def _panel(
    facts: TreatmentFacts, way: Strategy, left: float, top: float, width: float, high: float, plan: TreatmentPlan
) -> tuple[Picture, Hits]:
    letters, cell = plan.letters, plan.cell
    shapes = [Shape(box(left, top, left + width, top + high, 10), fill="card", line="card_line", width=1.2)]
    labels = [Label(way.label, left + 12, top + letters * 1.3, letters + 3, "ink", "left", True)]
    for n, line in enumerate(_says(way, width, plan)):
        labels.append(Label(line, left + 12, top + letters * (2.85 + 1.3 * n), letters, side="left"))
    y = top + _scene_at(facts, width, plan)
    shapes += SCENES[way.id](left + (width - WIDE) / 2, y)
    y += HIGH + 8
    marks, hits = [], {}
    for group, some in _lines(facts, way):
        shapes.append(Shape(polyline([(left + 10, y + 2), (left + width - 10, y + 2)]), line="card_line", width=1))
        labels.append(Label(group.label, left + 12, y + letters * 1.05, letters, "ink", "left", True))
        y += letters * 1.8
        for n, row in enumerate(some):
            down, side = divmod(n, _across(width, plan))
            x, above = left + 8 + side * cell, y + down * cell
            if plan.named:
                marks += _marks(row, (left + 12 + letters * 0.7, above + cell / 2), plan)
                marks.append(text(row.id, row.label, (left + 12 + letters * 1.9, above + cell / 2), letters))
                hits[row.id] = rounded((left + 3, above, left + width - 3, above + cell))
            else:
                marks += _marks(row, (x + cell / 2, above + cell / 2), plan)
                hits[row.id] = rounded((x, above, x + cell, above + cell))
        y += _deep(some, width, plan)
    return Picture(shapes, labels, marks), hits


# --- the ladder ---------------------------------------------------------------------------------


def ladder(facts: TreatmentFacts, plan: TreatmentPlan) -> Drawn:
    """Rungs as a staircase, groups as its rows, every mark in a square of its own; numbers of trials below or beside."""
    letters = plan.letters
    wide = (_right(plan) - plan.left) / len(facts.rungs)
    head = max(top + len(name) * letters * 1.3 for top, name in _steps(facts, wide, plan)) + letters * 0.8
    rows, bottom, hits = _rows(facts, wide, head, plan)
    stairs = _stairs(facts, wide, head, bottom, plan)
    if plan.beside:
        numbers, end = _numbers(facts, plan, _right(plan) + 24, 4)
        end = max(bottom, end)
    else:
        numbers, end = _numbers(facts, plan, 8, bottom + 12)
    key, end = _legend(facts, plan, end + 6)
    return Drawn([stairs, rows, numbers, key], end, hits)


def _right(plan: TreatmentPlan) -> float:
    """Where the ladder ends."""
    return plan.width - plan.beside - 4


def _steps(facts: TreatmentFacts, wide: float, plan: TreatmentPlan) -> list[tuple[float, list[str]]]:
    """The top of each step, the last the highest, and the lines of its name."""
    count, bold = len(facts.rungs), plan.width > 500
    return [
        (
            plan.sign + 6 + (count - 1 - n) * plan.step,
            wrapped(rung.label if bold and not plan.beside else rung.short, wide - 4, plan.letters, bold),
        )
        for n, rung in enumerate(facts.rungs)
    ]


def _stairs(facts: TreatmentFacts, wide: float, head: float, bottom: float, plan: TreatmentPlan) -> Picture:
    letters, bold = plan.letters, plan.width > 500
    shapes, labels = [], []
    for n, (rung, (top, name)) in enumerate(zip(facts.rungs, _steps(facts, wide, plan), strict=True)):
        x = plan.left + n * wide
        shapes.append(Shape(box(x + 1.5, top, x + wide - 1.5, bottom, 4), fill="card", line="card_line", width=1.2))
        shapes += SIGNS[rung.id](x + wide / 2, top - 2, plan.sign)
        for k, line in enumerate(name):
            labels.append(Label(line, x + wide / 2, top + letters * (1.1 + 1.3 * k), letters, "ink", bold=bold))
    shapes.append(Shape(polyline([(6, head), (_right(plan), head)]), line="ink_soft", width=1.4))
    return Picture(shapes, labels, [])


def _rows(facts: TreatmentFacts, wide: float, top: float, plan: TreatmentPlan) -> tuple[Picture, float, Hits]:
    letters, cell, left = plan.letters, plan.cell, plan.left
    across = max(1, int(wide // cell))
    shapes, labels, marks, hits = [], [], [], {}
    for way in facts.strategies:
        labels.append(Label(way.label, 8, top + letters, letters + 1, "ink", "left", True))
        top += 0 if plan.ways else letters * 1.9
        for group, some in _lines(facts, way):
            on = [[row for row in some if row.rung == rung.id] for rung in facts.rungs]
            name = wrapped(group.label, left - plan.ways - 18, letters)
            deep = max(max(-(-len(here) // across) for here in on) * cell, len(name) * letters * 1.3) + 4
            middle = top + deep / 2 - (len(name) - 1) * letters * 0.65
            labels += [
                Label(one, 14 + plan.ways, middle + k * letters * 1.3, letters, side="left")
                for k, one in enumerate(name)
            ]
            for n, here in enumerate(on):
                used = min(len(here), across) * cell
                start = top + (deep - -(-len(here) // across) * cell) / 2
                for k, row in enumerate(here):
                    down, side = divmod(k, across)
                    x = left + n * wide + (wide - used) / 2 + (side + 0.5) * cell
                    y = start + (down + 0.5) * cell
                    marks += _marks(row, (x, y), plan)
                    hits[row.id] = rounded((x - cell / 2, y - cell / 2, x + cell / 2, y + cell / 2))
            top += deep
        shapes.append(Shape(polyline([(6, top + 2), (_right(plan), top + 2)]), line="card_line", width=1.2))
        top += 4
    return Picture(shapes, labels, marks), top, hits


def _numbers(facts: TreatmentFacts, plan: TreatmentPlan, left: float, top: float) -> tuple[Picture, float]:
    """The numbers of results in people, rung by rung."""
    letters, wide = plan.letters, plan.width - left
    labels = [Label("In people: the numbers", left, top + letters, letters + 1, "ink", "left", True)]
    marks: list[Trace] = []
    y = top + letters * 2.4
    for row in (row for rung in facts.rungs for row in facts.studies if row.rung == rung.id and row.numbers):
        lines = wrapped(f"{row.label}: {row.numbers}", wide - 30 - letters * 2, letters)
        words = [(one, (left + letters * 2, y + letters * (0.65 + 1.3 * k))) for k, one in enumerate(lines)]
        marks += [
            *_marks(row, (left + letters * 0.8, y + letters * 0.65), plan, small=True),
            texts(row.id, words, letters),
        ]
        y += len(lines) * letters * 1.3 + letters * 0.5
    return Picture([], labels, marks), y


# --- marks --------------------------------------------------------------------------------------


def _marks(row: Study, at: Point, plan: TreatmentPlan, small: bool = False) -> list[Trace]:
    """The mark of a row, in a ring where another row contradicts it."""
    size = plan.mark * (0.78 if small else 1)
    found = [_mark(row.id, row.direction, row.seen == "work", at, size)]
    if row.disputes:
        found.insert(0, ring(row.id, at, size * 1.7))
    return found


def _mark(row: str, direction: str, solid: bool, at: Point, size: float) -> Trace:
    symbol, hue = MARKS[direction]
    return mark(row, symbol if solid else f"{symbol}-open", at, size, hue, 2, solid)


def _legend(facts: TreatmentFacts, plan: TreatmentPlan, top: float) -> tuple[Picture, float]:
    size, middle = plan.mark, (0.0, 0.0)
    entries = [(one.label, [_mark("", one.id, True, middle, size)]) for one in facts.directions]
    entries.append((HOLLOW, [_mark("", "feasible", False, middle, size)]))
    entries.append((DISPUTED, [_mark("", "missed", True, middle, size), ring("", middle, size * 1.7)]))
    return legend(entries, plan, top)


DRAWERS: Mapping[str, Callable[[TreatmentFacts, TreatmentPlan], Drawn]] = {"ways": ways, "ladder": ladder}
