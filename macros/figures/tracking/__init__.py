"""Explorer: size from Brownian motion. Model and drawing stand in explorer.js."""

from __future__ import annotations

from typing import ClassVar

from macros.drawing.canvas import words
from macros.drawing.explorer import ExplorerFacts, ExplorerFigure, Plans
from macros.drawing.shapes import Label


class Tracking(ExplorerFigure[ExplorerFacts]):
    shape = ExplorerFacts
    # Of each part: left, top, width, height; `across`: tracks of each size side by side.
    plans: ClassVar[Plans] = {
        "narrow": {
            "width": 380, "height": 700, "size": 13, "field": (10, 8, 360, 340), "across": 3, "histogram": (8, 372, 364, 320),
        },
        "page": {
            "width": 760, "height": 740, "size": 15, "field": (12, 10, 420, 356), "across": 3,
            "msd": (456, 10, 292, 356), "histogram": (12, 394, 736, 338),
        },
        "wide": {
            "width": 1376, "height": 840, "size": 24, "field": (12, 10, 650, 430), "across": 3,
            "msd": (12, 468, 650, 364), "histogram": (694, 10, 672, 822),
        },
        # Nine tenths of a slide, so that letters are larger.
        "slide": {
            "width": 1728, "height": 972, "size": 17, "field": (84, 88, 720, 404), "across": 4,
            "msd": (84, 520, 720, 286), "histogram": (852, 88, 800, 718),
        },
    }  # fmt: skip

    def slide_words(self) -> list[Label]:
        facts = self.facts
        how, below = words(f"{facts.caption} {facts.how_to_read}", 80, 848, 1560, 17)
        credit, _ = words(f"{facts.note} {facts.credit}", 80, below + 6, 1560, 15)
        return [Label(facts.title, 80, 40, 30, "ink", "left", True), *how, *credit]


FIGURE = Tracking
