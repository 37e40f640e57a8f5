"""On paper the answers of a chapter stand on a page of their own: in words, with their numbers, without a link."""

from __future__ import annotations

from tests.generator.courses import small_course, written

ABLE, CLARK = "able2001column", "clark2003review"
BODY = f"""Vesicles were reviewed [@{CLARK}].

??? question "Were *they* seen?"

    Yes, by two [@{CLARK}; @{ABLE}].
    Twice [@{ABLE}].

    - In one place [@{CLARK}].
    - In another [@{ABLE}].

??? example "A worked number"

    One and one is two [@{CLARK}].

Between the two [@{ABLE}].

??? question "And later?"

    No [@{ABLE}].
"""


def words(element) -> str:
    return " ".join(element.text_content().split())


def test_each_question_comes_with_its_answer_paragraph_by_paragraph(tmp_path):
    tree = written(small_course(tmp_path, BODY))
    (answers,) = tree.xpath("//section[@class='answers']")
    assert [[words(part) for part in item] for item in answers.iter("li")] == [
        ["Were they seen?", "Yes, by two [1, 3]. Twice [1].", "In one place [3].", "In another [1]."],
        ["And later?", "No [1]."],
    ]


def test_the_copy_holds_no_id_no_link_and_no_mark(tmp_path):
    tree = written(small_course(tmp_path, BODY))
    assert not tree.xpath("//section[@class='answers']//*[@id or @href]")
    assert {part.tag for part in tree.xpath("//section[@class='answers']/ol//*")} == {"li", "b", "p"}
    assert tree.xpath("//section[@class='answers']/@aria-hidden") == ["true"]


def test_without_questions_there_is_no_page_of_answers(tmp_path):
    tree = written(small_course(tmp_path, f"Vesicles were reviewed [@{CLARK}].\n"))
    assert not tree.xpath("//section[@class='answers']")
