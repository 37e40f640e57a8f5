"""The schema reader: any text becomes records or problems with place and mend, and never a bare traceback."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.course.files import read_text
from macros.course.lines import Lines
from macros.course.problems import InputProblems, Problem
from macros.course.schema import Record, Text, parse_yaml, read_yaml
from macros.course.settings import Settings, load_settings

SMALL = Path(__file__).parent / "small_course"


class Part(Record):
    id: Text
    weight: float = 0
    count: int = 0
    colour: Literal["red", "blue"] = "red"
    sure: bool = True
    seen: date | None = None
    tags: tuple[str, ...] = ()


class Whole(Record):
    name: Text
    parts: tuple[Part, ...] = ()


def said(text: str, shape: type = Whole, first: int = 1) -> list[str]:
    with pytest.raises(InputProblems) as error:
        parse_yaml(text, shape, "f.yml", first)
    return [str(problem) for problem in error.value.problems]


def problems_in(text: str) -> list[Problem]:
    try:
        parse_yaml(text, Whole, "f.yml")
    except InputProblems as error:
        return error.problems
    return []


def test_records_know_their_line_and_keep_their_types():
    text = "name: x\nparts:\n  - id: a\n    weight: 2\n    seen: 2026-01-31\n  - {id: b, tags: [c, d], sure: false}\n"
    whole = parse_yaml(text, Whole, "f.yml", first=5)
    assert (whole.line, [part.line for part in whole.parts]) == (5, [7, 10])
    first, second = whole.parts
    assert (first.weight, first.seen, second.tags, second.sure) == (2.0, date(2026, 1, 31), ("c", "d"), False)
    with pytest.raises(Exception, match="frozen"):
        whole.name = "y"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: 3\n", "f.yml:1: 'name' should be text, not 3 → put it in quotes"),
        ("name: ''\n", "f.yml:1: 'name' is empty → write it"),
        ("name:\n", "f.yml:1: 'name' should be text, not nothing → put it in quotes"),
        ("nam: x\nname: y\n", "f.yml:1: nothing is known of a field 'nam' → did you mean 'name:'?"),
        ("parts: []\n", "f.yml:1: 'name' is missing → add 'name:'"),
        (
            "name: x\nparts: {id: a}\n",
            "f.yml:2: 'parts' should be a list, not a set of 'name: value' lines → write [one, two], or a line '- …' for each",
        ),
        (
            "name: x\nparts:\n- id: a\n  count: three\n",
            "f.yml:4: 'a': 'count' should be a whole number, not the text 'three' → write the number alone, such as 3",
        ),
        (
            "name: x\nparts:\n- id: a\n  weight: '3'\n",
            "f.yml:4: 'a': 'weight' should be a number, not the text '3' → write the number alone, such as 1.5",
        ),
        ("name: x\nparts:\n- id: a\n  sure: maybe\n", "f.yml:4: 'a': 'sure' should be true or false, not the text 'maybe' → write true or false"),
        ("name: x\nparts:\n- id: a\n  colour: green\n", "f.yml:4: 'a': unknown colour 'green' → use one of 'red' or 'blue'"),
        (
            "name: x\nparts:\n- bare\n",
            "f.yml:2: 'parts' should be a set of 'name: value' lines, not the text 'bare' → write 'name: value' for each of its parts",
        ),
        ("name: x\nname: y\n", "f.yml:2: not valid YAML: the key 'name' stands twice in one record → mend the YAML on this line"),
        ("name: 2026-02-30\n", "f.yml:1: not valid YAML: day is out of range for month → quote what is meant as text"),
        ("- x\n", "f.yml:1: 'the file' should be a set of 'name: value' lines, not a list → write 'name: value' for each of its parts"),
        ("", "f.yml:1: the file is empty → write its records"),
        ("name: [x\n", "f.yml:2: not valid YAML: did not find expected ',' or ']' → mend the YAML on this line"),
    ],
)  # fmt: skip
def test_a_slip_in_plain_words(text, problem):
    assert problem in said(text)


def test_all_slips_of_a_file_are_said_at_once():
    assert len(said("parts:\n- {id: 3, count: x, tags: y}\n- {idd: a}\n")) == 6


def test_an_empty_file_is_an_empty_list():
    assert parse_yaml("# nothing yet\n", tuple[Part, ...], "f.yml") == ()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["name", "parts", "id", "line", "tags"]), VALUES, max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_yaml_is_read_or_said(value):
    assert all(problem.mend and problem.line for problem in problems_in(yaml.safe_dump(value, allow_unicode=True)))


@given(st.text(alphabet=st.sampled_from("abc:-[]{}&*!|>'\"%@#,? \n\t0"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_said(text):
    assert all(problem.mend and problem.line for problem in problems_in(text))


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_text_or_a_problem(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("bytes") / "f"
    path.write_bytes(raw)
    try:
        text = read_text(path, "f")
    except InputProblems as error:
        (problem,) = error.problems
        assert problem.line and problem.mend
    else:
        assert "\r" not in text and "\x00" not in text and not text.startswith("\ufeff")


def test_a_list_as_a_key_is_said():
    assert any("nothing is known of a field" in problem for problem in said("name: x\n? [a]\n: b\n"))


def test_settings_grade_works_by_what_was_seen_then_kind_then_the_highest_rung():
    course = load_settings(SMALL)
    graded = [
        ("primary", ("in-vitro", "mouse"), False, "animal"),
        ("primary", ("human-samples", "mouse"), False, "human-samples"),
        ("review", ("mouse",), False, "review"),
        ("guideline", (), False, "guideline"),
        ("primary", (), False, "not-seen"),
        ("review", ("mouse",), True, "not-seen"),
    ]
    for kind, systems, title_only, grade in graded:
        assert course.grade_of(kind, systems, title_only) == grade
    assert course.system("mouse").label == "mice" and not course.kind("review").experiments
    assert {"alert", "paw", "rodent"} <= course.icons
    with pytest.raises(KeyError):
        course.grade("none")


def test_settings_need_one_grade_for_the_unseen(tmp_path):
    text = (SMALL / "docs/course.yml").read_text(encoding="utf-8").replace(", unseen: true", "")
    path = tmp_path / "course.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblems) as error:
        read_yaml(path, Settings, "docs/course.yml")
    assert "not exactly one grade is 'unseen: true'" in error.value.problems[0].what


def test_lines_are_found_by_words_in_the_order_of_the_text():
    lines = Lines("One **bold** word\n\n- [a link](to.md) here\n```\n  again: one bold word\n", first=11)
    assert [lines.of(text) for text in ("One bold word", "a link here", "one bold word", "nothing at all")] == [
        11,
        13,
        15,
        15,
    ]
    assert lines.holding("](to.md)") == 13 and lines.last_of("one bold word") == 15
    assert lines.opens_code(14) and not lines.opens_code(11)
