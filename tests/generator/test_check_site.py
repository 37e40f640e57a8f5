"""The checker of built sites, on a site of three pages: it sees every defect, and none where there is none."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from scripts import check_site

PAGE = """<!doctype html>
<html lang="en">
<head><meta name="description" content="A page for tests."><title>{title}</title>
<link rel="stylesheet" href="{root}assets/site.css"><script src="{root}assets/site.js"></script></head>
<body><article><h1 id="top">{title}</h1>
{body}
</article></body>
</html>
"""
HOME = """<p><a href="chapters/#claim-1">A claim</a>, <a href="references.html#ref-a">a work</a>,
<a href="#top">the top</a>, <a href="#__search">the search</a>, <a href="https://example.org/">elsewhere</a>
and <a href="chapters/">the chapter</a>.</p>"""
CHAPTER = """<p id="claim-1">Bread rises <a href="../references.html#ref-a">1</a>; <code>[@key]</code> is how one cites.</p>
<figure data-figure="oven"><img src="../assets/oven.svg" alt="An oven"><table><tr><td>hot</td></tr></table>
<figcaption>An oven</figcaption>
<a download href="../assets/oven.csv">CSV</a> <a download href="../assets/oven.svg">SVG</a>
<a download href="/assets/oven.png">PNG</a></figure>"""
REFERENCES = '<ol><li id="ref-a" style="background: url(assets/oven.svg)">A work</li></ol>'
FILES = {
    "index.html": PAGE.format(title="Home", root="", body=HOME),
    "chapters/index.html": PAGE.format(title="Bread", root="../", body=CHAPTER),
    "references.html": PAGE.format(title="References", root="", body=REFERENCES),
    "assets/site.css": "h1 { background: url(oven.svg) } p { background: url(data:image/png;base64,AA==) }",
    "assets/site.js": "",
    "assets/oven.svg": "<svg/>",
    "assets/oven.csv": "",
    "assets/oven.png": "",
    "data/claims.json": json.dumps([{"url": "chapters/index.html#claim-1"}]),
}


def write(site: Path, file: str, text: str) -> None:
    (site / file).parent.mkdir(parents=True, exist_ok=True)
    (site / file).write_text(text, encoding="utf-8")


def change(site: Path, file: str, old: str, new: str) -> None:
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    write(site, file, text.replace(old, new))


def found(site: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.what) for problem in check_site.check(site)]


@pytest.fixture
def small_site(tmp_path) -> Path:
    """Three pages, a style, a script, a figure's files and the data, with no defect."""
    site = tmp_path / "site"
    for file, text in FILES.items():
        write(site, file, text)
    assert check_site.check(site) == []
    return site


FIGURE = '<figure data-figure="f">{}</figure>'
PARTS = {
    "a static picture": '<img src="assets/oven.svg">',
    "a table": "<table><tr><td>x</td></tr></table>",
    "a caption": "<figcaption>x</figcaption>",
    "a CSV download": '<a download href="assets/oven.csv">x</a>',
    "an SVG download": '<a download href="assets/oven.svg">x</a>',
    "a PNG download": '<a download href="assets/oven.png">x</a>',
}
DEFECTS = {
    '<p><a href="nowhere.html">x</a></p>': "'nowhere.html' leads nowhere",
    '<p><a href="../outside.html">x</a></p>': "'../outside.html' leads nowhere",
    '<p><a href="references.html#ref-nobody">x</a></p>': "'references.html#ref-nobody' names no id on that page",
    '<p><a href="#nothing">x</a></p>': "'#nothing' names no id on that page",
    '<img src="gone.png">': "'gone.png' leads nowhere",
    '<script src="https://cdn.example/x.js"></script>': "<script> loads https://cdn.example/x.js",
    '<link rel="stylesheet" href="//cdn.example/x.css">': "<link> loads //cdn.example/x.css",
    '<form action="https://example.org/f"></form>': "<form> loads https://example.org/f",
    '<p style="background: url(https://example.org/i.png)">x</p>': "a style loads https://example.org/i.png",
    "<p>Words [@key].</p>": "a citation was not rendered: 'Words [@key].'",
    "<p>{{ figure('x') }}</p>": "a word was not rendered: \"{{ figure('x') }}\"",
    "<p>\\bibliography</p>": "a bibtex command was not rendered: '\\\\bibliography'",
    "<p>!!! note</p>": "an admonition was not rendered: '!!! note'",
    '<p><span course word="count"></span></p>': "an empty slot was left on the page",
    '<p id="twin">a</p><p id="twin">b</p>': "the id 'twin' is used twice",
} | {
    FIGURE.format("".join(PARTS[other] for other in PARTS if other != part)): f"the figure 'f' lacks {part}"
    for part in PARTS
}


@pytest.mark.parametrize(("defect", "what"), DEFECTS.items(), ids=DEFECTS.values())
def test_the_checker_sees(defect, what, small_site):
    change(small_site, "index.html", "</article>", f"{defect}</article>")
    assert found(small_site) == [("index.html", what)]


def test_a_bare_figure_lacks_every_part(small_site):
    change(small_site, "index.html", "</article>", f"{FIGURE.format('x')}</article>")
    assert found(small_site) == [("index.html", f"the figure 'f' lacks {part}") for part in PARTS]


@pytest.mark.parametrize(
    ("part", "gone", "what"),
    [
        ("<title>", "<x-title>", "no title"),
        ('<meta name="description"', '<meta name="x"', "no description"),
        (' lang="en"', "", "no language"),
    ],
)
def test_the_checker_misses_no_head(part, gone, what, small_site):
    change(small_site, "references.html", part, gone)
    assert found(small_site) == [("references.html", f"the page has {what}")]


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ("@import 'https://cdn.example/x.css';", "the style loads https://cdn.example/x.css"),
        ("p { background: url(gone.svg) }", "'gone.svg' leads nowhere"),
    ],
)
def test_the_checker_reads_styles(rule, what, small_site):
    write(small_site, "assets/site.css", rule)
    assert found(small_site) == [("assets/site.css", what)]


@pytest.mark.parametrize("url", ["chapters/index.html#claim-2", "chapters/02-cake.html#claim-1"])
def test_the_checker_follows_the_data(url, small_site):
    write(small_site, "data/claims.json", json.dumps([{"url": url}]))
    assert found(small_site) == [("data/claims.json", f"'{url}' leads nowhere")]


def test_the_checker_misses_no_data(small_site):
    (small_site / "data/claims.json").unlink()
    assert found(small_site) == [("data/claims.json", "the file is missing")]


def test_a_second_look_sees_what_changed_since_the_first(small_site):
    change(small_site, "chapters/index.html", 'id="claim-1"', 'id="claim-2"')
    assert found(small_site) == [
        ("index.html", "'chapters/#claim-1' names no id on that page"),
        ("data/claims.json", "'chapters/index.html#claim-1' leads nowhere"),
    ]
    change(small_site, "chapters/index.html", 'id="claim-2"', 'id="claim-1"')
    assert found(small_site) == []


def test_every_page_is_parsed_once_however_many_links_lead_to_it(small_site, monkeypatch):
    parsed = []
    parse = check_site.html.parse
    monkeypatch.setattr(check_site.html, "parse", lambda file, **how: parsed.append(file) or parse(file, **how))
    assert check_site.check(small_site) == []
    assert len(parsed) == len(set(parsed)) == 3


def work(site: Path) -> int:
    """How many calls it takes to look over a site."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        assert check_site.check(site) == []
    finally:
        sys.setprofile(None)
    return calls


def test_the_work_grows_as_the_site_does(small_site):
    """A page of ten times the claims, links, ids and words takes ten times the work, and no look-up is done twice."""

    def page(claims: int) -> str:
        text = '<p id="c{0}">Bread <a href="chapters/#claim-1">rises</a><code>x</code> <a href="#c{0}" style="color:red">¶</a></p>'
        return PAGE.format(title="Home", root="", body=HOME + "".join(text.format(n) for n in range(claims)))

    spent = []
    for claims in (500, 1000, 3000):
        write(small_site, "index.html", page(claims))
        spent.append(work(small_site))
    five_hundred = spent[1] - spent[0]
    assert spent[2] - spent[1] <= 4 * five_hundred * 1.05
    assert five_hundred <= 500 * 150, "a claim is four elements and two links"


def test_the_command_reports_and_returns_1_where_there_is_a_defect(small_site, capsys):
    assert check_site.main([str(small_site)]) == 0
    assert "3 pages looked over: no defect" in capsys.readouterr().err
    change(small_site, "index.html", "</article>", "<p>[@key]</p></article>")
    assert check_site.main([str(small_site)]) == 1
    assert "index.html:" in (said := capsys.readouterr().err) and "1 defects in" in said


def test_the_checker_speaks_plainly_where_there_is_no_site(tmp_path, capsys):
    assert check_site.main([str(tmp_path)]) == 1
    assert "build the site first" in capsys.readouterr().err
