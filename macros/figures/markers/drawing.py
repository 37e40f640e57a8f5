"""Markers as a map of cancers and kinds, and as lines on an axis of AUC."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from macros.drawing.canvas import Picture, Trace
from macros.drawing.facts import label_of
from macros.drawing.marks import DISPUTED, legend, mark, ring, rounded, text
from macros.drawing.rows import Drawn, Hits, Plan
from macros.drawing.shapes import Label, Shape, polyline

from .facts import MARKS, Marker, MarkersFacts

OTHER = "No exosomes named"
EMPTY = 0.5  # AUC of a coin toss


@dataclass(frozen=True, kw_only=True)
class MarkersPlan(Plan):
    """`left`: room for the names of cancers. `cell`: side of the square that a mark has for itself. `line`: height of a
    line on the axis, in letters."""

    left: int
    cell: int
    line: float


LAYOUTS = {
    "narrow": MarkersPlan(width=380, left=96, letters=13, cell=28, line=3.4, legend=1),
    "page": MarkersPlan(width=760, left=132, letters=15, cell=30, line=2.1, legend=3),
    "wide": MarkersPlan(width=1880, left=220, letters=24, cell=40, line=1.7, legend=4),
}


def by_auc(facts: MarkersFacts) -> list[Marker]:
    """The rows with an AUC, the lowest first."""
    return sorted((one for one in facts.markers if one.auc), key=lambda one: float(one.auc))


def _map(facts: MarkersFacts, plan: MarkersPlan) -> Drawn:
    """A matrix of cancers and kinds; every mark of a cell has a square of its own."""
    letters, cell, left = plan.letters, plan.cell, plan.left
    wide = (plan.width - left - 4) / len(facts.kinds)
    across = int(wide // cell)
    shapes: list[Shape] = []
    labels: list[Label] = []
    marks: list[Trace] = []
    hits: Hits = {}
    for n, kind in enumerate(facts.kinds):
        labels.append(Label(kind.short or kind.label, left + (n + 0.5) * wide, letters * 1.6, letters, "ink"))
    top = letters * 3.2
    for cancer in facts.cancers:
        in_kind = [[r for r in facts.markers if (r.cancer, r.kind) == (cancer.id, kind.id)] for kind in facts.kinds]
        lines = max(-(-len(some) // across) for some in in_kind)
        if not lines:
            continue
        deep = lines * cell + 6
        shapes.append(Shape(polyline([(6, top), (plan.width - 6, top)]), line="card_line", width=1))
        labels.append(Label(cancer.label, left - 3, top + deep / 2, letters, "ink", "right"))
        for n, some in enumerate(in_kind):
            for k, row in enumerate(some):
                down, side = divmod(k, across)
                used = min(len(some), across) * cell
                x = left + n * wide + (wide - used) / 2 + (side + 0.5) * cell
                y = top + 3 + (down + 0.5) * cell
                marks += _marks(row, x, y, plan)
                hits[row.id] = rounded((x - cell / 2, y - cell / 2, x + cell / 2, y + cell / 2))
        top += deep
    for n in range(len(facts.kinds)):
        x = left + n * wide
        shapes.append(Shape(polyline([(x, letters * 3.2), (x, top)]), line="card_line", width=1))
    key, top = _legend(facts, plan, top + 10)
    return Drawn([Picture(shapes, labels, marks), key], top, hits)


def _auc(facts: MarkersFacts, plan: MarkersPlan) -> Drawn:
    """An axis from a coin toss to perfect, one line for each row with an AUC, the highest on top."""
    letters, one_line = plan.letters, plan.width > 500
    left = plan.width * 0.36 if one_line else 24
    right = plan.width - (letters * 5 if one_line else 24)
    deep = letters * plan.line
    top, found = letters * 3.6, list(reversed(by_auc(facts)))
    bottom = top + deep * len(found)
    shapes: list[Shape] = []
    labels: list[Label] = []
    marks: list[Trace] = []
    hits: Hits = {}
    for tick in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        x = left + (tick - EMPTY) / (1 - EMPTY) * (right - left)
        shapes.append(Shape(polyline([(x, top), (x, bottom)]), line="card_line", width=1))
        labels.append(Label(f"{tick:.1f}", x, top - letters * 0.9, letters))
    labels.append(Label("coin toss", left - 12, top - letters * 2.4, letters, "ink", "left"))
    labels.append(Label("perfect", right + 12, top - letters * 2.4, letters, "ink", "right"))
    for n, row in enumerate(found):
        y = top + deep * n
        lane = y + (deep / 2 if one_line else deep * 0.72)
        words = y + (deep / 2 if one_line else deep * 0.28)
        x = left + (float(row.auc) - EMPTY) / (1 - EMPTY) * (right - left)
        shapes.append(Shape(polyline([(left, lane), (right, lane)]), line="card_line", width=1, dash="dot"))
        label = f"{row.marker}, {label_of(facts.cancers, row.cancer).lower()}"
        marks += _marks(row, x, lane, plan)
        marks.append(
            text(row.id, label, (left - 12 if one_line else 12, words), letters, "right" if one_line else "left")
        )
        value = (right + 12 if one_line else plan.width - 12, words)
        marks.append(text(row.id, row.auc, value, letters, "left" if one_line else "right"))
        hits[row.id] = rounded((8, y + 1, plan.width - 8, y + deep - 1))
    rest = len(facts.markers) - len(found)
    labels.append(
        Label(f"No AUC was seen for the other {rest} rows.", 12, bottom + letters * 1.2, letters, "ink", "left")
    )
    key, end = _legend(facts, plan, bottom + letters * 2.6)
    return Drawn([Picture(shapes, labels, marks), key], end, hits)


DRAWERS: Mapping[str, Callable[[MarkersFacts, MarkersPlan], Drawn]] = {"map": _map, "auc": _auc}


def _marks(row: Marker, x: float, y: float, plan: MarkersPlan) -> list[Trace]:
    """The mark of a row, in a ring where another row contradicts it."""
    found = [_mark(row.id, row.direction, x, y, plan, row.exosomes)]
    if row.disputes:
        found.insert(0, _ring(row.id, x, y, plan))
    return found


def _mark(row: str, direction: str, x: float, y: float, plan: MarkersPlan, filled: bool = True) -> Trace:
    symbol, hue = MARKS[direction]
    return mark(row, symbol if filled else f"{symbol}-open", (x, y), plan.letters * 0.95, hue)


def _ring(row: str, x: float, y: float, plan: MarkersPlan) -> Trace:
    return ring(row, (x, y), min(plan.letters * 1.5, plan.cell - 3))


def _legend(facts: MarkersFacts, plan: MarkersPlan, top: float) -> tuple[Picture, float]:
    entries = [(one.label, [_mark("", one.id, 0, 0, plan)]) for one in facts.directions]
    entries.append((OTHER, [_mark("", "not-given", 0, 0, plan, filled=False)]))
    return legend([*entries, (DISPUTED, [_ring("", 0, 0, plan)])], plan, top)
