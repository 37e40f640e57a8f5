"""Explorer: what a centrifuge run leaves in the pellet. Model and drawing stand in explorer.js."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from macros.course.figures import Several, Words
from macros.course.schema import Record
from macros.drawing.canvas import SLIDE, words
from macros.drawing.explorer import ExplorerFacts, ExplorerFigure, Number, Plans
from macros.drawing.facts import drawn
from macros.drawing.shapes import Label
from macros.drawing.theme import LIGHT


class Band(Record):
    """A class of particles: a band of the curve, and `drawn` marks in the tube, of the size `of` nm."""

    id: Words
    label: Words
    diameter_nm: tuple[Number, Number]
    of: Number
    drawn: int
    form: Annotated[str, drawn(["triangle", "ring", "oval", "lobes"])]
    hue: Annotated[str, drawn(hue for hue in LIGHT if f"{hue}_line" in LIGHT)]


class CentrifugationFacts(ExplorerFacts):
    classes: Several[Band]
    rows_of: Several[Number]  # diameters of the table, nm


class Centrifugation(ExplorerFigure[CentrifugationFacts]):
    shape = CentrifugationFacts
    # Of the tube: middle, half its width, rim, where its bottom begins, lowest point; of the chart: left, top, right, bottom.
    plans: ClassVar[Plans] = {
        "narrow": {"width": 380, "height": 640, "size": 13, "tube": (190, 62, 26, 190, 250), "chart": (54, 352, 366, 580)},
        "page": {"width": 760, "height": 470, "size": 15, "tube": (118, 72, 62, 330, 420), "chart": (292, 100, 742, 400)},
        "wide": {"width": 1376, "height": 840, "size": 24, "tube": (200, 120, 70, 620, 780), "chart": (470, 150, 1350, 700)},
        "slide": {
            "width": SLIDE[0], "height": SLIDE[1], "size": 20, "tube": (400, 130, 285, 755, 915), "chart": (720, 345, 1720, 875),
        },
    }  # fmt: skip

    def model_data(self) -> dict[str, Any]:
        classes = [band.model_dump(exclude={"line"}) for band in self.facts.classes]
        return {"classes": classes, "rows_of": self.facts.rows_of}

    def slide_words(self) -> list[Label]:
        facts, width = self.facts, SLIDE[0] - 160
        how, _ = words(f"{facts.caption} {facts.how_to_read}", 80, 130, width, 24)
        setting, _ = words(f"Setting: {self.setting_in_words}.", 80, 1000, width, 21, "ink")
        credit, _ = words(facts.credit, 80, 1042, width, 17)
        return [Label(facts.title, 80, 70, 44, "ink", "left", True), *how, *setting, *credit]


FIGURE = Centrifugation
