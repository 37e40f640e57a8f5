"""Promises that the project makes about itself."""

import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly.offline
import pytest
import yaml

from scripts.project import ROOT

TEXT = {".py", ".md", ".yml", ".yaml", ".toml", ".in", ".txt", ".js", ".css", ".html", ".json", ".bib", ".cff", ""}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


PURPOSES = ("site", "test", "bench")


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def direct_dependencies() -> Iterator[str]:
    for purpose in PURPOSES:
        for line in read(f"requirements/{purpose}.in").splitlines():
            if line and not line.startswith(("#", "-")):
                yield re.split(r"[=<>]", line)[0]
    for name in ("package.json", "scripts/measure/package.json"):
        yield from json.loads(read(name))["dependencies"]


@pytest.mark.parametrize("name", list(direct_dependencies()))
def test_every_dependency_has_a_line_that_says_why(name: str) -> None:
    table = read("docs/about/dependencies.md")
    assert re.search(rf"^\| {re.escape(name)} \| \w.+ \|$", table, re.MULTILINE)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_requirement_is_pinned_with_hashes(purpose: str) -> None:
    text = read(f"requirements/{purpose}.txt")
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) > 10
    for block in blocks:
        assert re.match(r"[\w.-]+==[\w.]+", block) and "--hash=sha256:" in block


def test_all_lists_pin_the_same_versions() -> None:
    site, test, bench = (
        dict(re.findall(r"^([\w.-]+)==([\w.]+)", read(f"requirements/{p}.txt"), re.M)) for p in PURPOSES
    )
    assert not {name for name, version in site.items() if test.get(name) != version}
    assert not {name for name, version in site.items() if bench.get(name, version) != version}


def test_lock_files_name_no_index() -> None:
    locks = ("package-lock.json", "scripts/measure/package-lock.json")
    for name in (*locks, *(f"requirements/{purpose}.txt" for purpose in PURPOSES)):
        assert not re.search(r"https?://|--index-url|\"resolved\"", read(name))


def test_the_browser_draws_with_the_version_that_python_builds_for() -> None:
    pinned = json.loads(read("package.json"))["dependencies"]
    assert pinned["plotly.js-basic-dist-min"] == plotly.offline.get_plotlyjs_version()


def test_the_generator_knows_no_word_of_this_review() -> None:
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


def test_no_tracked_file_names_a_machine_or_an_index() -> None:
    names = re.compile("py" r"pi\.org|python" r"hosted|registry\.n" r"pmjs|deb\.deb" r"ian|/wo" r"rk/[a-z.]")
    for path in tracked():
        if path.suffix in TEXT:
            assert not names.search(path.read_text(encoding="utf-8", errors="replace")), path.relative_to(ROOT)


def test_browser_libraries_are_not_pasted_into_the_project() -> None:
    assert not [path for path in tracked() if "vendor" in path.parts or path.suffix == ".map"]
    assert not [path for path in tracked() if path.suffix == ".js" and path.stat().st_size > 40_000]


def targets() -> dict[str, str]:
    """The targets of the Makefile and the words that `make help` prints for them."""
    return dict(re.findall(r"^([a-z][\w-]*):(?!=)[^#\n]*(?:## )?(.*)$", read("Makefile"), re.MULTILINE))


def commands() -> list[str]:
    return sorted(path.stem for path in (ROOT / "scripts").glob("*.py") if "\ndef main(" in path.read_text("utf-8"))


def described() -> set[str]:
    """What the tables of commands name: "make site", "python -m scripts.build"."""
    section = read("docs/about/contributing.md").split("## Commands\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `((?:make|python -m) [\w.-]+).*?` \| \w.*\|$", section, re.MULTILINE))


@pytest.mark.parametrize(("target", "words"), targets().items())
def test_every_target_says_what_it_makes_and_is_described(target: str, words: str) -> None:
    assert words
    assert f"make {target}" in described()


def test_make_without_a_target_builds_the_site() -> None:
    assert next(iter(targets())) == "site"


@pytest.mark.skipif(not shutil.which("make"), reason="the project can be built without make, as on Windows")
def test_make_help_prints_every_target() -> None:
    # What make itself tells the programs it starts would change its output when a target runs the tests.
    clean = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    run = subprocess.run(["make", "help"], cwd=ROOT, env=clean, capture_output=True, text=True, check=True)
    printed = [line.split(None, 2) for line in run.stdout.splitlines()]
    assert printed == [["make", target, words] for target, words in targets().items()]


@pytest.mark.parametrize("name", commands())
def test_every_command_is_described(name: str) -> None:
    assert f"python -m scripts.{name}" in described()


def test_no_command_is_described_that_is_not_there() -> None:
    named = {name.removeprefix("python -m scripts.") for name in described() if name.startswith("python")}
    assert named == set(commands())


def releases() -> list[tuple[str, str]]:
    """The versions of the changelog and their days, newest first."""
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", read("CHANGELOG.md"), re.MULTILINE)


def test_the_version_and_the_edition_are_the_same_wherever_they_stand() -> None:
    settings = tomllib.loads(read("pyproject.toml"))
    citation: dict[str, Any] = yaml.safe_load(read("CITATION.cff"))
    version, day = releases()[0]
    assert settings["project"]["version"] == citation["version"] == version
    assert str(settings["tool"]["course"]["edition"]) == str(citation["date-released"]) == day


def test_the_changelog_goes_from_new_to_old() -> None:
    headings = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings == ["[Unreleased]", *(f"[{version}] - {day}" for version, day in releases())]
    numbers = [(day, tuple(map(int, version.split(".")))) for version, day in releases()]
    assert numbers == sorted(numbers, reverse=True)
    parts = set(re.findall(r"^### (.+)$", read("CHANGELOG.md"), re.MULTILINE))
    assert parts <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def forms() -> list[Path]:
    return [path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]


@pytest.mark.parametrize("path", forms(), ids=lambda path: path.stem)
def test_an_issue_form_is_whole(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"] and form["description"]
    assert all(field["attributes"]["label"] for field in form["body"])
    ids = [field["id"] for field in form["body"]]
    assert len(set(ids)) == len(ids)


def test_hooks_before_a_commit_fetch_nothing() -> None:
    config = yaml.safe_load(read(".pre-commit-config.yaml"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert all(hook["language"] == "system" and hook["entry"].startswith(".venv/bin/python ") for hook in hooks)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_of_the_pages_at_the_root_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", read(page))
    assert [link for link in links if not (ROOT / link).exists()] == []
