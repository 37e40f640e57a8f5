"""Every figure: its pictures are fresh and stand alone; its page, table and script come from the same rows."""

from __future__ import annotations

import csv
import gzip
import io
import re
from xml.etree import ElementTree

import pytest
from lxml import html
from macros.course.yaml_records import load_yaml

from macros.drawing.canvas import SLIDE
from macros.drawing.stills import digest, slide_file, still_files, tidy_svg
from macros.figures import FIGURES
from macros.pages.figure import Voice, figure_html
from scripts.project import ROOT

STILLS = ROOT / "macros/figures"
FACTS = {name: load_yaml(ROOT / "macros/figures" / name / "facts.yml") for name in FIGURES}
FILES = [
    (name, file)
    for name, module in FIGURES.items()
    for suffix in module.sheets(FACTS[name])
    for file in still_files(name, suffix)
]
each_figure = pytest.mark.parametrize("name", list(FIGURES))


@each_figure
def test_the_facts_have_no_problem(name):
    assert FIGURES[name].check(FACTS[name], f"{name}.yml") == []


@each_figure
def test_the_pictures_are_fresh(name):
    kept = (STILLS / name / "stills" / f"{name}.digest").read_text(encoding="utf-8").strip()
    assert kept == digest(FIGURES[name], FACTS[name]), "the facts or the drawing changed: run make figures and commit"


@pytest.mark.parametrize(("name", "file"), FILES, ids=[file for _, file in FILES])
def test_an_svg_stands_alone(name, file):
    path = STILLS / name / "stills" / file
    source = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(source)
    assert root.get("role") == "img"
    assert root.find("{*}title").text == FACTS[name]["title"]
    assert root.find("{*}desc").text.startswith(FACTS[name]["overview"])
    assert path.stat().st_size <= 300_000
    assert root.findall(".//{*}text"), "the words must stay words"
    addresses = set(re.findall(r"https?://[^\"'\s)]+", source))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"file:|/work/|/home/|/tmp/|url\((?!#)|@import|@font-face", source)


@each_figure
def test_no_two_pictures_share_an_id(name):
    seen: set[str] = set()
    for _, file in (pair for pair in FILES if pair[0] == name):
        ids = set(re.findall(r'id="([^"]+)"', (STILLS / name / "stills" / file).read_text(encoding="utf-8")))
        assert ids and not ids & seen
        seen |= ids


@each_figure
def test_slides_have_the_size_of_a_slide(name):
    for suffix in FIGURES[name].slides(FACTS[name]):
        header = (STILLS / name / "stills" / slide_file(name, suffix)).read_bytes()[:24]
        assert header[1:4] == b"PNG"
        assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == SLIDE


@each_figure
def test_figure_table_and_downloads_come_from_the_same_rows(name):
    module, facts = FIGURES[name], FACTS[name]
    rows = module.rows(facts)
    table = list(csv.reader(io.StringIO(module.csv_text(facts))))
    assert len(table) == len(rows) + 1
    page = html.fromstring(figure_html(name, facts, Voice(" ".join, str), "../"))
    words = " ".join(" ".join(table.text_content() for table in page.xpath(".//table")).split())
    for row, line in zip(rows, table[1:]):
        assert line[-1] == "; ".join(row["cite"])
        for cell in filter(None, line[:-1]):
            assert " ".join(str(cell).split()) in words, cell
    if module.KIND == "links":
        for view in module.views(facts):
            wanted = {row["id"] for row in rows if view["id"] in row["views"]}
            for layout in ("narrow", "page", "wide"):
                drawing = module.drawing(facts, view["id"], layout)
                assert {trace["meta"] for trace in drawing["data"] if "meta" in trace} == wanted
                assert set(drawing["hits"]) == wanted


@each_figure
def test_the_script_is_one_that_a_phone_can_load(name):
    script = FIGURES[name].data_script(FACTS[name])
    assert len(gzip.compress(script.encode())) <= 60_000
    assert "</script" not in script


@each_figure
def test_the_page_is_whole_without_scripts(name):
    page = figure_html(name, FACTS[name], Voice(" ".join, str), "../")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    claims = {identifier for identifier in ids if identifier.startswith("claim-")}
    assert len(claims) == len(FIGURES[name].claims(FACTS[name], ""))
    assert not re.search(r"<(?:li|tr)[^>]* hidden", page)


def test_tidying_an_svg_removes_what_differs_from_run_to_run():
    source = (
        '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="9" height="9" style="">'
        '<defs id="defs-a1b2"><clipPath id="clipa1b2"><rect/></clipPath></defs>'
        '<g clip-path="url(#clipa1b2)"><path d="M1.23456,2Z" style="fill: rgb(1, 2, 3); fill-opacity: 1;"/><text>0.8760</text></g></svg>'
    )
    tidy = tidy_svg(source, "some-light", "A title", "Words & more")
    assert "a1b2" not in tidy
    assert "fill:#010203" in tidy and "M1.2,2Z" in tidy
    assert "<text>0.8760</text>" in tidy, "numbers among the words stay as they are"
    assert '<title id="some-light-title">A title</title>' in tidy and "Words &amp; more" in tidy
