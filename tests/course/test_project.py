"""Promises that the project makes about itself."""

import json
import re
import subprocess

import plotly.offline
import pytest

from scripts.project import ROOT

TEXT = {".py", ".md", ".yml", ".toml", ".in", ".txt", ".js", ".css", ".html", ".json", ".bib", ".cff", ""}


def tracked():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def direct_dependencies():
    for purpose in ("site", "test"):
        for line in (ROOT / "requirements" / f"{purpose}.in").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                yield re.split(r"[=<>]", line)[0]
    yield from json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]


@pytest.mark.parametrize("name", list(direct_dependencies()))
def test_every_dependency_has_a_line_that_says_why(name):
    table = (ROOT / "docs/about/dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {re.escape(name)} \| \w.+ \|$", table, re.MULTILINE)


@pytest.mark.parametrize("purpose", ["site", "test"])
def test_every_requirement_is_pinned_with_hashes(purpose):
    text = (ROOT / "requirements" / f"{purpose}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) > 10
    for block in blocks:
        assert re.match(r"[\w.-]+==[\w.]+", block) and "--hash=sha256:" in block


def test_both_lists_pin_the_same_versions():
    pins = [
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / f"requirements/{p}.txt").read_text(encoding="utf-8"), re.M))
        for p in ("site", "test")
    ]
    assert not {name for name, version in pins[0].items() if pins[1].get(name) != version}


def test_lock_files_name_no_index():
    for name in ("package-lock.json", "requirements/site.txt", "requirements/test.txt"):
        assert not re.search(r"https?://|--index-url|\"resolved\"", (ROOT / name).read_text(encoding="utf-8"))


def test_the_browser_draws_with_the_version_that_python_builds_for():
    pinned = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert pinned["plotly.js-basic-dist-min"] == plotly.offline.get_plotlyjs_version()


def test_the_generator_knows_no_word_of_this_review():
    words = re.compile(r"(?i:exosom|PD-L1|vesicle|tumou?r)|\bTEX\b")
    sources = [
        p
        for folder in ("macros", "scripts")
        for p in (ROOT / folder).rglob("*.py")
        if ROOT / "macros/figures" not in p.parents
    ]
    assert len(sources) > 15
    for path in sources:
        assert not words.search(path.read_text(encoding="utf-8")), path.relative_to(ROOT)


def test_no_tracked_file_names_a_machine_or_an_index():
    names = re.compile("py" r"pi\.org|python" r"hosted|registry\.n" r"pmjs|deb\.deb" r"ian|/wo" r"rk/[a-z.]")
    for path in tracked():
        if path.suffix in TEXT:
            assert not names.search(path.read_text(encoding="utf-8", errors="replace")), path.relative_to(ROOT)


def test_browser_libraries_are_not_pasted_into_the_project():
    assert not [path for path in tracked() if "vendor" in path.parts or path.suffix == ".map"]
    assert not [path for path in tracked() if path.suffix == ".js" and path.stat().st_size > 40_000]
