"""Reading a chapter: front matter, sections, claims, and what is wrong with them."""

from __future__ import annotations

import pytest
from mkdocs.utils.meta import get_data

from macros.course.chapters import claim_id, read_chapter
from macros.course.problems import InputProblems
from macros.markdown.passages import Call
from macros.markdown.reading import load_dialect
from tests.generator.courses import FIRST_LINE, FRONT_MATTER, small_course

SOUND = "Vesicles were reviewed [@clark2003review].\n"


def read(tmp_path, body, front_matter=FRONT_MATTER):
    root = small_course(tmp_path, body, front_matter)
    return read_chapter(root / "docs/chapters/01-small.md", root, load_dialect(root))


def problems_of(tmp_path, body, front_matter=FRONT_MATTER):
    with pytest.raises(InputProblems) as error:
        read(tmp_path, body, front_matter)
    return error.value.problems


def test_claims_know_their_place(tmp_path):
    body = "First [@a1].\n\n### Own {: #own }\n\n- Second [@b2; @c3; @b2].\n\n| H |\n| --- |\n| Third [@a1] |\n"
    chapter = read(tmp_path, body)
    assert [(claim.text, claim.keys, claim.section, claim.line) for claim in chapter.claims] == [
        ("First.", ("a1",), "size", FIRST_LINE),
        ("Second.", ("b2", "c3"), "own", FIRST_LINE + 4),
        ("Third", ("a1",), "own", FIRST_LINE + 8),
    ]
    assert {claim.url for claim in chapter.claims} == {
        f"chapters/01-small.html#{claim_id(words)}" for words in ("First", "Second", "Third")
    }


def test_a_chapter_is_its_front_matter_and_its_text(tmp_path):
    chapter = read(tmp_path, 'One [@a1].\n\nWhy?\n{ .framing }\n\n{{ figure("f") }}\n')
    assert (chapter.title, chapter.meta.number, chapter.slug) == ("Small", 1, "01-small")
    labels = [passage.text for passage in chapter.passages if passage.kind == "label"]
    assert labels == ["Small", "A chapter for tests.", "How small?", "Say how small", "vesicle", "Small", "Size"]
    assert [(sentence.text, sentence.framing) for sentence in chapter.sentences] == [("One.", False), ("Why?", True)]
    assert chapter.calls == {Call("figure", "f", "size")}


def test_sections_hold_those_below_them(tmp_path):
    body = "One [@a1].\n\n### Below {: #below }\n\n#### Deep {: #deep }\n\n## Next {: #next }\n\nTwo [@a1].\n"
    chapter = read(tmp_path, body)
    assert chapter.with_below("size") == {"size", "below", "deep"}
    assert chapter.with_below("below") == {"below", "deep"}
    assert chapter.with_below("next") == {"next"} and chapter.with_below("none") == frozenset()
    assert {"", "small", "size", "next", "deep"} <= chapter.with_below("")


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("One. Two [@a1].\n", FIRST_LINE, "more than one sentence"),
        ("One. Ärzte say two [@a1].\n", FIRST_LINE, "more than one sentence"),
        ("One! (Two is said [@a1].)\n", FIRST_LINE, "more than one sentence"),
        ("| H |\n| --- |\n| One. Two [@a1] |\n", FIRST_LINE + 2, "more than one sentence"),
        ("[@a1].\n", FIRST_LINE, "a citation without words"),
        ("Why { .framing } is that so [@a1]?\n", FIRST_LINE, "the mark of framing stands inside a sentence"),
        ("Sound [@a1].\n\n# Another title\n", FIRST_LINE - 5, "the chapter has not exactly one title"),
        ("Sound [@a1].\n\nSound [@a1].\n", FIRST_LINE + 2, "the same claim"),
        ("Sound [see @a1].\n", FIRST_LINE, "a citation that cannot be read"),
        ("Sound [@a1, @b2].\n", FIRST_LINE, "a citation that cannot be read"),
        ("Sound [@a1].\n\n## Size {: #size }\n", FIRST_LINE + 2, "the heading id 'size' is used twice"),
        ("Sound [@a1].\n\n{{ moon() }}\n", FIRST_LINE + 2, "is no word that this course knows"),
    ],
)
def test_defects_of_the_body(tmp_path, body, line, what):
    (problem,) = problems_of(tmp_path, body)
    assert what in problem.what
    assert (problem.file, problem.line) == ("docs/chapters/01-small.md", line)


@pytest.mark.parametrize(
    "words", ["See e.g. Fig. 1 of it", "Cells vs. Vesicles", "Says Able et al. In it", "Dr. Able, ca. Five"]
)
def test_abbreviations_end_no_sentence(words, tmp_path):
    assert [claim.text for claim in read(tmp_path, f"{words} [@a1].\n").claims] == [f"{words}."]


def test_an_id_comes_from_the_words_alone():
    assert claim_id("One pass, over a column.") == claim_id("one pass over a column")
    assert claim_id("One pass") != claim_id("two passes")
    assert claim_id("One pass over a column") == "claim-f006c998"


@pytest.mark.parametrize("end", ["---", "...", "--- ", "---\t"])
def test_front_matter_ends_where_mkdocs_ends_it(end, tmp_path):
    head, body = FRONT_MATTER.split("\n---\n", 1)
    chapter = read(tmp_path, SOUND, f"{head}\n{end}\n{body}")
    assert chapter.body.lstrip().startswith("# Small") and len(chapter.claims) == 1
    assert get_data(f"{head}\n{end}\n{body}{SOUND}")[0].strip() == chapter.body.strip()


@pytest.mark.parametrize(
    "front_matter", [f" {FRONT_MATTER}", f"\n{FRONT_MATTER}", FRONT_MATTER.replace("\n---\n", "\n---\u00a0\n")]
)
def test_what_mkdocs_does_not_take_for_front_matter_is_none(front_matter, tmp_path):
    (problem,) = problems_of(tmp_path, SOUND, front_matter)
    assert "front matter" in problem.what and problem.line == 1


def test_lines_of_code_and_of_repeated_slips(tmp_path):
    body = "One [@a1].\n\n```\nfirst = 1\nsecond = 2\nthird = 3\n```\n\nH<sub>2</sub>O is two [@b2].\n"
    chapter = read(tmp_path, body)
    assert [passage.line - FIRST_LINE for passage in chapter.passages[-3:]] == [0, 3, 8]
    twice = problems_of(tmp_path / "b", "See [see @a1].\n\nAnd [see @a1] again.\n")
    assert [problem.line for problem in twice] == [FIRST_LINE, FIRST_LINE + 2]


def test_front_matter_slips_are_said_together(tmp_path):
    wrong = FRONT_MATTER.replace("number: 1\n", "number: one\n").replace("question: How small?\n", "")
    assert {problem.line for problem in problems_of(tmp_path, SOUND, wrong)} == {2, 4}
