"""Find a Chromium for the tests and the drawings, and install one where there is none.

Usage: python -m scripts.browser [--install]
Prints the path of the browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def find_browser() -> str | None:
    """Path of a Chromium: the one BROWSER_PATH names, the system's, or playwright's own; else None."""
    named = os.environ.get("BROWSER_PATH")
    if named and Path(named).exists():
        return named
    system = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return system or _playwrights_own()


def install_browser() -> str | None:
    """Install Debian's Chromium when root on Debian, else playwright's; its path, or None."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, **quiet)
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_browser()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main(arguments: list[str]) -> int:
    path = find_browser() or (install_browser() if "--install" in arguments else None)
    if path is None:
        print("No Chromium was found. Install one, or name it: BROWSER_PATH=/path/to/chromium", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
