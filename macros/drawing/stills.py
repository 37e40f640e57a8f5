"""Still pictures: their files, what they are drawn from, when they are stale, and how an SVG is tidied."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from macros.course.figures import STILLS, Figure
from macros.course.problems import Problem


def still_files(name: str, suffix: str) -> tuple[str, str]:
    """The files of one static picture, for the light and the dark palette."""
    stem = f"{name}-{suffix}" if suffix else name
    return f"{stem}-light.svg", f"{stem}-dark.svg"


def slide_file(name: str, suffix: str) -> str:
    """The file of one slide."""
    return f"{name}-{suffix}.png" if suffix else f"{name}.png"


def digest_file(name: str) -> str:
    """The file that tells what the pictures were drawn from."""
    return f"{name}.digest"


def plain(figure: Any) -> dict[str, Any]:
    """A plotly figure as plain data {data, layout}."""
    data: dict[str, Any] = json.loads(figure.to_json(engine="json"))
    return data


class Drawings(NamedTuple):
    """What comes of drawing a figure, as plain data: the size of each sheet in px by suffix, the suffixes of the
    slides, a sum over all that decides how the pictures look, and the script for the reader's browser."""

    sheets: Mapping[str, Sequence[float]]
    slides: Sequence[str]
    digest: str
    script: str


def drawings_of(figure: Figure[Any]) -> Drawings:
    """A figure drawn, or what was kept of it; it needs no browser."""
    return Drawings(**figure.kept("drawings", lambda: _draw(figure)._asdict()))


def _draw(figure: Figure[Any]) -> Drawings:
    pictures = [figure.sheets(), figure.slides()]
    parts: list[Any] = [{name: plain(picture) for name, picture in group.items()} for group in pictures]
    sizes = {name: (sheet["layout"]["width"], sheet["layout"]["height"]) for name, sheet in parts[0].items()}
    parts += [figure.description(), figure.facts.title, version("plotly")]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return Drawings(sizes, list(parts[1]), hashlib.sha256(text.encode()).hexdigest(), figure.data_script())


def stale(figure: Figure[Any]) -> list[Problem]:
    """A problem for each picture that is missing, or one where they were drawn from other facts or by other code."""
    drawings = drawings_of(figure)
    files = [file for suffix in drawings.sheets for file in still_files(figure.name, suffix)]
    files += [slide_file(figure.name, suffix) for suffix in drawings.slides]
    home, name = figure.folder / STILLS, f"{Path(figure.file).parent.as_posix()}/{STILLS}"
    mend = "draw it: make figures"
    problems = [
        Problem(f"{name}/{file}", None, "the picture is missing", mend) for file in files if not (home / file).is_file()
    ]
    kept = home / digest_file(figure.name)
    if not kept.is_file():
        return [*problems, Problem(f"{name}/{kept.name}", None, "nothing tells what the pictures show", mend)]
    if kept.read_text(encoding="utf-8").strip() != drawings.digest:
        what = "the pictures are stale: the facts or the drawing changed"
        problems.append(Problem(f"{name}/{kept.name}", None, what, "draw them anew: make figures"))
    return problems


# --- SVG ----------------------------------------------------------------------------------------

_SVG = "{http://www.w3.org/2000/svg}"
# What differs from run to run, or says nothing once the picture stands still.
_DROPPED = {"class", "id", "clip-path", "tabindex", "unselectable", "fill-rule"}
_DULL = {
    ("fill-opacity", "1"),
    ("stroke-opacity", "1"),
    ("opacity", "1"),
    ("stroke-miterlimit", "2"),
    ("pointer-events", "all"),
    ("pointer-events", "none"),
    ("white-space", "pre"),
    ("user-select", "none"),
    ("vector-effect", "none"),
}
_DECIMALS = re.compile(r"(?<=\d)\.(\d)\d+")
_PLACE = re.compile(r"translate\((\d+(?:\.\d+)?),(\d+(?:\.\d+)?)\)")
_ROUND = re.compile(r"M(\d+(?:\.\d+)?),0A\1,\1 0 1,1 0,-\1A\1,\1 0 0,1 \1,0Z")


def tidy_svg(svg: str, prefix: str, title: str, description: str) -> str:
    """A drawing as a file of its own: a name and words for screen readers, ids that no other drawing
    uses, and without what differs from run to run or says nothing."""
    root = etree.fromstring(svg.replace("&nbsp;", "\u00a0"))
    etree.strip_elements(root, f"{_SVG}defs", f"{_SVG}style", with_tail=False)
    for element in root.iter():
        _drop_attributes(element)
    _drop_empty_groups(root)
    for path in list(root.iter(f"{_SVG}path")):
        _as_circle(path)
    rules = _styles_as_classes(root, prefix)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    root.text = "\n"
    for place, (tag, text) in enumerate((("title", title), ("desc", description), ("style", f"\n{rules}\n"))):
        words = etree.Element(f"{_SVG}{tag}", {} if tag == "style" else {"id": f"{prefix}-{tag}"})
        words.text, words.tail = text, "\n"
        root.insert(place, words)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def _drop_attributes(element: etree._Element) -> None:
    for name, value in _attributes(element):
        if name in _DROPPED or name.startswith("data-"):
            del element.attrib[name]
        else:
            element.set(name, _DECIMALS.sub(r".\1", value))


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def _drop_empty_groups(root: etree._Element) -> None:
    """Without groups that hold or say nothing, and without grounds that cannot be seen; the innermost first."""
    for element in list(root.iter(f"{_SVG}rect")):
        if dict(_declarations(element)).get("fill-opacity") == "0":
            _drop(element)
    for group in reversed(list(root.iter(f"{_SVG}g"))):
        if not len(group):
            _drop(group)
        elif not group.attrib and group.find(f".//{_SVG}g") is None:
            _unwrap(group)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(group: etree._Element) -> None:
    parent = group.getparent()
    if parent is not None:
        place = parent.index(group)
        parent[place : place + 1] = list(group)


def _as_circle(path: etree._Element) -> None:
    """A round mark as what it is: shorter to write."""
    place, form = _PLACE.fullmatch(path.get("transform", "")), _ROUND.fullmatch(path.get("d", ""))
    if place and form:
        rest = {name: value for name, value in _attributes(path) if name not in ("transform", "d")}
        path.tag = f"{_SVG}circle"
        path.attrib.clear()
        for name, value in {"cx": place[1], "cy": place[2], "r": form[1], **rest}.items():
            path.set(name, value)


def _styles_as_classes(root: etree._Element, prefix: str) -> str:
    """Each different style written once, under a class of this drawing's own; the rules."""
    names: dict[str, str] = {}
    short = "".join(word[0] for word in prefix.split("-")) + f"{zlib.crc32(prefix.encode()) % 256:02x}-"
    for element in root.iter():
        said = [f"{name}:{_short(value)}" for name, value in _declarations(element) if (name, value) not in _DULL]
        attributes = _attributes(element)
        element.attrib.clear()
        for name, value in attributes:
            if name != "style":
                element.set(name, value)
            elif said:
                element.set("class", names.setdefault(";".join(said), f"{short}{len(names)}"))
    return "\n".join(f".{name}{{{style}}}" for style, name in names.items())


def _declarations(element: etree._Element) -> Iterator[tuple[str, str]]:
    for part in element.get("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _short(value: str) -> str:
    """A value without room between its parts; a colour as #rrggbb."""
    if value.startswith("rgb("):
        return "#" + "".join(f"{int(part):02x}" for part in value[4:-1].split(","))
    return ",".join(part.strip() for part in value.replace('"', "'").split(","))
