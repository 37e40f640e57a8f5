"""Each rule of truth, with sentences that keep it and sentences that break it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.course.course import load_course
from macros.course.problems import InputProblems
from macros.course.yaml_records import load_record_list
from macros.rules.grounding import check_course, check_whole, framing_share, names, quantities, uncited, worked_numbers
from tests.generator.courses import FIRST_LINE, small_course

CASES = load_record_list(Path(__file__).parent / "grounding_cases.yml")
# Sound sentences that keep the share of framing below its limit.
PADDING = "\n\n".join(f"Vesicles of kind {word} were reviewed [@clark2003review]." for word in "abcd") + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:60])
def test_rule(case, tmp_path):
    course = load_course(small_course(tmp_path, f"{case['sentence']}\n\n{PADDING}"))
    problems = check_course(course)
    assert len(problems) == len(case["problems"]), [str(p) for p in problems]
    for problem, expected in zip(sorted(problems, key=lambda p: p.what), sorted(case["problems"]), strict=True):
        assert expected in problem.what
        assert (problem.file, problem.line) == ("docs/chapters/01-small.md", FIRST_LINE)
        assert problem.mend


def test_too_much_framing_is_a_problem(tmp_path):
    body = "Vesicles were reviewed [@clark2003review].\n\nWhat now?\n{ .framing }\n"
    course = load_course(small_course(tmp_path, body))
    assert framing_share(course.chapters[0]) == 0.5
    (problem,) = check_course(course)
    assert "50% of the sentences are framing" in problem.what


def test_works_cited_nowhere_are_reported(tmp_path):
    course = load_course(small_course(tmp_path, "Vesicles were reviewed [@clark2003review].\n"))
    assert [work.number for work in uncited(course)] == [1, 2, 4]
    assert check_course(course) == []
    assert [problem.what for problem in check_whole(course)] == [
        "no claim cites reference 1 (@able2001column)",
        "no claim cites reference 2 (@baker2002filter)",
        "no claim cites reference 4 (@dove2004mice)",
    ]


def test_a_near_key_is_suggested(tmp_path):
    course = load_course(small_course(tmp_path, "Vesicles were reviewed [@clarke2003review].\n"))
    (problem,) = check_course(course)
    assert "@clark2003review" in problem.mend


def test_claims_on_titles_only_are_known(tmp_path):
    body = "A filter was made [@baker2002filter].\n\nIt was reviewed [@baker2002filter; @clark2003review].\n"
    course = load_course(small_course(tmp_path, body))
    assert [course.rests_on_titles(claim) for claim in course.claims] == [True, False]
    assert [course.grades(claim) for claim in course.claims] == [("not-seen",), ("not-seen", "review")]


@given(st.integers(0, 10**7), st.sampled_from(["nm", "%", "h", "µm", "kDa"]))
def test_thousands_are_read_alike_however_they_are_set(number, unit):
    forms = [f"{number}", f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u202f")]
    assert len({frozenset(quantities(f"it was {form} {unit} wide")) for form in forms}) == 1


@given(st.text())
def test_no_text_breaks_the_readers(text):
    quantities(text)
    names(text)
    worked_numbers(text, quantities(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("43 % ± 23", {("43", "%"), ("23", "")}),
        ("70–90 nm", {("70", "nm"), ("90", "nm")}),
        ("18,890 g for 30 min (n = 4)", {("18890", "g"), ("30", "min"), ("4", "")}),
        ("a 20-fold and a seven times larger yield", {("20", "fold"), ("7", "fold")}),
        ("CD63, miR-21 and 3D culture", set()),
        ("less than 40%, in about 1.5 hours", {("40", "%"), ("1.5", "h")}),
    ],
)
def test_quantities(text, found):
    assert quantities(text) == found


GRAVE = "Tumours in mice grew slower [@dove2004mice].\n\n"


def test_a_section_that_leans_on_a_grave_caveat_must_print_it(tmp_path):
    course = load_course(small_course(tmp_path, GRAVE + PADDING))
    (problem,) = check_course(course)
    assert problem.line == FIRST_LINE and "does not print its caveat (failed-replication)" in problem.what
    assert '{{ caveat("dove2004mice") }}' in problem.mend


def test_a_caveat_in_its_own_section_is_enough_and_in_another_is_not(tmp_path):
    box = '{{ caveat("dove2004mice") }}\n\n'
    assert check_course(load_course(small_course(tmp_path / "here", GRAVE + box + PADDING))) == []
    elsewhere = GRAVE + "## Later {: #later }\n\n" + box + PADDING
    assert len(check_course(load_course(small_course(tmp_path / "there", elsewhere)))) == 1


def glossary_problems(tmp_path, text):
    root = small_course(tmp_path, PADDING)
    (root / "docs/terms.yml").write_text(text, encoding="utf-8")
    try:
        return check_course(load_course(root))
    except InputProblems as error:
        return error.problems


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("- term: vesicle\n  definition: A bag of 30 nm.\n  cite: [clark2003review]\n", None, None),
        ("- term: vesicle\n  definition: A bag of 31 nm.\n  cite: [clark2003review]\n", 1, "the number “31 nm”"),
        ("- term: vesicle\n  definition: A bag.\n", 1, "without cite"),
        ("- term: vesicle\n  definition: A bag.\n  cite: [nobody2000none]\n", 1, "unknown citation key"),
        (
            "- {term: vesicle, definition: A bag., cite: [clark2003review]}\n"
            "- {term: bag, also: [Vesicle], definition: A bag., cite: [clark2003review]}\n",
            2,
            "is defined at line 1 already",
        ),
    ],
)
def test_the_glossary_obeys_the_rules(text, line, what, tmp_path):
    problems = glossary_problems(tmp_path, text)
    if what is None:
        assert problems == []
    else:
        (problem,) = problems
        assert what in problem.what
        assert (problem.file, problem.line) == ("docs/terms.yml", line)
