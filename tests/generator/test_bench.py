"""The measuring of builds and pages: the same text for other generators, what is sent, and how results are told."""

from __future__ import annotations

import gzip
import json
import urllib.request
from pathlib import Path

import pytest

from scripts import bench
from scripts.measure import builds, judged, rivals, tools, weights
from scripts.measure.builds import MKDOCS, OURS, SPHINX, Spent
from scripts.measure.serving import packed, sent, served
from scripts.measure.tools import LeftOutError
from scripts.project import ROOT, Project

BREAD = Project(ROOT / "tests" / "courses" / "bread")
PAGE = """# Dough {: #dough }

Dough rises [@miller2018which; @rye2020feeding], see [above](#dough).
Look at this.
{ .framing }

{{ figure("microbes") }}

!!! note "A word"
    It rises twice [@anon2013sour].

    - slowly

??? question
    Why?
After the box, {{ count("works") }} works.
"""
MYST = """# Dough

Dough rises {cite}`miller2018which,rye2020feeding`, see [above](#dough).
Look at this.



:::{admonition} A word
It rises twice {cite}`anon2013sour`.

- slowly

:::

:::{admonition} Question
Why?
:::

After the box,  works.
"""


# --- the same text ------------------------------------------------------------------------------


def test_a_page_in_the_dialect_of_sphinx():
    lines = [line.rstrip() for line in rivals.as_myst(PAGE)]
    assert [line for line in lines if line] == [line for line in MYST.splitlines() if line]


def test_every_page_and_every_list_goes_to_both_generators(tmp_path):
    rivals.write_sphinx(BREAD, tmp_path / "sphinx")
    rivals.write_mkdocs(BREAD, tmp_path / "mkdocs")
    pages = [path.as_posix() for path in rivals.pages(BREAD)]
    assert {"index.md", "chapters/01-starter.md"} <= set(pages)
    for page in pages:
        own = (BREAD.root / "docs" / page).read_text(encoding="utf-8")
        for copy in (tmp_path / "sphinx" / page, tmp_path / "mkdocs" / "docs" / page):
            text = copy.read_text(encoding="utf-8")
            assert len(text) > len(own) / 2 and "{{" not in text
    for home in ("sphinx", "mkdocs"):
        assert {path.name for path in (tmp_path / home / "bib").iterdir()} == {"further.bib", "references.bib"}
    index = (tmp_path / "sphinx/index.md").read_text(encoding="utf-8")
    assert "\nchapters/01-starter\n" in index and "\nworks\n" in index


def test_what_is_written_again_has_nothing_of_the_last_time(tmp_path):
    (tmp_path / "sphinx").mkdir()
    (tmp_path / "sphinx" / "stale.md").write_text("x", encoding="utf-8")
    rivals.write_sphinx(BREAD, tmp_path / "sphinx")
    assert not (tmp_path / "sphinx" / "stale.md").exists()


# --- builds -------------------------------------------------------------------------------------


def test_builds_are_compared_by_their_best_run():
    spent = {OURS: [Spent(4.0, 3.0), Spent(2.0, 3.5)], SPHINX: [Spent(5.0, 4.0), Spent(4.0, 6.0)]}
    assert builds.compared(spent) == [
        [OURS, "2.00", "3.00", "3.00", "0.50 ×", "0.75 ×"],
        [SPHINX, "4.00", "4.50", "4.00", "1.00 ×", "1.00 ×"],
    ]


def test_without_sphinx_there_are_times_and_no_multiples():
    assert builds.compared({OURS: [Spent(1.0, 1.0)]}) == [[OURS, "1.00", "1.00", "1.00", "", ""]]


def test_builds_take_turns_and_the_first_of_each_is_not_counted(tmp_path, monkeypatch):
    order = []
    monkeypatch.setattr(builds, "_builds", lambda _: {OURS: None, MKDOCS: None})
    monkeypatch.setattr(builds, "_time", lambda name, _: order.append(name) or Spent(len(order), 0))
    found = builds.time_builds(Project(tmp_path), runs=2)
    assert order == [OURS, MKDOCS] * 3
    assert [run.clock for run in found[OURS]] == [3, 5]


def test_a_build_that_fails_is_told_with_its_words():
    fails = builds.Build(lambda: None, ["python3", "-c", "raise SystemExit('no flour')"])
    with pytest.raises(LeftOutError, match=r"(?s)bread could not be built.*no flour"):
        builds._time("bread", fails)


def test_our_build_does_everything_again_with_and_without_what_is_kept(tmp_path):
    project = Project(tmp_path)
    for name in ("libraries.stamp", "site.stamp", "bundle.stamp", "figures/bread/drawings.json"):
        (project.cache / name).parent.mkdir(parents=True, exist_ok=True)
        (project.cache / name).write_text("", encoding="utf-8")
    builds._forget(project)
    assert sorted(path.name for path in project.cache.iterdir()) == ["figures", "libraries.stamp"]
    builds._forget(project, kept=True)
    assert [path.name for path in project.cache.iterdir()] == ["libraries.stamp"]


# --- pages --------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    home = tmp_path / "site"
    for name in ("index.html", "chapters/01.html", "chapters/02.html", "assets/a.png"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(f"{name} " * 300, encoding="utf-8")
    return home


def test_pages_are_chosen_by_name(site):
    assert bench.pages_of(site, None) == ["chapters/01.html", "chapters/02.html", "index.html"]
    assert bench.pages_of(site, ["chapters/*", "index.html"]) == bench.pages_of(site, None)
    assert bench.pages_of(site, ["*02*"]) == ["chapters/02.html"]
    with pytest.raises(LeftOutError, match="no page called 03"):
        bench.pages_of(site, ["03"])
    with pytest.raises(LeftOutError, match="make site"):
        bench.pages_of(site / "nowhere", None)


def test_what_is_sent_is_packed_where_web_servers_pack(site):
    def get(url: str, accept: str) -> tuple[str | None, bytes]:
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept-Encoding": accept})) as answer:
            return answer.headers["Content-Encoding"], answer.read()

    whole = (site / "index.html").read_bytes()
    with served(site) as address:
        assert address.startswith("http://127.0.0.1:")
        assert get(address + "index.html?x=1", "gzip") == get(address, "gzip") == ("gzip", packed(site / "index.html"))
        assert get(address + "index.html", "identity") == (None, whole)
        assert get(address + "assets/a.png", "gzip") == (None, (site / "assets/a.png").read_bytes())
    assert gzip.decompress(packed(site / "index.html")) == whole
    assert sent(site / "index.html") < len(whole) / 10
    assert sent(site / "assets/a.png") == (site / "assets/a.png").stat().st_size


def test_a_verdict_is_read_from_a_report():
    scores = {"performance": 0.985, "accessibility": 1, "best-practices": 0.96, "seo": None}
    audits = {"cumulative-layout-shift": {"numericValue": 0.123456}, "total-blocking-time": {"numericValue": 49.6}}
    report = {"categories": {name: {"score": score} for name, score in scores.items()}, "audits": audits}
    found = judged.verdict(report)
    assert found == (98, 100, 96, 0, 0.1235, 50)
    assert judged.row("index.html", found) == ["index.html", "98", "100", "96", "0", "0.123", "50"]


def test_results_stand_in_columns():
    rows = [weights.row("a.html", weights.Weight(1234, 200, 5, 60, 7)), ["longer.html", "1", "2", "3", "4", "5"]]
    assert bench.table(["Page", "kB", "search", "requests", "el", "tabs"], rows) == (
        "Page          kB  search  requests  el  tabs\n"
        "-----------  ---  ------  --------  --  ----\n"
        "a.html       1.2     0.2         5  60     7\n"
        "longer.html    1       2         3   4     5\n"
    )


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bench, "HOME", tmp_path / "bench")
    return tmp_path / "bench"


def test_what_is_missing_is_told_and_the_rest_is_measured(home, monkeypatch, capsys):
    def measure(part: str, *_: object) -> dict[str, int]:
        if part == "lighthouse":
            raise LeftOutError("no Chromium was found")
        return {part: 1}

    monkeypatch.setattr(bench, "_measure", measure)
    assert bench.main([]) == 0
    assert "lighthouse: left out: no Chromium was found" in capsys.readouterr().out
    assert json.loads((home / "results.json").read_text("utf-8")) == {"build": {"build": 1}, "weight": {"weight": 1}}
    assert bench.main(["--strict"]) == 1
    assert bench.main(["--strict", "--only", "build"]) == 0


def test_what_is_not_measured_now_stays_from_the_last_time(home, monkeypatch):
    for number, part in enumerate(("build", "weight", "build")):
        monkeypatch.setattr(bench, "_measure", lambda *_, number=number: number)
        bench.main(["--only", part])
    assert json.loads((home / "results.json").read_text("utf-8")) == {"build": 2, "weight": 1}
    (home / "results.json").write_text("{", encoding="utf-8")
    bench.main(["--only", "build"])
    assert json.loads((home / "results.json").read_text("utf-8")) == {"build": 2}


def test_a_tool_is_installed_once_and_again_for_another_list(tmp_path):
    listed, done = tmp_path / "list.txt", []
    listed.write_text("1", encoding="utf-8")

    def install() -> None:
        done.append(listed.read_text(encoding="utf-8"))
        (tmp_path / "tool").mkdir(exist_ok=True)
        if listed.read_text(encoding="utf-8") == "broken":
            raise OSError("no network")

    for text in ("1", "1", "2"):
        listed.write_text(text, encoding="utf-8")
        tools._once(tmp_path / "tool", [listed], install, "A tool")
    assert done == ["1", "2"]
    listed.write_text("broken", encoding="utf-8")
    with pytest.raises(LeftOutError, match=r"A tool could not be installed.*no network"):
        tools._once(tmp_path / "tool", [listed], install, "A tool")
    listed.write_text("2", encoding="utf-8")
    tools._once(tmp_path / "tool", [listed], install, "A tool")
    assert done == ["1", "2", "broken", "2"], "a failure leaves no stamp"
