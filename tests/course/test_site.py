"""The built site as files: whole, and consistent with its data."""

import csv
import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
import rispy
from lxml import html

from scripts import check_site
from scripts.bundle import write_bundle
from scripts.project import ROOT, Project
from tests.conftest import build


@pytest.fixture(scope="module")
def claims(site):
    return json.loads((site / "data/claims.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def references(site):
    return json.loads((site / "data/references.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(site):
    """The chapter pages by slug."""
    return {
        path.stem: html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()
        for path in sorted((site / "chapters").glob("*.html"))
    }


@pytest.fixture(scope="module")
def chapter(pages):
    return pages["02-isolation"]


def test_the_site_has_no_defect(site):
    assert check_site.check(site) == []


def test_data_have_the_fields_that_others_rely_on(claims, references):
    listed = [work for work in references if work["listed"]]
    assert [work["refnumber"] for work in listed] == list(range(1, 183)) and references[:182] == listed
    for work in references:
        assert {"key", "refnumber", "title", "doi", "doi_status", "grade", "cited_in"} <= work.keys()
    for claim in claims:
        assert {"id", "chapter", "section", "text", "references", "grade", "url"} <= claim.keys()
        assert claim["references"] and claim["grade"]
    assert len({claim["id"] for claim in claims}) == len(claims)


def test_both_data_files_agree(claims, references):
    listed = {work["key"] for work in references}
    cites = {(claim["id"], key) for claim in claims for key in claim["references"] if key in listed}
    assert {(identifier, work["key"]) for work in references for identifier in work["cited_in"]} == cites


def test_every_work_of_the_list_has_a_claim_of_its_own(claims, references):
    own = {key for claim in claims if len(claim["references"]) <= 3 for key in claim["references"]}
    assert [work["label"] for work in references if work["key"] not in own] == []


def test_the_chapter_on_isolation_cites_its_works(claims, references):
    number = {work["key"]: work["refnumber"] for work in references}
    cited = {number.get(key) for claim in claims if claim["chapter"] == "02-isolation" for key in claim["references"]}
    assert {8, *range(13, 30)} <= cited


def test_the_course_is_whole(site, claims):
    chapters = sorted(path.stem for path in (site / "chapters").glob("*.html"))
    assert [chapter[:2] for chapter in chapters] == [f"{n:02}" for n in range(1, 9)]
    assert {claim["chapter"] for claim in claims} == set(chapters)
    assert len(claims) >= 400


def place_of(page, identifier):
    """What shows the numbers and the mark of a claim, which may be that of a later one: its element, else its row."""
    (element,) = page.xpath(f"//*[@id='{identifier}']")
    if shown_at := element.get("data-shown-at"):
        (element,) = page.xpath(f"//*[@id='{shown_at}']")
    # In a table the anchor is empty and stands in the first cell of the row.
    return element, element if element.text_content().strip() else element.xpath("ancestor::tr")[0]


def test_every_claim_stands_on_its_page_with_its_numbers(pages, claims, references):
    number = {work["key"]: work["label"] for work in references}
    for claim in claims:
        _, whole = place_of(pages[claim["chapter"]], claim["id"])
        linked = {key for a in whole.xpath(".//a[@data-keys]") for key in a.get("data-keys").split()}
        assert linked == set(claim["references"])
        for link in whole.xpath(".//a[@data-keys]"):
            shown = re.findall(r"F?\d+", link.text_content())
            keys = link.get("data-keys").split()
            assert shown == ([number[keys[0]]] if len(keys) == 1 else [number[keys[0]], number[keys[-1]]])


def test_every_claim_of_the_text_shows_its_grades(pages, claims):
    for claim in claims:
        page = pages[claim["chapter"]]
        shows, _ = place_of(page, claim["id"])
        (mark,) = page.xpath(f"//a[contains(@class, 'claim-mark')][@href='#{shows.get('id')}']")
        words = mark.text_content().strip()
        assert (words == "title only") == claim["title_only"] == ("title-only" in mark.get("class"))
        shown = {css.removeprefix("grade grade-") for css in mark.xpath("./span/@class")}
        assert shown == set(claim["grade"])
        assert all(grade == "not-seen" or grade.replace("-", " ") in words for grade in claim["grade"])


def test_a_claim_without_numbers_of_its_own_is_heard_with_them_and_shown_right_behind(pages, claims, references):
    """The next claim of its block that shows its numbers shows those of the very same works."""
    works, number = {claim["id"]: claim["references"] for claim in claims}, {w["key"]: w["label"] for w in references}
    counted = Counter()
    for page in pages.values():
        for block in page.xpath("//article//*[span[@class='claim'][text()]]"):
            anchors = block.xpath("./span[@class='claim']")
            for anchor, after in zip(anchors, [*anchors[1:], None], strict=True):
                shown_at = anchor.get("data-shown-at")
                counted[bool(shown_at)] += 1
                if shown_at:
                    assert after is not None and shown_at in (after.get("id"), after.get("data-shown-at"))
                    assert set(works[shown_at]) == set(works[anchor.get("id")])
                    heard = re.findall(r"F?\d+", anchor.xpath("string(./span[@class='citation-heard'])"))
                    assert set(heard) <= {number[key] for key in works[shown_at]} and heard
                elif after is not None and set(works[anchor.get("id")]) == set(works[after.get("id")]):
                    assert (
                        len(
                            anchor.xpath(
                                ".//*[@class='citation' and not(ancestor::*[@class='citations'])] | .//*[@class='citations']"
                            )
                        )
                        > 1
                    )
    assert min(counted[True], counted[False]) > 100


def test_every_address_in_a_card_leads_somewhere(site, pages, references):
    """No look over the pages sees the cards: they lie in scripts, with addresses from the root of the site."""
    ids = {}
    for path in [*site.glob("assets/works.*/*.js"), *site.glob("assets/terms.*/*.js")]:
        card = html.fromstring(json.loads(path.read_text(encoding="utf-8").partition(" = ")[2].rstrip(";\n")))
        addresses = [*card.xpath(".//a/@href"), *card.xpath(".//@data-row")]
        for page, _, target in (a.partition("#") for a in addresses if not a.startswith("https://")):
            if page not in ids:
                ids[page] = set(
                    html.parse(str(site / page), html.HTMLParser(encoding="utf-8")).getroot().xpath("//@id")
                )
            assert target in ids[page], f"{path.name}: {page}#{target}"
    assert {path.stem for path in site.glob("assets/works.*/*.js")} == {work["key"] for work in references}
    linked = {slug for page in pages.values() for slug in page.xpath("//@data-term")}
    assert linked <= {path.stem for path in site.glob("assets/terms.*/*.js")}


def test_text_and_works_of_a_chapter_are_light(pages):
    for name, page in pages.items():
        (article,) = page.xpath("//article")
        assert len(article.xpath(".//*[not(ancestor-or-self::figure)]")) <= 1500, name
        assert len(page.xpath("//*")) <= 2500, name
        assert all(len(line.xpath("descendant-or-self::*")) <= 3 for line in page.xpath("//ol[@id='works-cited']/li"))
        assert all(
            len(mark.xpath(".//*")) <= 1 + mark.text_content().count(",") for mark in page.find_class("claim-mark")
        )


def test_a_bold_term_opens_its_definition_once_on_a_page_and_in_plural_too(site, pages):
    forms, plurals = glossary_forms(site), set()
    for name, page in pages.items():
        links = page.xpath("//article//a[@data-term]")
        linked = [link.get("data-term") for link in links]
        assert linked and len(linked) == len(set(linked)), name
        bold = page.xpath(
            "//article//strong[not(ancestor::figure) and not(ancestor::*[contains(@class, 'work-body')])]"
        )
        for words in (" ".join(element.text_content().split()).casefold() for element in bold):
            slug = forms.get(words) or forms.get(words.removesuffix("s"))
            assert slug is None or slug in linked, f"{name}: {words}"
        texts = {link.get("data-term"): " ".join(link.text_content().split()).casefold() for link in links}
        for slug, words in texts.items():
            assert slug == (forms.get(words) or forms.get(words.removesuffix("s")))
        plurals |= {words for words in texts.values() if words not in forms}
    assert plurals


def glossary_forms(site):
    """Every way in which the glossary's page writes a term → the term's slug."""
    page = html.parse(str(site / "glossary.html"), parser=html.HTMLParser(encoding="utf-8")).getroot()
    forms = {}
    for entry in page.xpath("//dl[@class='glossary']/div"):
        also = "".join(entry.xpath("./dt/span/text()")).removeprefix("also: ")
        for form in [entry.xpath("string(./dt/text())").strip(), *also.split(", ")]:
            forms[form.casefold()] = entry.get("id").removeprefix("term-")
    return forms


def test_every_cell_of_a_stacked_table_names_its_column(pages):
    tables = [table for page in pages.values() for table in page.xpath("//table[@role='table']")]
    assert len(tables) > 20
    for table in tables:
        headings = [" ".join(heading.text_content().split()) for heading in table.xpath("./thead//th")]
        assert headings and all(headings)
        for row in table.xpath("./tbody/tr"):
            assert [cell.get("data-label") for cell in row.xpath("./td | ./th")] == headings


def test_the_reference_page_links_back_to_every_place_of_citation(site, references):
    page = html.parse(str(site / "references.html"), parser=html.HTMLParser(encoding="utf-8")).getroot()
    for work in references:
        (item,) = page.xpath(f"//li[@id='ref-{work['key']}']")  # this parser sees what stands there without scripts
        links = [a.get("href").partition("#")[2] for a in item.xpath(".//a[contains(@href, '#claim-')]")]
        assert links == work["cited_in"]
        shown = item.text_content()
        if work["doi"]:
            assert f"doi:{work['doi']}" in shown
        else:
            assert "doi:" not in shown and "PubMed" in shown


def test_every_mended_error_is_listed(site):
    page = html.parse(str(site / "corrections.html"), parser=html.HTMLParser(encoding="utf-8")).getroot()
    rows = page.xpath("//table[contains(@class, 'corrections')]/tbody/tr")
    assert len(rows) >= 29
    assert all(row.xpath("./td[last()]//span[contains(@class, 'certainty')]") for row in rows)


def test_search_holds_the_chapter_and_not_the_bibliography(site):
    script = (site / "search/documents.js").read_text(encoding="utf-8")
    documents = json.loads(script.partition(" = ")[2].rstrip(";\n"))
    text = {doc["location"]: doc["text"] for doc in documents}
    assert "Sepharose" in text["chapters/02-isolation.html#size-exclusion"]
    sections = {place: t for place, t in text.items() if "#ref-" not in place}
    assert not [place for place in sections if place.startswith("chapters/") and place.endswith("#references")]
    listed = ("references.html", "claims.html")
    assert sum(len(t) for place, t in sections.items() if place.startswith(listed)) < 2000
    assert not [place for place in text if place.startswith(("claims/", "references/"))]
    assert Counter("human samples" in t for t in text.values())[True] <= 3


def test_an_excerpt_of_the_search_has_no_orphan_space(site):
    script = (site / "search/documents.js").read_text(encoding="utf-8")
    documents = json.loads(script.partition(" = ")[2].rstrip(";\n"))
    assert len(documents) > 300
    assert [doc["location"] for doc in documents if re.search(r"\w [.,;]", doc["text"])] == []


def test_a_page_loads_the_settings_of_the_search_and_not_its_documents(site):
    settings = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert settings["docs"] == []
    assert (site / "search/search_index.json").stat().st_size < 6000


def test_the_tables_of_claims_list_every_claim_and_lead_to_it(site, claims):
    parser = html.HTMLParser(encoding="utf-8")
    overview = html.parse(str(site / "claims.html"), parser=parser).getroot()
    ways = overview.xpath("//table[contains(@class, 'overview')]/tbody/tr/th/a/@href")
    assert ways == list(dict.fromkeys(f"claims/{claim['chapter']}.html" for claim in claims))
    found = {}
    address, seen = ways[0], set()
    while address:  # as a reader goes, from each table to the next
        page = html.parse(str(site / "claims" / Path(address).name), parser=parser).getroot()
        assert address not in seen
        seen.add(address)
        rows = page.xpath("//table[contains(@class, 'ledger')]/tbody/tr[@id]")
        for row in rows:
            marks = {mark.get("class").split()[-1].removeprefix("grade-") for mark in row.find_class("grade")}
            keys = " ".join(row.xpath(".//a[contains(@class, 'citation')]/@data-keys")).split()
            link = row.xpath("./th/a")[0]
            found[row.get("id")] = (link.get("href"), link.text_content(), marks, set(keys))
        address = next(iter(page.xpath("//nav/a[@rel='next']/@href")), "")
    assert {f"claims/{Path(one).name}" for one in seen} == {
        f"claims/{p.name}" for p in (site / "claims").glob("*.html")
    }
    assert found == {
        f"ledger-{c['id']}": (f"../{c['url']}", c["text"], set(c["grade"]), set(c["references"])) for c in claims
    }


def test_the_counts_by_kind_are_those_of_the_claims(site, claims):
    page = html.parse(str(site / "claims.html"), parser=html.HTMLParser(encoding="utf-8")).getroot()
    counted = Counter((claim["chapter"], grade) for claim in claims for grade in claim["grade"])
    shown = {
        tuple(link.get("data-query").removeprefix("chapter=").split("&grade=")): int(link.text_content())
        for link in page.xpath("//a[@data-query]")
    }
    assert shown == counted


def test_csv_opens_in_a_spreadsheet(site, claims):
    files = [*(site / "data").glob("*.csv"), *(site / "assets/figures").glob("*.csv")]
    assert len(files) > 6
    for path in files:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf"), path.name
        assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b""), path.name
    table = list(csv.DictReader((site / "data/claims.csv").open(encoding="utf-8-sig", newline="")))
    assert [(row["id"], row["claim"], row["keys"]) for row in table] == [
        (claim["id"], claim["text"], "; ".join(claim["references"])) for claim in claims
    ]


def test_the_list_as_ris_and_csl_json_agrees_with_the_bib(site, references):
    records = rispy.loads((site / "data/references.ris").read_text(encoding="utf-8"))
    csl = json.loads((site / "data/references.csl.json").read_text(encoding="utf-8"))
    assert [record["id"] for record in records] == [work["key"] for work in references]
    assert [record["id"] for record in csl] == [work["key"] for work in references]
    assert [record.get("doi") for record in records] == [work["doi"] for work in references]
    assert [record.get("DOI") for record in csl] == [work["doi"] for work in references]
    assert records[17]["authors"][:2] == ["Böing, A. N.", "van der Pol, E."]
    assert csl[113]["author"][3] == {"literal": "Tayyaba"}
    assert (records[2]["start_page"], records[2]["end_page"]) == ("942", "948")


def test_a_chapter_tells_programs_what_it_is(chapter):
    head = {meta.get("name"): meta.get("content") for meta in chapter.xpath("//head/meta[@name]")}
    assert head["citation_title"] == "Isolation" and head["citation_publication_date"]
    cited = chapter.xpath("//head/meta[@name='citation_reference']/@content")
    assert len(cited) == len(chapter.xpath("//ol[@id='works-cited']/li"))
    assert any(
        "citation_title=Single-step isolation" in work and "citation_doi=10.3402/jev.v3.23430" in work for work in cited
    )
    data = json.loads(chapter.xpath("string(//script[@type='application/ld+json'])"))
    assert "LearningResource" in data["@type"] and len(data["teaches"]) == 5 and len(data["citation"]) == len(cited)
    assert chapter.xpath("//head/meta[@property='og:title']/@content") == ["Isolation"]


def test_every_chapter_tells_programs_its_name_and_place(pages):
    for place, (slug, page) in enumerate(pages.items(), start=1):
        data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
        assert data["position"] == place == int(slug[:2])
        assert data["name"] == page.xpath("string(//h1/text())").strip()
        assert data["description"] == page.xpath("string(//head/meta[@name='description']/@content)")


def test_dead_weight_is_left_out(site):
    assert not list(site.rglob("*.map"))
    assert not [path for path in site.rglob("*lunr*") if path.is_file()]
    assert not [p for p in (site / "assets").rglob("*.js") if "sourceMappingURL" in p.read_text(encoding="utf-8")]


def test_two_builds_and_bundles_are_the_same_bytes(bundle, tmp_path):
    build(tmp_path / "site")
    write_bundle(Project(), tmp_path / "site", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_the_bundle_is_one_folder_that_opens_by_its_index(bundle):
    names = zipfile.ZipFile(bundle).namelist()
    folders = {name.split("/")[0] for name in names}
    assert len(folders) == 1
    assert f"{folders.pop()}/index.html" in names
    assert names == sorted(names)


def test_no_third_party_is_named_in_our_own_sources():
    own = [
        *ROOT.glob("macros/assets/javascripts/*.js"),
        *ROOT.glob("macros/figures/*/*.js"),
        *ROOT.glob("macros/assets/stylesheets/*.css"),
    ]
    assert own
    for path in own:
        assert not re.search(r"https?://(?!www\.w3\.org/)", path.read_text(encoding="utf-8")), path.name
