"""Explorer: what a centrifuge run leaves in the pellet. Facts (macros/figures/centrifugation/facts.yml) → drawing, table, script.

The browser gets the drawing at the starting values and moves only its changing parts: the curve, the
cut-off, the marks in the tube. Both reckon with the same law (sedimentation.py, explorer-centrifugation.js).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from macros.course.problems import Problem
from macros.drawing import records, theme
from macros.drawing.canvas import SLIDE, Picture, joined, source_of, words
from macros.drawing.explorers import check_explorer, cited_claims, defaults, plain_inputs, short
from macros.drawing.records import Column, check_top
from macros.drawing.shapes import Label, Shape, Tube, box, polyline
from macros.drawing.theme import FONT, LIGHT
from macros.drawing.untyped import UntypedExplorer
from macros.figures.centrifugation.sedimentation import cutoff, settling_speed, share_pelleted

NAME = "centrifugation"
KIND = "explorer"
Facts = Mapping[str, Any]

SPAN = (5, 5000)  # nm from end to end of the axis
LAYERS = 3  # of the pellet, above its lowest
POINTS = 121  # of the curve
SYMBOLS = {"triangle": "triangle-up", "ring": "circle", "oval": "circle", "lobes": "octagon"}
SIZES = {"triangle": 0.5, "ring": 0.75, "oval": 1.2, "lobes": 1.7}  # of marks, in units of the letters

# Where things stand: the tube (middle, half, top, shoulder, bottom), the chart (left, top, right, bottom), letters in px.
PLACES: dict[str, dict] = {
    "narrow": {"size": (380, 640), "tube": (190, 62, 26, 190, 250), "chart": (54, 352, 366, 580), "letters": 13},
    "page": {"size": (760, 470), "tube": (118, 72, 62, 330, 420), "chart": (292, 100, 742, 400), "letters": 15},
    "wide": {"size": (1600, 780), "tube": (240, 130, 90, 560, 720), "chart": (560, 150, 1560, 680), "letters": 20},
}


# --- facts, table, words ------------------------------------------------------------------------


def check(facts: Facts, path: str) -> list[Problem]:
    """Problems of the facts."""
    return check_explorer(facts, path) or check_top(facts, ("classes", "rows_of"), path)


def claims(facts: Facts, path: str) -> list[dict]:
    """The sentences that cite."""
    return cited_claims(facts)


def assertions(facts: Facts, path: str) -> list[dict]:
    """Nothing on the drawing needs a work: its numbers are reckoned."""
    return []


def share_of(diameter: float, setting: Mapping[str, float]) -> float:
    """Share of the particles of a diameter (nm) that is in the pellet, 0 to 1."""
    return share_pelleted(_speed(diameter, setting), setting["time"], setting["path"])


def cutoff_of(setting: Mapping[str, float]) -> float:
    """Diameter in nm from which all particles are in the pellet; infinite where none is."""
    names = ("force", "time", "path", "density", "liquid", "viscosity")
    return cutoff(*(setting[name] for name in names))


def _speed(diameter: float, setting: Mapping[str, float]) -> float:
    return settling_speed(diameter, setting["force"], setting["density"], setting["liquid"], setting["viscosity"])


def columns(facts: Facts) -> tuple[Column, ...]:
    """The table's columns."""
    return (
        Column("diameter", "Diameter (nm)"),
        Column("speed", "Settling speed (µm/s)"),
        Column("share", "Share in the pellet (%)"),
    )


def rows(facts: Facts) -> list[dict]:
    """One row per diameter, at the starting values."""
    setting = defaults(facts)
    return [
        {
            "diameter": short(d),
            "speed": short(_speed(d, setting) * 1e6),
            "share": short(100 * share_of(d, setting)),
            "cite": [],
            "line": None,
        }
        for d in facts["rows_of"]
    ]


def csv_text(facts: Facts, numbers: Mapping[str, int] | None = None) -> str:
    """The table at the starting values as CSV."""
    return records.csv_text(rows(facts), columns(facts), numbers)


def says(setting: Mapping[str, float]) -> str:
    """The result in words."""
    limit = cutoff_of(setting)
    if math.isinf(limit):
        return "Nothing is pelleted: the particles are not denser than the liquid."
    shares = ", ".join(f"{short(100 * share_of(d, setting))} % of those of {d} nm" for d in (30, 100, 300))
    return f"All particles from {short(limit)} nm upwards are in the pellet. Of smaller and larger ones: {shares}."


def description(facts: Facts) -> list[str]:
    """The detailed level of the long description: what is drawn, then what it shows at the start."""
    setting = ", ".join(f"{i['label'].lower()} {i['default']} {i.get('unit') or ''}".strip() for i in facts["inputs"])
    bands = ", ".join(
        f"{c['label'].replace('-<br>', '').replace('<br>', ' ').lower()} {c['diameter_nm'][0]} to {c['diameter_nm'][1]} nm"
        for c in facts["classes"]
    )
    return [
        f"At the start the setting is: {setting}. {says(defaults(facts))}",
        f"The horizontal axis runs from {SPAN[0]} to {SPAN[1]} nm on a logarithmic scale, with the bands {bands}; the vertical axis runs from 0 to 100 %.",
        "The share grows with the square of the diameter until it reaches 100 % at the cut-off, and stays there.",
    ]


# --- drawing ------------------------------------------------------------------------------------


def drawing(facts: Facts, layout_name: str) -> dict:
    """The drawing at the starting values as plain data {width, height, data, layout, places}."""
    place = PLACES[layout_name]
    source = source_of(_parts(facts, place), *place["size"])
    width, height = place["size"]
    marks = {kind["id"]: _homes(kind, n, place) for n, kind in enumerate(facts["classes"])}
    return source | {
        "width": width,
        "height": height,
        "places": {"chart": place["chart"], "tube": place["tube"], "marks": marks},
    }


def _parts(facts: Facts, place: Mapping) -> list[Picture]:
    setting = defaults(facts)
    return [_bands(facts, place), _axes(place), _curve(setting, place), _tube(facts, setting, place)]


def x_of(diameter: float, chart: tuple) -> float:
    """Where a diameter in nm stands on the axis."""
    low, high = map(math.log, SPAN)
    return chart[0] + (math.log(diameter) - low) / (high - low) * (chart[2] - chart[0])


def y_of(share: float, chart: tuple) -> float:
    """Where a share from 0 to 1 stands on the axis."""
    return chart[3] - share * (chart[3] - chart[1])


def _bands(facts: Facts, place: Mapping) -> Picture:
    chart, letters = place["chart"], place["letters"]
    shapes, labels = [], []
    for kind in facts["classes"]:
        left, right = (x_of(d, chart) for d in kind["diameter_nm"])
        shapes.append(
            Shape(
                box(left + 1, chart[1], right - 1, chart[3]),
                fill=kind["hue"],
                opacity=0.3 if kind["hue"] == "gold" else 0.55,
            )
        )
        middle = max((left + right) / 2, chart[0] + letters * 2.0)
        labels.append(Label(kind["label"], middle, chart[1] - letters * 1.6, letters, f"{kind['hue']}_line", bold=True))
    return Picture(shapes, labels, [])


def _axes(place: Mapping) -> Picture:
    chart, letters = place["chart"], place["letters"]
    left, top, right, bottom = chart
    shapes = [Shape(polyline([(left, top), (left, bottom), (right, bottom)]), line="ink", width=1.5)]
    labels = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = y_of(share, chart)
        shapes.append(Shape(polyline([(left, y), (right, y)]), line="card_line", width=1))
        labels.append(Label(f"{share:.0%}".replace("%", " %"), left - 8, y, letters, side="right"))
    for d, text in ((10, "10 nm"), (100, "100 nm"), (1000, "1 µm")):
        x = x_of(d, chart)
        shapes.append(Shape(polyline([(x, bottom), (x, bottom + 6)]), line="ink", width=1.5))
        labels.append(Label(text, x, bottom + 8 + letters * 0.75, letters))
    labels.append(Label("Diameter of the particle", (left + right) / 2, bottom + 10 + letters * 2.2, letters, "ink"))
    labels.append(Label("Share in the pellet", left, top - letters * 3.6, letters, "ink", "left", True))
    return Picture(shapes, labels, [])


def curve_points(setting: Mapping[str, float], chart: tuple) -> tuple[list[float], list[float]]:
    """The curve in pixels."""
    low, high = map(math.log, SPAN)
    diameters = [math.exp(low + (high - low) * n / (POINTS - 1)) for n in range(POINTS)]
    return (
        [round(x_of(d, chart), 1) for d in diameters],
        [round(y_of(share_of(d, setting), chart), 1) for d in diameters],
    )


def _curve(setting: Mapping[str, float], place: Mapping) -> Picture:
    chart, letters = place["chart"], place["letters"]
    x, y = curve_points(setting, chart)
    limit = cutoff_of(setting)
    at = x_of(min(max(limit, SPAN[0]), SPAN[1]), chart)
    line = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    return Picture([], [], [
        line | {"name": "curve", "x": x, "y": y, "line": {"color": LIGHT["accent"], "width": letters / 4}},
        line | {"name": "cutoff", "x": [at, at], "y": [chart[1], chart[3]], "line": {"color": LIGHT["ink"], "width": 2, "dash": "dash"}},
        {
            "type": "scatter", "mode": "text", "name": "limit", "hoverinfo": "skip",
            "x": [chart[2]], "y": [chart[1] - letters * 3.6], "text": [f"cut-off {short(limit)} nm"], "textposition": "middle left",
            "textfont": {"family": FONT, "size": letters, "color": LIGHT["ink"]},
        },
    ])  # fmt: skip


def _tube(facts: Facts, setting: Mapping[str, float], place: Mapping) -> Picture:
    tube = Tube(*place["tube"])
    level = tube.top + 14
    letters = place["letters"]
    marks = []
    for n, kind in reversed(list(enumerate(facts["classes"]))):
        homes = _homes(kind, n, place)
        share = share_of(kind["of"], setting)
        points = [_point(home, share, tube, level) for home in homes]
        hollow = kind["form"] == "ring"
        line = {"color": LIGHT[f"{kind['hue']}_line"], "width": 2.2 if hollow else 1.2}
        marker = {
            "symbol": SYMBOLS[kind["form"]],
            "size": round(letters * SIZES[kind["form"]], 1),
            "color": LIGHT[kind["hue"]],
            "line": line,
        }
        marks.append({
            "type": "scatter", "mode": "markers", "name": kind["id"], "hoverinfo": "skip", "marker": marker,
            "x": [x for x, _ in points], "y": [y for _, y in points],
        })  # fmt: skip
    name = Label("Pellet", tube.x + tube.half * 0.72, tube.bottom + 2, letters, "ink", "left", True)
    return Picture(tube.shapes(level), [name], marks)


def _homes(kind: Mapping, n: int, place: Mapping) -> list[list[float]]:
    """For each mark of a class: x, starting height (0 bottom, 1 surface), x in the pellet (−1 to 1), layer of the pellet.

    Golden-ratio steps spread them evenly without looking like rows.
    """
    tube, count = Tube(*place["tube"]), kind["drawn"]
    inner = tube.half - place["letters"] * 0.5 * SIZES[kind["form"]] - 5
    homes = []
    for k in range(count):
        height = (k + 0.5) / count
        across = ((k + 1) * 0.618 + n * 0.29) % 1 * 2 - 1
        homes.append([round(tube.x + across * inner, 1), round(height, 3), round(across, 3), LAYERS - n])
    return homes


def _point(home: list[float], share: float, tube: Tube, level: float) -> tuple[float, float]:
    """Where a mark is when its class has sunk by `share` of the path."""
    x, height, across, layer = home
    left = height - share
    if left > 0:
        top, low = level + 12, tube.shoulder
        return x, round(low - left * (low - top), 1)
    # In the pellet: on the round bottom, what is larger below what is smaller.
    wide = across * 0.62
    depth = math.sqrt(1 - wide**2) - 0.2 - layer * 0.15
    return round(tube.x + wide * tube.half, 1), round(tube.shoulder + (tube.bottom - tube.shoulder) * depth, 1)


# --- pictures -----------------------------------------------------------------------------------


def sheets(facts: Facts) -> dict[str, go.Figure]:
    """The still pictures for a page and for a phone, at the starting values."""
    return {"": _sheet(facts, "page"), "narrow": _sheet(facts, "narrow")}


def _sheet(facts: Facts, layout_name: str) -> go.Figure:
    place = PLACES[layout_name]
    ground = Picture([Shape(box(0, 0, *place["size"]), fill="paper")], [], [])
    return joined([ground, *_parts(facts, place)], *place["size"])


def slides(facts: Facts) -> dict[str, go.Figure]:
    """The picture for a projector with title, how to read it, caption and credit."""
    width, height = SLIDE
    parts = [Picture([Shape(box(0, 0, width, height), fill="paper")], [], [])]
    labels = [Label(facts["title"], 80, 70, 44, "ink", "left", True)]
    lines, y = words(f"{facts['caption']} {facts['how_to_read']}", 80, 130, width - 160, 24)
    labels += lines
    setting = "; ".join(f"{i['label'].lower()} {i['default']} {i.get('unit') or ''}".strip() for i in facts["inputs"])
    at, _ = words(f"Setting: {setting}.", 80, 1000, width - 160, 21, "ink")
    credit, _ = words(facts["credit"], 80, 1042, width - 160, 17)
    parts.append(Picture([], [*labels, *at, *credit], []))
    parts += [part.shifted(160, 195) for part in _parts(facts, PLACES["wide"])]
    return {"": joined(parts, width, height)}


def data_script(facts: Facts) -> str:
    """What the reader's browser needs."""
    data = {
        "inputs": plain_inputs(facts),
        "classes": [{key: kind[key] for key in ("id", "of")} for kind in facts["classes"]],
        "rows": list(facts["rows_of"]),
        "headings": [column.heading for column in columns(facts)],
        "span": list(SPAN),
        "drawings": {name: drawing(facts, name) for name in PLACES},
        "dark": theme.dark_of(),
    }
    return records.script(NAME, data)


FIGURE = type("Explorer", (UntypedExplorer,), {"module": sys.modules[__name__]})
