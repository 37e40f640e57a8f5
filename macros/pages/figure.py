"""The HTML of a figure: still picture, controls, every sentence with its citations, table, downloads."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

from markupsafe import Markup

from macros.course.chapters import claim_id
from macros.drawing.stills import slide_file
from macros.figures import FIGURES
from macros.pages.rendering import render


class Voice(NamedTuple):
    """What a page knows of works and claims.

    `cite` turns citation keys into ready HTML such as "[16, 18–20]", `mark` the id of a claim
    into the mark of its evidence.
    """

    cite: Callable[[list[str]], str]
    mark: Callable[[str], str]

    def sentence(self, record: Any) -> dict:
        """The words of a record with its claim's id (None for a remark), citations and mark."""
        keys = list(record.get("cite", []))
        identifier = None if record.get("framing") or not keys else claim_id(record["text"])
        return {
            "text": record["text"],
            "claim": identifier,
            "citations": Markup(self.cite(keys)) if keys else "",
            "mark": Markup(self.mark(identifier)) if identifier else "",
        }


def figure_html(name: str, facts: Any, voice: Voice, root: str, alone: bool = False) -> str:
    """One figure as HTML that is whole without scripts.

    `root` is the way from the page to the site's root, such as "../"; `alone` tells that
    the page holds nothing else.
    """
    module = FIGURES[name]
    sheets = {suffix: sheet.layout for suffix, sheet in module.sheets(facts).items()}
    return render(
        f"figure_{module.KIND}.html",
        name=name,
        kind=module.KIND,
        root=root,
        alone=alone,
        facts=facts,
        sheets={suffix: {"width": round(at.width), "height": round(at.height)} for suffix, at in sheets.items()},
        slides=[{"file": slide_file(name, suffix), "label": suffix} for suffix in module.slides(facts)],
        description=module.description(facts),
        columns=module.columns(facts),
        rows=[{**row, **(voice.sentence(row) if "text" in row else {})} for row in module.rows(facts)],
        **_PARTS[module.KIND](module, facts, voice),
    )


def _steps(module: ModuleType, facts: Any, voice: Voice) -> dict:
    rows = [{**row, **voice.sentence(row)} for row in module.rows(facts)]
    return {
        "particles": [{**kind, **voice.sentence(kind), "size": module.size_label(kind)} for kind in facts["particles"]],
        "glyphs": {kind["id"]: Markup(module.glyph_svg(kind)) for kind in facts["particles"]},
        "techniques": [
            {**technique, "rows": [row for row in rows if row["technique_id"] == technique["id"]]}
            for technique in facts["techniques"]
        ],
    }


def _links(module: ModuleType, facts: Any, voice: Voice) -> dict:
    tasks = [{**task, **voice.sentence(task)} for task in facts["tasks"]]
    return {"views": module.views(facts), "facets": module.facets(facts), "tasks": tasks}


def _explorer(module: ModuleType, facts: Any, voice: Voice) -> dict:
    def cited(record: Any) -> dict:
        return {**record, "citations": Markup(voice.cite(list(record["cite"]))) if record.get("cite") else ""}

    return {
        "statements": [{**claim, **voice.sentence(claim)} for claim in facts["claims"]],
        "tasks": [cited(task) for task in facts["tasks"]],
        "formulas": [cited(formula) | {"math": Markup(formula["mathml"])} for formula in facts["formulas"]],
        "setting": "; ".join(f"{i['label'].lower()} {i['default']} {i['unit'] or ''}".strip() for i in facts["inputs"]),
    }


_PARTS: dict[str, Callable[[ModuleType, Any, Voice], dict]] = {"steps": _steps, "links": _links, "explorer": _explorer}
