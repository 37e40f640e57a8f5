"""The marker explorer: its facts are checked, and its marks lie where their values say."""

import copy

import pytest
from macros.course.yaml_records import load_yaml

from macros.figures import markers
from scripts.project import ROOT

FACTS = load_yaml(ROOT / "macros/figures/markers/facts.yml")


def test_each_direction_has_its_own_form_and_colour():
    forms, hues = zip(*markers.MARKS.values())
    assert len(set(forms)) == len(set(hues)) == len(markers.MARKS)


def test_marks_without_exosomes_are_hollow():
    for view in ("map", "auc"):
        drawing = markers.drawing(FACTS, view, "page")
        symbols = {
            t["meta"]: t["marker"]["symbol"]
            for t in drawing["data"]
            if "meta" in t and t["mode"] == "markers" and t["marker"]["symbol"] != "circle-open"
        }
        hollow = {row for row, symbol in symbols.items() if symbol.endswith("-open")}
        assert hollow == {
            row["id"] for row in FACTS["markers"] if row.get("exosomes") is False and row["id"] in drawing["hits"]
        }


def test_a_mark_stands_at_its_auc():
    drawing = markers.drawing(FACTS, "auc", "page")
    ticks = {note["text"]: note["x"] for note in drawing["layout"]["annotations"] if note["text"] in ("0.5", "1.0")}
    row = next(row for row in FACTS["markers"] if "auc" in row)
    mark = next(t for t in drawing["data"] if t.get("meta") == row["id"] and t["mode"] == "markers")
    part = (mark["x"][0] - ticks["0.5"]) / (ticks["1.0"] - ticks["0.5"])
    assert 0.5 + 0.5 * part == pytest.approx(float(row["auc"]), abs=0.001)


def _first(**changes):
    def spoil(facts):
        facts["markers"][0].update(changes)

    return spoil


def _lose(field):
    return lambda facts: facts["markers"][0].pop(field)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_lose("cite"), "without a citation"),
        (_lose("text"), "lacks 'text'"),
        (_first(cancer="moon"), "unknown cancer 'moon'"),
        (_first(fluid="ink"), "unknown fluid 'ink'"),
        (_first(kind="luck"), "unknown kind 'luck'"),
        (_first(use="none"), "unknown use 'none'"),
        (_first(direction="sideways"), "unknown direction 'sideways'"),
        (_first(auc="1.2"), "an AUC of '1.2' cannot be"),
        (_first(exosomes="perhaps"), "neither true nor false"),
        (_first(auc="good"), "an AUC of 'good' cannot be"),
        (_first(disputes=FACTS["markers"][1]["id"]), "does not say so of it"),
        (_first(id=FACTS["markers"][1]["id"]), "used twice"),
        (lambda facts: facts.pop("fluids"), "'fluids' is missing"),
        (lambda facts: facts["directions"].append({"id": "new", "label": "New"}), "has no mark"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(spoil, words):
    facts = copy.deepcopy(FACTS)
    spoil(facts)
    problems = markers.check(facts, "macros/figures/markers/facts.yml")
    assert any(words in problem.what for problem in problems), problems
    assert all(problem.file == "macros/figures/markers/facts.yml" and problem.line for problem in problems)
