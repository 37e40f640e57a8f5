"""A course on another subject, built by the same code: its own names everywhere, no word of the first one anywhere."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from macros import rules
from macros.course.course import Course, load_course
from macros.course.problems import InputProblems
from macros.drawing.stills import stale
from scripts import check_claims, check_site, clean_references, draw_figures
from scripts.build import VENDOR, clean_list, fetch_browser_libraries, make_bundle, mkdocs_build
from scripts.bundle import put_into
from scripts.project import ROOT, Project

BREAD = ROOT / "tests" / "courses" / "bread"
FIRST_COURSE = re.compile(r"(?i:exosom|vesicle|tumou?r|cancer|PD-L1)|\bTEX\b|\bWang\b|\b182\b")
SECOND_COURSE = re.compile(r"sourdough|\bbread\b|\bdough\b|\bloaf\b|\bbaker\b|loafton", re.IGNORECASE)
CHAPTERS = ("01-starter", "02-loaf")
# The list as a reader finds it on the page of references, and what each work is to reference managers.
PRINTED = {
    "miller2018which": (
        "Miller A, Baker B, Crust C, et al. Which microbes live in a starter? J Made Up Bread. 2018;12(3):101–109.",
        "article", "article-journal", "JOUR",
    ),
    "rye2020feeding": (
        "Rye D, Grain E, Sourdough Study Group. Feeding a starter: a trial in 24 kitchens. J Made Up Bread. 2020;14:e7.",
        "article", "article-journal", "JOUR",
    ),
    "hearth2012made": (
        "Hearth F, Stone G, editors. The made-up book of sourdough. 2nd ed. Loafton: Crumb Press; 2012.",
        "book", "book", "BOOK",
    ),
    "oven2016crust": (
        "Oven H, Peel J. Crust and crumb. In: Hearth F, Stone G, editors. Handbook of invented baking. 3rd ed. "
        "Loafton: Crumb Press; 2016. p. 41–58.",
        "incollection", "chapter", "CHAP",
    ),
    "loaftonndhow": (
        "Loafton Bread Museum. How to keep a starter alive [Internet]. n.d. [cited 2022 Feb 14]. "
        "Available from: https://museum.example/starter",
        "misc", "webpage", "ELEC",
    ),
    "leaven2015acids": (
        "Leaven K. Acids in rye dough [dissertation]. Loafton: University of Loafton; 2015.",
        "phdthesis", "thesis", "THES",
    ),
    "bran2021sour": (
        "Bran L, Miller A. Sour taste and the warmth of the starter. Doughserver [preprint]. 2021.",
        "misc", "article", "UNPB",
    ),
    "wheat2017gas": (
        "Wheat M, Spelt N. Gas in dough seen by X-ray. In: Proceedings of the 5th Made Up Conference on Dough; "
        "2017 May 8–10; Crumbridge. Crumbridge: Dough Society; 2017. p. 15–20.",
        "inproceedings", "paper-conference", "CONF",
    ),
    "dough2019report": (
        "Dough Society. Report on phytate in wholemeal loaves. Crumbridge: Dough Society; 2019.",
        "book", "book", "BOOK",
    ),
    "anon2013sour": ("Sour bread, ancient and new. Flour Rev. 2013;2:5–6.", "article", "article-journal", "JOUR"),
    "wheat2022note": (
        "Wheat M. A note on the yeast in our pictures of dough. Crumbridge: Dough Society; 2022. Report No.: 3.",
        "techreport", "report", "RPRT",
    ),
}  # fmt: skip


PRINTS = {printed for printed, *_ in PRINTED.values()}
# What the name of an asset carries of its content.
DIGEST = re.compile(r"(?<=\.)[0-9a-f]{10}\.")


# --- the site, built once -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the course, away from the generator."""
    root = tmp_path_factory.mktemp("second") / "bread"
    shutil.copytree(BREAD, root)
    return Project(root)


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    """The built site of the copy."""
    if not VENDOR.exists():
        assert fetch_browser_libraries() == 0
    run = mkdocs_build(project, project.site, quiet=True)
    assert run.returncode == 0, run.stdout + run.stderr
    put_into(project, project.site)
    return project.site


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course(BREAD)


@cache
def page(path: Path) -> html.HtmlElement:
    return html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def data(site: Path, name: str) -> Any:
    return json.loads((site / "data" / name).read_text(encoding="utf-8"))


def metas(site: Path, chapter: str, name: str) -> list[str]:
    return [
        str(found) for found in page(site / "chapters" / f"{chapter}.html").xpath(f"//meta[@name='{name}']/@content")
    ]


def test_a_look_over_the_site_finds_nothing(site: Path) -> None:
    assert [str(problem) for problem in check_site.check(site)] == []


# --- its own name everywhere --------------------------------------------------------------------


def test_the_bundle_and_its_folder_carry_the_course_s_own_name(site: Path, project: Project) -> None:
    assert make_bundle(project) == 0
    assert (site / "downloads" / "sourdough-course-offline.zip").read_bytes() == project.archive.read_bytes()
    assert project.archive == project.root / "dist" / "sourdough-course-2.4.0-offline.zip"
    with zipfile.ZipFile(project.archive) as bundle:
        assert {Path(name).parts[0] for name in bundle.namelist()} == {"sourdough-course-2.4.0-offline"}
        assert {entry.date_time[:3] for entry in bundle.infolist()} == {(2024, 2, 29)}
        assert bundle.read("sourdough-course-2.4.0-offline/index.html") == (site / "index.html").read_bytes()


def test_every_page_names_the_course(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert "The science of sourdough" in words(page(path).find(".//title")), path
        heads = page(path).xpath("//meta[@property='og:site_name' or @property='og:locale']/@content")
        assert heads == ([] if path.name == "404.html" else ["The science of sourdough", "en_AU"]), path


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_says_of_itself_what_the_settings_say(site: Path, chapter: str) -> None:
    said = json.loads(
        page(site / "chapters" / f"{chapter}.html").xpath("//script[@type='application/ld+json']/text()")[0]
    )
    assert said["isPartOf"]["name"] == "The science of sourdough"
    assert said["inLanguage"] == "en-AU"
    assert said["educationalLevel"] == "curious home bakers"
    assert said["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert (said["datePublished"], said["version"]) == ("2024-02-29", "2.4.0")
    assert said["url"] == f"https://sourdough.example/chapters/{chapter}.html"
    assert said["citation"] and all(one in PRINTS or one.startswith("https://doi.org/10.") for one in said["citation"])


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_reference_managers_read_the_course_s_own_names(site: Path, chapter: str) -> None:
    (author,) = metas(site, chapter, "citation_author")
    assert author == "The Bakers of Loafton"
    assert metas(site, chapter, "citation_inbook_title") == ["The science of sourdough"]
    assert metas(site, chapter, "citation_publication_date") == ["2024/02/29"]
    assert metas(site, chapter, "citation_language") == ["en-AU"]


def test_a_cited_thesis_and_a_cited_book_are_told_as_what_they_are(site: Path) -> None:
    cited = metas(site, "02-loaf", "citation_reference")
    (thesis,) = [line for line in cited if "Acids in rye dough" in line]
    assert "citation_dissertation_institution=University of Loafton;" in thesis
    (chapter,) = [line for line in cited if "Crust and crumb" in line]
    assert "citation_inbook_title=Handbook of invented baking;" in chapter and "citation_firstpage=41;" in chapter


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_how_to_cite_a_chapter_names_course_makers_licence_and_edition(site: Path, chapter: str) -> None:
    shown = words(page(site / "chapters" / f"{chapter}.html").find_class("cite-chapter")[0])
    bib, ris = ((site / "data" / "cite" / f"{chapter}.{form}").read_text(encoding="utf-8") for form in ("bib", "ris"))
    for text in (shown, bib, ris):
        assert "The science of sourdough" in text
        assert "2.4.0" in text
        assert f"https://sourdough.example/chapters/{chapter}.html" in text
    assert "CC0 1.0" in shown and "CC0 1.0" in bib
    assert "{{The Bakers of Loafton}}" in bib and "AU  - The Bakers of Loafton" in ris
    assert "2024-02-29" in bib and "2024/02/29" in ris


# --- no word of the first course ----------------------------------------------------------------


def read_files(site: Path) -> Iterator[tuple[Path, str]]:
    """Everything with words that was made of the course: pages without their drawings, data, the index of the search."""
    kinds = ("*.html", "*.json", "*.csv", "*.bib", "*.ris", "*.xml", "*.svg", "search_index.js", "documents.js")
    for path in sorted(file for kind in kinds for file in site.rglob(kind)):
        text = path.read_text(encoding="utf-8")
        yield path, re.sub(r"<(?:path|svg|circle|text|rect)\b[^>]*>", "", text)


def test_no_word_of_the_first_course_stands_in_the_site(site: Path) -> None:
    found = {path: FIRST_COURSE.findall(text) for path, text in read_files(site)}
    assert len(found) > 20
    assert {path.relative_to(site): words for path, words in found.items() if words} == {}


def test_nothing_leads_to_pubmed_but_the_number_of_a_work(site: Path) -> None:
    links = [
        link for path in site.rglob("*.html") for link in page(path).iter("a") if "nih.gov" in link.get("href", "")
    ]
    assert {link.get("href") for link in links} == {"https://pubmed.ncbi.nlm.nih.gov/99999902/"}
    named = {path.suffix for path, text in read_files(site) if "pubmed" in text.replace("PubMed 99999902", "").lower()
             .replace("https://pubmed.ncbi.nlm.nih.gov/99999902/", "")}  # fmt: skip
    assert named == set()


def test_a_work_without_identifiers_is_looked_up_where_the_settings_say(site: Path) -> None:
    (work,) = page(site / "references.html").xpath("//*[@id='ref-anon2013sour']")
    (link,) = [link for link in work.iter("a") if "library.example" in link.get("href", "")]
    assert words(link) == "Look for this title in the bread library"
    assert link.get("href") == "https://library.example/?title=Sour%20bread%2C%20ancient%20and%20new"


@pytest.mark.parametrize("folder", ["macros", "scripts"])
def test_the_generator_names_neither_course(folder: str) -> None:
    """Its figures are the first course's own."""
    kinds = {".py", ".html", ".js", ".css", ".text", ".bib", ".ris"}
    own, vendor = ROOT / "macros" / "figures", VENDOR
    files = [file for file in (ROOT / folder).rglob("*") if file.suffix in kinds]
    files = [file for file in files if not file.is_relative_to(own) and not file.is_relative_to(vendor)]
    assert len(files) > 5
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not FIRST_COURSE.findall(text), file
        assert not SECOND_COURSE.findall(text), file


# --- works of all types -------------------------------------------------------------------------


def test_the_cleaner_makes_the_list_that_is_kept(project: Project) -> None:
    kept = (BREAD / "bib" / "references.bib").read_text(encoding="utf-8")
    assert clean_list(project) == 0
    assert (project.root / "bib" / "references.bib").read_text(encoding="utf-8") == kept
    assert clean_references.main([str(BREAD / "bib/source/reference-list.txt")]) == 0


@pytest.mark.parametrize("key", PRINTED)
def test_a_work_is_shown_as_a_list_prints_it(site: Path, key: str) -> None:
    (work,) = page(site / "references.html").xpath(f"//*[@id='ref-{key}']")
    assert words(work.find_class("work-text")[0]) == PRINTED[key][0]


def test_a_work_keeps_its_type_in_all_data(site: Path) -> None:
    bib = (site / "data" / "references.bib").read_text(encoding="utf-8")
    ris = (site / "data" / "references.ris").read_text(encoding="utf-8")
    csl = {work["id"]: work["type"] for work in data(site, "references.csl.json")}
    assert {key: kind for kind, key in re.findall(r"@(\w+)\{([^,]+),", bib)} == {k: v[1] for k, v in PRINTED.items()}
    assert csl == {key: kinds[2] for key, kinds in PRINTED.items()}
    told = {key: kind for kind, key in re.findall(r"TY  - (\w+)\n(?:.*\n)*?ID  - (\S+)", ris)}
    assert told == {key: kinds[3] for key, kinds in PRINTED.items()}


def test_the_works_as_json(site: Path) -> None:
    works = {work["key"]: work for work in data(site, "references.json")}
    assert list(works) == list(PRINTED)
    assert [work["refnumber"] for work in works.values()] == [*range(1, 11), None]
    assert all(work["cited_in"] for work in works.values())
    grades = [
        "starter",
        "loaf",
        "overview",
        "overview",
        "advice",
        "dough",
        "tasters",
        "dough",
        "loaf",
        "unread",
        "overview",
    ]
    assert [work["grade"] for work in works.values()] == grades


# --- pages --------------------------------------------------------------------------------------


def test_claims_as_data_are_those_of_the_pages(site: Path, course: Course) -> None:
    claims = data(site, "claims.json")
    assert [claim["id"] for claim in claims] == [claim.id for claim in course.claims]
    for claim in claims:
        path, _, identifier = claim["url"].partition("#")
        (place,) = page(site / path).xpath(f"//*[@id='{identifier}']")
        assert heard(place) == claim["text"], claim
        assert sorted(cited(place)) == sorted(claim["references"]), claim


def home(place: html.HtmlElement) -> html.HtmlElement:
    """What holds a claim with its citations and its mark: the row of a table, or the element itself."""
    row = place.getparent().getparent()
    return row if row.tag == "tr" and not words(place) else place


def heard(place: html.HtmlElement) -> str:
    """The words of a claim without citations, marks and references to footnotes."""
    element = deepcopy(home(place))
    for silent in ("citations", "citation", "citation-heard", "claim-mark", "footnote-ref", "footnote-backref"):
        for part in element.find_class(silent):
            part.drop_tree()
    said = "; ".join(words(cell) for cell in element) if element.tag == "tr" else words(element)
    return re.sub(r"\s+([.,;:?!)])", r"\1", said)


def cited(place: html.HtmlElement) -> list[str]:
    """The works that a claim shows, or those of the claim behind it that shows them for both."""
    if shown_at := place.get("data-shown-at"):
        (place,) = place.getroottree().getroot().xpath(f"//*[@id='{shown_at}']")
    return [key for link in home(place).find_class("citation") for key in link.get("data-keys").split()]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_claim_has_a_mark_with_a_grade_of_the_course(site: Path, course: Course, chapter: str) -> None:
    tree = page(site / "chapters" / f"{chapter}.html")
    marks = {mark.get("href"): mark for mark in tree.find_class("claim-mark")}
    shown_at = {str(place.get("id")): place.get("data-shown-at") for place in tree.xpath("//*[@data-shown-at]")}
    claims = course.claims_by_chapter[chapter]
    assert set(marks) == {f"#{claim.id}" for claim in claims if claim.id not in shown_at}
    for claim in claims:
        mark = marks[f"#{shown_at.get(claim.id, claim.id)}"]
        shown = [grade.get("class") for grade in mark.find_class("grade")]
        assert set(shown) == {f"grade grade-{grade}" for grade in course.grades(claim)}


def test_the_grades_that_are_shown_are_the_course_s_own(site: Path) -> None:
    labels = ["Advice", "Overview", "Starter", "Dough", "Loaf", "Tasters", "Unread"]
    key = page(site / "index.html").find_class("grade-key")[0]
    assert [words(grade) for grade in key.iter("dt")] == labels
    ids = [grade.get("class").removeprefix("grade grade-") for grade in key.find_class("grade")]
    (style,) = (site / "assets" / "stylesheets").glob("course.*.css")
    styles = style.read_text(encoding="utf-8")
    hues = ["violet", "grey", "green", "blue", "brown", "red", "warm"]
    for grade, hue in zip(ids, hues, strict=True):
        assert f".grade-{grade}{{color:var(--course-{hue})}}" in styles
    drawn = {
        name
        for rule in re.findall(r"(?:^|\})([^{}]*)\{--icon:url\(\"data:image/svg", styles)
        for name in rule.split(",")
    }
    assert {f".grade-{grade}" for grade in ids} | {".icon-bowl-mix", ".icon-alert-octagon"} <= drawn
    for path in [*site.rglob("*.html"), *site.rglob("assets/works.*/*.js")]:
        used = re.findall(r"\bicon-[a-z0-9-]+", path.read_text(encoding="utf-8").replace("md-icon-", ""))
        assert {f".{name}" for name in used} <= drawn, path


def test_a_footnote_of_the_author_is_shown_with_its_citation(site: Path) -> None:
    (note,) = page(site / "chapters" / "01-starter.html").xpath("//div[@class='footnote']//li")
    assert "In rye dough acetic acid smelled of vinegar" in words(note)
    assert [link.get("data-keys") for link in note.find_class("citation")] == ["leaven2015acids"]
    assert note.find_class("claim-mark")


def test_a_chapter_shows_all_that_an_author_may_write(site: Path) -> None:
    starter, loaf = (page(site / "chapters" / f"{chapter}.html") for chapter in CHAPTERS)
    assert words(starter.xpath("//blockquote")[0]).startswith("The book has a word")
    assert "50 g starter + 50 g flour" in words(starter.xpath("//pre/code[contains(., '50 g')]")[0])
    assert [words(term) for term in loaf.xpath("//article//dl[not(@class)]/dt")] == ["Lactic acid", "Acetic acid"]
    assert "beside it lie the 10 works of the list" in words(loaf.find(".//article"))
    assert "baker’s yeast alone" in words(
        loaf.xpath("//*[contains(@class, 'caveat') or contains(@class, 'warning')]")[0]
    )
    assert starter.xpath("//a[@data-term='lactic-acid-bacterium']")


def test_the_links_of_a_summary_lead_to_claims(site: Path, course: Course) -> None:
    for chapter in CHAPTERS:
        tree = page(site / "chapters" / f"{chapter}.html")
        points = tree.xpath("//h2[@id='summary']/following-sibling::ul[1]/li//a[not(@class)]/@href")
        assert len(points) == 3
        assert all(point.removeprefix("#") in course.claim_by_id for point in points)


def test_the_figure_has_its_page_rows_script_and_pictures(site: Path, course: Course) -> None:
    (figure,) = page(site / "figures" / "microbes.html").xpath("//figure[@data-figure='microbes']")
    assert figure.get("data-kind") == "rows"
    assert len(figure.xpath(".//tr[@data-row]")) == len(course.figures["microbes"].findings()) == 6  # type: ignore[attr-defined]
    assert [words(legend) for legend in figure.xpath(".//select/preceding-sibling::label")] == [
        "Microbe",
        "What it changes",
    ]
    assert page(site / "chapters" / "01-starter.html").xpath("//figure[@data-figure='microbes']")
    assets = site / "assets" / "figures"
    assert {DIGEST.sub("", file.name) for file in assets.iterdir()} == {
        "microbes.js", "microbes.csv", "microbes-who.png", "microbes-warmth.png",
        *(f"microbes{form}-{palette}.svg" for palette in ("light", "dark")
          for form in ("", "-narrow", "-wide", "-warmth", "-warmth-narrow")),
    }  # fmt: skip
    (script,) = assets.glob("microbes.*.js")
    assert 'window.courseFigures["microbes"]' in script.read_text(encoding="utf-8")


def test_the_kept_pictures_show_the_kept_facts(course: Course) -> None:
    assert [str(problem) for figure in course.figures.values() for problem in stale(figure)] == []


# --- the same rules: what a slip says -----------------------------------------------------------

CHAPTER_1, CHAPTER_2 = "docs/chapters/01-starter.md", "docs/chapters/02-loaf.md"
SETTINGS, FACTS = "docs/course.yml", "macros/figures/microbes/facts.yml"
SLIPS = [
    (CHAPTER_1, "came from the yeast [@miller2018which].", "came from the yeast.", "a claim without a citation"),
    (CHAPTER_1, "came from the yeast [@miller2018which]", "came from the yeast [@miler2018which]", "unknown citation key"),
    (CHAPTER_1, "found in 15 of", "found in 16 of", "the number “16” is not in the evidence of miller2018which"),
    (CHAPTER_1, "*Saccharolla crumbensis*", "*Saccharolla Novensis*", "the name “Novensis” is not in"),
    (CHAPTER_1, "18 - 12 = 6", "18 - 12 = 5", "the number “5” is not in"),
    (CHAPTER_1, "50 g water\n", "60 g water\n", "“60 g” in the words"),
    (CHAPTER_1, "smelled of vinegar [@leaven2015acids].", "smelled of vinegar.", "a claim without a citation"),
    (CHAPTER_1, "What does each of them do", "What do the 3 of them do", "marked as framing holds “3”"),
    (CHAPTER_1, "says in its title, and no more of it was seen [@anon2013sour]", "is known [@hearth2012made]",
     "no claim cites reference 10 (@anon2013sour)"),
    (CHAPTER_1, '{{ figure("microbes") }}', '{{ figure("moulds") }}', "figure: there is no 'moulds'"),
    (CHAPTER_1, "section: sugar\n", "section: salt\n", "no section of this chapter has the id 'salt'"),
    (CHAPTER_2, '{{ caveat("wheat2017gas") }}\n', "", "leans on wheat2017gas and does not print its caveat (other-leaven)"),
    (CHAPTER_2, "## In the oven", "## In Wood ovens", "“Wood” in the words"),
    (CHAPTER_2, "{{ count(", "{{ counts(", "is no word that this course knows"),
    ("docs/terms.yml", "cite: [oven2016crust]", "cite: []", "a claim without a citation"),
    ("bib/evidence.yml", "kind: survey", "kind: poll", "unknown kind 'poll'"),
    ("bib/evidence.yml", "system: [tasters]", "system: [noses]", "unknown system 'noses'"),
    (SETTINGS, "hue: warm, unseen: true", "hue: warm", "not exactly one grade"),
    (SETTINGS, "hue: warm", "hue: pink", "unknown hue 'pink'"),
    (SETTINGS, "systems: [tasters]", "systems: [noses]", "names the systems noses"),
    (FACTS, "microbe: yeast", "microbe: mould", "unknown microbe 'mould'"),
    (FACTS, "short: eats maltose", "short: eats 7 sugars", "the number “7” is not in"),
    (FACTS, "degrees: 27", "degrees: 28", "the number “28 °c” is not in"),
    (FACTS, "row: lactic-maltose", "row: lactic-sugar", "shows row 'lactic-sugar'"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "right", "wrong", "said"), SLIPS, ids=[slip[3][:40] for slip in SLIPS])
def test_a_slip_is_told(tmp_path: Path, file: str, right: str, wrong: str, said: str) -> None:
    root = tmp_path / "bread"
    shutil.copytree(BREAD, root)
    text = (root / file).read_text(encoding="utf-8")
    assert right in text
    (root / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    problems = problems_of(root)
    assert any(said in problem for problem in problems), problems


def test_the_course_itself_has_no_slip() -> None:
    assert problems_of(BREAD) == []


def test_an_author_checks_a_chapter_of_this_course(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_claims.main(["--root", str(BREAD), "02-loaf"]) == 0
    assert "02-loaf: 15 claims, 7 works" in capsys.readouterr().out


def test_the_figures_to_be_drawn_are_those_of_this_course(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        draw_figures.main(["--root", str(BREAD), "moulds"])
    assert "no figure is called moulds; there are microbes" in capsys.readouterr().err


def problems_of(root: Path) -> list[str]:
    try:
        return [str(problem) for problem in rules.check(load_course(root))]
    except InputProblems as error:
        return [str(problem) for problem in error.problems]


# --- its address --------------------------------------------------------------------------------


def test_the_sitemap_lists_every_page_under_the_address_that_its_head_names(site: Path) -> None:
    listed = page(site / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    found = {
        path.relative_to(site).as_posix(): page(path).xpath("string(//link[@rel='canonical']/@href)")
        for path in site.rglob("*.html")
    }
    assert found.pop("404.html") == ""
    pages = {name: address for name, address in found.items() if not name.startswith("embed/")}
    assert pages == {name: f"https://sourdough.example/{name}" for name in pages}
    assert sorted(listed) == sorted(pages.values())
