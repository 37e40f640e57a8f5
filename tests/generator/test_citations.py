"""Citations on a page: runs of numbers in one bracket."""

import pytest
from lxml.html import fragment_fromstring

from macros.course.course import load_course
from macros.pages.citations import citation_group, heard_citation, number_runs
from tests.generator.courses import small_course
from tests.generator.works import small_works


@pytest.fixture(scope="module")
def small():
    return small_works()


def test_runs_of_three_and_more_become_ranges(small):
    works = list(small.values())
    assert [[w.number for w in run] for run in number_runs(works)] == [[1, 2, 3, 4]]
    assert [[w.number for w in run] for run in number_runs(works[:2])] == [[1], [2]]
    assert [[w.number for w in run] for run in number_runs([works[0], works[2], works[3]])] == [[1], [3], [4]]


def test_keys_become_one_bracket_of_global_numbers(tmp_path):
    small = load_course(small_course(tmp_path, "Vesicles were reviewed [@clark2003review].\n"))
    html = citation_group(["clark2003review", "able2001column", "baker2002filter"], small, "../")
    assert (
        html.startswith("<a ") and html.endswith(">[1–3]</a>") and html.count("<") == 2
    )  # one element, brackets and all
    assert 'href="../references.html#ref-able2001column"' in html and 'aria-label="References 1–3"' in html
    assert 'data-keys="able2001column baker2002filter clark2003review"' in html
    two = fragment_fromstring(citation_group(["dove2004mice", "able2001column"], small, ""))
    assert two.text_content() == "[1, 4]" and two.get("class") == "citations"
    assert [(a.get("href"), a.get("data-keys"), a.get("aria-label")) for a in two.iter("a")] == [
        ("references.html#ref-able2001column", "able2001column", "Reference 1: Able AB et al. 2001"),
        ("references.html#ref-dove2004mice", "dove2004mice", "Reference 4: Dove F 2004"),
    ]
    one = fragment_fromstring(citation_group(["dove2004mice"], small, ""))
    assert one.tag == "a" and one.text_content() == "[4]" and one.get("aria-label").startswith("Reference 4: ")


def test_a_bracket_for_the_ear_has_the_same_numbers_and_no_link(tmp_path):
    small = load_course(small_course(tmp_path, "Vesicles were reviewed [@clark2003review].\n"))
    heard = fragment_fromstring(heard_citation(["dove2004mice", "able2001column", "baker2002filter"], small))
    assert heard.text_content() == " [1, 2, 4]" and not list(heard)
    assert (
        fragment_fromstring(heard_citation(["clark2003review", "able2001column", "baker2002filter"], small)).text
        == " [1–3]"
    )
