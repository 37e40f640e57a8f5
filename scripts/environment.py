"""Make `.venv` and install into it what the lists in requirements/ name.

Usage: python3 -m scripts.environment site|test
Needs nothing but Python >= 3.11 with venv; does nothing when all is installed already.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in ("site", "test"):
        print(__doc__, file=sys.stderr)
        return 2
    if sys.version_info < (3, 11):
        found = ".".join(map(str, sys.version_info[:3]))
        print(f"This is Python {found}; 3.11 or newer is needed. Name it: make PYTHON=python3.12 site", file=sys.stderr)
        return 1
    try:
        install(arguments[0])
    except subprocess.CalledProcessError as error:
        print(f"This step failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        print("Is the package index reachable, and is Python's venv module installed?", file=sys.stderr)
        return 1
    return 0


def install(purpose: str) -> None:
    """Bring `.venv` up to the list for "site" or "test".

    Raises subprocess.CalledProcessError when a step fails; what is half done is done again
    at the next run.
    """
    if not PYTHON.exists():
        _step("Making .venv", [sys.executable, "-m", "venv", str(VENV)])
    wanted = _digest(purpose)
    stamp = VENV / f"installed-{purpose}.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    requirements = str(ROOT / "requirements" / f"{purpose}.txt")
    _step(f"Installing what the {purpose} needs (a minute or two)", [*pip, "--require-hashes", "-r", requirements])
    _step("Installing the project itself", [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    if purpose == "test":
        _step("Looking for a browser", [str(PYTHON), "-m", "scripts.browser", "--install"])
    stamp.write_text(wanted, encoding="utf-8")


def _digest(purpose: str) -> str:
    files = [ROOT / "requirements" / f"{purpose}.txt", ROOT / "pyproject.toml"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _step(title: str, command: list[str]) -> None:
    print(f"· {title} …", file=sys.stderr, flush=True)
    start = time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT)
    print(f"  done in {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
