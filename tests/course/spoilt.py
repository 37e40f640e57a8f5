"""The figures of the course, and what is wrong with the facts of one after a change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from macros.course.figures import FACTS, load_figures
from macros.course.problems import InputProblems, Problem
from scripts.project import ROOT

FIGURES = load_figures(ROOT)


def problems_of(name: str, spoil: Callable[[Any], Any], folder: Path) -> list[Problem]:
    """The problems of a figure's facts, written into a folder after one change of the plain data."""
    facts = yaml.safe_load((FIGURES[name].folder / FACTS).read_text(encoding="utf-8"))
    spoil(facts)
    return problems_of_text(name, yaml.safe_dump(facts, allow_unicode=True, sort_keys=False), folder)


def problems_of_text(name: str, text: str, folder: Path) -> list[Problem]:
    """The problems of the text of a facts file."""
    (folder / FACTS).write_text(text, encoding="utf-8")
    try:
        type(FIGURES[name]).read(name, folder)
    except InputProblems as error:
        return error.problems
    return []
