"""Figures of a course are found by their folders, wherever the course lies; what is wrong with them is named."""

from __future__ import annotations

import pytest

from macros.course.figures import Figure, load_figures
from macros.course.problems import InputProblems
from tests.generator.figures import ROWS, course_with_figures


def problems_of(root):
    with pytest.raises(InputProblems) as caught:
        load_figures(root)
    return caught.value.problems


def test_a_course_may_have_no_figure(tmp_path):
    assert load_figures(tmp_path) == {}


def test_figures_are_found_below_another_root_with_their_own_modules(tmp_path):
    figures = load_figures(course_with_figures(tmp_path))
    assert list(figures) == ["bread", "mill"]
    assert {figure.kind for figure in figures.values()} == {"rows", "steps"}
    assert all(isinstance(figure, Figure) for figure in figures.values())
    assert figures["bread"].folder == tmp_path / "macros/figures/bread"
    assert figures["bread"].file == "macros/figures/bread/facts.yml"


def test_two_courses_may_each_have_a_figure_of_one_name(tmp_path):
    other = ROWS.replace("title: Bread", "title: Cake")
    one, two = course_with_figures(tmp_path / "one"), course_with_figures(tmp_path / "two", other)
    assert load_figures(one)["bread"].facts.title == "Bread"
    assert load_figures(two)["bread"].facts.title == "Cake"


def test_a_folder_without_code_is_named(tmp_path):
    (course_with_figures(tmp_path) / "macros/figures/bread/__init__.py").unlink()
    (problem,) = problems_of(tmp_path)
    assert (problem.file, problem.what) == ("macros/figures/bread", "the figure's folder holds no code")
    assert "__init__.py" in problem.mend


def test_code_that_names_no_figure_is_named(tmp_path):
    (course_with_figures(tmp_path) / "macros/figures/bread/__init__.py").write_text("FIGURE = None\n", encoding="utf-8")
    (problem,) = problems_of(tmp_path)
    assert problem.file == "macros/figures/bread/__init__.py"
    assert "FIGURE" in problem.what


def test_slips_of_all_facts_are_told_at_once_with_their_lines(tmp_path):
    root = course_with_figures(tmp_path, ROWS.replace("dough: rye\n", "dough: oat\n", 1))
    facts = root / "macros/figures/mill/facts.yml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("note: Not to scale.\n", ""), encoding="utf-8")
    problems = problems_of(root)
    assert [(p.file, p.line, p.what) for p in problems] == [
        ("macros/figures/bread/facts.yml", 12, "'first': unknown dough 'oat'"),
        ("macros/figures/mill/facts.yml", 1, "'note' is missing"),
    ]
    assert problems[0].mend == "use one of rye, wheat"
