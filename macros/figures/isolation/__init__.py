"""Figure: how the isolation techniques work. Facts (macros/figures/isolation/facts.yml) → drawing, table, script."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import plotly.graph_objects as go

from macros.course.problems import Problem
from macros.drawing import records, theme
from macros.drawing.canvas import SLIDE, Picture, figure_of, joined, layout_of, words
from macros.drawing.records import Column, check_top, doubled, line_of
from macros.drawing.shapes import Label, Path, Shape, box, polyline
from macros.drawing.theme import FONT, LIGHT
from macros.figures.isolation.devices import DEVICES, HEIGHT, STEPS, WIDTH
from macros.figures.isolation.scenes import Scene, scene
from macros.figures.particles import FORMS, HUES, Particle, drawn_diameter, glyph, traces

NAME = "isolation"
KIND = "steps"
Facts = Mapping[str, Any]

HEADER = 40  # above each panel of the sheet: letter, name and principle
GAP = 16  # between panels
MARGIN = 12
ROW = HEADER + HEIGHT + 6
RULER = 178  # height of the legend
BADGE = 11

RULER_TICKS = ((10, "10 nm"), (100, "100 nm"), (1000, "1 µm"), (10000, "10 µm"))
RULER_NOTE = "Diameter on a logarithmic scale, on which all marks are drawn.<br>Solid bars: ranges after the works cited; dashed bars: typical sizes."


# --- rows, claims, text -------------------------------------------------------------------------


def rows(facts: Facts) -> list[dict]:
    """One row per step of each technique: what it says, what is still kept, what leaves, and the works."""
    found = []
    for technique in facts["techniques"]:
        still = {kind["id"]: kind["drawn"] for kind in facts["particles"]}
        whole = dict(still)
        left = dict.fromkeys(still, 0)
        for number, step in enumerate(technique["steps"], 1):
            for kind, count in step.get("lost", {}).items():
                still[kind] -= count
                left[kind] += count
            shown = left if number == STEPS else step.get("lost", {})
            found.append(
                {
                    "technique_id": technique["id"],
                    "technique": technique["label"],
                    "number": number,
                    "step_id": step["id"],
                    "step": step["label"],
                    "text": step["text"],
                    "kept": _classes(facts, still, whole),
                    "lost": _classes(facts, shown, whole),
                    "cite": list(step.get("cite", [])),
                    "framing": bool(step.get("framing")),
                    "line": getattr(step, "line", None),
                }
            )
    return found


def _classes(facts: Facts, counts: Mapping[str, int], whole: Mapping[str, int]) -> str:
    """Classes in words; those that only in part belong here say so."""
    words = []
    for kind in facts["particles"]:
        if count := counts.get(kind["id"], 0):
            name = kind["label"][0].lower() + kind["label"][1:]
            words.append(name if count == whole[kind["id"]] else f"part of the {name}")
    return "; ".join(words) or "nothing"


def claims(facts: Facts, path: str) -> list[dict]:
    """The sentences of the figure that assert something, as plain records {id, text, cite, line}."""
    records = [
        {
            "id": f"particle-{kind['id']}",
            "text": kind["text"],
            "cite": list(kind.get("cite", [])),
            "line": line_of(kind),
        }
        for kind in facts["particles"]
        if not kind.get("framing")
    ]
    records += [
        {"id": f"{row['technique_id']}-{row['step_id']}", "text": row["text"], "cite": row["cite"], "line": row["line"]}
        for row in rows(facts)
        if not row["framing"]
    ]
    return records


def columns(facts: Facts) -> tuple[Column, ...]:
    """The table's columns."""
    return (
        Column("technique", "Technique"),
        Column("number", "Step number"),
        Column("step", "Step"),
        Column("text", "What the cited works show"),
        Column("kept", "Still kept"),
        Column("lost", "Lost"),
    )


def csv_text(facts: Facts, numbers: Mapping[str, int] | None = None) -> str:
    """The table as CSV; with `numbers` (key → the review's number) the numbers of the works as well."""
    return records.csv_text(rows(facts), columns(facts), numbers)


def assertions(facts: Facts, path: str) -> list[dict]:
    """No words of this drawing assert more than its sentences do."""
    return []


def description(facts: Facts) -> list[str]:
    """The figure in words, a paragraph for each technique, for those who do not see it."""
    paragraphs = []
    for technique in facts["techniques"]:
        mine = [row for row in rows(facts) if row["technique_id"] == technique["id"]]
        names = "; ".join(f"{row['number']} {row['step'].lower()}" for row in mine)
        paragraphs.append(
            f"{technique['label']} ({technique['separates_by']}). Steps: {names}. "
            f"Kept in the end: {mine[-1]['kept']}. Lost in the end: {mine[-1]['lost']}."
        )
    return paragraphs


# --- check --------------------------------------------------------------------------------------

_TOP = (*records.HEADER, "recreates", "particles", "steps", "techniques")


def check(facts: Facts, path: str) -> list[Problem]:
    """What is wrong with the form of the facts; whether keys exist is left to the caller."""
    if missing := check_top(facts, _TOP, path):
        return missing
    kinds = {kind.get("id"): kind.get("drawn", 0) for kind in facts["particles"]}
    order = [step.get("id") for step in facts["steps"]]
    problems = doubled(facts["particles"], path) + doubled(facts["techniques"], path)
    for kind in facts["particles"]:
        problems += _check_particle(kind, path)
    for name in DEVICES:
        if name not in [technique.get("id") for technique in facts["techniques"]]:
            problems.append(Problem(path, None, f"the technique '{name}' is missing", "add it, its device is drawn"))
    for technique in facts["techniques"]:
        problems += _check_technique(technique, kinds, order, path)
    return problems


def _check_particle(kind: Mapping, path: str) -> list[Problem]:
    line = line_of(kind)
    problems = _check_sentence(kind, path)
    problems += [
        Problem(path, line, f"a particle class without '{name}'", f"add '{name}:'")
        for name in ("id", "label", "short", "drawn")
        if not kind.get(name)
    ]
    if kind.get("form") not in FORMS:
        problems.append(Problem(path, line, f"unknown form {kind.get('form')!r}", f"use one of {', '.join(FORMS)}"))
    sizes = kind.get("diameter_nm")
    numbers = isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(size, (int, float)) for size in sizes)
    if not numbers or not 0 < sizes[0] < sizes[1]:
        problems.append(Problem(path, line, f"diameter_nm is {sizes!r}", "give [smallest, largest] in nm"))
    return problems


def _check_technique(technique: Mapping, kinds: Mapping[str, int], order: list[str], path: str) -> list[Problem]:
    line = line_of(technique)
    if technique.get("id") not in DEVICES:
        mend = f"use one of {', '.join(DEVICES)}"
        return [Problem(path, line, f"no device is drawn for the technique {technique.get('id')!r}", mend)]
    problems = [
        Problem(path, line, f"the technique '{technique['id']}' lacks '{name}'", f"add '{name}:'")
        for name in ("label", "separates_by", "steps")
        if not technique.get(name)
    ]
    steps = technique.get("steps") or []
    ids = [step.get("id") for step in steps]
    if ids != order:
        what = f"the technique '{technique['id']}' has the steps {ids}"
        problems.append(Problem(path, line, what, f"all techniques have the steps {order}, in this order"))
    left = dict(kinds)
    for step in steps:
        problems += _check_sentence(step, path)
        if not step.get("label"):
            problems.append(Problem(path, line_of(step), "a step without a label", "add 'label:'"))
        for kind, count in (step.get("lost") or {}).items():
            if kind not in kinds:
                what = f"unknown particle class '{kind}'"
                problems.append(Problem(path, line_of(step), what, f"use one of {', '.join(kinds)}"))
            elif not isinstance(count, int) or not 0 < count <= left[kind]:
                what = f"{count} marks of '{kind}' are lost where {left[kind]} are left"
                problems.append(Problem(path, line_of(step), what, "lose no more than there are"))
            else:
                left[kind] -= count
    framing = [step for step in steps if step.get("framing")]
    problems += [Problem(path, line_of(s), "a second framing step", "cite a work instead") for s in framing[1:]]
    return problems


def _check_sentence(record: Mapping, path: str) -> list[Problem]:
    if not record.get("text"):
        return [Problem(path, line_of(record), f"'{record.get('id')}' has no text", "add one sentence")]
    if not record.get("cite") and not record.get("framing"):
        mend = "add 'cite: [key]', or 'framing: true' if it asserts nothing about the world"
        return [Problem(path, line_of(record), f"'{record.get('id')}' says something without a citation", mend)]
    return []


# --- drawings -----------------------------------------------------------------------------------


def _scene(facts: Facts, technique_id: str) -> Scene:
    technique = next(t for t in facts["techniques"] if t["id"] == technique_id)
    return _cached_scene(json.dumps([facts["particles"], technique]))


@cache
def _cached_scene(source: str) -> Scene:
    particles, technique = json.loads(source)
    return scene({"particles": particles}, technique)


def _names(facts: Facts) -> dict[str, str]:
    return {kind["id"]: kind["label"] for kind in facts["particles"]} | {"bead": "Bead with antibodies"}


def _badges(points: Iterable[tuple[float, float]]) -> dict:
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


def _halo(point: tuple[float, float]) -> dict:
    """The ring round the badge of the present step."""
    marker = {
        "size": 2 * BADGE + 8,
        "symbol": "circle-open",
        "color": LIGHT["accent"],
        "line": {"width": 3},
        "opacity": 1,
    }
    return _badges([point]) | {"mode": "markers", "text": [""], "marker": marker}


def _panel_traces(drawn: Scene, step: int, names: dict[str, str]) -> list[dict]:
    badges = drawn.device.badges
    return [
        *traces(drawn.device.still, names),
        *traces(drawn.placed(step), names),
        _halo(badges[step]),
        _badges(badges),
    ]


def _panel_json(facts: Facts, technique_id: str) -> dict:
    drawn, names = _scene(facts, technique_id), _names(facts)
    steps = [_panel_traces(drawn, n, names) for n in range(STEPS)]
    still = len(traces(drawn.device.still, names))
    moving = list(range(still, len(steps[0]) - 1))
    frames = [
        {
            "name": facts["steps"][n]["id"],
            "data": [{"x": t["x"], "y": t["y"]} for t in data[still:-1]],
            "traces": moving,
        }
        for n, data in enumerate(steps)
    ]
    return {"data": steps[0], "layout": layout_of(WIDTH, HEIGHT, drawn.shapes, drawn.labels), "frames": frames}


def panel(facts: Facts, technique_id: str) -> go.Figure:
    """One technique, at its first step, with a frame for each step (named by the step's id)."""
    return figure_of(_panel_json(facts, technique_id))


def panels(facts: Facts) -> dict[str, go.Figure]:
    """All techniques by id."""
    return {technique["id"]: panel(facts, technique["id"]) for technique in facts["techniques"]}


def _panel_on_sheet(facts: Facts, n: int, left: float, top: float) -> Picture:
    """One technique of the sheet with its header, moved to its place."""
    technique = facts["techniques"][n]
    drawn = _scene(facts, technique["id"])
    y = top + HEADER
    shapes = [shape.shifted(left, y) for shape in drawn.shapes]
    labels = [label.shifted(left, y) for label in drawn.labels]
    labels += [
        Label("ABCDEF"[n], left + 2, top + 20, 22, "ink", "left", True),
        Label(technique["label"], left + 26, top + 20, 18, "ink", "left", True),
        Label(technique["separates_by"], left + WIDTH - 2, top + 21, 14, "ink_soft", "right"),
    ]
    marks = []
    for some in (drawn.device.still, drawn.printed()):
        marks += traces([(p, (round(px + left, 1), round(py + y, 1))) for p, (px, py) in some], _names(facts))
    marks.append(_badges([(bx + left, by + y) for bx, by in drawn.device.badges]))
    return Picture(shapes, labels, marks)


def _legend_mark(kind: Mapping, n: int) -> Particle:
    small, large = kind["diameter_nm"]
    return Particle(f"legend{n}", kind["id"], kind["form"], drawn_diameter((small * large) ** 0.5) / 2, n + 1)


def _ruler(facts: Facts, left: float, top: float, width: float) -> Picture:
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
    placed = []
    for n, kind in enumerate(facts["particles"]):
        small, large = kind["diameter_nm"]
        middle = (at(small) + at(large)) / 2
        shapes.append(_range_bar(kind, polyline([(at(small), base - 8), (at(large), base - 8)])))
        placed.append((_legend_mark(kind, n), (round(middle, 1), top + 62)))
        labels.append(Label(kind["short"], middle, top + 24, 14.5, "ink", "center", True))
    return Picture(shapes, labels, traces(placed, _names(facts)))


def _legend(facts: Facts, left: float, top: float, width: float) -> Picture:
    """The classes with their marks and sizes, one below the other."""
    shapes = [Shape(box(left, top, left + width, top + RULER, 10), fill="card", line="card_line", width=1)]
    labels, placed = [], []
    for n, kind in enumerate(facts["particles"]):
        y = top + 24 + n * 32
        placed.append((_legend_mark(kind, n), (left + 26, y)))
        labels.append(Label(kind["label"], left + 54, y, 16, "ink", "left", True))
        labels.append(Label(size_label(kind), left + width - 12, y, 15, "ink_soft", "right"))
    return Picture(shapes, labels, traces(placed, _names(facts)))


def _range_bar(kind: Mapping, path: Path) -> Shape:
    """Thick where a cited work gives the range, thin and dashed where it is a typical one."""
    cited = bool(kind.get("cite"))
    return Shape(
        path, line=f"{HUES[kind['form']]}_line", width=5 if cited else 2.5, dash="solid" if cited else "4px,3px"
    )


def sheets(facts: Facts) -> dict[str, go.Figure]:
    """All techniques in one still picture with the legend: two columns for a page, one for a phone."""
    return {"": _sheet(facts, 2), "narrow": _sheet(facts, 1)}


def _sheet(facts: Facts, across: int) -> go.Figure:
    count = len(facts["techniques"])
    width = 2 * MARGIN + across * WIDTH + (across - 1) * GAP
    down = -(-count // across)
    height = down * ROW + 12 + RULER + MARGIN
    parts = [Picture([Shape(box(0, 0, width, height), fill="paper")], [], [])]
    for n in range(count):
        parts.append(_panel_on_sheet(facts, n, MARGIN + n % across * (WIDTH + GAP), n // across * ROW))
    legend = _ruler if across > 1 else _legend
    parts.append(legend(facts, MARGIN, down * ROW + 12, width - 2 * MARGIN))
    return joined(parts, width, height)


def slides(facts: Facts) -> dict[str, go.Figure]:
    """The same for a projector."""
    return {"": _slide(facts)}


def _slide(facts: Facts) -> go.Figure:
    """The same for a projector: three columns, and a column with title, legend and caption."""
    scale = SLIDE[0] / 1728
    width, height = SLIDE[0] / scale, SLIDE[1] / scale
    left = width - 3 * WIDTH - 2 * GAP - 24
    parts = [Picture([Shape(box(0, 0, width, height), fill="paper")], [], [])]
    for n in range(len(facts["techniques"])):
        column, row = n % 3, n // 3
        parts.append(_panel_on_sheet(facts, n, left + column * (WIDTH + GAP), 22 + row * (ROW + 10)))
    parts.append(_side_column(facts, 28, left - 56, height))
    return joined(parts, width, height)


def _side_column(facts: Facts, left: float, width: float, height: float) -> Picture:
    """Title, the classes with their marks and sizes, and the caption with its credit, one below the other."""
    labels: list[Label] = []
    y = 42.0

    def write(text: str, size: float, colour: str, bold: bool = False, indent: float = 0) -> None:
        nonlocal y
        lines, y = words(text, left + indent, y, width - indent, size, colour, bold)
        labels.extend(lines)
        y += size * 0.7

    write(facts["title"], 27, "ink", bold=True)
    write(facts["how_to_read"], 16, "ink_soft")
    y += 10
    placed, shapes = [], []
    for n, kind in enumerate(facts["particles"]):
        placed.append((_legend_mark(kind, n), (left + 20, round(y + 9, 1))))
        labels.append(Label(kind["label"], left + 52, y, 16, "ink", "left", True))
        labels.append(Label(size_label(kind), left + 52, y + 20, 15, "ink_soft", "left"))
        y += 54
    y += 14
    write(facts["note"], 15, "ink_soft")
    write(f"Redrawn after {facts['recreates']}.", 15, "ink_soft")
    write(facts["credit"], 14, "ink_soft")
    return Picture(shapes, labels, traces(placed, _names(facts)))


def size_label(kind: Mapping) -> str:
    """The diameters of a class in the unit that reads best."""
    sizes = kind["diameter_nm"]
    words = "" if kind.get("cite") else "typically "
    if sizes[0] >= 1000:
        return f"{words}{sizes[0] / 1000:g}–{sizes[1] / 1000:g} µm"
    return f"{words}{sizes[0]:g}–{sizes[1]:g} nm"


def glyph_svg(kind: Mapping) -> str:
    """The mark of one class as inline SVG; its colours are variables of the site's style."""
    return glyph(kind["form"])


# --- for the browser ----------------------------------------------------------------------------


def data_script(facts: Facts) -> str:
    """A classic script (fetch is blocked on file://) that leaves the figure's data in window.courseFigures."""
    data = {
        "steps": [dict(step) for step in facts["steps"]],
        "width": WIDTH,
        "height": HEIGHT,
        "panels": {t["id"]: _panel_json(facts, t["id"]) for t in facts["techniques"]},
        "dark": theme.dark_of(),
    }
    return records.script(NAME, data)
