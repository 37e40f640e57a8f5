"""Figures hold still: as high asleep as awake, closed boxes that open for what is sought, and the whole of one on a projector or in a frame."""

import pytest

from tests import figures
from tests.browser.reader import give_sign, live_figure

each_figure = pytest.mark.parametrize("name", figures.names())
each_chosen = pytest.mark.parametrize("name", [*figures.names("rows"), *figures.names("explorer")])
each_rows = pytest.mark.parametrize("name", figures.names("rows"))
PROJECTOR = {"width": 1920, "height": 1080}
FRAME = {"width": 720, "height": 500}

# The height of every figure, where it begins, and how long the page is.
PLACES = """() => [document.documentElement.scrollHeight, ...[...document.querySelectorAll("[data-figure]")].flatMap(figure => {
  const box = figure.getBoundingClientRect();
  return [box.top + scrollY, box.height];
})]"""
# What is not wholly in the window, and letters that are smaller than the last row can read.
ON_SCREEN = """figure => {
  const plot = figure.querySelector(".js-plotly-plot");
  const scale = plot.getBoundingClientRect().width / plot.clientWidth;
  const found = [];
  const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNode(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || element.closest(".visually-hidden, option, label, legend, .figure-hits") && box.width < 4) continue;
    const size = parseFloat(getComputedStyle(element).fontSize) * (element.closest("svg.main-svg") ? scale : 1);
    const clipped = element.closest(".visually-hidden, option, .figure-choose label, legend");
    if (clipped) continue;
    if (size < 23.9) found.push(`${walker.currentNode.data.trim().slice(0, 40)}: letters of ${size.toFixed(1)} px`);
    if (box.top < 0 || box.bottom > innerHeight + 1 || box.left < 0 || box.right > innerWidth + 1) found.push(`${walker.currentNode.data.trim().slice(0, 40)}: off the screen`);
  }
  for (const field of figure.querySelectorAll("input[type=text], select, button:not(.figure-hit)")) {
    const size = parseFloat(getComputedStyle(field).fontSize);
    if (field.checkVisibility() && field.clientWidth && size < 23.9) found.push(`${field.outerHTML.slice(0, 60)}: letters of ${size} px`);
  }
  return found;
}"""


def chapters_with_figures():
    return sorted({figures.chapter_of(name) for name in figures.names()})


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_moves_when_figures_wake(width, open_page, server):
    pages = [f"chapters/{slug}.html" for slug in chapters_with_figures()]
    if width == 1280:  # only there a figure's own page gives it another room than the chapter does
        pages += [f"figures/{name}.html" for name in figures.names()]
    for address in pages:
        page = open_page(server + address, viewport={"width": width, "height": 740})
        if address.startswith("chapters"):
            assert page.locator(".is-live").count() == 0
        asleep = page.evaluate(PLACES)
        for figure in page.locator("[data-figure]").all():
            live_figure(page, figure.get_attribute("data-figure"))
        awake = page.evaluate(PLACES)
        moved = [(before, now) for before, now in zip(asleep, awake, strict=True) if abs(before - now) > 1]
        assert moved == [], f"{address} at {width} px"
        page.close()


@each_rows
def test_what_the_address_seeks_in_a_closed_box_is_opened_in_view_and_stays(name, open_page, home):
    row = figures.rows_of(name)[-1]["id"]
    page = open_page(f"{home}chapters/{figures.chapter_of(name)}.html#fig-{name}-{row}")
    line = page.locator(f"#fig-{name}-{row}")
    assert in_view(line), "at once"
    page.locator(f"#fig-{name}.is-live .figure-chosen.has-row").wait_for()
    assert in_view(line), "when the figure lives"
    answer = page.locator(f"#fig-{name} .figure-tasks details [id^=claim-]").first
    page.evaluate("id => { location.hash = id }", answer.get_attribute("id"))
    answer.wait_for()
    page.wait_for_function(
        "id => { const b = document.getElementById(id).getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }",
        arg=answer.get_attribute("id"),
    )


def in_view(element):
    box = element.bounding_box()
    return box and box["y"] >= 0 and box["y"] < element.page.viewport_size["height"] - 20


@each_figure
def test_boxes_are_closed_in_sight_and_open_on_paper_and_without_scripts(name, open_page, server):
    page = open_page(f"{server}figures/{name}.html")
    body, button = page.locator(f"#fig-{name}-words-body"), page.locator(f"#fig-{name}-words > button")
    assert body.is_hidden() and button.get_attribute("aria-expanded") == "false"
    page.emulate_media(media="print")
    assert body.locator("table").first.is_visible() and button.is_hidden()
    page.emulate_media(media="screen")
    button.focus()
    page.keyboard.press("Enter")
    assert body.is_visible() and button.get_attribute("aria-expanded") == "true"
    bare = open_page(f"{server}figures/{name}.html", java_script_enabled=False)
    assert bare.locator(f"#fig-{name}-words-body table").first.is_visible()
    assert bare.locator(f"#fig-{name} .needs-script:visible").count() == 0


@each_rows
def test_what_a_reader_sets_in_a_sleeping_figure_is_kept(name, open_page, server):
    facet, view = figures.facets_of(name)[0]["id"], figures.views_of(name)[1]["id"]
    option = figures.rows_of(name, view)[-1]["options"][facet][0]
    page = open_page(f"{server}figures/{name}.html", reduced_motion="reduce")
    page.evaluate(  # in one go, so that the figure still sleeps
        """([name, view, facet, option]) => {
            const figure = document.querySelector(`#fig-${name}`);
            if (figure.matches(".is-live")) throw new Error("the figure is awake");
            figure.querySelector(`input[value="${view}"]`).checked = true;
            figure.querySelector(`select[data-facet="${facet}"]`).value = option;
            figure.querySelector("[data-go=on]").click();
        }""",
        [name, view, facet, option],
    )
    give_sign(page)
    figure = page.locator(f"#fig-{name}")
    figure.locator(".figure-chosen.has-row").wait_for()
    rows = [row for row in figures.marked(name, facet, option) if view in row["views"]]
    assert figure.locator(f"input[value='{view}']").is_checked()
    assert figure.locator("[data-count]").inner_text().startswith((f"{len(rows)} of", "All"))
    assert rows[0]["text"] in figure.locator(".figure-chosen").inner_text()


@pytest.mark.parametrize("name", figures.names("explorer"))
def test_what_a_reader_types_into_a_sleeping_explorer_is_kept(name, open_page, server):
    first = figures.inputs_of(name)[0]
    page = open_page(f"{server}figures/{name}.html", reduced_motion="reduce")
    page.evaluate(
        "([name, id, value]) => { document.querySelector(`#fig-${name} input[type=text][data-input='${id}']`).value = value }",
        [name, first["id"], str(first["max"])],
    )
    live_figure(page, name)
    page.wait_for_function(f"location.search === '?{name}={first['id']}:{first['max']}'")


@each_figure
def test_a_figure_says_its_number_wherever_it_is_named(name, open_page, server):
    slug = figures.chapter_of(name)
    number = f"Figure {int(slug.split('-')[0])}."
    page = open_page(f"{server}figures/{name}.html")
    assert page.locator("h1").inner_text().startswith(number)
    assert page.locator(f"#fig-{name} figcaption").inner_text().startswith(number)
    label = page.locator("h1").inner_text().split(":")[0]
    page.goto(f"{server}figures.html")
    assert page.locator(f".figure-gallery a[href$='{name}.html']", has_text=f"{label}.").count() == 1


@each_figure
def test_in_a_frame_of_another_page_the_drawing_comes_first(name, open_page, home):
    page = open_page(f"{home}embed/{name}.html", viewport=FRAME)
    assert page.locator("header, nav").count() == 0
    assert page.locator("meta[name=robots][content=noindex]").count() == 1
    for _ in range(2):  # asleep, then awake
        box = page.locator(f"#fig-{name} .figure-plot:visible").first.bounding_box()
        seen = min(box["y"] + box["height"], FRAME["height"]) - box["y"]
        assert 0 <= box["y"] < 160 and seen > 250 and box["x"] >= 0 and box["x"] + box["width"] <= FRAME["width"]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        live_figure(page, name)
    page.locator("figcaption a").click(modifiers=[])
    bare = open_page(f"{home}embed/{name}.html", viewport=FRAME, java_script_enabled=False)
    assert bare.locator("img:visible").first.is_visible() and bare.locator("figcaption a").is_visible()


@each_figure
def test_the_frame_can_be_copied(name, open_page, server):
    page = open_page(f"{server}figures/{name}.html", alone=True, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Use this figure elsewhere").click()
    snippet = page.locator("[data-snippet]").inner_text()
    assert f'embed/{name}.html" width="720" height="500"' in snippet
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == snippet


@each_chosen
def test_a_projector_shows_the_whole_figure_in_large_letters(name, open_page, server):
    page = open_page(f"{server}figures/{name}.html", viewport=PROJECTOR, reduced_motion="reduce")
    figure = live_figure(page, name)
    figure.get_by_role("button", name="Full screen").click()
    figure.get_by_role("button", name="Leave full screen").wait_for()
    page.wait_for_function("name => document.querySelector(`#fig-${name}`).clientHeight === innerHeight", arg=name)
    assert figure.evaluate("figure => figure.scrollHeight") <= PROJECTOR["height"]
    for view in figure.locator(".figure-views input").all() or [None]:
        if view:
            view.check(force=True)
            figure.get_by_role("button", name="Next").click()
            figure.locator(".figure-chosen.has-row").wait_for()
        assert figure.evaluate(ON_SCREEN) == []
    figure.get_by_role("button", name="Leave full screen").click()
    figure.get_by_role("button", name="Full screen", exact=True).wait_for()
