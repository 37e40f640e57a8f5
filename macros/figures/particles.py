"""Marks that stand for particles: how big, which form, where there is room for them, and their traces."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from macros.drawing.canvas import Trace
from macros.drawing.shapes import Point, blob
from macros.drawing.theme import LIGHT

# A mark grows by DECADE pixels of diameter whenever the particle grows tenfold; at FLOOR nm it has none.
DECADE = 10.0
FLOOR = 3.0

# Form of a mark → the hue of the theme that it has wherever it is drawn.
HUES = {"cell": "sand", "lobes": "violet", "oval": "blue", "ring": "orange", "triangle": "gold", "bead": "bead"}
FORMS = tuple(form for form in HUES if form != "bead")

BINDERS = 8  # forked binders round one bead
BINDER_REACH = 10.0


def drawn_diameter(nanometres: float) -> float:
    """Pixels across of a mark, on the log scale."""
    return DECADE * math.log10(nanometres / FLOOR)


class Particle(NamedTuple):
    """One mark, the same through all steps."""

    id: str
    kind: str
    form: str
    r: float
    seed: int


class Area(NamedTuple):
    """Room for marks: what lies inside, the box round it, and where the marks are drawn to, if anywhere:
    a direction (`pull`) or some points (`toward`)."""

    holds: Callable[[float, float, float], bool]
    bounds: tuple[float, float, float, float]
    pull: Point | None = None
    gap: float = 2.0
    toward: tuple[Point, ...] = ()

    def reluctance(self, spot: Point) -> float:
        """The lower, the more a spot is wanted."""
        if self.toward:
            return min(math.dist(spot, point) for point in self.toward)
        return -(spot[0] * self.pull[0] + spot[1] * self.pull[1]) if self.pull else 0.0


class Spots(NamedTuple):
    """Places given one by one, for marks that stick to something."""

    points: tuple[Point, ...]


Zone = Area | Spots


def rectangle(left: float, top: float, right: float, bottom: float, pull: Point | None = None, gap: float = 2) -> Area:
    def holds(x: float, y: float, r: float) -> bool:
        return left + r <= x <= right - r and top + r <= y <= bottom - r

    return Area(holds, (left, top, right, bottom), pull, gap)


def settle(
    particles: Sequence[Particle], zone: Zone, taken: Iterable[tuple[Point, float]], rng: random.Random
) -> list[Point]:
    """A place in the zone for every particle, clear of each other and of what is taken already."""
    if isinstance(zone, Spots):
        if len(zone.points) < len(particles):
            raise ValueError(f"{len(particles)} marks for {len(zone.points)} spots")
        return list(zone.points[: len(particles)])
    obstacles = list(taken)
    found: dict[str, Point] = {}
    for particle in sorted(particles, key=lambda p: -p.r):
        point = _free_point(particle.r, zone, obstacles, rng)
        found[particle.id] = point
        obstacles.append((point, particle.r))
    return [found[particle.id] for particle in particles]


# Where room is short, marks may come closer than the zone asks, and in the end touch.
_CLOSER = (0.6, 0.0, -1.0, -2.5, -9.0)


def _free_point(r: float, zone: Area, taken: list[tuple[Point, float]], rng: random.Random) -> Point:
    """The best of many random places: farthest along the pull, or else with most room around."""
    left, top, right, bottom = zone.bounds
    drawn = bool(zone.pull or zone.toward)
    if not drawn:
        spots = [(rng.uniform(left, right), rng.uniform(top, bottom)) for _ in range(900)]
    else:
        # A fine grid, so that what is drawn to one side really lies close, best places first.
        steps = [
            (left + 2 * i, top + 2 * j) for i in range(int((right - left) / 2)) for j in range(int((bottom - top) / 2))
        ]
        spots = [(x + rng.uniform(-1, 1), y + rng.uniform(-1, 1)) for x, y in steps]
        spots.sort(key=zone.reluctance)

    @cache  # whether a place lies in the zone is slow to tell, and few are ever asked
    def held(spot: Point) -> bool:
        return zone.holds(*spot, r)

    for gap in (zone.gap, *_CLOSER):
        reaches = [(x, y, (r + gap + other) ** 2) for (x, y), other in taken if r + gap + other > 0]
        free = (spot for spot in spots if _is_free(spot, reaches) and held(spot))
        if drawn:
            chosen = next(free, None)
        else:
            # The best of a few only: evenly random looks natural, evenly spaced does not.
            some = [spot for _, spot in zip(range(12), free, strict=False)]
            chosen = max(some, key=lambda spot: min(_room(spot, r, taken), 12), default=None)
        if chosen:
            return round(chosen[0], 1), round(chosen[1], 1)
    raise ValueError(f"no room for a mark of radius {r:.1f} in {zone.bounds}")


def _is_free(spot: Point, reaches: list[tuple[float, float, float]]) -> bool:
    """Whether a place is clear of all that has its centre at x, y and reaches as far as the root of the third number."""
    x, y = spot
    for a, b, reach in reaches:  # asked some hundred thousand times for one figure
        dx, dy = x - a, y - b
        if dx * dx + dy * dy < reach:
            return False
    return True


def _room(spot: Point, r: float, taken: list[tuple[Point, float]]) -> float:
    return min((math.dist(spot, point) - r - other for point, other in taken), default=99.0)


# --- traces -------------------------------------------------------------------------------------

Placed = tuple[Particle, Point]


def _joined(outlines: Iterable[Sequence[Point]]) -> tuple[list[float | None], list[float | None]]:
    """Outlines one after another with a gap between, as plotly wants them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for outline in outlines:
        if xs:
            xs.append(None)
            ys.append(None)
        xs += [round(x, 1) for x, _ in outline]
        ys += [round(y, 1) for _, y in outline]
    return xs, ys


def _wobble(particle: Particle, count: int, swing: float) -> list[float]:
    rng = random.Random(particle.seed)
    return [1 + rng.uniform(-swing, swing) for _ in range(count)]


def _cell(p: Particle, x: float, y: float) -> list[Point]:
    return blob(x, y, [p.r * f * 0.97 for f in _wobble(p, 8, 0.07)], p.seed)


def _nucleus(p: Particle, x: float, y: float) -> list[Point]:
    return blob(x + p.r * 0.12, y - p.r * 0.08, [p.r * 0.48 * f for f in _wobble(p, 6, 0.1)], p.seed)


def _shard(p: Particle, x: float, y: float) -> list[Point]:
    return blob(x, y, [p.r * f for f in (1, 0.55, 0.95, 0.6, 0.8)], p.seed)


def _lobes(p: Particle, x: float, y: float) -> list[Point]:
    radii = [p.r * (0.99 if n % 2 else 0.74) for n in range(10)]
    return blob(x, y, radii, p.seed)


def _fragments(p: Particle, x: float, y: float) -> list[list[Point]]:
    spots = [(0.42, 0.25), (0.38, 0.2), (0.45, 0.16)]
    turns = [p.seed + 2.1 * n for n in range(3)]
    return [
        blob(x + p.r * far * math.cos(t), y + p.r * far * math.sin(t), [p.r * size] * 4, t)
        for (far, size), t in zip(spots, turns, strict=True)
    ]


def _oval(p: Particle, x: float, y: float, share: float = 1) -> list[Point]:
    turn = p.seed * 0.7
    flat = 0.8
    points = []
    for n in range(8):
        a = 2 * math.pi * n / 8
        u, v = p.r * share * math.cos(a), p.r * share * flat * math.sin(a)
        points.append((x + u * math.cos(turn) - v * math.sin(turn), y + u * math.sin(turn) + v * math.cos(turn)))
    return [*points, points[0]]


def _binders(p: Particle, x: float, y: float) -> list[list[Point]]:
    """Y-shaped binders round a bead."""
    return [_binder(p, x, y, binder_angle(p, n)) for n in range(BINDERS)]


def _binder(p: Particle, x: float, y: float, angle: float) -> list[Point]:
    """Stem and two arms, drawn in one stroke."""
    cosine, sine = math.cos(angle), math.sin(angle)

    def at(out: float, side: float) -> Point:
        return x + cosine * (p.r + out) - sine * side, y + sine * (p.r + out) + cosine * side

    fork = BINDER_REACH * 0.5
    return [at(0, 0), at(fork, 0), at(BINDER_REACH, -3.6), at(fork, 0), at(BINDER_REACH, 3.6)]


def binder_angle(bead: Particle, n: int) -> float:
    return 2 * math.pi * (n + 0.5) / BINDERS + (bead.seed - 2) * 0.12


def _patch(outlines: Iterable[Sequence[Point]], hue: str, name: str, smooth: bool, core: bool = False) -> Trace:
    xs, ys = _joined(outlines)
    line = {"color": LIGHT[f"{hue}_line"], "width": 0 if core else 1.6, "simplify": False}
    if smooth:
        line |= {"shape": "spline", "smoothing": 1.2}
    fill = LIGHT[f"{hue}_core"] if core else LIGHT[hue]
    return _quiet({"mode": "lines", "fill": "toself", "fillcolor": fill, "line": line, "x": xs, "y": ys}, name)


def _strokes(outlines: Iterable[Sequence[Point]], colour: str, width: float, smooth: bool) -> Trace:
    xs, ys = _joined(outlines)
    line = {"color": LIGHT[colour], "width": width, "simplify": False}
    if smooth:
        line |= {"shape": "spline", "smoothing": 1.2}
    return _quiet({"mode": "lines", "line": line, "x": xs, "y": ys}, "")


def _dots(placed: list[Placed], name: str, scale: float = 1, **marker: Any) -> Trace:
    sizes = [round(2 * p.r * scale, 1) for p, _ in placed]
    size = sizes[0] if len(set(sizes)) == 1 else sizes
    trace = {"mode": "markers", "marker": {"size": size, "opacity": 1} | marker}
    trace |= {"x": [point[0] for _, point in placed], "y": [point[1] for _, point in placed]}
    return _quiet(trace, name)


def _quiet(trace: Trace, name: str) -> Trace:
    """What all traces share: no legend of plotly's own; a name on hover for those that have one."""
    hover = {"hoverinfo": "name", "hoverlabel": {"namelength": -1}} if name else {"hoverinfo": "skip"}
    if name and trace["mode"] == "lines":
        hover["hoveron"] = "fills"
    return {"type": "scatter", "cliponaxis": False, "showlegend": False, "name": name} | hover | trace


def traces(placed: Sequence[Placed], names: dict[str, str]) -> list[Trace]:
    """The traces of some particles, large ones first; the same traces, in one order, for any step."""

    def of(*forms: str) -> list[Placed]:
        return [(p, point) for p, point in placed if p.form in forms]

    def label(form: str) -> str:
        return next((names.get(p.kind, "") for p, _ in of(form)), "")

    drawn: list[Trace] = []
    if beads := of("bead"):
        drawn.append(_strokes([s for p, (x, y) in beads for s in _binders(p, x, y)], "binder", 1.8, False))
        drawn.append(_dots(beads, label("bead"), color=LIGHT["bead"], line={"color": LIGHT["bead_line"], "width": 1.6}))
    cells = [(p, point) for p, point in of("cell") if not p.id.startswith("shard")]
    shards = [(p, point) for p, point in of("cell") if p.id.startswith("shard")]
    if cells:
        drawn.append(_patch([_cell(p, *c) for p, c in cells], "sand", label("cell"), True))
        drawn.append(_patch([_nucleus(p, *c) for p, c in cells], "sand", "", True, core=True))
    if shards:
        drawn.append(_patch([_shard(p, *c) for p, c in shards], "sand", label("cell"), False))
    if lobes := of("lobes"):
        drawn.append(_patch([_lobes(p, *c) for p, c in lobes], "violet", label("lobes"), True))
        drawn.append(_patch([f for p, c in lobes for f in _fragments(p, *c)], "violet", "", True, core=True))
    if ovals := of("oval"):
        drawn.append(_patch([_oval(p, *c) for p, c in ovals], "blue", label("oval"), True))
        drawn.append(_strokes([_oval(p, *c, 0.7) for p, c in ovals], "blue_line", 1.1, True))
    if rings := of("ring"):
        line = {"color": LIGHT["orange_line"], "width": 1.6}
        drawn.append(_dots(rings, label("ring"), color=LIGHT["orange"], line=line))
        inner = {"symbol": "circle-open", "color": LIGHT["orange_line"], "line": {"width": 1}}
        drawn.append(_dots(rings, "", 0.62, **inner))
    if small := of("triangle"):
        line = {"color": LIGHT["gold_line"], "width": 1}
        drawn.append(_dots(small, label("triangle"), 1.35, symbol="triangle-up", color=LIGHT["gold"], line=line))
    return drawn


# --- the marks in a page's text -----------------------------------------------------------------


def glyph(form: str) -> str:
    """One mark as inline SVG of 28 by 28; line and fill are CSS variables named after its hue."""
    hue = HUES[form]
    mark = Particle("glyph", "", form, 11, 3)
    line, fill = f"stroke:var(--figure-{hue}-line)", f"fill:var(--figure-{hue})"

    def outline(points: Sequence[Point], style: str) -> str:
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        return f'<polygon points="{corners}" style="{style};stroke-linejoin:round"/>'

    def disc(r: float, style: str) -> str:
        return f'<circle cx="14" cy="14" r="{r}" style="{style}"/>'

    parts = {
        "ring": lambda: disc(10, f"{line};{fill};stroke-width:2") + disc(6, f"{line};fill:none;stroke-width:1.4"),
        "triangle": lambda: outline([(14, 7), (22, 21), (6, 21)], f"{line};{fill};stroke-width:1.6"),
        "oval": lambda: "".join(
            f'<ellipse cx="14" cy="14" rx="{rx}" ry="{ry}" transform="rotate(-35 14 14)" style="{style}"/>'
            for rx, ry, style in (
                (12, 9, f"{line};{fill};stroke-width:2"),
                (8, 5.6, f"{line};fill:none;stroke-width:1.4"),
            )
        ),
        "lobes": lambda: (
            outline(_lobes(mark, 14, 14), f"{line};{fill};stroke-width:2")
            + "".join(outline(points, f"fill:var(--figure-{hue}-core)") for points in _fragments(mark, 14, 14))
        ),
        "cell": lambda: (
            disc(12, f"{line};{fill};stroke-width:2")
            + f'<circle cx="15" cy="13" r="5.5" style="fill:var(--figure-{hue}-core)"/>'
        ),
    }[form]()
    return f'<svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" focusable="false">{parts}</svg>'
