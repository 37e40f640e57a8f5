"""The one Jinja environment that writes HTML, and what its templates may call."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import CodeType
from typing import Any
from xml.etree import ElementTree

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from macros.course.evidence import BASES

_SVG = "http://www.w3.org/2000/svg"


def render(template: str, **values: Any) -> str:
    """One template of this package filled with `values`; a missing value is an error."""
    return _environment().get_template(template).render(**values).strip()


def icon(name: str) -> Markup:
    """A drawing hidden from screen readers; the page draws it from its `icon_sprite`."""
    use = f'<use href="#icon-{name}"></use>'
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{use}</svg>')


def icon_sprite(page: str, names: frozenset[str]) -> str:
    """Each of these icons that a page uses, once, from the icon set that comes with the theme."""
    used = [name for name in sorted(names) if f'"#icon-{name}"' in page]
    return f'<svg hidden width="0" height="0">{"".join(map(_symbol, used))}</svg>' if used else ""


def unknown_icons(names: frozenset[str]) -> list[str]:
    """Those of the names that the icon set does not have."""
    return [name for name in sorted(names) if not _icon_file(name).is_file()]


def _icon_file(name: str) -> Traversable:
    return files("material").joinpath("templates", ".icons", "material", f"{name}.svg")


@cache
def _symbol(name: str) -> str:
    drawing = ElementTree.fromstring(_icon_file(name).read_text(encoding="utf-8"))
    symbol = ElementTree.Element("symbol", {"id": f"icon-{name}", "viewBox": drawing.get("viewBox", "")})
    symbol.extend(drawing)
    for part in symbol.iter():
        part.tag = part.tag.removeprefix(f"{{{_SVG}}}")
    return ElementTree.tostring(symbol, encoding="unicode", short_empty_elements=False)


class Remembered(BytecodeCache):
    """Templates that were compiled in this process, for the environments that come after the first one."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._compiled[bucket.key, bucket.checksum] = bucket.code


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("macros.pages"),
        autoescape=lambda name: name is None or name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(icon=icon, BASES=BASES)
    return environment
