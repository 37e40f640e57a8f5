"""Measure how fast the site is built beside other generators, what its pages weigh, and what Lighthouse says of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from scripts.measure import builds, judged, weights
from scripts.measure.tools import HOME, LeftOutError, say
from scripts.project import ROOT, Project

PARTS = ("build", "weight", "lighthouse")
HEADS = {
    "build": ("Build", "least s", "median s", "least CPU s", "of Sphinx's", "of its CPU"),
    "weight": ("Page, first view on a phone", "kB packed", "of it search", "requests", "elements", "tab stops"),
    "lighthouse": ("Page, Lighthouse on a phone", "perf.", "access.", "pract.", "SEO", "shift", "blocked ms"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 measured, 1 something was left out and --strict was asked, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    project = Project(options.root)
    results: dict[str, Any] = {}
    left_out = []
    for part in options.only or PARTS:
        try:
            results[part] = _measure(part, project, options)
        except LeftOutError as error:
            left_out.append(f"{part}: left out: {error}")
            say(left_out[-1])
    _keep(results)
    if left_out:
        print("\n".join(left_out))
    return 1 if left_out and options.strict else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this alone; may be given twice")
    parser.add_argument(
        "--pages", nargs="+", metavar="PAGE", help="these pages, such as 'chapters/*'; all when left out"
    )
    parser.add_argument("--runs", type=int, default=5, help="how often each generator builds; default: 5")
    parser.add_argument("--strict", action="store_true", help="end with 1 when something had to be left out")
    parser.add_argument("--root", type=Path, default=ROOT, help="the course; default: the one beside the scripts")
    return parser


def _measure(part: str, project: Project, options: argparse.Namespace) -> Any:
    """Measure one part and print its table; the results as plain data."""
    if part == "build":
        spent = builds.time_builds(project, max(1, options.runs))
        print(table(HEADS[part], builds.compared(spent)), flush=True)
        return {name: [run._asdict() for run in runs] for name, runs in spent.items()}
    pages = pages_of(project.site, options.pages)
    look, row = (weights.weigh, weights.row) if part == "weight" else (judged.judge, judged.row)
    found: dict[str, Any] = {}
    for number, (page, result) in enumerate(look(project.site, pages), 1):
        say(f"{part}: {page}, {number} of {len(pages)}")
        found[page] = result
    print(table(HEADS[part], [row(page, result) for page, result in found.items()]), flush=True)
    return {page: result._asdict() for page, result in found.items()}


def pages_of(site: Path, wanted: Sequence[str] | None) -> list[str]:
    """The pages of a built site, or those of them that fit one of the names. Raises LeftOutError where there is none."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    if not names:
        raise LeftOutError(f"there is no site in {site}: build it with make site")
    chosen = [name for name in names if wanted is None or any(fnmatch(name, one) for one in wanted)]
    if not chosen:
        raise LeftOutError(f"the site has no page called {' or '.join(wanted or ())}")
    return chosen


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns: the first to the left, numbers to the right."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]

    def written(line: Sequence[str]) -> str:
        first, *rest = (
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        return "  ".join([first, *rest]).rstrip()

    return "\n".join([written(lines[0]), "  ".join("-" * width for width in widths), *map(written, lines[1:]), ""])


def _keep(results: dict[str, Any]) -> None:
    """Write what was measured to .cache/bench/results.json; what was not measured now stays from the last time."""
    path = HOME / "results.json"
    try:
        before = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        before = {}
    if results:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({**before, **results}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
