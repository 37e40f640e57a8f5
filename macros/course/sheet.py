"""Tables as CSV that opens right in a spreadsheet: UTF-8 with a mark that says so, lines as in RFC 4180, no formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What a file begins with: without it a spreadsheet takes UTF-8 for the machine's own code page.
MARK = "\ufeff"
# A spreadsheet works out what begins so, words of others too. A number with its sign is only a number.
_FORMULA = re.compile(r"[=+\-@\t\r](?!\d+(?:[.,]\d+)*\Z)")


def sheet(rows: Iterable[Sequence[object]]) -> str:
    """Rows of cells as CSV, the headings first."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _harmless(cell: object) -> object:
    """A cell that would be worked out gets an apostrophe before it, as a spreadsheet itself writes plain words."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
