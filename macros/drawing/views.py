"""What figures of kind "links" have in common: marks that belong to rows, filters, sheets, slides, the data script."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import plotly.graph_objects as go

from macros.course.problems import Problem
from macros.drawing import records, theme
from macros.drawing.canvas import Picture, joined, source_of, words
from macros.drawing.shapes import Label, Point, Shape, box
from macros.drawing.theme import FONT, LIGHT

Facts = Mapping[str, Any]
Drawn = tuple[list[Picture], float, dict[str, list[float]]]  # parts, height in px, row → [left, top, right, bottom]
Drawer = Callable[[Facts, str, str], Drawn]  # facts, view, layout

DISPUTED = "Contradicted by another row"
GAP = 24  # px between two views on one sheet
SLIDE_ROOM = 190  # px that a slide's title and credit need, at a width of 1920


# --- marks of rows ------------------------------------------------------------------------------


def mark(row: str, symbol: str, at: Point, size: float, hue: str, width: float = 1.6, solid: bool = False) -> dict:
    """A mark in a hue of the theme; solid ones and those without an area ("…-open") take the hue's line colour."""
    plain = solid or symbol.endswith("-open")
    colour, edge = LIGHT[f"{hue}_line" if plain else hue], LIGHT[f"{hue}_line"]
    return _point(row, at) | {
        "mode": "markers",
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": width, "color": edge}},
    }


def ring(row: str, at: Point, size: float) -> dict:
    """The ring round the mark of a row that another row contradicts."""
    marker = {"symbol": "circle-open", "size": size, "color": LIGHT["ink"], "line": {"width": 1.8}}
    return _point(row, at) | {"mode": "markers", "marker": marker}


def text(row: str, words: str, at: Point, size: float, side: str = "left", colour: str = "ink") -> dict:
    """Words of a row; `side` tells which end of the words stands at the point."""
    return texts(row, [(words, at)], size, side, colour)


def texts(row: str, words: Iterable[tuple[str, Point]], size: float, side: str = "left", colour: str = "ink") -> dict:
    """Several words of a row, each at its point."""
    where = {"left": "middle right", "right": "middle left", "center": "middle center"}[side]
    font = {"family": FONT, "size": size, "color": LIGHT[colour]}
    lines, points = zip(*words)
    return _points(row, *zip(*points)) | {"mode": "text", "text": list(lines), "textposition": where, "textfont": font}


def line(row: str, points: Iterable[Point], hue: str, dash: str = "solid", width: float = 2.2) -> dict:
    """A line of a row in the line colour of a hue."""
    xs, ys = zip(*points)
    look = {"color": LIGHT[f"{hue}_line"], "width": width, "dash": dash}
    return _points(row, xs, ys) | {"mode": "lines", "line": look}


def _point(row: str, at: Point) -> dict:
    return _points(row, at[:1], at[1:])


def _points(row: str, xs: Iterable[float], ys: Iterable[float]) -> dict:
    places = {"x": [round(x, 1) for x in xs], "y": [round(y, 1) for y in ys]}
    return {"type": "scatter", "hoverinfo": "skip"} | ({"meta": row} if row else {}) | places


def rounded(corners: Iterable[float]) -> list[float]:
    """The place of a row's button, to a tenth of a pixel."""
    return [round(value, 1) for value in corners]


# --- parts of the contract ----------------------------------------------------------------------


def check_tasks(
    facts: Facts, path: str, views: Iterable[Mapping], fields: Iterable[tuple[str, str, str]], rows: Iterable[Mapping]
) -> list[Problem]:
    """Problems of the tasks: parts that are missing, no citation, ids used twice, what cannot be shown."""
    known = {one: [option["id"] for option in facts[many]] for one, many, _ in fields}
    known |= {"view": [view["id"] for view in views], "row": [row["id"] for row in rows]}
    problems = records.check_records(facts["tasks"], path, ("id", "do", "show", "question", "text"), {})
    for task in facts["tasks"]:
        for name, value in (task.get("show") or {}).items():
            if value not in known.get(name, ()):
                problem = f"task '{task.get('id')}' shows {name} '{value}', which the figure does not have"
                help_ = f"use one of {', '.join(known.get(name, known))}"
                problems.append(Problem(path, records.line_of(task), problem, help_))
    return problems


class Contract(NamedTuple):
    """What every figure of rows gives in the same way, once it has its rows, columns and a drawer.

    `fields` are its filters (id, name of the list of options, label); `layouts` its widths, "wide" for slides among them.
    """

    name: str
    fields: Iterable[tuple[str, str, str]]
    layouts: Mapping[str, Mapping]
    views: Callable[[Facts], list[dict]]
    rows: Callable[[Facts], list[dict]]
    columns: Callable[[Facts], Iterable[records.Column]]
    draw: Drawer

    def facets(self, facts: Facts) -> list[dict]:
        """The filters, with the options that some row has."""
        used: dict[str, set] = {}
        for row in self.rows(facts):
            for one, options in row["marks"].items():
                used.setdefault(one, set()).update(options)
        return [
            {
                "id": one,
                "label": label,
                "options": [{"id": o["id"], "label": o["label"]} for o in facts[many] if o["id"] in used[one]],
            }
            for one, many, label in self.fields
        ]

    def csv_text(self, facts: Facts, numbers: Mapping[str, int] | None = None) -> str:
        """The table as CSV, sentences first."""
        columns = (records.Column("text", "What was found"), *self.columns(facts))
        return records.csv_text(self.rows(facts), columns, numbers)

    def drawing(self, facts: Facts, view: str, layout: str) -> dict:
        """One view at one width as plain data {width, height, data, layout, hits}."""
        parts, height, hits = self.draw(facts, view, layout)
        width = self.layouts[layout]["width"]
        return source_of(parts, width, height) | {"width": width, "height": height, "hits": hits}

    def sheets(self, facts: Facts) -> dict[str, go.Figure]:
        """The still pictures for a page and for a phone: all views, one under the other."""
        return {"": self._sheet(facts, "page"), "narrow": self._sheet(facts, "narrow")}

    def _sheet(self, facts: Facts, layout: str) -> go.Figure:
        plan = self.layouts[layout]
        parts, top = [], 0.0
        for view in self.views(facts):
            title = Label(view["label"], 12, top + 18, plan["letters"] + 2, "ink", "left", True)
            drawn, height, _ = self.draw(facts, view["id"], layout)
            parts += [Picture([], [title], []), *(part.shifted(0, top + 36) for part in drawn)]
            top += height + 36 + GAP
        ground = Picture([Shape(box(0, 0, plan["width"], top), fill="paper")], [], [])
        return joined([ground, *parts], plan["width"], top)

    def slides(self, facts: Facts) -> dict[str, go.Figure]:
        """Each view for a projector."""
        return {view["id"]: self._slide(facts, view) for view in self.views(facts)}

    def _slide(self, facts: Facts, view: Mapping) -> go.Figure:
        """A view on a sheet of a slide's form, large enough for all its rows."""
        parts, deep, _ = self.draw(facts, view["id"], "wide")
        unit = max(120, math.ceil((deep + SLIDE_ROOM) / 9))
        width, height = 16 * unit, 9 * unit
        title = Label(f"{facts['title']}. {view['label']}", 60, 44, 34 * width / 1920, "ink", "left", True)
        credit, _ = words(f"{facts['caption']} {facts['credit']}", 60, height - 62, width - 120, 19)
        ground = Picture([Shape(box(0, 0, width, height), fill="paper")], [title, *credit], [])
        across, down = (width - self.layouts["wide"]["width"]) / 2, 90 + (height - SLIDE_ROOM - deep) / 2
        return joined([ground, *(part.shifted(across, down) for part in parts)], width, height)

    def data_script(self, facts: Facts) -> str:
        """What the reader's browser needs: every view at every width."""
        ids = [view["id"] for view in self.views(facts)]
        drawings = {one: {layout: self.drawing(facts, one, layout) for layout in self.layouts} for one in ids}
        return records.script(self.name, {"drawings": drawings, "dark": theme.dark_of()})


def legend(entries: Iterable[tuple[str, list[dict]]], plan: Mapping, top: float) -> tuple[Picture, float]:
    """What each form says, in `plan["legend"]` columns; entries are words and marks drawn round 0, 0."""
    letters, across = plan["letters"], plan["legend"]
    wide = (plan["width"] - 24) / across
    labels, marks, count = [], [], 0
    for count, (name, drawn) in enumerate(entries, 1):
        down, side = divmod(count - 1, across)
        x, y = 12 + side * wide + letters, top + (down + 0.5) * letters * 1.7
        marks += Picture([], [], drawn).shifted(x, y).marks
        labels.append(Label(name, x + letters * 1.2, y, letters, side="left"))
    return Picture([], labels, marks), round(top + -(-count // across) * letters * 1.7 + 8)
