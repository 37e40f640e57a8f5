"""Figures of rows in a real browser: choosing, filtering, switching views, sorting, deep links, downloads."""

import csv
import io
from pathlib import Path

import pytest

from tests import figures
from tests.browser.reader import PHONE, live_figure
from tests.figures import facets_of, marked, rows_of, views_of

each_figure = pytest.mark.parametrize("name", figures.names("rows"))


@pytest.fixture
def open_figure(open_page):
    """A function that opens the page of one figure, without motion, once the figure lives."""

    def open_figure(home, name, rest="", **settings):
        page = open_page(f"{home}figures/{name}.html{rest}", **({"reduced_motion": "reduce"} | settings))
        return page, live_figure(page, name)

    return open_figure


def live_hits(figure):
    return figure.locator(".figure-hit:not([disabled])")


@each_figure
def test_arrow_keys_go_from_row_to_row_and_speak(name, open_figure, home):
    page, figure = open_figure(home, name)
    spoken = figure.locator(".figure-live")
    assert figure.locator(".figure-hit[tabindex='0']").count() == 1, "one stop for the Tab key"
    figure.locator(".figure-hit[tabindex='0']").focus()
    heard = []
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        heard.append(spoken.inner_text())
    first = rows_of(name, views_of(name)[0]["id"])[:3]
    assert [row["text"] in words for row, words in zip(first, heard, strict=True)] == [True] * 3
    assert first[-1]["text"] in figure.locator(".figure-chosen").inner_text()
    assert figure.locator(".figure-chosen a.citation").count() > 0
    assert page.evaluate("document.activeElement.matches('.figure-hit[aria-pressed=true]')")
    page.keyboard.press("Escape")
    assert figure.locator(".figure-hit[aria-pressed=true]").count() == 0


@each_figure
def test_a_row_is_chosen_by_mouse_and_by_finger(name, open_figure, server):
    for settings in ({}, PHONE):
        _, figure = open_figure(server, name, **settings)
        hit = live_hits(figure).nth(4)
        row = next(row for row in rows_of(name) if row["id"] == hit.get_attribute("data-row"))
        (hit.tap if settings else hit.click)()
        assert row["text"] in figure.locator(".figure-chosen").inner_text()
        (hit.tap if settings else hit.click)()
        assert row["text"] not in figure.locator(".figure-chosen").inner_text()


@each_figure
def test_what_was_chosen_is_in_sight_and_can_be_closed(name, open_figure, server):
    page, figure = open_figure(server, name, **PHONE)
    live_hits(figure).first.tap()
    box = figure.locator(".figure-chosen").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= PHONE["viewport"]["height"] + 0.5
    figure.get_by_role("button", name="Close").tap()
    assert figure.locator(".figure-chosen.has-row").count() == 0
    assert page.evaluate("document.activeElement.dataset.row") == live_hits(figure).first.get_attribute("data-row")


@each_figure
def test_places_to_press_are_large_enough_and_apart_on_a_phone(name, open_figure, server):
    _, figure = open_figure(server, name, **PHONE)
    for view in views_of(name):
        if figure.locator(".figure-views").count():
            figure.locator(f".figure-views input[value='{view['id']}']").check(force=True)
        boxes = figure.locator(".figure-hit").evaluate_all(
            "hits => hits.map(h => { const b = h.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
        )
        assert len(boxes) == len(rows_of(name, view["id"]))
        for n, (left, top, right, bottom) in enumerate(boxes):
            assert right - left >= 23.9 and bottom - top >= 23.9
            assert left >= 0 and right <= 360
            for other in boxes[:n]:
                apart = (
                    right <= other[0] + 0.5
                    or other[2] <= left + 0.5
                    or bottom <= other[1] + 0.5
                    or other[3] <= top + 0.5
                )
                assert apart


@each_figure
def test_filters_leave_the_same_rows_in_drawing_table_and_count(name, open_figure, home):
    _, figure = open_figure(home, name)
    view = views_of(name)[0]["id"]
    figure.locator(".figure-words > button").click()
    for facet in facets_of(name):
        for option in facet["options"]:
            figure.locator(f"select[data-facet='{facet['id']}']").select_option(option["id"])
            wanted = marked(name, facet["id"], option["id"])
            assert wanted, f"no row has the {facet['label']} {option['label']}"
            shown = figure.locator(".figure-table tbody tr:visible").evaluate_all(
                "rows => rows.map(r => r.dataset.row)"
            )
            assert sorted(shown) == sorted(row["id"] for row in wanted)
            here = {row["id"] for row in wanted if view in row["views"]}
            assert set(live_hits(figure).evaluate_all("hits => hits.map(h => h.dataset.row)")) == here
            count = figure.locator("[data-count]").inner_text()
            assert count.startswith((f"{len(here)} of", "All")) if here else "No row fits" in count
        figure.locator(f"select[data-facet='{facet['id']}']").select_option("")


@each_figure
def test_the_reader_switches_views(name, open_figure, home):
    views = views_of(name)
    assert len(views) == 2
    _, figure = open_figure(home, name)
    for view in (views[1], views[0]):
        figure.get_by_text(view["label"], exact=True).first.click()
        figure.locator(".figure-hit").first.wait_for()
        ids = figure.locator(".figure-hit").evaluate_all("hits => hits.map(h => h.dataset.row)")
        assert set(ids) == {row["id"] for row in rows_of(name, view["id"])}


@each_figure
def test_the_table_sorts_both_ways(name, open_figure, server):
    _, figure = open_figure(server, name)
    figure.locator(".figure-words > button").click()
    heading = figures.headings_of(name)[0]
    column = f"""rows => rows.map(r => (r.cells[2].textContent.split('\\n').find(l => l.startsWith('{heading}: ')) || '').slice({len(heading) + 2}))
        .filter(t => t && !t.startsWith('not given'))"""
    lines = figure.locator(".figure-table tbody tr")
    kept = lines.evaluate_all("rows => rows.map(r => r.dataset.row)")
    before = lines.evaluate_all(column)
    assert len(before) > 1
    figure.get_by_label("Sort by").select_option(heading)
    collated = figure.evaluate(
        "(_, words) => [...words].sort((a, b) => a.localeCompare(b, 'en', {numeric: true}))", before
    )
    assert lines.evaluate_all(column) == collated
    turn = figure.get_by_role("button", name="The last first")
    turn.click()
    assert turn.get_attribute("aria-pressed") == "true"
    assert lines.evaluate_all(column) == collated[::-1]
    assert f"Sorted by {heading}" in figure.locator(".figure-live").inner_text()
    turn.click()
    figure.get_by_label("Sort by").select_option("")
    assert lines.evaluate_all("rows => rows.map(r => r.dataset.row)") == kept


@each_figure
def test_a_link_to_a_row_of_the_other_view_chooses_it(name, open_figure, home):
    first, second = (view["id"] for view in views_of(name))
    row = next((row for row in rows_of(name, second) if first not in row["views"]), rows_of(name, second)[-1])
    _, figure = open_figure(home, name, f"#fig-{name}-{row['id']}")
    figure.locator(".figure-chosen.has-row").wait_for()
    assert row["text"] in figure.locator(".figure-chosen").inner_text()


@each_figure
def test_the_tasks_can_be_done_with_the_keyboard(name, open_figure, home):
    page, figure = open_figure(home, name)
    for n, task in enumerate(figures.tasks_of(name)):
        item = figure.locator(".figure-tasks li").nth(n)
        item.get_by_role("button", name="Show this").focus()
        page.keyboard.press("Enter")
        wanted = dict(task["show"])
        view = wanted.pop("view")
        figure.locator(f".figure-views input[value='{view}']:checked").wait_for(state="attached")
        rows = [r for r in rows_of(name, view) if all(value in r["options"][facet] for facet, value in wanted.items())]
        figure.locator("[data-count]").get_by_text(f"{len(rows)} of ").wait_for()
        assert set(live_hits(figure).evaluate_all("hits => hits.map(h => h.dataset.row)")) == {
            row["id"] for row in rows
        }
        answer = item.locator("details p")
        assert answer.is_hidden()
        item.locator("summary").focus()
        page.keyboard.press("Enter")
        assert task["text"] in answer.inner_text()
        assert answer.locator("a.citation").count() > 0


@each_figure
def test_what_is_shown_stands_in_the_link_and_opens_again(name, open_figure, home):
    _, figure = open_figure(home, name)
    view = views_of(name)[1]
    facet = facets_of(name)[0]
    row = rows_of(name, view["id"])[-1]
    figure.locator(f".figure-views input[value='{view['id']}']").check(force=True)
    figure.locator(f"select[data-facet='{facet['id']}']").select_option(row["options"][facet["id"]][0])
    figure.locator(f".figure-hit[data-row='{row['id']}']").focus()
    figure.locator(f".figure-hit[data-row='{row['id']}']").press("Enter")
    link = figure.get_by_role("link", name="Link to what is shown").evaluate("link => link.href")
    _, again = open_figure(home, name, "?" + link.split("?")[1])
    again.locator(".figure-chosen.has-row").wait_for()
    assert row["text"] in again.locator(".figure-chosen").inner_text()
    assert again.locator(f".figure-views input[value='{view['id']}']").is_checked()
    assert again.locator(f"select[data-facet='{facet['id']}']").input_value() == row["options"][facet["id"]][0]


@each_figure
def test_a_link_that_asks_for_what_there_is_not_says_so(name, open_figure, home):
    _, figure = open_figure(home, name, f"?{name}=view:moon,colour:red")
    notice = figure.locator(".figure-notice")
    assert "view moon; colour red" in notice.inner_text()
    notice.get_by_role("button", name="Close").click()
    assert notice.inner_text() == ""
    first = views_of(name)[0]["id"]
    assert figure.locator(f".figure-views input[value='{first}']").is_checked()


@each_figure
def test_the_rows_shown_come_as_csv(name, open_figure, server):
    page, figure = open_figure(server, name)
    facet = facets_of(name)[0]
    option = facet["options"][0]["id"]
    figure.locator(f"select[data-facet='{facet['id']}']").select_option(option)
    figure.locator(".figure-words > button").click()
    with page.expect_download() as download:
        figure.get_by_role("button", name="Download the rows shown (CSV)").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") and "\n" not in text.replace("\r\n", ""), "a spreadsheet opens it right"
    table = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    wanted = [row["name"] for row in marked(name, facet["id"], option)]
    assert [line[0] for line in table[1:]] == wanted
    assert table[0][:2] == ["Row", "What was found"]
