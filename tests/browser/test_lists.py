"""The tables of claims and the list of works: found in, linked to, whole without scripts, and light."""

import json
import shutil

import pytest

from macros.course import shelves
from macros.course.course import load_course
from macros.pages import lists
from macros.pages.metadata import Publication
from macros.pages.place import Place
from scripts.project import ROOT
from tests.browser.reader import PHONE
from tests.generator.courses import small_course

FOUND = "[data-list-results] [data-list-items] > *"
COUNT = "[data-list-count]"


@pytest.fixture(scope="module")
def claims(site):
    return json.loads((site / "data/claims.json").read_text(encoding="utf-8"))


def wait_for_count(page, words):
    page.wait_for_function(f"words => document.querySelector('{COUNT}').textContent.startsWith(words)", arg=words)


def found(page):
    return page.eval_on_selector_all(f"{FOUND} th a", "links => links.map(link => link.textContent)")


# Claims


def test_claims_are_found_by_words_and_kind_and_the_question_stands_in_the_address(open_page, home, claims):
    page = open_page(home + "claims.html")
    assert page.evaluate("window.courseLists") is None, "nothing is brought before a reader asks"
    page.get_by_label("Words of the claim").fill("tgf-beta")
    wanted = [claim for claim in claims if "TGF-β" in claim["text"]]
    wait_for_count(page, f"{len(wanted)} of {len(claims)} claims")
    assert found(page) == [claim["text"] for claim in wanted]
    assert page.locator(COUNT).get_attribute("aria-live") == "polite"
    page.get_by_label("Kind of evidence").select_option("animal")
    wanted = [claim["text"] for claim in wanted if "animal" in claim["grade"]]
    wait_for_count(page, f"{len(wanted)} of")
    assert found(page) == wanted
    assert page.url.endswith("?words=tgf-beta&grade=animal")
    page.locator(f"{FOUND} th a").first.click()
    page.wait_for_url("**/chapters/*.html#claim-*")
    page.go_back()
    wait_for_count(page, f"{len(wanted)} of")
    assert found(page) == wanted and page.get_by_label("Words of the claim").input_value() == "tgf-beta"
    page.get_by_role("button", name="Back to the overview").click()
    page.locator("[data-list-overview]").wait_for()
    page.wait_for_url("**/claims.html")
    assert page.locator(FOUND).count() == 0
    assert page.locator(COUNT).inner_text() == f"All {len(claims)} claims"


def test_each_tool_finds_what_it_says(open_page, server, claims):
    page = open_page(server + "claims.html")
    references = json.loads(page.request.get(server + "data/references.json").text())
    number = {work["key"]: work["label"] for work in references}

    def ask(label, value, select=True):
        field = page.get_by_label(label, exact=True)
        field.select_option(value) if select else field.fill(value)

    def holds(wanted):
        wait_for_count(page, f"{len(wanted)} of")
        assert found(page) == [claim["text"] for claim in wanted][:50]

    ask("Reference number", "18", select=False)
    holds([claim for claim in claims if "18" in [number[key] for key in claim["references"]]])
    ask("Chapter", "02-isolation")
    inside = [claim for claim in claims if claim["chapter"] == "02-isolation"]
    holds([claim for claim in inside if "18" in [number[key] for key in claim["references"]]])
    ask("Reference number", "", select=False)
    ask("Show", "titleOnly")
    holds([claim for claim in inside if claim["title_only"]])
    marks = page.locator(f"{FOUND} td:nth-child(2)").all_inner_texts()
    assert {mark.split(":")[-1].strip() for mark in marks} == {"title only"}
    ask("Show", "single")
    holds([claim for claim in inside if len(claim["references"]) == 1])
    ask("Show", "")
    holds(inside)
    ask("System", "in-vitro")
    page.wait_for_function(
        f"before => !document.querySelector('{COUNT}').textContent.startsWith(before)", arg=f"{len(inside)} of"
    )
    assert 0 < int(page.locator(COUNT).inner_text().split()[0]) < len(inside)


def test_many_claims_come_fifty_at_a_time_and_none_is_told(open_page, server, claims):
    page = open_page(server + "claims.html")
    page.get_by_label("Kind of evidence").select_option("laboratory")
    total = len([claim for claim in claims if "laboratory" in claim["grade"]])
    wait_for_count(page, f"{total} of {len(claims)} claims, the first 50 shown")
    assert page.locator(FOUND).count() == 50
    page.get_by_role("button", name="Show 50 more").click()
    wait_for_count(page, f"{total} of {len(claims)} claims, the first 100 shown")
    assert page.locator(FOUND).count() == 100
    assert page.locator(f"{FOUND} th a").nth(50).evaluate("link => link === document.activeElement")
    page.get_by_label("Words of the claim").fill("no such words at all")
    wait_for_count(page, "No claim fits")
    assert page.get_by_role("button", name="Show 50 more").is_hidden()
    page.get_by_role("button", name="Back to the overview").click()
    page.locator("[data-list-overview]").wait_for()
    page.wait_for_url("**/claims.html")
    page.go_back()  # the question is a step of its own
    wait_for_count(page, "No claim fits")


def test_a_count_of_the_overview_leads_to_its_claims(open_page, home):
    page = open_page(home + "claims.html")
    link = page.locator("[data-list-overview] tbody tr").nth(4).locator("a").nth(2)
    count = link.inner_text()
    link.click()
    wait_for_count(page, f"{count} of")
    assert page.get_by_label("Chapter", exact=True).input_value() == "05-immune-regulation"
    page.go_back()
    page.locator("[data-list-overview]").wait_for()


def test_what_an_address_asks_for_in_vain_is_let_be(open_page, server):
    page = open_page(server + "claims.html?grade=nothing&colour=red")
    assert page.get_by_label("Kind of evidence").input_value() == ""
    assert page.locator("[data-list-overview]").is_visible()
    page.goto(server + "claims.html#ledger-claim-00000000")
    wait_for_count(page, "The address asks for a row that is not here")
    assert page.locator("[data-list-overview]").is_visible()


def test_an_old_address_of_a_row_leads_on_to_the_row(open_page, home, claims):
    for claim in (claims[0], claims[-1]):
        page = open_page(home + f"claims.html#ledger-{claim['id']}", **PHONE)
        page.wait_for_url(f"**/claims/{claim['chapter']}*.html#ledger-{claim['id']}")
        row = page.locator(f"#ledger-{claim['id']}")
        row.wait_for()
        page.wait_for_function(_IN_VIEW, arg=f"ledger-{claim['id']}")
        row.locator("th a").click()
        page.wait_for_url(f"**/{claim['url']}")


_IN_VIEW = """id => {
    const place = document.getElementById(id).getBoundingClientRect();
    return place.top >= 0 && place.top < innerHeight;
}"""


# Works


def visible_numbers(page):
    return page.eval_on_selector_all(
        "[data-list-items] > li:not([hidden])", "items => items.map(item => item.dataset.number)"
    )


def test_filter_and_sort_of_the_list(open_page, home):
    page = open_page(home + "references.html")
    everything = [str(number) for number in range(1, 183)] + [f"F{number}" for number in range(1, 51)]
    assert visible_numbers(page) == everything
    words = page.get_by_label("Words in author")
    words.fill("boing sepharose")
    wait_for_count(page, "1 of 232 work")
    assert visible_numbers(page) == ["18"]
    words.fill("polyclonal mitomycin")  # a word of the title, a word of a finding
    page.wait_for_function("document.querySelectorAll('[data-list-items] > li:not([hidden])').length === 1")
    assert visible_numbers(page) == ["66"]
    words.fill("no such words at all")
    wait_for_count(page, "No work fits")
    assert visible_numbers(page) == []
    page.get_by_role("button", name="Show all 232 works again").click()
    wait_for_count(page, "All 232")
    assert visible_numbers(page) == everything
    page.get_by_label("Kind of evidence").select_option("human-trial")
    wait_for_count(page, f"{len(visible_numbers(page))} of")
    assert {"125", "126", "127"} <= set(visible_numbers(page)) and len(visible_numbers(page)) < 60
    page.get_by_label("Kind of evidence").select_option("")
    page.get_by_label("Show").select_option("caveat")
    assert {"66", "82", "157"} <= set(visible_numbers(page)) and len(visible_numbers(page)) < 60
    page.get_by_label("Show").select_option("")
    page.get_by_label("Sort by").select_option("year")
    assert visible_numbers(page)[0] == "4" and sorted(visible_numbers(page)) == sorted(everything)
    assert page.url.endswith("?sort=year")
    page.get_by_label("Sort by").select_option("")
    assert visible_numbers(page) == everything
    words.fill("thery")
    assert "Théry" in page.locator("[data-list-items] > li:not([hidden])").first.text_content()


def test_a_link_to_a_work_that_the_filter_hides_shows_it_open(open_page, home):
    page = open_page(home + "references.html?words=sepharose")
    hidden = page.locator("#ref-quah2007mycoplasma")
    hidden.wait_for(state="hidden")
    page.evaluate("location.hash = '#ref-quah2007mycoplasma'")
    hidden.wait_for()
    assert len(visible_numbers(page)) == 232
    page.wait_for_function(_IN_VIEW, arg="ref-quah2007mycoplasma")
    hidden.locator(".work-caveat").wait_for()


def test_a_work_opens_and_closes(open_page, home):
    page = open_page(home + "references.html", **PHONE)
    work = page.locator("#ref-boing2014single")
    work.scroll_into_view_if_needed()
    work.get_by_text("Human samples").wait_for()
    assert work.locator("a").count() == 1
    button = work.get_by_role("button", name="Findings and")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    work.locator(".work-places").wait_for()
    assert "doi:10.3402/jev.v3.23430" in work.inner_text() and "Free full text" in work.inner_text()
    page.keyboard.press("Tab")
    assert work.locator("a:focus").get_attribute("href") == "https://doi.org/10.3402/jev.v3.23430"
    work.locator(".work-places a").first.click()
    page.wait_for_url("**/chapters/*.html#claim-*")
    page.go_back()
    if button.get_attribute("aria-expanded") == "false":  # the browser may keep the page as it was
        button.click()
    work.locator(".work-places").wait_for()
    button.click()
    assert work.locator(".work-places").is_hidden()


def test_a_caveat_is_seen_at_once(open_page, server):
    page = open_page(server + "references.html")
    caveats = page.locator("[data-list-items] > li[data-caveat]")
    assert caveats.count() > 20
    assert caveats.locator(".work-warning:visible").count() == caveats.count()


def test_a_list_of_several_pages_is_found_in_as_a_whole(open_page, tmp_path, monkeypatch):
    monkeypatch.setattr(shelves, "WORKS_A_PAGE", 2)
    course = load_course(small_course(tmp_path, "Vesicles were reviewed [@clark2003review].\n"))
    content = lists.reference_list(Place(course, Publication(course.settings, "Small", "", ""), ""))
    shutil.copytree(ROOT / "macros/assets/javascripts", tmp_path / "assets/javascripts")
    for path, text in lists.list_scripts(course):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    folders = "<script>window.courseFolders = {lists: new URL('assets/lists/', location.href).href}</script>"
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>x</title>{folders}{content}"
    (tmp_path / "references.html").write_text(page, encoding="utf-8")
    page = open_page((tmp_path / "references.html").as_uri() + "?sort=-year")
    wait_for_count(page, "4 of 4 works")
    years = [work.year for work in sorted(course.listed, key=lambda work: (-int(work.year), work.number))]
    shown = page.locator(f"{FOUND}:visible")
    assert [year in text for year, text in zip(years, shown.all_inner_texts(), strict=True)] == [True] * 4
    assert page.locator("[id^=ref-]:visible").count() == 0
    page.get_by_label("Words in author").fill(course.listed[3].title)
    wait_for_count(page, "1 of 4 work")
    assert shown.locator("a.work-way").get_attribute("href") == course.reference_url(course.listed[3].key)
    assert course.reference_url(course.listed[3].key).startswith("references-2.html#ref-")


# All of them


def test_without_scripts_everything_is_there(open_page, home, claims):
    page = open_page(home + "references.html", java_script_enabled=False)
    assert page.locator(".list-tools").is_hidden() and page.locator(".work-opener:visible").count() == 0
    works = page.locator("[data-list-items] > li")
    assert works.count() == 232
    places = works.locator("a[href*='#claim-']:visible").evaluate_all("links => links.map(link => link.hash)")
    assert sorted(places) == sorted(f"#{claim['id']}" for claim in claims for _ in claim["references"])
    page.locator("#ref-quah2007mycoplasma").get_by_role("link", name="What was seen of it").click()
    page.wait_for_url("**/references/seen-*.html#seen-quah2007mycoplasma")
    seen = page.locator("#seen-quah2007mycoplasma")
    assert "Mycoplasma contamination" in seen.locator(".work-caveat").inner_text()
    assert seen.locator(".work-findings li").count() > 2 and seen.locator(".work-places a").count() > 2
    page.goto(home + "claims.html")
    assert page.locator("form:visible").count() == page.get_by_role("search").count() == 0
    counted = page.locator("[data-list-overview] td:nth-child(2)").all_inner_texts()
    assert sum(map(int, counted)) == len(claims)
    page.locator("[data-list-overview] a").nth(1).click()
    page.wait_for_url("**/claims/*.html")
    page.get_by_role("link", name="Next").first.click()
    page.wait_for_url("**/claims/02-*.html")
    assert page.locator("tr[id]:visible").count() == len([c for c in claims if c["chapter"] == "02-isolation"])


def test_every_page_of_the_lists_is_light_and_holds_still(open_page, server, site):
    names = ["claims", "references", "glossary", "corrections"]
    folders = ("claims", "references")
    names += [f"{folder}/{path.stem}" for folder in folders for path in sorted((site / folder).glob("*.html"))]
    page = open_page("about:blank", **PHONE)
    page.add_init_script(_SHIFTS)
    for name in names:
        page.goto(f"{server}{name}.html")
        elements, stops, shift = page.evaluate(_WEIGHT)
        assert elements <= 2500 and stops <= 350 and shift == 0, f"{name}: {elements} elements, {stops} stops, {shift}"


_SHIFTS = """window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifted += entry.value))
    .observe({type: "layout-shift", buffered: true});"""
_WEIGHT = """() => [
    document.querySelectorAll("*").length,
    [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")].filter(
        stop => stop.tabIndex >= 0 && stop.checkVisibility({visibilityProperty: true})).length,
    window.shifted,
]"""


@pytest.mark.parametrize("width", [320, 600, 721, 1024, 1280, 1440])
def test_no_column_is_cut(width, open_page, server):
    page = open_page("about:blank", viewport={"width": width, "height": 800})
    for name in (
        "claims",
        "claims/02-isolation",
        "references",
        "references/seen-1",
        "corrections",
        "glossary",
        "about/contributing",
    ):
        page.goto(f"{server}{name}.html")
        cut = page.evaluate("""() => [...document.querySelectorAll("article :is(th, td, li, dd)")]
            .filter(cell => cell.checkVisibility() && !cell.closest("thead, .visually-hidden"))
            .filter(cell => cell.getBoundingClientRect().right > document.documentElement.clientWidth)
            .map(cell => cell.textContent.trim().slice(0, 40))""")
        assert cut == [], name
