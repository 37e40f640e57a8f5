"""The figure of treatment: its facts are checked, and its marks stand on the rungs that the rows name."""

import copy

import pytest
from macros.course.yaml_records import load_yaml

from macros.figures import treatment
from macros.figures.treatment.drawing import LAYOUTS, MARKS
from scripts.project import ROOT

FACTS = load_yaml(ROOT / "macros/figures/treatment/facts.yml")
STUDIES = {study["id"]: study for study in FACTS["studies"]}
RUNGS = [rung["id"] for rung in FACTS["rungs"]]
each_layout = pytest.mark.parametrize("layout", list(LAYOUTS))


@each_layout
def test_each_mark_stands_in_the_column_of_its_rung(layout):
    drawing = treatment.drawing(FACTS, "ladder", layout)
    plan = LAYOUTS[layout]
    wide = (plan["width"] - plan["left"] - 4) / len(RUNGS)
    for row, (left, _, right, _) in drawing["hits"].items():
        assert RUNGS[int(((left + right) / 2 - plan["left"]) // wide)] == STUDIES[row]["rung"], row


@each_layout
@pytest.mark.parametrize("view", ["ways", "ladder"])
def test_form_and_filling_of_a_mark_say_outcome_and_how_we_know(view, layout):
    drawing = treatment.drawing(FACTS, view, layout)
    for row, (left, top, right, bottom) in drawing["hits"].items():
        inside = [
            trace["marker"]["symbol"] for trace in drawing["data"]
            if trace.get("meta") == row and trace["mode"] == "markers" and left <= trace["x"][0] <= right and top <= trace["y"][0] <= bottom
        ]  # fmt: skip
        form = MARKS[STUDIES[row]["direction"]][0]
        assert inside[-1] == (form if STUDIES[row]["seen"] == "work" else f"{form}-open"), row


def test_each_outcome_has_its_own_form_and_colour():
    forms, hues = zip(*MARKS.values())
    assert len(set(forms)) == len(set(hues)) == len(MARKS)


def test_each_result_in_people_has_its_numbers_on_the_ladder():
    for study in STUDIES.values():
        assert ("numbers" in study) == (study["rung"] in ("people", "phase-1", "phase-2")), study["id"]
    words = [
        text for t in treatment.drawing(FACTS, "ladder", "wide")["data"] if t["mode"] == "text" for text in t["text"]
    ]
    for study in STUDIES.values():
        if "numbers" in study:
            assert f"{study['label']}: {study['numbers']}" in words


def test_a_row_known_by_a_title_says_so():
    for study in STUDIES.values():
        assert (study["seen"] == "title") == ("by the title" in study["text"].lower()), study["id"]


def test_the_long_description_counts_every_row():
    counts = [int(line.split(": ")[1].split()[0]) for line in treatment.description(FACTS) if line.startswith("Rung")]
    assert sum(counts) == len(STUDIES) and len(counts) == len(RUNGS)


def test_both_sides_of_each_disagreement_are_drawn():
    pairs = [(row["id"], row["disputes"]) for row in STUDIES.values() if "disputes" in row]
    assert len(pairs) >= 4
    for one, other in pairs:
        assert STUDIES[one]["direction"] != STUDIES[other]["direction"]


def _first(**changes):
    def spoil(facts):
        facts["studies"][0].update(changes)

    return spoil


def _lose(field):
    return lambda facts: facts["studies"][0].pop(field)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_lose("cite"), "without a citation"),
        (_lose("text"), "lacks 'text'"),
        (_lose("target"), "lacks 'target'"),
        (_first(group="moon"), "unknown group 'moon'"),
        (_first(direction="sideways"), "unknown direction 'sideways'"),
        (_first(rung="phase-9"), "unknown rung 'phase-9'"),
        (_first(seen="dream"), "unknown seen 'dream'"),
        (_first(disputes="kim-lung"), "does not say so of it"),
        (_first(id="kim-lung"), "used twice"),
        (lambda facts: facts.pop("groups"), "'groups' is missing"),
        (lambda facts: facts["groups"][0].update(strategy="hope"), "unknown strategy 'hope'"),
        (lambda facts: facts["rungs"][0].pop("short"), "lacks 'short'"),
        (lambda facts: facts["rungs"].append({"id": "phase-3", "label": "x", "short": "x"}), "has no sign"),
        (lambda facts: facts["strategies"].append({"id": "new", "label": "x", "says": "x"}), "has no scene"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(spoil, words):
    facts = copy.deepcopy(FACTS)
    spoil(facts)
    problems = treatment.check(facts, "macros/figures/treatment/facts.yml")
    assert any(words in problem.what for problem in problems), problems
    assert all(problem.file == "macros/figures/treatment/facts.yml" and problem.line for problem in problems)
