"""What the facts of all explorers have in common: inputs, formulas, tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from macros.course.problems import Problem
from macros.drawing.records import HEADER, check_top, doubled, line_of

PARTS = (*HEADER, "inputs", "formulas", "claims", "limits", "tasks")
_INPUT = ("id", "label", "min", "max", "default", "says")
_FORMULA = ("label", "mathml", "symbols", "source_says")
_TASK = ("id", "do", "set", "question", "answer")


def check_explorer(facts: Mapping[str, Any], path: str) -> list[Problem]:
    """Problems of an explorer's facts: missing parts, impossible inputs, tasks that set what cannot be set."""
    if problems := check_top(facts, PARTS, path):
        return problems
    problems = [p for part in ("inputs", "claims", "tasks") for p in doubled(facts[part], path)]
    problems += [p for one in facts["inputs"] for p in _check_input(one, path)]
    problems += [p for one in facts["formulas"] for p in _check_formula(one, path)]
    problems += [p for one in facts["claims"] for p in _check_claim(one, path)]
    inputs = {one.get("id"): one for one in facts["inputs"]}
    return problems or [p for one in facts["tasks"] for p in _check_task(one, inputs, path)]


def _lacking(record: Mapping, needed: Iterable[str], path: str) -> list[Problem]:
    name = record.get("id") or record.get("label") or record.get("symbol") or "a record"
    return [
        Problem(path, line_of(record), f"'{name}' lacks '{key}'", f"add '{key}:'")
        for key in needed
        if record.get(key) in (None, "", [], {})
    ]


def _check_input(one: Mapping[str, Any], path: str) -> list[Problem]:
    if lacking := _lacking(one, _INPUT, path):
        return lacking
    name, line, scale = one["id"], line_of(one), one.get("scale", "linear")
    problems = []
    if not one["min"] <= one["default"] <= one["max"]:
        problems.append(
            Problem(path, line, f"'{name}': the default is outside its limits", "choose min ≤ default ≤ max")
        )
    if scale not in ("linear", "log"):
        problems.append(Problem(path, line, f"'{name}': unknown scale '{scale}'", "use linear or log"))
    if scale == "log" and one["min"] <= 0:
        problems.append(Problem(path, line, f"'{name}': a log scale begins above 0", "raise 'min:'"))
    return problems


def _check_formula(one: Mapping[str, Any], path: str) -> list[Problem]:
    problems = _lacking(one, _FORMULA, path)
    return problems + [
        p for symbol in one.get("symbols") or [] for p in _lacking(symbol, ("symbol", "meaning", "unit"), path)
    ]


def _check_claim(one: Mapping[str, Any], path: str) -> list[Problem]:
    problems = _lacking(one, ("id", "text"), path)
    if bool(one.get("cite")) == bool(one.get("framing")):
        mend = "give 'cite: [key]', or 'framing: true' if it asserts nothing about the world"
        problems.append(
            Problem(path, line_of(one), f"'{one.get('id')}' says something without a citation, or has both", mend)
        )
    return problems


def _check_task(one: Mapping[str, Any], inputs: Mapping[str, Mapping], path: str) -> list[Problem]:
    problems = _lacking(one, _TASK, path)
    for name, value in (one.get("set") or {}).items():
        allowed = inputs.get(name)
        if not allowed:
            what = f"'{one.get('id')}' sets '{name}', which is no input"
            problems.append(Problem(path, line_of(one), what, f"use one of {', '.join(inputs)}"))
        elif not allowed["min"] <= value <= allowed["max"]:
            what = f"'{one.get('id')}' sets '{name}' to {value}, outside {allowed['min']} to {allowed['max']}"
            problems.append(Problem(path, line_of(one), what, "choose a value that a reader can set"))
    return problems


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
        {"id": c["id"], "text": c["text"], "cite": list(c["cite"]), "line": line_of(c)}
        for c in facts["claims"]
        if c.get("cite")
    ]


def short(value: float) -> str:
    """A number in three significant digits, as the browser writes it too."""
    rounded = float(f"{value:.3g}")
    return f"{rounded:.0f}" if rounded == int(rounded) else repr(rounded)
