"""Facts + devices → where every mark lies at every step."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from macros.drawing.shapes import Label, Point, Shape
from macros.drawing.steps import Technique
from macros.figures.particles import Area, Particle, Placed, Spots, Zone, drawn_diameter, settle

from .devices import DEVICES, KEPT_ROOM, LOST_ROOM, SAMPLE_ROOM, STEPS, Device, frame
from .facts import Particles


class Scene(NamedTuple):
    """One technique, ready to be drawn: `steps` holds the place of every particle, in one order."""

    technique: str
    device: Device
    shapes: list[Shape]
    labels: list[Label]
    particles: list[Particle]
    steps: list[list[Point]]

    def placed(self, step: int) -> list[Placed]:
        """Particles and the device's own marks at one step."""
        helpers = [(helper, way[step]) for helper, way in self.device.helpers]
        return helpers + list(zip(self.particles, self.steps[step], strict=True))

    def printed(self) -> list[Placed]:
        """All that a still picture shows: several steps at once, each mark once at any place."""
        seen: dict[tuple[str, Point], Placed] = {}
        for step in self.device.printed:
            for particle, point in self.placed(step):
                if step == 0 and particle.form == "bead":
                    continue
                seen.setdefault((particle.id, point), (particle, point))
        return list(seen.values())


def crowd(kinds: Sequence[Particles]) -> list[Particle]:
    """The marks of a mixed sample; sizes run evenly, on the log scale, over the range of their class."""
    particles = []
    for kind in kinds:
        low, high = kind.diameter_nm
        count = kind.drawn
        for n in range(count):
            name, share = f"{kind.id}{n}", (n + 0.5) / count
            r = drawn_diameter(low ** (1 - share) * high**share) / 2
            if kind.form == "cell" and n < count - 1:
                # All but the largest are debris.
                name, r = f"shard{n}", 4.5 + n
            particles.append(Particle(name, kind.id, kind.form, round(r, 1), n + 1))
    return particles


def fates(particles: list[Particle], technique: Technique) -> dict[str, int | None]:
    """The step (0 the first) at which each particle is lost, None if it is kept; small ones go first."""
    gone: dict[str, int | None] = {particle.id: None for particle in particles}
    for step, record in enumerate(technique.steps):
        for kind, count in record.lost.items():
            left = [p.id for p in particles if p.kind == kind and gone[p.id] is None]
            for name in left[:count]:
                gone[name] = step
    return gone


def scene(kinds: Sequence[Particles], technique: Technique) -> Scene:
    """One technique with its particles; the same facts give the same scene."""
    device = DEVICES[technique.id]()
    particles = crowd(kinds)
    gone = fates(particles, technique)
    rng = random.Random(zlib.crc32(technique.id.encode()))
    steps = [_step(number, particles, gone, device, None, rng) for number in range(1)]
    for number in range(1, STEPS):
        steps.append(_step(number, particles, gone, device, steps[-1], rng))
    shapes, labels = frame()
    return Scene(
        technique.id, device, [*shapes, *device.shapes, *device.leaders], labels + device.labels, particles, steps
    )


def _step(
    number: int,
    particles: list[Particle],
    gone: dict[str, int | None],
    device: Device,
    before: list[Point] | None,
    rng: random.Random,
) -> list[Point]:
    """Places at one step: what stays in the same room stays where it is."""
    found: dict[str, Point] = {}
    rooms: dict[tuple[object, ...], tuple[Zone, list[Particle]]] = {}
    for index, particle in enumerate(particles):
        zone = _room(number, particle, gone[particle.id], device)
        if before and _stays(number, particle, gone[particle.id], device, zone):
            found[particle.id] = before[index]
        else:
            rooms.setdefault((particle.form, _mark(zone)), (zone, []))[1].append(particle)
    helpers = [(way[number], helper.r + 11) for helper, way in device.helpers]
    taken = [(point, _radius(particles, name)) for name, point in found.items()] + (helpers if number else [])
    for zone, members in sorted(rooms.values(), key=_firmest_first):
        points = settle(members, zone, taken, rng)
        found |= {p.id: point for p, point in zip(members, points, strict=True)}
        taken += [(point, p.r) for p, point in zip(members, points, strict=True)]
    return [found[particle.id] for particle in particles]


def _firmest_first(room: tuple[Zone, list[Particle]]) -> tuple[bool, float]:
    """Marks with given spots come before those that take any room, large ones before small ones."""
    zone, members = room
    return not isinstance(zone, Spots), -max(particle.r for particle in members)


def _room(number: int, particle: Particle, gone: int | None, device: Device) -> Zone:
    """Where a particle is at a step; what was lost earlier is where it was left, until the trays fill."""
    last = STEPS - 1
    if number == 0:
        return SAMPLE_ROOM
    if gone is not None and gone <= number:
        return LOST_ROOM if number == last else device.zone(gone, particle, True)
    # Marks that stick to something are kept with it; the device knows where.
    if number == last and not (device.helpers and particle.form == "ring"):
        return KEPT_ROOM
    return device.zone(number, particle, False)


def _stays(number: int, particle: Particle, gone: int | None, device: Device, zone: Zone) -> bool:
    """Whether a particle need not move. Where the device's own marks move about, what is there gives way."""
    if gone is not None and gone < number < STEPS - 1:
        return True
    return _mark(zone) == _mark(_room(number - 1, particle, gone, device)) and not device.helpers


def _mark(zone: Zone) -> tuple[object, ...]:
    """What tells one room from another."""
    return (zone.bounds, zone.pull, zone.toward) if isinstance(zone, Area) else zone.points


def _radius(particles: list[Particle], name: str) -> float:
    return next(p.r for p in particles if p.id == name)
