"""What a chapter's page gets: anchors and marks of claims, numbers, terms, tables, links of the summary."""

from __future__ import annotations

import re

import pytest

from macros.course.chapters import claim_id
from tests.generator.courses import small_course, written

ABLE, CLARK = "able2001column", "clark2003review"


def page(tmp_path, body, terms=""):
    root = small_course(tmp_path, body)
    if terms:
        (root / "docs/terms.yml").write_text(terms, encoding="utf-8")
    return written(root)


def words(element) -> str:
    return " ".join(element.text_content().split())


def marks(tree) -> list[str]:
    """The words of the marks of a page, in order."""
    return [words(mark) for mark in tree.xpath("//a[contains(@class, 'claim-mark')]")]


def shown(tree) -> list[tuple[str, str]]:
    """(first word, numbers that the eye sees) of the claims of a page, in order."""
    found = []
    for claim in tree.xpath("//span[@class='claim'][text()]"):
        numbers = claim.xpath(".//*[@class='citation']")
        found.append((words(claim).split()[0].rstrip("."), "".join(map(words, numbers))))
    return found


def test_a_claim_is_an_anchor_with_its_numbers_and_a_mark_behind(tmp_path):
    tree = page(tmp_path, f"Vesicles were reviewed [@{CLARK}; @{ABLE}].\n")
    identifier = claim_id("Vesicles were reviewed.")
    (anchor,) = tree.xpath(f"//span[@id='{identifier}'][@class='claim']")
    assert words(anchor) == "Vesicles were reviewed [1, 3]."
    assert [a.get("href") for a in anchor.iter("a")] == [f"../references.html#ref-{key}" for key in (ABLE, CLARK)]
    mark = anchor.getnext()
    assert mark.get("href") == f"#{identifier}" and mark.get("tabindex") == "-1"
    assert words(mark) == "human samples, review"
    assert [grade.get("class") for grade in mark] == ["grade grade-human-samples", "grade grade-review"]


def test_numbers_and_mark_stand_once_where_sentences_rest_on_the_same_works(tmp_path):
    body = (
        f"First [@{CLARK}; @{ABLE}].\nSecond [@{ABLE}; @{CLARK}].\nThird [@{ABLE}].\nFourth [@{CLARK}].\n\n"
        f"Fifth [@{CLARK}].\n\n- Sixth [@{CLARK}].\n- Seventh [@{CLARK}].\n\n"
        f"Eighth [@{CLARK}], twice [@{CLARK}].\nNinth [@{CLARK}].\n"
    )
    tree = page(tmp_path, body)
    assert shown(tree) == [
        ("First", ""), ("Second", "13"), ("Third", "[1]"), ("Fourth", "[3]"),
        ("Fifth", "[3]"), ("Sixth", "[3]"), ("Seventh", "[3]"), ("Eighth", "[3][3]"), ("Ninth", "[3]"),
    ]  # fmt: skip
    assert marks(tree) == ["human samples, review", "human samples", *["review"] * 6]
    first, second = claim_id("First."), claim_id("Second.")
    (hushed,) = tree.xpath("//span[@data-shown-at]")
    assert (hushed.get("id"), hushed.get("data-shown-at")) == (first, second)
    assert hushed.text_content() == "First [1, 3]." and hushed.text == "First"  # no gap where the numbers were
    assert not hushed.xpath(".//a") and hushed.xpath("./span[@class='citation-heard']")


def test_rows_that_rest_on_the_same_work_show_it_each(tmp_path):
    tree = page(tmp_path, f"| H | I |\n| --- | --- |\n| a | b [@{CLARK}] |\n| c | d [@{CLARK}] |\n")
    assert marks(tree) == ["review", "review"] and not tree.xpath("//*[@data-shown-at]")


def test_framing_between_two_claims_does_not_part_them(tmp_path):
    tree = page(tmp_path, f"First [@{CLARK}].\nAnd then?\nSecond [@{CLARK}].\n{{ .framing }}\n")
    assert marks(tree) == ["review"]
    assert not tree.xpath("//*[contains(@class, 'framing')]")
    assert len(tree.xpath("//span[@class='claim']")) == 2


def test_a_row_has_its_anchor_in_the_first_cell_and_its_mark_in_the_last(tmp_path):
    tree = page(tmp_path, f'| The "best" <dough> | B |\n| --- | --- |\n| one | two [@{CLARK}] |\n| three | |\n')
    first, last = tree.xpath("//tbody/tr[1]/td")
    assert first[0].get("id") == claim_id("one; two") and words(first) == "one"
    assert last.xpath(".//a[contains(@class, 'claim-mark')]")
    assert first.get("data-label") == 'The "best" <dough>'
    assert [cell.get("data-label") for cell in tree.xpath("//tbody/tr[2]/td")] == ['The "best" <dough>', "B"]
    assert [part.get("role") for part in tree.xpath("//table | //thead | //tbody | //tr[1]")] == [
        "table", "rowgroup", "row", "rowgroup", "row",
    ]  # fmt: skip
    assert {head.get("scope") for head in tree.iter("th")} == {"col"}


def test_words_around_claims_stay_as_they_are(tmp_path):
    body = (
        f"> Quoted & kept [@{CLARK}].\n\n1. One *thin* [word](#size) [@{CLARK}].\n\n"
        f"Code such as `[@{CLARK}]` stays [@{CLARK}].\n\n```\n<b>[@{CLARK}]</b>\n```\n"
    )
    tree = page(tmp_path, body)
    assert words(tree.find(".//blockquote/p/span")) == "Quoted & kept [3]."
    assert tree.find(".//ol/li//em").text == "thin"
    assert words(tree.find(".//p//code")) == f"[@{CLARK}]"
    assert tree.find(".//pre").text_content().strip() == f"<b>[@{CLARK}]</b>"


def test_an_authors_footnote_is_shown_and_marked(tmp_path):
    tree = page(tmp_path, f"Vesicles were reviewed[^own] [@{CLARK}].\n\n[^own]: A note of its own [@{ABLE}].\n")
    (note,) = tree.xpath("//div[@class='footnote']//li")
    assert note.xpath(".//span[@class='claim']")[0].get("id") == claim_id("A note of its own.")
    assert "[1]" in words(note) and note.xpath(".//a[@class='footnote-backref']")
    assert tree.xpath("//sup/a[@class='footnote-ref']")
    assert len(marks(tree)) == 2


TERMS = f"""
- {{term: vesicle, also: [bag], definition: A bag., cite: [{CLARK}]}}
- {{term: size exclusion, definition: A column., cite: [{ABLE}]}}
"""


def test_the_first_bold_use_of_a_term_opens_its_definition(tmp_path):
    body = (
        f"Many **vesicles** and a **Bag** and **size\nexclusion** [@{CLARK}].\n\n### A **size exclusion** {{: #own }}\n\n"
        f"A [link with **size exclusion**](#size) and then **size exclusion** [@{CLARK}].\n"
    )
    tree = page(tmp_path, body.replace("size\nexclusion", "other"), TERMS)
    links = tree.xpath("//a[contains(@class, 'glossary-term')]")
    assert [(words(link), link.get("data-term")) for link in links] == [
        ("vesicles", "vesicle"),
        ("size exclusion", "size-exclusion"),
    ]
    assert [link.get("aria-label") for link in links] == ["vesicles: definition", "size exclusion: definition"]
    assert not tree.xpath("//a//a") and not tree.xpath("//h3//a[contains(@class, 'glossary-term')]")
    assert "A bag." not in words(tree)


def test_a_point_of_the_summary_links_to_the_claim_it_rests_on(tmp_path):
    body = (
        f"Not this one [@baker2002filter].\n\n### Below {{: #below }}\n\nThis one [@{ABLE}].\n\n"
        f"## Other {{: #other }}\n\nNor this [@{ABLE}].\n\n## Summary {{: #summary }}\n\n"
        f"- A point ([size](#size)) [@{ABLE}].\n- A second ([size](#size)) [@{CLARK}].\n"
    )
    tree = page(tmp_path, body)
    links = [a.get("href") for a in tree.xpath("//li//a[text()='size']")]
    assert links == [f"#{claim_id('This one.')}", "#size"]


def test_words_are_filled(tmp_path):
    body = (
        "Tumours in mice grew slower [@dove2004mice].\n\n"
        '{{ caveat("dove2004mice") }}\n\n{{ grade_key() }}\n\n{{ works_cited() }}\n'
    )
    tree = page(tmp_path, body)
    assert "Later work with 12 mice could not repeat this." in words(tree.xpath("//div[@class='caveat']")[0])
    assert [words(term) for term in tree.xpath("//dl[@class='grade-key']//dt")] == [
        "Guideline", "Review", "Laboratory", "Animal", "Human samples", "Human trial", "Not seen",
    ]  # fmt: skip
    assert tree.xpath("//li[@id='cite-dove2004mice']")
    assert not tree.xpath("//*[@data-word or @data-citations]")


def test_a_caveat_stands_once_on_a_page_and_later_places_lead_to_it(tmp_path):
    body = (
        'Tumours in mice grew slower [@dove2004mice].\n\n!!! note "Deep"\n\n    {{ caveat("dove2004mice") }}\n\n'
        '{{ caveat("dove2004mice") }}\n\n{{ caveat("dove2004mice") }}\n'
    )
    tree = page(tmp_path, body)
    (box,) = tree.xpath("//div[@class='caveat']")
    assert box.get("id") == "caveat-dove2004mice" and box.getparent().get("class") == "admonition note"
    again = tree.xpath("//p[contains(@class, 'caveat-again')]")
    assert [words(line) for line in again] == ["Caveat on Dove F 2004 above"] * 2
    assert {line.find("a").get("href") for line in again} == {"#caveat-dove2004mice"}


def test_a_work_at_the_end_of_a_chapter_is_one_line(tmp_path):
    tree = page(tmp_path, "Tumours in mice grew slower [@dove2004mice].\n\n{{ works_cited() }}\n")
    (line,) = tree.xpath("//li[@id='cite-dove2004mice']")
    assert len(list(line.iter())) <= 3 and len(list(line.iter("a"))) == 1
    link = line.find("a")
    assert link.get("href") == "../references.html#ref-dove2004mice" and link.get("data-keys") == "dove2004mice"
    assert words(link).startswith("Dove F 2004") and words(link).endswith("animal")


def test_the_head_of_a_chapter_names_the_marks_that_it_uses(tmp_path):
    head = page(tmp_path, f"Vesicles were reviewed [@{CLARK}; @{ABLE}].\n").find("h1").getnext()
    assert [words(grade) for grade in head.xpath(".//*[@class='mark-key']/*[contains(@class, 'grade')]")] == [
        "Review",
        "Human samples",
    ]
    assert [option.get("value") for option in head.iter("option")] == ["", "review", "human-samples"]


def test_the_head_of_a_chapter_stands_below_its_title_and_its_citation_at_the_end(tmp_path):
    tree = page(tmp_path, f"Vesicles were reviewed [@{CLARK}].\n")
    head = tree.find("h1").getnext()
    assert head.get("class") == "chapter-head"
    assert "How small?" in words(head) and "1 claims, 1 works cited" in words(head)
    assert [a.get("href") for a in head.xpath(".//ul//a | .//a[@class='term']")] == ["#size", "#size"]
    foot = tree[-1]
    assert foot.get(
        "class"
    ) == "cite-chapter" and "Small. In: A small course. Version 1.2.3, 2020-02-29. CC0." in words(foot)
    assert "@incollection" in words(foot) and "Makers" in words(foot)


@pytest.mark.parametrize("count", ["works", "further", "claims", "chapters", "figures", "terms"])
def test_counts(count, tmp_path):
    tree = page(tmp_path, f'{{{{ count("{count}") }}}} words [@{CLARK}].\n')
    assert re.fullmatch(r"\d+ words \[3\]\.", words(tree.xpath("//span[@class='claim']")[0]))
