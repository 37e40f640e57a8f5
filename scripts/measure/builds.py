"""How long this site takes to build, and the same text with Sphinx and with plain MkDocs, in one run."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scripts.measure.rivals import write_mkdocs, write_sphinx
from scripts.measure.tools import HOME, LeftOutError, other_python, say
from scripts.project import ROOT, Project

OURS, FRESH = "this site", "this site, nothing kept"
SPHINX = "Sphinx, MyST, book theme, bibtex"
MKDOCS = "MkDocs, Material, bibtex"


class Build(NamedTuple):
    """A way to build the text: what is taken away before each run, and the command."""

    prepare: Callable[[], None]
    command: Sequence[str]


class Spent(NamedTuple):
    """What a run took: seconds on the clock, and seconds of a processor, which others' work on the machine lengthens less."""

    clock: float
    processor: float


def time_builds(project: Project, runs: int) -> dict[str, list[Spent]]:
    """What every run of every build, by turns, after one of each that warms the machine.

    Raises LeftOutError when a build fails.
    """
    builds = _builds(project)
    found: dict[str, list[Spent]] = {name: [] for name in builds}
    for turn in range(runs + 1):
        for name, build in builds.items():
            say(f"{name}: {f'run {turn} of {runs}' if turn else 'one run to warm up'}")
            spent = _time(name, build)
            found[name] += [spent] if turn else []
    return found


def compared(spent: Mapping[str, Sequence[Spent]]) -> list[list[str]]:
    """A row for each build: least and median seconds, least seconds of a processor, and the least as multiples of Sphinx's."""
    clock = {name: [run.clock for run in runs] for name, runs in spent.items() if runs}
    processor = {name: min(run.processor for run in runs) for name, runs in spent.items() if runs}

    def multiple(own: float, of_sphinx: float | None) -> str:
        return f"{own / of_sphinx:.2f} ×" if of_sphinx else ""

    return [
        [
            name,
            f"{min(runs):.2f}",
            f"{statistics.median(runs):.2f}",
            f"{processor[name]:.2f}",
            multiple(min(runs), min(clock[SPHINX]) if SPHINX in clock else None),
            multiple(processor[name], processor.get(SPHINX)),
        ]
        for name, runs in clock.items()
    ]


def _builds(project: Project) -> dict[str, Build]:
    own = [sys.executable, "-m", "scripts.build", "--root", str(project.root)]
    builds = {OURS: Build(lambda: _forget(project), own), FRESH: Build(lambda: _forget(project, kept=True), own)}
    sources, made = HOME / "sphinx", HOME / "sphinx-site"
    try:
        sphinx = [str(other_python()), "-m", "sphinx", "-q", "-E", "-b", "html", str(sources), str(made)]
        write_sphinx(project, sources)
        builds[SPHINX] = Build(lambda: _remove(made), sphinx)
    except LeftOutError as error:
        say(f"left out: {error}")
    plain, site = HOME / "mkdocs", HOME / "mkdocs-site"
    write_mkdocs(project, plain)
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(plain / "mkdocs.yml"), "-d", str(site)]
    builds[MKDOCS] = Build(lambda: _remove(site), mkdocs)
    return builds


def _time(name: str, build: Build) -> Spent:
    build.prepare()
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(build.command, cwd=ROOT, capture_output=True, text=True)
    seconds, after = time.perf_counter() - start, os.times()
    if done.returncode:
        raise LeftOutError(f"{name} could not be built:\n{done.stderr[-2000:]}")
    own, system = after.children_user - before.children_user, after.children_system - before.children_system
    return Spent(seconds, own + system)


def _forget(project: Project, kept: bool = False) -> None:
    """Let the next build do every step but the libraries, which come from the network; without what is `kept`, too."""
    for name in ("list", "site", "bundle"):
        (project.cache / f"{name}.stamp").unlink(missing_ok=True)
    if kept:
        _remove(project.cache / "figures")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
