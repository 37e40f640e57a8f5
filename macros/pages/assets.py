"""What pages load by themselves, under names that change with what is in it: a browser may keep each for ever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import rcssmin

LETTERS = 10  # of a digest that a name carries


class Assets:
    """Where each asset lies below the site's root, by the path that the generator calls it by.

    Without names, every asset lies where it is called.
    """

    def __init__(self, names: Mapping[str, str] | None = None):
        self._names = names

    def address(self, path: str) -> str:
        """Where an asset lies. Raises KeyError for one that there is not."""
        return path if self._names is None else self._names[path]

    def at(self, root: str) -> Callable[[str], str]:
        """How a page asks for an asset, `root` being its way to the site's root, such as "../"."""
        return lambda path: f"{root}{self.address(path)}"


def named(path: str, content: bytes) -> str:
    """A path whose name carries a digest of the content: "a/course.css" → "a/course.0a1b2c3d4e.css"."""
    at = PurePosixPath(path)
    return str(at.with_name(f"{at.stem}.{_digest(content)}{at.suffix}"))


def named_folders(folders: Iterable[str], files: Mapping[str, bytes]) -> dict[str, str]:
    """Each folder with a name that carries a digest of all files in it, their names and their content."""
    return {folder: f"{folder}.{_digest(_content(folder, files))}" for folder in folders}


def minified(path: str, content: bytes) -> bytes:
    """A style without what is there for its readers alone; any other file as it is."""
    return f"{rcssmin.cssmin(content.decode())}\n".encode() if path.endswith(".css") else content


def joined(parts: Iterable[bytes]) -> bytes:
    """Several styles, or several scripts, as one."""
    return b"\n".join(parts)


def published(files: Mapping[str, bytes], places: Mapping[str, str]) -> Iterator[tuple[str, str, bytes]]:
    """(path, where it lies, content) of every asset. Files of the folders of `places` keep their names, and the
    folder's name carries the digest: scripts find them by their names."""
    for path, content in files.items():
        folder = str(PurePosixPath(path).parent)
        at = f"{places[folder]}/{PurePosixPath(path).name}" if folder in places else named(path, content)
        yield path, at, content


def script_of_folders(places: Mapping[str, str]) -> bytes:
    """A script that leaves in window.courseFolders the address of each folder by its name; it lies in a folder
    beside them."""
    names = {PurePosixPath(folder).name: PurePosixPath(place).name for folder, place in places.items()}
    return f"""(() => {{
  const at = (folder) => new URL(`../${{folder}}/`, document.currentScript.src).href;
  window.courseFolders = Object.fromEntries(Object.entries({json.dumps(names)}).map(([name, folder]) => [name, at(folder)]));
}})();""".encode()


def _content(folder: str, files: Mapping[str, bytes]) -> bytes:
    below = ((path, content) for path, content in files.items() if str(PurePosixPath(path).parent) == folder)
    return b"".join(path.encode() + content for path, content in sorted(below))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:LETTERS]
