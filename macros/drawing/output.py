"""What a figure hands on as text: its table as CSV, its data as a script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from macros.course.figures import Column
from macros.course.sheet import sheet


def csv_text(
    rows: Iterable[Mapping[str, Any]], columns: Iterable[Column], labels: Mapping[str, str] | None = None
) -> str:
    """The table as CSV; with `labels` (key → what stands in the bracket) those of the works as well."""
    columns = list(columns)
    extra = ["reference numbers"] if labels is not None else []
    lines: list[list[Any]] = [[*(column.heading.lower() for column in columns), "reference keys", *extra]]
    for row in rows:
        known = ["; ".join(labels[key] for key in row["cite"])] if labels is not None else []
        lines.append([*(row[column.key] for column in columns), "; ".join(row["cite"]), *known])
    return sheet(lines)


def script(name: str, data: Any) -> str:
    """A classic script (fetch is blocked on file://) that leaves a figure's data in window.courseFigures."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("</", "<\\/")
    return f'window.courseFigures = window.courseFigures || {{}};\nwindow.courseFigures["{name}"] = {text};\n'
