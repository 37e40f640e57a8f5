"""Citations on a page: runs of numbers, and one bracket in place of footnote marks."""

import pytest

from macros.pages.citations import number_citations, number_runs
from tests.generator.works import small_works


@pytest.fixture(scope="module")
def small():
    return small_works()


def test_runs_of_three_and_more_become_ranges(small):
    works = list(small.values())
    assert [[w.number for w in run] for run in number_runs(works)] == [[1, 2, 3, 4]]
    assert [[w.number for w in run] for run in number_runs(works[:2])] == [[1], [2]]
    assert [[w.number for w in run] for run in number_runs([works[0], works[2], works[3]])] == [[1], [3], [4]]


def test_footnote_marks_become_one_bracket_of_global_numbers(small):
    sup = '<sup id="fnref:{0}"><a class="footnote-ref" href="#fn:{0}">7</a></sup>'
    keys = ("clark2003review", "able2001column", "baker2002filter")
    html = f'<p>Words {"".join(sup.format(k) for k in keys)}.</p><div class="footnote"><hr><ol><li>x</li></ol></div>'
    page = number_citations(html, small, "../")
    assert ">1–3</a>]</span>.</p>" in page
    assert 'href="../references.html#ref-able2001column"' in page
    assert "footnote" not in page
