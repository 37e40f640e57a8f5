"""Every figure in a real browser: words that can be read at every width, pages of their own, and life without scripts."""

from itertools import combinations

import pytest
from macros.course.yaml_records import load_yaml

from macros.figures import FIGURES
from scripts.project import ROOT

FACTS = {name: load_yaml(ROOT / "macros/figures" / name / "facts.yml") for name in FIGURES}
WIDTHS = [360, 768, 1280, 1920]
each_figure = pytest.mark.parametrize("name", list(FIGURES))

# Words of the drawings as [text, left, top, right, bottom, letter size on the screen in px].
LABELS = """figure => [...figure.querySelectorAll('.js-plotly-plot')].filter(plot => plot.clientWidth).flatMap(plot => {
  const scale = plot.getBoundingClientRect().width / plot.clientWidth;
  return [...plot.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => {
    const box = t.getBoundingClientRect();
    const line = t.querySelector('tspan') || t;
    return [t.textContent, box.left, box.top, box.right, box.bottom, parseFloat(getComputedStyle(line).fontSize) * scale];
  });
})"""


def live_figure(page, name):
    figure = page.locator(f"#fig-{name}")
    figure.scroll_into_view_if_needed()
    page.locator(f"#fig-{name}.is-live :is(.figure-controls, .explorer-inputs):visible").wait_for()
    figure.locator(".js-plotly-plot text").first.wait_for()
    return figure


def assert_words_are_legible(figure, name):
    width = figure.page.viewport_size["width"]
    labels = figure.evaluate(LABELS)
    assert labels
    for text, left, top, right, bottom, size in labels:
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
@pytest.mark.parametrize("width", WIDTHS)
def test_a_still_picture_is_legible(name, width, open_page, server):
    page = open_page(
        f"{server}figures/{name}.html", viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    image = page.locator(f"#fig-{name} .figure-still img:visible")
    assert image.count() == 1
    image.scroll_into_view_if_needed()
    drawn = image.evaluate("i => i.getBoundingClientRect().width / i.getAttribute('width')") if width > 600 else 1
    assert drawn >= 0.75
    if width == 360:
        assert "-narrow-" in image.evaluate("i => i.currentSrc || i.parentElement.querySelector('source').srcset")


@each_figure
def test_without_javascript_picture_and_table_stand_and_no_empty_box(name, open_page, home):
    page = open_page(f"{home}figures/{name}.html", java_script_enabled=False)
    figure = page.locator(f"#fig-{name}")
    assert figure.locator(".figure-still img:visible").count() == 1
    assert (
        figure.locator(
            ":is(.figure-controls, .explorer-inputs, .figure-stage, .explorer-tools, .explorer-set):visible"
        ).count()
        == 0
    )
    if figure.locator(".figure-words[open]").count() == 0:
        figure.locator(".figure-words > summary").click()
    assert figure.locator(".figure-words table").first.is_visible()


@each_figure
@pytest.mark.parametrize(
    "blocked", ["assets/vendor/plotly-basic.min.js", "assets/figures/{name}.js", "assets/javascripts/figure-{kind}.js"]
)
def test_a_blocked_script_leaves_picture_and_table(name, blocked, open_page, server):
    blocked = blocked.format(name=name, kind=FIGURES[name].KIND)
    page = open_page("about:blank")
    page.route(f"**/{blocked}", lambda route: route.abort())
    with page.expect_event("console", lambda message: "stays a still picture" in message.text):
        page.goto(f"{server}figures/{name}.html")
        page.locator(f"#fig-{name}").scroll_into_view_if_needed()
    figure = page.locator(f"#fig-{name}")
    assert figure.locator(".figure-still img:visible").count() == 1
    assert figure.locator(":is(.figure-controls, .explorer-inputs, .figure-stage):visible").count() == 0


@each_figure
def test_print_shows_the_still_picture_and_all_words(name, open_page, server):
    page = open_page(f"{server}figures/{name}.html", reduced_motion="reduce")
    figure = live_figure(page, name)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert figure.locator(".figure-still img:visible").count() == 1
    assert figure.locator(".figure-words table").first.is_visible()
    assert figure.locator(":is(.figure-controls, .explorer-inputs, .figure-plot, .explorer-tools):visible").count() == 0


@each_figure
def test_a_drawing_answers_the_palette(name, open_page, server):
    page = open_page(f"{server}figures/{name}.html", reduced_motion="reduce")
    live_figure(page, name)
    ink = f"document.querySelector('#fig-{name} .js-plotly-plot text').style.fill"
    light = page.evaluate(ink)
    page.evaluate("document.querySelectorAll('input[data-md-color-scheme]')[1].click()")
    page.wait_for_function(f"{ink} !== '{light}'")


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
    assert page.locator(".figure-gallery li").count() == len(FIGURES)
    for name in FIGURES:
        link = page.locator(f".figure-gallery a[href$='figures/{name}.html']").last
        assert FACTS[name]["title"] in link.inner_text()
        image = page.locator(f".figure-gallery img[src*='figures/{name}-light.svg']")
        image.scroll_into_view_if_needed()
        page.wait_for_function("i => i.complete && i.naturalWidth > 0", arg=image.element_handle())


@each_figure
def test_nothing_of_a_figure_is_fetched_before_it_is_near(name, open_page, server):
    chapters = [
        path
        for path in (ROOT / "docs/chapters").glob("*.md")
        if f'figure("{name}")' in path.read_text(encoding="utf-8")
    ]
    assert len(chapters) == 1
    asked = []
    page = open_page("about:blank")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}chapters/{chapters[0].stem}.html")
    page.wait_for_load_state("networkidle")
    assert not [
        url
        for url in asked
        if "plotly" in url or url.endswith((f"figures/{name}.js", f"figure-{FIGURES[name].KIND}.js"))
    ]
    live_figure(page, name)
    assert [url for url in asked if "plotly-basic" in url] and [
        url for url in asked if url.endswith(f"figures/{name}.js")
    ]
