"""Figures in steps, on a small one: what is kept and lost in words, and what is wrong with facts."""

from __future__ import annotations

import csv
import io
import json

import pytest

from macros.course.figures import load_figures
from macros.course.problems import InputProblems
from tests.generator.figures import STEPS, course_with_figures


@pytest.fixture(scope="module")
def mill(tmp_path_factory):
    return load_figures(course_with_figures(tmp_path_factory.mktemp("course")))["mill"]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("lost: {bran: 1, germ: 1}", "lost: {bran: 1, germ: 2}", 26, "2 marks of 'germ' are lost where 1 are left"),
        ("lost: {bran: 1, germ: 1}", "lost: {bran: 0}", 26, "0 marks of 'bran' are lost where 2 are left"),
        ("lost: {bran: 1, germ: 1}", "lost: {husk: 1}", 26, "unknown kind 'husk'"),
        (
            "lost: {bran: 1, germ: 1}",
            "lost: {bran: some}",
            26,
            "'sieve': 'bran' should be a whole number, not the text 'some'",
        ),
        ("{id: sieve, label: Shake", "{id: shake, label: Shake", 21, "the technique 'steel' has the steps mill, shake"),
        ("  - id: steel", "  - id: stone", 21, "the id 'stone' is used twice"),
        ("{id: germ,", "{id: bran,", 10, "the id 'bran' is used twice"),
        ("drawn: 1,", "drawn: 1.5,", 10, "'germ': 'drawn' should be a whole number, not 1.5"),
        ("cite: [able2001rye], lost", "framing: true, lost", 20, "a second framing step"),
        (", cite: [baker2002wheat]}", "}", 25, "'mill' says something without a citation"),
        ("label: Roll, seen: Germ comes off., ", "label: Roll, ", 25, "'mill': 'seen' is missing"),
        (", seen: The flour falls.", "", 13, "'sieve': 'seen' is missing"),
        ("separates_by: force", "separates: force", 23, "'steel': nothing is known of a field 'separates'"),
    ],
)
def test_each_slip_is_found_on_its_line(tmp_path, old, new, line, what):
    assert old in STEPS
    with pytest.raises(InputProblems) as caught:
        load_figures(course_with_figures(tmp_path, steps=STEPS.replace(old, new, 1)))
    found = [problem for problem in caught.value.problems if problem.what == what]
    assert found, caught.value.problems
    assert (found[0].file, found[0].line) == ("macros/figures/mill/facts.yml", line)
    assert found[0].mend


def test_each_row_says_what_is_kept_and_lost_and_the_last_all_that_was_lost(mill):
    table = list(csv.DictReader(io.StringIO(mill.csv_text())))
    assert [(row["technique"], row["step number"], row["still kept"], row["lost"]) for row in table] == [
        ("Stone mill", "1", "part of the bran; germ", "part of the bran"),
        ("Stone mill", "2", "germ", "bran"),
        ("Steel mill", "1", "bran; germ", "nothing"),
        ("Steel mill", "2", "part of the bran", "part of the bran; germ"),
    ]
    assert mill.description()[0] == (
        "Stone mill (weight). Steps: 1 grind; 2 sift. Kept in the end: germ. Lost in the end: bran."
    )


def test_remarks_are_no_claims(mill):
    assert [claim.text for claim in mill.claims()] == [
        "Germ weighs 2 g.",
        "Stones break bran.",
        "Steel breaks germ.",
        "Germ passes.",
    ]


def test_the_script_holds_a_panel_for_each_technique(mill):
    data = json.loads(mill.data_script().split(" = ", 2)[2].rstrip(";\n"))
    assert set(data["panels"]) == {"stone", "steel"}
    assert (data["width"], data["height"]) == (420, 400)
