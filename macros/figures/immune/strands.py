"""Strands: the words of a link, the line under them from cell to cell, its end and the vesicle that rides on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from macros.drawing.canvas import Trace
from macros.drawing.marks import line, mark, ring, texts
from macros.drawing.rows import Plan
from macros.drawing.shapes import Label, Point, Shape, letters_width, wrapped
from macros.drawing.theme import LIGHT
from macros.figures.cells import FORMS

from .facts import ENDS, Cell, Link

# How far a form reaches out of its half width: a line ends there.
REACH = {"tumour": 1.12, "dendritic": 1.4, "b-cell": 1.26, "macrophage": 1.32, "lymphocyte": 1.2, "stroma": 1.22}
FINE = 24  # parts of a curve at most
BEND = 0.4  # px by which a line may miss its curve
SLANT = 0.55  # of the angle at which a line meets a cell, how much its last part has
ARC = 112  # degrees of a cell's edge that ends may take


@dataclass(frozen=True, kw_only=True)
class LinksPlan(Plan):
    """`hub`, `cell`, `small`: half widths of the hub, of cells around it, and of cells that face each other.
    `name`: room for a cell's name under it, `aside`: beside it, `beside`: whether it stands there above and below a hub.
    `words`: room
    for the words of a link, `upright`: where its line stands, `paths`: whether these name receptors. `slot`: the least height of a link, `end`: the size
    of a line's end. `fan`: what a line needs between words and cell. `flow`: left and right of the words where cells
    face each other. `high`: height to be filled, or 0."""

    hub: int
    cell: int
    small: int
    name: int
    aside: int
    beside: bool
    words: int
    upright: int
    paths: bool
    slot: int
    end: int
    fan: int
    flow: tuple[int, int]
    high: int


class Slot(NamedTuple):
    """A link with its words as lines."""

    row: Link
    lines: list[str]
    height: float


class Node(NamedTuple):
    """A cell at its place."""

    cell: Cell
    at: Point
    half: float

    @property
    def reach(self) -> float:
        return self.half * REACH.get(self.cell.form, 1.14)

    def edge(self, degrees: float, more: float = 0) -> Point:
        """A point on its edge, or `more` px outside it; 0 degrees to the right, 90 downwards."""
        a, r = math.radians(degrees), self.reach + more
        return self.at[0] + r * math.cos(a), self.at[1] + r * math.sin(a)

    def shapes(self) -> list[Shape]:
        return FORMS[self.cell.form](*self.at, self.half)


def name_of(cell: Cell, at: Point, width: float, size: float, side: str = "center") -> Label:
    """The name of a cell in as many lines as it needs."""
    return Label("<br>".join(wrapped(cell.label, width, size, bold=True)), *at, size, "ink", side, True)


# --- words --------------------------------------------------------------------------------------


def slot_of(row: Link, room: float, plan: LinksPlan) -> Slot:
    """The words of a link within a width: what is carried, or by which way, or what comes of it."""
    lines = _words(row, room, plan)
    return Slot(row, lines, max(plan.slot, (len(lines) * 1.3 + (len(lines) > 1) * 0.2) * plan.letters))


def _words(row: Link, room: float, plan: LinksPlan) -> list[str]:
    size = plan.letters
    if not row.cargo:
        return wrapped(f"via {row.receptor}" if row.receptor else row.effect, room, size)
    way = f"→ {row.receptor}" if row.receptor and plan.paths else ""
    if (letters_width(row.cargo) * 1.12 + letters_width(f" {way}") * 1.05) * size <= room:
        return [f"<b>{row.cargo}</b> {way}".strip()]
    return [*(f"<b>{one}</b>" for one in wrapped(row.cargo, room, size, bold=True)), *wrapped(way, room, size)]


def written(slot: Slot, at: Point, side: str, plan: LinksPlan) -> Trace:
    """The words of a link over a line at this height; `side` tells which end of the words stands there."""
    x, y = at
    step, count = plan.letters * 1.3, len(slot.lines)
    placed = [(one, (x, y - plan.letters * 0.68 - (count - 1 - n) * step)) for n, one in enumerate(slot.lines)]
    return texts(slot.row.id, placed, plan.letters, side)


# --- lines --------------------------------------------------------------------------------------


def angles(node: Node, middle: float, count: int, plan: LinksPlan) -> list[float]:
    """Degrees at which lines meet a cell, about a middle, as far apart as their ends need and the cell has room."""
    step = min(math.degrees(plan.end * 1.2 / (node.reach + plan.end * 0.4)), ARC / max(1, count - 1))
    some = [middle + (n - (count - 1) / 2) * step for n in range(count)]
    return sorted(some, key=lambda degrees: node.edge(degrees)[1])


def curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Points of a cubic Bézier curve, close together where it bends."""
    points = []
    for n in range(FINE + 1):
        t = n / FINE
        parts = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        x, y = (
            math.fsum(p * at[axis] for p, at in zip(parts, (start, first, second, end), strict=True)) for axis in (0, 1)
        )
        points.append((x, y))
    return _thinned(points)


def _thinned(points: list[Point]) -> list[Point]:
    """As few of the points as tell the same curve (after Douglas and Peucker)."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0) or 1
    off = [abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length for x, y in points]
    far = max(range(len(points)), key=off.__getitem__)
    if off[far] <= BEND:
        return [points[0], points[-1]]
    return [*_thinned(points[: far + 1])[:-1], *_thinned(points[far:])]


def strand(
    start: Point, out: float, flat: tuple[Point, Point], node: Node, into: float, plan: LinksPlan
) -> list[Point]:
    """A line that leaves at `out` degrees, runs level under its words, and meets a cell at `into` degrees."""
    (x0, y), (x1, _) = flat
    ahead = math.copysign(1, x1 - x0)
    a = math.radians(out)
    far = min(math.dist(start, flat[0]) * 0.45, abs(x0 - start[0]) * 0.7 / max(0.3, abs(math.cos(a))))
    leave = (start[0] + far * math.cos(a), start[1] + far * math.sin(a))
    return [
        *curve(start, leave, (x0 - ahead * abs(x0 - start[0]) * 0.5, y), flat[0]),
        *arrival(flat[1], ahead, node, into, plan),
    ]


def arrival(start: Point, ahead: float, node: Node, into: float, plan: LinksPlan) -> list[Point]:
    """The last part of a line: level at first, straight towards the cell at its end."""
    end = node.edge(into, plan.end * 0.4)
    side = 0 if ahead < 0 else 180
    slant, far = math.radians(side + ((into - side + 180) % 360 - 180) * SLANT), min(node.reach * 0.8, plan.fan * 0.6)
    before = (end[0] + far * math.cos(slant), end[1] + far * math.sin(slant))
    level = max(abs(end[0] - start[0]) * 0.5, plan.fan * 0.5)
    return curve(start, (start[0] + ahead * level, start[1]), before, end)


def arrow(row: str, direction: str, points: Sequence[Point], plan: LinksPlan) -> list[Trace]:
    """The line of a direction and its end, turned the way the line goes."""
    hue, dash, symbol, part = ENDS[direction]
    (x0, y0), (x1, y1) = [point for point in points if point[0] is not None][-2:]
    wide = max(1.8, plan.letters / 9)
    end = mark(row, symbol, points[-1], plan.end * part, hue, wide * 1.3, solid=not symbol.endswith("-open"))
    end["marker"]["angle"] = round(math.degrees(math.atan2(y1 - y0, x1 - x0)))
    return [line(row, points, hue, dash, wide), end]


def link(row: Link, points: Sequence[Point], vesicle: Point, plan: LinksPlan) -> list[Trace]:
    """A link: its line, its end, and the vesicle on it, with a core where its cargo is known."""
    drawn = [*arrow(row.id, row.direction, points, plan), vesicle_on(row.id, vesicle, bool(row.cargo), plan)]
    return drawn + ([ring(row.id, vesicle, plan.letters * 1.3)] if row.disputes else [])


def vesicle_on(row: str, at: Point, full: bool, plan: LinksPlan) -> Trace:
    """The vesicle on a line, with a core where it is full."""
    drawn = vesicles(row, [at], plan.letters * 0.78, max(1.6, plan.letters / 12))
    drawn["marker"]["symbol"] = "circle-dot" if full else "circle"
    return drawn


def vesicles(row: str, points: Sequence[Point], size: float, width: float) -> Trace:
    """Empty vesicles of one size, as one trace."""
    places = {"x": [round(x, 1) for x, _ in points], "y": [round(y, 1) for _, y in points]}
    return mark(row, "circle", points[0], size, "violet", width) | places


# --- fewer parts --------------------------------------------------------------------------------


def tied(marks: Sequence[Trace]) -> list[Trace]:
    """The same marks in few traces, for a page holds six elements for each: of a row its lines, its ring and all else
    in one. Lines lie at the back."""
    lines = [trace for trace in marks if trace["mode"] == "lines"]
    rings = [trace for trace in marks if trace["mode"] == "markers" and trace["marker"]["color"] == LIGHT["ink"]]
    rest: dict[str, list[Trace]] = {}
    for trace in marks:
        if trace not in lines and trace not in rings:
            rest.setdefault(trace.get("meta", ""), []).append(trace)
    return [*lines, *rings, *map(_one, rest.values())]


def _one(marks: Sequence[Trace]) -> Trace:
    """Marks and words of a row as one trace: words have a mark without size, marks have no words."""
    places: dict[str, list[Any]] = {"x": [], "y": [], "text": []}
    looks: dict[str, list[Any]] = {"symbol": [], "size": [], "color": [], "angle": []}
    edges: dict[str, list[Any]] = {"width": [], "color": []}
    said: Trace = {}
    for trace in marks:
        look, count = trace.get("marker", {"symbol": "circle", "size": 0, "color": LIGHT["ink"]}), len(trace["x"])
        places["x"] += trace["x"]
        places["y"] += trace["y"]
        places["text"] += trace.get("text", [""] * count)
        for name, some in looks.items():
            some += [look.get(name, 0)] * count
        for name, some in edges.items():
            some += [look.get("line", {"width": 0, "color": LIGHT["ink"]})[name]] * count
        said |= {name: trace[name] for name in ("textposition", "textfont") if name in trace}
    drawn = {name: value for name, value in marks[0].items() if name in ("type", "hoverinfo", "meta")}
    if not said:
        del places["text"]
    # Plotly draws marks of several sizes paler, unless told not to.
    marker = looks | {"line": edges, "opacity": 1}
    return drawn | places | said | {"mode": "markers+text" if said else "markers", "marker": marker}
