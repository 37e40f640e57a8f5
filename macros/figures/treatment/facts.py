"""The facts of this figure: ways of treatment, and studies that tried them."""

from __future__ import annotations

from typing import Annotated

from macros.course.figures import Several, Words
from macros.drawing.facts import Option, drawn
from macros.drawing.rows import Finding, RowsFacts

from .scenes import SCENES, SIGNS

# Form and colour of a mark by direction: plotly symbol, hue. Hollow where the work itself was not seen.
MARKS = {"benefit": ("triangle-up", "kept"), "feasible": ("circle", "blue"), "missed": ("triangle-down", "orange")}


class Strategy(Option):
    """A way to use vesicles or to stop them; its id is a scene."""

    id: Annotated[Words, drawn(SCENES)]
    says: Words


class Group(Option):
    """What a strategy works with."""

    strategy: str


class Direction(Option):
    """How a result came out; its id is a mark."""

    id: Annotated[Words, drawn(MARKS)]
    says: Words


class Rung(Option):
    """How near to people a result was obtained; its id is a sign, `short` its name where room is scarce."""

    id: Annotated[Words, drawn(SIGNS)]
    short: Words


class Study(Finding):
    """One result; `numbers` are those of a trial."""

    group: str
    label: Words
    source: Words
    cargo: str = ""
    receptor: str = ""
    target: Words
    effect: Words
    numbers: str = ""
    direction: str
    rung: str
    seen: str


class TreatmentFacts(RowsFacts):
    strategies: Several[Strategy]
    groups: Several[Group]
    directions: Several[Direction]
    rungs: Several[Rung]
    seen: Several[Option]
    studies: Several[Study]
