"""The marker explorer: its facts are checked, and its marks lie where their values say."""

import pytest

from macros.figures.markers.facts import MARKS
from tests.course.spoilt import FIGURES, problems_of

FIGURE = FIGURES["markers"]


def test_each_direction_has_its_own_form_and_colour():
    forms, hues = zip(*MARKS.values(), strict=True)
    assert len(set(forms)) == len(set(hues)) == len(MARKS)


def test_marks_without_exosomes_are_hollow():
    for view in ("map", "auc"):
        drawing = FIGURE.drawing(view, "page")
        symbols = {
            t["meta"]: t["marker"]["symbol"]
            for t in drawing["data"]
            if "meta" in t and t["mode"] == "markers" and t["marker"]["symbol"] != "circle-open"
        }
        hollow = {row for row, symbol in symbols.items() if symbol.endswith("-open")}
        assert hollow == {row.id for row in FIGURE.facts.markers if not row.exosomes and row.id in drawing["hits"]}


def test_a_mark_stands_at_its_auc():
    drawing = FIGURE.drawing("auc", "page")
    ticks = {note["text"]: note["x"] for note in drawing["layout"]["annotations"] if note["text"] in ("0.5", "1.0")}
    row = next(row for row in FIGURE.facts.markers if row.auc)
    mark = next(t for t in drawing["data"] if t.get("meta") == row.id and t["mode"] == "markers")
    part = (mark["x"][0] - ticks["0.5"]) / (ticks["1.0"] - ticks["0.5"])
    assert 0.5 + 0.5 * part == pytest.approx(float(row.auc), abs=0.001)


def _first(**changes):
    return lambda facts: facts["markers"][0].update(changes)


def _lose(field):
    return lambda facts: facts["markers"][0].pop(field)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_lose("cite"), "without a citation"),
        (_lose("text"), "'text' is missing"),
        (_first(cancer="moon"), "unknown cancer 'moon'"),
        (_first(fluid="ink"), "unknown fluid 'ink'"),
        (_first(kind="luck"), "unknown kind 'luck'"),
        (_first(use="none"), "unknown use 'none'"),
        (_first(direction="sideways"), "unknown direction 'sideways'"),
        (_first(auc="1.2"), "an AUC of '1.2' cannot be"),
        (_first(exosomes="perhaps"), "'exosomes' should be true or false, not the text 'perhaps'"),
        (_first(auc=0.9), "'auc' should be text, not 0.9"),
        (_first(marker="a name that is longer than a map has room for"), "at most 26 characters"),
        (_first(auc="good"), "an AUC of 'good' cannot be"),
        (_first(disputes=FIGURE.facts.markers[1].id), "does not say so of it"),
        (_first(id=FIGURE.facts.markers[1].id), "used twice"),
        (lambda facts: facts.pop("fluids"), "'fluids' is missing"),
        (lambda facts: facts["directions"].append({"id": "new", "label": "New"}), "nothing is drawn for the id 'new'"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(spoil, words, tmp_path):
    problems = problems_of("markers", spoil, tmp_path)
    assert any(words in problem.what for problem in problems), problems
    assert all(problem.file == "macros/figures/markers/facts.yml" and problem.line for problem in problems)
    assert all(problem.mend for problem in problems)
