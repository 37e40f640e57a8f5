"""The facts of this figure: markers, each with the study, the use and the measures that it had."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from macros.course.figures import Several, Words, filled
from macros.course.schema import slip
from macros.drawing.facts import Option, drawn
from macros.drawing.rows import Finding, RowsFacts

# Form and colour of a mark by direction, in the order of the file: plotly symbol, hue.
MARKS = {
    "higher": ("triangle-up", "orange"),
    "lower": ("triangle-down", "blue"),
    "present": ("circle", "violet"),
    "no-difference": ("diamond-wide", "sand"),
    "not-given": ("square", "bead"),
}


def _is_auc(value: str) -> str:
    try:
        possible = not value or 0 <= float(value) <= 1
    except ValueError:
        possible = False
    if not possible:
        raise slip(f"an AUC of '{value}' cannot be", "write a number from 0 to 1 in quotes")
    return value


class Kind(Option):
    """What was measured; `short` is its heading on the map."""

    short: str = ""


class Direction(Option):
    """How a marker differed; its id is a mark."""

    id: Annotated[Words, drawn(MARKS)]


class Marker(Finding):
    """One use of one marker, or of a panel, in one study; `auc` is as printed, so that no zero at the end is lost."""

    marker: Annotated[str, Field(max_length=26), AfterValidator(filled)]
    cancer: str
    fluid: str
    kind: str
    use: str
    direction: str
    cohort: str = ""
    auc: Annotated[str, AfterValidator(_is_auc)] = ""
    accuracy: str = ""
    vesicles: Words
    exosomes: bool = True


class MarkersFacts(RowsFacts):
    kinds: Several[Kind]
    uses: Several[Option]
    directions: Several[Direction]
    cancers: Several[Option]
    fluids: Several[Option]
    markers: Several[Marker]
