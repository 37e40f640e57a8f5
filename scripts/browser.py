"""Find a Chromium for the tests and the drawings, and print its path."""

from __future__ import annotations

import argparse
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
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *step], check=False, stdout=subprocess.DEVNULL, env=environment)
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_browser()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 found, 1 there is none, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m scripts.browser", description=__doc__)
    parser.add_argument("--install", action="store_true", help="install one where there is none")
    install = parser.parse_args(arguments).install
    path = find_browser() or (install_browser() if install else None)
    if path is None:
        print("No Chromium was found. Install one, or name it: BROWSER_PATH=/path/to/chromium", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
