"""The centrifugation explorer: its answers are what the model gives, and its facts are checked."""

import re

import pytest

from macros.course.problems import InputProblems
from macros.drawing.script import call_script
from macros.drawing.shapes import Tube
from macros.figures.centrifugation import FIGURE
from scripts.project import ROOT

HOME = ROOT / "macros/figures/centrifugation"
FILE = "macros/figures/centrifugation/facts.yml"
FIGURE_HERE = FIGURE.read("centrifugation", HOME)
FACTS, START = FIGURE_HERE.facts, FIGURE_HERE.setting
TASKS = {task.id: task for task in FACTS.tasks}


def of_model(body, given):
    return call_script(HOME / "explorer.js", f"(model, given) => {body}", given)


@pytest.mark.parametrize("task", FACTS.tasks, ids=list(TASKS))
def test_the_answers_are_what_the_model_gives(task):
    """Each cut-off and each share that an answer states, at the setting of its task or at the start."""
    diameters = [*range(1, 301), 1000, 3000]
    body = "given[0].map(model.compute).map((r) => ({ cutoff: r.cutoff, shares: given[1].map(r.shareOf) }))"
    there, start = of_model(body, [[START | task.set, START], diameters])
    for limit in re.findall(r"(?:cut-off is|to) ([\d.]+) nm", task.answer):
        assert f"{there['cutoff']:.3g}" == f"{float(limit):.3g}"
    for limit in re.findall(r"from ([\d.]+) nm to", task.answer):
        assert f"{start['cutoff']:.3g}" == f"{float(limit):.3g}"
    for diameter, share in re.findall(r"of particles of (\d+) nm,? (?:already )?([\d.]+) %", task.answer, re.I):
        assert 100 * there["shares"][diameters.index(int(diameter))] == pytest.approx(float(share), rel=0.01)
    assert re.search(r"\d", task.answer)


def test_floating_pellets_nothing():
    setting = START | TASKS["floating"].set
    assert of_model("model.compute(given).shareOf(5000)", setting) == 0
    assert of_model("model.says(model.compute(given))", setting).startswith("Nothing is pelleted")


def test_marks_lie_inside_the_tube_at_every_share():
    body = """given.plans.map(({ tube, size }) => given.classes.map((kind, n) => (
        given.shares.map((share) => model.parts.placesOf(kind, n, share, tube, size)))))"""
    plans = list(FIGURE_HERE.plans.values())
    classes = [kind.model_dump() for kind in FACTS.classes]
    found = of_model(body, {"plans": plans, "classes": classes, "shares": [0, 0.2, 0.5, 0.9, 1]})
    for plan, of_classes in zip(plans, found, strict=True):
        tube = Tube(*plan["tube"])
        for kind, of_shares in zip(FACTS.classes, of_classes, strict=True):
            for places in of_shares:
                assert len(places) == kind.drawn
                for x, y in places:
                    assert tube.top < y < tube.bottom and abs(x - tube.x) <= tube.half_at(y), kind.id
            assert all(y >= tube.shoulder for _, y in of_shares[-1]), "what is pelleted lies on the round bottom"


def test_the_curve_rises_to_the_cutoff_and_stays():
    for suffix, sheet in FIGURE_HERE.sheets().items():
        curve, cutoff = sheet.data[0], sheet.data[1]
        left, top, right, bottom = FIGURE_HERE.plans[suffix or "page"]["chart"]
        assert (curve.x[0], curve.x[-1]) == (left, right)
        assert list(curve.y) == sorted(curve.y, reverse=True) and curve.y[0] <= bottom
        assert all((y == top) == (x >= cutoff.x[0] - 0.5) for x, y in zip(curve.x, curve.y, strict=True))


def broken(tmp_path, *changes):
    """The problems of the facts file after some changes."""
    source = (HOME / "facts.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in source
        source = source.replace(old, new, 1)
    (tmp_path / "facts.yml").write_text(source, encoding="utf-8")
    with pytest.raises(InputProblems) as raised:
        FIGURE.read("centrifugation", tmp_path)
    return raised.value.problems


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("agreed.\n    cite: [livshits2015isolation]", "agreed.", "without a citation"),
        ("default: 100000,", "default: 5,", "outside its limits"),
        ("set: {force: 300, time: 10}", "set: {speed: 3}", "sets 'speed'"),
        ("set: {force: 300, time: 10}", "set: {force: 3}", "sets 'force' to 3"),
        ("set: {force: 300, time: 10}", "set: {}", "'set' is empty"),
        ("set: {force: 300, time: 10}", "set: {force: much}", "should be a number"),
        ("{id: time,", "{id: force,", "used twice"),
        ("scale: log, default: 100000", "scale: cubic, default: 100000", "unknown scale"),
        ("default: 1.15", 'default: "1.15"', "'default' should be a number, not the text '1.15'"),
        ("\ntasks:", "\ntries:", "'tasks' is missing"),
        ("\nclasses:", "\nkinds:", "'classes' is missing"),
        ("form: ring", "form: star", "nothing is drawn for the form 'star'"),
        ("hue: orange", "hue: pink", "nothing is drawn for the hue 'pink'"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(tmp_path, old, new, words):
    problems = broken(tmp_path, (old, new))
    assert any(words in problem.what for problem in problems), problems
    assert all(problem.file == FILE and problem.line and problem.mend for problem in problems)
