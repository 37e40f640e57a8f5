"""Who does what in a starter: deeds of microbes as cards, and on an axis of warmth; one row for one deed."""

from __future__ import annotations

from collections.abc import Sequence

from macros.course.figures import Column
from macros.drawing.facts import Option, label_of
from macros.drawing.rows import Choice, Drawn, Filter, Row, RowsFigure

from .drawing import DRAWERS, LAYOUTS, by_warmth
from .facts import Deed, MicrobesFacts

VIEWS = (Option(id="who", label="Who does what"), Option(id="warmth", label="At which warmth"))


class MicrobesFigure(RowsFigure[MicrobesFacts, Deed]):
    shape = MicrobesFacts
    layouts = LAYOUTS

    def findings(self) -> tuple[Deed, ...]:
        return self.facts.deeds

    def views(self) -> Sequence[Option]:
        return VIEWS

    def filters(self) -> Sequence[Filter]:
        return Filter("microbe", "Microbe", self.facts.microbes), Filter(
            "effect", "What it changes", self.facts.effects
        )

    def choices(self, one: Deed) -> Sequence[Choice]:
        return (
            Choice("microbe", (one.microbe,), self.facts.microbes),
            Choice("effect", (one.effect,), self.facts.effects),
        )

    def short_words(self, one: Deed) -> Sequence[str]:
        return one.short, one.warmth

    def columns(self) -> tuple[Column, ...]:
        return Column("microbe", "Microbe"), Column("effect", "What it changes"), Column("warmth", "Best warmth")

    def row(self, one: Deed) -> Row:
        labels = {choice.field: label_of(choice.options, choice.chosen[0]) for choice in self.choices(one)}
        return Row(
            f"{labels['microbe']}: {one.short}",
            ("who", "warmth") if one.warmth else ("who",),
            {choice.field: choice.chosen for choice in self.choices(one)},
            labels | {"warmth": one.warmth},
        )

    def description(self) -> list[str]:
        """The cards from top to bottom, then the axis from cool to warm."""
        cards = [f"{microbe.label}: {self._deeds_of(microbe.id)}." for microbe in self.facts.microbes]
        axis = ", ".join(f"{deed.short} {deed.warmth}" for _, deed in by_warmth(self.facts))
        return [*cards, f"On the axis of warmth, from cool to warm: {axis}."]

    def _deeds_of(self, microbe: str) -> str:
        return "; ".join(deed.short for deed in self.facts.deeds if deed.microbe == microbe)

    def draw(self, view: str, layout: str) -> Drawn:
        return DRAWERS[view](self.facts, LAYOUTS[layout])


FIGURE = MicrobesFigure
