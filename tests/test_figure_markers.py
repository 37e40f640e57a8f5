"""The marker explorer: its facts are checked, and no words or places to press overlap in any drawing."""

import copy
from itertools import combinations

import pytest

from macros.figures import markers
from macros.figures.shapes import Label
from macros.yaml_records import load_yaml
from scripts.project import ROOT

FACTS = load_yaml(ROOT / "docs/data/markers.yml")
DRAWINGS = [(view["id"], layout) for view in markers.VIEWS for layout in markers.LAYOUTS]
SIDES = {"middle right": "left", "middle left": "right"}


def boxes_of(drawing):
    for note in drawing["layout"]["annotations"]:
        text = note["text"].removeprefix("<b>").removesuffix("</b>")
        yield text, Label(text, note["x"], note["y"], note["font"]["size"], side=note["xanchor"], bold=text != note["text"]).box()
    for trace in drawing["data"]:
        if trace["mode"] == "text":
            side = SIDES[trace["textposition"]]
            yield trace["text"][0], Label(trace["text"][0], trace["x"][0], trace["y"][0], trace["textfont"]["size"], side=side).box()


@pytest.mark.parametrize(("view", "layout"), DRAWINGS)
def test_no_words_overlap_or_leave_the_drawing(view, layout):
    drawing = markers.drawing(FACTS, view, layout)
    boxes = list(boxes_of(drawing))
    for text, (left, _, right, bottom) in boxes:
        assert left >= 0 and right <= drawing["width"] and bottom <= drawing["height"], text
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] - 4 <= b[1] or b[3] - 4 <= a[1]
        assert apart, f"“{one}” and “{other}” overlap"


@pytest.mark.parametrize("view", ["map", "auc"])
def test_places_to_press_are_24_px_on_a_phone_and_apart(view):
    hits = markers.drawing(FACTS, view, "narrow")["hits"]
    for left, top, right, bottom in hits.values():
        assert min(right - left, bottom - top) * 328 / 380 >= 24
    for a, b in combinations(hits.values(), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_each_direction_has_its_own_form_and_colour():
    forms, hues = zip(*markers.MARKS.values())
    assert len(set(forms)) == len(set(hues)) == len(markers.MARKS)


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
    problems = markers.check(facts, "docs/data/markers.yml")
    assert any(words in problem.what for problem in problems), problems
    assert all(problem.file == "docs/data/markers.yml" and problem.line for problem in problems)
