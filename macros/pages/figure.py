"""The HTML of a figure: still picture, controls, every sentence with its citations, table, downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from macros.course.chapters import claim_id
from macros.course.figures import Figure, Says
from macros.drawing.stills import drawings_of, slide_file
from macros.pages.rendering import render


class Said(NamedTuple):
    """What a page adds to a sentence: the id of its claim (None for a remark), citations and mark."""

    claim: str | None
    citations: Markup
    mark: Markup


class Voice(NamedTuple):
    """What a page knows of works and claims.

    `cite` turns citation keys into ready HTML such as "[16, 18–20]", `mark` the id of a claim
    into the mark of its evidence.
    """

    cite: Callable[[Sequence[str]], str]
    mark: Callable[[str], str]

    def said(self, record: Says) -> Said:
        """What a template sets beside the words of a record."""
        claim = claim_id(record.text) if record.cite else None
        return Said(claim, self.citations(record.cite), Markup(self.mark(claim) if claim else ""))

    def citations(self, keys: Sequence[str]) -> Markup:
        """The citations alone, for words that are no claim of their own."""
        return Markup(self.cite(keys) if keys else "")


def figure_html(figure: Figure[Any], voice: Voice, root: str, alone: bool = False) -> str:
    """One figure as HTML that is whole without scripts.

    `root` is the way from the page to the site's root, such as "../"; `alone` tells that
    the page holds nothing else.
    """
    drawings = drawings_of(figure)
    return render(
        f"figure_{figure.kind}.html",
        name=figure.name,
        kind=figure.kind,
        root=root,
        alone=alone,
        voice=voice,
        facts=figure.facts,
        sheets={suffix: {"width": round(w), "height": round(h)} for suffix, (w, h) in drawings.sheets.items()},
        slides=[{"file": slide_file(figure.name, suffix), "label": suffix} for suffix in drawings.slides],
        description=figure.description(),
        columns=figure.columns(),
        rows=figure.rows(),
        **figure.parts(),
    )
