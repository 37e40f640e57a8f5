"""What every drawing is put on: a sheet measured in pixels, x to the right and y downwards."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any, NamedTuple

import plotly.graph_objects as go

from macros.drawing.shapes import Label, Shape
from macros.drawing.theme import FONT, LIGHT

Trace = dict[str, Any]  # plain data, as plotly has it

SLIDE = (1920, 1080)


class Picture(NamedTuple):
    """Parts of a drawing, before they are joined into a figure."""

    shapes: list[Shape]
    labels: list[Label]
    marks: list[Trace]

    def shifted(self, dx: float, dy: float) -> Picture:
        """The same parts at another place; marks are moved point by point."""
        marks = [
            mark
            | {axis: [None if v is None else round(v + d, 1) for v in mark[axis]] for axis, d in (("x", dx), ("y", dy))}
            for mark in self.marks
        ]
        return Picture([s.shifted(dx, dy) for s in self.shapes], [n.shifted(dx, dy) for n in self.labels], marks)


def _axis(span: list[float]) -> dict[str, Any]:
    return {"range": span, "visible": False, "fixedrange": True}


def layout_of(width: float, height: float, shapes: Iterable[Shape], labels: Iterable[Label]) -> dict[str, Any]:
    """The layout of a drawing as plain data."""
    return {
        "width": width,
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": _axis([0, width]),
        "yaxis": _axis([height, 0]),
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "font": {"family": FONT, "size": 15, "color": LIGHT["ink"]},
        "hoverlabel": {
            "font": {"family": FONT, "size": 15},
            "bgcolor": LIGHT["paper"],
            "bordercolor": LIGHT["ink_soft"],
        },
        "shapes": [shape.as_plotly() for shape in shapes],
        "annotations": [label.as_plotly() for label in labels],
    }


def figure_of(source: dict[str, Any]) -> go.Figure:
    """Plain data {data, layout, frames?} as a figure without plotly's own looks."""
    layout = source["layout"] | {"template": "none"}
    return go.Figure(data=source["data"], layout=layout, frames=source.get("frames"))


def source_of(parts: Iterable[Picture], width: float, height: float) -> dict[str, Any]:
    """Parts one over the other as plain data {data, layout}."""
    parts = list(parts)
    shapes = [shape for part in parts for shape in part.shapes]
    labels = [label for part in parts for label in part.labels]
    return {"data": [m for part in parts for m in part.marks], "layout": layout_of(width, height, shapes, labels)}


def joined(parts: Iterable[Picture], width: float, height: float) -> go.Figure:
    """Parts one over the other as a figure."""
    return figure_of(source_of(parts, width, height))


def words(
    text: str, left: float, top: float, width: float, size: float, colour: str = "ink_soft", bold: bool = False
) -> tuple[list[Label], float]:
    """Running text as lines that fit into a width, and the height at which it ends."""
    lines = textwrap.wrap(text, int(width / size / (0.55 if bold else 0.5)))
    step = size * 1.36
    labels = [Label(line, left, top + n * step, size, colour, "left", bold) for n, line in enumerate(lines)]
    return labels, top + len(lines) * step
