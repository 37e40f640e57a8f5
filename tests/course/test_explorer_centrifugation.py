"""The centrifugation explorer: its answers are what the model gives, and its facts are checked."""

import copy
import re

import pytest

from macros.course.yaml_records import load_yaml
from macros.drawing.explorers import defaults
from macros.figures import centrifugation
from scripts.project import ROOT

FACTS = load_yaml(ROOT / "macros/figures/centrifugation/facts.yml")


def setting_of(task):
    return defaults(FACTS) | task["set"]


@pytest.mark.parametrize("task", FACTS["tasks"], ids=lambda task: task["id"])
def test_the_answers_are_what_the_model_gives(task):
    """Each cut-off and each share that an answer states, at the setting of its task or at the start."""
    settings = [setting_of(task), defaults(FACTS)]
    for limit in re.findall(r"(?:cut-off is|to) ([\d.]+) nm", task["answer"]):
        assert centrifugation.short(centrifugation.cutoff_of(settings[0])) == limit
    for limit in re.findall(r"from ([\d.]+) nm to", task["answer"]):
        assert centrifugation.short(centrifugation.cutoff_of(settings[1])) == limit
    for diameter, share in re.findall(r"of particles of (\d+) nm,? (?:already )?([\d.]+) %", task["answer"], re.I):
        assert 100 * centrifugation.share_of(int(diameter), settings[0]) == pytest.approx(float(share), rel=0.01)
    assert re.search(r"\d", task["answer"])


def test_floating_pellets_nothing():
    task = next(task for task in FACTS["tasks"] if task["id"] == "floating")
    assert centrifugation.share_of(5000, setting_of(task)) == 0


def test_marks_lie_inside_the_tube_at_every_share():
    for place in centrifugation.PLACES.values():
        tube = centrifugation.Tube(*place["tube"])
        for n, kind in enumerate(FACTS["classes"]):
            for home in centrifugation._homes(kind, n, place):
                for share in (0, 0.2, 0.5, 0.9, 1):
                    x, y = centrifugation._point(home, share, tube, tube.top + 14)
                    assert tube.top < y < tube.bottom and abs(x - tube.x) <= tube.half_at(y), (kind["id"], share)


def _without_citation(facts):
    del facts["claims"][0]["cite"]


def _outside(facts):
    facts["inputs"][0]["default"] = 5


def _unknown_input(facts):
    facts["tasks"][0]["set"] = {"speed": 3}


def _too_much(facts):
    facts["tasks"][0]["set"] = {"force": 3}


def _twice(facts):
    facts["inputs"][1]["id"] = facts["inputs"][0]["id"]


def _scale(facts):
    facts["inputs"][0]["scale"] = "cubic"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_without_citation, "without a citation"),
        (_outside, "outside its limits"),
        (_unknown_input, "sets 'speed'"),
        (_too_much, "sets 'force' to 3"),
        (_twice, "used twice"),
        (_scale, "unknown scale"),
        (lambda facts: facts.pop("tasks"), "'tasks' is missing"),
        (lambda facts: facts.pop("classes"), "'classes' is missing"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(spoil, words):
    facts = copy.deepcopy(FACTS)
    spoil(facts)
    problems = centrifugation.check(facts, "macros/figures/centrifugation/facts.yml")
    assert any(words in problem.what for problem in problems)
    assert all(problem.file == "macros/figures/centrifugation/facts.yml" and problem.line for problem in problems)
