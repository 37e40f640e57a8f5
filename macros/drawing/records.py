"""What the facts of all figures have in common: rows that cite, choices from a list, a table, a script."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from macros.course.problems import Problem

HEADER = ("title", "caption", "alt", "overview", "how_to_read", "note", "credit")


class Column(NamedTuple):
    """One column of a figure's table: the key of its values in a row, and its heading."""

    key: str
    heading: str


def line_of(record: Mapping) -> int | None:
    """The line of a record in its file, where known."""
    return getattr(record, "line", None)


def label_of(records: Iterable[Mapping], identifier: str) -> str:
    """The label of the record with this id."""
    return next(record["label"] for record in records if record["id"] == identifier)


def check_top(facts: Mapping, names: Iterable[str], path: str) -> list[Problem]:
    """A problem for each part of a facts file that is missing."""
    return [Problem(path, 1, f"'{name}' is missing", f"add '{name}:'") for name in names if not facts.get(name)]


def check_records(
    records: Iterable[Mapping], path: str, needed: Iterable[str], choices: Mapping[str, Iterable[str]]
) -> list[Problem]:
    """Problems of rows: parts that are missing, no citation, ids used twice, values that are not in `choices`."""
    records = list(records)
    problems = doubled(records, path)
    for record in records:
        name, line = record.get("id") or "a row without id", line_of(record)
        problems += [Problem(path, line, f"'{name}' lacks '{n}'", f"add '{n}:'") for n in needed if not record.get(n)]
        if not record.get("cite"):
            problems.append(Problem(path, line, f"'{name}' says something without a citation", "add 'cite: [key]'"))
        for field, allowed in choices.items():
            allowed, value = list(allowed), record.get(field)
            for one in value if isinstance(value, list) else [value] if value else []:
                if one not in allowed:
                    problems.append(
                        Problem(path, line, f"'{name}': unknown {field} '{one}'", f"use one of {', '.join(allowed)}")
                    )
    return problems


def doubled(records: Iterable[Mapping], path: str) -> list[Problem]:
    """A problem for each id that is used a second time."""
    seen: set[Any] = set()
    problems = []
    for record in records:
        if record.get("id") in seen:
            problems.append(Problem(path, line_of(record), f"the id '{record['id']}' is used twice", "rename one"))
        seen.add(record.get("id"))
    return problems


def check_disputes(records: Iterable[Mapping], path: str) -> list[Problem]:
    """Two rows that disagree name each other."""
    by_id = {record.get("id"): record for record in records}
    problems = []
    for record in by_id.values():
        other = record.get("disputes")
        if other and by_id.get(other, {}).get("disputes") != record["id"]:
            what = f"'{record['id']}' disputes '{other}', which does not say so of it"
            problems.append(Problem(path, line_of(record), what, "give both rows 'disputes:'"))
    return problems


def claims(records: Iterable[Mapping]) -> list[dict]:
    """The sentence of each row as a plain record {id, text, cite, line}."""
    return [{"id": r["id"], "text": r["text"], "cite": list(r["cite"]), "line": line_of(r)} for r in records]


def assertions(records: Iterable[Mapping], fields: Iterable[str]) -> list[dict]:
    """The short words of each row that stand on the drawing, to be held against the same works."""
    fields = list(fields)
    return [
        claim | {"text": "; ".join(str(record[field]) for field in fields if record.get(field))}
        for claim, record in zip(claims(records), records)
    ]


def csv_text(rows: Iterable[Mapping], columns: Iterable[Column], numbers: Mapping[str, int] | None = None) -> str:
    """The table as CSV; with `numbers` (key → the review's number) the numbers of the works as well."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = list(columns)
    extra = ["reference numbers"] if numbers is not None else []
    writer.writerow([*(column.heading.lower() for column in columns), "reference keys", *extra])
    for row in rows:
        known = ["; ".join(str(numbers[key]) for key in row["cite"])] if numbers is not None else []
        writer.writerow([*(row[column.key] for column in columns), "; ".join(row["cite"]), *known])
    return out.getvalue()


def script(name: str, data: Any) -> str:
    """A classic script (fetch is blocked on file://) that leaves a figure's data in window.courseFigures."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("</", "<\\/")
    return f'window.courseFigures = window.courseFigures || {{}};\nwindow.courseFigures["{name}"] = {text};\n'
