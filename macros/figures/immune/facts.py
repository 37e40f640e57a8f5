"""The facts of this figure: cells, and links between them that vesicles make."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.course.figures import Several, Words
from macros.drawing.facts import Option, drawn
from macros.drawing.rows import Finding, RowsFacts
from macros.figures.cells import FORMS

# Line and end by direction: hue, dash, symbol (of a line that goes to the right), size in letters.
ENDS = {
    "suppress": ("orange", "solid", "line-ns-open", 0.78),
    "activate": ("blue", "6px,3px", "triangle-right", 0.85),
    "change": ("sand", "2px,3px", "circle-open", 0.7),
}


class View(Option):
    """A drawing: of the links that come from `hub`, with the cells acted on around it; or of all others, senders on
    the left and the cells acted on on the right."""

    hub: str = ""
    left: Several[str]
    right: Several[str]
    above: str = ""
    below: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        """The cells above and below the hub."""
        return tuple(filter(None, (self.above, self.below)))


class Direction(Option):
    """Which way a link pushes; its id is the end of a line."""

    id: Annotated[Words, drawn(ENDS)]
    says: Words


class Cell(Option):
    """Sender or target, and how it is drawn."""

    form: Annotated[str, drawn(FORMS)]


class Link(Finding):
    """What vesicles of one cell were seen to do to another."""

    sender: str = Field(alias="from")
    receiver: str = Field(alias="to")
    source: Words
    cargo: str = ""
    receptor: str = ""
    target: Words
    effect: Words
    direction: str
    system: Several[str]


class ImmuneFacts(RowsFacts):
    views: Several[View]
    directions: Several[Direction]
    systems: Several[Option]
    cells: Several[Cell]
    links: Several[Link]
