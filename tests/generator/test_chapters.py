"""Reading a chapter: front matter, sections, sentences, claims, and what is wrong with them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.course.chapters import citation_keys, claim_id, mark_claims, plain_text, read_chapter
from macros.course.problems import InputProblems
from macros.course.summaries import link_points
from tests.generator.courses import FIRST_LINE, FRONT_MATTER, small_course

SOUND = "Vesicles were reviewed [@clark2003review].\n"


def read(tmp_path, body, front_matter=FRONT_MATTER):
    root = small_course(tmp_path, body, front_matter)
    return read_chapter(root / "docs/chapters/01-small.md", root)


def problems_of(tmp_path, body, front_matter=FRONT_MATTER):
    with pytest.raises(InputProblems) as error:
        read(tmp_path, body, front_matter)
    return error.value.problems


def test_every_kind_of_line(tmp_path):
    body = """First, see e.g. Fig. 1 of it [@a1].
Second [@b2; @c3].

- an item [@a1]
    1. a nested item [@b2]

| Head | Two |
| --- | --- |
| cell | other [@c3] |

!!! note "A title. Not a sentence"

    Inside a box [@a1].

??? question "Why?"

    An answer [@b2].

```python
code = "no claim. None"
```

<!-- a comment.
Not a claim. -->

{{ figure("none") }}

Two framing lines.
Between them a claim [@a1].
The second of them.
{ .framing }

- framing item { .framing }
"""
    chapter = read(tmp_path, body)
    assert [(s.kind, s.framing) for s in chapter.sentences] == [
        ("text", False), ("text", False), ("item", False), ("item", False), ("row", False),
        ("text", False), ("text", False), ("text", True), ("text", False), ("text", True), ("item", True),
    ]  # fmt: skip
    assert [claim.text for claim in chapter.claims] == [
        "First, see e.g. Fig. 1 of it.", "Second.", "an item", "a nested item", "cell; other", "Inside a box.", "An answer.",
        "Between them a claim.",
    ]  # fmt: skip
    assert [claim.keys for claim in chapter.claims[:2]] == [("a1",), ("b2", "c3")]
    assert chapter.claims[0].line == FIRST_LINE
    assert {claim.section for claim in chapter.claims} == {"size"}


def test_marked_claims_keep_their_words_and_markers(tmp_path):
    body = "A claim [@a1].\n\n- an item [@b2].\n\n| H | I |\n| --- | --- |\n| cell | other [@c3] |\n"
    chapter = read(tmp_path, body)
    marked = mark_claims(body, chapter)
    assert re.sub(r"<[^>]*>|\s", "", marked) == re.sub(r"\s", "", body)
    for claim in chapter.claims:
        assert marked.count(f'id="{claim.id}"') == 1
        assert marked.count(f'data-claim="{claim.id}"') == 1
    assert "\n- <span" in marked


def test_marks_of_framing_are_not_shown(tmp_path):
    body = "What now?\nAnd then?\n{ .framing }\n\n- An item { .framing }\n- A claim [@a1].\n"
    marked = mark_claims(body, read(tmp_path, body))
    assert "framing" not in marked
    assert marked.startswith("What now?\nAnd then?\n\n- An item\n- <span")


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("One. Two [@a1].\n", FIRST_LINE, "more than one sentence"),
        ("Sound [@a1].\n\nSound [@a1].\n", FIRST_LINE + 2, "the same claim"),
        ("Sound [see @a1].\n", FIRST_LINE, "a citation that cannot be read"),
        ("Sound [@a1, @b2].\n", FIRST_LINE, "a citation that cannot be read"),
        ("Sound [@a1].\n\n## Size\n", FIRST_LINE + 2, "the heading id 'size' is used twice"),
    ],
)
def test_defects_of_the_body(tmp_path, body, line, what):
    (problem,) = problems_of(tmp_path, body)
    assert what in problem.what
    assert (problem.file, problem.line) == ("docs/chapters/01-small.md", line)


@pytest.mark.parametrize(
    ("front_matter", "what"),
    [
        ("", "no front matter"),
        ("---\ntitle: x\n", "no end"),
        ("---\ntitle: [x\n---\n", "front matter"),
        (FRONT_MATTER.replace("question: How small?\n", ""), "lacks 'question'"),
        (FRONT_MATTER.replace("section: size}", "section: sighs}", 1), "names no section"),
    ],
)
def test_defects_of_the_front_matter(tmp_path, front_matter, what):
    problems = problems_of(tmp_path, SOUND, front_matter)
    assert what in problems[0].what


def test_an_id_comes_from_the_words_alone():
    assert claim_id("One pass, over a column.") == claim_id("one pass over a column")
    assert claim_id("One pass") != claim_id("two passes")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=200))
def test_any_line_can_be_read(line):
    plain_text(line)
    citation_keys(line)


@given(st.lists(st.from_regex(r"\A[a-z]{2,8}[0-9]{4}[a-z]{2,8}\Z"), min_size=1, max_size=6, unique=True))
def test_keys_of_a_bracket_come_back_in_order(keys):
    assert citation_keys("Words [" + "; ".join(f"@{key}" for key in keys) + "].") == tuple(keys)


def test_a_point_of_the_summary_links_to_the_claim_it_rests_on(tmp_path):
    body = (
        "Not this one [@b2].\n\n### Below {: #below }\n\nThis one [@a1].\n\n## Other {: #other }\n\nNor this [@a1].\n\n"
        "## Summary {: #summary }\n\n- A point ([size](#size)) [@a1].\n- A second ([size](#size)) [@c3].\n"
    )
    chapter = read(tmp_path, body)
    linked = link_points(mark_claims(body, chapter), chapter)
    assert f"([size](#{claim_id('This one.')}))" in linked
    assert linked.count("](#size)") == 1
