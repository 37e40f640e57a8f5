"""The six devices: what is drawn of each, and where the particles of a step find room in it.

A panel is WIDTH by HEIGHT pixels, y downwards. On its left stands the sample, at its foot lie two
trays, one for what is lost and one for what is kept; the device stands between.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from macros.drawing.shapes import (
    Label,
    Path,
    Point,
    Shape,
    Tube,
    arrow,
    arrowhead,
    box,
    cross_mark,
    ellipse,
    hatch,
    polyline,
    tick_mark,
    wave,
)
from macros.figures.particles import BINDER_REACH, Area, Particle, Spots, Zone, binder_angle, rectangle

WIDTH, HEIGHT = 420, 400
STEPS = 5
SAMPLE = Tube(x=50, half=38, top=66, shoulder=212, bottom=282, tip=9)
LOST = (8, 302, 205, 392)
KEPT = (215, 302, 412, 392)


class Device(NamedTuple):
    """One technique as a drawing.

    `zone(step, particle, lost, gone)`: the room for a particle at a step (0 the first); lost: it has
    left the way of what is kept; gone: the step at which it left. `printed`: the steps shown together
    where the drawing stands still. `helpers`: further marks that move along, each with its place at
    every step. `still`: marks that belong to the drawing of the device and never move. `leaders`: lines
    that lead to words.
    """

    shapes: list[Shape]
    labels: list[Label]
    badges: tuple[Point, ...]
    zone: Callable[[int, Particle, bool], Zone]
    printed: tuple[int, ...]
    helpers: Sequence[tuple[Particle, tuple[Point, ...]]] = ()
    still: Sequence[tuple[Particle, Point]] = ()
    leaders: Sequence[Shape] = ()


def inside(tube: Tube, top: float, pull: Point | None = None, gap: float = 2) -> Area:
    """The room in a tube below a level."""
    return Area(
        lambda x, y, r: tube.holds(x, y, r, top),
        (tube.x - tube.half, top, tube.x + tube.half, tube.bottom),
        pull,
        gap,
    )


SAMPLE_ROOM = inside(SAMPLE, 94, gap=1.6)
DOWN = (0.0, 1.0)


def tray(which: str) -> Area:
    left, top, right, bottom = LOST if which == "lost" else KEPT

    def holds(x: float, y: float, r: float) -> bool:
        clear_of_word = x - r > left + 104 or y - r > top + 38
        clear_of_badge = math.hypot(x - 210, y - 302) > r + 20
        return (
            left + 6 + r <= x <= right - 6 - r
            and top + 5 + r <= y <= bottom - 5 - r
            and clear_of_word
            and clear_of_badge
        )

    return Area(holds, (left, top, right, bottom), gap=3)


LOST_ROOM, KEPT_ROOM = tray("lost"), tray("kept")


def frame() -> tuple[list[Shape], list[Label]]:
    """What all panels share: card, sample, trays."""
    shapes = [Shape(box(0, 0, WIDTH, HEIGHT, 10), fill="card", line="card_line", width=1)]
    shapes += SAMPLE.shapes(94)
    shapes += [
        Shape(box(*LOST, 8), fill="lost"),
        Shape(hatch(LOST[0] + 2, LOST[1] + 2, LOST[2] - 2, LOST[3] - 2), line="lost_hatch", width=1.4),
        Shape(box(*LOST, 8), line="lost_line", width=1.6, dash="5px,4px"),
        Shape(box(LOST[0] + 6, LOST[1] + 5, LOST[0] + 72, LOST[1] + 25, 5), fill="lost"),
        Shape(cross_mark(LOST[0] + 17, LOST[1] + 15, 11), line="lost_line", width=2.6),
        Shape(box(*KEPT, 8), fill="kept", line="kept_line", width=2.2),
        Shape(tick_mark(KEPT[0] + 20, KEPT[1] + 15, 13), line="kept_line", width=2.8),
    ]
    labels = [
        Label("Lost", LOST[0] + 28, LOST[1] + 15, 16, "ink", "left", True),
        Label("Kept", KEPT[0] + 34, KEPT[1] + 15, 16, "ink", "left", True),
    ]
    return shapes, labels


def head(number_at: Point, text: str) -> Label:
    """The words beside a numbered badge."""
    return Label(text, number_at[0] + 20, number_at[1] - 0.5, colour="ink", side="left")


# --- A: spinning --------------------------------------------------------------------------------


def _rotor(x: float) -> list[Shape]:
    """The holder round a spinning tube, and the arrow that says it spins."""
    holder = Path().move(x - 46, 176).bend((x - 46, 168), (x - 38, 168)).line((x + 38, 168))
    holder.bend((x + 46, 168), (x + 46, 176)).line((x + 40, 256)).bend((x + 38, 266), (x + 28, 266))
    holder.line((x - 28, 266)).bend((x - 38, 266), (x - 40, 256)).close()
    swirl = Path().move(x + 34, 270).curve((x + 26, 286), (x - 26, 286), (x - 33, 275))
    return [
        Shape(holder, fill="metal", line="metal_line", width=1.5),
        Shape(box(x - 44, 184, x + 44, 189), fill="metal_dark", opacity=0.55),
        Shape(swirl, line="flow", width=2),
        Shape(arrowhead((x - 36, 269), -115, 9), fill="flow"),
    ]


def ultracentrifugation() -> Device:
    tubes = [Tube(x, 32, 72, 216, 258) for x in (160, 262, 364)]
    shapes: list[Shape] = []
    for tube in tubes:
        shapes += _rotor(tube.x)
        shapes += tube.shapes(96)
    for start, end in ((50, 160), (160, 262), (262, 364)):
        shapes += arrow([(start + 12, 62), ((start + end) / 2, 34), (end - 12, 63)], "flow")
    badges = ((20, 22), (126, 22), (228, 22), (324, 22), (210, 302))
    labels = [head(badges[0], "sample"), head(badges[1], "slow"), head(badges[2], "faster"), head(badges[3], "fastest")]

    def zone(step: int, _particle: Particle, lost: bool) -> Zone:
        tube = tubes[step - 1]
        # In the last tube the pellet is what is kept; in the others it is what is lost.
        sinks = lost if step < 3 else not lost
        return (
            inside(tube, 150, DOWN, 0.8)
            if sinks
            else Area(lambda x, y, r: tube.holds(x, y, r, 102) and y + r < 214, (tube.x - 32, 102, tube.x + 32, 214))
        )

    return Device(shapes, labels, badges, zone, (0, 1, 2, 3, 4))


# --- B: sieving ---------------------------------------------------------------------------------


def _membrane(left: float, right: float, top: float, bottom: float, block: float, gap: float) -> list[Shape]:
    count = round((right - left + gap) / (block + gap))
    block = (right - left - gap * (count - 1)) / count
    path = Path()
    for n in range(count):
        x = left + n * (block + gap)
        path += box(x, top, x + block, bottom, min(3, block / 3))
    return [Shape(path, fill="metal_dark", line="metal_line", width=1)]


def ultrafiltration() -> Device:
    left, right, cx = 112, 236, 174
    wall = Path().move(left, 62).line((left, 244)).bend((left, 258), (cx - 12, 264)).line((cx - 9, 286))
    wall.line((cx + 9, 286)).line((cx + 12, 264)).bend((right, 258), (right, 244)).line((right, 62))
    water = Path().move(left + 1, 82).line((left + 1, 244)).bend((left + 1, 257), (cx - 11, 263)).line((cx - 8, 286))
    water.line((cx + 8, 286)).line((cx + 11, 263)).bend((right - 1, 257), (right - 1, 244)).line(
        (right - 1, 82)
    ).close()
    shapes = [
        Shape(Path(wall.strokes).close(), fill="glass"),
        Shape(water, fill="liquid"),
        Shape(ellipse(cx, 82, 61, 3.5), fill="liquid", line="liquid_line", width=1),
        *_membrane(left + 1, right - 1, 152, 163, 12, 18),
        *_membrane(left + 1, right - 1, 210, 220, 7, 6),
        Shape(wall, line="glass_line", width=2, front=True),
        Shape(box(left - 4, 57, right + 4, 63, 3), fill="metal", line="glass_line", front=True),
        Shape(polyline([(left + 6, 74), (left + 6, 146)]), line="shine", width=3, opacity=0.8),
    ]
    shapes += arrow([(74, 58), (92, 34), (122, 52)], "flow")
    # tangential flow: liquid runs along the membrane and comes round again
    near, far = 262, 408
    shapes += [
        Shape(box(near, 66, far, 150, 8), fill="glass"),
        Shape(box(near + 1, 67, far - 1, 149, 7), fill="liquid"),
        *_membrane(near + 1, far - 1, 116, 126, 7, 6),
        Shape(box(near, 66, far, 150, 8), line="glass_line", width=2, front=True),
    ]
    loop = (
        Path()
        .move(far - 12, 64)
        .bend((far - 12, 44), (far - 32, 44))
        .line((near + 32, 44))
        .bend((near + 12, 44), (near + 12, 56))
    )
    shapes += [Shape(loop, line="flow", width=2), Shape(arrowhead((near + 12, 65), 90), fill="flow")]
    for x in (300, 335, 370):
        shapes += arrow([(x, 153), (x, 170)], "flow", 1.6, 8)
    shapes += arrow([(near + 14, 108), (far - 14, 108)], "flow", 1.6, 8)
    badges = ((20, 22), (126, 22), (262, 210), (272, 22), (210, 302))
    labels = [
        head(badges[0], "sample"),
        head(badges[1], "load"),
        head(badges[3], "tangential flow"),
        head(badges[2], "filter"),
        Label("wide pores", 258, 185, side="left"),
        Label("fine pores", 258, 236, side="left"),
    ]
    leaders = [
        Shape(polyline([(238, 160), (254, 182)]), line="metal_line", width=1),
        Shape(polyline([(238, 217), (254, 233)]), line="metal_line", width=1),
    ]

    middle = rectangle(left + 4, 166, right - 4, 210, DOWN, 0.8)

    def zone(step: int, particle: Particle, lost: bool) -> Zone:
        if step == 1:
            return rectangle(left + 4, 88, right - 4, 150, gap=1.2)
        if lost and particle.form == "ring":
            return middle
        if lost:
            return (
                rectangle(left + 4, 224, right - 4, 254)
                if particle.form == "triangle"
                else rectangle(left + 4, 86, right - 4, 152, DOWN)
            )
        if step == 2:
            return middle
        return rectangle(near + 6, 70, far - 6, 105)

    return Device(shapes, labels, badges, zone, (0, 2, 3, 4), leaders=leaders)


# --- C: sieving beads in a column ---------------------------------------------------------------


def _porous(x: float, y: float, r: float) -> Path:
    """A bead with three pores cut into it."""
    path = ellipse(x, y, r)
    for turn in (20, 140, 260):
        a = math.radians(turn)
        path += ellipse(x + math.cos(a) * r * 0.55, y + math.sin(a) * r * 0.55, r * 0.2)
    return path


def size_exclusion() -> Device:
    cx, half = 164, 50
    column = Path().move(cx - half, 52).line((cx - half, 200)).bend((cx - half, 208), (cx - 8, 212)).line((cx - 5, 222))
    column.line((cx + 5, 222)).line((cx + 8, 212)).bend((cx + half, 208), (cx + half, 200)).line((cx + half, 52))
    water = Path([("M", ((cx - half, 64),)), *column.strokes[1:-1], ("L", ((cx + half, 64),))]).close()
    shapes = [
        Shape(Path(column.strokes).close(), fill="glass"),
        Shape(water, fill="liquid"),
        Shape(ellipse(cx, 64, half - 1, 3.5), fill="liquid", line="liquid_line", width=1),
    ]
    beads = Path()
    for row in range(4):
        for n in range(3 if row % 2 == 0 else 2):
            beads += _porous(cx + (n - (1 if row % 2 == 0 else 0.5)) * 33, 128 + row * 22, 12)
    shapes += [
        Shape(beads, fill="bead_pale", line="bead_pale_line", width=1.2),
        Shape(column, line="glass_line", width=2, front=True),
        Shape(box(cx - half - 4, 47, cx + half + 4, 53, 3), fill="metal", line="glass_line", front=True),
    ]
    shapes += arrow([(74, 58), (92, 32), (cx - 22, 44)], "flow")
    labels = []
    tubes = []
    for n, name in enumerate(("9", "10", "11", "12", "", "19", "20", "21")):
        x = 124 + n * 39 - (0 if n < 4 else 8 if n == 4 else 14)
        if not name:
            labels.append(Label("…", x, 250))
            continue
        tube = Tube(x, 17, 222, 252, 270)
        tubes.append(tube)
        shapes += tube.shapes(228, rim=False)
        labels.append(Label(name, x, 281, colour="ink"))
    lens_shapes, lens_marks = _lens(316, 112, 76)
    shapes += lens_shapes
    badges = ((20, 22), (126, 22), (232, 22), (296, 206), (210, 302))
    labels += [
        head(badges[0], "sample"),
        head(badges[1], "load"),
        head(badges[2], "pores delay protein"),
        head(badges[3], "fractions"),
    ]
    # From the column to the lens: what is magnified.
    shapes += [
        Shape(ellipse(cx + 16.5, 150, 15), line="ink_soft", width=1.6, front=True),
        Shape(
            polyline([(cx + 24, 137), (268, 53)]) + polyline([(cx + 24, 163), (272, 174)]),
            line="ink_soft",
            width=1,
            dash="3px,3px",
            front=True,
        ),
    ]
    vesicle_tubes, protein_tubes = tubes[:4], tubes[4:]

    def zone(step: int, particle: Particle, lost: bool) -> Zone:
        small = particle.form == "triangle"
        if step == 1 and not lost:
            return rectangle(cx - half + 3, 66, cx + half - 3, 117, gap=0.6)
        if lost and not small:
            return LOST_ROOM
        if step == 2:
            return (
                rectangle(cx - half + 3, 114, cx + half - 3, 160)
                if small
                else rectangle(cx - half + 3, 146, cx + half - 3, 206, gap=1)
            )
        chosen = protein_tubes if small else vesicle_tubes
        return Area(
            lambda x, y, r: any(t.holds(x, y, r, 224) for t in chosen),
            (chosen[0].x - 17, 224, chosen[-1].x + 17, 270),
            DOWN,
            0.5,
        )

    return Device(shapes, labels, badges, zone, (0, 2, 3, 4), still=lens_marks)


_PORES = ((-160, 0.3, 0.38), (-100, -0.35, 0.3), (-40, 0.4, 0.42), (25, -0.3, 0.28), (80, 0.35, 0.4), (140, -0.3, 0.34))


def _lens(x: float, y: float, r: float) -> tuple[list[Shape], list[tuple[Particle, Point]]]:
    """One bead magnified: what is small wanders through its pores, what is large passes by."""
    shapes = [Shape(ellipse(x, y, r), fill="liquid", line="ink_soft", width=2)]
    cx, cy, size = x - 8, y + 8, 46
    shapes.append(Shape(ellipse(cx, cy, size), fill="bead_pale", line="bead_pale_line", width=2))
    pores, ends = Path(), []
    # Each pore: where it opens, how far it bends, how deep it goes (0 is the middle of the bead).
    for turn, bow, deep in _PORES:
        a = math.radians(turn)
        end = (cx + math.cos(a + bow * 0.7) * size * deep, cy + math.sin(a + bow * 0.7) * size * deep)
        pores.move(cx + math.cos(a) * (size + 1), cy + math.sin(a) * (size + 1))
        pores.bend((cx + math.cos(a - bow) * size * 0.66, cy + math.sin(a - bow) * size * 0.66), end)
        ends.append(end)
    # A wide stroke in the colour of the wall under a narrower one in that of the liquid; both end round.
    for width, colour in ((13.0, "bead_pale_line"), (9.5, "liquid")):
        shapes.append(Shape(pores, line=colour, width=width))
        shapes += [Shape(ellipse(*end, width / 2), fill=colour) for end in ends]
    by = Path().move(x + 14, y - r + 8).curve((x + 62, y - 42), (x + 66, y + 20), (x + 34, y + r - 20))
    shapes += [
        Shape(by, line="orange_line", width=1.8, dash="5px,4px"),
        Shape(arrowhead((x + 28, y + r - 13), 130, 9), fill="orange_line"),
    ]
    marks = []
    for n, (pore, far) in enumerate(((0, 0.98), (1, 0.5), (2, 0.78), (3, 0.6), (4, 0.95), (4, 0.5), (5, 0.66))):
        turn, bow, _ = _PORES[pore]
        a = math.radians(turn) - bow * (0.25 if far < 0.9 else 0)
        marks.append(
            (
                Particle(f"lensp{n}", "protein", "triangle", 3.6, n),
                (round(cx + math.cos(a) * size * far, 1), round(cy + math.sin(a) * size * far, 1)),
            )
        )
    for n, (dx, dy) in enumerate(((40, -46), (55, 10), (-46, -46))):
        marks.append((Particle(f"lense{n}", "exosome", "ring", 9, n), (x + dx, y + dy)))
    return shapes, marks


# --- D: antibodies ------------------------------------------------------------------------------


def _magnet(left: float, right: float, top: float, bottom: float) -> list[Shape]:
    """A horseshoe that opens to the left."""
    arm = (bottom - top) * 0.3
    middle = (top + bottom) / 2
    body = Path().move(left + 16, top).line((right - 26, top)).bend((right, top), (right, middle))
    body.bend((right, bottom), (right - 26, bottom)).line((left + 16, bottom)).line((left + 16, bottom - arm))
    body.line((right - 32, bottom - arm)).bend((right - 22, bottom - arm), (right - 22, middle))
    body.bend((right - 22, top + arm), (right - 32, top + arm)).line((left + 16, top + arm)).close()
    poles = box(left, top, left + 16, top + arm) + box(left, bottom - arm, left + 16, bottom)
    return [
        Shape(body, fill="magnet", line="magnet_line", width=1.6),
        Shape(poles, fill="metal", line="magnet_line", width=1.6),
    ]


def immunoaffinity() -> Device:
    mix = Tube(166, 56, 66, 218, 282, 16)
    hold = Tube(298, 44, 66, 220, 282, 12)
    shapes = mix.shapes(84) + hold.shapes(84) + _magnet(346, 410, 128, 222)
    shapes += arrow([(68, 56), (100, 34), (134, 54)], "flow") + arrow([(196, 56), (232, 34), (272, 54)], "flow")
    badges = ((20, 22), (122, 22), (150, 22), (266, 22), (210, 302))
    labels = [head(badges[0], "sample"), head(badges[2], "bind"), head(badges[3], "magnet, wash")]
    beads = [Particle(f"bead{n}", "bead", "bead", 13, n + 1) for n in range(3)]
    # Where each bead is: at rest, with the sample, with its catch, at the magnet, in the tray.
    ways: list[tuple[Point, ...]] = [
        ((138, 212), (138, 212), (192, 138), (316, 124), (268, 358)),
        ((194, 208), (194, 208), (150, 186), (316, 174), (326, 360)),
        ((166, 252), (166, 252), (178, 240), (312, 224), (384, 358)),
    ]
    # Which bead and which of its binders holds the first, second, … vesicle: all on the side away from the magnet.
    held = ((0, 3), (1, 4), (2, 3), (0, 4), (1, 3), (2, 4), (2, 5), (1, 5), (0, 2))

    def bound(step: int) -> Spots:
        spots = []
        for n, binder in held:
            (x, y), angle, far = ways[n][step], binder_angle(beads[n], binder), beads[n].r + BINDER_REACH + 6
            spots.append((round(x + far * math.cos(angle), 1), round(y + far * math.sin(angle), 1)))
        return Spots(tuple(spots))

    def zone(step: int, _particle: Particle, lost: bool) -> Zone:
        if step == 1:
            return inside(mix, 90, gap=0.8)
        if not lost:
            return bound(step)
        if step == 2:
            return inside(mix, 90, gap=0.8)
        return inside(hold, 90, (-1, 0.2), 1)

    return Device(shapes, labels, badges, zone, (0, 2, 3, 4), list(zip(beads, ways, strict=True)))


# --- E: polymer ---------------------------------------------------------------------------------


_THREADS = (
    (122, 106, 212, 116, 6), (120, 136, 210, 130, 6), (122, 156, 212, 162, 6), (120, 190, 210, 182, 6), (124, 206, 208, 214, 6),
    (136, 236, 200, 232, 4), (146, 256, 190, 252, 3), (134, 98, 142, 226, 8), (160, 96, 158, 262, 10), (182, 98, 186, 254, 10), (206, 102, 200, 222, 8),
)  # fmt: skip


def precipitation() -> Device:
    mix = Tube(170, 52, 66, 216, 282, 14)
    spun = Tube(320, 52, 66, 216, 282, 14)
    shapes = mix.shapes(84) + spun.shapes(84)
    threads = Path()
    for x0, y0, x1, y1, bows in _THREADS:
        threads += wave((x0, y0), (x1, y1), 8, bows)
    shapes.append(Shape(threads, line="thread", width=1.6))
    net = Path()
    for y, half in ((218, 42), (230, 36), (243, 29), (256, 22), (269, 15)):
        net += wave((320 - half, y), (320 + half, y + 2), 7, 6)
    shapes.append(Shape(net, line="thread", width=1.6))
    shapes += arrow([(68, 56), (100, 34), (134, 54)], "flow") + arrow([(204, 56), (246, 34), (286, 54)], "flow")
    badges = ((20, 22), (116, 22), (144, 22), (276, 22), (210, 302))
    labels = [head(badges[0], "sample"), head(badges[2], "add polymer"), head(badges[3], "spin down")]

    def zone(step: int, particle: Particle, lost: bool) -> Zone:
        if lost and particle.form in ("cell", "lobes"):
            return LOST_ROOM
        if step == 1:
            return inside(mix, 90)
        if step == 2:
            room = inside(mix, 90, gap=0.4)
            return room if lost else room._replace(toward=((146, 146), (184, 208)))
        return (
            Area(lambda x, y, r: spun.holds(x, y, r, 90) and y + r < 205, (268, 90, 372, 205))
            if lost
            else inside(spun, 205, DOWN, 0.4)
        )

    return Device(shapes, labels, badges, zone, (0, 2, 3, 4))


# --- F: chip ------------------------------------------------------------------------------------


def _pillar(x: float, y: float, r: float) -> list[Shape]:
    cilia = Path()
    for n in range(14):
        a = 2 * math.pi * n / 14
        cilia += polyline(
            [
                (x + math.cos(a) * r, y + math.sin(a) * r),
                (x + math.cos(a + 0.15) * (r + 7), y + math.sin(a + 0.15) * (r + 7)),
            ]
        )
    return [
        Shape(cilia, line="metal_line", width=1.4),
        Shape(ellipse(x, y, r), fill="metal_dark", line="metal_line", width=1.4),
    ]


def microfluidics() -> Device:
    shapes = [Shape(box(106, 42, 414, 290, 12), fill="metal", line="metal_line", width=1.6)]
    lane = box(114, 66, 406, 170, 18)
    shapes.append(Shape(lane, fill="liquid", line="glass_line", width=1.8))
    # The lower lane ends in three outlets.
    low = (
        Path()
        .move(114, 222)
        .bend((114, 204), (132, 204))
        .line((406, 204), (406, 223), (340, 223))
        .bend((328, 223), (328, 227))
    )
    low.bend((328, 231), (340, 231)).line((406, 231), (406, 255), (340, 255)).bend((328, 255), (328, 259))
    low.bend((328, 263), (340, 263)).line((406, 263), (406, 282), (132, 282)).bend((114, 282), (114, 264)).close()
    shapes.append(Shape(low, fill="liquid", line="glass_line", width=1.8))
    pillars = [(226, 94), (226, 146), (276, 120), (326, 94), (326, 146)]
    for x, y in pillars:
        shapes += _pillar(x, y, 11)
    shapes += arrow([(74, 58), (94, 36), (128, 64)], "flow")
    shapes += arrow([(252, 76), (300, 76)], "flow", 1.5, 7) + arrow([(252, 162), (300, 162)], "flow", 1.5, 7)
    shapes += arrow([(130, 243), (190, 243)], "flow", 1.5, 7)
    badges = ((20, 22), (126, 22), (212, 22), (322, 22), (210, 302))
    labels = [
        head(badges[0], "sample"),
        head(badges[1], "load"),
        head(badges[2], "trap, sort"),
        head(badges[3], "collect"),
        Label("ciliated pillars", 260, 54, colour="ink"),
        Label("viscoelastic flow", 260, 187, colour="ink"),
    ]

    def below(particle: Particle) -> bool:
        """Half of the small vesicles and the larger vesicles take the lower lane."""
        return particle.form == "oval" or (particle.form == "ring" and particle.seed % 2 == 1)

    def zone(step: int, particle: Particle, lost: bool) -> Zone:
        if below(particle):
            if step == 1:
                return rectangle(120, 208, 210, 278, gap=1)
            if particle.form == "oval":
                return rectangle(220, 228, 330, 258)
            left, right = (215, 335) if step == 2 else (340, 404)
            return Area(
                lambda x, y, r: left + r < x < right - r and (205 + r < y < 223.5 - r or 263 + r < y < 281.5 - r),
                (left, 205, right, 282),
            )
        if step == 1:
            return rectangle(118, 71, 204, 169, gap=0.8)
        if particle.form == "triangle":
            return rectangle(350, 76, 402, 166) if lost else rectangle(262, 80, 300, 160)
        if lost and particle.form != "ring":
            return rectangle(118, 72, 200, 168)
        spots = [
            (round(x + math.cos(a) * 23, 1), round(y + math.sin(a) * 23, 1))
            for a, chosen in ((3.4, pillars), (0.6, pillars), (5.0, pillars[1::2]))
            for x, y in chosen
        ]
        return Spots(tuple(spots if not lost else spots[::-1]))

    return Device(shapes, labels, badges, zone, (0, 2, 3, 4))


DEVICES: dict[str, Callable[[], Device]] = {
    "ultracentrifugation": ultracentrifugation,
    "ultrafiltration": ultrafiltration,
    "size-exclusion": size_exclusion,
    "immunoaffinity": immunoaffinity,
    "precipitation": precipitation,
    "microfluidics": microfluidics,
}
