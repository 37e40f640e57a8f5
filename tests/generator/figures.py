"""A small course with one figure of rows and one in steps, in folders of their own below another root."""

from __future__ import annotations

from pathlib import Path

WORDS = """title: Bread
caption: Two doughs.
alt: Two marks.
overview: One dough rises, the other does not.
how_to_read: Upwards is better.
note: Not to scale.
credit: By us.
"""
ROWS = (
    WORDS
    + """doughs:
  - {id: rye, label: Rye}
  - {id: wheat, label: Wheat}
bakes:
  - id: first
    dough: rye
    effect: rises
    text: Rye dough rises by 20 %.
    cite: [able2001rye]
    disputes: second
  - id: second
    dough: wheat
    effect: falls
    text: Wheat dough falls.
    cite: [baker2002wheat, able2001rye]
    disputes: first
tasks:
  - id: look
    do: Show rye.
    show: {dough: rye, view: all, row: first}
    question: Does it rise?
    text: It does, by 20 %.
    cite: [able2001rye]
"""
)
ROWS_CODE = """from macros.course.figures import Column, Several, Words
from macros.drawing.facts import Option, label_of
from macros.drawing.rows import Choice, Filter, Finding, Row, RowsFacts, RowsFigure

from .drawing import LAYOUTS, draw


class Bake(Finding):
    dough: str
    effect: Words


class BreadFacts(RowsFacts):
    doughs: Several[Option]
    bakes: Several[Bake]


class Bread(RowsFigure[BreadFacts, Bake]):
    shape = BreadFacts
    layouts = LAYOUTS

    def findings(self):
        return self.facts.bakes

    def views(self):
        return (Option(id="all", label="All"),)

    def filters(self):
        return (Filter("dough", "Dough", (*self.facts.doughs, Option(id="spelt", label="Spelt"))),)

    def choices(self, one):
        return (Choice("dough", (one.dough,), self.facts.doughs),)

    def row(self, one):
        cells = {"dough": label_of(self.facts.doughs, one.dough), "effect": one.effect}
        return Row(f"{one.dough}: {one.effect}", ("all",), {"dough": (one.dough,)}, cells)

    def short_words(self, one):
        return one.effect, ""

    def columns(self):
        return Column("dough", "Dough"), Column("effect", "Effect")

    def description(self):
        return [f"{len(self.facts.bakes)} doughs."]

    def draw(self, view, layout):
        return draw(self.facts.bakes, self.layouts[layout])


FIGURE = Bread
"""
ROWS_DRAWING = """from macros.drawing.canvas import Picture
from macros.drawing.marks import DISPUTED, legend, mark, ring, rounded, text
from macros.drawing.rows import Drawn, Plan

LAYOUTS = {
    "narrow": Plan(width=380, letters=13, legend=1),
    "page": Plan(width=760, letters=15, legend=2),
    "wide": Plan(width=1600, letters=17, legend=2),
}


def draw(bakes, plan):
    marks, hits = [], {}
    for n, one in enumerate(bakes):
        y = 20 + 40 * n
        marks += [mark(one.id, "circle", (20, y), 12, "blue"), text(one.id, one.effect, (40, y), plan.letters)]
        marks += [ring(one.id, (20, y), 18)] if one.disputes else []
        hits[one.id] = rounded((5, y - 15, plan.width - 5, y + 15))
    key, height = legend([(DISPUTED, [ring("", (0.0, 0.0), 18)])], plan, 120)
    return Drawn([Picture([], [], marks), key], height, hits)
"""
STEPS = (
    WORDS
    + """grains:
  - {id: bran, label: Bran, drawn: 2, text: Bran is drawn coarse., framing: true}
  - {id: germ, label: Germ, drawn: 1, text: Germ weighs 2 g., cite: [able2001rye]}
steps:
  - {id: mill, label: Mill, seen: The grain breaks.}
  - {id: sieve, label: Sieve, seen: The flour falls.}
techniques:
  - id: stone
    label: Stone mill
    separates_by: weight
    steps:
      - {id: mill, label: Grind, seen: Bran comes off., text: Stones break bran., cite: [able2001rye], lost: {bran: 1}}
      - {id: sieve, label: Sift, seen: Bran stays above., text: Now look at the sieve., framing: true, lost: {bran: 1}}
  - id: steel
    label: Steel mill
    separates_by: force
    steps:
      - {id: mill, label: Roll, seen: Germ comes off., text: Steel breaks germ., cite: [baker2002wheat]}
      - {id: sieve, label: Shake, seen: Germ falls through., text: Germ passes., cite: [baker2002wheat], lost: {bran: 1, germ: 1}}
"""
)
STEPS_CODE = """from macros.course.figures import Several
from macros.drawing.steps import Kind, StepsFacts, StepsFigure


class MillFacts(StepsFacts):
    grains: Several[Kind]


class Mill(StepsFigure[MillFacts, Kind]):
    shape = MillFacts
    panel_size = (420, 400)

    def kinds(self):
        return self.facts.grains

    def size_label(self, kind):
        return "1 mm"

    def glyph_svg(self, kind):
        return "<svg></svg>"

    def panel(self, technique):
        return {"data": [], "layout": {"width": 420}, "frames": []}

    def sheets(self):
        return {}

    def slides(self):
        return {}


FIGURE = Mill
"""


def course_with_figures(folder: Path, rows: str = ROWS, steps: str = STEPS) -> Path:
    """The root of a course that has these two figures, "bread" of rows and "mill" in steps."""
    files = {
        "bread/facts.yml": rows,
        "bread/__init__.py": ROWS_CODE,
        "bread/drawing.py": ROWS_DRAWING,
        "mill/facts.yml": steps,
        "mill/__init__.py": STEPS_CODE,
    }
    for name, content in files.items():
        path = folder / "macros" / "figures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder
