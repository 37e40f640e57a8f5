"""A chapter on paper is a handout: few sheets, every column, works in short, answers on a page of their own."""

import re

import pytest

from tests.browser.reader import CHAPTERS

FIGURE_OF_ROWS = "chapters/05-immune-regulation.html"
SHEETS = 20
PAPER = {"width": 680, "height": 960}  # px of an A4 sheet between its margins
# The page tree of a PDF tells how many pages are below each of its nodes: the root has the most.
COUNT = re.compile(rb"/Type /Pages\s+/Count (\d+)")

# What of a table, or of its cells, lies beyond the paper.
CUT = """() => [...document.querySelectorAll("main table")].filter((table) => table.offsetWidth).flatMap((table) => (
  [table, ...table.querySelectorAll("th, td")].filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
)).map((part) => part.textContent.slice(0, 40))"""


def test_a_chapter_with_its_figure_needs_few_sheets(open_page, server):
    page = open_page(f"{server}{FIGURE_OF_ROWS}")
    sheets = max(int(count) for count in COUNT.findall(page.pdf(format="A4", prefer_css_page_size=True)))
    assert 8 < sheets <= SHEETS


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_on_paper_no_column_is_cut_and_answers_stand_last(chapter, open_page, server):
    page = open_page(f"{server}{chapter}", viewport=PAPER)
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
    assert page.locator(":is(details.question, .figure-tasks details) > :not(summary):visible").count() == 0
    answers = page.locator(".answers")
    assert answers.is_visible() and answers.locator("li").count() >= page.locator("details.question").count() > 2
    last = answers.evaluate("part => [getComputedStyle(part).breakBefore, part.getBoundingClientRect().top]")
    works = page.locator("#works-cited").evaluate("list => list.getBoundingClientRect().bottom")
    assert last[0] == "page" and last[1] >= works
    page.emulate_media(media="screen")
    assert not answers.is_visible()
