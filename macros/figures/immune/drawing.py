"""Links between cells as a drawing: a line for each link, with its words above it and a vesicle on it.

A view with a hub has the hub's cells in the middle and the cells acted on around them; one without has senders on the
left and the cells acted on on the right. On a phone both are columns: a sender, a spine, and below it the cells acted
on.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from macros.drawing.canvas import Picture, Trace
from macros.drawing.marks import DISPUTED, line, ring, rounded
from macros.drawing.rows import Drawn, Hits
from macros.drawing.shapes import Label, Path, Point, Shape, box, polyline
from macros.figures.cells import tumour

from .facts import ENDS, Cell, ImmuneFacts, Link, View
from .strands import (
    LinksPlan,
    Node,
    Slot,
    angles,
    arrival,
    arrow,
    curve,
    link,
    name_of,
    slot_of,
    strand,
    tied,
    vesicle_on,
    vesicles,
    written,
)

LAYOUTS = {
    "narrow": LinksPlan(
        width=380, letters=13, legend=2, hub=32, cell=24, small=24, name=0, aside=0, beside=False,
        words=226, upright=0, paths=True, slot=28, end=13, fan=30, flow=(0, 0), high=0,
    ),
    "page": LinksPlan(
        width=760, letters=13, legend=2, hub=62, cell=27, small=25, name=128, aside=106, beside=False,
        words=160, upright=84, paths=False, slot=25, end=13, fan=30, flow=(256, 462), high=0,
    ),
    "wide": LinksPlan(
        width=1880, letters=24, legend=4, hub=108, cell=46, small=30, name=240, aside=240, beside=True,
        words=408, upright=266, paths=True, slot=33, end=24, fan=78, flow=(520, 1050), high=740,
    ),
}  # fmt: skip

GAP = 12  # px between two groups
BUNDLE = 0.3  # letters between two lines of a trunk
UNDER = 0.1  # letters between a line and the lower edge of the place of its words
ASIDE = 0.85  # letters between a vesicle and the words of its line
CARGO = "Cargo"
SPINE = 24  # px from the left to the spine of a column


def draw(facts: ImmuneFacts, view: View, links: list[Link], plan: LinksPlan) -> Drawn:
    """One view: parts, height, and the place of each link's words."""
    cells = {cell.id: cell for cell in facts.cells}
    if plan.width < 500:
        drawn = _columns(cells, view, links, plan)
    else:
        drawn = (_around if view.hub else _facing)(cells, view, links, plan)
    key, height = _legend(facts, links, plan, drawn.height + plan.letters * 0.4)
    parts = [*drawn.parts, key]
    marks = tied([mark for part in parts for mark in part.marks])
    return Drawn([*(part._replace(marks=[]) for part in parts), Picture([], [], marks)], height, drawn.hits)


Cells = dict[str, Cell]


class Block(NamedTuple):
    """A cell with its links, and how far these and its name reach above and below its middle."""

    cell: Cell
    slots: list[Slot]
    above: float
    below: float

    @property
    def height(self) -> float:
        return self.above + self.below


def _block(cell: Cell, slots: list[Slot], half: float, beside: bool, plan: LinksPlan) -> Block:
    node = Node(cell, (0, 0), half)
    _, top, _, bottom = _name(node, int(beside), plan).box()
    rows = _high(slots)
    return Block(
        cell, slots, max(rows - _sunk(node, rows), node.reach, -top), max(_sunk(node, rows), node.reach, bottom)
    )


def _sunk(node: Node, rows: float) -> float:
    """How far links reach below the middle of their cell: not so far that a line crosses the name under it."""
    return min(rows / 2, node.reach * 0.8)


def _high(slots: Iterable[Slot]) -> float:
    return sum(slot.height for slot in slots)


def _name(node: Node, beside: int, plan: LinksPlan) -> Label:
    """The name of a cell under it, or on its left (-1) or right (1)."""
    x, y = node.at
    if beside:
        side = "left" if beside > 0 else "right"
        return name_of(node.cell, (x + beside * (node.reach + plan.letters * 0.4), y), plan.aside, plan.letters, side)
    name = name_of(node.cell, node.at, plan.name, plan.letters)
    _, top, _, bottom = name.box()
    return name.shifted(0, node.reach + (bottom - top) / 2)


def _trunk(node: Node, middle: float, count: int, plan: LinksPlan) -> list[Point]:
    """Where the lines of a bundle leave a cell, from above to below."""
    step = math.degrees(plan.letters * BUNDLE / node.reach)
    points = [node.edge(middle + (n - (count - 1) / 2) * step) for n in range(count)]
    return sorted(points, key=lambda point: point[1])


def _place(x0: float, top: float, x1: float, bottom: float) -> list[float]:
    return rounded((min(x0, x1), top, max(x0, x1), bottom))


# --- around a hub -------------------------------------------------------------------------------


def _around(cells: Cells, view: View, links: list[Link], plan: LinksPlan) -> Drawn:
    sides = [_side(cells, side, links, plan) for side in (view.left, view.right)]
    height = max(plan.high, *(sum(block.height + GAP for block in side) for side in sides))
    hub = Node(cells[view.hub], (plan.width / 2, height / 2), plan.hub)
    parts: list[Picture] = []
    trunks: list[float] = []
    hits: Hits = {}
    for side, towards in zip(sides, (-1, 1), strict=True):
        x = hub.at[0] + towards * (hub.at[0] - plan.name / 2)
        for block, y in zip(side, _spread(side, height), strict=True):
            drawn, places, trunk = _fan(hub, Node(block.cell, (x, y), plan.cell), block.slots, towards, plan)
            parts.append(drawn)
            hits |= places
            trunks.append(trunk)
    for identifier, towards in ((view.above, -1), (view.below, 1)):
        if identifier:
            row = next(row for row in links if row.receiver == identifier)
            drawn, places = _upright(hub, cells[identifier], row, towards, height, plan)
            parts.append(drawn)
            hits |= places
            trunks.append(towards * 90)
    return Drawn([_hub(hub, trunks, plan), *parts], height, hits)


def _side(cells: Cells, side: Iterable[str], links: list[Link], plan: LinksPlan) -> list[Block]:
    slots = {
        one: [slot_of(row, plan.words - plan.letters * ASIDE, plan) for row in links if row.receiver == one]
        for one in side
    }
    return [_block(cells[one], some, plan.cell, False, plan) for one, some in slots.items()]


def _spread(blocks: Sequence[Block], height: float) -> list[float]:
    """Heights of the middles of blocks, evenly over a height."""
    gap = (height - sum(block.height for block in blocks)) / len(blocks)
    middles, top = [], gap / 2
    for block in blocks:
        middles.append(top + block.above)
        top += block.height + gap
    return middles


def _fan(hub: Node, node: Node, slots: list[Slot], towards: int, plan: LinksPlan) -> tuple[Picture, Hits, float]:
    """The lines of one cell: a trunk at the hub, apart under their words, together again at the cell."""
    (x, y), letters = node.at, plan.letters
    near = x - towards * (node.reach + plan.fan)
    far = near - towards * plan.words
    trunk = math.degrees(math.atan2(y - hub.at[1], (far - hub.at[0]) * 1.3))
    starts = _trunk(hub, trunk, len(slots), plan)
    bottom = y + _sunk(node, _high(slots))
    top = bottom - _high(slots)
    lean = min(1, ((y - top) - (bottom - y)) / 2 / node.reach) * 45
    ends = angles(node, 180 + lean if towards > 0 else -lean, len(slots), plan)
    marks: list[Trace] = []
    hits: Hits = {}
    for slot, start, into in zip(slots, starts, ends, strict=True):
        level = top + slot.height - letters * UNDER
        points = strand(start, trunk, ((far, level), (near, level)), node, into, plan)
        marks += link(slot.row, points, (far, level), plan)
        marks.append(written(slot, (far + towards * letters * ASIDE, level), "left" if towards > 0 else "right", plan))
        hits[slot.row.id] = _place(near, top, far - towards * letters * 0.7, top + slot.height)
        top += slot.height
    return Picture(node.shapes(), [_name(node, 0, plan)], marks), hits, trunk


def _upright(hub: Node, cell: Cell, row: Link, towards: int, height: float, plan: LinksPlan) -> tuple[Picture, Hits]:
    """A cell above or below the hub with its one link, whose words stand in a gap of the line."""
    letters, x = plan.letters, hub.at[0]
    node = Node(cell, (x, 0), plan.cell)
    block = _block(cell, [], plan.cell, plan.beside, plan)
    middle = max(node.reach, block.below) + 2
    node = node._replace(at=(x, middle if towards < 0 else height - middle))
    name = _name(node, towards * plan.beside, plan)
    if towards < 0 and not plan.beside:
        name = name.shifted(0, 2 * (node.at[1] - name.y))
    slot = slot_of(row, plan.upright, plan)
    start, end = hub.edge(towards * 90)[1], node.edge(-towards * 90, plan.end * 0.4)[1]
    deep = len(slot.lines) * letters * 1.3 + 6
    vesicle = start + towards * letters * 0.8
    words = (vesicle + towards * letters * 0.5 + end - towards * plan.end * 0.7) / 2
    wide = max(
        Label(one.replace("<b>", "").replace("</b>", ""), 0, 0, letters, bold=True).box()[2] for one in slot.lines
    )
    marks = [
        *arrow(row.id, row.direction, [(x, words + towards * deep / 2), (x, end)], plan),
        line(row.id, [(x, start), (x, words - towards * deep / 2)], *ENDS[row.direction][:2], max(1.8, letters / 9)),
        vesicle_on(row.id, (x, vesicle), bool(row.cargo), plan),
        *([ring(row.id, (x, vesicle), letters * 1.3)] if row.disputes else []),
        written(slot, (x, words + (deep - 6) / 2 + letters * 0.05), "center", plan),
    ]
    hit = _place(x - wide - 4, words - max(deep, plan.slot) / 2, x + wide + 4, words + max(deep, plan.slot) / 2)
    return Picture(node.shapes(), [name], marks), {row.id: hit}


def _hub(hub: Node, trunks: Sequence[float], plan: LinksPlan) -> Picture:
    """The cells of the hub, the vesicles that leave them between its trunks, and its name."""
    cluster = _cluster(hub, trunks)
    name = Label(hub.cell.label, *hub.at, plan.letters, "ink", bold=True)
    left, top, right, bottom = name.box()
    plate = Shape(box(left - 4, top, right + 4, bottom, plan.letters * 0.6), fill="paper", line="orange_line")
    return Picture([*cluster.shapes, plate], [name], cluster.marks)


def _cluster(hub: Node, trunks: Sequence[float]) -> Picture:
    """Seven cells of a tumour, six round one, and small vesicles around them but not where a trunk begins."""
    (x, y), half = hub.at, hub.half
    cells = []
    for n in range(7):
        a, far = n * math.pi / 3 + 0.5, half * 0.66 * (n < 6)
        cells.append(tumour(x + far * math.cos(a), y + far * math.sin(a), half * 0.4, n))
    outlines, *inside = zip(*cells, strict=True)
    # What lies inside the cells is one path a layer, so that a page holds fewer elements.
    shapes = [*outlines, *(one[0]._replace(path=sum((part.path for part in one), Path())) for one in inside)]
    rng = random.Random(5)
    around = [(n * 15 + rng.uniform(-5, 5), half * rng.uniform(0.02, 0.2)) for n in range(24)]
    free = [at for at in around if all(abs((at[0] - trunk + 180) % 360 - 180) > 13 for trunk in trunks)]
    points = [hub.edge(degrees, far) for degrees, far in free]
    return Picture(shapes, [], [vesicles("", points, half * 0.08, 1.2)])


# --- senders that face the cells acted on -------------------------------------------------------


def _facing(cells: Cells, view: View, links: list[Link], plan: LinksPlan) -> Drawn:
    left, right = plan.flow
    rows = sorted(links, key=lambda row: (view.left.index(row.sender), view.right.index(row.receiver)))
    slots = [slot_of(row, right - left - plan.letters * ASIDE, plan) for row in rows]
    sides = [[_block(cells[one], [], plan.small, True, plan) for one in side] for side in (view.left, view.right)]
    height = max(
        plan.high, _high(slots) + GAP / 2 * len(view.left), *(sum(b.height + GAP for b in side) for side in sides)
    )
    tops = _tops(slots, height)
    levels = {slot.row.id: top + slot.height - plan.letters * UNDER for slot, top in zip(slots, tops, strict=True)}
    hits = {
        slot.row.id: _place(left - plan.letters * 0.7, top, right, top + slot.height)
        for slot, top in zip(slots, tops, strict=True)
    }
    inset = plan.aside + plan.letters * 0.6 + plan.small * 1.4
    senders = _nodes(
        sides[0], inset, [[levels[r.id] for r in rows if r.sender == one] for one in view.left], height, plan
    )
    targets = _nodes(
        sides[1],
        plan.width - inset,
        [[levels[r.id] for r in rows if r.receiver == one] for one in view.right],
        height,
        plan,
    )
    marks = _crossing(slots, levels, senders, targets, plan)
    shapes = [shape for node in (*senders.values(), *targets.values()) for shape in node.shapes()]
    names = [_name(node, -1, plan) for node in senders.values()]
    names += [_name(node, 1, plan) for node in targets.values()]
    return Drawn([Picture(shapes, names, marks)], height, hits)


def _tops(slots: list[Slot], height: float) -> list[float]:
    """Upper edges of the words of links, apart where another sender begins, half as far where another cell does."""
    apart = [(a.row.sender != b.row.sender) + (a.row.receiver != b.row.receiver) for a, b in pairwise(slots)]
    gap = (height - _high(slots)) / (sum(apart) + 1)
    top, tops = gap / 2, []
    for slot, more in zip(slots, [*apart, 0], strict=True):
        tops.append(top)
        top += slot.height + gap * more
    return tops


def _nodes(
    blocks: Sequence[Block], x: float, levels: Sequence[Sequence[float]], height: float, plan: LinksPlan
) -> dict[str, Node]:
    """Cells one below the other, each as near to the middle of its links as the others let it."""
    wishes = [sum(some) / len(some) for some in levels]
    # Lines that fan in need more room than the cell itself.
    more = [(len(some) - 1) * plan.end * 0.14 + 1 for some in levels]
    middles: list[float] = []
    low = 0.0
    for block, wish, room in zip(blocks, wishes, more, strict=True):
        middles.append(max(wish, low + block.above + room))
        low = middles[-1] + block.below + room
    high = height
    for n in reversed(range(len(blocks))):
        middles[n] = min(middles[n], high - blocks[n].below - more[n])
        high = middles[n] - blocks[n].above - more[n]
    return {b.cell.id: Node(b.cell, (x, y), plan.small) for b, y in zip(blocks, middles, strict=True)}


def _crossing(
    slots: list[Slot], levels: dict[str, float], senders: dict[str, Node], targets: dict[str, Node], plan: LinksPlan
) -> list[Trace]:
    """The lines from senders past their words to the cells acted on."""
    left, right = plan.flow
    starts: dict[str, Point] = {}
    for cell, node in senders.items():
        some = [slot.row.id for slot in slots if slot.row.sender == cell]
        starts |= dict(zip(some, _trunk(node, 0, len(some), plan), strict=True))
    ends: dict[str, float] = {}
    for cell, node in targets.items():
        some = [slot.row.id for slot in slots if slot.row.receiver == cell]
        ends |= dict(zip(some, angles(node, 180, len(some), plan), strict=True))
    marks: list[Trace] = []
    for slot in slots:
        row, level = slot.row, levels[slot.row.id]
        flat = ((left, level), (right, level))
        points = strand(starts[row.id], 0, flat, targets[row.receiver], ends[row.id], plan)
        marks += link(row, points, flat[0], plan)
        marks.append(written(slot, (left + plan.letters * ASIDE, level), "left", plan))
    return marks


# --- as columns ---------------------------------------------------------------------------------


def _columns(cells: Cells, view: View, links: list[Link], plan: LinksPlan) -> Drawn:
    parts: list[Picture] = []
    hits: Hits = {}
    top = 4.0
    for sender in cells.values():
        here = [row for row in links if row.sender == sender.id]
        if here:
            if parts:
                rule = polyline([(8, top), (plan.width - 8, top)])
                parts.append(Picture([Shape(rule, line="card_line", width=1.2)], [], []))
                top += GAP
            picture, places, top = _column(cells, sender, here, top, bool(view.hub), plan)
            parts.append(picture)
            hits |= places
    return Drawn(parts, top, hits)


def _column(
    cells: Cells, sender: Cell, links: list[Link], top: float, is_hub: bool, plan: LinksPlan
) -> tuple[Picture, Hits, float]:
    """A sender, its spine, and the cells acted on, one below the other."""
    letters = plan.letters
    half = plan.hub if is_hub else plan.small
    node = Node(sender, (half * 1.4, top + half * 1.4), half)
    labels = [Label(sender.label, node.at[0] + half * 1.5, node.at[1], letters + 3, "ink", "left", True)]
    y = begin = node.at[1] + half * 1.4
    shapes: list[Shape] = []
    marks: list[Trace] = []
    hits: Hits = {}
    last = begin
    for cell in cells.values():
        slots = [slot_of(row, plan.words - plan.letters * ASIDE, plan) for row in links if row.receiver == cell.id]
        if slots:
            picture, places, last, y = _branches(cell, slots, y, plan)
            shapes += picture.shapes
            labels += picture.labels
            marks += picture.marks
            hits |= places
    spine = Shape(box(SPINE - 6, begin - half * 0.6, SPINE + 6, last - 6, 6), fill="violet")
    head = _cluster(node, [90]) if is_hub else Picture(node.shapes(), [], [])
    shapes = [spine, *head.shapes, *shapes]
    marks += head.marks
    return Picture(shapes, labels, marks), hits, y


def _branches(cell: Cell, slots: list[Slot], top: float, plan: LinksPlan) -> tuple[Picture, Hits, float, float]:
    """The links to one cell: their lines leave the spine; the level of the last; where it all ends."""
    letters = plan.letters
    name = Label(cell.label, SPINE + 22, top + letters * 0.7, letters, "ink", "left", True)
    top += letters * 1.5
    node = Node(cell, (plan.width - plan.cell * 1.4 - 4, 0), plan.cell)
    deep = max(_high(slots), node.reach * 2 - letters)
    node = node._replace(at=(node.at[0], top + deep / 2))
    near, bottom = node.at[0] - plan.cell * 1.4 - plan.fan, top + deep
    top += (deep - _high(slots)) / 2
    marks: list[Trace] = []
    hits: Hits = {}
    level = top
    for slot, into in zip(slots, angles(node, 180, len(slots), plan), strict=True):
        level = top + slot.height - letters * UNDER
        branch = curve((SPINE, level - 13), (SPINE, level - 3), (SPINE + 4, level), (SPINE + 16, level))
        marks += link(slot.row, [*branch, *arrival((near, level), 1, node, into, plan)], (SPINE + 21, level), plan)
        marks.append(written(slot, (SPINE + 21 + letters * ASIDE, level), "left", plan))
        hits[slot.row.id] = _place(SPINE + 11, top, near, top + slot.height)
        top += slot.height
    return Picture(node.shapes(), [name], marks), hits, level, bottom + GAP


# --- legend -------------------------------------------------------------------------------------


def _legend(facts: ImmuneFacts, links: list[Link], plan: LinksPlan, top: float) -> tuple[Picture, float]:
    """What lines, ends, rings and letters say, side by side as far as there is room."""
    letters, middle = plan.letters, (0.0, 0.0)
    across = [(-letters * 0.75, 0.0), (letters * 0.3, 0.0)]
    here = {row.direction for row in links}
    entries = [
        (f"{one.label}: {one.says}", arrow("", one.id, across, plan)) for one in facts.directions if one.id in here
    ]
    if any(row.disputes for row in links):
        entries.append((DISPUTED, [vesicle_on("", middle, False, plan), ring("", middle, letters * 1.3)]))
    entries.append((CARGO, [vesicle_on("", middle, True, plan)]))
    labels: list[Label] = []
    marks: list[Trace] = []
    x, y = 12.0, top + letters * 0.85
    for n, (name, drawn) in enumerate(entries):
        label = Label(name, x + letters * 1.75, y, letters, side="left", bold=name == CARGO)
        right = label.box()[2]
        if right > plan.width and plan.high and name == CARGO:
            continue  # what the words under the figure say too gives way where a sheet is only so high
        if n and (right > plan.width or n % plan.legend == 0):
            label = label.shifted(12 - x, letters * 1.7)
            x, y, right = 12.0, label.y, right + 12 - x
        labels.append(label)
        marks += Picture([], [], drawn).shifted(x + letters * 0.75, y).marks
        x = right
    return Picture([], labels, marks), round(y + letters * 0.85 + 6)
