"""Every figure: its pictures are fresh and stand alone; its page, table and script come from the same rows."""

from __future__ import annotations

import csv
import gzip
import io
import re
from xml.etree import ElementTree

import pytest
from lxml import html

from macros.course.figures import STILLS
from macros.drawing.canvas import SLIDE
from macros.drawing.rows import RowsFigure
from macros.drawing.stills import slide_file, stale, still_files
from macros.pages.figure import Voice, figure_html
from tests.course.spoilt import FIGURES

FILES = [
    (name, file) for name, figure in FIGURES.items() for suffix in figure.sheets() for file in still_files(name, suffix)
]
each_figure = pytest.mark.parametrize("name", list(FIGURES))


@each_figure
def test_the_facts_have_no_problem(name):
    assert FIGURES[name].problems() == []


@each_figure
def test_the_pictures_are_fresh(name):
    assert [str(problem) for problem in stale(FIGURES[name])] == []


@pytest.mark.parametrize(("name", "file"), FILES, ids=[file for _, file in FILES])
def test_an_svg_stands_alone(name, file):
    path = FIGURES[name].folder / STILLS / file
    source = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(source)
    assert root.get("role") == "img"
    assert root.find("{*}title").text == FIGURES[name].facts.title
    assert root.find("{*}desc").text.startswith(FIGURES[name].facts.overview)
    assert path.stat().st_size <= 300_000
    assert root.findall(".//{*}text"), "the words must stay words"
    addresses = set(re.findall(r"https?://[^\"'\s)]+", source))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"file:|/work/|/home/|/tmp/|url\((?!#)|@import|@font-face", source)


@each_figure
def test_no_two_pictures_share_an_id(name):
    seen: set[str] = set()
    for _, file in (pair for pair in FILES if pair[0] == name):
        ids = set(re.findall(r'id="([^"]+)"', (FIGURES[name].folder / STILLS / file).read_text(encoding="utf-8")))
        assert ids and not ids & seen
        seen |= ids


@each_figure
def test_slides_have_the_size_of_a_slide(name):
    for suffix in FIGURES[name].slides():
        header = (FIGURES[name].folder / STILLS / slide_file(name, suffix)).read_bytes()[:24]
        assert header[1:4] == b"PNG"
        assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == SLIDE


@each_figure
def test_figure_table_and_downloads_come_from_the_same_rows(name):
    figure = FIGURES[name]
    rows = figure.rows()
    table = list(csv.reader(io.StringIO(figure.csv_text())))
    assert len(table) == len(rows) + 1
    page = html.fromstring(figure_html(figure, Voice(" ".join, str), "../"))
    # The sentences of a figure in steps stand under its drawings, and not once more in a table.
    tables = page.xpath(".//table | .//ol[@class='figure-says']")
    words = " ".join(" ".join(table.text_content() for table in tables).split())
    for row, line in zip(rows, table[1:], strict=True):
        assert line[-1] == "; ".join(row["cite"])
        for cell in filter(None, line[:-1]):
            assert " ".join(str(cell).split()) in words, cell
    if isinstance(figure, RowsFigure):
        for view in figure.views():
            wanted = {row["id"] for row in rows if view.id in row["views"]}
            for layout in ("narrow", "page", "wide"):
                drawing = figure.drawing(view.id, layout)
                assert {trace["meta"] for trace in drawing["data"] if "meta" in trace} == wanted
                assert set(drawing["hits"]) == wanted


@each_figure
def test_the_script_is_one_that_a_phone_can_load(name):
    script = FIGURES[name].data_script()
    assert len(gzip.compress(script.encode())) <= 60_000
    assert "</script" not in script


@each_figure
def test_the_page_is_whole_without_scripts(name):
    page = figure_html(FIGURES[name], Voice(" ".join, str), "../")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    claims = {identifier for identifier in ids if identifier.startswith("claim-")}
    assert len(claims) == len(FIGURES[name].claims())
    assert not re.search(r"<(?:li|tr)[^>]* hidden", page)
