"""Cards that are fetched when they are asked for, and text that is calm: few stops, large targets, whole tables."""

import pytest

from tests.browser.reader import CARD, CARD_WORK, CHAPTER, CHAPTERS, PHONE

# A bracket with several works, and a paragraph whose sentences rest on one.
BRACKET = "#the-sample ~ p a.citation[data-keys*=' ']"
RUN = ".claim[data-shown-at]"
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })).length"""


def test_a_card_is_fetched_once_and_only_when_a_reader_points_at_it(open_page, home):
    page = open_page(home + CHAPTER)
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if "/works." in request.url else None)
    assert page.locator("script[src*='/works.']").count() == 0
    link = page.locator(BRACKET).first
    works = link.get_attribute("data-keys").split()
    for _ in range(2):
        link.hover()
        page.locator(CARD_WORK).first.wait_for()
        page.keyboard.press("Escape")
        page.locator(CARD).wait_for(state="detached")
        page.mouse.move(5, 5)
    assert sorted(url.rpartition("/")[2] for url in fetched) == sorted(f"{key}.js" for key in works)
    # One stop of the Tab key for the whole bracket, and one card with all its works.
    link.focus()
    page.keyboard.press("Enter")
    page.locator(CARD_WORK).first.wait_for()
    assert page.locator(CARD_WORK).count() == len(works) >= 2
    assert page.locator(CARD).get_attribute("aria-label") == "References " + link.inner_text().strip("[]")


def test_the_numbers_of_a_bracket_are_links_of_their_own_without_javascript(open_page, home):
    page = open_page(home + CHAPTER, java_script_enabled=False)
    bracket = page.locator("#the-sample ~ p span.citations").first
    for number in bracket.locator("a.citation").all():
        assert number.get_attribute("href").endswith("#ref-" + number.get_attribute("data-keys"))
    assert page.locator("[data-mark-choice]").is_hidden()
    page.locator("#works-cited .work-line").nth(2).click()
    page.wait_for_url("**/references*.html#ref-*")


def test_a_card_that_is_long_in_coming_says_so_and_one_that_fails_leaves_a_link(open_page, server):
    page = open_page(server + CHAPTER, alone=True)
    held = []
    page.route("**/assets/works.*/*.js", lambda route: held.append(route))
    link = page.locator("#size-exclusion ~ p a.citation").first
    link.hover()
    card = page.locator(CARD)
    card.get_by_role("status").wait_for()
    held.pop().abort()
    card.wait_for(state="detached")
    assert page.url.endswith(CHAPTER)
    link.click()
    card.get_by_role("status").wait_for()
    held.pop().abort()
    page.wait_for_url("**/references*.html#ref-boing2014single")


def test_the_mark_is_a_permalink_and_its_card_knows_the_claims_before_it(open_page, home):
    page = open_page(home + CHAPTER)
    first = page.locator(RUN).first
    shown_at = first.get_attribute("data-shown-at")
    run = page.locator(f"[data-shown-at='{shown_at}']").count() + 1
    mark = page.locator(f".claim-mark[href='#{shown_at}']")
    assert mark.get_attribute("tabindex") == "-1"
    mark.hover()
    page.locator(CARD_WORK).first.wait_for()
    assert page.locator(".claim.is-cited").count() == run  # what the number holds for is lit
    ways = page.locator(f"{CARD} .card-claims li")
    assert ways.count() == run
    for way in ways.all():
        assert way.get_by_role("link", name="in the table of claims").count() == 1
    ways.first.get_by_role("link").first.click()
    page.locator(CARD).wait_for(state="detached")
    assert first.evaluate("claim => claim.matches(':target')")
    mark.click()
    page.wait_for_url(f"**#{shown_at}")
    page.get_by_label("Show which claims rest on").select_option(
        mark.evaluate("m => m.querySelector('.grade').classList[1].slice(6)")
    )
    assert first.evaluate("claim => claim.matches('.is-chosen')")


def test_numbers_and_marks_are_heard_and_seen_in_forced_colours_and_on_paper(open_page, server):
    page = open_page(server + CHAPTER)
    hushed = page.locator(RUN).first
    numbers = hushed.locator(".citation-heard").text_content().strip()
    paragraph = page.locator(f"p:has(> #{hushed.get_attribute('id')})")
    words = paragraph.locator(".claim-mark .grade").first.text_content()
    heard = paragraph.aria_snapshot()
    assert numbers in heard and words in heard
    ink = "grade => { const { backgroundColor, maskImage } = getComputedStyle(grade, '::before'); return [backgroundColor, maskImage]; }"
    mark = paragraph.locator(".claim-mark .grade").first
    for media in ({"forced_colors": "active"}, {"forced_colors": "none", "media": "print"}):
        page.emulate_media(**media)
        colour, drawing = mark.evaluate(ink)
        assert colour not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)") and drawing.startswith("url(")


def test_a_later_place_leads_to_the_caveat_that_the_page_has(open_page, home):
    page = open_page(home + CHAPTER)
    again = page.locator(".caveat-again a").first
    again.click()
    box = page.locator(again.get_attribute("href"))
    assert box.evaluate("box => box.matches(':target')") and "Before you lean on" in box.inner_text()
    boxes = page.eval_on_selector_all(".caveat", "boxes => boxes.map((box) => box.id)")
    assert len(boxes) == len(set(boxes))


def test_a_line_of_the_works_opens_its_card(open_page, home):
    page = open_page(home + CHAPTER)
    line = page.locator("#cite-boing2014single .work-line")
    line.hover()
    line.press("Enter")
    page.locator(CARD_WORK).wait_for()
    assert "Reference 18" in page.locator(CARD).inner_text()
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")
    assert line.evaluate("line => line === document.activeElement")


def test_on_a_phone_a_card_leaves_the_sentence_in_sight_and_goes_when_the_reader_scrolls_on(open_page, home):
    page = open_page(home + CHAPTER, **PHONE)
    link = page.locator("#size-exclusion ~ p a.citation").first
    # At the bottom of the screen, where the sheet will lie.
    link.evaluate("link => window.scrollBy(0, link.getBoundingClientRect().bottom - innerHeight + 40)")
    link.tap()
    page.locator(CARD_WORK).wait_for()
    card, number = page.locator(CARD).bounding_box(), link.bounding_box()
    assert card["height"] <= 0.45 * 740 + 1 and card["y"] + card["height"] == pytest.approx(740, abs=1)
    assert number["y"] > 60 and number["y"] + number["height"] <= card["y"]
    page.locator(CARD).evaluate("card => { card.scrollTop = 120; }")
    assert page.locator(CARD).evaluate("card => card.scrollTop") > 0 and page.locator(CARD).is_visible()
    page.evaluate("window.scrollBy({ top: 200, behavior: 'instant' })")
    page.locator(CARD).wait_for(state="detached")
    # A mark has no room for a finger's precision: it opens the card too.
    mark = page.locator("#size-exclusion ~ p .claim-mark").first
    mark.tap()
    page.locator(CARD_WORK).first.wait_for()
    assert "#" not in page.url


@pytest.mark.parametrize("path", CHAPTERS)
def test_a_chapter_has_few_stops_large_targets_and_whole_tables(path, open_page, server):
    page = open_page(server + path, **PHONE)
    # The words of a figure are closed once it is awake.
    page.evaluate("document.querySelectorAll('figure details').forEach((words) => { words.open = false; })")
    assert page.evaluate(STOPS) <= 350
    page.evaluate("document.querySelectorAll('article details').forEach((box) => { box.open = true; })")
    small = page.eval_on_selector_all(
        "article :is(a.citation, a.glossary-term, a.headerlink, #works-cited > li, .caveat-again a)",
        """targets => targets.filter((one) => one.checkVisibility({ opacityProperty: true }) || one.matches(".headerlink"))
            .map((one) => [one.textContent, one.getBoundingClientRect(), getComputedStyle(one).opacity])
            .filter(([, box, opacity]) => box.width < 24 || box.height < 24 || opacity < 1).map(([words]) => words)""",
    )
    assert small == []
    apart = """blocks => blocks.filter((block) => {
        const lines = block.getBoundingClientRect().height / parseFloat(getComputedStyle(block).lineHeight);
        return Math.abs(lines - Math.round(lines)) > 0.05;
    }).length"""
    assert page.eval_on_selector_all("article > p:has(> .claim)", apart) == 0  # large targets move no line
    cut = """tables => tables.flatMap((table) => [table, ...table.querySelectorAll("tbody tr")])
        .filter((part) => part.scrollWidth > part.clientWidth || part.parentElement.scrollWidth > part.parentElement.clientWidth)
        .map((part) => part.textContent.slice(0, 40))"""
    for width in (320, 480, 600, 719, 720, 768, 960, 1024, 1220, 1440):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.eval_on_selector_all("article table[role=table]:not([class])", cut) == [], f"at {width} px"
