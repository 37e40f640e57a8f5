"""Figures in steps: they hold still, their controls work at once and stay in sight, and every step says what is seen."""

import pytest

from tests import figures
from tests.browser.reader import PHONE, live_figure, use_palette

NAME, *_ = figures.names("steps")
PLACES = [f"chapters/{figures.chapter_of(NAME)}.html", f"figures/{NAME}.html"]
STEPS = figures.FIGURES[NAME].facts.steps
TECHNIQUES = figures.FIGURES[NAME].facts.techniques
# Where a figure begins and ends on the page, however far it is scrolled.
SPAN = "figure => { const box = figure.getBoundingClientRect(); return [box.top + scrollY, box.bottom + scrollY]; }"
# Whether a point in the middle of an element shows the element itself.
IN_SIGHT = """element => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return Boolean(there) && (element.contains(there) || there.contains(element));
}"""
HERE = "panels => panels.filter(panel => panel.clientWidth).map(panel => panel.dataset.part)"
SHOWN = """items => items.filter(item => item.clientWidth && getComputedStyle(item).visibility === 'visible')
  .map(item => item.dataset.step)"""


def press(figure, walk):
    """Press a control as a reader's assistive technology may: without pointer or key."""
    figure.locator(f"[data-walk={walk}]").dispatch_event("click")


def seen(technique: int, step: int) -> str:
    one = TECHNIQUES[technique].steps[step]
    return f"{one.label}. {one.seen}"


def drawn_step(figure):
    """The number in the badge of the present step of every drawing in sight."""
    return figure.locator(".figure-canvas:visible").evaluate_all("plots => plots.map(plot => plot.data.at(-2).text[0])")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_it_is_as_high_asleep_as_awake_and_at_every_step(width, place, open_page, server):
    page = open_page(server + place, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    figure = page.locator(f"#fig-{NAME}.is-ready")
    asleep = figure.evaluate(SPAN)
    assert figure.locator(".js-plotly-plot").count() == 0
    assert figure.locator(".steps-bar").is_visible()
    press(figure, "on")  # before anything is drawn
    assert figure.locator("[data-step-number]").inner_text() == "2"
    assert figure.evaluate(SPAN) == pytest.approx(asleep, abs=1)
    live_figure(page, NAME)
    assert figure.evaluate(SPAN) == pytest.approx(asleep, abs=1)
    assert set(drawn_step(figure)) == {"<b>2</b>"}
    for step in range(3, len(STEPS) + 1):
        press(figure, "on")
        assert figure.locator("[data-step-number]").inner_text() == str(step)
        assert figure.evaluate(SPAN) == pytest.approx(asleep, abs=1)
    boxes = [plot.bounding_box() for plot in figure.locator(".figure-plot:visible").all()]
    assert len(boxes) == (1 if width == 360 else len(TECHNIQUES))
    assert all(box["width"] / box["height"] == pytest.approx(420 / 400, rel=0.01) for box in boxes)


def test_on_a_phone_the_controls_stand_beside_what_they_move(open_page, server):
    page = open_page(server + PLACES[0], **PHONE, reduced_motion="reduce")
    figure = live_figure(page, NAME)
    assert figure.locator(".figure-panel").evaluate_all(HERE) == [TECHNIQUES[0].id]
    figure.locator("select").select_option("all")
    bar, says = figure.locator(".steps-bar"), figure.locator(".figure-says").nth(4)
    says.locator("a:visible").first.focus()
    assert says.locator("a:visible").first.evaluate(IN_SIGHT), "the bar covers what has the focus"
    page.keyboard.press("Escape")  # the card of the work
    plot = figure.locator(".figure-plot").nth(4)
    plot.evaluate("plot => plot.scrollIntoView({ block: 'center' })")
    assert bar.evaluate(IN_SIGHT) and plot.evaluate(IN_SIGHT)
    above, below = bar.bounding_box(), plot.bounding_box()
    assert above["y"] >= 0 and above["y"] + above["height"] <= below["y"], "the bar covers what it moves"
    assert below["y"] + below["height"] <= page.viewport_size["height"]
    figure.locator("[data-walk=on]").tap()
    assert figure.locator(".figure-says").nth(4).locator("li.is-now").inner_text().startswith(seen(4, 1))
    assert bar.bounding_box() == above, "the bar moved under the finger"


def test_the_keyboard_goes_through_the_steps_and_each_is_said_once(open_page, home):
    page = open_page(home + PLACES[1], reduced_motion="reduce")
    figure = live_figure(page, NAME)
    spoken = figure.locator(".figure-live")
    figure.locator("[data-walk=on]").focus()
    page.keyboard.press("Enter")
    assert spoken.inner_text() == f"Step 2 of {len(STEPS)}: {STEPS[1].label}. {STEPS[1].seen}"
    figure.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    assert spoken.inner_text() == f"Step 3 of {len(STEPS)}: {STEPS[2].label}. {STEPS[2].seen}"
    assert figure.locator("input[type=range]").get_attribute("aria-valuetext") == f"3, {STEPS[2].label}"
    for n, technique in enumerate(TECHNIQUES):
        panel = figure.locator(f"[data-part={technique.id}]")
        assert panel.locator("li").evaluate_all(SHOWN) == [STEPS[2].id]
        assert panel.locator("li.is-now").inner_text().startswith(seen(n, 2))
        assert seen(n, 2) in panel.locator(".figure-plot").get_attribute("aria-label")
    figure.locator("select").select_option(TECHNIQUES[1].id)
    page.keyboard.press("End")
    assert figure.locator("[data-walk=on][aria-disabled=true]").count() == 1
    last = TECHNIQUES[1].steps[-1]
    assert spoken.inner_text() == f"Step {len(STEPS)} of {len(STEPS)}: {last.label}. {last.seen}"
    assert figure.locator(".figure-panel").evaluate_all(HERE) == [TECHNIQUES[1].id]
    # A panel that comes into sight only now is drawn at the present step, in the present palette.
    use_palette(page, "slate")
    figure.locator("select").select_option("all")
    page.wait_for_function("n => document.querySelectorAll('.figure-panel.is-drawn').length === n", arg=len(TECHNIQUES))
    assert set(drawn_step(figure)) == {f"<b>{len(STEPS)}</b>"}


def test_a_link_to_a_sentence_opens_its_step_and_its_panel(open_page, server):
    page = open_page(server + PLACES[0], **PHONE, reduced_motion="reduce")
    claim = page.locator(f"#fig-{NAME} .figure-panel").last.locator("li[id]").nth(2).get_attribute("id")
    page.goto(f"{server}{PLACES[0]}#{claim}")
    page.reload()
    page.locator(f"#fig-{NAME}.is-live").wait_for()
    sentence = page.locator(f"#{claim}")
    assert sentence.is_visible() and sentence.evaluate(IN_SIGHT)
    assert page.locator(f"#fig-{NAME} .figure-panel").evaluate_all(HERE) == [TECHNIQUES[-1].id]


@pytest.mark.parametrize("is_paper", [False, True], ids=["no scripts", "paper"])
def test_without_scripts_and_on_paper_every_step_is_told(is_paper, open_page, server):
    page = open_page(server + PLACES[1], java_script_enabled=is_paper)
    if is_paper:
        live_figure(page, NAME)
        page.emulate_media(media="print")
    figure = page.locator(f"#fig-{NAME}")
    told = figure.locator(".figure-says li").evaluate_all(SHOWN)
    assert told == [step.id for _ in TECHNIQUES for step in STEPS]
    assert figure.locator(":is(.steps-top, .steps-bar, .figure-plot, .steps-start):visible").count() == 0
    assert figure.locator(".figure-still img:visible").count() == 1


# Every word in sight as [text, top, left, bottom, right, letter size in px, as it is scaled].
WORDS = """figure => {
  const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement: parent } = walker.currentNode;
    if (!walker.currentNode.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parent.closest('.visually-hidden, option, title, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const plot = parent.closest('.js-plotly-plot');
    const scale = plot ? plot.getBoundingClientRect().width / plot.clientWidth : 1;
    found.push([walker.currentNode.data.trim(), box.top, box.left, box.bottom, box.right, parseFloat(getComputedStyle(parent).fontSize) * scale]);
  }
  return found;
}"""


def test_the_whole_screen_shows_all_panels_at_once_in_letters_for_the_last_row(open_page, server):
    page = open_page(server + PLACES[1], viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    figure = live_figure(page, NAME)
    figure.locator("[data-full-screen]").click()
    page.wait_for_function(
        "[...document.querySelectorAll('.figure-panel')].every(panel => panel.dataset.look.endsWith('large'))"
    )
    for step in range(len(STEPS)):
        if step:
            figure.locator("[data-walk=on]").click()
        page.wait_for_function(
            "n => [...document.querySelectorAll('.figure-canvas')].every(plot => plot.data.at(-2).text[0] === n)",
            arg=f"<b>{step + 1}</b>",
        )
        words = figure.evaluate(WORDS)
        for text, top, left, bottom, right, size in words:
            assert size >= 24, f"“{text}” has letters of {size:.1f} px"
            assert top >= 0 and left >= 0 and bottom <= 1080 and right <= 1920, f"“{text}” is out of sight"
        texts = " ".join(text for text, *_ in words)
        assert all(one.label in texts and one.steps[step].seen in texts for one in TECHNIQUES)
    figure.locator("select").select_option(TECHNIQUES[2].id)
    plot = figure.locator(".figure-plot:visible")
    assert plot.count() == 1 and plot.bounding_box()["height"] > 800
    page.wait_for_function("!document.querySelector('.figure-panel:not([hidden])').dataset.look.endsWith('large')")
    assert TECHNIQUES[2].steps[-1].text in " ".join(text for text, *_ in figure.evaluate(WORDS))


def test_in_a_frame_one_technique_stands_with_its_controls(open_page, server):
    page = open_page(f"{server}embed/{NAME}.html", viewport={"width": 720, "height": 500}, reduced_motion="reduce")
    figure = live_figure(page, NAME)
    page.evaluate("window.scrollTo(0, 0)")
    for part in (".figure-choose", ".steps-bar", ".figure-plot:visible", ".figure-says:visible"):
        box = figure.locator(part).first.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 500 and box["x"] + box["width"] <= 720, part
    assert figure.locator(".figure-panel").evaluate_all(HERE) == [TECHNIQUES[0].id]
