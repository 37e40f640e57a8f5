"""Microbes as cards with their deeds, and the deeds on an axis of warmth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from macros.drawing.canvas import Picture, Trace
from macros.drawing.marks import legend, mark, rounded, text
from macros.drawing.rows import Drawn, Hits, Plan
from macros.drawing.shapes import Label, Point, Shape, box, ellipse, polyline

from .facts import MARKS, Deed, MicrobesFacts

COLDEST, WARMEST, STEP = 20, 36, 4  # °C on the axis


@dataclass(frozen=True, kw_only=True)
class MicrobesPlan(Plan):
    """`lane`: height of a deed's line."""

    lane: int


LAYOUTS = {
    "narrow": MicrobesPlan(width=380, letters=13, legend=2, lane=28),
    "page": MicrobesPlan(width=760, letters=15, legend=4, lane=30),
    "wide": MicrobesPlan(width=1600, letters=18, legend=4, lane=40),
}


def _who(facts: MicrobesFacts, plan: MicrobesPlan) -> Drawn:
    """A card for each kind of microbe: its name and form, and a line for each of its deeds."""
    shapes: list[Shape] = []
    labels: list[Label] = []
    marks: list[Trace] = []
    hits: Hits = {}
    top, right = 4.0, plan.width - 6.0
    for microbe in facts.microbes:
        deeds = [deed for deed in facts.deeds if deed.microbe == microbe.id]
        bottom = top + plan.letters * 2.4 + len(deeds) * plan.lane + 6
        shapes.append(Shape(box(6, top, right, bottom, 10), fill="card", line="card_line"))
        shapes += FORMS[microbe.form]((right - 44, top + 26))
        labels.append(Label(microbe.label, 18, top + plan.letters * 1.4, plan.letters + 2, "ink", "left", True))
        for n, deed in enumerate(deeds):
            y = top + plan.letters * 2.4 + (n + 0.5) * plan.lane
            marks += [_mark(deed.id, deed.effect, (30, y), plan), text(deed.id, deed.short, (46, y), plan.letters)]
            hits[deed.id] = rounded((10, y - plan.lane / 2, right - 4, y + plan.lane / 2))
        top = bottom + 10
    key, end = _legend(facts, plan, top)
    return Drawn([Picture(shapes, labels, marks), key], end, hits)


def _warmth(facts: MicrobesFacts, plan: MicrobesPlan) -> Drawn:
    """An axis of warmth with a lane for each deed that has a best one, the coolest on top."""
    left, right, top = 40.0, plan.width - 40.0, plan.letters * 2.2
    found = by_warmth(facts)
    bottom = top + 2 * plan.lane * len(found)
    shapes, labels = [Shape(polyline([(left, top), (right, top)]), line="ink_soft")], []
    for degrees in range(COLDEST, WARMEST + 1, STEP):
        x = _across(degrees, left, right)
        shapes.append(Shape(polyline([(x, top), (x, top + 6)]), line="ink_soft"))
        labels.append(Label(f"{degrees} °C", x, top - plan.letters, plan.letters))
    marks: list[Trace] = []
    hits: Hits = {}
    for n, (degrees, deed) in enumerate(found):
        x, y = _across(degrees, left, right), top + 2 * plan.lane * n + plan.lane * 1.4
        words = text(deed.id, f"{deed.short}, {deed.warmth}", (x, y - plan.lane * 0.7), plan.letters, "center")
        shapes.append(Shape(polyline([(left, y), (right, y)]), line="card_line", dash="dot"))
        marks += [_mark(deed.id, deed.effect, (x, y), plan), words]
        hits[deed.id] = rounded((8, y - plan.lane * 1.3, plan.width - 8, y + plan.lane * 0.5))
    key, end = _legend(facts, plan, bottom + 8)
    return Drawn([Picture(shapes, labels, marks), key], end, hits)


DRAWERS: Mapping[str, Callable[[MicrobesFacts, MicrobesPlan], Drawn]] = {"who": _who, "warmth": _warmth}


def by_warmth(facts: MicrobesFacts) -> list[tuple[int, Deed]]:
    """The deeds whose best warmth is known, the coolest first."""
    known = [(deed.degrees, deed) for deed in facts.deeds if deed.degrees is not None]
    return sorted(known, key=lambda pair: pair[0])


def _across(degrees: int, left: float, right: float) -> float:
    return left + (degrees - COLDEST) / (WARMEST - COLDEST) * (right - left)


def _mark(row: str, effect: str, at: Point, plan: MicrobesPlan) -> Trace:
    symbol, hue = MARKS[effect]
    return mark(row, symbol, at, plan.letters, hue)


def _legend(facts: MicrobesFacts, plan: MicrobesPlan, top: float) -> tuple[Picture, float]:
    return legend([(one.label, [_mark("", one.id, (0, 0), plan)]) for one in facts.effects], plan, top)


# --- the microbes -------------------------------------------------------------------------------


def _budding(at: Point) -> list[Shape]:
    x, y = at
    cells = [ellipse(x, y, 17, 13), ellipse(x + 21, y - 9, 9, 7)]
    return [Shape(cell, fill="blue", line="blue_line") for cell in cells]


def _rods(at: Point) -> list[Shape]:
    x, y = at
    return [
        Shape(box(x - 30 + n * 21, y - 6, x - 12 + n * 21, y + 6, 6), fill="sand", line="sand_line") for n in (0, 1, 2)
    ]


def _pairs(at: Point) -> list[Shape]:
    x, y = at
    spots = [(x - 22, y - 4), (x - 10, y - 6), (x + 10, y + 5), (x + 22, y + 3)]
    return [Shape(ellipse(*spot, 7), fill="orange", line="orange_line") for spot in spots]


FORMS: Mapping[str, Callable[[Point], list[Shape]]] = {"budding": _budding, "rods": _rods, "pairs": _pairs}
