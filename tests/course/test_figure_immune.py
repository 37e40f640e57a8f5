"""The figure of vesicles and immune cells: its facts are checked, and its lines say what the rows say."""

import math
import re
from collections import defaultdict
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest

from macros.drawing.shapes import Label
from macros.figures.immune.drawing import LAYOUTS
from macros.figures.immune.facts import ENDS
from tests.course.spoilt import FIGURES, problems_of

FIGURE = FIGURES["immune"]
LINKS = {link.id: link for link in FIGURE.facts.links}
CELLS = {cell.label: cell.id for cell in FIGURE.facts.cells}
SIDES = {"middle right": "left", "middle left": "right", "middle center": "center"}

each_layout = pytest.mark.parametrize("layout", list(LAYOUTS))
each_view = pytest.mark.parametrize("view", ["tumour", "immune"])


class Mark(NamedTuple):
    """One mark of a row."""

    symbol: str
    at: tuple[float, float]
    angle: float
    size: float


def traces_of(drawing, row, mode):
    return [trace for trace in drawing["data"] if trace.get("meta") == row and mode in trace["mode"]]


def marks_of(drawing, row):
    """The marks of a row but its ring."""
    for trace in traces_of(drawing, row, "markers+text"):
        look = trace["marker"]
        for place, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
            if look["size"][place]:
                yield Mark(look["symbol"][place], (x, y), look["angle"][place], look["size"][place])


def lines_of(drawing, row):
    """The points of each line of a row."""
    return [list(zip(trace["x"], trace["y"], strict=True)) for trace in traces_of(drawing, row, "lines")]


def end_of(drawing, row):
    """The mark at the end of a row's line, and the last two points of the line."""
    for points in lines_of(drawing, row):
        for mark in marks_of(drawing, row):
            if mark.at == points[-1]:
                return mark, points[-2:]
    raise AssertionError(f"the line of {row} has no end")


def names_of(drawing):
    """The box of each cell's name, with the cell."""
    for note in drawing["layout"]["annotations"]:
        words = re.sub("</?b>", "", note["text"])
        cell = CELLS.get(words.replace("<br>", " "))
        if cell:
            size = note["font"]["size"]
            yield cell, Label(words, note["x"], note["y"], size, side=note["xanchor"], bold=True).box()


def words_of(drawing):
    """The box of each line of words of a row, with the row."""
    for trace in drawing["data"]:
        for words, x, y in zip(trace.get("text", []), trace["x"], trace["y"], strict=False):
            if words:
                plain, size = re.sub("</?b>", "", words), trace["textfont"]["size"]
                yield trace["meta"], Label(plain, x, y, size, side=SIDES[trace["textposition"]]).box()


def away(point, box):
    (x, y), (left, top, right, bottom) = point, box
    return math.hypot(max(left - x, x - right, 0), max(top - y, y - bottom, 0))


def within(box, across, down):
    """A box without a part of its width and height on every side."""
    left, top, right, bottom = box
    dx, dy = (right - left) * across, (bottom - top) * down
    return left + dx, top + dy, right - dx, bottom - dy


def test_each_direction_has_its_own_colour_dash_and_end():
    for kind in range(3):
        assert len({end[kind] for end in ENDS.values()}) == len(ENDS)


@each_layout
@each_view
def test_the_end_of_each_line_is_that_of_its_direction_and_turned_its_way(view, layout):
    drawing = FIGURE.drawing(view, layout)
    for row in drawing["hits"]:
        end, ((x0, y0), (x1, y1)) = end_of(drawing, row)
        assert end.symbol == ENDS[LINKS[row].direction][2], row
        assert abs((end.angle - math.degrees(math.atan2(y1 - y0, x1 - x0)) + 180) % 360 - 180) < 15, row
        dashes = {trace["line"]["dash"] for trace in traces_of(drawing, row, "lines")}
        assert dashes == {ENDS[LINKS[row].direction][1]}


@pytest.mark.parametrize("layout", ["page", "wide"])
def test_each_line_leaves_the_hub_and_ends_over_the_name_of_the_cell_it_acts_on(layout):
    drawing = FIGURE.drawing("tumour", layout)
    names = [name for name in names_of(drawing) if name[0] != "tumour"]
    hub = next(box for cell, box in names_of(drawing) if cell == "tumour")
    middle = drawing["width"] / 2
    for row in drawing["hits"]:
        x, y = end_of(drawing, row)[1][-1]
        if abs(x - middle) < 1:
            found = min(names, key=lambda name: away((x, y), name[1]))
        else:
            under = [name for name in names if name[1][1] > y and abs((name[1][0] + name[1][2]) / 2 - x) < middle / 2]
            found = min(under, key=lambda name: name[1][1])
        assert found[0] == LINKS[row].receiver, row
        start = lines_of(drawing, row)[-1][0]
        assert math.dist(start, (middle, (hub[1] + hub[3]) / 2)) < LAYOUTS[layout].hub * 1.2, row


@pytest.mark.parametrize("layout", ["page", "wide"])
def test_each_line_goes_from_beside_the_name_of_its_sender_to_that_of_its_target(layout):
    drawing = FIGURE.drawing("immune", layout)
    middle = drawing["width"] / 2
    names = {
        side: [(cell, (box[1] + box[3]) / 2) for cell, box in names_of(drawing) if (box[0] > middle) == side]
        for side in (False, True)
    }
    for row in drawing["hits"]:
        (points,) = lines_of(drawing, row)
        for (x, y), cell in ((points[0], LINKS[row].sender), (points[-1], LINKS[row].receiver)):
            assert min(names[x > middle], key=lambda name: abs(name[1] - y))[0] == cell, row


@each_view
def test_in_a_column_each_line_stands_under_the_names_of_sender_and_target(view):
    drawing = FIGURE.drawing(view, "narrow")
    heads = max(note["font"]["size"] for note in drawing["layout"]["annotations"])
    named = {note["y"]: note["font"]["size"] for note in drawing["layout"]["annotations"]}
    names = [(cell, (box[1] + box[3]) / 2) for cell, box in names_of(drawing)]
    size = {y: named[min(named, key=lambda at: abs(at - y))] for _, y in names}
    for row, (_, top, _, _) in drawing["hits"].items():
        above = [(y, cell) for cell, y in names if y < top]
        assert max(one for one in above if size[one[0]] < heads)[1] == LINKS[row].receiver, row
        assert max(one for one in above if size[one[0]] == heads)[1] == LINKS[row].sender, row


@each_layout
@each_view
def test_no_line_runs_through_words(view, layout):
    drawing = FIGURE.drawing(view, layout)
    boxes = [*words_of(drawing), *names_of(drawing)]
    # What letters cover: without the room between lines, and without what is added for wider families.
    letters = [(owner, within(box, 0.06, 0.16)) for owner, box in boxes]
    for row in drawing["hits"]:
        for points in lines_of(drawing, row):
            for (x0, y0), (x1, y1) in pairwise(points):
                steps = max(1, int(math.hypot(x1 - x0, y1 - y0) / 3))
                for n in range(steps + 1):
                    at = (x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps)
                    crossed = [owner for owner, box in letters if away(at, box) == 0]
                    assert not crossed, f"{row} runs through the words of {crossed}"


@each_layout
@each_view
def test_places_to_press_hold_the_words_and_a_part_of_the_line_and_are_apart(view, layout):
    drawing = FIGURE.drawing(view, layout)
    hits = drawing["hits"]
    for row, (left, top, right, bottom) in words_of(drawing):
        place = hits[row]
        assert place[0] <= left + 2 and right - 2 <= place[2] and place[1] - 2 <= top and bottom <= place[3] + 2, row
    for row, place in hits.items():
        assert place[2] - place[0] >= 24 and place[3] - place[1] >= 24
        middle = (place[1] + place[3]) / 2
        assert any(away(point, place) <= 1 for points in lines_of(drawing, row) for point in points), (row, middle)
    for one, other in combinations(hits.values(), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@each_layout
@each_view
def test_a_vesicle_rides_on_each_line_with_a_core_where_the_cargo_is_named(view, layout):
    drawing = FIGURE.drawing(view, layout)
    for row in drawing["hits"]:
        riding = [mark for mark in marks_of(drawing, row) if mark.symbol in ("circle", "circle-dot")]
        assert [mark.symbol == "circle-dot" for mark in riding] == [bool(LINKS[row].cargo)], row
        x, y = riding[0].at
        near = [
            away((x, y), (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
            for points in lines_of(drawing, row) for (x0, y0), (x1, y1) in pairwise(points)
        ]  # fmt: skip
        assert min(near) < 1, row


@each_layout
@each_view
def test_the_cargo_stands_on_its_line_and_nothing_else_does_in_bold(view, layout):
    drawing = FIGURE.drawing(view, layout)
    for row in drawing["hits"]:
        words = " ".join(text for trace in traces_of(drawing, row, "text") for text in trace["text"] if text)
        bold = " ".join(re.findall("<b>(.*?)</b>", words))
        assert bold == LINKS[row].cargo, row
        assert words, f"{row} says nothing"


@pytest.mark.parametrize("layout", ["page", "wide"])
def test_lines_to_one_cell_leave_the_hub_side_by_side(layout):
    drawing = FIGURE.drawing("tumour", layout)
    x, y = drawing["width"] / 2, next((b[1] + b[3]) / 2 for cell, b in names_of(drawing) if cell == "tumour")
    starts = {row: lines_of(drawing, row)[-1][0] for row in drawing["hits"]}
    turns = sorted((math.atan2(at[1] - y, at[0] - x), LINKS[row].receiver) for row, at in starts.items())
    groups = [cell for n, (_, cell) in enumerate(turns) if cell != turns[n - 1][1]]
    assert len(groups) == len(set(groups))
    bundles = defaultdict(list)
    for row, at in starts.items():
        bundles[LINKS[row].receiver].append(at)
    for some in bundles.values():
        assert all(math.dist(one, other) < LAYOUTS[layout].letters * 1.5 for one, other in combinations(some, 2))


@pytest.mark.parametrize("layout", ["page", "wide"])
def test_lines_to_one_cell_end_together_and_those_to_others_elsewhere(layout):
    drawing = FIGURE.drawing("immune", layout)
    spans = defaultdict(list)
    for row in drawing["hits"]:
        spans[LINKS[row].receiver].append(end_of(drawing, row)[1][-1][1])
    ordered = sorted((min(ys), max(ys)) for ys in spans.values())
    assert all(one[1] < other[0] for one, other in pairwise(ordered))


@each_layout
@each_view
def test_letters_are_large_enough_for_where_they_are_read(view, layout):
    drawing = FIGURE.drawing(view, layout)
    sizes = [note["font"]["size"] for note in drawing["layout"]["annotations"]]
    sizes += [trace["textfont"]["size"] for trace in drawing["data"] if "text" in trace["mode"]]
    assert min(sizes) >= (24 if layout == "wide" else 13)


@each_view
def test_a_whole_screen_and_a_slide_hold_a_view_at_full_size(view):
    drawing = FIGURE.drawing(view, "wide")
    assert drawing["width"] <= 1880 and drawing["height"] <= 800
    slide = FIGURE.slides()[view].layout
    assert (slide.width, slide.height) == (1920, 1080)


def test_the_still_pictures_are_light():
    for file in FIGURE.folder.glob("stills/*.svg"):
        assert file.stat().st_size <= 150_000, file.name


def test_both_sides_of_each_disagreement_are_drawn():
    pairs = [(row.id, row.disputes) for row in LINKS.values() if row.disputes]
    assert len(pairs) >= 4
    for one, other in pairs:
        assert LINKS[one].direction != LINKS[other].direction


def _first(**changes):
    return lambda facts: facts["links"][0].update(changes)


def _swap(above, right):
    def spoil(facts):
        view = facts["views"][0]
        view["right"][view["right"].index(right)], view["above"] = above, right

    return spoil


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
        (lambda facts: facts["views"][0]["left"].append("moon"), "'moon' stands 1 times around the hub"),
        (lambda facts: facts["views"][0]["left"].append("nk"), "'nk' stands 2 times around the hub"),
        (lambda facts: facts["views"][0]["right"].remove("nk"), "'nk' stands 0 times around the hub"),
        (lambda facts: facts["views"][1]["left"].remove("nk"), "'nk' stands 0 times on the left"),
        (lambda facts: facts["views"][1]["right"].remove("nk"), "'nk' stands 0 times on the right"),
        (lambda facts: facts["views"][1].update(left=[]), "'left' is empty"),
        (_swap("macrophage", "nk"), "'nk' stands above or below, where there is room for one link"),
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
