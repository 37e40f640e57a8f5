"""The figure of vesicles and immune cells: its facts are checked, and its lines say what the rows say."""

from itertools import pairwise

import pytest

from macros.figures.immune.drawing import LAYOUTS
from macros.figures.immune.facts import ENDS
from tests.course.spoilt import FIGURES, problems_of

FIGURE = FIGURES["immune"]
LINKS = {link.id: link for link in FIGURE.facts.links}


def marks_of(drawing, row, mode):
    return [trace for trace in drawing["data"] if trace.get("meta") == row and trace["mode"] == mode]


def test_each_direction_has_its_own_colour_dash_and_end():
    for kind in range(3):
        assert len({end[kind] for end in ENDS.values()}) == len(ENDS)


@pytest.mark.parametrize("layout", list(LAYOUTS))
@pytest.mark.parametrize("view", ["tumour", "immune"])
def test_the_end_of_each_line_is_that_of_its_direction(view, layout):
    drawing = FIGURE.drawing(view, layout)
    for row in drawing["hits"]:
        line, marks = marks_of(drawing, row, "lines")[0], marks_of(drawing, row, "markers")
        end = next(mark for mark in marks if (mark["x"][0], mark["y"][0]) == (line["x"][-1], line["y"][-1]))
        wanted = ENDS[LINKS[row].direction][2].replace("-right", "")
        assert end["marker"]["symbol"].startswith(wanted), row


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_a_line_from_the_hub_ends_inside_the_words_place_of_its_row(layout):
    drawing = FIGURE.drawing("tumour", layout)
    for row, (left, top, right, bottom) in drawing["hits"].items():
        line = marks_of(drawing, row, "lines")[0]
        assert left <= line["x"][-1] <= right and top <= line["y"][-1] <= bottom


@pytest.mark.parametrize("layout", ["page", "wide"])
def test_lines_to_one_cell_end_together_and_those_to_others_elsewhere(layout):
    drawing = FIGURE.drawing("immune", layout)
    ends = {row: marks_of(drawing, row, "lines")[0]["y"][-1] for row in drawing["hits"]}
    spans = {}
    for row, y in ends.items():
        spans.setdefault(LINKS[row].receiver, []).append(y)
    ordered = sorted((min(ys), max(ys)) for ys in spans.values())
    assert all(one[1] < other[0] for one, other in pairwise(ordered))


def test_both_sides_of_each_disagreement_are_drawn():
    pairs = [(row.id, row.disputes) for row in LINKS.values() if row.disputes]
    assert len(pairs) >= 4
    for one, other in pairs:
        assert LINKS[one].direction != LINKS[other].direction


def _first(**changes):
    return lambda facts: facts["links"][0].update(changes)


def _lose(field):
    return lambda facts: facts["links"][0].pop(field)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_lose("cite"), "without a citation"),
        (_lose("text"), "'text' is missing"),
        (_lose("effect"), "'effect' is missing"),
        (_first(effect=""), "'effect' is empty"),
        (_first(effect=3), "'effect' should be text, not 3"),
        (_first(cargoes="x"), "nothing is known of a field 'cargoes'"),
        (_first(framing=True), "unknown framing 'True'"),
        (_first(to="moon"), "unknown to 'moon'"),
        (_first(direction="sideways"), "unknown direction 'sideways'"),
        (_first(system=["dream"]), "unknown system 'dream'"),
        (_first(system="cells"), "'system' should be a list"),
        (_first(disputes="chen-pd-l1"), "does not say so of it"),
        (_first(id="chen-pd-l1"), "used twice"),
        (lambda facts: facts.pop("systems"), "'systems' is missing"),
        (lambda facts: facts.update(systems=[]), "'systems' is empty"),
        (lambda facts: facts["cells"][0].update(form="cube"), "nothing is drawn for the form 'cube'"),
        (lambda facts: facts["views"][0].update(hub="moon"), "unknown hub 'moon'"),
        (
            lambda facts: facts["directions"].append({"id": "new", "label": "New", "says": "x"}),
            "nothing is drawn for the id 'new'",
        ),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(spoil, words, tmp_path):
    problems = problems_of("immune", spoil, tmp_path)
    assert any(words in problem.what for problem in problems), problems
    assert all(problem.file == "macros/figures/immune/facts.yml" and problem.line for problem in problems)
    assert all(problem.mend for problem in problems)
