"""What the tests in a browser ask of the figures and their facts: the one place that knows their code."""

from __future__ import annotations

from functools import cache
from typing import Any

from macros.course.yaml_records import load_yaml
from macros.drawing import explorers
from macros.figures import FIGURES, centrifugation
from scripts.project import ROOT

# The sinking model of the explorer "centrifugation", in Python.
cutoff_of = centrifugation.cutoff_of
share_of = centrifugation.share_of


def names(kind: str | None = None) -> list[str]:
    """The figures of the course, or those of one kind: "steps", "links" or "explorer"."""
    return [name for name, module in FIGURES.items() if kind in (None, module.KIND)]


@cache
def facts_of(name: str) -> Any:
    return load_yaml(ROOT / "macros/figures" / name / "facts.yml")


def kind_of(name: str) -> str:
    return FIGURES[name].KIND


def title_of(name: str) -> str:
    return facts_of(name)["title"]


def words_of(name: str) -> str:
    """The description beside the drawing, as one text."""
    return " ".join(FIGURES[name].description(facts_of(name)))


@cache
def _rows(name: str) -> list[dict]:
    return FIGURES[name].rows(facts_of(name))


def rows_of(name: str, view: str | None = None) -> list[dict]:
    """The rows of a figure, or those of one of its views."""
    return [row for row in _rows(name) if view is None or view in row["views"]]


def marked(name: str, facet: str, option: str) -> list[dict]:
    """The rows that a filter lets through."""
    return [row for row in _rows(name) if option in row["marks"].get(facet, [])]


def headings_of(name: str) -> list[str]:
    return [column.heading for column in FIGURES[name].columns(facts_of(name))]


def table_of(name: str) -> list[list[str]]:
    """The cells of the table, row by row."""
    columns = FIGURES[name].columns(facts_of(name))
    return [[row[column.key] for column in columns] for row in _rows(name)]


def views_of(name: str) -> list[dict]:
    return FIGURES[name].views(facts_of(name))


def facets_of(name: str) -> list[dict]:
    return FIGURES[name].facets(facts_of(name))


def tasks_of(name: str) -> list[dict]:
    return facts_of(name)["tasks"]


def inputs_of(name: str) -> list[dict]:
    return facts_of(name)["inputs"]


def start_of(name: str) -> dict[str, float]:
    """The values that an explorer's inputs have at the start."""
    return explorers.defaults(facts_of(name))


def still_of(name: str) -> Any:
    """An explorer's still picture as a Plotly figure."""
    return FIGURES[name].sheets(facts_of(name))[""]


def chapter_of(name: str) -> str:
    """The slug of the one chapter that shows the figure."""
    call = f'figure("{name}")'
    (path,) = (p for p in (ROOT / "docs/chapters").glob("*.md") if call in p.read_text(encoding="utf-8"))
    return path.stem
