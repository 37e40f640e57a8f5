"""Lines and outlines: paths that can be moved, and the vessels and parts drawn with them.

Lengths are screen pixels of the drawing's own size, x to the right and y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from macros.drawing.theme import FONT, LIGHT

Point = tuple[float, float]

# A quarter of a circle as a cubic curve has its handles this far out.
_ROUND = 0.5523


def number(value: float) -> str:
    """A coordinate as short as one decimal allows."""
    return f"{round(value, 1):g}"


class Path:
    """An outline of straight and curved strokes, which can be joined to others and moved."""

    def __init__(self, strokes: Iterable[tuple[str, tuple[Point, ...]]] = ()):
        self.strokes = list(strokes)

    def move(self, x: float, y: float) -> Path:
        self.strokes.append(("M", ((x, y),)))
        return self

    def line(self, *points: Point) -> Path:
        self.strokes += [("L", (point,)) for point in points]
        return self

    def curve(self, first: Point, second: Point, end: Point) -> Path:
        self.strokes.append(("C", (first, second, end)))
        return self

    def bend(self, through: Point, end: Point) -> Path:
        self.strokes.append(("Q", (through, end)))
        return self

    def smooth(self, end: Point) -> Path:
        """A bend that goes on as the one before it ended."""
        self.strokes.append(("T", (end,)))
        return self

    def close(self) -> Path:
        self.strokes.append(("Z", ()))
        return self

    def __add__(self, other: Path) -> Path:
        return Path(self.strokes + other.strokes)

    def mapped(self, change: Callable[[float, float], Point]) -> Path:
        return Path((letter, tuple(change(*point) for point in points)) for letter, points in self.strokes)

    def shifted(self, dx: float, dy: float) -> Path:
        return self.mapped(lambda x, y: (x + dx, y + dy))

    def turned(self, degrees: float, about: Point) -> Path:
        sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
        ax, ay = about
        return self.mapped(
            lambda x, y: (ax + (x - ax) * cosine - (y - ay) * sine, ay + (x - ax) * sine + (y - ay) * cosine)
        )

    def __str__(self) -> str:
        return "".join(
            letter + " ".join(f"{number(x)},{number(y)}" for x, y in points) for letter, points in self.strokes
        )


class Shape(NamedTuple):
    """One path with its colours (names of the theme); `front` shapes lie over the marks."""

    path: Path
    fill: str | None = None
    line: str | None = None
    width: float = 1.5
    dash: str = "solid"
    front: bool = False
    opacity: float = 1

    def shifted(self, dx: float, dy: float) -> Shape:
        return self._replace(path=self.path.shifted(dx, dy))

    def as_plotly(self) -> dict[str, Any]:
        shape: dict[str, Any] = {"type": "path", "path": str(self.path), "layer": "above" if self.front else "below"}
        shape["line"] = {"width": self.width, "color": LIGHT[self.line]} if self.line else {"width": 0}
        if self.line and self.dash != "solid":
            shape["line"]["dash"] = self.dash
        if self.fill:
            shape["fillcolor"] = LIGHT[self.fill]
        if self.opacity != 1:
            shape["opacity"] = self.opacity
        return shape


class Label(NamedTuple):
    """Words on the drawing; `side` tells which end of the words stands at x."""

    text: str
    x: float
    y: float
    size: float = 15
    colour: str = "ink_soft"
    side: str = "center"
    bold: bool = False

    def shifted(self, dx: float, dy: float) -> Label:
        return self._replace(x=self.x + dx, y=self.y + dy)

    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, a little wider than the letters are in the widest family."""
        lines = self.text.split("<br>")
        width = max(map(letters_width, lines)) * self.size * (1.12 if self.bold else 1.05)
        height = len(lines) * self.size * 1.3
        left = {"left": self.x, "center": self.x - width / 2, "right": self.x - width}[self.side]
        return left, self.y - height / 2, left + width, self.y + height / 2

    def as_plotly(self) -> dict[str, Any]:
        return {
            "text": f"<b>{self.text}</b>" if self.bold else self.text,
            "x": round(self.x, 1),
            "y": round(self.y, 1),
            "xanchor": self.side,
            "yanchor": "middle",
            "align": self.side,
            "showarrow": False,
            "font": {"family": FONT, "size": self.size, "color": LIGHT[self.colour]},
        }


def letters_width(text: str) -> float:
    """About how wide a line is in Helvetica, in units of its size."""
    wide = {"m": 0.83, "w": 0.72, "M": 0.83, "W": 0.94} | dict.fromkeys("iljtf.,:;'|()[]! ", 0.28)
    return sum(wide.get(letter, 0.68 if letter.isupper() else 0.55) for letter in text)


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Words as lines that fit into a width in px; a word wider than that has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else ""
        if lines and letters_width(longer) * size * (1.12 if bold else 1.05) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def polyline(points: Iterable[Point], closed: bool = False) -> Path:
    first, *rest = points
    path = Path().move(*first).line(*rest)
    return path.close() if closed else path


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> Path:
    ry = rx if ry is None else ry
    kx, ky = rx * _ROUND, ry * _ROUND
    return (
        Path()
        .move(x + rx, y)
        .curve((x + rx, y + ky), (x + kx, y + ry), (x, y + ry))
        .curve((x - kx, y + ry), (x - rx, y + ky), (x - rx, y))
        .curve((x - rx, y - ky), (x - kx, y - ry), (x, y - ry))
        .curve((x + kx, y - ry), (x + rx, y - ky), (x + rx, y))
        .close()
    )


def box(left: float, top: float, right: float, bottom: float, corner: float = 0) -> Path:
    """A rectangle, with round corners if asked."""
    if not corner:
        return polyline([(left, top), (right, top), (right, bottom), (left, bottom)], closed=True)
    c = corner
    return (
        Path()
        .move(left + c, top)
        .line((right - c, top))
        .bend((right, top), (right, top + c))
        .line((right, bottom - c))
        .bend((right, bottom), (right - c, bottom))
        .line((left + c, bottom))
        .bend((left, bottom), (left, bottom - c))
        .line((left, top + c))
        .bend((left, top), (left + c, top))
        .close()
    )


def hatch(left: float, top: float, right: float, bottom: float, step: float = 9) -> Path:
    """Slanting lines that fill a rectangle."""
    path = Path()
    start = left - (bottom - top)
    for n in range(1, int((right - start) / step) + 1):
        foot = start + n * step
        x0, y0 = (foot, bottom) if foot >= left else (left, bottom - (left - foot))
        head = foot + bottom - top
        x1, y1 = (head, top) if head <= right else (right, top + head - right)
        if x1 - x0 > 2:
            path.move(x0, y0).line((x1, y1))
    return path


def arrowhead(tip: Point, direction: float, size: float = 8) -> Path:
    """A filled head whose tip lies at `tip`; direction in degrees, 0 to the right, 90 downwards."""
    x, y = tip
    head = polyline([(x, y), (x - size, y - size * 0.55), (x - size * 0.72, y), (x - size, y + size * 0.55)], True)
    return head.turned(direction, tip)


def arrow(points: list[Point], colour: str, width: float = 1.8, size: float = 9, front: bool = False) -> list[Shape]:
    """A straight or (three points) bent arrow: shaft and head."""
    tip = points[-1]
    before = points[-2]
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
    neck = (tip[0] - math.cos(angle) * size * 0.7, tip[1] - math.sin(angle) * size * 0.7)
    shaft = Path().move(*points[0])
    shaft = shaft.bend(points[1], neck) if len(points) == 3 else shaft.line(neck)
    return [
        Shape(shaft, line=colour, width=width, front=front),
        Shape(arrowhead(tip, math.degrees(angle), size), fill=colour, front=front),
    ]


class Tube(NamedTuple):
    """A vessel that stands upright: half its width, its top, where the bottom begins, its lowest point.

    `tip` is half the width of the flat end: 0 < tip < half for a cone, tip = 0 for a round bottom.
    """

    x: float
    half: float
    top: float
    shoulder: float
    bottom: float
    tip: float = 0

    def outline(self, top: float | None = None, inset: float = 0) -> Path:
        """The wall from `top` (the rim when None) down, drawn `inset` inside the glass, and up again."""
        top = self.top if top is None else top
        half, low = self.half - inset, self.bottom - inset
        x, turn = self.x, self.shoulder
        path = Path().move(x - half, top).line((x - half, turn))
        if self.tip:
            tip = self.tip
            path.line((x - tip - 3, low - 4)).bend((x - tip, low), (x - tip + 3, low))
            path.line((x + tip - 3, low)).bend((x + tip, low), (x + tip + 3, low - 4)).line((x + half, turn))
        else:
            deep, k = low - turn, _ROUND
            path.curve((x - half, turn + deep * k), (x - half * k, low), (x, low))
            path.curve((x + half * k, low), (x + half, turn + deep * k), (x + half, turn))
        return path.line((x + half, top))

    def half_at(self, y: float) -> float:
        """Half the width at a height."""
        if y <= self.shoulder:
            return self.half
        part = min(1, (y - self.shoulder) / (self.bottom - self.shoulder))
        if self.tip:
            return self.half + (self.tip - self.half) * part
        return self.half * math.sqrt(1 - part * part)

    def holds(self, x: float, y: float, r: float, top: float) -> bool:
        """Whether a disc lies below `top` and inside the glass."""
        if y - r < top or y + r > self.bottom - 3:
            return False
        spots = [(x + r * math.cos(a), y + r * math.sin(a)) for a in (0, 0.4, 0.8, 1.2, math.pi / 2)]
        return all(abs(px - self.x) + 3 < self.half_at(py) for px, py in spots) and all(
            abs(2 * x - px - self.x) + 3 < self.half_at(py) for px, py in spots
        )

    def shapes(self, level: float | None, liquid: str = "liquid", rim: bool = True) -> list[Shape]:
        """Glass, liquid up to `level`, and a highlight that makes it round."""
        drawn = [Shape(self.outline().close(), fill="glass")]
        if level is not None:
            drawn.append(Shape(self.outline(level, 1).close(), fill=liquid))
            drawn.append(Shape(ellipse(self.x, level, self.half - 1, 3.5), fill=liquid, line="liquid_line", width=1))
        if self.half > 24:
            shine = polyline([(self.x - self.half + 6, self.top + 10), (self.x - self.half + 6, self.shoulder - 6)])
            drawn.append(Shape(shine, line="shine", width=3, opacity=0.8))
        drawn.append(Shape(self.outline(), line="glass_line", width=2, front=True))
        if rim:
            edge = box(self.x - self.half - 4, self.top - 5, self.x + self.half + 4, self.top + 1, 3)
            drawn.append(Shape(edge, fill="metal", line="glass_line", width=1.5, front=True))
        return drawn


def blob(x: float, y: float, radii: list[float], turn: float = 0) -> list[Point]:
    """Corner points, evenly round a centre, first repeated at the end so that a spline closes."""
    count = len(radii)
    angles = [turn + 2 * math.pi * n / count for n in range(count)]
    points = [(x + r * math.cos(a), y + r * math.sin(a)) for r, a in zip(radii, angles, strict=True)]
    return [*points, points[0]]


def wave(start: Point, end: Point, swing: float, bows: int) -> Path:
    """A wavy thread."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    nx, ny = -(y1 - y0) / length * swing, (x1 - x0) / length * swing
    path = Path().move(x0, y0)
    for n in range(bows):
        side = 1 if n % 2 else -1
        mid, stop = (n + 0.5) / bows, (n + 1) / bows
        path.bend(
            (x0 + (x1 - x0) * mid + side * nx, y0 + (y1 - y0) * mid + side * ny),
            (x0 + (x1 - x0) * stop, y0 + (y1 - y0) * stop),
        )
    return path


def tick_mark(x: float, y: float, size: float) -> Path:
    return polyline([(x - size * 0.5, y), (x - size * 0.12, y + size * 0.38), (x + size * 0.55, y - size * 0.45)])


def cross_mark(x: float, y: float, size: float) -> Path:
    half = size * 0.42
    return polyline([(x - half, y - half), (x + half, y + half)]) + polyline(
        [(x - half, y + half), (x + half, y - half)]
    )
