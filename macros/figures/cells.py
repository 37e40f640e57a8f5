"""Cells and vesicles as a textbook draws them: each form is an outline, a nucleus and what tells it from others.

Every function takes the place and the half width in pixels and gives shapes, those at the back first.
"""

from __future__ import annotations

import math
import random
import zlib
from collections.abc import Callable, Iterable

from macros.drawing.shapes import Path, Point, Shape, ellipse, polyline, wave


def smooth(points: Iterable[Point]) -> Path:
    """A closed outline without corners that runs between the points."""
    points = list(points)
    middles = [
        ((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True)
    ]
    path = Path().move(*middles[-1]).bend(points[0], middles[0])
    for middle in middles[1:]:
        path.smooth(middle)  # the point to bend through is the mirror image of the one before
    return path.close()


def round_about(x: float, y: float, radii: Iterable[float], turn: float = 0) -> list[Point]:
    """Points evenly round a centre, each at its own distance."""
    radii = list(radii)
    angles = [turn + 2 * math.pi * n / len(radii) for n in range(len(radii))]
    return [(x + r * math.cos(a), y + r * math.sin(a)) for r, a in zip(radii, angles, strict=True)]


def _spots(x: float, y: float, places: Iterable[tuple[float, float]], size: float) -> Path:
    path = Path()
    for dx, dy in places:
        # What is this small is as round to the eye with four corners, and a third as long to write.
        path = path + (_diamond(x + dx, y + dy, size * 1.2) if size < 1.9 else ellipse(x + dx, y + dy, size))
    return path


def _diamond(x: float, y: float, r: float) -> Path:
    return polyline([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], closed=True)


def tumour(x: float, y: float, r: float, seed: int = 0) -> list[Shape]:
    """An uneven cell with a large, uneven nucleus and a body of small vesicles inside."""
    rng = random.Random(zlib.crc32(f"tumour {seed}".encode()))
    outline = round_about(x, y, [r * rng.uniform(0.9, 1.12) for _ in range(8)], rng.uniform(0, 6))
    turn = rng.uniform(0, 6)
    nucleus = round_about(x, y, [r * 0.55 * rng.uniform(0.8, 1.15) for _ in range(6)], turn)
    bx, by = x + r * 0.66 * math.cos(turn), y + r * 0.66 * math.sin(turn)
    return [
        Shape(smooth(outline), fill="orange", line="orange_line", width=1.6),
        Shape(smooth(nucleus), fill="sand_core", line="sand_line", width=1.2),
        Shape(ellipse(bx, by, r * 0.2), fill="paper", line="orange_line", width=1),
        Shape(
            _spots(bx, by, [(-r * 0.07, r * 0.05), (r * 0.08, r * 0.02), (0, -r * 0.09)], r * 0.05), fill="violet_line"
        ),
    ]


def dendritic(x: float, y: float, r: float) -> list[Shape]:
    """Long arms all round."""
    arms = 9
    radii = [r * (1.32 if n % 2 else 0.55) * (0.92 if n % 4 == 1 else 1.05) for n in range(2 * arms)]
    return [
        Shape(smooth(round_about(x, y, radii, 0.2)), fill="blue", line="blue_line", width=1.6),
        Shape(ellipse(x, y, r * 0.33, r * 0.27), fill="blue_line", opacity=0.55),
    ]


def lymphocyte(x: float, y: float, r: float) -> list[Shape]:
    """A round cell that its nucleus nearly fills, with receptors on its surface."""
    stems = Path()
    for n in range(8):
        a = math.pi / 8 + n * math.pi / 4
        foot, head = (
            (x + r * 0.84 * math.cos(a), y + r * 0.84 * math.sin(a)),
            (x + r * 1.06 * math.cos(a), y + r * 1.06 * math.sin(a)),
        )
        side = (-math.sin(a) * r * 0.12, math.cos(a) * r * 0.12)
        stems = stems + polyline([foot, head])
        stems = stems + polyline([(head[0] - side[0], head[1] - side[1]), (head[0] + side[0], head[1] + side[1])])
    return [
        Shape(stems, line="kept_line", width=1.8),
        Shape(ellipse(x, y, r * 0.86), fill="kept", line="kept_line", width=1.6),
        Shape(ellipse(x, y, r * 0.56), fill="kept_line", opacity=0.5),
    ]


def mixed(x: float, y: float, r: float) -> list[Shape]:
    """Cells of different kinds side by side."""
    return mdsc(x + r * 0.42, y + r * 0.36, r * 0.62) + lymphocyte(x - r * 0.42, y - r * 0.3, r * 0.66)


def _antibody(x: float, y: float, r: float, a: float) -> Path:
    along, across = (math.cos(a), math.sin(a)), (-math.sin(a), math.cos(a))

    def at(out: float, side: float) -> Point:
        return x + r * (along[0] * out + across[0] * side), y + r * (along[1] * out + across[1] * side)

    return polyline([at(0.74, 0), at(0.98, 0), at(1.18, -0.15)]) + polyline([at(0.98, 0), at(1.18, 0.15)])


def b_cell(x: float, y: float, r: float) -> list[Shape]:
    """A round cell with Y-shaped antibodies."""
    antibodies = Path()
    for n in range(7):
        antibodies = antibodies + _antibody(x, y, r, -math.pi / 2 + n * 2 * math.pi / 7)
    return [
        Shape(antibodies, line="violet_line", width=1.8),
        Shape(ellipse(x, y, r * 0.76), fill="violet", line="violet_line", width=1.6),
        Shape(ellipse(x, y, r * 0.46), fill="violet_core"),
    ]


def nk(x: float, y: float, r: float) -> list[Shape]:
    """A round cell with a nucleus to one side and large granules."""
    granules = [(0.5, -0.3), (0.62, 0.05), (0.45, 0.4), (0.12, 0.62), (0.22, -0.62), (-0.2, 0.7)]
    return [
        Shape(ellipse(x, y, r * 0.98), fill="violet", line="violet_line", width=1.6),
        Shape(ellipse(x - r * 0.22, y - r * 0.04, r * 0.5, r * 0.55), fill="violet_core"),
        Shape(_spots(x, y, [(dx * r, dy * r) for dx, dy in granules], r * 0.11), fill="violet_line"),
    ]


def macrophage(x: float, y: float, r: float) -> list[Shape]:
    """A large cell with a ruffled edge, vacuoles and a bent nucleus."""
    radii = [r * (1.2 if n % 2 else 0.92) * (1.08 if n % 3 == 0 else 0.96) for n in range(16)]
    bean = round_about(x - r * 0.18, y, [r * f for f in (0.3, 0.42, 0.4, 0.36, 0.42, 0.44, 0.4, 0.36)])
    return [
        Shape(smooth(round_about(x, y, radii)), fill="sand", line="sand_line", width=1.6),
        Shape(smooth(bean), fill="sand_core", line="sand_line", width=1),
        Shape(
            _spots(x, y, [(r * 0.5, -r * 0.35), (r * 0.6, r * 0.2), (r * 0.25, r * 0.6)], r * 0.13),
            fill="paper",
            line="sand_line",
            width=1,
        ),
    ]


def mdsc(x: float, y: float, r: float) -> list[Shape]:
    """A round cell whose nucleus has three lobes."""
    lobes = _spots(x, y, [(-r * 0.34, r * 0.16), (r * 0.34, r * 0.16), (0, -r * 0.36)], r * 0.27)
    return [
        Shape(ellipse(x, y, r * 0.98), fill="sand", line="sand_line", width=1.6),
        Shape(
            polyline([(x - r * 0.34, y + r * 0.16), (x, y - r * 0.36), (x + r * 0.34, y + r * 0.16)]),
            line="sand_line",
            width=2.2,
        ),
        Shape(lobes, fill="sand_core", line="sand_line", width=1),
    ]


def innate(x: float, y: float, r: float) -> list[Shape]:
    """The inside of a cell: membrane above, a signal on its way to the DNA in the nucleus."""
    top = y - r * 0.8
    strand = wave((x - r * 0.5, y + r * 0.45), (x + r * 0.5, y + r * 0.45), r * 0.3, 4)
    other = wave((x - r * 0.5, y + r * 0.45), (x + r * 0.5, y + r * 0.45), -r * 0.3, 4)
    return [
        Shape(wave((x - r * 1.1, top), (x + r * 1.1, top), r * 0.14, 4), line="blue_line", width=3),
        Shape(polyline([(x, top + r * 0.24), (x, y - r * 0.2)]), line="ink_soft", width=1.8),
        Shape(
            polyline([(x - r * 0.18, y - r * 0.34), (x, y - r * 0.08), (x + r * 0.18, y - r * 0.34)]),
            line="ink_soft",
            width=1.8,
        ),
        Shape(ellipse(x, y + r * 0.45, r * 0.8, r * 0.5), fill="blue", line="blue_line", width=1.6),
        Shape(strand, line="blue_line", width=1.6),
        Shape(other, line="orange_line", width=1.6),
    ]


def mast(x: float, y: float, r: float) -> list[Shape]:
    """An oval cell full of granules."""
    places = [
        (r * d * math.cos(n * 2.4), r * d * 0.82 * math.sin(n * 2.4))
        for n, d in enumerate([0.5, 0.74, 0.6, 0.78, 0.55, 0.76, 0.64, 0.8, 0.5, 0.72, 0.62, 0.78, 0.42, 0.76])
    ]
    return [
        Shape(ellipse(x, y, r * 1.05, r * 0.88), fill="gold", line="gold_line", width=1.6),
        Shape(ellipse(x, y, r * 0.3), fill="gold_line", opacity=0.6),
        Shape(_spots(x, y, places, r * 0.09), fill="gold_line"),
    ]


def stroma(x: float, y: float, r: float) -> list[Shape]:
    """Two spindle-shaped cells among fibres."""
    shapes = [
        Shape(
            wave((x - r * 1.1, y + d * r), (x + r * 1.1, y + (d - 0.2) * r), r * 0.12, 3), line="thread_pale", width=2
        )
        for d in (-0.55, 0.1, 0.75)
    ]
    for dx, dy in ((-0.15, -0.25), (0.15, 0.42)):
        mx, my = x + dx * r, y + dy * r
        outline = [
            (mx - r, my + r * 0.1),
            (mx - r * 0.2, my - r * 0.34),
            (mx + r, my - r * 0.12),
            (mx + r * 0.2, my + r * 0.34),
        ]
        shapes.append(
            Shape(
                smooth([outline[0], outline[0], *outline[1:3], outline[2], outline[3]]),
                fill="bead_pale",
                line="bead_line",
                width=1.4,
            )
        )
        shapes.append(Shape(ellipse(mx, my, r * 0.24, r * 0.12), fill="bead", line="bead_line", width=1))
    return shapes


FORMS: dict[str, Callable[[float, float, float], list[Shape]]] = {
    "tumour": tumour,
    "dendritic": dendritic,
    "lymphocyte": lymphocyte,
    "mixed": mixed,
    "b-cell": b_cell,
    "nk": nk,
    "macrophage": macrophage,
    "mdsc": mdsc,
    "innate": innate,
    "mast": mast,
    "stroma": stroma,
}
