"""The tracking explorer: facts, table, drawing and words agree with the model and with each other."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from macros.rules.grounding import check_claim

from macros.course.chapters import Claim
from macros.course.course import load_course
from macros.course.problems import InputProblems, Problem
from macros.drawing.script import call_script, run_script
from macros.drawing.shapes import Label, letters_width
from macros.drawing.theme import DARK, LIGHT, recolour
from macros.figures.tracking import FIGURE
from scripts.project import ROOT

HOME = ROOT / "macros/figures/tracking"
FILE = "macros/figures/tracking/facts.yml"
TRACKING = FIGURE.read("tracking", HOME)
FACTS, START = TRACKING.facts, TRACKING.setting
TASKS = {task.id: task for task in FACTS.tasks}
LAYOUTS = ("narrow", "page", "wide")
# Corners of what can be set: one size, far apart, close, short, long, few, many, turned round.
SETTINGS = [
    START,
    START | {"b": 100},
    START | {"a": 1000, "b": 30, "frames": 5},
    START | {"a": 30, "b": 30, "frames": 5, "tracks": 20, "seed": 999},
    START | {"a": 100, "b": 101, "frames": 250, "tracks": 400},
    START | {"a": 333.3, "b": 1000, "rate": 10, "temperature": 4, "viscosity": 3, "tracks": 21},
    START
    | {"a": 1000, "b": 1000, "frames": 1000, "rate": 60, "temperature": 40, "viscosity": 0.7, "tracks": 20, "seed": 7},
]
LOOKS = run_script(HOME / "explorer.js", TRACKING.data(*LAYOUTS), SETTINGS)


def of_model(body: str, given: Any = None) -> Any:
    """The value of a JavaScript expression, with the model, its parts, the kit and `given` at hand."""
    call = f"(model, given) => {{ const [p, kit] = [model.parts, window.courseExplorerKit]; return {body}; }}"
    return call_script(HOME / "explorer.js", call, given)


def simulate(*settings: dict[str, float]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = of_model("given.map(model.compute)", settings)
    return results


def broken(tmp_path: Path, old: str, new: str) -> list[Problem]:
    """The problems of the figure after one change of its facts."""
    home = tmp_path / "tracking"
    home.mkdir()
    shutil.copy(HOME / "explorer.js", home)
    source = (HOME / "facts.yml").read_text(encoding="utf-8")
    assert old in source
    (home / "facts.yml").write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputProblems) as raised:
        FIGURE.read("tracking", home)
    return raised.value.problems


# --- facts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    scale: log\n", "    scale: root\n", "unknown scale"),
        ("    default: 30\n", "    default: 3\n", "the default is outside"),
        ("    min: 30\n", "    min: -30\n", "a log scale begins above 0"),
        ("    says: In all;", "    speaks: In all;", "'says' is missing"),
        ("    says: Of the liquid;", '    says: ""\n    # Of the liquid;', "'says' is empty"),
        ("        unit: J/K\n", "", "'unit' is missing"),
        ("    source_says: Textbook", "    source: Textbook", "'source_says' is missing"),
        ("    cite: [maas2015possibilities]\n", "", "without a citation"),
        (
            "    framing: true\n",
            "    framing: true\n    cite: [maas2015possibilities]\n",
            "cites, yet is marked as a remark",
        ),
        ("set: {frames: 101}", "set: {length: 101}", "which is no input"),
        ("set: {frames: 101}", "set: {frames: 4}", "outside 5 to 1000"),
        ("    question: Does the outline", "    asks: Does the outline", "'question' is missing"),
        ("  - id: close\n", "  - id: longer\n", "used twice"),
    ],
)
def test_a_broken_facts_file_gives_a_problem_with_its_line(tmp_path, old, new, what):
    found = [problem for problem in broken(tmp_path, old, new) if what in problem.what]
    assert found
    assert all(problem.file == FILE and (problem.line or 0) > 1 and problem.mend for problem in found)


def test_inputs_are_those_of_the_model(tmp_path):
    (problem,) = broken(tmp_path, "  - id: rate\n", "  - id: speed\n")
    assert problem.file == "macros/figures/tracking/explorer.js"
    assert (
        "asks for the inputs a, b, frames, rate," in problem.what
        and "the facts give a, b, frames, speed," in problem.what
    )


def test_a_missing_part_is_named(tmp_path):
    found = [p.what for p in broken(tmp_path, "\nlimits:", "\nends:")]
    assert sorted(found) == ["'limits' is missing", "nothing is known of a field 'ends'"]


def test_claims_cite_and_say_no_more_than_their_works():
    course = load_course(ROOT)
    claims = TRACKING.claims()
    assert len(claims) == sum(not claim.framing for claim in FACTS.claims)
    for claim in claims:
        assert claim.line > 1
        words = Claim("", "", "", claim.text, claim.keys, "tracking.yml", claim.line, "")
        assert check_claim(words, course) == []


def test_every_task_can_be_set():
    assert len(simulate(*(START | task.set for task in FACTS.tasks))) == len(TASKS)


def test_the_answers_are_those_of_the_model():
    def at(task_id: str, **more: float) -> dict[str, float]:
        return START | TASKS[task_id].set | more

    start, same, longer, longest, close, closer, thick = simulate(
        START, at("one-size"), at("longer"), START | {"frames": 401}, at("close"), at("close", frames=300), at("thick")
    )
    found = [d for size in same["sizes"] for d in size["recovered"]]
    assert f"{min(found):.0f} to {max(found):.0f} nm" in TASKS["one-size"].answer
    assert f"{100 * same['spreadOfDiameter']:.0f} %" in TASKS["one-size"].answer

    assert f"{100 * start['spreadOfMsd']:.1f} %" in TASKS["longer"].question
    assert longer["spreadOfMsd"] == pytest.approx(0.1)
    assert longest["spreadOfMsd"] == pytest.approx(0.05)

    wrong, few = (sum(size["across"] for size in r["sizes"]) for r in (close, closer))
    answer = TASKS["close"].answer
    assert f"{wrong} of the 200 tracks" in answer and f"the {close['border']:.0f} nm midway" in answer
    assert f"only {few} such track" in answer

    before, after = (r["sizes"][0]["diffusion"] for r in (start, thick))
    assert f"from {before:.2f} to {after:.2f} µm²/s" in TASKS["thick"].answer
    body = "p.diameterOf(...given)"
    assert of_model(body, [after, START["temperature"], START["viscosity"]]) == pytest.approx(200)


def test_formulas_are_well_formed_mathml():
    for formula in FACTS.formulas:
        assert ElementTree.fromstring(formula.mathml).tag == "math"


# --- table and words ----------------------------------------------------------------------------


def test_the_table_at_the_start():
    values = {row["quantity"]: (row["unit"], row["a"], row["b"]) for row in TRACKING.rows()}
    assert values["True diameter"] == ("nm", "100", "200")
    assert values["Diffusion coefficient D"] == ("µm²/s", "4.91", "2.45")
    # √(4 · 4.90746 / 30) = 0.809 µm
    assert values["Step from frame to frame, root mean square expected"] == ("µm", "0.809", "0.572")
    assert values["Spread of the MSD of one track, expected"] == ("% of true", "18.6", "18.6")
    assert values["Tracks"] == ("number", "100", "100")


def test_the_csv_holds_the_rows():
    table = list(csv.reader(io.StringIO(TRACKING.csv_text())))
    assert table[0][:4] == ["quantity", "unit", "a", "b"]
    assert [line[:4] for line in table[1:]] == LOOKS[0]["lines"]


def test_the_description_tells_what_is_drawn():
    words = " ".join(TRACKING.description())
    for part in ("100 nm (A)", "200 nm (B)", "30 frames", "4.91 µm²/s", "logarithmic", "141 nm", "5 of 200 tracks"):
        assert part in words


def test_one_size_is_said_so():
    assert "Both sizes are the same" in LOOKS[1]["says"]
    assert LOOKS[1]["lines"][-1][2:] == ["none: same size"] * 2


def test_numbers_have_three_digits_and_no_exponent():
    texts = {4.90746: "4.91", 100.4: "100", 4.25: "4.25", 1234.5: "1235", 0.0123456: "0.0123", 0: "0", 99.96: "100.0"}
    assert of_model("given.map((value) => kit.digits(value))", list(texts)) == list(texts.values())


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


@pytest.mark.parametrize("layout_name", LAYOUTS)
@pytest.mark.parametrize("look", LOOKS, ids=[str(list(setting.values())) for setting in SETTINGS])
def test_no_words_overlap_or_leave_the_drawing(look, layout_name):
    check_words(look["drawings"][layout_name]["layout"])


@pytest.mark.parametrize("figure", [*TRACKING.sheets().values(), *TRACKING.slides().values()])
def test_no_words_overlap_in_the_pictures(figure):
    check_words(json.loads(figure.to_json())["layout"])


def test_letters_are_as_wide_in_the_script_as_here():
    texts = ["Diffusion, MSD (µm²)", "True A: 100 nm", "Wilma’s Éclair", ""]
    widths = of_model("given.map(kit.lettersWidth)", texts)
    assert widths == pytest.approx([letters_width(text) for text in texts])


@pytest.mark.parametrize("look", LOOKS, ids=[str(list(setting.values())) for setting in SETTINGS])
def test_tracks_stay_in_their_field(look):
    for name in LAYOUTS:
        left, top, width, height = TRACKING.plans[name]["field"]
        tracks = [trace for trace in look["drawings"][name]["data"] if trace["mode"] == "lines"]
        assert len(tracks) == 2 * TRACKING.plans[name]["across"]
        for trace in tracks:
            assert left <= min(trace["x"]) and max(trace["x"]) <= left + width
            assert top <= min(trace["y"]) and max(trace["y"]) <= top + height


def test_letters_are_large_enough():
    least = {"narrow": 13, "page": 15, "wide": 17}
    for name, size in least.items():
        assert min(note["font"]["size"] for note in LOOKS[0]["drawings"][name]["layout"]["annotations"]) >= size


def test_every_track_stands_in_the_histogram():
    body = """given.map(model.compute).map((r) => {
        const axis = p.decades(r);
        return [axis, r.sizes.map((s) => [...p.countsOf(s.recovered, axis[2])])];
    })"""
    for setting, ((low, high, width), counts) in zip(SETTINGS, of_model(body, SETTINGS), strict=True):
        assert sum(count for kind in counts for _, count in kind) == setting["tracks"]
        bins = {n for kind in counts for n, _ in kind}
        assert low <= min(bins) * width + width and max(bins) * width <= high


def test_axes_have_few_round_ticks():
    even, more, parts, sizes = of_model(
        "[kit.ticksTo(6.5, 6), kit.ticksTo(24, 6), kit.ticksTo(1, 6), p.sizesOnAxis(1.7, 2.6)]"
    )
    assert even == [0, 2, 4, 6, 8]
    assert more == [0, 5, 10, 15, 20, 25]
    assert parts == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert sizes == [60, 80, 100, 150, 200, 300]


# --- for the browser ----------------------------------------------------------------------------


def script_data() -> dict[str, Any]:
    text = TRACKING.data_script()
    head = 'window.courseFigures["tracking"] = '
    data: dict[str, Any] = json.loads(text[text.index(head) + len(head) :].rstrip().rstrip(";"))
    return data


def test_the_script_holds_inputs_plans_and_colours():
    data = script_data()
    assert [one["id"] for one in data["inputs"]] == list(START)
    assert set(data["plans"]) == set(LAYOUTS)
    assert data["colours"] == LIGHT and data["dark"] == {LIGHT[name]: DARK[name] for name in LIGHT}
    drawings = [look["drawings"] for look in LOOKS]
    assert set(re.findall(r"#[0-9a-f]{6}", json.dumps(drawings))) <= set(LIGHT.values())
    assert set(re.findall(r"#[0-9a-f]{6}", json.dumps(recolour(drawings)))) <= set(DARK.values())


def test_the_reader_begins_with_the_still_its_table_and_its_words():
    (look,) = run_script(HOME / "explorer.js", script_data(), [START])
    for part in ("headings", "lines", "says", "describes"):
        assert look[part] == TRACKING.start[part]
    for layout in ("narrow", "page"):
        assert look["drawings"][layout] == TRACKING.start["drawings"][layout]
    assert look["says"] in " ".join(TRACKING.description())
