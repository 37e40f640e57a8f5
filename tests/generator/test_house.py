"""The drawn house: who may know whom, and what is documented where."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from macros.markdown.words import WORDS
from macros.pages import fillers
from scripts.project import ROOT

GROUND = {"course.files", "course.schema", "course.problems", "course.kept"}
# A room → the rooms that it may know, besides itself.
KNOWS = {
    "language": set(),
    "ground": set(),
    "markdown": {"ground"},
    "course": {"ground", "markdown", "language"},
    "lists": {"ground", "course"},
    "rules": {"ground", "course", "markdown", "language"},
    "drawing": {"ground", "course"},
    "exports": {"ground", "course"},
    "figures": {"ground", "course", "drawing"},
    "pages": {"ground", "course", "markdown", "language", "drawing", "exports"},
    "plugin": {"ground", "course", "markdown", "rules", "drawing", "exports", "pages"},
}
SOURCES = sorted((ROOT / "macros").rglob("*.py"))


def room_of(module: str) -> str:
    """The room of a module such as "macros.course.files"."""
    inside = module.removeprefix("macros.")
    return "ground" if any(inside == name or inside.startswith(f"{name}.") for name in GROUND) else inside.split(".")[0]


def imported(path: Path) -> set[str]:
    """The modules of the generator that a source imports; relative imports stay in their room."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            is_package = (ROOT / node.module.replace(".", "/")).is_dir()
            found |= set(inner) if is_package else {node.module}
    return {module for module in found if module.startswith("macros.")}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_arrows_run_one_way(path):
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    if module == "macros":
        return
    room = room_of(module)
    assert {room_of(other) for other in imported(path)} <= KNOWS[room] | {room}


def test_only_the_door_knows_mkdocs():
    knowing = [
        path for path in SOURCES if re.search(r"^(?:from|import) mkdocs\b", path.read_text(encoding="utf-8"), re.M)
    ]
    assert [path.name for path in knowing] == ["plugin.py"]


def test_every_word_is_filled_and_documented():
    assert set(WORDS) == set(fillers._FILLERS)
    page = (ROOT / "docs/about/contributing.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `\{\{ (\w+)\(", page, re.M)) == set(WORDS)


def test_every_room_is_drawn():
    page = (ROOT / "docs/about/contributing.md").read_text(encoding="utf-8")
    rooms = [folder.name for folder in (ROOT / "macros").iterdir() if (folder / "__init__.py").exists()]
    assert len(rooms) >= 9
    for room in rooms:
        assert re.search(rf"^  {room}/", page, re.M), room
