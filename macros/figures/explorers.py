"""What the facts of all explorers have in common: inputs, formulas, tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.figures.records import HEADER, check_top, doubled, line_of
from macros.problems import Problem

PARTS = (*HEADER, "inputs", "formulas", "claims", "limits", "tasks")
_NEEDED = {"formulas": ("label", "mathml", "symbols"), "tasks": ("id", "do", "set", "question", "answer")}


def check_explorer(facts: Mapping[str, Any], path: str) -> list[Problem]:
    """Problems of an explorer's facts: missing parts, impossible inputs, tasks that set what cannot be set."""
    if problems := check_top(facts, PARTS, path):
        return problems
    problems = [p for part in ("inputs", "claims", "tasks") for p in doubled(facts[part], path)]
    for part, names in _NEEDED.items():
        for record in facts[part]:
            missing = [name for name in names if not record.get(name)]
            problems += [Problem(path, line_of(record), f"one of '{part}' lacks '{n}'", f"add '{n}:'") for n in missing]
    for claim in facts["claims"]:
        if not claim.get("cite") and not claim.get("framing"):
            what = f"'{claim.get('id')}' says something without a citation"
            problems.append(Problem(path, line_of(claim), what, "add 'cite: [key]', or 'framing: true' for a remark"))
    inputs = {one.get("id"): one for one in facts["inputs"]}
    for one in inputs.values():
        problems += _check_input(one, path)
    if problems:
        return problems
    for task in facts["tasks"]:
        for name, value in task["set"].items():
            if name not in inputs or not inputs[name]["min"] <= value <= inputs[name]["max"]:
                what = f"task '{task['id']}' sets '{name}' to {value}, which cannot be set"
                problems.append(Problem(path, line_of(task), what, f"use one of {', '.join(inputs)} within its limits"))
    return problems


def _check_input(one: Mapping[str, Any], path: str) -> list[Problem]:
    name, line = one.get("id") or "an input without id", line_of(one)
    missing = [part for part in ("id", "label", "min", "max", "default", "says") if one.get(part) in (None, "")]
    if missing:
        return [Problem(path, line, f"'{name}' lacks '{part}'", f"add '{part}:'") for part in missing]
    if not one["min"] <= one["default"] <= one["max"]:
        return [Problem(path, line, f"'{name}' starts outside its limits", "choose min ≤ default ≤ max")]
    if one.get("scale", "linear") not in ("linear", "log"):
        return [Problem(path, line, f"'{name}': unknown scale '{one['scale']}'", "use linear or log")]
    if one.get("scale") == "log" and one["min"] <= 0:
        return [Problem(path, line, f"'{name}': a logarithmic scale cannot begin at {one['min']}", "begin above zero")]
    return []


def defaults(facts: Mapping[str, Any]) -> dict[str, float]:
    """The value that each input starts with."""
    return {one["id"]: one["default"] for one in facts["inputs"]}


def plain_inputs(facts: Mapping[str, Any]) -> list[dict]:
    """What the browser needs to know of each input."""
    return [
        {"id": i["id"], "label": i["label"], "unit": i.get("unit") or "", "min": i["min"], "max": i["max"]}
        | {"step": i.get("step"), "scale": i.get("scale", "linear"), "default": i["default"]}
        for i in facts["inputs"]
    ]


def cited_claims(facts: Mapping[str, Any]) -> list[dict]:
    """The sentences that cite, as plain records {id, text, cite, line}."""
    return [
        {"id": c["id"], "text": c["text"], "cite": list(c["cite"]), "line": line_of(c)} for c in facts["claims"] if c.get("cite")
    ]


def short(value: float) -> str:
    """A number in three significant digits, as the browser writes it too."""
    rounded = float(f"{value:.3g}")
    return f"{rounded:.0f}" if rounded == int(rounded) else repr(rounded)
