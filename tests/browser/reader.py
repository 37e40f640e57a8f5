"""What a reader does on any page, and the pages there are."""

from scripts.project import ROOT
from tests import figures

CHAPTER = "chapters/02-isolation.html"
CHAPTERS = sorted(f"chapters/{path.stem}.html" for path in (ROOT / "docs/chapters").glob("*.md"))
PAGES = [
    "index.html",
    *CHAPTERS,
    "figures.html",
    *(f"figures/{name}.html" for name in figures.names()),
    "claims.html",
    "claims/02-isolation.html",
    "references.html",
    "glossary.html",
    "corrections.html",
    "about/index.html",
    "about/evidence.html",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
CITATION = "#size-exclusion ~ p a.citation"
CARD = ".citation-card"
CARD_WORK = f"{CARD} .work-body"  # there once the card has come


def use_palette(page, name):
    """Choose "default" (light) or "slate" (dark), as the button in the header does."""
    page.evaluate("name => document.querySelector(`input[data-md-color-scheme=${name}]`).click()", name)
    page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=name)


def ink(page, figure=""):
    """The colour of the first words of every live drawing, or of the drawings of one figure."""
    return page.eval_on_selector_all(f"{figure} .js-plotly-plot", _INK)


def wait_for_other_ink(page, before, figure=""):
    """Wait until every drawing has words in another colour than before."""
    wanted = f"""before => {{
        const now = ({_INK})([...document.querySelectorAll({figure + " .js-plotly-plot"!r})]);
        return now.length === before.length && now.every((colour, n) => colour && colour !== before[n]);
    }}"""
    page.wait_for_function(wanted, arg=before)


_INK = "plots => plots.map(plot => plot.querySelector('text')?.style.fill)"


def live_figure(page, name):
    """The figure, scrolled into view and come to life."""
    figure = page.locator(f"#fig-{name}")
    figure.scroll_into_view_if_needed()
    give_sign(page)
    page.locator(f"#fig-{name}.is-live").wait_for()
    figure.locator(".js-plotly-plot text").first.wait_for()
    return figure


def give_sign(page):
    """What tells a page that somebody is there: only then a figure that is near wakes at once."""
    page.keyboard.press("Shift")


def wait_for_figures(page):
    for figure in page.locator("[data-figure]").all():
        live_figure(page, figure.get_attribute("data-figure"))
