"""Make the environment in .venv and install into it what the lists in requirements/ name.

Needs nothing but Python with venv; does nothing when all is installed already.
What an earlier run left half done, because it failed or was cut off, is done again.
"""

# Written in words that Python 3.6 can read, so that an old Python says what is needed instead of failing on
# the syntax: no future imports, and types that it does not know stand in quotation marks.

import argparse
import hashlib
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PURPOSES = ("site", "test")
OLDEST = (3, 11)


def main(arguments: "list[str] | None" = None) -> int:
    """Run the command; its exit status: 0 done, 1 a step failed or this Python is too old, 2 wrong usage."""
    purpose = _parser().parse_args(arguments).purpose
    if sys.version_info < OLDEST:
        found, needed = (".".join(map(str, version)) for version in (sys.version_info[:3], OLDEST))
        print(f"This is Python {found}; {needed} or newer is needed.", file=sys.stderr)
        print(f"Name one: make PYTHON=python{needed} {purpose}", file=sys.stderr)
        return 1
    try:
        install(purpose)
    except subprocess.CalledProcessError as error:
        print(f"This step failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        print("Is the package index reachable, and is Python's venv module installed?", file=sys.stderr)
        return 1
    return 0


def install(purpose: str) -> None:
    """Bring `.venv` up to the list for "site" or "test"; a `.venv` that does not work is made anew.

    Raises subprocess.CalledProcessError when a step fails.
    """
    if not _works():
        _step("Making .venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    _drop_old_stamps()
    if _stamp(purpose).exists():
        return
    pip = [str(_python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    requirements = str(ROOT / "requirements" / f"{purpose}.txt")
    _step(f"Installing what the {purpose} needs (a minute or two)", [*pip, "--require-hashes", "-r", requirements])
    _step("Installing the project itself", [*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    if purpose == "test":
        _step("Looking for a browser", [str(_python()), "-m", "scripts.browser", "--install"])
    _stamp(purpose).write_text(_digest(purpose), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    summary = (__doc__ or "").split("\n")[0]
    parser = argparse.ArgumentParser(prog="python -m scripts.environment", description=summary)
    parser.add_argument("purpose", choices=PURPOSES, help="what the environment is for: building the site, or testing")
    return parser


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _works() -> bool:
    """Whether the environment's Python runs and has its pip, which comes last when an environment is made.

    It has not when the making was cut off, and when the Python below it was removed or replaced by another version.
    """
    command = [str(_python()), "-m", "pip", "--version"]
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _stamp(purpose: str) -> Path:
    """The file that says which list is installed; it is written when all of it is."""
    return VENV / f"installed-{purpose}.txt"


def _drop_old_stamps() -> None:
    """Remove the stamps that do not fit the lists any more.

    They must be gone before a package is changed: were the run cut off and an old list brought back, its
    stamp would fit again although the packages do not.
    """
    for purpose in PURPOSES:
        stamp = _stamp(purpose)
        if stamp.exists() and stamp.read_text(encoding="utf-8") != _digest(purpose):
            stamp.unlink()


def _digest(purpose: str) -> str:
    files = [ROOT / "requirements" / f"{purpose}.txt", ROOT / "pyproject.toml"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _step(title: str, command: "list[str]") -> None:
    print(f"· {title} …", file=sys.stderr, flush=True)
    start = time.monotonic()
    subprocess.run(command, check=True, cwd=str(ROOT))
    print(f"  done in {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
