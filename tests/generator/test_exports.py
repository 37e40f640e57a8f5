"""What is carried away, read back by programs: nothing that the BibTeX of a work tells is lost."""

from __future__ import annotations

import csv
import io
import json

import pytest
import rispy
from lxml.html import fragment_fromstring
from pybtex.database import parse_string

from macros.course.course import load_course
from macros.course.sheet import MARK, sheet
from macros.exports import formats, written_out
from macros.exports.references_bib import bibtex
from macros.exports.references_csl import csl_json
from macros.exports.references_ris import ris
from macros.pages.cards import card_scripts
from macros.pages.lists import further_list
from macros.pages.metadata import Publication, citation_reference
from macros.pages.place import Place
from macros.pages.rendering import render
from tests.generator.courses import small_course
from tests.generator.works import FINDING, SETTINGS, printed_works, written_works

ET_AL = "1. Alder P, Birch QR, Elm S, et al. Others follow. J Names. 2014;7:305–11.\n"
SUFFIXES = "1. Kingsley ML Jr, Queensland A III, Dukes B 2nd. Suffixes in names. J Names. 2008;1:1–5.\n"
BODIES = """\
1. Larch Study Group, UK. A group whose name has a place. J Names. 2009;2(1):12–9.
2. Elm S; Bark Trial Group USA. A body among others. J Names. 2010;3:12.
"""
KINDS = """\
1. Willow I, Ash J, editors. Edited trees. 2nd ed. Paris: Bois; 2009.
2. Larch B, Cedar C. Bark in disease. In: Spruce D, Yew E, editors. Handbook of bark, vol. 3. St. Louis: Wood Press; 2012. p. 414–27.
3. Tree Society. How to plant a tree [Internet]. London: Tree Society; 2020 [cited 2021 May 3]. Available from: https://www.trees.example/two
4. Rowan G. On the growth of rowans [dissertation]. Uppsala: Uppsala Forest University; 2010.
5. Beech F. A preprint on leaves. bioRxiv. 2020. https://doi.org/10.5555/2020.03.01.123456.
6. Larch B. Bark networks. In: Proceedings of the Conference on Bark. New York: Trees Press; 2010. p. 1–5.
7. Tree Society. How to water a tree (2019). https://www.trees.example/water. Accessed June 2020.
"""
NOBODY = """\
@article{anon2014counting,
  title = {Making the numbers count},
  journal = {J Made Up},
  year = {2014},
  volume = {383},
  pages = {1946},
}

@book{willow2009edited, title = {Edited trees}, editor = {Willow, I. and Ash, J.}}

@techreport{agency, author = {{Tree Agency}}, title = {Yield; and loss}, institution = {Tree Agency}, number = 7, month = may, year = {in press}}
"""


def read_ris(works):
    return rispy.loads(ris(works))


def read_csl(works):
    return json.loads(csl_json(works))


def test_an_author_list_goes_on(tmp_path):
    works = printed_works(tmp_path, ET_AL)
    assert read_ris(works)[0]["authors"] == ["Alder, P.", "Birch, Q. R.", "Elm, S.", "et al"]
    assert read_csl(works)[0]["author"] == [
        {"family": "Alder", "given": "P."},
        {"family": "Birch", "given": "Q. R."},
        {"family": "Elm", "given": "S."},
        {"literal": "others"},
    ]
    assert str(parse_string(bibtex(works), "bibtex").entries["alder2014others"].persons["author"][-1]) == "others"


def test_suffixes_are_no_part_of_the_surname(tmp_path):
    works = printed_works(tmp_path, SUFFIXES)
    assert read_ris(works)[0]["authors"] == ["Kingsley, M. L., Jr.", "Queensland, A., III", "Dukes, B., 2nd"]
    assert read_csl(works)[0]["author"] == [
        {"family": "Kingsley", "given": "M. L.", "suffix": "Jr."},
        {"family": "Queensland", "given": "A.", "suffix": "III"},
        {"family": "Dukes", "given": "B.", "suffix": "2nd"},
    ]


def test_bodies_are_whole(tmp_path):
    works = printed_works(tmp_path, BODIES)
    assert [record["authors"] for record in read_ris(works)] == [
        ["Larch Study Group UK"],
        ["Elm, S.", "Bark Trial Group USA"],
    ]
    assert [record["author"] for record in read_csl(works)] == [
        [{"literal": "Larch Study Group, UK"}],
        [{"family": "Elm", "given": "S."}, {"literal": "Bark Trial Group USA"}],
    ]


RIS_OF_KINDS = [
    {
        "type_of_reference": "BOOK",
        "secondary_authors": ["Willow, I.", "Ash, J."],
        "title": "Edited trees",
        "year": "2009",
        "edition": "2nd",
        "publisher": "Bois",
        "place_published": "Paris",
    },
    {
        "type_of_reference": "CHAP",
        "authors": ["Larch, B.", "Cedar, C."],
        "secondary_authors": ["Spruce, D.", "Yew, E."],
        "title": "Bark in disease",
        "secondary_title": "Handbook of bark",
        "year": "2012",
        "volume": "3",
        "start_page": "414",
        "end_page": "427",
        "publisher": "Wood Press",
        "place_published": "St. Louis",
    },
    {
        "type_of_reference": "BOOK",
        "authors": ["Tree Society"],
        "title": "How to plant a tree",
        "year": "2020",
        "publisher": "Tree Society",
        "place_published": "London",
        "urls": ["https://www.trees.example/two"],
        "access_date": "2021/05/03",
    },
    {
        "type_of_reference": "THES",
        "authors": ["Rowan, G."],
        "title": "On the growth of rowans",
        "year": "2010",
        "publisher": "Uppsala Forest University",
        "place_published": "Uppsala",
        "type_of_work": "PhD thesis",
    },
    {
        "type_of_reference": "UNPB",
        "authors": ["Beech, F."],
        "title": "A preprint on leaves",
        "year": "2020",
        "publisher": "bioRxiv",
        "type_of_work": "Preprint",
        "doi": "10.5555/2020.03.01.123456",
    },
    {
        "type_of_reference": "CONF",
        "authors": ["Larch, B."],
        "title": "Bark networks",
        "secondary_title": "Proceedings of the Conference on Bark",
        "year": "2010",
        "start_page": "1",
        "end_page": "5",
        "publisher": "Trees Press",
        "place_published": "New York",
    },
    {
        "type_of_reference": "ELEC",
        "authors": ["Tree Society"],
        "title": "How to water a tree",
        "year": "2019",
        "urls": ["https://www.trees.example/water"],
        "access_date": "2020/06",
    },
]


def test_every_kind_keeps_its_parts_in_ris(tmp_path):
    records = read_ris(printed_works(tmp_path, KINDS))
    assert [{field: value for field, value in record.items() if field != "id"} for record in records] == RIS_OF_KINDS


def test_every_kind_keeps_its_parts_in_csl_json(tmp_path):
    records = read_csl(printed_works(tmp_path, KINDS))
    assert [record["type"] for record in records] == [
        "book", "chapter", "book", "thesis", "article", "paper-conference", "webpage",
    ]  # fmt: skip
    edited, chapter, page, thesis, preprint, paper, web = records
    assert [name["family"] for name in edited["editor"]] == ["Willow", "Ash"] and "author" not in edited
    assert (edited["edition"], edited["publisher"], edited["publisher-place"]) == ("2nd", "Bois", "Paris")
    assert (chapter["container-title"], chapter["volume"], chapter["page"]) == ("Handbook of bark", "3", "414-427")
    assert [name["family"] for name in chapter["editor"]] == ["Spruce", "Yew"]
    assert (page["URL"], page["accessed"]) == ("https://www.trees.example/two", {"date-parts": [[2021, 5, 3]]})
    assert (thesis["publisher"], thesis["publisher-place"], thesis["genre"]) == (
        "Uppsala Forest University", "Uppsala", "PhD thesis",
    )  # fmt: skip
    assert (preprint["publisher"], preprint["DOI"]) == ("bioRxiv", "10.5555/2020.03.01.123456")
    assert paper["container-title"] == "Proceedings of the Conference on Bark"
    assert (web["URL"], web["accessed"]) == ("https://www.trees.example/water", {"date-parts": [[2020, 6]]})


def test_every_kind_is_told_to_reference_managers_on_the_page(tmp_path):
    edited, chapter, _, thesis, preprint, paper, _ = map(citation_reference, printed_works(tmp_path, KINDS))
    assert edited == (
        "citation_title=Edited trees;citation_author=Willow I;citation_author=Ash J;"
        "citation_publisher=Bois;citation_publication_date=2009;"
    )
    assert "citation_inbook_title=Handbook of bark;citation_publisher=Wood Press;" in chapter
    assert "citation_dissertation_institution=Uppsala Forest University;" in thesis
    assert "citation_publisher=bioRxiv;" in preprint
    assert "citation_conference_title=Proceedings of the Conference on Bark;" in paper


def test_works_without_author_or_year_are_written_out(tmp_path):
    works = written_works(tmp_path, NOBODY)
    alone, edited, report = read_ris(works)
    assert "authors" not in alone and alone["title"] == "Making the numbers count"
    assert "year" not in edited and edited["secondary_authors"] == ["Willow, I.", "Ash, J."]
    assert (report["type_of_reference"], report["number"], report["publisher"]) == ("RPRT", "7", "Tree Agency")
    alone, edited, report = read_csl(works)
    assert "author" not in alone and alone["issued"] == {"date-parts": [[2014]]}
    assert "issued" not in edited
    assert (report["number"], report["issued"]) == ("7", {"literal": "in press"})
    assert [citation_reference(work).partition(";")[0] for work in works] == [
        "citation_title=Making the numbers count",
        "citation_title=Edited trees",
        "citation_title=Yield, and loss",
    ]


@pytest.fixture
def course(tmp_path):
    """The small course with three works outside its list, one of them cited."""
    root = small_course(tmp_path, "Bread was counted [@anon2014counting].\n")
    (root / "bib/further.bib").write_text(NOBODY, encoding="utf-8")
    keys = ("anon2014counting", "willow2009edited", "agency")
    records = [f"- {{key: {key}, kind: primary, findings: [{FINDING}]}}\n" for key in keys]
    (root / "bib/further.yml").write_text("".join(records), encoding="utf-8")
    return load_course(root)


def test_the_registry_writes_every_format(course):
    assert [one.path for one in formats()] == [
        "data/claims.csv",
        "data/claims.json",
        "data/references.bib",
        "data/references.csl.json",
        "data/references.csv",
        "data/references.json",
        "data/references.ris",
    ]
    assert all(one.label and "/" in one.media_type for one in formats())
    assert list(written_out(course)) == [one.path for one in formats()]


def test_works_outside_the_list_come_last_and_are_marked(course):
    files = written_out(course)
    records = json.loads(files["data/references.json"])
    keys = [record["key"] for record in records]
    assert keys == [*[work.key for work in course.listed], "anon2014counting", "willow2009edited", "agency"]
    assert [record["refnumber"] for record in records] == [1, 2, 3, 4, None, None, None]
    assert [record["listed"] for record in records] == [True] * 4 + [False] * 3
    assert [record["label"] for record in records] == ["1", "2", "3", "4", "F1", "F2", "F3"]
    assert records[4]["cited_in"] == [claim.id for claim in course.claims]
    assert [record["id"] for record in json.loads(files["data/references.csl.json"])] == keys
    assert [record["id"] for record in rispy.loads(files["data/references.ris"])] == keys
    assert list(parse_string(files["data/references.bib"], "bibtex").entries) == keys
    assert "% Works outside the list." in files["data/references.bib"]


def test_works_are_written_out_as_a_table(course):
    table = written_out(course)["data/references.csv"]
    assert table.startswith(MARK) and "\n" not in table.replace("\r\n", "")
    rows = list(csv.DictReader(io.StringIO(table.removeprefix(MARK), newline="")))
    assert [(row["number"], row["key"]) for row in rows] == [
        (work.label, key) for key, work in course.references.items()
    ]
    assert [row["cited in"] for row in rows] == ["0"] * 4 + ["1", "0", "0"]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-A1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_worked_out_by_a_spreadsheet(cell):
    ((word, number),) = csv.reader(io.StringIO(sheet([[cell, "-0.5"]]), newline=""))
    assert word == f"'{cell}" and number == "-0.5"


def test_works_of_every_kind_have_a_line_and_a_card(course):
    lines = fragment_fromstring(
        render("works_cited.html", settings=SETTINGS, works=course.further, course=course, root="")
    )
    said = [" ".join(line.text_content().split()) for line in lines]
    assert any("Making the numbers count. J Made Up. 2014;383:1946." in line for line in said), said
    assert all(work.title in line and work.short_name in line for work, line in zip(course.further, said, strict=True))
    cards = dict(card_scripts(course))
    assert "<cite>Making the numbers count</cite>. <i>J Made Up</i>. 2014;383:1946." in "".join(cards.values())


def test_claims_are_written_out(course):
    files = written_out(course)
    (claim,) = json.loads(files["data/claims.json"])
    (row,) = csv.DictReader(io.StringIO(files["data/claims.csv"].removeprefix(MARK), newline=""))
    assert claim["references"] == ["anon2014counting"] and claim["text"] == row["claim"]
    assert (row["references"], row["keys"]) == ("F1", "anon2014counting")


def test_works_of_every_kind_stand_on_a_page(course):
    html = further_list(Place(course, Publication(course.settings, "Small", "", ""), ""))
    for words in (
        "<cite>Making the numbers count</cite>. <i>J Made Up</i>. 2014;383:1946.",
        "Willow I, Ash J, editors.",
        'data-author="making the numbers count"',
        'data-author="willow i"',
    ):
        assert words in html
