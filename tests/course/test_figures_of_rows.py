"""Drawings of figures of rows: no words overlap or leave the drawing, and every row has a place to press of its own."""

import re
from itertools import combinations

import pytest

from macros.drawing.rows import RowsFigure
from macros.drawing.shapes import Label
from macros.drawing.theme import LIGHT
from tests.course.spoilt import FIGURES, problems_of

OF_ROWS = {name: figure for name, figure in FIGURES.items() if isinstance(figure, RowsFigure)}
VIEWS = [(name, view.id) for name, figure in OF_ROWS.items() for view in figure.views()]
DRAWINGS = [(name, view, layout) for name, view in VIEWS for layout in OF_ROWS[name].layouts]
SIDES = {"middle right": "left", "middle left": "right", "middle center": "center"}


def boxes_of(drawing):
    for note in drawing["layout"]["annotations"]:
        yield box_of(note["text"], note["x"], note["y"], note["font"]["size"], note["xanchor"])
    for trace in drawing["data"]:
        if "text" in trace["mode"]:
            for words, x, y in zip(trace["text"], trace["x"], trace["y"], strict=True):
                if words:
                    yield box_of(words, x, y, trace["textfont"]["size"], SIDES[trace["textposition"]])


def box_of(words, x, y, size, side):
    plain = re.sub("</?b>", "", words)
    return plain, Label(plain, x, y, size, side=side, bold=plain != words).box()


@pytest.mark.parametrize(("name", "view", "layout"), DRAWINGS)
def test_no_words_overlap_or_leave_the_drawing(name, view, layout):
    drawing = OF_ROWS[name].drawing(view, layout)
    boxes = list(boxes_of(drawing))
    assert len(boxes) > 10
    for words, (left, _, right, bottom) in boxes:
        assert left >= 0 and right <= drawing["width"] and bottom <= drawing["height"], words
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] - 4 <= b[1] or b[3] - 4 <= a[1]
        assert apart, f"“{one}” and “{other}” overlap"


@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_places_to_press_are_24_px_on_a_phone_and_apart(name, view):
    drawing = OF_ROWS[name].drawing(view, "narrow")
    hits = drawing["hits"]
    for left, top, right, bottom in hits.values():
        assert min(right - left, bottom - top) * 328 / 380 >= 24
        assert left >= 0 and right <= drawing["width"] and bottom <= drawing["height"]
    for a, b in combinations(hits.values(), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@pytest.mark.parametrize(("name", "view", "layout"), DRAWINGS)
def test_each_row_of_a_view_is_drawn_and_can_be_pressed(name, view, layout):
    drawing = OF_ROWS[name].drawing(view, layout)
    wanted = {row["id"] for row in OF_ROWS[name].rows() if view in row["views"]}
    assert set(drawing["hits"]) == wanted
    assert {trace["meta"] for trace in drawing["data"] if "meta" in trace} == wanted


@pytest.mark.parametrize(("name", "view", "layout"), DRAWINGS)
def test_a_row_that_another_contradicts_has_a_ring(name, view, layout):
    drawing = OF_ROWS[name].drawing(view, layout)
    ringed = {t["meta"] for t in drawing["data"] if "meta" in t and t["mode"] == "markers" and _is_ring(t["marker"])}
    here = {row["id"] for row in OF_ROWS[name].rows() if view in row["views"]}
    assert ringed == {one.id for one in OF_ROWS[name].findings() if one.disputes} & here


def _is_ring(marker):
    return marker["symbol"] == "circle-open" and marker["color"] == LIGHT["ink"]


def _task(**changes):
    return lambda task: task.update(changes)


@pytest.mark.parametrize("name", list(OF_ROWS))
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_task(show={"view": "moon"}), "shows view 'moon', which the figure does not have"),
        (_task(show={"colour": "red"}), "shows colour 'red', which the figure does not have"),
        (_task(show={"row": "no-such-row"}), "shows row 'no-such-row', which the figure does not have"),
        (_task(show={}), "'show' is empty"),
        (_task(text=""), "'text' is empty"),
        (_task(cite=[]), "without a citation"),
    ],
)
def test_a_spoilt_task_is_refused_with_its_line(name, spoil, words, tmp_path):
    problems = problems_of(name, lambda facts: spoil(facts["tasks"][0]), tmp_path)
    assert any(words in problem.what and problem.line and problem.mend for problem in problems), problems


@pytest.mark.parametrize("name", list(OF_ROWS))
def test_a_task_twice_is_refused(name, tmp_path):
    problems = problems_of(name, lambda facts: facts["tasks"].append(facts["tasks"][0]), tmp_path)
    assert any("used twice" in problem.what for problem in problems), problems


def test_there_are_figures_of_rows():
    assert {"immune", "treatment", "markers"} <= set(OF_ROWS)
    assert {figure.kind for figure in OF_ROWS.values()} == {"rows"}
