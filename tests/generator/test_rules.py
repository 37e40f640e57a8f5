"""Each rule of truth, with sentences that keep it and sentences that break it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros.course.course import Course, load_course
from macros.course.problems import InputProblems, Problem
from macros.rules import check
from macros.rules.framing_says_nothing import MOST, framing_share
from tests.generator.courses import FIRST_LINE, small_course

CASES = yaml.safe_load((Path(__file__).parent / "rule_cases.yml").read_text(encoding="utf-8"))
# Sound sentences that keep the share of framing below its limit.
PADDING = "\n\n".join(f"Vesicles of kind {word} were reviewed [@clark2003review]." for word in "abcdefgh") + "\n"
SMALL = "docs/chapters/01-small.md"


def loaded(folder: Path, body: str) -> Course:
    """A small course of which not every work needs to be cited."""
    return load_course(small_course(folder, body), only=["01-small"])


def problems_of(folder: Path, body: str) -> list[Problem]:
    """Everything that is wrong with a chapter of this body."""
    try:
        return check(loaded(folder, body))
    except InputProblems as error:
        return error.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sentence"][:60])
def test_rule(case, tmp_path):
    problems = problems_of(tmp_path, f"{case['sentence']}\n\n{PADDING}")
    assert len(problems) == len(case["problems"]), [str(p) for p in problems]
    lines = case.get("lines", [0] * len(problems))
    for problem, expected, line in zip(sorted(problems, key=_by_words), case["problems"], lines, strict=True):
        assert expected in problem.what
        assert (problem.file, problem.line) == (SMALL, FIRST_LINE + line)
        assert problem.mend


def _by_words(problem: Problem) -> tuple[str, int]:
    return problem.what.partition("“")[0], problem.line or 0


@pytest.mark.parametrize(("framing", "sound"), [(1, 4), (2, 8), (3, 12)])
def test_a_fifth_of_framing_is_allowed_and_no_more(framing, sound, tmp_path):
    def body(sound: int) -> str:
        claims = [f"Vesicles of kind {'abcdefghijkl'[n]} were reviewed [@clark2003review]." for n in range(sound)]
        asked = [f"What now, {'abc'[n]}?\n{{ .framing }}" for n in range(framing)]
        return "\n\n".join([*claims, *asked]) + "\n"

    course = loaded(tmp_path / "just", body(sound))
    assert framing_share(course.chapters[0]) == MOST == 1 / 5
    assert check(course) == []
    (problem,) = problems_of(tmp_path / "over", body(sound - 1))
    assert "of the sentences are framing" in problem.what and "at most 20%" in problem.mend


def test_works_cited_nowhere_are_reported_of_a_whole_course_only(tmp_path):
    body = "Vesicles were reviewed [@clark2003review].\n"
    whole = load_course(small_course(tmp_path, body))
    assert [work.number for work in whole.uncited] == [1, 2, 4]
    assert [problem.what for problem in check(whole)] == [
        "no claim cites reference 1 (@able2001column)",
        "no claim cites reference 2 (@baker2002filter)",
        "no claim cites reference 4 (@dove2004mice)",
    ]
    assert problems_of(tmp_path / "part", body) == []


def test_a_near_key_is_suggested(tmp_path):
    (problem,) = problems_of(tmp_path, "Vesicles were reviewed [@clarke2003review].\n")
    assert "@clark2003review" in problem.mend


def test_claims_on_titles_only_are_known(tmp_path):
    body = "A filter was made [@baker2002filter].\n\nIt was reviewed [@baker2002filter; @clark2003review].\n"
    course = loaded(tmp_path, body)
    assert [course.rests_on_titles(claim) for claim in course.claims] == [True, False]
    assert [course.grades(claim) for claim in course.claims] == [("not-seen",), ("not-seen", "review")]


GRAVE = "Tumours in mice grew slower [@dove2004mice].\n\n"


def test_a_section_that_leans_on_a_grave_caveat_must_print_it(tmp_path):
    (problem,) = problems_of(tmp_path, GRAVE + PADDING)
    assert problem.line == FIRST_LINE and "does not print its caveat (failed-replication)" in problem.what
    assert '{{ caveat("dove2004mice") }}' in problem.mend


def test_a_caveat_in_its_own_section_is_enough_and_in_another_is_not(tmp_path):
    box = '{{ caveat("dove2004mice") }}\n\n'
    assert problems_of(tmp_path / "here", GRAVE + box + PADDING) == []
    elsewhere = GRAVE + "## Later {: #later }\n\n" + box + PADDING
    assert len(problems_of(tmp_path / "there", elsewhere)) == 1


def test_words_that_name_nothing_are_reported(tmp_path):
    body = '{{ figure("moon") }}\n\n{{ caveat("clark2003review") }}\n\n' + PADDING
    assert [problem.what for problem in problems_of(tmp_path, body)] == [
        "figure: there is no 'moon'",
        "caveat: there is no 'clark2003review'",
    ]


def test_a_label_may_name_what_its_section_holds_below_it(tmp_path):
    body = (
        "### The filter that keeps CD63 {: #filter }\n\n#### Deeper {: #deeper }\n\nIt was made [@baker2002filter].\n\n"
    )
    assert problems_of(tmp_path / "held", body + PADDING) == []
    (problem,) = problems_of(tmp_path / "not", body.replace("CD63", "CD9") + PADDING)
    assert "“CD9” in the words “The filter that keeps CD9”" in problem.what and problem.line == FIRST_LINE


def test_the_front_matter_is_held_to_the_works_of_the_chapter(tmp_path):
    root = small_course(tmp_path, PADDING)
    path = root / SMALL
    path.write_text(path.read_text(encoding="utf-8").replace("How small?", "How small is CD63?"), encoding="utf-8")
    (problem,) = check(load_course(root, only=["01-small"]))
    assert "“CD63”" in problem.what


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("- term: vesicle\n  definition: A bag of 30 nm.\n  cite: [clark2003review]\n", None, None),
        ("- term: vesicle\n  definition: A bag of 31 nm.\n  cite: [clark2003review]\n", 1, "the number “31 nm”"),
        ("- term: vesicle\n  definition: A bag.\n", 1, "'cite' is missing"),
        ("- term: vesicle\n  definition: A bag.\n  cite: []\n", 1, "a claim without a citation"),
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
    root = small_course(tmp_path, PADDING)
    (root / "docs/terms.yml").write_text(text, encoding="utf-8")
    try:
        problems = check(load_course(root, only=["01-small"]))
    except InputProblems as error:
        problems = error.problems
    if what is None:
        assert problems == []
    else:
        (problem,) = problems
        assert what in problem.what
        assert (problem.file, problem.line) == ("docs/terms.yml", line)
