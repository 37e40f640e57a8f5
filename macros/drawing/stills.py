"""Still pictures: what they are drawn from, how an SVG is tidied, and when a picture is stale."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from importlib.metadata import version
from types import ModuleType
from typing import Any
from xml.sax.saxutils import escape


def still_files(name: str, suffix: str) -> tuple[str, str]:
    """The files of one static picture, for the light and the dark palette."""
    stem = f"{name}-{suffix}" if suffix else name
    return f"{stem}-light.svg", f"{stem}-dark.svg"


def slide_file(name: str, suffix: str) -> str:
    """The file of one slide."""
    return f"{name}-{suffix}.png" if suffix else f"{name}.png"


def plain(figure: Any) -> dict:
    """A figure as plain data {data, layout}."""
    return json.loads(figure.to_json(engine="json"))


def digest(module: ModuleType, facts: Any) -> str:
    """A sum over all that decides how the pictures look; it needs no browser."""
    pictures = [module.sheets(facts), module.slides(facts)]
    parts: list[Any] = [{name: plain(figure) for name, figure in group.items()} for group in pictures]
    parts += [module.description(facts), facts["title"], version("plotly"), version("kaleido")]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


_RGB = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")
_DULL = re.compile(
    r"(?:fill-opacity: 1|stroke-opacity: 1|(?<![-\w])opacity: 1|stroke-miterlimit: 2|pointer-events: (?:all|none)"
    r"|white-space: pre|user-select: none|vector-effect: none)(?:; ?|(?=\"))"
)


_R = r"(\d+(?:\.\d+)?)"
_CIRCLE = re.compile(
    rf'<path transform="translate\({_R},{_R}\)" d="M{_R},0A\3,\3 0 1,1 0,-\3A\3,\3 0 0,1 \3,0Z"([^<>]*?)/>'
)


def tidy_svg(svg: str, prefix: str, title: str, description: str) -> str:
    """A drawing as a file of its own: a name and words for screen readers, ids that no other drawing
    uses, and without what differs from run to run or says nothing."""
    svg = svg.replace("&nbsp;", "\u00a0")
    svg = _RGB.sub(lambda m: "#" + "".join(f"{int(part):02x}" for part in m.groups()), svg)
    svg = re.sub(r"<style.*?</style>|<defs.*?</defs>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' (?:data-[\w-]+|class|id|clip-path|tabindex|unselectable|fill-rule)="[^"]*"', "", svg)
    svg = _DULL.sub("", svg)
    svg = re.sub(r"<[^>]+>", lambda tag: re.sub(r"(?<=\d)\.(\d)\d+", r".\1", tag[0]), svg)  # not in the words
    svg = _CIRCLE.sub(r'<circle cx="\1" cy="\2" r="\3"\4/>', _without_empty_groups(svg))
    svg, rules = _styles_as_classes(svg, prefix)
    head, body = re.match(r"(<svg[^>]*)>(.*)", svg, re.DOTALL).groups()
    head = re.sub(r' (?:role|style|xmlns:xlink)="[^"]*"', "", head)
    labels = f'role="img" aria-labelledby="{prefix}-title {prefix}-desc"'
    words = f'<title id="{prefix}-title">{escape(title)}</title>\n<desc id="{prefix}-desc">{escape(description)}</desc>'
    return f"{head} {labels}>\n{words}\n<style>\n{rules}\n</style>\n{body}".rstrip() + "\n"


def _without_empty_groups(svg: str) -> str:
    """Groups that hold nothing or say nothing are of no use once the picture stands still."""
    before = ""
    while before != svg:
        before = svg
        svg = re.sub(r"<g(?: [^<>]*)?></g>|<g(?: [^<>]*)?/>", "", svg)
        svg = re.sub(r"<rect[^<>]*fill-opacity: 0;[^<>]*(?:/>|></rect>)", "", svg)
        svg = re.sub(r"<g>((?:(?!<g[ >]|</g>).)*)</g>", r"\1", svg, flags=re.DOTALL)
    return svg


def _styles_as_classes(svg: str, prefix: str) -> tuple[str, str]:
    """Each different style written once, under a class of this drawing's own."""
    names: dict[str, str] = {}
    short = "".join(word[0] for word in prefix.split("-")) + f"{zlib.crc32(prefix.encode()) % 256:02x}-"

    def named(match: re.Match) -> str:
        style = re.sub(r"\s*([:;,])\s*", r"\1", match[1]).strip(" ;").replace("&quot;", "'")
        return f' class="{names.setdefault(style, f"{short}{len(names)}")}"' if style else ""

    svg = re.sub(r' style="([^"]*)"', named, svg)
    return svg, "\n".join(f".{name}{{{style}}}" for style, name in names.items())
