"""Links between cells as a drawing: cards of cells, one slot of words for each link, lines with vesicles on them.

A view with a hub shows the hub's cells as a strip, in the middle or (narrow) on the left, and the cells
acted on as cards beside it. A view without one shows senders as cards and their targets on the right; where
there is no room for these, the words of a link name its target.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from macros.drawing.canvas import Picture, Trace
from macros.drawing.facts import label_of
from macros.drawing.marks import DISPUTED, legend, line, mark, ring, rounded, texts
from macros.drawing.rows import Drawn, Hits, Plan
from macros.drawing.shapes import Label, Point, Shape, box, wrapped
from macros.figures.cells import FORMS, tumour

from .facts import ENDS, Cell, ImmuneFacts, Link, View

MIRROR = {"triangle-right": "triangle-left"}


@dataclass(frozen=True, kw_only=True)
class LinksPlan(Plan):
    """`icon`: half width of a cell on its card. `strip`: left and right of the hub's cells, `apart`: how far these are
    at least from each other. `cards`: left and right of a column of cards. `senders`: the same where targets stand at
    `targets`. `beside`: effect beside cargo instead of under it."""

    icon: int
    beside: bool
    strip: tuple[int, int]
    apart: int
    cards: tuple[tuple[int, int], ...]
    senders: tuple[int, int]
    targets: tuple[int, int] | None


LAYOUTS = {
    "narrow": LinksPlan(
        width=380, letters=13, icon=15, legend=1, beside=False,
        strip=(6, 58), apart=100, cards=((84, 374),), senders=(6, 374), targets=None,
    ),
    "page": LinksPlan(
        width=760, letters=15, icon=19, legend=1, beside=False,
        strip=(337, 423), apart=0, cards=((6, 303), (457, 754)), senders=(6, 400), targets=(580, 754),
    ),
    "wide": LinksPlan(
        width=1600, letters=17, icon=22, legend=2, beside=True,
        strip=(736, 864), apart=0, cards=((10, 670), (930, 1590)), senders=(10, 850), targets=(1330, 1590),
    ),
}  # fmt: skip

EDGE = 12  # px between a card's edge and its words
GAP = 10  # px between cards
ENTRY = 26  # px inside a card that a line and its end need


class Slot(NamedTuple):
    """The words of one link, as lines; `columns` holds one list of lines, or two that stand side by side."""

    row: Link
    columns: list[list[str]]
    height: float


class Card(NamedTuple):
    """A cell and the links under it."""

    cell: Cell
    title: list[str]
    head: float
    slots: list[Slot]

    @property
    def height(self) -> float:
        return self.head + sum(slot.height for slot in self.slots) + 6


def draw(facts: ImmuneFacts, view: View, links: list[Link], plan: LinksPlan) -> Drawn:
    """One view: parts, height, and the place of each link's words."""
    drawn = _hub(facts, view, links, plan) if view.hub else _senders(facts, links, plan)
    key, height = _legend(facts, plan, drawn.height + 6)
    return Drawn([*drawn.parts, key], height, drawn.hits)


# --- cards --------------------------------------------------------------------------------------


Side = Callable[[Link], str]


def _sender(one: Link) -> str:
    return one.sender


def _receiver(one: Link) -> str:
    return one.receiver


def _cards(facts: ImmuneFacts, links: list[Link], side: Side, width: float, plan: LinksPlan, named: bool) -> list[Card]:
    """Cells in the order of the file, each with its links; `named`: words of a link name its target."""
    cards = []
    letters = plan.letters
    for cell in facts.cells:
        here = [row for row in links if side(row) == cell.id]
        if here:
            title = wrapped(cell.label, width - plan.icon * 2.4 - 3 * EDGE, letters + 1, bold=True)
            head = max(plan.icon * 2.5, len(title) * (letters + 1) * 1.3) + 8
            slots = [_slot(row, label_of(facts.cells, row.receiver) if named else "", width, plan) for row in here]
            cards.append(Card(cell, title, head, slots))
    return cards


def _slot(row: Link, target: str, width: float, plan: LinksPlan) -> Slot:
    letters = plan.letters
    room = width - EDGE - ENTRY - 4
    carrier = " → ".join(filter(None, (row.cargo, row.receptor)))
    effect = f"{target}: {row.effect}" if target else row.effect
    if plan.beside:
        room = room / 2 - 6
    first = [f"<b>{one}</b>" for one in wrapped(carrier, room, letters, bold=True)]
    first = first or wrapped(f"from {row.source}", room, letters)
    second = wrapped(effect, room, letters)
    columns = [first, second] if plan.beside else [[*first, *second]]
    return Slot(row, columns, max(map(len, columns)) * letters * 1.3 + letters * 0.75)


def _put(
    card: Card, left: float, right: float, top: float, plan: LinksPlan, entry: str
) -> tuple[Picture, Hits, dict[str, Point]]:
    """A card at its place; the places of its links' buttons; the points where their lines meet it."""
    letters, icon = plan.letters, plan.icon
    shapes = [Shape(box(left, top, right, top + card.height, 9), fill="card", line="card_line", width=1.2)]
    shapes += FORMS[card.cell.form](left + EDGE + icon, top + card.head / 2 + 2, icon)
    middle = top + card.head / 2 + 2 - (len(card.title) - 1) * (letters + 1) * 0.65
    labels = [
        Label(words, left + 2 * EDGE + icon * 2.2, middle + n * (letters + 1) * 1.3, letters + 1, "ink", "left", True)
        for n, words in enumerate(card.title)
    ]
    x = left + (ENTRY if entry == "left" else EDGE)
    marks, hits, points = [], {}, {}
    y = top + card.head
    for slot in card.slots:
        shapes.append(Shape(box(left + 6, y, right - 6, y + 0.8), fill="card_line"))
        words = []
        for n, lines in enumerate(slot.columns):
            across = x + n * (right - left - EDGE - ENTRY) / 2
            first = y + slot.height / 2 - (len(lines) - 1) * letters * 0.65
            words += [(one, (across, first + k * letters * 1.3)) for k, one in enumerate(lines)]
        marks.append(texts(slot.row.id, words, letters))
        hits[slot.row.id] = rounded((left + 2, y + 1, right - 2, y + slot.height - 1))
        points[slot.row.id] = (left if entry == "left" else right, y + slot.height / 2)
        y += slot.height
    return Picture(shapes, labels, marks), hits, points


# --- a view with a hub --------------------------------------------------------------------------


def _hub(facts: ImmuneFacts, view: View, links: list[Link], plan: LinksPlan) -> Drawn:
    columns, letters = plan.cards, plan.letters
    width = columns[0][1] - columns[0][0]
    top = letters * 2.2
    parts: list[Picture] = []
    hits: Hits = {}
    bottom = top
    left_edge, right_edge = plan.strip
    shared = _shared(_cards(facts, links, _receiver, width, plan, False), len(columns))
    for some, (left, right) in zip(shared, columns, strict=True):
        y = top
        entry = "left" if left > left_edge else "right"
        for card in some:
            picture, places, points = _put(card, left, right, y, plan, entry)
            hits |= places
            parts.append(picture)
            for row, (x, at) in ((slot.row, points[slot.row.id]) for slot in card.slots):
                inside = x + 13 if entry == "left" else x - 13
                start = right_edge - 8 if entry == "left" else left_edge + 8
                parts.append(Picture([], [], _line(row, [(start, at), (inside, at)], plan)))
            y += card.height + GAP
        bottom = max(bottom, y - GAP)
    strip = Picture(_strip(plan, top, bottom), [_name_of_hub(facts, view, plan)], [])
    return Drawn([strip, *parts], bottom, hits)


def _shared(cards: list[Card], count: int) -> list[list[Card]]:
    """Cards in order over columns of about the same height."""
    if count == 1:
        return [cards]
    heights = [card.height + GAP for card in cards]
    cut = min(range(1, len(cards)), key=lambda n: abs(sum(heights[:n]) - sum(heights[n:])))
    return [cards[:cut], cards[cut:]]


def _strip(plan: LinksPlan, top: float, bottom: float) -> list[Shape]:
    """Cells of the hub, packed from top to bottom."""
    left, right = plan.strip
    middle, r = (left + right) / 2, (right - left) * 0.42
    count = max(2, round((bottom - top) / max(r * 1.75, plan.apart)))
    step = (bottom - top - 2 * r) / (count - 1)
    shapes = [Shape(box(left, top, right, bottom, (right - left) / 2), fill="lost")]
    for n in range(count):
        shapes += tumour(middle + (r * 0.14 if n % 2 else -r * 0.14), top + r + n * step, r, n)
    return shapes


def _name_of_hub(facts: ImmuneFacts, view: View, plan: LinksPlan) -> Label:
    name, letters = label_of(facts.cells, view.hub), plan.letters
    if len(plan.cards) == 1:
        return Label(name, plan.strip[0], letters, letters + 1, "ink", "left", True)
    return Label(name, sum(plan.strip) / 2, letters, letters + 1, "ink", bold=True)


# --- a view without a hub -----------------------------------------------------------------------


def _senders(facts: ImmuneFacts, links: list[Link], plan: LinksPlan) -> Drawn:
    left, right = plan.senders
    parts: list[Picture] = []
    hits: Hits = {}
    starts: dict[str, Point] = {}
    y = 6.0
    entry, named = ("right", False) if plan.targets else ("left", True)
    for card in _cards(facts, links, _sender, right - left, plan, named):
        picture, places, points = _put(card, left, right, y, plan, entry)
        hits |= places
        starts |= points
        parts.append(picture)
        y += card.height + GAP
    if not plan.targets:
        short = {row: [(x + 3, at), (x + 19, at)] for row, (x, at) in starts.items()}
        lines = [Picture([], [], _line(one, short[one.id], plan)) for one in links]
        return Drawn([*parts, *lines], y - GAP, hits)
    targets, ends = _targets(facts, links, starts, plan, plan.targets, y - GAP)
    lines = [Picture([], [], _line(one, _curve(starts[one.id], ends[one.id]), plan)) for one in links]
    return Drawn([targets, *parts, *lines], y - GAP, hits)


def _targets(
    facts: ImmuneFacts,
    links: list[Link],
    starts: Mapping[str, Point],
    plan: LinksPlan,
    place: tuple[float, float],
    bottom: float,
) -> tuple[Picture, dict[str, Point]]:
    """Cells acted on, each about as high as the links that lead to it, and where these end."""
    letters, icon = plan.letters, plan.icon * 1.35
    left, right = place
    groups = []
    for cell in facts.cells:
        here = sorted((starts[row.id][1], row.id) for row in links if row.receiver == cell.id)
        if here:
            title = wrapped(cell.label, right - left - 2.6 * icon, letters, bold=True)
            deep = max(icon * 2.3, len(title) * letters * 1.3, (len(here) - 1) * letters + 8) + GAP
            groups.append((sum(y for y, _ in here) / len(here), deep, cell, title, [row for _, row in here]))
    groups.sort(key=lambda group: group[0])
    places = _apart([(wish, deep) for wish, deep, *_ in groups], bottom)
    shapes, labels, ends = [], [], {}
    for y, (_, _, cell, title, ids) in zip(places, groups, strict=True):
        shapes += FORMS[cell.form](left + icon, y, icon)
        for n, words in enumerate(title):
            at = y + (n - (len(title) - 1) / 2) * letters * 1.3
            labels.append(Label(words, left + icon * 2.4, at, letters, "ink", "left", True))
        for n, row in enumerate(ids):
            ends[row] = (left - 10, y + (n - (len(ids) - 1) / 2) * letters)
    return Picture(shapes, labels, []), ends


def _apart(wishes: Iterable[tuple[float, float]], bottom: float) -> list[float]:
    """Places near those wished for, in order, none over another and none below the bottom."""
    wishes = list(wishes)
    places: list[float] = []
    low = 0.0
    for wish, deep in wishes:
        places.append(max(wish, low + deep / 2))
        low = places[-1] + deep / 2
    low = bottom
    for n in reversed(range(len(wishes))):
        places[n] = min(places[n], low - wishes[n][1] / 2)
        low = places[n] - wishes[n][1] / 2
    return places


def _curve(start: Point, end: Point) -> list[Point]:
    """A line that leaves and arrives level (a cubic Bézier curve, its handles half way across)."""
    (x0, y0), (x1, y1) = start, end
    middle, points = (x0 + x1) / 2, []
    for n in range(15):
        t = n / 14
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append((a * x0 + (b + c) * middle + d * x1, (a + b) * y0 + (c + d) * y1))
    return points


# --- lines --------------------------------------------------------------------------------------


def _line(one: Link, points: Sequence[Point], plan: LinksPlan) -> list[Trace]:
    """A link: its line, its end, and the vesicle near its start."""
    start, end = points[0], points[-1]
    near = start if len(points) > 2 else (start[0] + (end[0] - start[0]) * 0.42, start[1])
    drawn = _arrow(one.id, one.direction, points, plan)
    drawn.append(mark(one.id, "circle", near, plan.letters * 0.75, "violet", 1.8))
    return drawn + ([ring(one.id, near, plan.letters * 1.3)] if one.disputes else [])


def _arrow(row: str, direction: str, points: Sequence[Point], plan: LinksPlan) -> list[Trace]:
    """The line of a direction and its end."""
    hue, dash, symbol, size = ENDS[direction]
    if points[-1][0] < points[0][0]:
        symbol = MIRROR.get(symbol, symbol)
    wide = 3 if symbol == "line-ns-open" else 2
    return [line(row, points, hue, dash), mark(row, symbol, points[-1], plan.letters * size, hue, wide)]


def _legend(facts: ImmuneFacts, plan: LinksPlan, top: float) -> tuple[Picture, float]:
    letters = plan.letters
    across = [(-letters * 0.8, 0.0), (letters * 0.3, 0.0)]
    entries = [(f"{one.label}: {one.says}", _arrow("", one.id, across, plan)) for one in facts.directions]
    entries.append(
        (DISPUTED, [mark("", "circle", (0.0, 0.0), letters * 0.75, "violet", 1.8), ring("", (0.0, 0.0), letters * 1.3)])
    )
    return legend(entries, plan, top)
