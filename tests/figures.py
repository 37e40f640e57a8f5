"""What the tests in a browser ask of the figures: the one place that knows their code."""

from __future__ import annotations

from functools import cache
from typing import Any

from macros.course.figures import load_figures
from scripts.project import ROOT

FIGURES: dict[str, Any] = load_figures(ROOT)


def names(kind: str | None = None) -> list[str]:
    """The figures of the course, or those of one kind: "steps", "rows" or "explorer"."""
    return [name for name, figure in FIGURES.items() if kind in (None, figure.kind)]


def kind_of(name: str) -> str:
    return FIGURES[name].kind


def title_of(name: str) -> str:
    return FIGURES[name].facts.title


def words_of(name: str) -> str:
    """The description beside the drawing, as one text."""
    return " ".join(FIGURES[name].description())


@cache
def _rows(name: str) -> list[dict]:
    return FIGURES[name].rows()


def rows_of(name: str, view: str | None = None) -> list[dict]:
    """The rows of a figure, or those of one of its views."""
    return [row for row in _rows(name) if view is None or view in row["views"]]


def marked(name: str, facet: str, option: str) -> list[dict]:
    """The rows that a filter lets through."""
    return [row for row in _rows(name) if option in row["options"].get(facet, [])]


def headings_of(name: str) -> list[str]:
    return [column.heading for column in FIGURES[name].columns()]


def table_of(name: str) -> list[list[str]]:
    """The cells of the table, row by row."""
    columns = FIGURES[name].columns()
    return [[row[column.key] for column in columns] for row in _rows(name)]


def views_of(name: str) -> list[dict]:
    return [{"id": view.id, "label": view.label} for view in FIGURES[name].views()]


def facets_of(name: str) -> list[dict]:
    return [
        {"id": one.id, "label": one.label, "options": [{"id": o.id, "label": o.label} for o in one.options]}
        for one in FIGURES[name].facets()
    ]


def tasks_of(name: str) -> list[dict]:
    return [task.model_dump() for task in FIGURES[name].facts.tasks]


def inputs_of(name: str) -> list[dict]:
    return [one.model_dump() for one in FIGURES[name].facts.inputs]


def start_of(name: str) -> dict[str, float]:
    """The values that an explorer's inputs have at the start."""
    return FIGURES[name].setting


def drawing_of(name: str) -> dict[str, Any]:
    """What an explorer's script draws for a page at the start, as the build got it."""
    return FIGURES[name].start["drawings"]["page"]


def chapter_of(name: str) -> str:
    """The slug of the one chapter that shows the figure."""
    call = f'figure("{name}")'
    (path,) = (p for p in (ROOT / "docs/chapters").glob("*.md") if call in p.read_text(encoding="utf-8"))
    return path.stem
