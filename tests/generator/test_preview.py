"""The preview: builds of one process, one after the other, give what a fresh build gives, and outlive a broken page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from scripts.build import VENDOR, fetch_browser_libraries, mkdocs_build
from scripts.project import ROOT, Project

BREAD = ROOT / "tests" / "courses" / "bread"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    if not VENDOR.exists():
        assert fetch_browser_libraries() == 0
    shutil.copytree(BREAD, tmp_path / "bread")
    project = Project(tmp_path / "bread")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(project.epoch))
    return project


def rebuild(project: Project) -> None:
    """What MkDocs does at every change of a file."""
    build(load_config(str(project.root / "mkdocs.yml"), site_dir=str(project.site)))


def edit(project: Project, file: str, old: str, new: str) -> None:
    path = project.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_preview_shows_every_edit_as_a_fresh_build_does_and_outlives_a_broken_one(project, caplog):
    chapter = "docs/chapters/01-starter.md"
    rebuild(project)

    edit(project, chapter, "[@", "[@nobody; @")
    with pytest.raises(Abort) as stopped:
        rebuild(project)
    assert isinstance(stopped.value, Exception), "the preview goes on after an Exception alone"
    assert "unknown citation key @nobody" in caplog.text

    edit(project, chapter, "@nobody; ", "")
    edit(project, chapter, "# ", "# Mended: ")
    edit(project, "bib/references.bib", "Which microbes live", "Which mended microbes live")
    edit(project, "macros/figures/microbes/facts.yml", "question: ", "question: Mended? ")
    rebuild(project)
    seen = contents(project.site)
    assert b"Mended: " in seen["chapters/01-starter.html"]
    assert b"Which mended microbes live" in seen["references.html"]
    assert b"Mended? " in seen["figures/microbes.html"]

    fresh = project.root / "fresh"
    shutil.rmtree(project.cache)
    assert mkdocs_build(project, fresh, quiet=True).returncode == 0
    assert contents(fresh) == seen
