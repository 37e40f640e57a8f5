"""How spheres settle in a centrifuge, after Stokes.

A sphere's speed is constant where its drag, 3πηdv, equals its weight less its buoyancy in the field,
(π/6)d³(ρp − ρm)a, so v = d²(ρp − ρm)a / 18η (G. G. Stokes, 1851). The field is taken as the same
everywhere along the path, particles start evenly spread over it and do not disturb each other.
"""

from __future__ import annotations

import math

GRAVITY = 9.80665  # m/s², the standard acceleration of free fall


def settling_speed(diameter: float, force: float, density: float, liquid: float, viscosity: float) -> float:
    """Speed towards the bottom in m/s; negative where the particle floats.

    `diameter` in nm, `force` in multiples of g, densities of particle and `liquid` in g/mL, `viscosity` in mPa·s.
    Raises ValueError where a length, force or density is negative or the viscosity is not above zero.
    """
    if min(diameter, force, density, liquid) < 0:
        raise ValueError("diameter, force and densities cannot be negative")
    if viscosity <= 0:
        raise ValueError("the viscosity must be above zero: nothing would slow the particles")
    return (diameter * 1e-9) ** 2 * (density - liquid) * 1e3 * force * GRAVITY / (18 * viscosity * 1e-3)


def share_pelleted(speed: float, minutes: float, path: float) -> float:
    """Share of the particles of one speed (m/s) that reach the bottom in `minutes`, 0 to 1; `path` in mm.

    Those that start within the distance v·t of the bottom arrive. Raises ValueError where the time is
    negative or the path is not above zero.
    """
    if minutes < 0:
        raise ValueError("the time cannot be negative")
    if path <= 0:
        raise ValueError("the path must be above zero")
    if speed <= 0:
        return 0.0
    return min(1.0, speed * minutes * 60 / (path * 1e-3))


def cutoff(force: float, minutes: float, path: float, density: float, liquid: float, viscosity: float) -> float:
    """Diameter in nm from which all particles are pelleted; infinite where none ever is.

    Units as above. It solves v(d)·t = L for d. Raises ValueError as the functions above do.
    """
    speed = settling_speed(1, force, density, liquid, viscosity)
    if share_pelleted(speed, minutes, path) <= 0:
        return math.inf
    return math.sqrt(path * 1e-3 / (speed * minutes * 60))
