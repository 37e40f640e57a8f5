"""Tests share a browser context and see nothing of each other."""

from tests.browser.conftest import forget, origin_of
from tests.browser.reader import CHAPTER, use_palette

CHOSEN = "[localStorage.length > 0, document.body.dataset.mdColorScheme]"


def test_what_a_page_stored_is_forgotten(open_page, shared_context, home):
    page = open_page(home + CHAPTER)
    assert page.evaluate(CHOSEN)[1] == "default"
    use_palette(page, "slate")
    page.reload()
    assert page.evaluate(CHOSEN) == [True, "slate"]
    page.close()
    forget(shared_context, {origin_of(home)})
    # The theme stores its default palette anew, so the palette is what tells.
    assert open_page(home + CHAPTER).evaluate(CHOSEN)[1] == "default"
