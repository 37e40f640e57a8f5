"""The isolation figure: facts, drawing, table, script and stills agree with each other."""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import re
from html import escape
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html

from macros.course.figures import FACTS
from macros.course.vocabulary import load_vocabulary
from macros.drawing.canvas import figure_of
from macros.drawing.shapes import Label
from macros.drawing.stills import still_files
from macros.drawing.theme import DARK, LIGHT, recolour
from macros.figures.isolation.devices import HEIGHT, STEPS, WIDTH
from macros.figures.isolation.scenes import scene
from macros.figures.particles import drawn_diameter
from macros.pages.figure import Voice, figure_html
from macros.rules import figures_are_held
from scripts.project import ROOT
from tests.course.spoilt import FIGURES, problems_of, problems_of_text

FIGURE = FIGURES["isolation"]
SOURCE = (FIGURE.folder / FACTS).read_text(encoding="utf-8")
TECHNIQUES = {technique.id: technique for technique in FIGURE.facts.techniques}
KINDS = FIGURE.facts.particles
SCENES = {drawn.technique: drawn for drawn in FIGURE.scenes}


def broken(tmp_path: Path, old: str, new: str) -> list:
    """The problems of the facts file after one change."""
    assert old in SOURCE
    return problems_of_text("isolation", SOURCE.replace(old, new, 1), tmp_path)


def panel_of(technique: str):
    """One technique as a figure with frames."""
    return figure_of(FIGURE.panel(TECHNIQUES[technique]))


def script_data() -> dict:
    text = FIGURE.data_script()
    start = text.index('window.courseFigures["isolation"] = ') + len('window.courseFigures["isolation"] = ')
    return json.loads(text[start:].rstrip().rstrip(";"))


# --- facts --------------------------------------------------------------------------------------


def test_the_facts_have_no_problem():
    assert FIGURE.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("    form: ring\n", "    form: square\n", "nothing is drawn for the form 'square'"),
        ("diameter_nm: [40, 150]", "diameter_nm: [150, 40]", "diameter_nm"),
        ("    cite: [kalluri2016biology]\n", "", "without a citation"),
        ("        cite: [yang2017exosome]\n", "", "without a citation"),
        ("lost: {cell: 4}", "lost: {bacterium: 4}", "unknown kind 'bacterium'"),
        ("lost: {cell: 4}", "lost: {cell: 5}", "marks of 'cell' are lost"),
        ("      - id: load\n        label: Slow spin", "      - id: spin\n        label: Slow spin", "has the steps"),
        ("  - id: precipitation\n", "  - id: microfluidics\n", "used twice"),
        ("  - id: precipitation\n", "  - id: distillation\n", "nothing is drawn for the id 'distillation'"),
        ("        label: Slow spin\n", "", "'label' is missing"),
        ("drawn: 4", "drawn: 4.5", "'drawn' should be a whole number"),
        ("drawn: 4", "drawn: 0", "'drawn'"),
        ("diameter_nm: [40, 150]", "diameter_nm: [40]", "diameter_nm is [40]"),
        ("    short: Microvesicles\n", "", "'short' is missing"),
        ("    separates_by: clumping by a polymer\n", "", "'separates_by' is missing"),
    ],
)
def test_a_broken_facts_file_gives_a_problem_with_its_line(tmp_path, old, new, what):
    problems = broken(tmp_path, old, new)
    found = [problem for problem in problems if what in problem.what]
    assert found, problems
    assert all(problem.line and problem.line > 1 for problem in found)
    assert all(problem.mend for problem in problems)


def test_a_missing_part_is_named(tmp_path):
    problems = broken(tmp_path, "\ncaption: >-", "\nheadline: >-")
    assert sorted(problem.what for problem in problems) == [
        "'caption' is missing",
        "nothing is known of a field 'headline'",
    ]


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda facts: facts["techniques"].pop(), "the technique 'microfluidics' is missing"),
        (lambda facts: facts["steps"].pop(), "there are 4 steps"),
        (lambda facts: [_remark(step) for step in facts["techniques"][0]["steps"][:2]], "a second framing step"),
        (lambda facts: facts["particles"][0].update(framing=False), "without a citation"),
        (lambda facts: facts["particles"][3].update(framing=True), "cites, yet is marked as a remark"),
        (lambda facts: facts["particles"][1].update(id="cell"), "used twice"),
        (lambda facts: facts.pop("recreates"), "'recreates' is missing"),
    ],
)
def test_what_no_single_record_shows_gives_a_problem_with_its_line(tmp_path, spoil, what):
    found = [problem for problem in problems_of("isolation", spoil, tmp_path) if what in problem.what]
    assert found and all(problem.line and problem.mend for problem in found)


def _remark(step):
    step.pop("cite")
    step["framing"] = True


def test_every_technique_has_at_most_one_remark_without_a_citation():
    for technique in TECHNIQUES.values():
        assert sum(step.framing for step in technique.steps) <= 1


def test_every_cited_key_is_in_the_list():
    known = set(re.findall(r"^@\w+\{([^,]+),", (ROOT / "bib/references.bib").read_text(encoding="utf-8"), re.MULTILINE))
    cited = {key for claim in FIGURE.claims() for key in claim.keys}
    assert cited <= known


def test_claims_are_all_cited_and_know_their_line():
    claims = FIGURE.claims()
    source = SOURCE.splitlines()
    assert len({claim.text for claim in claims}) == len(claims)
    for claim in claims:
        assert claim.keys and claim.line
        assert any(claim.text in line for line in source[claim.line - 1 : claim.line + 8])


# --- one source for table, CSV, script ----------------------------------------------------------


def test_table_csv_and_page_hold_the_same_rows():
    rows = FIGURE.rows()
    assert len(rows) == len(TECHNIQUES) * STEPS
    table = list(csv.DictReader(io.StringIO(FIGURE.csv_text())))
    assert [
        (r["technique"], r["step"], r["what is seen in the drawing"], r["what the cited works show"]) for r in table
    ] == [(r["technique"], r["step"], r["seen"], r["text"]) for r in rows]
    page = html.fromstring(figure_html(FIGURE, Voice(" ".join, str), "../"))
    said = [" ".join(item.text_content().split()) for item in page.xpath("//ol[@class='figure-says']/li")]
    cells = [[cell.text_content() for cell in row.xpath("*")] for row in page.xpath("(//table)[1]/tbody/tr[td]")]
    for row, words, (step, kept, lost) in zip(rows, said, cells, strict=True):
        assert words.startswith(f"{row['step']}. {row['seen']} {row['text']} {' '.join(row['cite'])}".strip())
        assert (step, kept, lost) == (f"{row['number']} {row['step']}", row["kept"], row["lost"])


def test_what_is_seen_at_a_step_counts_nothing_and_names_nothing_that_is_no_shared_term(tmp_path):
    def problems(text: str) -> list:
        (tmp_path / FACTS).write_text(text, encoding="utf-8")
        spoilt = type(FIGURE).read("isolation", tmp_path)
        course = SimpleNamespace(figures={"": spoilt}, references={}, vocabulary=load_vocabulary(ROOT))
        return [one for one in figures_are_held.check(course) if "what is seen in the drawing holds" in one.what]

    assert problems(SOURCE) == []
    old = "The sample joins the beads; nothing is bound yet."
    (number,) = problems(SOURCE.replace(old, "The sample joins 3 beads; nothing is bound yet."))
    (name,) = problems(SOURCE.replace(old, "The sample joins beads from Dynatech; nothing is bound yet."))
    assert "“3”" in number.what and "“Dynatech”" in name.what
    assert old in SOURCE.splitlines()[number.line + 1] and number.mend


def test_each_step_says_what_is_seen_in_words_of_its_own_that_fit_under_a_panel_on_a_large_screen():
    seen = [step.seen for technique in TECHNIQUES.values() for step in technique.steps]
    assert len(set(seen)) == len(seen)
    # Two lines of 24 px, of which six panels leave room.
    assert all(len(f"{step.label}. {step.seen}") <= 106 for one in TECHNIQUES.values() for step in one.steps)


def test_the_csv_can_carry_the_numbers_of_the_works():
    keys = {key for row in FIGURE.rows() for key in row["cite"]}
    table = list(csv.DictReader(io.StringIO(FIGURE.csv_text(dict.fromkeys(keys, "7")))))
    assert table[0]["reference numbers"] == "7"


def test_the_script_is_json_that_a_phone_can_load():
    data = script_data()
    assert list(data["panels"]) == sorted(TECHNIQUES)
    for panel in data["panels"].values():
        assert [frame["name"] for frame in panel["frames"]] == [step.id for step in FIGURE.facts.steps]
    assert len(gzip.compress(FIGURE.data_script().encode())) <= 60_000
    assert "</script" not in FIGURE.data_script()


def test_the_last_row_and_the_trays_agree():
    for technique in TECHNIQUES.values():
        drawn = SCENES[technique.id]
        last = [row for row in FIGURE.rows() if row["technique"] == technique.label][-1]
        names = {kind.id: kind.label.lower() for kind in KINDS}
        for side, inside in (("lost", lambda x: x < WIDTH / 2), ("kept", lambda x: x > WIDTH / 2)):
            here = {p.kind for p, (x, y) in zip(drawn.particles, drawn.steps[-1], strict=True) if inside(x)}
            assert here == {kind for kind, name in names.items() if name in last[side].lower()}


# --- drawing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_every_mark_lies_inside_its_panel_at_every_step(technique):
    figure = panel_of(technique)
    traces = [*figure.data, *(trace for frame in figure.frames for trace in frame.data)]
    for trace in traces:
        assert all(0 <= x <= WIDTH for x in trace.x if x is not None)
        assert all(0 <= y <= HEIGHT for y in trace.y if y is not None)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_no_mark_appears_or_vanishes_between_steps(technique):
    figure = panel_of(technique)
    assert [frame.name for frame in figure.frames] == [step.id for step in FIGURE.facts.steps]
    for frame in figure.frames:
        for number, trace in zip(frame.traces, frame.data, strict=True):
            assert len(trace.x) == len(figure.data[number].x)
    drawn = SCENES[technique]
    counts = {kind.id: kind.drawn for kind in KINDS}
    assert {kind: sum(p.kind == kind for p in drawn.particles) for kind in counts} == counts
    assert all(len(step) == len(drawn.particles) for step in drawn.steps)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_marks_hardly_overlap(technique):
    drawn = SCENES[technique]
    for step in drawn.steps:
        for (a, here), (b, there) in combinations(zip(drawn.particles, step, strict=True), 2):
            assert math.dist(here, there) > a.r + b.r - 5, (technique, a.id, b.id)


def test_a_mark_grows_by_the_same_step_for_each_tenfold_diameter():
    steps = [drawn_diameter(d * 10) - drawn_diameter(d) for d in (5, 50, 500)]
    assert steps == pytest.approx([steps[0]] * 3)


def test_the_drawing_is_the_same_every_time():
    technique = FIGURE.facts.techniques[0]
    assert scene(KINDS, technique).steps == scene(KINDS, technique).steps


def boxes_of(figure) -> list[tuple[str, tuple[float, float, float, float]]]:
    found = []
    for note in figure.layout.annotations:
        text = re.sub(r"</?b>", "", note.text)
        label = Label(text, note.x, note.y, note.font.size, side=note.xanchor, bold=note.text.startswith("<b>"))
        found.append((text, label.box()))
    return found


@pytest.mark.parametrize("figure", [FIGURE.sheets()[""], FIGURE.sheets()["narrow"], FIGURE.slides()[""]])
def test_no_words_overlap_or_leave_the_picture(figure):
    boxes = boxes_of(figure)
    for text, (left, top, right, bottom) in boxes:
        assert left >= 0 and top >= 0 and right <= figure.layout.width and bottom <= figure.layout.height, text
    for (one, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] - 3 <= b[1] or b[3] - 3 <= a[1]
        assert apart, f"“{one}” and “{other}” overlap"


def test_no_words_in_a_panel_are_smaller_than_eleven_pixels_on_a_phone():
    scale = 328 / WIDTH
    for technique in TECHNIQUES:
        figure = panel_of(technique)
        assert all(note.font.size * scale >= 11 for note in figure.layout.annotations)
        assert all(t.textfont.size * scale >= 11 for t in figure.data if t.mode and "text" in t.mode)


# --- colours ---


def test_recolouring_leaves_no_light_colour_behind():
    used = set(re.findall(r"#[0-9a-f]{6}", json.dumps(script_data()["panels"])))
    assert used <= set(LIGHT.values())
    dark = set(re.findall(r"#[0-9a-f]{6}", json.dumps(recolour(script_data()["panels"]))))
    assert dark <= set(DARK.values())


# --- page ---------------------------------------------------------------------------------------


def test_the_page_is_whole_without_scripts():
    page = figure_html(FIGURE, Voice(", ".join, str), "../")
    for part in (
        "<figcaption>",
        "<table>",
        'scope="rowgroup"',
        "isolation.csv",
        "isolation-light.svg",
        "isolation-narrow-dark.svg",
        "isolation.png",
    ):
        assert part in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert sum(name.startswith("claim-") for name in ids) == len(FIGURE.claims())
    assert not re.search(r"<(li|section)[^>]* hidden", page)
    for step in (step for technique in TECHNIQUES.values() for step in technique.steps):
        assert escape(step.seen) in page and escape(step.text) in page


def test_each_panel_begins_with_a_still_picture_of_its_first_step_in_both_palettes():
    page = html.fromstring(figure_html(FIGURE, Voice(", ".join, str), "../"))
    for panel in page.xpath("//section"):
        pictures = [Path(image.get("src").partition("#")[0]).name for image in panel.xpath(".//img")]
        assert pictures == list(still_files("isolation", f"start-{panel.get('data-part')}"))
        assert {(image.get("width"), image.get("height")) for image in panel.xpath(".//img")} == {
            (str(WIDTH), str(HEIGHT))
        }


def test_asleep_the_figure_is_light():
    page = html.fromstring(figure_html(FIGURE, Voice(lambda keys: "<a></a>" * len(keys), lambda _: "<a></a>"), "../"))
    assert sum(1 for _ in page.iter()) <= 700


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_on_a_large_screen_a_panel_has_few_words_in_large_letters(technique):
    panel = FIGURE.panel(TECHNIQUES[technique])
    large = panel["large"]
    assert [note["text"] for note in large["annotations"]] == ["<b>Lost</b>", "<b>Kept</b>"]
    data = [trace | large["traces"].get(str(n), {}) for n, trace in enumerate(panel["data"])]
    shown = [trace for trace in data if trace.get("visible", True) and "text" in trace.get("mode", "")]
    assert [trace["text"] for trace in shown] == [["<b>1</b>"]]
    # Two rows of panels on 1080 px leave each drawing at least 0.8 of its size.
    sizes = [note["font"]["size"] for note in large["annotations"]] + [trace["textfont"]["size"] for trace in shown]
    assert min(sizes) * 0.8 >= 24
    for frame, step in zip(panel["frames"], range(1, STEPS + 1), strict=True):
        assert frame["data"][-1]["text"] == [f"<b>{step}</b>"]
