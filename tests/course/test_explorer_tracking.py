"""The tracking explorer: facts, table, drawing and script agree with the model and with each other."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
import subprocess
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.course.chapters import Claim
from macros.course.course import load_course
from macros.course.yaml_records import load_yaml
from macros.drawing.canvas import source_of
from macros.drawing.shapes import Label
from macros.drawing.theme import DARK, LIGHT, recolour
from macros.figures import tracking
from macros.figures.tracking.brownian import Setting, diameter, simulate
from macros.rules.grounding import check_claim
from scripts.project import ROOT

DATA = ROOT / "macros/figures/tracking/facts.yml"
FACTS = load_yaml(DATA)
START = tracking.defaults(FACTS)
TASKS = {task["id"]: task for task in FACTS["tasks"]}
# Corners of what can be set: one size, far apart, close, short, long, few, many, turned round.
SETTINGS = [
    START,
    START._replace(b=100),
    START._replace(a=1000, b=30, frames=5),
    START._replace(a=30, b=30, frames=5, tracks=20, seed=999),
    START._replace(a=100, b=101, frames=250, tracks=400),
    START._replace(a=333.3, b=1000, rate=10, temperature=4, viscosity=3, tracks=21),
    START._replace(a=1000, b=1000, frames=1000, rate=60, temperature=40, viscosity=0.7, tracks=20, seed=7),
]


def drawn(setting: Setting, layout_name: str) -> dict:
    plan = tracking.PLANS[layout_name]
    parts = tracking._pictures(simulate(setting), setting, plan)
    size = {"width": plan["width"], "height": plan["height"]}
    return json.loads(json.dumps({**size, **source_of(parts, plan["width"], plan["height"])}))


def broken(tmp_path: Path, old: str, new: str) -> list:
    """The problems of the facts file after one change."""
    source = DATA.read_text(encoding="utf-8")
    assert old in source
    path = tmp_path / "tracking.yml"
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    return tracking.check(load_yaml(path), "tracking.yml")


# --- facts --------------------------------------------------------------------------------------


def test_the_facts_have_no_problem():
    assert tracking.check(FACTS, "tracking.yml") == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    scale: log\n", "    scale: root\n", "unknown scale"),
        ("    default: 30\n", "    default: 3\n", "the default is outside"),
        ("    min: 30\n", "    min: -30\n", "a log scale begins above 0"),
        ("    says: In all;", "    speaks: In all;", "lacks 'says'"),
        ("        unit: J/K\n", "", "lacks 'unit'"),
        ("    source_says: Textbook", "    source: Textbook", "lacks 'source_says'"),
        ("    cite: [maas2015possibilities]\n", "", "without a citation"),
        ("    framing: true\n", "    framing: true\n    cite: [maas2015possibilities]\n", "or has both"),
        ("set: {frames: 101}", "set: {length: 101}", "which is no input"),
        ("set: {frames: 101}", "set: {frames: 4}", "outside 5 to 1000"),
        ("    question: Does the outline", "    asks: Does the outline", "lacks 'question'"),
        ("  - id: close\n", "  - id: longer\n", "used twice"),
    ],
)
def test_a_broken_facts_file_gives_a_problem_with_its_line(tmp_path, old, new, what):
    found = [problem for problem in broken(tmp_path, old, new) if what in problem.what]
    assert found
    assert all(problem.file == "tracking.yml" and problem.line > 1 and problem.mend for problem in found)


def test_inputs_are_those_of_the_model(tmp_path):
    assert "the inputs are" in broken(tmp_path, "  - id: rate\n", "  - id: speed\n")[0].what


def test_a_missing_part_is_named(tmp_path):
    assert [p.what for p in broken(tmp_path, "\nlimits:", "\nends:")] == ["'limits' is missing"]


def test_claims_cite_and_say_no_more_than_their_works():
    course = load_course(ROOT)
    claims = tracking.claims(FACTS, "tracking.yml")
    assert len(claims) == sum(not claim.get("framing") for claim in FACTS["claims"])
    for claim in claims:
        assert claim["line"] > 1
        words = Claim("", "", "", claim["text"], claim["cite"], "tracking.yml", claim["line"], "")
        assert check_claim(words, course) == []


@pytest.mark.parametrize("task", FACTS["tasks"], ids=list(TASKS))
def test_a_task_can_be_set(task):
    simulate(START._replace(**task["set"]))


def test_the_answers_are_those_of_the_model():
    def result(task_id: str, **more) -> dict:
        return simulate(START._replace(**TASKS[task_id]["set"], **more))

    same = result("one-size")
    found = [d for size in same["sizes"] for d in size["recovered"]]
    assert f"{min(found):.0f} to {max(found):.0f} nm" in TASKS["one-size"]["answer"]
    assert f"{100 * same['spread_diameter']:.0f} %" in TASKS["one-size"]["answer"]

    assert f"{100 * simulate(START)['spread_msd']:.1f} %" in TASKS["longer"]["question"]
    assert result("longer")["spread_msd"] == pytest.approx(0.1)
    assert simulate(START._replace(frames=401))["spread_msd"] == pytest.approx(0.05)

    close, longer = result("close"), result("close", frames=300)
    wrong, few = (sum(size["across"] for size in r["sizes"]) for r in (close, longer))
    answer = TASKS["close"]["answer"]
    assert f"{wrong} of the 200 tracks" in answer and f"the {close['border']:.0f} nm midway" in answer
    assert f"only {few} such track" in answer

    before, after = (r["sizes"][0]["diffusion"] for r in (simulate(START), result("thick")))
    assert f"from {before:.2f} to {after:.2f} µm²/s" in TASKS["thick"]["answer"]
    assert diameter(after, START.temperature, START.viscosity) == pytest.approx(200)


def test_formulas_are_well_formed_mathml():
    for formula in FACTS["formulas"]:
        assert ElementTree.fromstring(formula["mathml"]).tag == "math"


# --- table and words ----------------------------------------------------------------------------


def test_the_table_at_the_start():
    values = {row["quantity"]: (row["unit"], row["a"], row["b"]) for row in tracking.rows(FACTS)}
    assert values["True diameter"] == ("nm", "100", "200")
    assert values["Diffusion coefficient D"] == ("µm²/s", "4.91", "2.45")
    # √(4 · 4.90746 / 30) = 0.809 µm
    assert values["Step from frame to frame, root mean square expected"] == ("µm", "0.809", "0.572")
    assert values["Spread of the MSD of one track, expected"] == ("% of true", "18.6", "18.6")
    assert values["Tracks"] == ("number", "100", "100")


def test_the_csv_holds_the_rows():
    table = list(csv.reader(io.StringIO(tracking.csv_text(FACTS))))
    assert table[0][:4] == ["quantity", "unit", "a", "b"]
    assert [line[:4] for line in table[1:]] == tracking.table(simulate(START), START)


def test_the_description_tells_what_is_drawn():
    words = " ".join(tracking.description(FACTS))
    for part in ("100 nm (A)", "200 nm (B)", "30 frames", "4.91 µm²/s", "logarithmic", "141 nm", "5 of 200 tracks"):
        assert part in words


def test_one_size_is_said_so():
    setting = START._replace(b=100)
    assert "Both sizes are the same" in tracking.says(simulate(setting), setting)
    assert tracking.table(simulate(setting), setting)[-1][2:] == ["none: same size"] * 2


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4.90746, "4.91"),
        (100.4, "100"),
        (4.25, "4.25"),
        (1234.5, "1235"),
        (0.0123456, "0.0123"),
        (0, "0"),
        (99.96, "100.0"),
    ],
)
def test_numbers_have_three_digits_and_no_exponent(value, text):
    assert tracking.digits(value) == text


# --- drawing ------------------------------------------------------------------------------------


def boxes_of(layout: dict) -> list[tuple[str, tuple[float, float, float, float]]]:
    found = []
    for note in layout["annotations"]:
        text = re.sub(r"</?b>", "", note["text"])
        label = Label(
            text, note["x"], note["y"], note["font"]["size"], side=note["xanchor"], bold=note["text"].startswith("<b>")
        )
        found.append((text, label.box()))
    return found


def check_words(layout: dict) -> None:
    boxes = boxes_of(layout)
    for text, (left, top, right, bottom) in boxes:
        assert left >= 0 and top >= 0 and right <= layout["width"] and bottom <= layout["height"], text
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] - 3 <= b[1] or b[3] - 3 <= a[1]
        assert apart, f"“{one}” and “{other}” overlap"


@pytest.mark.parametrize("layout_name", list(tracking.PLANS))
@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_no_words_overlap_or_leave_the_drawing(setting, layout_name):
    check_words(drawn(setting, layout_name)["layout"])


@pytest.mark.parametrize("figure", [*tracking.sheets(FACTS).values(), *tracking.slides(FACTS).values()])
def test_no_words_overlap_in_the_pictures(figure):
    check_words(json.loads(figure.to_json())["layout"])


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_tracks_stay_in_their_field(setting):
    for name, plan in tracking.PLANS.items():
        left, top, width, height = plan["field"]
        for trace in (t for t in drawn(setting, name)["data"] if t["mode"] == "lines"):
            assert left <= min(trace["x"]) and max(trace["x"]) <= left + width
            assert top <= min(trace["y"]) and max(trace["y"]) <= top + height


def test_letters_are_large_enough():
    least = {"narrow": 13, "page": 15, "wide": 17}
    for name, size in least.items():
        assert min(note["font"]["size"] for note in drawn(START, name)["layout"]["annotations"]) >= size


def test_every_track_stands_in_the_histogram():
    for setting in SETTINGS:
        result = simulate(setting)
        low, high, width = tracking._decades(result)
        counts = [tracking._counts(size["recovered"], width) for size in result["sizes"]]
        assert sum(sum(count.values()) for count in counts) == setting.tracks
        bins = {n for count in counts for n in count}
        assert low <= min(bins) * width + width and max(bins) * width <= high


def test_axes_have_few_round_ticks():
    assert tracking._ticks(6.5, 6) == [0, 2, 4, 6, 8]
    assert tracking._ticks(24, 6) == [0, 5, 10, 15, 20, 25]
    assert tracking._ticks(1, 6) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert tracking._sizes_on_axis(1.7, 2.6) == [60, 80, 100, 150, 200, 300]


# --- for the browser ----------------------------------------------------------------------------


def script_data() -> dict:
    text = tracking.data_script(FACTS)
    head = 'window.courseFigures["tracking"] = '
    return json.loads(text[text.index(head) + len(head) :].rstrip().rstrip(";"))


def test_the_script_holds_inputs_plans_and_drawings():
    data = script_data()
    assert [one["id"] for one in data["inputs"]] == list(Setting._fields)
    assert set(data["drawings"]) == set(data["plans"]) == {"narrow", "page", "wide"}
    used = set(re.findall(r"#[0-9a-f]{6}", json.dumps(data["drawings"])))
    assert used <= set(LIGHT.values())
    assert set(re.findall(r"#[0-9a-f]{6}", json.dumps(recolour(data["drawings"])))) <= set(DARK.values())


NUMBER = re.compile(r"-?\d+\.?\d*")
RUN = """
const fs = require("fs"); global.window = {};
eval(fs.readFileSync(process.argv[1], "utf8"));
const { data, settings } = JSON.parse(fs.readFileSync(0, "utf8"));
const model = window.courseExplorers.tracking;
console.log(JSON.stringify(settings.map((s) => {
  const result = model.compute(s);
  const drawings = Object.fromEntries(Object.keys(data.plans).map((name) => [name, model.draw(result, s, name, data)]));
  return { result, drawings, ...model.rows(result, s, data), says: model.says(result, s, data) };
})));
"""


def check_same(ours, theirs, where: str, relative: float, absolute: float) -> None:
    """Plain data alike: numbers within a tolerance, paths stroke by stroke, all else the same."""
    if isinstance(ours, dict):
        assert set(ours) == set(theirs), where
        for key in ours:
            check_same(ours[key], theirs[key], f"{where}/{key}", relative, absolute)
    elif isinstance(ours, (list, tuple)):
        assert len(ours) == len(theirs), where
        for n, (one, other) in enumerate(zip(ours, theirs)):
            check_same(one, other, f"{where}/{n}", relative, absolute)
    elif where.endswith("/path"):
        assert NUMBER.sub("", ours) == NUMBER.sub("", theirs), where
        for one, other in zip(NUMBER.findall(ours), NUMBER.findall(theirs)):
            assert float(one) == pytest.approx(float(other), abs=absolute), where
    elif isinstance(ours, (int, float)) and not isinstance(ours, bool):
        assert math.isclose(ours, theirs, rel_tol=relative, abs_tol=absolute), where
    else:
        assert ours == theirs, where


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_browser_has_the_same_model_table_words_and_drawing():
    script = ROOT / "macros/figures/tracking/explorer.js"
    source = json.dumps({"data": script_data(), "settings": [setting._asdict() for setting in SETTINGS]})
    done = subprocess.run(["node", "-e", RUN, str(script)], input=source, capture_output=True, text=True, check=True)
    for setting, theirs in zip(SETTINGS, json.loads(done.stdout), strict=True):
        result = simulate(setting)
        check_same(result, theirs["result"], "result", 1e-9, 1e-12)
        assert theirs["headings"] == [column.heading for column in tracking.columns(FACTS)]
        assert theirs["lines"] == tracking.table(result, setting)
        assert theirs["says"] == tracking.says(result, setting)
        for name, drawing in theirs["drawings"].items():
            # A tenth of a pixel: the languages round halves apart.
            check_same(drawn(setting, name), drawing, name, 0, 0.11)
