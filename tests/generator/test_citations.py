"""Citations on a page: runs of numbers in one bracket."""

import pytest

from macros.pages.citations import citation_group, number_runs
from tests.generator.works import small_works


@pytest.fixture(scope="module")
def small():
    return small_works()


def test_runs_of_three_and_more_become_ranges(small):
    works = list(small.values())
    assert [[w.number for w in run] for run in number_runs(works)] == [[1, 2, 3, 4]]
    assert [[w.number for w in run] for run in number_runs(works[:2])] == [[1], [2]]
    assert [[w.number for w in run] for run in number_runs([works[0], works[2], works[3]])] == [[1], [3], [4]]


def test_keys_become_one_bracket_of_global_numbers(small):
    html = citation_group(["clark2003review", "able2001column", "baker2002filter"], small, "../")
    assert ">1–3</a>]</span>" in html and 'href="../references.html#ref-able2001column"' in html
    assert 'data-keys="able2001column baker2002filter clark2003review"' in html
    two = citation_group(["dove2004mice", "able2001column"], small, "")
    assert two.count("<a ") == 2 and 'aria-label="Reference 1: Able AB et al. 2001"' in two
