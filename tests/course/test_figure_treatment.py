"""The figure of treatment: its facts are checked, and its marks stand on the rungs that the rows name."""

import pytest

from macros.figures.treatment.drawing import LAYOUTS
from macros.figures.treatment.facts import MARKS
from tests.course.spoilt import FIGURES, problems_of

FIGURE = FIGURES["treatment"]
STUDIES = {study.id: study for study in FIGURE.facts.studies}
RUNGS = [rung.id for rung in FIGURE.facts.rungs]
each_layout = pytest.mark.parametrize("layout", list(LAYOUTS))


@each_layout
def test_each_mark_stands_in_the_column_of_its_rung(layout):
    drawing = FIGURE.drawing("ladder", layout)
    plan = LAYOUTS[layout]
    wide = (plan.width - plan.beside - plan.left - 4) / len(RUNGS)
    for row, (left, _, right, _) in drawing["hits"].items():
        assert RUNGS[int(((left + right) / 2 - plan.left) // wide)] == STUDIES[row].rung, row


@each_layout
@pytest.mark.parametrize("view", ["ways", "ladder"])
def test_form_and_filling_of_a_mark_say_outcome_and_how_we_know(view, layout):
    drawing = FIGURE.drawing(view, layout)
    for row, (left, top, right, bottom) in drawing["hits"].items():
        inside = [
            trace["marker"]["symbol"] for trace in drawing["data"]
            if trace.get("meta") == row and trace["mode"] == "markers" and left <= trace["x"][0] <= right and top <= trace["y"][0] <= bottom
        ]  # fmt: skip
        form = MARKS[STUDIES[row].direction][0]
        assert inside[-1] == (form if STUDIES[row].seen == "work" else f"{form}-open"), row


def test_each_outcome_has_its_own_form_and_colour():
    forms, hues = zip(*MARKS.values(), strict=True)
    assert len(set(forms)) == len(set(hues)) == len(MARKS)


def test_each_result_in_people_has_its_numbers_on_the_ladder():
    for study in STUDIES.values():
        assert bool(study.numbers) == (study.rung in ("people", "phase-1", "phase-2")), study.id
    for layout in LAYOUTS:
        traces = [trace for trace in FIGURE.drawing("ladder", layout)["data"] if trace["mode"] == "text"]
        words = {trace["meta"]: " ".join(trace["text"]) for trace in traces}
        for study in STUDIES.values():
            if study.numbers:
                assert words[study.id] == f"{study.label}: {study.numbers}"


def test_a_row_known_by_a_title_says_so():
    for study in STUDIES.values():
        assert (study.seen == "title") == ("by the title" in study.text.lower()), study.id


def test_the_long_description_counts_every_row():
    counts = [int(line.split(": ")[1].split()[0]) for line in FIGURE.description() if line.startswith("Rung")]
    assert sum(counts) == len(STUDIES) and len(counts) == len(RUNGS)


def test_both_sides_of_each_disagreement_are_drawn():
    pairs = [(row.id, row.disputes) for row in STUDIES.values() if row.disputes]
    assert len(pairs) >= 4
    for one, other in pairs:
        assert STUDIES[one].direction != STUDIES[other].direction


def _first(**changes):
    return lambda facts: facts["studies"][0].update(changes)


def _lose(field):
    return lambda facts: facts["studies"][0].pop(field)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_lose("cite"), "without a citation"),
        (_lose("text"), "'text' is missing"),
        (_lose("target"), "'target' is missing"),
        (_first(numbers=7), "'numbers' should be text, not 7"),
        (_first(phase="x"), "nothing is known of a field 'phase'"),
        (_first(group="moon"), "unknown group 'moon'"),
        (_first(direction="sideways"), "unknown direction 'sideways'"),
        (_first(rung="phase-9"), "unknown rung 'phase-9'"),
        (_first(seen="dream"), "unknown seen 'dream'"),
        (_first(disputes="kim-lung"), "does not say so of it"),
        (_first(id="kim-lung"), "used twice"),
        (lambda facts: facts.pop("groups"), "'groups' is missing"),
        (lambda facts: facts["groups"][0].update(strategy="hope"), "unknown strategy 'hope'"),
        (lambda facts: facts["rungs"][0].pop("short"), "'short' is missing"),
        (
            lambda facts: facts["rungs"].append({"id": "phase-3", "label": "x", "short": "x"}),
            "nothing is drawn for the id 'phase-3'",
        ),
        (
            lambda facts: facts["directions"].append({"id": "new", "label": "x", "says": "x"}),
            "nothing is drawn for the id 'new'",
        ),
        (
            lambda facts: facts["strategies"].append({"id": "new", "label": "x", "says": "x"}),
            "nothing is drawn for the id 'new'",
        ),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(spoil, words, tmp_path):
    problems = problems_of("treatment", spoil, tmp_path)
    assert any(words in problem.what for problem in problems), problems
    assert all(problem.file == "macros/figures/treatment/facts.yml" and problem.line for problem in problems)
    assert all(problem.mend for problem in problems)
