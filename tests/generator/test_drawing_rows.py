"""Figures of rows, on a small one: what is wrong with facts, and what is made of them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from macros.course.figures import Statement, load_figures
from macros.course.problems import InputProblems
from tests.generator.figures import ROWS, course_with_figures


@pytest.fixture(scope="module")
def bread(tmp_path_factory):
    return load_figures(course_with_figures(tmp_path_factory.mktemp("course")))["bread"]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("  - id: second", "  - id: first", 18, "the id 'first' is used twice"),
        ("{id: wheat, label: Wheat}", "{id: rye, label: Wheat}", 10, "the id 'rye' is used twice"),
        ("    dough: wheat", "    dough: oat", 18, "'second': unknown dough 'oat'"),
        ("    dough: wheat", "    dough: 3", 19, "'second': 'dough' should be text, not 3"),
        ("    dough: wheat", "    dow: wheat", 19, "'second': nothing is known of a field 'dow'"),
        ("    effect: falls", '    effect: ""', 20, "'effect' is empty"),
        ("    effect: falls\n", "", 18, "'second': 'effect' is missing"),
        ("    disputes: first", "    disputes: third", 18, "'second' disputes 'third', which does not say so of it"),
        ("    disputes: first\n", "", 12, "'first' disputes 'second', which does not say so of it"),
        ("    cite: [baker2002wheat, able2001rye]\n", "", 18, "'second' says something without a citation"),
        (
            "show: {dough: rye,",
            "show: {dough: oat,",
            25,
            "task 'look' shows dough 'oat', which the figure does not have",
        ),
        (
            "show: {dough: rye,",
            "show: {colour: red,",
            25,
            "task 'look' shows colour 'red', which the figure does not have",
        ),
        ("row: first}", "row: third}", 25, "task 'look' shows row 'third', which the figure does not have"),
        ("view: all", "view: one", 25, "task 'look' shows view 'one', which the figure does not have"),
        ("show: {dough: rye, view: all, row: first}", "show: {}", 27, "'show' is empty"),
        ("title: Bread", 'title: ""', 1, "'title' is empty"),
    ],
)
def test_each_slip_is_found_on_its_line(tmp_path, old, new, line, what):
    assert old in ROWS
    head, tail = ROWS.rsplit(old, 1)
    with pytest.raises(InputProblems) as caught:
        load_figures(course_with_figures(tmp_path, f"{head}{new}{tail}"))
    found = [problem for problem in caught.value.problems if problem.what == what]
    assert found, caught.value.problems
    assert (found[0].file, found[0].line) == ("macros/figures/bread/facts.yml", line)
    assert found[0].mend


def test_sentences_and_answers_are_claims_and_short_words_stand_on_the_drawing(bread):
    assert bread.claims() == (
        Statement("Rye dough rises by 20 %.", ("able2001rye",), 12),
        Statement("Wheat dough falls.", ("baker2002wheat", "able2001rye"), 18),
        Statement("It does, by 20 %.", ("able2001rye",), 25),
    )
    assert [words.text for words in bread.drawn_words()] == ["rises", "falls"]


def test_a_filter_offers_only_what_some_row_has(bread):
    (facet,) = bread.facets()
    assert [option.id for option in facet.options] == ["rye", "wheat"]


def test_the_table_has_sentences_first_and_the_numbers_of_works_last(bread):
    table = list(csv.reader(io.StringIO(bread.csv_text({"able2001rye": "7", "baker2002wheat": "x"}))))
    assert table == [
        ["what was found", "dough", "effect", "reference keys", "reference numbers"],
        ["Rye dough rises by 20 %.", "Rye", "rises", "able2001rye", "7"],
        ["Wheat dough falls.", "Wheat", "falls", "baker2002wheat; able2001rye", "x; 7"],
    ]
    assert bread.csv_text().splitlines()[0] == "what was found,dough,effect,reference keys"


def test_the_script_holds_every_view_at_every_width(bread):
    text = bread.data_script()
    data = json.loads(text.split(" = ", 2)[2].rstrip(";\n"))
    assert text.startswith("window.courseFigures = window.courseFigures || {};")
    assert set(data["drawings"]) == {"all"}
    assert {layout: drawing["width"] for layout, drawing in data["drawings"]["all"].items()} == {
        "narrow": 380,
        "page": 760,
        "wide": 1600,
    }
    assert set(data["drawings"]["all"]["page"]["hits"]) == {"first", "second"}


def test_a_sheet_is_what_the_browser_draws_at_the_start_and_slides_show_each_view(bread):
    sheets = bread.sheets()
    assert {suffix: sheet.layout.width for suffix, sheet in sheets.items()} == {"": 760, "narrow": 380, "wide": 1600}
    for suffix, layout in (("", "page"), ("narrow", "narrow"), ("wide", "wide")):
        drawing = bread.drawing("all", layout)
        assert sheets[suffix].layout.height == drawing["height"]
        assert len(sheets[suffix].data) == len(drawing["data"])
    (slide,) = bread.slides().values()
    assert slide.layout.width / slide.layout.height == 16 / 9
    assert "<b>Bread. All</b>" in [note.text for note in slide.layout.annotations]
