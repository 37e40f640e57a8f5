"""Explorer: size from Brownian motion. Facts (macros/figures/tracking/facts.yml) and model → drawing, table, script.

The drawing code stands a second time in explorer-tracking.js; a test holds the two against each other.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import plotly.graph_objects as go

from macros.course.problems import Problem
from macros.drawing import records, theme
from macros.drawing.canvas import Picture, joined, source_of, words
from macros.drawing.explorers import check_explorer
from macros.drawing.records import Column
from macros.drawing.shapes import Label, Path, Shape, box, ellipse, hatch, polyline
from macros.drawing.theme import FONT, LIGHT
from macros.drawing.untyped import UntypedExplorer
from macros.figures.particles import drawn_diameter
from macros.figures.tracking.brownian import Setting, simulate

NAME = "tracking"
KIND = "explorer"
Facts = Mapping[str, Any]

HUES = ("blue", "orange")  # of A and of B
DASHES = ("solid", "7px,4px")
MARKS = ("circle", "square")
NAMES = ("A", "B")

# Values that scales (µm in 100 pixels of the field) and steps of axes may have: these times a power of ten.
SCALES = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
ROUND = (1, 2, 5)
BINS = (0.01, 0.02, 0.03, 0.04, 0.05, 0.08, 0.1)  # widths of bins in decades
TICKS = (
    (1.05, (1, 1.5, 2, 3, 4, 5, 6, 8)),
    (1.75, (1, 2, 5)),
    (9, (1, 3)),
)  # up to a span in decades: numbers on the axis

# --- table and words ----------------------------------------------------------------------------


def defaults(facts: Facts) -> Setting:
    """The setting at the start."""
    return Setting(**{one["id"]: one["default"] for one in facts["inputs"]})


@cache
def _simulated(setting: Setting) -> dict:
    return simulate(setting)


def digits(value: float, count: int = 3) -> str:
    """A number with so many significant digits, never with an exponent."""
    places = max(0, count - 1 - math.floor(math.log10(abs(value)))) if value else 0
    return f"{value * (1 + 1e-12):.{places}f}"  # languages differ in rounding an exact half: there is none


def percent(share: float) -> str:
    """A share as percent, two or three digits."""
    return f"{digits(100 * share)} %"


def table(result: Mapping, setting: Setting) -> list[list[str]]:
    """What stands in the table: quantity, unit, value for A, value for B."""

    def line(name: str, unit: str, value) -> list[str]:
        return [name, unit, *(value(size) for size in result["sizes"])]

    border = "Tracks beyond the midway"
    if result["border"]:
        border = f"Tracks beyond {digits(result['border'])} nm, midway to the other size"
    return [
        line("True diameter", "nm", lambda s: f"{s['diameter']:g}"),
        line("Diffusion coefficient D", "µm²/s", lambda s: digits(s["diffusion"])),
        line("Step from frame to frame, root mean square expected", "µm", lambda s: digits(s["step"])),
        line("Mean squared displacement over one frame, expected", "µm²", lambda s: digits(s["lags"][0][2])),
        line("Mean squared displacement over one frame, mean of the tracks", "µm²", lambda s: digits(s["lags"][0][1])),
        line("Tracks", "number", lambda s: str(len(s["recovered"]))),
        line("Recovered diameter, median", "nm", lambda s: digits(s["median"])),
        line("Recovered diameter, mean", "nm", lambda s: digits(s["mean"])),
        line("Recovered diameter, smallest", "nm", lambda s: digits(min(s["recovered"]))),
        line("Recovered diameter, largest", "nm", lambda s: digits(max(s["recovered"]))),
        line("Spread of recovered diameters, standard deviation", "% of true", lambda s: digits(100 * s["spread"])),
        line("Spread of recovered diameters, expected", "% of true", lambda s: digits(100 * result["spread_diameter"])),
        line("Spread of the MSD of one track, expected", "% of true", lambda s: digits(100 * result["spread_msd"])),
        line(border, "number", lambda s: str(s["across"]) if result["border"] else "none: same size"),
    ]


def columns(facts: Facts) -> tuple[Column, ...]:
    """The table's columns."""
    return Column("quantity", "Quantity"), Column("unit", "Unit"), Column("a", "A"), Column("b", "B")


def rows(facts: Facts) -> list[dict]:
    """The table at the start."""
    setting = defaults(facts)
    keys = [column.key for column in columns(facts)]
    return [dict(zip(keys, line)) | {"cite": [], "line": 1} for line in table(_simulated(setting), setting)]


def csv_text(facts: Facts, numbers: Mapping[str, int] | None = None) -> str:
    """The table as CSV."""
    return records.csv_text(rows(facts), columns(facts), numbers)


def claims(facts: Facts, path: str) -> list[dict]:
    """The sentences that assert something, as plain records {id, text, cite, line}."""
    return records.claims(claim for claim in facts["claims"] if not claim.get("framing"))


def assertions(facts: Facts, path: str) -> list[dict]:
    """No words of this drawing assert more than its sentences do: all its numbers are the model's."""
    return []


def says(result: Mapping, setting: Setting) -> str:
    """The result in two sentences."""
    seen = [
        f"the {s['diameter']:g} nm particles a median of {digits(s['median'])} nm with a spread of {percent(s['spread'])}"
        for s in result["sizes"]
    ]
    first = f"Tracks of {setting.frames} frames give {seen[0]}, and {seen[1]}; {percent(result['spread_diameter'])} is expected."
    if not result["border"]:
        return f"{first} Both sizes are the same: the whole width of the histogram comes from the tracks."
    wrong = sum(s["across"] for s in result["sizes"])
    share = f"{digits(100 * wrong / setting.tracks, 2)} %" if wrong else "none"
    where = f"On the wrong side of {digits(result['border'])} nm, midway between the sizes,"
    return f"{first} {where} fall {wrong} of {setting.tracks} tracks ({share})."


def description(facts: Facts) -> list[str]:
    """The drawing at the start in words."""
    setting = defaults(facts)
    result = _simulated(setting)
    a, b = result["sizes"]
    low, high = (digits(end(d for s in result["sizes"] for d in s["recovered"])) for end in (min, max))
    return [
        f"Tracks: a few particles of {a['diameter']:g} nm (A) above and of {b['diameter']:g} nm (B) below, each followed for "
        f"{setting.frames} frames, {digits(result['seconds'])} s, under one scale. Between two frames an A moves by about "
        f"{digits(a['step'])} µm and a B by about {digits(b['step'])} µm.",
        f"Mean squared displacement against lag time: a line through zero for each size, four times the diffusion coefficient "
        f"steep. That of A, {digits(a['diffusion'])} µm²/s, is {digits(a['diffusion'] / b['diffusion'])} times that of B. "
        "The means of the simulated tracks lie close to the lines.",
        f"Histogram of recovered diameters on a logarithmic axis, {low} to {high} nm, with the true sizes as vertical lines: "
        "two humps that touch. " + says(result, setting),
    ]


# --- check --------------------------------------------------------------------------------------


def check(facts: Facts, path: str) -> list[Problem]:
    """What is wrong with the form of the facts; whether keys exist is left to the caller."""
    if problems := check_explorer(facts, path):
        return problems
    given, wanted = [one["id"] for one in facts["inputs"]], list(Setting._fields)
    if given == wanted:
        return []
    return [Problem(path, 1, f"the inputs are {', '.join(given)}", f"give {', '.join(wanted)} in this order")]


# --- scales -------------------------------------------------------------------------------------


def _nice(value: float, numbers: Iterable[float], up: bool) -> float:
    """The next of `numbers` times a power of ten, above a value or (not `up`) below it."""
    power = 10.0 ** math.floor(math.log10(value))
    if up:
        return next((n * power for n in numbers if n * power >= value * 0.999999), 10 * power)
    return next((n * power for n in reversed(list(numbers)) if n * power <= value * 1.000001), power)


def _ticks(top: float, most: int) -> list[float]:
    """At most so many round values from 0 to the first that is not below `top`."""
    step = _nice(top / (most - 1), ROUND, up=True)
    return [n * step for n in range(math.ceil(top / step - 1e-9) + 1)]


def _decades(result: Mapping) -> tuple[float, float, float]:
    """Axis of the histogram as decimal logarithms of nm: both ends (tenths), and the width of a bin."""
    found = [math.log10(d) for s in result["sizes"] for d in (*s["recovered"], s["diameter"])]
    low, high = math.floor(min(found) * 10 - 0.5) / 10, math.ceil(max(found) * 10 + 0.5) / 10
    if high - low < 0.6:
        middle = math.floor((low + high) * 5 + 0.5) / 10
        low, high = middle - 0.3, middle + 0.3
    wanted = max(0.45 * result["spread_msd"] / math.log(10), (high - low) / 50)
    return low, high, next((width for width in BINS if width >= wanted), BINS[-1])


def _counts(recovered: Iterable[float], width: float) -> dict[int, int]:
    """How many diameters lie in each bin, by the bin's number: bin n begins at 10^(n·width) nm."""
    found: dict[int, int] = {}
    for value in recovered:
        n = math.floor(math.log10(value) / width)
        found[n] = found.get(n, 0) + 1
    return found


# --- drawing ------------------------------------------------------------------------------------

PLANS = {
    "narrow": {"width": 380, "height": 700, "size": 13, "field": (10, 8, 360, 340), "across": 3, "histogram": (8, 372, 364, 320)},
    "page": {
        "width": 760, "height": 740, "size": 15, "field": (12, 10, 420, 356), "across": 3,
        "msd": (456, 10, 292, 356), "histogram": (12, 394, 736, 338),
    },
    "wide": {
        "width": 1600, "height": 740, "size": 17, "field": (16, 12, 720, 404), "across": 4,
        "msd": (16, 444, 720, 286), "histogram": (784, 12, 800, 718),
    },
}  # fmt: skip


def _pictures(result: Mapping, setting: Setting, plan: Mapping) -> list[Picture]:
    size = plan["size"]
    parts = [_field(result, setting, plan["field"], plan["across"], size)]
    if "msd" in plan:
        parts.append(_chart(result, plan["msd"], size))
    return [*parts, _histogram(result, setting, plan["histogram"], size)]


def drawing(facts: Facts, layout_name: str) -> dict:
    """The drawing at the start as plain data {width, height, data, layout}."""
    plan, setting = PLANS[layout_name], defaults(facts)
    parts = _pictures(_simulated(setting), setting, plan)
    return {"width": plan["width"], "height": plan["height"], **source_of(parts, plan["width"], plan["height"])}


def _line(points: list, hue: str, width: float) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(x, 1) for x, _ in points],
        "y": [round(y, 1) for _, y in points],
        "line": {"color": LIGHT[hue], "width": width},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _field(result: Mapping, setting: Setting, place: tuple, across: int, size: float) -> Picture:
    """Tracks of the first particles of each size, each in its own part of one field, and the scale bar."""
    left, top, width, height = place
    head, strip, foot = size * 1.9, size * 2.0, size * 2.1
    wide, high = width / across, (height - head - foot) / 2 - strip
    tracks = [track for s in result["sizes"] for track in s["kept"][:across]]
    needed = max(max(_extent(track, 0) / (wide - 2 * size), _extent(track, 1) / (high - size)) for track in tracks)
    scale = 100 / _nice(100 * needed, SCALES, up=True)
    upper = top + head
    field = box(left, upper, left + width, top + height - foot, 8)
    shapes = [Shape(field, fill="card", line="card_line", width=1)]
    labels = [
        Label(f"Tracks of {across} particles of each size", left, top + size * 0.75, size + 1, "ink", "left", True)
    ]
    marks = []
    for n, s in enumerate(result["sizes"]):
        y, name = upper + n * (strip + high), f"{NAMES[n]}: {s['diameter']:g} nm"
        labels.append(Label(name, left + size * 0.7, y + size * 1.15, size, f"{HUES[n]}_line", "left", True))
        for k, track in enumerate(s["kept"][:across]):
            centre = left + (k + 0.5) * wide, y + strip + high / 2 - size * 0.3
            points = _placed(track, centre, scale)
            marks.append(_line(points, f"{HUES[n]}_line", 1.4))
            shapes += _ends(points, s["diameter"], HUES[n], size)
    middle = upper + strip + high
    shapes.append(Shape(polyline([(left, middle), (left + width, middle)]), line="card_line", width=1))
    bar = _nice(0.75 * wide / scale, ROUND, up=False)
    end, y = left + width - 2, top + height - size * 0.9
    shapes.append(Shape(polyline([(end - bar * scale, y), (end, y)]), line="ink", width=4))
    labels.append(Label(f"{bar:g} µm", end - bar * scale - size * 0.6, y, size, "ink", "right", True))
    labels.append(Label(f"{setting.frames} frames, {digits(result['seconds'])} s", left, y, size, "ink_soft", "left"))
    return Picture(shapes, labels, marks)


def _extent(track: list, axis: int) -> float:
    """How far a track reaches along one axis, µm."""
    values = [point[axis] for point in track]
    return max(values) - min(values)


def _placed(track: list, centre: tuple[float, float], scale: float) -> list[tuple[float, float]]:
    """A track in pixels, the middle of its extent at `centre`."""
    xs, ys = zip(*track)
    mx, my = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return [(centre[0] + (x - mx) * scale, centre[1] + (y - my) * scale) for x, y in track]


def _ends(points: list, diameter: float, hue: str, size: float) -> list[Shape]:
    """A ring where a track starts and, under its line, a disc where it ends, which grows with the logarithm of the diameter."""
    r = drawn_diameter(diameter) / 3 * size / 15
    return [
        Shape(ellipse(*points[0], 2.7), fill="paper", line=f"{hue}_line", width=1.6, front=True),
        Shape(ellipse(*points[-1], r), fill=hue, line=f"{hue}_line", width=1.6),
    ]


def _axes(left: float, top: float, right: float, bottom: float) -> Shape:
    return Shape(polyline([(left, top), (left, bottom), (right, bottom)]), line="ink_soft", width=1.4)


def _heights(values: list[float], left: float, right: float, bottom: float, scale: float, size: float) -> Picture:
    """Numbers of the upright axis with faint lines across."""
    shapes = [
        Shape(polyline([(left, bottom - v * scale), (right, bottom - v * scale)]), line="card_line", width=1)
        for v in values[1:]
    ]
    labels = [
        Label(f"{round(v, 6):g}", left - size * 0.5, bottom - v * scale, size, "ink_soft", "right") for v in values
    ]
    return Picture(shapes, labels, [])


def _chart(result: Mapping, place: tuple, size: float) -> Picture:
    """Mean squared displacement against lag: means of the tracks as marks, 4·D·t as lines."""
    x, y, width, height = place
    left, right, top, bottom = x + size * 3.2, x + width - size * 1.9, y + size * 4.1, y + height - size * 3.6
    times = [lag[0] for lag in result["sizes"][0]["lags"]]
    across = _ticks(times[-1], 5 if width < 400 else 7)
    up = _ticks(max(max(lag[1:]) for s in result["sizes"] for lag in s["lags"]), 6 if height > 300 else 5)
    sx, sy = (right - left) / across[-1], (bottom - top) / up[-1]
    shapes, labels, _ = _heights(up, left, right, bottom, sy, size)
    labels += [
        Label("Mean squared displacement", x, y + size * 0.75, size + 1, "ink", "left", True),
        Label("MSD (µm²); marks: mean, lines: 4Dt", x, y + size * 2.5, size, "ink_soft", "left"),
        Label("Lag time t (s)", (left + right) / 2, bottom + size * 2.7, size, "ink_soft"),
    ]
    shapes.append(_axes(left, top, right, bottom))
    for value in across:
        shapes.append(
            Shape(polyline([(left + value * sx, bottom), (left + value * sx, bottom + 5)]), line="ink_soft", width=1.4)
        )
        labels.append(Label(f"{round(value, 6):g}", left + value * sx, bottom + size * 1.3, size, "ink_soft"))
    ends = [bottom - s["lags"][-1][2] * sy for s in result["sizes"]]
    apart = (size * 1.5 - abs(ends[0] - ends[1])) / 2
    marks = []
    for n, s in enumerate(result["sizes"]):
        hue, end = f"{HUES[n]}_line", (left + times[-1] * sx, ends[n])
        shapes.append(Shape(polyline([(left, bottom), end]), line=hue, width=2, dash=DASHES[n]))
        marks.append(_dots([(left + t * sx, bottom - seen * sy) for t, seen, _ in s["lags"]], n, size))
        # Where both lines end at one height, the names step aside: that of the upper line upwards.
        aside = 0 if apart <= 0 else -apart if (ends[n], n) == min(zip(ends, (0, 1))) else apart
        labels.append(Label(NAMES[n], end[0] + size * 0.9, end[1] + aside, size, hue, "left", True))
    return Picture(shapes, labels, marks)


def _dots(points: list, n: int, size: float) -> dict:
    marker = {
        "symbol": MARKS[n],
        "size": round(size * 0.6, 1),
        "color": LIGHT[HUES[n]],
        "opacity": 1,
        "line": {"color": LIGHT[f"{HUES[n]}_line"], "width": 1.6},
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 1) for x, _ in points],
        "y": [round(y, 1) for _, y in points],
        "marker": marker,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _histogram(result: Mapping, setting: Setting, place: tuple, size: float) -> Picture:
    """Recovered diameters in bins on a logarithmic axis, A below and B on top, and the true sizes."""
    x, y, width, height = place
    left, right, top, bottom = x + size * 2.9, x + width - size * 0.8, y + size * 7.2, y + height - size * 3.6
    low, high, bin_width = _decades(result)
    counts = [_counts(s["recovered"], bin_width) for s in result["sizes"]]
    whole = {n: counts[0].get(n, 0) + counts[1].get(n, 0) for n in sorted({*counts[0], *counts[1]})}
    up = _ticks(max(whole.values()), 6)
    sx, sy = (right - left) / (high - low), (bottom - top) / up[-1]

    def at(decade: float) -> float:
        return left + (decade - low) * sx

    shapes, labels, _ = _heights(up, left, right, bottom, sy, size)
    for n in whole:
        base = bottom
        for kind in (0, 1):
            if count := counts[kind].get(n, 0):
                shapes += _bar(at(n * bin_width), base - count * sy, at((n + 1) * bin_width), base, kind)
                base -= count * sy
    shapes += [
        Shape(_outline(whole, bin_width, at, bottom, sy), line="ink", width=1.6),
        _axes(left, top, right, bottom),
    ]
    for value in _sizes_on_axis(low, high):
        tick = at(math.log10(value))
        shapes.append(Shape(polyline([(tick, bottom), (tick, bottom + 5)]), line="ink_soft", width=1.4))
        labels.append(Label(f"{value:g}", tick, bottom + size * 1.3, size, "ink_soft"))
    labels += [
        Label(f"Diameters recovered from {setting.tracks} tracks", x, y + size * 0.75, size + 1, "ink", "left", True),
        Label("Tracks in each bin; outline: A and B together", x, y + size * 2.5, size, "ink_soft", "left"),
        Label("Recovered diameter (nm), logarithmic", (left + right) / 2, bottom + size * 2.7, size, "ink_soft"),
    ]
    first = 0 if result["sizes"][0]["diameter"] <= result["sizes"][1]["diameter"] else 1
    for n, s in enumerate(result["sizes"]):
        row = y + size * (4.5 if n == first else 6.1)
        line, name = _true_size(
            n, s["diameter"], at(math.log10(s["diameter"])), row, n == first, (x, right, bottom), size
        )
        shapes += line
        labels.append(name)
    return Picture(shapes, labels, [])


def _bar(left: float, top: float, right: float, bottom: float, kind: int) -> list[Shape]:
    """One block of a bar; B is hatched, so that it differs by more than its colour."""
    hue = HUES[kind]
    block = [Shape(box(left, top, right, bottom), fill=hue, line=f"{hue}_line", width=0.8)]
    if kind and (lines := hatch(left, top, right, bottom, 6)).strokes:
        block.append(Shape(lines, line=f"{hue}_line", width=0.8))
    return block


def _outline(whole: Mapping[int, int], width: float, at, bottom: float, scale: float) -> Path:
    """The stairs over all bars, from the first bin to the last."""
    first, last = min(whole), max(whole)
    points = [(at(first * width), bottom)]
    for n in range(first, last + 1):
        height = bottom - whole.get(n, 0) * scale
        points += [(at(n * width), height), (at((n + 1) * width), height)]
    return polyline([*points, (at((last + 1) * width), bottom)])


def _sizes_on_axis(low: float, high: float) -> list[float]:
    """Round diameters (nm) within two decimal logarithms, fewer where the axis spans more."""
    numbers = next(numbers for span, numbers in TICKS if high - low <= span)
    powers = range(math.floor(low), math.ceil(high) + 1)
    values = [round(n * 10.0**p, 6) for p in powers for n in numbers]
    return [v for v in values if low - 1e-9 <= math.log10(v) <= high + 1e-9]


def _true_size(
    n: int, diameter: float, x: float, row: float, before: bool, room: tuple, size: float
) -> tuple[list[Shape], Label]:
    """The line of a true size and its name: the smaller size's before its line, the larger's after it."""
    least, most, bottom = room
    name = Label(f"True {NAMES[n]}: {diameter:g} nm", 0, row, size, f"{HUES[n]}_line", "left", True)
    long = name.box()[2]
    wanted = x - size * 0.5 - long if before else x + size * 0.5
    name = name._replace(x=min(max(wanted, least), most - long))
    # A name that had to be moved over its own line lets the line begin under it.
    over = name.x - 2 < x < name.x + long
    start = row + size * 0.75 if over else row - size * 0.6
    line = polyline([(x, start), (x, bottom)])
    under = Shape(line, line="paper", width=5, front=True)
    return [under, Shape(line, line=f"{HUES[n]}_line", width=2.4, dash=DASHES[n], front=True)], name


# --- pictures -----------------------------------------------------------------------------------


def sheets(facts: Facts) -> dict[str, go.Figure]:
    """The start as still pictures, for a page and for a phone."""
    return {"": _sheet(facts, "page"), "narrow": _sheet(facts, "narrow")}


def _sheet(facts: Facts, layout_name: str) -> go.Figure:
    plan, setting = PLANS[layout_name], defaults(facts)
    ground = Picture([Shape(box(0, 0, plan["width"], plan["height"]), fill="paper")], [], [])
    return joined([ground, *_pictures(_simulated(setting), setting, plan)], plan["width"], plan["height"])


def slides(facts: Facts) -> dict[str, go.Figure]:
    """The same for a projector: title, drawing, how to read it, caption and credit."""
    plan, setting = PLANS["wide"], defaults(facts)
    width, height = 1728, 972  # nine tenths of a slide, so that letters are larger
    left = (width - plan["width"]) / 2 + 4
    labels = [Label(facts["title"], left + 12, 40, 30, "ink", "left", True)]
    y = 848.0
    for text in (f"{facts['caption']} {facts['how_to_read']}", f"{facts['note']} {facts['credit']}"):
        lines, y = words(text, left + 12, y, plan["width"] - 40, 17 if not labels[1:] else 15)
        labels += lines
        y += 6
    ground = Picture([Shape(box(0, 0, width, height), fill="paper")], labels, [])
    parts = [part.shifted(left, 76) for part in _pictures(_simulated(setting), setting, plan)]
    return {"": joined([ground, *parts], width, height)}


# --- for the browser ----------------------------------------------------------------------------


def data_script(facts: Facts) -> str:
    """What explorer-tracking.js needs, and the drawings at the start."""
    data = {
        "inputs": [dict(one) for one in facts["inputs"]],
        "drawings": {name: drawing(facts, name) for name in PLANS},
        "plans": PLANS,
        "colours": LIGHT,
        "font": FONT,
        "dark": theme.dark_of(),
    }
    return records.script(NAME, data)


FIGURE = type("Explorer", (UntypedExplorer,), {"module": sys.modules[__name__]})
