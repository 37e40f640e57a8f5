"""What a reader sees and does, over http and from disk, by mouse, keyboard and touch."""

import pytest

from tests.browser.reader import (
    CARD,
    CARD_WORK,
    CHAPTER,
    CITATION,
    PAGES,
    PHONE,
    live_figure,
    use_palette,
    wait_for_figures,
)

# Citation cards


def test_a_card_opens_on_hover_and_the_pointer_may_enter_it(open_page, home):
    page = open_page("about:blank", alone=True)  # its clock is that of the whole context
    page.clock.install()
    page.goto(home + CHAPTER)
    live_figure(page, "isolation")  # a figure that wakes above would move the link away from the pointer
    link = page.locator(CITATION).first
    link.hover()
    card = page.locator(CARD)
    page.locator(CARD_WORK).wait_for()
    assert link.get_attribute("aria-expanded") == "true"
    text = card.inner_text()
    assert "Reference 18" in text and "Böing AN, van der Pol E" in text
    assert "Human samples" in text and "doi:10.3402/jev.v3.23430" in text and "Free full text" in text
    assert "Also cited in" in text
    card.hover()
    page.clock.run_for(2000)
    assert card.is_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(2000)
    card.wait_for(state="detached")


def test_a_card_by_keyboard(open_page, home):
    page = open_page(home + CHAPTER)
    link = page.locator(CITATION).first
    page.locator("#size-exclusion .headerlink").focus()
    while not link.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    card = page.locator(CARD)
    card.wait_for()
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert link.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    card.wait_for()
    assert card.evaluate("card => card === document.activeElement")
    page.keyboard.press("Tab")
    assert card.evaluate("card => card.contains(document.activeElement)")
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert link.evaluate("link => link === document.activeElement")


def test_tab_out_of_a_card_goes_on_behind_its_number(open_page, home):
    page = open_page(home + CHAPTER)
    link = page.locator(CITATION).first
    link.focus()
    page.keyboard.press("Enter")
    page.locator(CARD_WORK).wait_for()
    stops = page.locator(f"{CARD} :is(a[href], button, summary):visible").count()
    for _ in range(stops):
        page.keyboard.press("Tab")
    assert page.locator(f"{CARD} .card-close").evaluate("button => button === document.activeElement")
    page.keyboard.press("Tab")
    assert link.get_attribute("aria-expanded") == "false"  # a card that is open now is that of the next number
    where = "([link, next]) => !!(link.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING)"
    assert page.evaluate(f"link => ({where})([link, document.activeElement])", link.element_handle())


def test_a_card_by_touch(open_page, home):
    page = open_page(home + CHAPTER, **PHONE)
    page.locator(CITATION).first.tap()
    card = page.locator(CARD)
    card.wait_for()
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    assert page.url.endswith(CHAPTER)
    page.locator(f"{CARD} .card-close").tap()
    card.wait_for(state="detached")


def test_a_card_shows_its_caveat_and_no_unconfirmed_doi(open_page, home):
    page = open_page(home + CHAPTER)
    page.locator("a.citation[data-keys='quah2007mycoplasma']").first.click()
    page.locator(CARD_WORK).wait_for()
    text = page.locator(CARD).inner_text()
    assert "Caveat." in text and "Mycoplasma contamination" in text
    assert "doi:" not in text and "Search PubMed" in text


def test_links_of_a_card_lead_to_the_other_places(open_page, home):
    page = open_page(home + CHAPTER)
    page.locator("a.citation[data-keys='quah2007mycoplasma']").first.click()
    page.locator(CARD_WORK).wait_for()
    if page.locator(f"{CARD} .work-places:not([open])").count():
        page.locator(f"{CARD} .work-places summary").click()
    place = page.locator(f"{CARD} .work-places a").first
    target = place.get_attribute("href").partition("#")[2]
    place.click()
    page.wait_for_url(f"**#{target}")
    page.locator(CARD).wait_for(state="detached")
    assert page.locator(f"[id='{target}']").is_visible()


def test_without_javascript_a_number_is_a_link_to_the_reference(open_page, home):
    page = open_page(home + CHAPTER, java_script_enabled=False)
    page.locator(CITATION).first.click()
    page.wait_for_url("**/references.html#ref-boing2014single")
    assert page.locator("#ref-boing2014single").is_visible()
    assert page.locator(".list-tools").is_hidden()


# Marks of evidence


def test_the_reader_chooses_how_marks_look_and_the_choice_stays(open_page, server):
    page = open_page(server + CHAPTER)
    words = page.locator(".claim-mark:not(.title-only) .grade").first
    page.get_by_label("Words").check()
    assert words.bounding_box()["width"] > 40
    page.get_by_label("Icons").check()
    assert 10 <= words.bounding_box()["width"] <= 24
    page.get_by_label("Words").check()
    page.reload()
    assert page.get_by_label("Words").is_checked() and words.bounding_box()["width"] > 40
    page.get_by_label("Off", exact=True).check()
    assert page.locator(".claim-mark:not(.title-only)").first.is_hidden()
    assert page.locator(".claim-mark.title-only:visible").count() > 0


def test_a_claim_link_marks_its_sentence(open_page, home):
    page = open_page(home + CHAPTER)
    mark = page.locator(".claim + .claim-mark").nth(3)
    target = mark.get_attribute("href")
    mark.click()
    claim = page.locator(target)
    assert claim.evaluate("claim => claim.matches(':target')")
    claim.locator("a.citation").click()
    ledger = page.locator(CARD).get_by_role("link", name="In the table of claims")
    ledger.click()
    page.wait_for_url(f"**/claims/*#ledger-{target[1:]}")
    page.locator(f"#ledger-{target[1:]} th a").click()
    page.wait_for_url(f"**{target}")


def test_the_reader_sees_which_claims_rest_on_one_kind_of_study(open_page, home):
    page = open_page(home + CHAPTER)
    page.get_by_label("Show which claims rest on").select_option("guideline")
    chosen = page.locator(".is-chosen")
    assert chosen.count() == int(page.locator("[data-mark-count]").inner_text().split()[0]) > 0
    assert "145" in chosen.first.inner_text()
    page.get_by_label("Show which claims rest on").select_option("")
    assert chosen.count() == 0


def test_a_bold_term_opens_its_definition(open_page, home):
    page = open_page(home + CHAPTER)
    term = page.locator("a.glossary-term").first
    term.focus()
    page.keyboard.press("Enter")
    card = page.locator(CARD)
    card.wait_for()
    assert term.get_attribute("data-term").replace("-", " ") in card.inner_text().casefold()
    card.get_by_role("link", name="In the glossary").click()
    page.wait_for_url("**/glossary.html#term-*")


# Search, palette, layout


def test_search_finds_and_leads_to_the_section(open_page, home):
    page = open_page(home + "index.html")
    page.keyboard.press("/")
    page.keyboard.type("Sepharose")
    page.locator(".md-search-result__more summary").first.click()
    page.locator(".md-search-result__link[href*='size-exclusion']").first.click()
    page.wait_for_url("**/02-isolation.html?h=*#size-exclusion")


def test_the_palette_choice_reaches_the_next_page(open_page, server):
    page = open_page(server + "index.html")
    use_palette(page, "slate")
    page.goto(server + CHAPTER)
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(path, open_page, server):
    page = open_page(server + path, viewport={"width": 320, "height": 800})
    for width in (320, 768, 1920):
        if page.viewport_size["width"] != width:
            page.set_viewport_size({"width": width, "height": 800})
            if page.locator("[data-figure]").count():
                page.reload()  # a figure is drawn for the room that it finds when it wakes
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} px"


# The figure of steps


def test_the_figure_steps_by_keyboard_and_speaks(open_page, home):
    page = open_page(home + CHAPTER, reduced_motion="reduce")
    wait_for_figures(page)
    figure = page.locator("[data-figure='isolation']")
    slider = figure.locator("input[type=range]")
    spoken = figure.locator("[aria-live]")
    slider.focus()
    first = spoken.inner_text()
    page.keyboard.press("ArrowRight")
    assert slider.input_value() == "2"
    assert spoken.inner_text() != first and spoken.inner_text().strip()


def test_the_chooser_enlarges_one_panel(open_page, home):
    page = open_page(home + CHAPTER, reduced_motion="reduce")
    wait_for_figures(page)
    figure = page.locator("[data-figure='isolation']")
    plots = figure.locator(".js-plotly-plot")
    assert len([p for p in plots.all() if p.is_visible()]) == 6
    small = plots.first.bounding_box()["width"]
    figure.get_by_label("Show").select_option("Size exclusion")
    (shown,) = [p for p in plots.all() if p.is_visible()]
    wider = "([plot, width]) => plot.getBoundingClientRect().width > width"
    page.wait_for_function(wider, arg=[shown.element_handle(), small * 1.5])  # drawn anew within a frame


def test_play_and_pause(open_page, server):
    page = open_page(server + CHAPTER)
    wait_for_figures(page)
    figure = page.locator("[data-figure='isolation']")
    figure.get_by_role("button", name="Play").click()
    page.wait_for_function("document.querySelector('[data-figure] input[type=range]').value !== '1'")
    figure.get_by_role("button", name="Pause").click()
    assert figure.get_by_role("button", name="Play").is_visible()


def test_reduced_motion_has_no_play_button(open_page, server):
    page = open_page(server + CHAPTER, reduced_motion="reduce")
    wait_for_figures(page)
    assert page.locator("[data-figure='isolation']").get_by_role("button", name="Play").count() == 0
