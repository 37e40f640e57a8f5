"""Explorers in a real browser: the same drawing as in the build, typing, links to a setting, tasks, downloads."""

import csv
import io
from pathlib import Path

import pytest

from tests import figures
from tests.browser.reader import live_figure

each_explorer = pytest.mark.parametrize("name", figures.names("explorer"))


@pytest.fixture
def open_explorer(open_page):
    """A function that opens an explorer's page at a setting, once it lives."""

    def open_explorer(home, name, setting="", **settings):
        query = f"?{name}={setting}" if setting else ""
        page = open_page(f"{home}figures/{name}.html{query}#fig-{name}", **({"reduced_motion": "reduce"} | settings))
        return page, live_figure(page, name)

    return open_explorer


def number_field(figure, identifier):
    return figure.locator(f"input[type=text][data-input='{identifier}']")


def slider(figure, identifier):
    return figure.locator(f"input[type=range][data-input='{identifier}']")


def says(figure):
    return figure.locator(".explorer-says").inner_text()


@each_explorer
def test_at_the_start_drawing_table_and_words_are_those_of_the_still(name, open_explorer, home):
    page, figure = open_explorer(home, name)
    figure.locator(".explorer-values summary").click()
    live = figure.locator(".explorer-table tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.cells].map(c => c.textContent))"
    )
    assert live == figures.table_of(name)
    assert says(figure) in figures.words_of(name)
    drawn = page.evaluate(
        f"""() => {{
            const data = window.courseFigures["{name}"], model = window.courseExplorers["{name}"];
            const inputs = Object.fromEntries(data.inputs.map(i => [i.id, i.default]));
            return model.draw(model.compute(inputs), inputs, "page", data);
        }}"""
    )
    kept = figures.drawing_of(name)
    assert drawn["width"] == kept["width"]
    assert (drawn["data"], drawn["layout"]) == (kept["data"], kept["layout"])


@each_explorer
def test_typing_and_sliding_agree(name, open_explorer, home):
    page, figure = open_explorer(home, name)
    for one in figures.inputs_of(name):
        before = number_field(figure, one["id"]).input_value()
        slider(figure, one["id"]).focus()
        page.keyboard.press("ArrowLeft")
        after = number_field(figure, one["id"]).input_value()
        assert float(after) < float(before) or float(before) == one["min"]
        spoken = slider(figure, one["id"]).get_attribute("aria-valuetext")
        assert spoken == f"{after} {one.get('unit') or ''}".strip()
        number_field(figure, one["id"]).fill(str(one["max"]))
        place = slider(figure, one["id"])
        assert float(place.input_value()) == float(place.get_attribute("max"))
        figure.get_by_role("button", name="Back to the start").click()
        assert float(number_field(figure, one["id"]).input_value()) == one["default"]


@each_explorer
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type a number"),
        ("abc", "Type a number"),
        ("1,5", "point"),
        ("1e9", "Choose a value from"),
        ("-1", "Choose a value from"),
    ],
)
def test_what_cannot_be_is_said_and_the_picture_stays(name, typed, words, open_explorer, server):
    _, figure = open_explorer(server, name)
    before = says(figure)
    one = figures.inputs_of(name)[0]
    number_field(figure, one["id"]).fill(typed)
    error = figure.locator(f".explorer-error[data-input='{one['id']}']")
    assert words in error.inner_text()
    assert number_field(figure, one["id"]).get_attribute("aria-invalid") == "true"
    assert error.get_attribute("id") in number_field(figure, one["id"]).get_attribute("aria-describedby")
    assert says(figure) == before
    number_field(figure, one["id"]).fill(str(one["default"]))
    assert error.inner_text() == ""


@each_explorer
def test_a_setting_can_be_linked_to(name, open_explorer, server):
    page, figure = open_explorer(server, name)
    first = figures.inputs_of(name)[0]
    number_field(figure, first["id"]).fill(str(first["max"]))
    page.wait_for_function(f"location.search === '?{name}={first['id']}:{first['max']}'")
    changed = says(figure)
    link = figure.get_by_role("link", name="Link to this setting").evaluate("link => link.href")
    assert link == page.url
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_function("words => document.querySelector('.explorer-says').textContent === words", arg=changed)
    assert float(number_field(figure, first["id"]).input_value()) == first["max"]
    figure.get_by_role("button", name="Back to the start").click()
    page.wait_for_function("location.search === ''")


@each_explorer
def test_a_link_with_an_impossible_setting_says_so(name, open_explorer, home):
    first = figures.inputs_of(name)[0]
    _, figure = open_explorer(home, name, f"{first['id']}:-7,nothing:3")
    notice = figure.locator(".figure-notice")
    said = notice.inner_text()
    assert first["label"] in said and "-7" in said and "no such input" in said
    notice.get_by_role("button", name="Close").click()
    assert notice.inner_text() == ""
    assert float(number_field(figure, first["id"]).input_value()) == first["default"]


@each_explorer
def test_the_tasks_can_be_done_with_the_keyboard(name, open_explorer, home):
    page, figure = open_explorer(home, name)
    for n, task in enumerate(figures.tasks_of(name)):
        item = figure.locator(".figure-tasks li").nth(n)
        item.get_by_role("button", name="Set this").focus()
        page.keyboard.press("Enter")
        wanted = figures.start_of(name) | dict(task["set"])
        assert {i: float(number_field(figure, i).input_value()) for i in wanted} == wanted
        answer = item.locator("details p")
        assert answer.is_hidden()
        item.locator("summary").focus()
        page.keyboard.press("Enter")
        assert task["answer"] in answer.inner_text()


@each_explorer
def test_a_setting_comes_as_table_and_picture(name, open_explorer, home):
    page, figure = open_explorer(home, name)
    first = figures.inputs_of(name)[0]
    number_field(figure, first["id"]).fill(str(first["max"]))
    with page.expect_download() as download:
        figure.get_by_role("button", name="These values (CSV)").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") and "\n" not in text.replace("\r\n", ""), "a spreadsheet opens it right"
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert table[1][1] == str(first["max"])
    assert figures.headings_of(name) in table
    with page.expect_download() as download:
        figure.get_by_role("button", name="This picture (SVG)").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("<svg")


@each_explorer
def test_the_result_is_spoken_after_a_change(name, open_explorer, server):
    page, figure = open_explorer(server, name)
    first = figures.inputs_of(name)[0]
    number_field(figure, first["id"]).fill(str(first["max"]))
    page.wait_for_function(
        "name => document.querySelector(`#fig-${name} .figure-live`).textContent === document.querySelector(`#fig-${name} .explorer-says`).textContent",
        arg=name,
    )
