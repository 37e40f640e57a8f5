"""Vesicles between tumour and immune cells: facts (macros/figures/immune/facts.yml) → table, words, pictures, script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.course.problems import Problem
from macros.drawing import records
from macros.drawing import views as view_parts
from macros.drawing.records import Column, check_disputes, check_records, check_top, label_of, line_of
from macros.figures.cells import FORMS
from macros.figures.immune.drawing import ENDS, LAYOUTS, draw

NAME = "immune"
KIND = "links"
Facts = Mapping[str, Any]

FACETS = (
    ("direction", "directions", "Direction"),
    ("target", "cells", "Acts on"),
    ("system", "systems", "Kind of evidence"),
)
NEEDED = ("from", "to", "source", "target", "effect", "direction", "system", "text")
ON_DRAWING = ("source", "cargo", "receptor", "target", "effect")


def check(facts: Facts, path: str) -> list[Problem]:
    """Problems of the facts."""
    if problems := check_top(
        facts, (*records.HEADER, "views", "directions", "systems", "cells", "links", "tasks"), path
    ):
        return problems
    cells = [cell["id"] for cell in facts["cells"]]
    choices = {many: [one["id"] for one in facts[many]] for many in ("directions", "systems")}
    allowed = {"from": cells, "to": cells, "direction": choices["directions"], "system": choices["systems"]}
    problems = check_records(facts["links"], path, NEEDED, allowed) + check_disputes(facts["links"], path)
    problems += view_parts.check_tasks(facts, path, facts["views"], FACETS, facts["links"])
    for what, known, records_of in (("form", FORMS, facts["cells"]), ("id", ENDS, facts["directions"])):
        for one in records_of:
            if one.get(what) not in known:
                problem = f"'{one.get('id')}': nothing is drawn for the {what} '{one.get(what)}'"
                problems.append(Problem(path, line_of(one) or 1, problem, f"use one of {', '.join(known)}"))
    return problems


def claims(facts: Facts, path: str) -> list[dict]:
    """The sentence of each row and the answer to each task."""
    return records.claims([*facts["links"], *facts["tasks"]])


def assertions(facts: Facts, path: str) -> list[dict]:
    """The short words of each row, to be held against the same works."""
    return records.assertions(facts["links"], ON_DRAWING)


def columns(facts: Facts) -> tuple[Column, ...]:
    """The table's columns after the row's name and sentence."""
    return (
        Column("source", "From"), Column("cargo", "Cargo"), Column("receptor", "Receptor or pathway"),
        Column("target", "Acts on"), Column("effect", "Effect"), Column("direction", "Direction"),
        Column("system", "Kind of evidence"), Column("disputes", "Contradicted by"),
    )  # fmt: skip


def rows(facts: Facts) -> list[dict]:
    """One row per link; what the evidence does not hold is empty."""
    return [_row(facts, row) for row in facts["links"]]


def _row(facts: Facts, row: Mapping) -> dict:
    plain = {key: str(row.get(key, "")) for key in ("id", *ON_DRAWING, "text")}
    other = next((one for one in facts["links"] if one["id"] == row.get("disputes")), None)
    return plain | {
        "name": _name(row),
        "direction": label_of(facts["directions"], row["direction"]),
        "system": ", ".join(label_of(facts["systems"], one) for one in row["system"]),
        "disputes": _name(other) if other else "",
        "views": [view["id"] for view in facts["views"] if _is_in(view, facts, row)],
        "marks": {"direction": [row["direction"]], "target": [row["to"]], "system": list(row["system"])},
        "cite": list(row["cite"]),
        "line": line_of(row),
    }


def _name(row: Mapping) -> str:
    return f"{row['source']} → {row['target']}: {row['effect']}"


def _is_in(view: Mapping, facts: Facts, row: Mapping) -> bool:
    hubs = [one["hub"] for one in facts["views"] if "hub" in one]
    return row["from"] == view["hub"] if "hub" in view else row["from"] not in hubs


def views(facts: Facts) -> list[dict]:
    """The two drawings."""
    return [{"id": view["id"], "label": view["label"]} for view in facts["views"]]


def description(facts: Facts) -> list[str]:
    """The detailed level of the long description: for each view, cell by cell, what its links say."""
    found = []
    for view in facts["views"]:
        here = _links(facts, view["id"])
        side, words = ("to", "Tumour vesicles on") if "hub" in view else ("from", "Vesicles of")
        for cell in facts["cells"]:
            some = [row for row in here if row[side] == cell["id"]]
            if some:
                found.append(f"{words} {cell['label']}: {'; '.join(_sentence(facts, row) for row in some)}.")
    return found


def _sentence(facts: Facts, row: Mapping) -> str:
    way = " by way of ".join(str(row[part]) for part in ("cargo", "receptor") if row.get(part))
    direction = label_of(facts["directions"], row["direction"]).lower()
    return f"{row['source']} {direction} {row['target']}{f' ({way})' if way else ''}: {row['effect']}"


def _links(facts: Facts, view_id: str) -> list[Mapping]:
    view = next(view for view in facts["views"] if view["id"] == view_id)
    return [row for row in facts["links"] if _is_in(view, facts, row)]


# --- pictures -----------------------------------------------------------------------------------


def _draw(facts: Facts, view_id: str, layout_name: str) -> view_parts.Drawn:
    view = next(view for view in facts["views"] if view["id"] == view_id)
    return draw(facts, view, _links(facts, view_id), LAYOUTS[layout_name])


_contract = view_parts.Contract(NAME, FACETS, LAYOUTS, views, rows, columns, _draw)
facets, csv_text, drawing = _contract.facets, _contract.csv_text, _contract.drawing
sheets, slides, data_script = _contract.sheets, _contract.slides, _contract.data_script
