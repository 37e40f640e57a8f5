"""Marker explorer: markers by cancer and kind, and on an axis of AUC; one row for one use of one marker in one study."""

from __future__ import annotations

from collections.abc import Sequence

from macros.course.figures import Column
from macros.drawing.facts import Option, label_of
from macros.drawing.rows import Choice, Drawn, Filter, Row, RowsFigure

from .drawing import DRAWERS, LAYOUTS, by_auc
from .facts import Marker, MarkersFacts

VIEWS = (Option(id="map", label="By cancer and kind"), Option(id="auc", label="By AUC"))


class MarkersFigure(RowsFigure[MarkersFacts, Marker]):
    shape = MarkersFacts
    layouts = LAYOUTS

    def findings(self) -> tuple[Marker, ...]:
        return self.facts.markers

    def views(self) -> Sequence[Option]:
        return VIEWS

    def filters(self) -> Sequence[Filter]:
        return (
            Filter("cancer", "Cancer", self.facts.cancers),
            Filter("fluid", "Fluid", self.facts.fluids),
            Filter("kind", "Kind of marker", self.facts.kinds),
            Filter("use", "Use", self.facts.uses),
            Filter("direction", "How it differed", self.facts.directions),
        )

    def choices(self, one: Marker) -> Sequence[Choice]:
        return (
            Choice("cancer", (one.cancer,), self.facts.cancers),
            Choice("fluid", (one.fluid,), self.facts.fluids),
            Choice("kind", (one.kind,), self.facts.kinds),
            Choice("use", (one.use,), self.facts.uses),
            Choice("direction", (one.direction,), self.facts.directions),
        )

    def short_words(self, one: Marker) -> Sequence[str]:
        return one.marker, one.cohort, one.auc, one.accuracy

    def columns(self) -> tuple[Column, ...]:
        return (
            Column("marker", "Marker"), Column("cancer", "Cancer"), Column("fluid", "Fluid"), Column("kind", "Kind"),
            Column("use", "Use"), Column("direction", "How it differed"), Column("cohort", "People or samples"),
            Column("auc", "AUC"), Column("accuracy", "Other measures"), Column("vesicles", "Vesicles in the study"),
        )  # fmt: skip

    def row(self, one: Marker) -> Row:
        labels = {choice.field: label_of(choice.options, choice.chosen[0]) for choice in self.choices(one)}
        return Row(
            f"{one.marker}, {labels['cancer'].lower()}",
            ("map", "auc") if one.auc else ("map",),
            {choice.field: choice.chosen for choice in self.choices(one)},
            labels
            | {
                "marker": one.marker,
                "cohort": one.cohort,
                "auc": one.auc,
                "accuracy": one.accuracy,
                "vesicles": one.vesicles,
            },
        )

    def description(self) -> list[str]:
        """The map cancer by cancer, then the axis from low to high."""
        found = []
        for cancer in self.facts.cancers:
            here = [one for one in self.facts.markers if one.cancer == cancer.id]
            if here:
                names = "; ".join(map(self._in_words, here))
                found.append(f"{cancer.label}: {names}.")
        values = ", ".join(f"{one.marker} {one.auc}" for one in by_auc(self.facts))
        return [*found, f"On the axis of AUC, from low to high: {values}."]

    def _in_words(self, one: Marker) -> str:
        return f"{one.marker} ({label_of(self.facts.directions, one.direction).lower()})"

    def draw(self, view: str, layout: str) -> Drawn:
        return DRAWERS[view](self.facts, LAYOUTS[layout])


FIGURE = MarkersFigure
