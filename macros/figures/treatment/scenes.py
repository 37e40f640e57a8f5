"""Scenes for the ways in which vesicles are used against cancer, each WIDE × HIGH px, and signs for the rungs.

A scene takes its left and top and gives shapes; a sign takes the middle of its foot and its height.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from macros.drawing.shapes import Path, Point, Shape, arrow, box, ellipse, polyline, wave
from macros.figures.cells import dendritic, lymphocyte, macrophage, nk, smooth, tumour

WIDE, HIGH = 300, 112


def _vesicle(x: float, y: float, r: float, hue: str = "violet") -> list[Shape]:
    return [
        Shape(ellipse(x, y, r), fill=hue, line=f"{hue}_line", width=2),
        Shape(ellipse(x, y, r - 4), line=f"{hue}_line", width=0.8),
    ]


def _capsule(x: float, y: float, turn: float) -> list[Shape]:
    whole = box(x - 8, y - 3.5, x + 8, y + 3.5, 3.5).turned(turn, (x, y))
    half = box(x, y - 3.5, x + 8, y + 3.5, 3.5).turned(turn, (x, y))
    return [Shape(whole, fill="paper", line="orange_line", width=1.2), Shape(half, fill="orange_line")]


def _around(x: float, y: float, r: float, count: int, first: float, last: float) -> list[tuple[Point, Point]]:
    """Points on a circle with the direction outwards, evenly between two angles in degrees."""
    angles = [math.radians(first + (last - first) * n / max(1, count - 1)) for n in range(count)]
    return [((x + r * math.cos(a), y + r * math.sin(a)), (math.cos(a), math.sin(a))) for a in angles]


def _forks(places: list[tuple[Point, Point]], size: float) -> Path:
    """Y-shaped binders that stand on a surface."""
    path = Path()
    for (x, y), (dx, dy) in places:
        neck = (x + dx * size * 0.55, y + dy * size * 0.55)
        path = path + polyline([(x, y), neck])
        for side in (-1, 1):
            path = path + polyline(
                [neck, (x + dx * size - dy * side * size * 0.4, y + dy * size + dx * side * size * 0.4)]
            )
    return path


def deliver(left: float, top: float) -> list[Shape]:
    """A vesicle with capsules, RNA and protein; a second one opens into a cancer cell."""
    x, y = left + 62, top + 56
    shapes = _vesicle(x, y, 40)
    shapes += _capsule(x - 12, y - 18, -25) + _capsule(x + 14, y - 10, 30) + _capsule(x - 18, y + 6, 60)
    shapes += [
        Shape(wave((x - 10, y + 20), (x + 22, y + 14), 4, 5), line="blue_line", width=1.8),
        Shape(polyline([(x + 2, y + 4), (x + 10, y + 10), (x + 12, y), (x + 20, y + 4)]), line="thread", width=2.2),
    ]
    shapes += arrow([(x + 50, y), (x + 106, y)], "flow", 2.2, 11)
    shapes += tumour(left + 238, y, 48, 4)
    shapes.append(Shape(ellipse(left + 182, y, 15), fill="violet", line="violet_line", width=2))
    return shapes + _capsule(left + 182, y, 0) + _capsule(left + 208, y - 6, 15)


def arm(left: float, top: float) -> list[Shape]:
    """Vesicle and liposome make a hybrid: binders on one side, the liposome's membrane on the other, warmed by light."""
    x, y, r = left + 158, top + 60, 38
    half = Path().move(x, y - r).curve((x + r * 0.73, y - r), (x + r, y - r * 0.55), (x + r, y))
    half.curve((x + r, y + r * 0.55), (x + r * 0.73, y + r), (x, y + r)).close()
    shapes = _vesicle(left + 34, y - 24, 17) + _vesicle(left + 34, y + 26, 17, "blue")
    shapes.append(
        Shape(
            polyline([(left + 29, y + 1), (left + 39, y + 1)]) + polyline([(left + 34, y - 4), (left + 34, y + 6)]),
            line="ink",
            width=2,
        )
    )
    shapes += arrow([(left + 62, y + 1), (left + 94, y + 1)], "flow", 2.2, 11)
    shapes += _vesicle(x, y, r)
    shapes += [Shape(half, fill="blue", line="blue_line", width=2)]
    shapes += [Shape(_forks(_around(x, y, r, 7, 100, 260), 15), line="binder", width=2.2)]
    for (px, py), (dx, dy) in _around(x, y, r - 5, 7, -75, 75):
        shapes.append(Shape(ellipse(px - dx * 2, py - dy * 2, 2.6), fill="blue_line"))
    shapes.append(
        Shape(
            smooth([(x + 2, y - 12), (x + 14, y - 14), (x + 16, y), (x + 10, y + 12), (x, y + 8)]),
            fill="gold",
            line="gold_line",
            width=1.4,
        )
    )
    for n in range(3):
        start = (left + 246 + n * 14, top + 4 + n * 12)
        shapes += arrow([start, (start[0] - 46, start[1] + 24)], "gold_line", 2, 9)
    for n in range(3):
        dy = y - 16 + n * 17
        shapes.append(Shape(wave((x + r + 8, dy + 6), (x + r + 32, dy + 6), 3.5, 3), line="magnet", width=1.8))
    return shapes


def vaccinate(left: float, top: float) -> list[Shape]:
    """A vesicle shows antigen to a dendritic cell, this to a T cell, and this attacks a cancer cell."""
    y = top + 58
    shapes = _vesicle(left + 28, y, 20)
    shapes += _antigens(_around(left + 28, y, 20, 5, -80, 80))
    shapes += arrow([(left + 58, y), (left + 76, y)], "flow", 2, 9)
    shapes += dendritic(left + 112, y, 27)
    shapes += _antigens(_around(left + 112, y, 27, 3, -28, 28))
    shapes += arrow([(left + 150, y), (left + 168, y)], "flow", 2, 9)
    shapes += lymphocyte(left + 194, y, 23)
    shapes += arrow([(left + 222, y), (left + 238, y)], "flow", 2, 9)
    return shapes + tumour(left + 266, y, 26, 2) + _cracks(left + 266, y, 26)


def _antigens(places: list[tuple[Point, Point]]) -> list[Shape]:
    stems, beads = Path(), Path()
    for (x, y), (dx, dy) in places:
        stems = stems + polyline([(x, y), (x + dx * 6, y + dy * 6)])
        beads = beads + ellipse(x + dx * 8.5, y + dy * 8.5, 3.2)
    return [Shape(stems, line="blue_line", width=2), Shape(beads, fill="gold", line="gold_line", width=1)]


def _cracks(x: float, y: float, r: float) -> list[Shape]:
    """Jagged lines across a cell that dies."""
    zigzag = [(-0.9, -0.5), (-0.45, -0.2), (-0.55, 0.1), (-0.1, 0.35)]
    other = [(0.85, -0.35), (0.5, -0.1), (0.62, 0.2), (0.3, 0.55)]
    return [
        Shape(polyline([(x + a * r, y + b * r) for a, b in line]), line="ink", width=2, front=False)
        for line in (zigzag, other)
    ]


def fight(left: float, top: float) -> list[Shape]:
    """Killer cells send vesicles with granules against a cancer cell."""
    x, y = left + 236, top + 58
    shapes = lymphocyte(left + 38, top + 24, 20) + nk(left + 76, top + 62, 20) + macrophage(left + 32, top + 86, 18)
    shapes.append(Shape(_forks(_around(left + 38, top + 24, 20, 3, -35, 35), 10), line="binder", width=2))
    for px, py in ((112, 26), (128, 58), (108, 92), (160, 38), (164, 78)):
        shapes += [Shape(ellipse(left + px, top + py, 9), fill="violet", line="violet_line", width=1.6)]
        shapes += [
            Shape(ellipse(left + px + dx, top + py + dy, 1.9), fill="orange_line")
            for dx, dy in ((-3, -2), (3, -1), (0, 4))
        ]
    for dy, to in ((38, -16), (78, 16)):
        shapes += arrow([(left + 174, top + dy + (2 if dy < 58 else -2)), (x - 47, y + to)], "flow", 2, 9)
    return shapes + tumour(x, y, 44, 1) + _cracks(x, y, 44)


def block(left: float, top: float) -> list[Shape]:
    """A cancer cell whose vesicles are held back by a bar; one that is out is caught by a sponge."""
    y = top + 56
    shapes = tumour(left + 58, y, 46, 3)
    for dy in (-26, 0, 26):
        shapes += _vesicle(left + 122, y + dy, 9)
    shapes.append(Shape(box(left + 142, y - 42, left + 148, y + 42, 3), fill="orange_line"))
    shapes += _vesicle(left + 184, y + 4, 9) + arrow([(left + 197, y + 4), (left + 214, y + 4)], "flow", 2, 9)
    sponge = [
        (220, -26),
        (240, -36),
        (262, -32),
        (284, -36),
        (292, -12),
        (284, 10),
        (292, 34),
        (268, 38),
        (246, 34),
        (224, 38),
        (216, 14),
        (224, -4),
    ]
    shapes.append(Shape(smooth([(left + dx, y + dy) for dx, dy in sponge]), fill="gold", line="gold_line", width=1.8))
    holes = [(238, -18, 5), (262, -20, 4), (276, 4, 5), (236, 22, 5), (262, 24, 4)]
    shapes += [Shape(ellipse(left + dx, y + dy, r), fill="gold_line", opacity=0.75) for dx, dy, r in holes]
    return shapes + _vesicle(left + 252, y + 2, 8) + _vesicle(left + 278, y - 18, 7)


SCENES: dict[str, Callable[[float, float], list[Shape]]] = {
    "deliver": deliver,
    "arm": arm,
    "vaccinate": vaccinate,
    "fight": fight,
    "block": block,
}


# --- signs of the rungs -------------------------------------------------------------------------


def _dish(x: float, foot: float, high: float) -> list[Shape]:
    half, lid = high * 0.8, foot - high * 0.55
    side = polyline([(x - half, lid), (x - half, foot - high * 0.14), (x + half, foot - high * 0.14), (x + half, lid)])
    return [
        Shape(ellipse(x, foot - high * 0.16, half, high * 0.16), fill="liquid", line="glass_line", width=1.5),
        Shape(side, fill="liquid"),
        Shape(ellipse(x, lid, half, high * 0.18), fill="glass", line="glass_line", width=1.5),
        Shape(
            polyline([(x - half, lid), (x - half, foot - high * 0.16)])
            + polyline([(x + half, lid), (x + half, foot - high * 0.16)]),
            line="glass_line",
            width=1.5,
        ),
        Shape(
            ellipse(x - half * 0.35, lid, high * 0.07) + ellipse(x + half * 0.2, lid + 1, high * 0.07),
            fill="orange_line",
        ),
    ]


def _mouse(x: float, foot: float, high: float) -> list[Shape]:
    w = high
    body = Path().move(x - w * 0.75, foot - high * 0.04)
    body.curve((x - w * 0.95, foot - high * 0.75), (x + w * 0.1, foot - high * 0.95), (x + w * 0.45, foot - high * 0.5))
    body.bend((x + w * 0.85, foot - high * 0.3), (x + w * 0.9, foot - high * 0.16)).bend(
        (x + w * 0.75, foot), (x + w * 0.45, foot - high * 0.04)
    ).close()
    tail = (
        Path()
        .move(x - w * 0.78, foot - high * 0.12)
        .curve((x - w * 1.2, foot), (x - w * 1.15, foot - high * 0.5), (x - w * 1.35, foot - high * 0.45))
    )
    return [
        Shape(tail, line="sand_line", width=1.8),
        Shape(body, fill="sand", line="sand_line", width=1.5),
        Shape(ellipse(x + w * 0.36, foot - high * 0.6, high * 0.17), fill="sand_core", line="sand_line", width=1.2),
        Shape(ellipse(x + w * 0.64, foot - high * 0.33, 1.6), fill="ink"),
    ]


def _person(x: float, foot: float, high: float) -> list[Shape]:
    half = high * 0.3
    body = (
        Path()
        .move(x - half, foot)
        .line((x - half, foot - high * 0.36))
        .bend((x - half, foot - high * 0.6), (x, foot - high * 0.6))
    )
    body.bend((x + half, foot - high * 0.6), (x + half, foot - high * 0.36)).line((x + half, foot)).close()
    return [
        Shape(body, fill="blue", line="blue_line", width=1.5),
        Shape(ellipse(x, foot - high * 0.8, high * 0.19), fill="blue", line="blue_line", width=1.5),
    ]


def _people(count: int) -> Callable[[float, float, float], list[Shape]]:
    def drawn(x: float, foot: float, high: float) -> list[Shape]:
        places = [x + (n - (count - 1) / 2) * high * 0.5 for n in range(count)]
        return [shape for place in places for shape in _person(place, foot, high)]

    return drawn


def _unknown(x: float, foot: float, high: float) -> list[Shape]:
    hook = (
        Path()
        .move(x - high * 0.22, foot - high * 0.72)
        .curve((x - high * 0.2, foot - high), (x + high * 0.32, foot - high), (x + high * 0.26, foot - high * 0.66))
    )
    hook.curve((x + high * 0.2, foot - high * 0.48), (x, foot - high * 0.48), (x, foot - high * 0.26))
    return [Shape(hook, line="ink_soft", width=2.4), Shape(ellipse(x, foot - high * 0.08, 2.2), fill="ink_soft")]


SIGNS: dict[str, Callable[[float, float, float], list[Shape]]] = {
    "not-said": _unknown,
    "culture": _dish,
    "animal": _mouse,
    "people": _people(1),
    "phase-1": _people(2),
    "phase-2": _people(3),
}
