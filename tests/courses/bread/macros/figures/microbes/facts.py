"""The facts of this figure: microbes of a starter and their deeds."""

from __future__ import annotations

from typing import Annotated

from macros.course.figures import Several, Words
from macros.drawing.facts import Option, drawn
from macros.drawing.rows import Finding, RowsFacts

# Form and colour of a mark by what the deed changes: plotly symbol, hue.
MARKS = {
    "gas": ("circle", "blue"),
    "sugar": ("square", "sand"),
    "acid": ("triangle-up", "orange"),
    "grain": ("diamond", "violet"),
}
FORMS = ("budding", "rods", "pairs")


class Microbe(Option):
    """A kind of microbe, and how it is drawn."""

    form: Annotated[str, drawn(FORMS)]


class Effect(Option):
    """What a deed changes; its id is a mark."""

    id: Annotated[Words, drawn(MARKS)]


class Deed(Finding):
    """One thing that one kind of microbe does; `degrees` is the warmth in °C at which it does it best."""

    microbe: str
    effect: str
    short: Words
    degrees: int | None = None

    @property
    def warmth(self) -> str:
        return "" if self.degrees is None else f"{self.degrees} °C"


class MicrobesFacts(RowsFacts):
    microbes: Several[Microbe]
    effects: Several[Effect]
    deeds: Several[Deed]
