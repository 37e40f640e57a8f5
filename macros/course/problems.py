"""What is wrong with an input, where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One defect of an input file.

    `file` is the path as the author knows it, `line` counts from 1 (None where a whole
    file is meant), `what` says what is wrong and `mend` what would be right.
    """

    file: str
    line: int | None
    what: str
    mend: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.what} → {self.mend}"


class InputProblems(Exception):  # noqa: N818 (it holds problems, the word of the whole project)
    """Raised with every problem of one run, so that an author can mend them in one go."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(problems, key=lambda p: (p.file, p.line or 0, p.what))
        super().__init__("\n".join(map(str, self.problems)))
