"""Still pictures: when they are stale, and how an SVG is tidied."""

from __future__ import annotations

import pytest

from macros.course.figures import STILLS, load_figures
from macros.drawing.stills import drawings_of, slide_file, stale, still_files, tidy_svg
from tests.generator.figures import ROWS, course_with_figures


@pytest.fixture
def drawn(tmp_path):
    """The root of a course whose figure has pictures (empty ones) and their digest."""
    root = course_with_figures(tmp_path)
    figure = load_figures(root)["bread"]
    home = figure.folder / STILLS
    home.mkdir()
    files = [file for suffix in figure.sheets() for file in still_files("bread", suffix)]
    for file in [*files, *(slide_file("bread", suffix) for suffix in figure.slides())]:
        (home / file).write_text("", encoding="utf-8")
    (home / "bread.digest").write_text(drawings_of(figure).digest + "\n", encoding="utf-8")
    return root


def stale_after(root, old, new):
    facts = root / "macros/figures/bread/facts.yml"
    facts.write_text(ROWS.replace(old, new, 1), encoding="utf-8")
    return [problem.what for problem in stale(load_figures(root)["bread"])]


def test_fresh_pictures_are_no_problem(drawn):
    assert stale(load_figures(drawn)["bread"]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("effect: rises", "effect: soars"), ("title: Bread", "title: Cake"), ("caption: Two doughs.", "caption: Two.")],
)
def test_other_facts_make_pictures_stale(drawn, old, new):
    assert stale_after(drawn, old, new) == ["the pictures are stale: the facts or the drawing changed"]


def test_what_no_picture_shows_leaves_them_fresh(drawn):
    assert stale_after(drawn, "question: Does it rise?", "question: What does it do?") == []


@pytest.mark.parametrize("file", ["bread-light.svg", "bread-narrow-dark.svg", "bread-all.png", "bread.digest"])
def test_a_missing_file_is_named_with_its_mend(drawn, file):
    (drawn / "macros/figures/bread/stills" / file).unlink()
    (problem,) = stale(load_figures(drawn)["bread"])
    assert problem.file == f"macros/figures/bread/stills/{file}"
    assert "make figures" in problem.mend


def test_tidying_an_svg_removes_what_differs_from_run_to_run():
    source = (
        '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="9" height="9" style="">'
        '<defs id="defs-a1b2"><clipPath id="clipa1b2"><rect/></clipPath></defs>'
        '<g clip-path="url(#clipa1b2)"><path d="M1.23456,2Z" style="fill: rgb(1, 2, 3); fill-opacity: 1;"/><text>0.8760</text></g></svg>'
    )
    tidy = tidy_svg(source, "some-light", "A title", "Words & more")
    assert "a1b2" not in tidy
    assert "fill:#010203" in tidy and "M1.2,2Z" in tidy
    assert "<text>0.8760</text>" in tidy, "numbers among the words stay as they are"
    assert '<title id="some-light-title">A title</title>' in tidy and "Words &amp; more" in tidy


def test_tidying_an_svg_makes_it_shorter_without_another_look():
    source = (
        '<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" style="">'
        '<rect width="9" style="fill: rgb(0, 0, 0); fill-opacity: 0;"/>'
        '<g class="a"><g class="empty"/><path d="M0,0L1,1" style="stroke: rgb(255, 0, 0); opacity: 0.5;"/></g>'
        '<g style="opacity: 1;"><path transform="translate(3,4.55)" d="M2,0A2,2 0 1,1 0,-2A2,2 0 0,1 2,0Z"'
        ' style="stroke: rgb(255, 0, 0); opacity: 0.5;"/></g>'
        '<text style="font-family: &quot;Some Font&quot;, serif; white-space: pre;">a&nbsp;&lt; b</text></svg>'
    )
    tidy = tidy_svg(source, "some-dark", "T", "D")
    body = tidy.split("</style>\n", 1)[1]
    name = tidy.split("<style>\n.")[1].split("{")[0].removesuffix("0")
    assert tidy.split("<style>\n")[1].split("\n</style>")[0] == (
        f".{name}0{{stroke:#ff0000;opacity:0.5}}\n.{name}1{{font-family:'Some Font',serif}}"
    )
    assert body == (
        f'<path d="M0,0L1,1" class="{name}0"/>'
        f'<g><circle cx="3" cy="4.5" r="2" class="{name}0"/></g>'
        f'<text class="{name}1">a\u00a0&lt; b</text></svg>\n'
    )
    assert "xlink" not in tidy
