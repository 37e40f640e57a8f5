"""Marks of rows: symbols, rings, words and lines as plotly has them, each with the id of its row; a legend of them."""

from __future__ import annotations

from collections.abc import Iterable

from macros.drawing.canvas import Picture, Trace
from macros.drawing.rows import Plan
from macros.drawing.shapes import Label, Point
from macros.drawing.theme import FONT, LIGHT

DISPUTED = "Contradicted by another row"


def mark(row: str, symbol: str, at: Point, size: float, hue: str, width: float = 1.6, solid: bool = False) -> Trace:
    """A mark in a hue of the theme; solid ones and those without an area ("…-open") take the hue's line colour."""
    plain = solid or symbol.endswith("-open")
    colour, edge = LIGHT[f"{hue}_line" if plain else hue], LIGHT[f"{hue}_line"]
    return _points(row, [at]) | {
        "mode": "markers",
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": width, "color": edge}},
    }


def ring(row: str, at: Point, size: float) -> Trace:
    """The ring round the mark of a row that another row contradicts."""
    marker = {"symbol": "circle-open", "size": size, "color": LIGHT["ink"], "line": {"width": 1.8}}
    return _points(row, [at]) | {"mode": "markers", "marker": marker}


def text(row: str, words: str, at: Point, size: float, side: str = "left", colour: str = "ink") -> Trace:
    """Words of a row; `side` tells which end of the words stands at the point."""
    return texts(row, [(words, at)], size, side, colour)


def texts(row: str, words: Iterable[tuple[str, Point]], size: float, side: str = "left", colour: str = "ink") -> Trace:
    """Several words of a row, each at its point."""
    where = {"left": "middle right", "right": "middle left", "center": "middle center"}[side]
    font = {"family": FONT, "size": size, "color": LIGHT[colour]}
    placed = list(words)
    look = {"mode": "text", "text": [one for one, _ in placed], "textposition": where, "textfont": font}
    return _points(row, [at for _, at in placed]) | look


def line(row: str, points: Iterable[Point], hue: str, dash: str = "solid", width: float = 2.2) -> Trace:
    """A line of a row in the line colour of a hue."""
    look = {"color": LIGHT[f"{hue}_line"], "width": width, "dash": dash}
    return _points(row, list(points)) | {"mode": "lines", "line": look}


def _points(row: str, points: list[Point]) -> Trace:
    places = {"x": [round(x, 1) for x, _ in points], "y": [round(y, 1) for _, y in points]}
    return {"type": "scatter", "hoverinfo": "skip"} | ({"meta": row} if row else {}) | places


def rounded(corners: Iterable[float]) -> list[float]:
    """The place of a row's button, to a tenth of a pixel."""
    return [round(value, 1) for value in corners]


def legend(entries: Iterable[tuple[str, list[Trace]]], plan: Plan, top: float) -> tuple[Picture, float]:
    """What each form says, in the plan's columns; entries are words and marks drawn round 0, 0."""
    letters, across = plan.letters, plan.legend
    wide = (plan.width - 24) / across
    labels: list[Label] = []
    marks: list[Trace] = []
    count = 0
    for count, (name, drawn) in enumerate(entries, 1):
        down, side = divmod(count - 1, across)
        x, y = 12 + side * wide + letters, top + (down + 0.5) * letters * 1.7
        marks += Picture([], [], drawn).shifted(x, y).marks
        labels.append(Label(name, x + letters * 1.2, y, letters, side="left"))
    return Picture([], labels, marks), round(top + -(-count // across) * letters * 1.7 + 8)
