"""Marker explorer: markers by cancer and kind, and on an axis of AUC. Facts (macros/figures/markers/facts.yml) → drawing, table, script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.course.problems import Problem
from macros.drawing import records
from macros.drawing import views as view_parts
from macros.drawing.canvas import Picture
from macros.drawing.records import Column, check_disputes, check_records, check_top, label_of, line_of
from macros.drawing.shapes import Label, Shape, polyline
from macros.drawing.views import DISPUTED, Drawn, text

NAME = "markers"
KIND = "links"
Facts = Mapping[str, Any]

VIEWS = [{"id": "map", "label": "By cancer and kind"}, {"id": "auc", "label": "By AUC"}]
FACETS = (("cancer", "cancers", "Cancer"), ("fluid", "fluids", "Fluid"), ("kind", "kinds", "Kind of marker"))
FACETS += (("use", "uses", "Use"), ("direction", "directions", "How it differed"))
FIELDS = ("marker", "cancer", "fluid", "kind", "use", "direction", "vesicles", "text")

# Form and colour of a mark by direction, in the order of the file: plotly symbol, hue.
MARKS = {
    "higher": ("triangle-up", "orange"),
    "lower": ("triangle-down", "blue"),
    "present": ("circle", "violet"),
    "no-difference": ("diamond-wide", "sand"),
    "not-given": ("square", "bead"),
}
OTHER = "No exosomes named"
EMPTY = 0.5  # AUC of a coin toss

# Widths and letters in px; `cell`: side of the square that a mark has for itself; `named`: whether names stand beside marks.
LAYOUTS: dict[str, dict] = {
    "narrow": {"width": 380, "left": 96, "letters": 13, "cell": 28, "named": False, "legend": 1},
    "page": {"width": 760, "left": 132, "letters": 15, "cell": 30, "named": False, "legend": 3},
    "wide": {"width": 1600, "left": 160, "letters": 17, "cell": 22, "named": True, "legend": 6},
}


# --- facts, table, words ------------------------------------------------------------------------


def check(facts: Facts, path: str) -> list[Problem]:
    """Problems of the facts."""
    if problems := check_top(facts, (*records.HEADER, "markers", "tasks", *(many for _, many, _ in FACETS)), path):
        return problems
    choices = {one: [option["id"] for option in facts[many]] for one, many, _ in FACETS}
    problems = check_records(facts["markers"], path, FIELDS, choices) + check_disputes(facts["markers"], path)
    problems += view_parts.check_tasks(facts, path, VIEWS, FACETS, facts["markers"])
    for row in facts["markers"]:
        if "auc" in row and not _is_auc(row["auc"]):
            what = f"'{row.get('id')}': an AUC of '{row['auc']}' cannot be"
            problems.append(Problem(path, line_of(row), what, "write a number from 0 to 1 in quotes"))
        if row.get("exosomes", True) not in (True, False):
            what = f"'{row.get('id')}': exosomes '{row['exosomes']}' is neither true nor false"
            problems.append(Problem(path, line_of(row), what, "write 'exosomes: false', or leave it out"))
    unknown = [one for one in choices["direction"] if one not in MARKS]
    return problems + [
        Problem(path, 1, f"the direction '{one}' has no mark", f"use {', '.join(MARKS)}") for one in unknown
    ]


def _is_auc(value: Any) -> bool:
    try:
        return 0 <= float(value) <= 1
    except (TypeError, ValueError):
        return False


def claims(facts: Facts, path: str) -> list[dict]:
    """The sentence of each row and the answer to each task."""
    return records.claims([*facts["markers"], *facts["tasks"]])


def assertions(facts: Facts, path: str) -> list[dict]:
    """The short words of each row, to be held against the same works."""
    return records.assertions(facts["markers"], ("marker", "cohort", "auc", "accuracy"))


def columns(facts: Facts) -> tuple[Column, ...]:
    """The table's columns after the row's name and sentence."""
    return (
        Column("marker", "Marker"), Column("cancer", "Cancer"), Column("fluid", "Fluid"), Column("kind", "Kind"),
        Column("use", "Use"), Column("direction", "How it differed"), Column("cohort", "People or samples"),
        Column("auc", "AUC"), Column("accuracy", "Other measures"), Column("vesicles", "Vesicles in the study"),
    )  # fmt: skip


def rows(facts: Facts) -> list[dict]:
    """One row per marker, study and use; what the evidence does not hold is empty."""
    found = []
    for row in facts["markers"]:
        labels = {one: label_of(facts[many], row[one]) for one, many, _ in FACETS}
        plain = {
            key: str(row.get(key, "")) for key in ("id", "marker", "cohort", "auc", "accuracy", "vesicles", "text")
        }
        own = {
            "name": f"{row['marker']}, {labels['cancer'].lower()}",
            "views": ["map", "auc"] if "auc" in row else ["map"],
            "marks": {one: [row[one]] for one, _, _ in FACETS},
            "cite": list(row["cite"]),
            "line": line_of(row),
        }
        found.append(plain | labels | own)
    return found


def views(facts: Facts) -> list[dict]:
    """The two drawings."""
    return VIEWS


def description(facts: Facts) -> list[str]:
    """The detailed level of the long description: the map cancer by cancer, then the axis from low to high."""
    found = []
    for cancer in facts["cancers"]:
        here = [row for row in facts["markers"] if row["cancer"] == cancer["id"]]
        if here:
            names = "; ".join(
                f"{row['marker']} ({label_of(facts['directions'], row['direction']).lower()})" for row in here
            )
            found.append(f"{cancer['label']}: {names}.")
    values = ", ".join(f"{row['marker']} {row['auc']}" for row in _by_auc(facts))
    return [*found, f"On the axis of AUC, from low to high: {values}."]


def _by_auc(facts: Facts) -> list[Mapping]:
    return sorted((row for row in facts["markers"] if "auc" in row), key=lambda row: float(row["auc"]))


# --- drawing ------------------------------------------------------------------------------------


def _draw(facts: Facts, view_id: str, layout_name: str) -> Drawn:
    return _DRAWERS[view_id](facts, LAYOUTS[layout_name])


def _map(facts: Facts, plan: Mapping) -> Drawn:
    """A matrix of cancers and kinds; every mark of a cell has a square (with a name: a line) of its own."""
    letters, cell, left = plan["letters"], plan["cell"], plan["left"]
    wide = (plan["width"] - left - 4) / len(facts["kinds"])
    across = 1 if plan["named"] else int(wide // cell)
    shapes, labels, marks, hits = [], [], [], {}
    for n, kind in enumerate(facts["kinds"]):
        labels.append(
            Label(
                kind.get("short", kind["label"]),
                left + (n + 0.5) * wide,
                letters * 1.6,
                letters,
                "ink",
                bold=plan["named"],
            )
        )
    top = letters * 3.2
    for cancer in facts["cancers"]:
        in_kind = [
            [r for r in facts["markers"] if (r["cancer"], r["kind"]) == (cancer["id"], kind["id"])]
            for kind in facts["kinds"]
        ]
        lines = max(-(-len(some) // across) for some in in_kind)
        if not lines:
            continue
        deep = lines * cell + 6
        shapes.append(Shape(polyline([(6, top), (plan["width"] - 6, top)]), line="card_line", width=1))
        labels.append(Label(cancer["label"], left - 3, top + deep / 2, letters, "ink", "right"))
        for n, some in enumerate(in_kind):
            for k, row in enumerate(some):
                down, side = divmod(k, across)
                used = min(len(some), across) * cell
                x = left + n * wide + (cell / 2 if plan["named"] else (wide - used) / 2 + (side + 0.5) * cell)
                y = top + 3 + (down + 0.5) * cell
                marks += _marks(row, x, y, plan)
                right = left + (n + 1) * wide - 2 if plan["named"] else x + cell / 2
                if plan["named"]:
                    marks.append(text(row["id"], row["marker"], (x + cell * 0.6, y), letters))
                hits[row["id"]] = [round(v, 1) for v in (x - cell / 2, y - cell / 2, right, y + cell / 2)]
        top += deep
    for n in range(len(facts["kinds"])):
        x = left + n * wide
        shapes.append(Shape(polyline([(x, letters * 3.2), (x, top)]), line="card_line", width=1))
    legend, top = _legend(facts, plan, top + 10)
    return [Picture(shapes, labels, marks), legend], top, hits


def _auc(facts: Facts, plan: Mapping) -> Drawn:
    """An axis from a coin toss to perfect, one line for each row with an AUC, the highest on top."""
    letters, one_line = plan["letters"], plan["width"] > 500
    left = plan["width"] * 0.36 if one_line else 24
    right = plan["width"] - (letters * 5 if one_line else 24)
    deep = letters * 2.1 if one_line else letters * 3.4
    top, found = letters * 3.6, list(reversed(_by_auc(facts)))
    bottom = top + deep * len(found)
    shapes, labels, marks, hits = [], [], [], {}
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
        x = left + (float(row["auc"]) - EMPTY) / (1 - EMPTY) * (right - left)
        shapes.append(Shape(polyline([(left, lane), (right, lane)]), line="card_line", width=1, dash="dot"))
        label = f"{row['marker']}, {label_of(facts['cancers'], row['cancer']).lower()}"
        marks += _marks(row, x, lane, plan)
        marks.append(
            text(row["id"], label, (left - 12 if one_line else 12, words), letters, "right" if one_line else "left")
        )
        value = (right + 12 if one_line else plan["width"] - 12, words)
        marks.append(text(row["id"], row["auc"], value, letters, "left" if one_line else "right"))
        hits[row["id"]] = [round(v, 1) for v in (8, y + 1, plan["width"] - 8, y + deep - 1)]
    rest = len(facts["markers"]) - len(found)
    labels.append(
        Label(f"No AUC was seen for the other {rest} rows.", 12, bottom + letters * 1.2, letters, "ink", "left")
    )
    legend, end = _legend(facts, plan, bottom + letters * 2.6)
    return [Picture(shapes, labels, marks), legend], end, hits


_DRAWERS = {"map": _map, "auc": _auc}


def _marks(row: Mapping, x: float, y: float, plan: Mapping) -> list[dict]:
    """The mark of a row, in a ring where another row contradicts it."""
    found = [_mark(row["id"], row["direction"], x, y, plan, row.get("exosomes", True))]
    if row.get("disputes"):
        found.insert(0, _ring(row["id"], x, y, plan))
    return found


def _mark(row: str, direction: str, x: float, y: float, plan: Mapping, filled: bool = True) -> dict:
    symbol, hue = MARKS[direction]
    return view_parts.mark(row, symbol if filled else f"{symbol}-open", (x, y), plan["letters"] * 0.95, hue)


def _ring(row: str, x: float, y: float, plan: Mapping) -> dict:
    return view_parts.ring(row, (x, y), min(plan["letters"] * 1.5, plan["cell"] - 3))


def _legend(facts: Facts, plan: Mapping, top: float) -> tuple[Picture, float]:
    entries = [(one["label"], [_mark("", one["id"], 0, 0, plan)]) for one in facts["directions"]]
    entries.append((OTHER, [_mark("", "not-given", 0, 0, plan, filled=False)]))
    return view_parts.legend([*entries, (DISPUTED, [_ring("", 0, 0, plan)])], plan, top)


_contract = view_parts.Contract(NAME, FACETS, LAYOUTS, views, rows, columns, _draw)
facets, csv_text, drawing = _contract.facets, _contract.csv_text, _contract.drawing
sheets, slides, data_script = _contract.sheets, _contract.slides, _contract.data_script
