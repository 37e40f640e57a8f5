"""Draw the still pictures of all figures: SVG light and dark, PNG slides, and a digest of what was drawn.

Usage: python -m scripts.draw_figures [NAME ...] [--into FOLDER]
Without names every figure is drawn. Needs a Chromium; name one with BROWSER_PATH where none is found.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import sys
from pathlib import Path

from PIL import Image

from macros.course.yaml_records import load_yaml
from macros.drawing.canvas import SLIDE
from macros.drawing.stills import digest, plain, slide_file, still_files, tidy_svg
from macros.drawing.theme import recolour
from macros.figures import FIGURES
from scripts.browser import find_browser
from scripts.project import ROOT

FIGURES_HOME = ROOT / "macros" / "figures"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.draw_figures", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(FIGURES)}; all when left out")
    parser.add_argument("--into", type=Path, help="where the pictures go; the folder of each figure when left out")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in FIGURES]:
        parser.error(f"no figure is called {', '.join(unknown)}")
    browser = find_browser()
    if browser is None:
        print("No Chromium was found. Install one, or name it: BROWSER_PATH=/path/to/chromium", file=sys.stderr)
        return 1
    os.environ["BROWSER_PATH"] = browser
    for name in options.names or FIGURES:
        into = options.into or FIGURES_HOME / name / "stills"
        into.mkdir(parents=True, exist_ok=True)
        for path in draw(name, into):
            print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB")
    return 0


def draw(name: str, into: Path) -> list[Path]:
    """Write the pictures and the digest of one figure; the paths written."""
    facts = load_yaml(FIGURES_HOME / name / "facts.yml")
    module = FIGURES[name]
    sheets = {suffix: plain(sheet) for suffix, sheet in module.sheets(facts).items()}
    slides = {suffix: plain(slide) for suffix, slide in module.slides(facts).items()}
    wanted: dict[str, tuple[dict, str, int]] = {}
    for suffix, sheet in sheets.items():
        width = sheet["layout"]["width"]
        light, dark = still_files(name, suffix)
        wanted |= {light: (sheet, "svg", width), dark: (recolour(sheet), "svg", width)}
    wanted |= {slide_file(name, suffix): (slide, "png", SLIDE[0]) for suffix, slide in slides.items()}
    drawn = dict(zip(wanted, asyncio.run(_render(list(wanted.values())))))
    words = {"title": facts["title"], "description": " ".join([facts["overview"], *module.description(facts)])}
    contents = {
        file: _small_png(picture) if file.endswith(".png") else _tidied(file, picture, words)
        for file, picture in drawn.items()
    }
    contents[f"{name}.digest"] = f"{digest(module, facts)}\n".encode()
    for file, content in contents.items():
        (into / file).write_bytes(content)
    return [into / file for file in contents]


def _tidied(file: str, picture: bytes, words: dict[str, str]) -> bytes:
    return tidy_svg(picture.decode(), file.removesuffix(".svg"), **words).encode()


def _small_png(picture: bytes) -> bytes:
    """The same picture in 256 colours, a fifth of the size: enough for flat drawings."""
    small = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


async def _render(pictures: list[tuple[dict, str, int]]) -> list[bytes]:
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
