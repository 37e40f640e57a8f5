"""Brownian motion filmed frame by frame, and the diameter that a track gives back. Plain numbers, no drawing.

A small sphere in a liquid is pushed about by the molecules round it. Its diffusion coefficient follows
from its diameter by the Stokes–Einstein equation, D = kB·T / (3·π·η·d); in a picture (two dimensions) its
mean squared displacement over a time t is MSD = 4·D·t. Tracking reads the second and solves the first for d.

Units throughout: diameters nm, temperatures °C, viscosities mPa·s, times s, lengths on the picture µm,
diffusion coefficients µm²/s. The same arithmetic, in the same order, stands in explorer-tracking.js.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import NamedTuple

BOLTZMANN = 1.380649e-23  # J/K, exact by the definition of the kelvin (SI, 2019)
ZERO_CELSIUS = 273.15  # K
LAGS = 10  # lags, in frames, up to which the mean squared displacement is followed
KEPT = 4  # tracks of each size whose every position is kept, to be drawn

MULTIPLIER, MODULUS = 48271, 2147483647  # Park and Miller's generator with the multiplier of 1993
SKIPPED = 20  # numbers thrown away at the start, since those of neighbouring seeds are alike there

Point = tuple[float, float]


class Setting(NamedTuple):
    """What is filmed and how."""

    a: float  # diameter of the particles A, nm
    b: float  # diameter of the particles B, nm
    frames: int  # length of each track
    rate: float  # frames per second
    temperature: float  # °C
    viscosity: float  # mPa·s
    tracks: int  # of both sizes together; half of them are A, and the odd one
    seed: int


def diffusion(diameter: float, temperature: float, viscosity: float) -> float:
    """Diffusion coefficient in µm²/s of a sphere: kB·T / (3·π·η·d), Stokes–Einstein."""
    return _stokes_einstein(_positive(diameter, "the diameter"), temperature, viscosity)


def diameter(coefficient: float, temperature: float, viscosity: float) -> float:
    """Diameter in nm of the sphere that has this diffusion coefficient (µm²/s): the same equation for d."""
    return _stokes_einstein(_positive(coefficient, "the diffusion coefficient"), temperature, viscosity)


def _stokes_einstein(other: float, temperature: float, viscosity: float) -> float:
    """D from d, or d from D: one is the thermal energy over 3·π·η times the other."""
    kelvin = _positive(temperature + ZERO_CELSIUS, "the temperature above absolute zero")
    # J / (mPa·s · nm) is 1e12 m²/s over 1e-12 for µm²/s: together 1e24.
    return BOLTZMANN * kelvin * 1e24 / (3 * math.pi * _positive(viscosity, "the viscosity") * other)


class Generator:
    """Park and Miller's minimal standard: the same numbers in every language."""

    def __init__(self, seed: int):
        if seed != int(seed) or not 0 < seed < MODULUS:
            raise ValueError(f"the seed must be a whole number from 1 to {MODULUS - 1}, not {seed}")
        self.state = int(seed)

    def next(self) -> int:
        """The next state, 1 to MODULUS − 1."""
        self.state = self.state * MULTIPLIER % MODULUS
        return self.state

    def normals(self) -> Point:
        """Two independent numbers of mean 0 and standard deviation 1 (Box and Muller)."""
        length = math.sqrt(-2 * math.log(self.next() / MODULUS))
        angle = 2 * math.pi * (self.next() / MODULUS)
        return length * math.cos(angle), length * math.sin(angle)


def started(seed: int) -> Generator:
    """A generator past the numbers that are thrown away."""
    generator = Generator(seed)
    for _ in range(SKIPPED):
        generator.next()
    return generator


def walk(generator: Generator, coefficient: float, frames: int, rate: float) -> list[Point]:
    """Positions (µm) of one particle in each frame, from (0, 0); each step is normal with variance 2·D/rate per axis."""
    _whole(frames, "the number of frames", 2)
    step = math.sqrt(2 * _positive(coefficient, "the diffusion coefficient") / _positive(rate, "the frame rate"))
    x = y = 0.0
    track = [(x, y)]
    for _ in range(frames - 1):
        dx, dy = generator.normals()
        x += step * dx
        y += step * dy
        track.append((x, y))
    return track


def mean_squared_displacement(track: Sequence[Point], lag: int = 1) -> float:
    """Mean of the squared displacements (µm²) over `lag` frames, all overlapping windows of one track."""
    if not 1 <= lag < len(track):
        raise ValueError(f"the lag must be from 1 to {len(track) - 1} frames, not {lag}")
    total = 0.0
    for (x0, y0), (x1, y1) in zip(track, track[lag:]):
        total += (x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)
    return total / (len(track) - lag)


def recovered_diameter(msd: float, rate: float, temperature: float, viscosity: float) -> float:
    """Diameter in nm from a mean squared displacement (µm²) over one frame: D = MSD·rate/4, then Stokes–Einstein."""
    coefficient = _positive(msd, "the mean squared displacement") * _positive(rate, "the frame rate") / 4
    return diameter(coefficient, temperature, viscosity)


def spread_of_msd(frames: int) -> float:
    """Expected relative standard deviation of the one-frame MSD of a track: 1/√n for n = frames − 1 steps.

    The sum of 2·n squared normal numbers is a chi-squared variable: mean 2·n, variance 4·n.
    """
    return 1 / math.sqrt(_whole(frames, "the number of frames", 2) - 1)


def spread_of_diameter(frames: int) -> float:
    """Expected standard deviation of the recovered diameter over the true one: n / ((n − 1)·√(n − 2)).

    The diameter goes with the inverse of the MSD, so it is inverse-gamma with shape n; below n = 3 it has no
    standard deviation. Its mean is n / (n − 1) times the true diameter: short tracks come out too large.
    """
    steps = _whole(frames, "the number of frames", 4) - 1
    return steps / ((steps - 1) * math.sqrt(steps - 2))


def simulate(setting: Setting) -> dict:
    """All that is drawn and tabulated, as plain data.

    `sizes`: for A and B the true `diameter`, its `diffusion`, `step` (root of the expected MSD over one frame, µm),
    `kept` (first tracks), `recovered` (nm, one for each track), `lags` ([time s, mean MSD µm², 4·D·t µm²]),
    `median`, `mean`, `spread` (standard deviation over the true diameter), `across` (tracks beyond the border).
    `border`: √(a·b) nm, midway on a logarithmic axis, None where both sizes are the same.
    """
    _whole(setting.tracks, "the number of tracks", 4)
    a, b = _positive(setting.a, "the diameter"), _positive(setting.b, "the diameter")
    border = None if a == b else math.sqrt(a * b)
    generator = started(setting.seed)
    counts = (setting.tracks - setting.tracks // 2, setting.tracks // 2)
    return {
        "sizes": [_population(generator, s, n, setting, border) for s, n in zip((a, b), counts)],
        "seconds": (setting.frames - 1) / setting.rate,
        "spread_msd": spread_of_msd(setting.frames),
        "spread_diameter": spread_of_diameter(setting.frames),
        "border": border,
    }


def _population(generator: Generator, size: float, count: int, setting: Setting, border: float | None) -> dict:
    """What tracking finds of `count` particles of one size."""
    coefficient = diffusion(size, setting.temperature, setting.viscosity)
    lags = range(1, min(LAGS, setting.frames - 1) + 1)
    sums = [0.0] * len(lags)
    kept, recovered = [], []
    for n in range(count):
        track = walk(generator, coefficient, setting.frames, setting.rate)
        found = [mean_squared_displacement(track, lag) for lag in lags]
        sums = [a + b for a, b in zip(sums, found)]
        recovered.append(recovered_diameter(found[0], setting.rate, setting.temperature, setting.viscosity))
        if n < KEPT:
            kept.append(track)
    times = [lag / setting.rate for lag in lags]
    mean = sum(recovered) / count
    return {
        "diameter": size,
        "diffusion": coefficient,
        "step": math.sqrt(4 * coefficient / setting.rate),
        "kept": kept,
        "recovered": recovered,
        "lags": [[t, total / count, 4 * coefficient * t] for t, total in zip(times, sums)],
        "median": statistics.median(recovered),
        "mean": mean,
        "spread": math.sqrt(sum((d - mean) * (d - mean) for d in recovered) / (count - 1)) / size,
        "across": sum((d < border) != (size < border) for d in recovered) if border else 0,
    }


def _positive(value: float, name: str) -> float:
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{name} must be above 0, not {value}")
    return value


def _whole(value: float, name: str, least: int) -> int:
    if value != int(value) or value < least:
        raise ValueError(f"{name} must be a whole number, at least {least}, not {value}")
    return int(value)
