"""Tables written in Markdown, made ready to be stacked row by row on a phone."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_TH = r"<th(?=[ >])"
_HEAD = re.compile(rf"{_TH}[^>]*>(.*?)</th>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td(?P<rest>[^>]*)>")


def label_cells(html: str) -> str:
    """Rendered Markdown whose table cells carry the heading of their column as `data-label`.

    The roles keep a table a table where its style makes blocks of its rows.
    """
    return _TABLE.sub(lambda match: f'<table role="table">{_labelled(match[1])}</table>', html)


def _labelled(table: str) -> str:
    labels = [re.sub(r"<[^>]+>", "", head).strip() for head in _HEAD.findall(table)]

    def row(match: re.Match) -> str:
        left = iter(labels)
        cells = _CELL.sub(lambda cell: f'<td role="cell" data-label="{next(left, "")}"{cell["rest"]}>', match[1])
        return f'<tr role="row">{cells}</tr>'

    table = re.sub(_TH, '<th role="columnheader" scope="col"', _ROW.sub(row, table))
    return table.replace("<thead>", '<thead role="rowgroup">').replace("<tbody>", '<tbody role="rowgroup">')
