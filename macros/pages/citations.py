"""Citations on a page: the review's own numbers in place of the footnotes that bibtex makes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from macros.course.works import Reference
from macros.pages.rendering import render

# What mkdocs-bibtex and the footnotes extension leave behind: this is the one seam between
# them and the rest of the generator.
_SUP = r'<sup id="fnref\d*:[^"]*"><a class="footnote-ref" href="#fn:([^"]+)">[^<]*</a></sup>'
_SUP_RUN = re.compile(rf"(?:\s?{_SUP})+")
_SUP_KEY = re.compile(_SUP)
_FOOTNOTES = re.compile(r'<div class="footnote">.*?</ol>\s*</div>', re.DOTALL)


def number_citations(html: str, references: dict[str, Reference], root: str) -> str:
    """Rendered Markdown with every run of footnote marks as one bracket of global numbers.

    `root` is the way from the page to the site's root, such as "../". The list of
    footnotes at the end of the page is taken out.
    """

    def bracket(match: re.Match) -> str:
        keys = [key for key in _SUP_KEY.findall(match[0]) if key in references]
        return " " + citation_group(keys, references, root)

    return _FOOTNOTES.sub("", _SUP_RUN.sub(bracket, html))


def citation_group(keys: Iterable[str], references: dict[str, Reference], root: str) -> str:
    """One bracket, such as [16, 18–20]; every number or range links to its reference."""
    works = sorted({references[key] for key in keys}, key=lambda work: work.order)
    return render("citation_group.html", runs=number_runs(works), root=root)


def number_runs(works: list[Reference]) -> list[list[Reference]]:
    """Works in order of number, split where the numbers pause; a run of two is two runs."""
    runs: list[list[Reference]] = []
    for work in works:
        if runs and work.order == (runs[-1][-1].further, runs[-1][-1].number + 1):
            runs[-1].append(work)
        else:
            runs.append([work])
    return [part for run in runs for part in ([run] if len(run) > 2 else [[work] for work in run])]
