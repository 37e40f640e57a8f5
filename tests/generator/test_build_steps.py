"""The steps of a build: done again when, and only when, something that decides their outcome changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts import build
from scripts.build import Step, steps
from scripts.project import ROOT, Project

BREAD = ROOT / "tests" / "courses" / "bread"


class Run:
    """Stands in for the work of a step and counts how often it is done."""

    def __init__(self, output: Path, status: int = 0):
        self.output, self.status, self.times = output, status, 0

    def __call__(self) -> int:
        self.times += 1
        self.output.write_text(str(self.times), encoding="utf-8")
        return self.status


def do(run: Run, source: Path, cache: Path, told: tuple[str, ...] = ()) -> int:
    return build._run(Step("test", "Test", [source], [run.output], run, told), cache, everything=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "one").write_text("1", encoding="utf-8")
    return folder


def test_a_step_is_done_once(tmp_path, source):
    run = Run(tmp_path / "output")
    assert [do(run, source, tmp_path / "cache") for _ in range(3)] == [0, 0, 0]
    assert run.times == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "one").write_text("2", encoding="utf-8"),
        lambda folder: (folder / "two").write_text("", encoding="utf-8"),
        lambda folder: (folder / "one").rename(folder / "two"),
        lambda folder: (folder / "one").unlink(),
        lambda folder: (folder.parent / "output").unlink(),
        lambda folder: shutil.rmtree(folder.parent / "cache"),
    ],
    ids=["content", "a file more", "a name", "a file less", "no output", "no cache"],
)
def test_a_step_is_done_again_when_something_changed(tmp_path, source, change):
    run = Run(tmp_path / "output")
    do(run, source, tmp_path / "cache")
    change(source)
    do(run, source, tmp_path / "cache")
    do(run, source, tmp_path / "cache")
    assert run.times == 2


def test_a_step_is_done_again_when_it_is_told_something_else(tmp_path, source):
    run = Run(tmp_path / "output")
    for told in ("", "https://one.example/", "https://one.example/", ""):
        do(run, source, tmp_path / "cache", (told,))
    assert run.times == 3


def test_a_step_that_failed_is_done_again(tmp_path, source):
    run = Run(tmp_path / "output", status=1)
    assert [do(run, source, tmp_path / "cache") for _ in range(2)] == [1, 1]
    assert run.times == 2


def test_the_site_is_built_again_for_another_address(monkeypatch):
    told = []
    for address in ("", "https://one.example/"):
        monkeypatch.setenv("SITE_URL", address)
        told += [step.told for step in steps(Project(BREAD)) if step.name == "site"]
    assert told[0] != told[1]


def test_a_new_site_takes_the_place_of_the_old_one_whole(tmp_path, monkeypatch):
    project = Project(tmp_path)
    for name in ("old", "new"):

        def made(_: Project, target: Path, name: str = name) -> object:
            target.mkdir(parents=True)
            (target / name).write_text("", encoding="utf-8")
            return type("Done", (), {"returncode": 0})

        monkeypatch.setattr(build, "mkdocs_build", made)
        monkeypatch.setattr(build.bundle, "put_into", lambda *_: None)
        monkeypatch.setattr(build.check_site, "main", lambda _: 0)
        assert build.build_site(project) == 0
    assert [path.name for path in project.site.iterdir()] == ["new"]
    assert list(project.cache.iterdir()) == []
