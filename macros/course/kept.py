"""What was made once and need not be made again: plain data on disk, each with a seal over it and all that it was made from."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class Cache:
    """What a process remembers from one reading of a course to the next, and the folder of what outlasts it, if any."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder
        self._remembered: dict[str, tuple[str, Any]] = {}

    def recall(self, name: str, key: str, make: Callable[[], T]) -> T:
        """What was made under this name, if it was made for this key; made now, and the old one forgotten, if not."""
        if name not in self._remembered or self._remembered[name][0] != key:
            self._remembered[name] = key, make()
        value: T = self._remembered[name][1]
        return value


def always() -> bool:
    return True


class Kept:
    """A folder of things that were made from the inputs whose digest is `key`.

    `still` tells whether the inputs are on disk as they were when they were read: what was made of others is not kept.
    Without a folder things are remembered for as long as this object lives. A folder can be deleted at any time, and
    several processes may use one.
    """

    def __init__(self, folder: Path | None = None, key: str = "", still: Callable[[], bool] = always):
        self._folder = folder
        self._key = key
        self._still = still
        self._seen: dict[str, Any] = {}

    def __call__(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, which is JSON, as it comes back from JSON; nobody may change it."""
        if name not in self._seen:
            text = self._read(name)
            if text is None:
                text = json.dumps(make(), ensure_ascii=False, separators=(",", ":"))
                self._write(name, text)
            self._seen[name] = json.loads(text)
        return self._seen[name]

    def _read(self, name: str) -> str | None:
        """What lies on disk; None where there is nothing, or something else than was written for this key."""
        if not self._folder:
            return None
        with suppress(OSError, UnicodeDecodeError):
            seal, _, text = (self._folder / f"{name}.json").read_text(encoding="utf-8").partition("\n")
            return text if seal == digest(self._key, text) else None
        return None

    def _write(self, name: str, text: str) -> None:
        """Put it where the last one lay, at one stroke. A folder that cannot be written to costs time and nothing else."""
        if not (self._folder and self._still()):
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, partial = tempfile.mkstemp(dir=self._folder)
            with open(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(f"{digest(self._key, text)}\n{text}")
            os.replace(partial, self._folder / f"{name}.json")


def digest(*words: str) -> str:
    """One sum over several texts."""
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def digest_of(paths: Iterable[Path], skip: Iterable[str] = ()) -> str:
    """One sum over files and all files below folders: their names and what is in them.

    What Python makes beside its sources is left out, and folders and files called as `skip` says.
    """
    skipped = {"__pycache__", *skip}
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not skipped.intersection(file.relative_to(path.parent).parts):
                content = _read(file)
                total.update(f"{file.relative_to(path.parent).as_posix()}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def _read(file: Path) -> bytes:
    """What is in a file; nothing where it cannot be read, which whoever needs it will tell."""
    with suppress(OSError):
        return file.read_bytes()
    return b""


@cache
def machinery() -> str:
    """One sum over the Python that runs and every package that it can import, with their versions."""
    folders = [Path(entry) for entry in sys.path if entry and Path(entry).is_dir()]
    packages = sorted(found.name for folder in folders for found in folder.glob("*.dist-info"))
    return digest(sys.version, *packages)
