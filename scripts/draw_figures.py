"""Draw the still pictures of all figures: SVG light and dark, PNG slides, and a digest of what was drawn.

Usage: python -m scripts.draw_figures [NAME ...] [--root COURSE] [--into FOLDER]
Without names every figure is drawn. Needs a Chromium; name one with BROWSER_PATH where none is found.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from macros.course.figures import STILLS, Figure, figure_folders, load_figures
from macros.course.problems import InputProblems
from macros.drawing.canvas import SLIDE
from macros.drawing.stills import digest_file, drawings_of, plain, slide_file, still_files, tidy_svg
from macros.drawing.theme import recolour
from scripts.browser import find_browser
from scripts.project import ROOT


def main(arguments: list[str] | None = None) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    known = [folder.name for folder in figure_folders(options.root)]
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"no figure is called {', '.join(unknown)}; there are {', '.join(known)}")
    try:
        figures = load_figures(options.root)
    except InputProblems as error:
        print(error, file=sys.stderr)
        return 1
    browser = find_browser()
    if browser is None:
        print("No Chromium was found. Install one, or name it: BROWSER_PATH=/path/to/chromium", file=sys.stderr)
        return 1
    os.environ["BROWSER_PATH"] = browser
    for name in options.names or figures:
        into = options.into or figures[name].folder / STILLS
        into.mkdir(parents=True, exist_ok=True)
        for path in draw(figures[name], into):
            print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.draw_figures",
        description="Draw the still pictures of all figures: SVG light and dark, PNG slides, and a digest of what was drawn.",
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a figure's folder; all figures when left out")
    parser.add_argument("--root", type=Path, default=ROOT, help="the course; default: the one beside the scripts")
    parser.add_argument("--into", type=Path, help="where the pictures go; the folder of each figure when left out")
    return parser


def draw(figure: Figure[Any], into: Path) -> list[Path]:
    """Write the pictures and the digest of one figure; the paths written."""
    wanted: dict[str, tuple[dict[str, Any], str, int]] = {}
    for suffix, sheet in figure.sheets().items():
        source = plain(sheet)
        width = source["layout"]["width"]
        light, dark = still_files(figure.name, suffix)
        wanted |= {light: (source, "svg", width), dark: (recolour(source), "svg", width)}
    for suffix, slide in figure.slides().items():
        wanted[slide_file(figure.name, suffix)] = (plain(slide), "png", SLIDE[0])
    drawn = dict(zip(wanted, asyncio.run(_render(list(wanted.values()))), strict=True))
    title, description = figure.facts.title, " ".join([figure.facts.overview, *figure.description()])
    contents = {
        file: _small_png(picture)
        if file.endswith(".png")
        else tidy_svg(picture.decode(), file.removesuffix(".svg"), title, description).encode()
        for file, picture in drawn.items()
    }
    contents[digest_file(figure.name)] = f"{drawings_of(figure).digest}\n".encode()
    for file, content in contents.items():
        (into / file).write_bytes(content)
    return [into / file for file in contents]


def _small_png(picture: bytes) -> bytes:
    """The same picture in 256 colours, a fifth of the size: enough for flat drawings."""
    small = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


async def _render(pictures: list[tuple[dict[str, Any], str, int]]) -> list[bytes]:
    """Pictures of plotly figures (figure, format, width in pixels), all by one browser."""
    import kaleido

    async with kaleido.Kaleido(n=1, timeout=120) as drawer:
        return [
            await drawer.calc_fig(
                {"data": figure["data"], "layout": figure["layout"]},
                opts={
                    "format": kind,
                    "width": figure["layout"]["width"],
                    "height": figure["layout"]["height"],
                    "scale": width / figure["layout"]["width"],
                },
            )
            for figure, kind, width in pictures
        ]


if __name__ == "__main__":
    sys.exit(main())
