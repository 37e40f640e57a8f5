"""Vesicles in treatment: facts (macros/figures/treatment/facts.yml) → table, words, pictures, script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.course.problems import Problem
from macros.drawing import records
from macros.drawing import views as view_parts
from macros.drawing.records import Column, check_disputes, check_records, check_top, label_of, line_of
from macros.figures.treatment.drawing import DRAWERS, LAYOUTS, MARKS
from macros.figures.treatment.scenes import SCENES, SIGNS

NAME = "treatment"
KIND = "links"
Facts = Mapping[str, Any]

VIEWS = [{"id": "ways", "label": "Five ways"}, {"id": "ladder", "label": "Evidence ladder"}]
FACETS = (("strategy", "strategies", "Way"), ("direction", "directions", "Outcome"))
FACETS += (("rung", "rungs", "Rung"), ("seen", "seen", "How we know"))
NEEDED = ("group", "label", "source", "target", "effect", "direction", "rung", "seen", "text")
ON_DRAWING = ("source", "cargo", "receptor", "target", "effect", "numbers")
LISTS = (("group", "groups"), ("direction", "directions"), ("rung", "rungs"), ("seen", "seen"))


def check(facts: Facts, path: str) -> list[Problem]:
    """Problems of the facts."""
    if problems := check_top(
        facts, (*records.HEADER, "strategies", *(many for _, many in LISTS), "studies", "tasks"), path
    ):
        return problems
    choices = {one: [option["id"] for option in facts[many]] for one, many in LISTS}
    problems = check_records(facts["studies"], path, NEEDED, choices) + check_disputes(facts["studies"], path)
    problems += view_parts.check_tasks(facts, path, VIEWS, FACETS, facts["studies"])
    drawn = (("strategies", SCENES, "scene"), ("directions", MARKS, "mark"), ("rungs", SIGNS, "sign"))
    for many, known, what in drawn:
        for one in facts[many]:
            if one["id"] not in known:
                problem, help_ = f"'{one['id']}' of {many} has no {what}", f"use one of {', '.join(known)}"
                problems.append(Problem(path, line_of(one) or 1, problem, help_))
    lacking = [one for one in facts["rungs"] if not one.get("short")]
    problems += [Problem(path, line_of(one) or 1, f"'{one['id']}' lacks 'short'", "add 'short:'") for one in lacking]
    ways = [one["id"] for one in facts["strategies"]]
    for group in facts["groups"]:
        if group.get("strategy") not in ways:
            problem = f"'{group['id']}': unknown strategy '{group.get('strategy')}'"
            problems.append(Problem(path, line_of(group) or 1, problem, f"use one of {', '.join(ways)}"))
    return problems


def claims(facts: Facts, path: str) -> list[dict]:
    """The sentence of each row and the answer to each task."""
    return records.claims([*facts["studies"], *facts["tasks"]])


def assertions(facts: Facts, path: str) -> list[dict]:
    """The short words of each row, to be held against the same works."""
    return records.assertions(facts["studies"], (*ON_DRAWING, "label"))


def columns(facts: Facts) -> tuple[Column, ...]:
    """The table's columns after the row's name and sentence."""
    return (
        Column("strategy", "Way"), Column("group", "By"), Column("source", "Vesicles"), Column("cargo", "Cargo"),
        Column("receptor", "Receptor or pathway"), Column("target", "Tried on"), Column("effect", "Effect"),
        Column("direction", "Outcome"), Column("rung", "Rung"), Column("numbers", "Numbers"),
        Column("seen", "How we know"), Column("disputes", "Contradicted by"),
    )  # fmt: skip


def rows(facts: Facts) -> list[dict]:
    """One row per result; what the evidence does not hold is empty."""
    return [_row(facts, row) for row in facts["studies"]]


def _row(facts: Facts, row: Mapping) -> dict:
    plain = {key: str(row.get(key, "")) for key in ("id", *ON_DRAWING, "text")}
    strategy = _strategy(facts, row)
    other = next((one for one in facts["studies"] if one["id"] == row.get("disputes")), None)
    chosen = {one: row[one] for one in ("direction", "rung", "seen")} | {"strategy": strategy}
    return plain | {
        "name": _name(facts, row),
        "strategy": label_of(facts["strategies"], strategy),
        "disputes": _name(facts, other) if other else "",
        **{one: label_of(facts[many], row[one]) for one, many in LISTS},
        "views": [view["id"] for view in VIEWS],
        "marks": {one: [choice] for one, choice in chosen.items()},
        "cite": list(row["cite"]),
        "line": line_of(row),
    }


def _strategy(facts: Facts, row: Mapping) -> str:
    return next(group["strategy"] for group in facts["groups"] if group["id"] == row["group"])


def _name(facts: Facts, row: Mapping) -> str:
    return f"{label_of(facts['groups'], row['group'])}: {row['label']}"


def views(facts: Facts) -> list[dict]:
    """The two drawings."""
    return VIEWS


def description(facts: Facts) -> list[str]:
    """The detailed level of the long description: the ways one by one, then the ladder from its foot."""
    found = []
    for way in facts["strategies"]:
        here = [row for row in facts["studies"] if _strategy(facts, row) == way["id"]]
        results = "; ".join(f"{row['label']} ({row['effect']})" for row in here)
        found.append(f"{way['label']}. {way['says']}. Results: {results}.")
    for rung in facts["rungs"]:
        here = [row for row in facts["studies"] if row["rung"] == rung["id"]]
        counts = ", ".join(
            f"{sum(row['direction'] == one['id'] for row in here)} {one['label'].lower()}"
            for one in facts["directions"]
        )
        results = "; ".join(f"{row['label']}: {row['numbers']}" for row in here if row.get("numbers"))
        found.append(f"Rung {rung['label']}: {len(here)} results, {counts}.{f' {results}.' if results else ''}")
    return found


# --- pictures -----------------------------------------------------------------------------------


def _draw(facts: Facts, view_id: str, layout_name: str) -> view_parts.Drawn:
    return DRAWERS[view_id](facts, LAYOUTS[layout_name])


_contract = view_parts.Contract(NAME, FACETS, LAYOUTS, views, rows, columns, _draw)
facets, csv_text, drawing = _contract.facets, _contract.csv_text, _contract.drawing
sheets, slides, data_script = _contract.sheets, _contract.slides, _contract.data_script
