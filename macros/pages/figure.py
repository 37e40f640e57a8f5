"""The HTML of a figure: still picture, controls, every sentence with its citations, table, downloads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from macros.course.chapters import claim_id
from macros.course.figures import SCRIPT, Figure, Says
from macros.drawing.stills import drawings_of, slide_file, still_files
from macros.pages.assets import Assets
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


class Picture(NamedTuple):
    """A still picture: its files for the light and the dark palette, its size, and the layouts that it stands for."""

    light: str
    dark: str
    width: int
    height: int
    layouts: tuple[str, ...]


class Frame(NamedTuple):
    """What stands round a figure, as far as it differs from page to page.

    `label` is what it is called, such as "Figure 5.1"; `alone` tells that the page holds nothing else, `embedded`
    that it stands in a frame of somebody else's page; `address` is the full address of the page for such a frame.
    """

    label: str = ""
    alone: bool = False
    embedded: bool = False
    address: str = ""


# The style of a kind of figures that needs one of its own.
KIND_STYLES = {"steps": "assets/stylesheets/steps.css", "explorer": "assets/stylesheets/explorers.css"}


def styles_of(kinds: Collection[str]) -> list[str]:
    """The styles that figures of these kinds need besides those of every page."""
    return [style for kind, style in KIND_STYLES.items() if kind in kinds]


PLAIN = Frame()
PLACED = Assets()


def figure_html(figure: Figure[Any], voice: Voice, root: str, frame: Frame = PLAIN, assets: Assets = PLACED) -> str:
    """One figure as HTML that is whole without scripts; `root` is the way to the site's root, such as "../"."""
    asset = assets.at(root)
    drawings = drawings_of(figure)
    others = [suffix for suffix in drawings.sheets if suffix not in LAYOUTS and not suffix.endswith("-narrow")]
    return render(
        f"figure_{figure.kind}.html",
        name=figure.name,
        kind=figure.kind,
        root=root,
        frame=frame,
        voice=voice,
        facts=figure.facts,
        asset=asset,
        scripts=scripts_of(figure, asset),
        pictures=list(_pictures(figure, "", asset)),
        other_pictures={view: list(_pictures(figure, view, asset)) for view in others},
        slides=[{"file": slide_file(figure.name, suffix), "label": suffix} for suffix in drawings.slides],
        description=figure.description(),
        columns=figure.columns(),
        rows=figure.rows(),
        **figure.parts(),
    )


def scripts_of(figure: Figure[Any], asset: Callable[[str], str]) -> list[str]:
    """The addresses of the scripts that bring a figure to life, in the order in which they run."""
    own = ["explorer-kit", f"explorer-{figure.name}"] if (figure.folder / SCRIPT).exists() else []
    kinds = [f"javascripts/{name}.js" for name in (*own, f"figure-{figure.kind}")]
    return [asset(f"assets/{file}") for file in ("vendor/plotly-basic.min.js", f"figures/{figure.name}.js", *kinds)]


# The still that each layout of a drawing needs, by its suffix.
LAYOUTS = {"": "page", "narrow": "narrow", "wide": "wide"}


def _pictures(figure: Figure[Any], view: str, asset: Callable[[str], str]) -> Iterator[Picture]:
    """The still pictures of a view, "" for the first: one stands for each layout, that of a page where there is no other."""
    suffixes = {layout: "-".join(filter(None, (view, suffix))) for suffix, layout in LAYOUTS.items()}
    drawn = {layout: suffix for layout, suffix in suffixes.items() if suffix in drawings_of(figure).sheets}
    for layout, suffix in drawn.items():
        width, height = drawings_of(figure).sheets[suffix]
        light, dark = (asset(f"assets/figures/{file}") for file in still_files(figure.name, suffix))
        layouts = (layout, "wide") if layout == "page" and "wide" not in drawn else (layout,)
        yield Picture(light, dark, round(width), round(height), layouts)
