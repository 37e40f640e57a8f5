"""The facts of this figure: kinds of particles, and the techniques that part them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from macros.course.figures import Several, Words
from macros.course.schema import slip
from macros.drawing.facts import drawn
from macros.drawing.steps import Kind, StepsFacts, Technique
from macros.figures.particles import FORMS

from .devices import DEVICES


def _is_range(sizes: tuple[float, ...]) -> tuple[float, ...]:
    if len(sizes) != 2 or not 0 < sizes[0] < sizes[1]:
        raise slip(f"diameter_nm is [{', '.join(f'{size:g}' for size in sizes)}]", "give [smallest, largest] in nm")
    return sizes


class Particles(Kind):
    """A kind of particles: the form of its marks, and the smallest and largest diameter in nm."""

    short: Words
    form: Annotated[str, drawn(FORMS)]
    diameter_nm: Annotated[tuple[float, ...], AfterValidator(_is_range)]


class DrawnTechnique(Technique):
    """A technique; its id is a device."""

    id: Annotated[Words, drawn(DEVICES)]


class IsolationFacts(StepsFacts):
    recreates: Words
    particles: Several[Particles]
    techniques: Several[DrawnTechnique]
