"""Every figure in a real browser: words that can be read at every width, pages of their own, and life without scripts."""

import re
from itertools import combinations

import pytest

from tests import figures
from tests.browser.reader import CHAPTER, give_sign, ink, live_figure, use_palette, wait_for_other_ink

WIDTHS = [360, 768, 1280, 1920]
# What the name of an asset carries of its content.
DIGEST = re.compile(r"(?<=\.)[0-9a-f]{10}\.")
# What only scripts can fill or move.
LIVE_PARTS = ".figure-controls, .explorer-inputs, .figure-chosen, .explorer-tools, .figure-set, .figure-table-tools"
each_figure = pytest.mark.parametrize("name", figures.names())
# Every figure on its own page, and one in the chapter that explains it.
PLACES = [(name, f"figures/{name}.html") for name in figures.names()] + [("isolation", CHAPTER)]
each_place = pytest.mark.parametrize(("name", "place"), PLACES, ids=[place for _, place in PLACES])

# Words of the drawings as [text, left, top, right, bottom, letter size on the screen in px].
LABELS = """figure => [...figure.querySelectorAll('.js-plotly-plot')].filter(plot => plot.clientWidth).flatMap(plot => {
  const scale = plot.getBoundingClientRect().width / plot.clientWidth;
  return [...plot.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => {
    const box = t.getBoundingClientRect();
    const line = t.querySelector('tspan') || t;
    return [t.textContent, box.left, box.top, box.right, box.bottom, parseFloat(getComputedStyle(line).fontSize) * scale];
  });
})"""


def assert_words_are_legible(figure, name):
    width = figure.page.viewport_size["width"]
    labels = figure.evaluate(LABELS)
    assert labels
    for text, left, _, right, _, size in labels:
        assert size >= 10.9, f"{name} at {width} px: “{text}” has letters of {size:.1f} px"
        assert left >= 0 and right <= width, f"{name} at {width} px: “{text}” leaves the screen"
    for (one, *a, size), (other, *b, _) in combinations(labels, 2):
        slack = size * 0.25  # a box holds the room above and below the letters
        apart = a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] - slack <= b[1] or b[3] - slack <= a[1]
        assert apart, f"{name} at {width} px: “{one}” and “{other}” overlap"


@each_figure
@pytest.mark.parametrize("width", WIDTHS)
def test_words_are_legible_and_never_overlap(name, width, open_page, server):
    page = open_page(f"{server}figures/{name}.html", viewport={"width": width, "height": 900}, reduced_motion="reduce")
    figure = live_figure(page, name)
    assert_words_are_legible(figure, name)
    for view in figure.locator(".figure-views input").all()[1:]:
        view.check(force=True)
        assert_words_are_legible(figure, name)
    for button in figure.locator("[data-explorer=set]").all():
        button.click()
        page.wait_for_function(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
        )
        assert_words_are_legible(figure, name)


@each_figure
def test_a_still_picture_is_legible(name, open_page, server):
    page = open_page(f"{server}figures/{name}.html", java_script_enabled=False)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        image = page.locator(f"#fig-{name} img:visible").first
        image.scroll_into_view_if_needed()
        drawn = image.evaluate("i => i.getBoundingClientRect().width / i.getAttribute('width')") if width > 600 else 1
        narrow, wide = (f"-{layout}-" in image.get_attribute("src") for layout in ("narrow", "wide"))
        assert drawn >= (0.6 if wide else 0.75)  # its letters are larger
        assert narrow == (width == 360)
        if views := figures.kind_of(name) == "rows" and figures.views_of(name):
            assert page.locator(f"#fig-{name} img:visible").count() == len(views)


@each_place
def test_without_javascript_picture_and_table_stand_and_no_empty_box(name, place, open_page, home):
    page = open_page(home + place, java_script_enabled=False)
    figure = page.locator(f"#fig-{name}")
    assert figure.locator(f":is({LIVE_PARTS}, .needs-script, input[type=range]):visible").count() == 0
    assert_picture_and_table_stand(figure)


@each_place
@pytest.mark.parametrize("blocked", ["plotly-basic.min.*.js", "assets/figures/{name}.*.js", "figure-{kind}.*.js"])
def test_a_blocked_script_leaves_picture_and_table(name, place, blocked, open_page, server):
    blocked = blocked.format(name=name, kind=figures.kind_of(name))
    page = open_page("about:blank")
    page.route(f"**/*{blocked}", lambda route: route.abort())
    with page.expect_event("console", lambda message: "stays a still picture" in message.text):
        page.goto(server + place)
        page.locator(f"#fig-{name}").scroll_into_view_if_needed()
        give_sign(page)
    figure = page.locator(f"#fig-{name}")
    assert figure.locator(f":is({LIVE_PARTS}):visible").count() == 0
    assert figure.locator(".js-plotly-plot").count() == 0
    assert_picture_and_table_stand(figure)


def assert_picture_and_table_stand(figure):
    image = figure.locator("img:visible").first
    assert image.bounding_box()["width"] > 300
    if figure.locator(".figure-words > button").is_visible():
        figure.locator(".figure-words > button").click()
    assert figure.locator(".figure-words table").first.is_visible()


@each_figure
def test_print_shows_the_still_picture_and_all_words(name, open_page, server):
    page = open_page(f"{server}figures/{name}.html", reduced_motion="reduce")
    figure = live_figure(page, name)
    page.emulate_media(media="print")
    assert figure.locator("img:visible").count() == (
        len(figures.views_of(name)) if figures.kind_of(name) == "rows" else 1
    )
    assert figure.locator(".figure-words table").first.is_visible()
    assert figure.locator(f":is({LIVE_PARTS}, .figure-canvas):visible").count() == 0


@each_place
def test_a_drawing_answers_the_palette(name, place, open_page, home):
    page = open_page(home + place, reduced_motion="reduce")
    live_figure(page, name)
    light = ink(page, f"#fig-{name}")
    use_palette(page, "slate")
    wait_for_other_ink(page, light, f"#fig-{name}")


@each_figure
def test_a_figure_alone_names_its_works_and_leads_back(name, open_page, home):
    page = open_page(f"{home}figures/{name}.html", reduced_motion="reduce")
    live_figure(page, name)
    assert page.get_by_role("button", name="Full screen").is_visible()
    page.locator("article a", has_text="Explained in chapter").click()
    page.wait_for_url("**/chapters/*.html#*")
    assert page.locator(f"#fig-{name}").count() == 1


def test_the_figures_page_shows_every_figure(open_page, home):
    page = open_page(f"{home}figures.html")
    assert page.locator(".figure-gallery li").count() == len(figures.names())
    for name in figures.names():
        link = page.locator(f".figure-gallery a[href$='figures/{name}.html']").last
        assert figures.title_of(name) in link.inner_text()
        image = page.locator(f".figure-gallery img[src*='figures/{name}-light.']")
        image.scroll_into_view_if_needed()
        page.wait_for_function("i => i.complete && i.naturalWidth > 0", arg=image.element_handle())


@each_figure
def test_nothing_of_a_figure_is_fetched_before_it_is_near(name, open_page, server):
    page = open_page("about:blank")
    asked = addresses_asked_by(page)
    page.goto(f"{server}chapters/{figures.chapter_of(name)}.html")
    page.wait_for_load_state("networkidle")
    kind = figures.kind_of(name)
    # The controls of a figure in steps work from the start: their small script comes with the page.
    script = () if kind == "steps" else (f"figure-{kind}.js",)
    own = (f"figures/{name}.js", f"explorer-{name}.js", *script)
    assert not [url for url in asked if "plotly" in url or url.endswith(own)]
    live_figure(page, name)
    assert [url for url in asked if "plotly-basic" in url]
    assert [url for url in asked if url.endswith(f"figures/{name}.js")]


def test_a_page_without_figures_fetches_nothing_of_them(open_page, server):
    page = open_page("about:blank")
    asked = addresses_asked_by(page)
    page.goto(f"{server}references.html")
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if "plotly" in url or "assets/figures/" in url or url.endswith("figures.js")]


def addresses_asked_by(page):
    """The list of what the page asks for from now on, without what names carry of their content."""
    asked = []
    page.on("request", lambda request: asked.append(DIGEST.sub("", request.url)))
    return asked
