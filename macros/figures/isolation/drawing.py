"""Panels of the techniques, alone for the browser and together on sheets with a legend of sizes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go

from macros.drawing.canvas import SLIDE, Picture, Trace, joined, layout_of, words
from macros.drawing.shapes import Label, Path, Point, Shape, box, polyline
from macros.drawing.theme import FONT, LIGHT
from macros.figures.particles import HUES, Particle, Placed, drawn_diameter, traces

from .devices import HEIGHT, STEPS, WIDTH, frame
from .facts import IsolationFacts, Particles
from .scenes import Scene

HEADER = 40  # above each panel of the sheet: letter, name and principle
GAP = 16  # between panels
MARGIN = 12
ROW = HEADER + HEIGHT + 6
RULER = 178  # height of the legend
BADGE = 11
LARGE, LARGE_BADGE = 30, 40  # letters and badge where six panels share a large screen

RULER_TICKS = ((10, "10 nm"), (100, "100 nm"), (1000, "1 µm"), (10000, "10 µm"))
RULER_NOTE = "Diameter on a logarithmic scale, on which all marks are drawn.<br>Solid bars: ranges after the works cited; dashed bars: typical sizes."


def _names(facts: IsolationFacts) -> dict[str, str]:
    return {kind.id: kind.label for kind in facts.particles} | {"bead": "Bead with antibodies"}


def _badges(points: Iterable[Point]) -> Trace:
    points = list(points)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "text": [f"<b>{n % STEPS + 1}</b>" for n in range(len(points))],
        "textfont": {"family": FONT, "size": 14.5, "color": LIGHT["paper"]},
        "marker": {"size": 2 * BADGE, "color": LIGHT["ink"], "opacity": 1, "line": {"width": 0}},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "name": "",
    }


def _halo(point: Point, step: int) -> Trace:
    """The ring round the badge of the present step, which knows its number."""
    marker = {
        "size": 2 * BADGE + 8,
        "symbol": "circle-open",
        "color": LIGHT["accent"],
        "line": {"width": 3},
        "opacity": 1,
    }
    return _badges([point]) | {"mode": "markers", "text": [f"<b>{step + 1}</b>"], "marker": marker}


def _panel_traces(drawn: Scene, step: int, names: dict[str, str]) -> list[Trace]:
    badges = drawn.device.badges
    return [
        *traces(drawn.device.still, names),
        *traces(drawn.placed(step), names),
        _halo(badges[step], step),
        _badges(badges),
    ]


def panel(facts: IsolationFacts, drawn: Scene) -> dict[str, Any]:
    """One technique at its first step, with a frame for each step (named by the step's id), as plain data."""
    names = _names(facts)
    steps = [_panel_traces(drawn, n, names) for n in range(STEPS)]
    still = len(traces(drawn.device.still, names))
    moving = list(range(still, len(steps[0]) - 1))
    frames = [
        {
            "name": facts.steps[n].id,
            "data": [{"x": t["x"], "y": t["y"]} for t in data[still:-2]] + [_only(data[-2], "x", "y", "text")],
            "traces": moving,
        }
        for n, data in enumerate(steps)
    ]
    layout = layout_of(WIDTH, HEIGHT, drawn.shapes, drawn.labels)
    return {"data": steps[0], "layout": layout, "frames": frames, "large": _large(drawn, len(steps[0]), layout)}


def _only(trace: Trace, *names: str) -> Trace:
    return {name: trace[name] for name in names}


def _large(drawn: Scene, count: int, layout: dict[str, Any]) -> dict[str, Any]:
    """What of a panel is drawn otherwise where many stand small on a large screen: of its words only those of the
    trays, of its badges only that of the present step, without the lines that lead to words."""
    here = {"size": LARGE_BADGE, "color": LIGHT["accent"], "opacity": 1, "line": {"width": 0}}
    font = {"family": FONT, "size": LARGE, "color": LIGHT["paper"]}
    words = [label._replace(size=LARGE, y=label.y + 5) for label in drawn.labels[: len(frame()[1])]]
    return {
        "annotations": [label.as_plotly() for label in words],
        "shapes": layout["shapes"][: len(layout["shapes"]) - len(drawn.device.leaders)],
        "traces": {
            str(count - 2): {"mode": "markers+text", "marker": here, "textfont": font},
            str(count - 1): {"visible": False},
        },
    }


def _panel_on_sheet(facts: IsolationFacts, drawn: Scene, n: int, left: float, top: float) -> Picture:
    """The n-th technique of the sheet with its header, moved to its place."""
    technique = facts.techniques[n]
    y = top + HEADER
    shapes = [shape.shifted(left, y) for shape in drawn.shapes]
    labels = [label.shifted(left, y) for label in drawn.labels]
    labels += [
        Label("ABCDEF"[n], left + 2, top + 20, 22, "ink", "left", True),
        Label(technique.label, left + 26, top + 20, 18, "ink", "left", True),
        Label(technique.separates_by, left + WIDTH - 2, top + 21, 14, "ink_soft", "right"),
    ]
    marks: list[Trace] = []
    for some in (drawn.device.still, drawn.printed()):
        marks += traces([(p, (round(px + left, 1), round(py + y, 1))) for p, (px, py) in some], _names(facts))
    marks.append(_badges([(bx + left, by + y) for bx, by in drawn.device.badges]))
    return Picture(shapes, labels, marks)


def _legend_mark(kind: Particles, n: int) -> Particle:
    small, large = kind.diameter_nm
    return Particle(f"legend{n}", kind.id, kind.form, drawn_diameter((small * large) ** 0.5) / 2, n + 1)


def _ruler(facts: IsolationFacts, left: float, top: float, width: float) -> Picture:
    """The legend: every class with its mark, set over a logarithmic ruler of diameter."""
    inset, base = 70, top + 102
    low, high = 0.45, 4.5

    def at(nanometres: float) -> float:
        return left + inset + (math.log10(nanometres) - low) / (high - low) * (width - 2 * inset)

    shapes = [Shape(box(left, top, left + width, top + RULER, 10), fill="card", line="card_line", width=1)]
    shapes.append(Shape(polyline([(left + inset, base), (left + width - inset, base)]), line="ink_soft", width=1.6))
    labels = [Label(RULER_NOTE, left + width / 2, top + 150, 14)]
    for value, name in RULER_TICKS:
        shapes.append(Shape(polyline([(at(value), base), (at(value), base + 7)]), line="ink_soft", width=1.6))
        labels.append(Label(name, at(value), base + 18, 14))
    placed: list[Placed] = []
    for n, kind in enumerate(facts.particles):
        small, large = kind.diameter_nm
        middle = (at(small) + at(large)) / 2
        shapes.append(_range_bar(kind, polyline([(at(small), base - 8), (at(large), base - 8)])))
        placed.append((_legend_mark(kind, n), (round(middle, 1), top + 62)))
        labels.append(Label(kind.short, middle, top + 24, 14.5, "ink", "center", True))
    return Picture(shapes, labels, traces(placed, _names(facts)))


def _legend(facts: IsolationFacts, left: float, top: float, width: float) -> Picture:
    """The classes with their marks and sizes, one below the other."""
    shapes = [Shape(box(left, top, left + width, top + RULER, 10), fill="card", line="card_line", width=1)]
    labels: list[Label] = []
    placed: list[Placed] = []
    for n, kind in enumerate(facts.particles):
        y = top + 24 + n * 32
        placed.append((_legend_mark(kind, n), (left + 26, y)))
        labels.append(Label(kind.label, left + 54, y, 16, "ink", "left", True))
        labels.append(Label(size_label(kind), left + width - 12, y, 15, "ink_soft", "right"))
    return Picture(shapes, labels, traces(placed, _names(facts)))


def _range_bar(kind: Particles, path: Path) -> Shape:
    """Thick where a cited work gives the range, thin and dashed where it is a typical one."""
    cited = bool(kind.cite)
    return Shape(path, line=f"{HUES[kind.form]}_line", width=5 if cited else 2.5, dash="solid" if cited else "4px,3px")


def sheet(facts: IsolationFacts, scenes: Sequence[Scene], across: int) -> go.Figure:
    """All techniques, so many side by side, over the legend."""
    count = len(scenes)
    width = 2 * MARGIN + across * WIDTH + (across - 1) * GAP
    down = -(-count // across)
    height = down * ROW + 12 + RULER + MARGIN
    parts = [Picture([Shape(box(0, 0, width, height), fill="paper")], [], [])]
    for n, drawn in enumerate(scenes):
        parts.append(_panel_on_sheet(facts, drawn, n, MARGIN + n % across * (WIDTH + GAP), n // across * ROW))
    legend = _ruler if across > 1 else _legend
    parts.append(legend(facts, MARGIN, down * ROW + 12, width - 2 * MARGIN))
    return joined(parts, width, height)


def slide(facts: IsolationFacts, scenes: Sequence[Scene]) -> go.Figure:
    """The same for a projector: three columns, and a column with title, legend and caption."""
    scale = SLIDE[0] / 1728
    width, height = SLIDE[0] / scale, SLIDE[1] / scale
    left = width - 3 * WIDTH - 2 * GAP - 24
    parts = [Picture([Shape(box(0, 0, width, height), fill="paper")], [], [])]
    for n, drawn in enumerate(scenes):
        column, row = n % 3, n // 3
        parts.append(_panel_on_sheet(facts, drawn, n, left + column * (WIDTH + GAP), 22 + row * (ROW + 10)))
    parts.append(_side_column(facts, 28, left - 56))
    return joined(parts, width, height)


def _side_column(facts: IsolationFacts, left: float, width: float) -> Picture:
    """Title, the classes with their marks and sizes, and the caption with its credit, one below the other."""
    labels: list[Label] = []
    y = 42.0

    def write(text: str, size: float, colour: str, bold: bool = False, indent: float = 0) -> None:
        nonlocal y
        lines, y = words(text, left + indent, y, width - indent, size, colour, bold)
        labels.extend(lines)
        y += size * 0.7

    write(facts.title, 27, "ink", bold=True)
    write(facts.how_to_read, 16, "ink_soft")
    y += 10
    placed: list[Placed] = []
    for n, kind in enumerate(facts.particles):
        placed.append((_legend_mark(kind, n), (left + 20, round(y + 9, 1))))
        labels.append(Label(kind.label, left + 52, y, 16, "ink", "left", True))
        labels.append(Label(size_label(kind), left + 52, y + 20, 15, "ink_soft", "left"))
        y += 54
    y += 14
    write(facts.note, 15, "ink_soft")
    write(f"Redrawn after {facts.recreates}.", 15, "ink_soft")
    write(facts.credit, 14, "ink_soft")
    return Picture([], labels, traces(placed, _names(facts)))


def size_label(kind: Particles) -> str:
    """The diameters of a class in the unit that reads best."""
    sizes = kind.diameter_nm
    words = "" if kind.cite else "typically "
    if sizes[0] >= 1000:
        return f"{words}{sizes[0] / 1000:g}–{sizes[1] / 1000:g} µm"
    return f"{words}{sizes[0]:g}–{sizes[1]:g} nm"
