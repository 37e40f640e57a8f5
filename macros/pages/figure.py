"""The HTML of a figure: still picture, controls, every sentence with its citations, table, downloads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from macros.chapters import claim_id
from macros.figures import FIGURES
from macros.pages.rendering import render


def figure_html(
    name: str, facts: Any, cite: Callable[[list[str]], str], mark: Callable[[str], str], root: str
) -> str:
    """One figure as HTML that is whole without scripts.

    `cite` turns citation keys into ready HTML such as "[16, 18–20]", `mark` the id of a claim
    into the mark of its evidence; `root` is the way from the page to the site's root, such
    as "../".
    """
    module = FIGURES[name]

    def sentence(record: Any) -> dict:
        keys = list(record.get("cite", []))
        identifier = None if record.get("framing") else claim_id(record["text"])
        citations = Markup(cite(keys)) if keys else ""
        evidence = Markup(mark(identifier)) if identifier else ""
        return {"text": record["text"], "claim": identifier, "citations": citations, "mark": evidence}

    rows = [{**row, **sentence(row)} for row in module.rows(facts)]
    return render(
        "figure.html",
        name=name,
        root=root,
        facts=facts,
        pictures=module.still_size(),
        particles=[{**kind, **sentence(kind), "size": module.size_label(kind)} for kind in facts["particles"]],
        glyphs={kind["id"]: Markup(module.glyph_svg(kind)) for kind in facts["particles"]},
        techniques=[
            {**technique, "rows": [row for row in rows if row["technique_id"] == technique["id"]]}
            for technique in facts["techniques"]
        ],
        description=module.description(facts),
    )
