"""The real site and its bundle, made once in a run however many workers share it."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from scripts.build import VENDOR, fetch_browser_libraries, mkdocs_build
from scripts.bundle import put_into, write_bundle
from scripts.project import Project


def build(target: Path) -> None:
    """The site, built strictly into `target`; a failure carries what MkDocs said."""
    if not VENDOR.exists():
        assert fetch_browser_libraries() == 0
    run = mkdocs_build(Project(), target, quiet=True)
    assert run.returncode == 0, run.stderr
    put_into(Project(), target)


def once(target: Path, make: Callable[[Path], None], seconds: float = 600) -> Path:
    """`target`, made by the first process that asks for it; the others wait until it is whole.

    Fails in every process when making it failed, and when its maker ended half-way.
    """
    outcome = target.with_name(f"{target.name}.outcome")
    # The database holds nothing: its lock is one that the system frees when the holder dies, on every system.
    with closing(sqlite3.connect(target.with_name(f"{target.name}.lock"), seconds, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not outcome.exists():
            outcome.write_text("its maker ended half-way", encoding="utf-8")
            try:
                make(target)
            except BaseException as error:
                outcome.write_text(str(error) or repr(error), encoding="utf-8")
                raise
            outcome.write_text("", encoding="utf-8")
        if trouble := outcome.read_text(encoding="utf-8"):
            pytest.fail(f"{target.name} could not be made: {trouble}")
    return target


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory) -> Path:
    """A folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(shared_folder) -> Path:
    """The built site."""
    return once(shared_folder / "site", build)


@pytest.fixture(scope="session")
def bundle(site, shared_folder) -> Path:
    """The offline bundle."""
    return once(shared_folder / "offline.zip", lambda archive: write_bundle(Project(), site, archive))


@pytest.fixture(scope="session")
def unpacked(bundle, shared_folder) -> Path:
    """The bundle unpacked where paths are awkward: spaces, umlauts and a hash in them."""

    def unpack(folder: Path) -> None:
        with zipfile.ZipFile(bundle) as archive:
            archive.extractall(folder)

    folder = once(shared_folder / "Kurs für Übung #1 Æ 细胞", unpack)
    return folder / Project().bundle_name
