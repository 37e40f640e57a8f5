"""The one Jinja environment that writes HTML, and what its templates may call."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import CodeType
from typing import Any
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from macros.course.evidence import BASES
from macros.course.settings import Settings


def render(template: str, **values: Any) -> str:
    """One template of this package filled with `values`; a missing value is an error."""
    return _environment().get_template(template).render(**values).strip()


def icon_styles(settings: Settings) -> str:
    """The style sheet of the icons: each is drawn once, as a mask that takes the colour of the words behind it."""
    grades = {name: [g for g in settings.grades if g.icon == name] for name in sorted(settings.icons)}
    rules = [
        f'{", ".join([f".icon-{name}", *(f".grade-{grade.id}" for grade in held)])} {{ --icon: url("{_data(name)}"); }}'
        for name, held in grades.items()
    ]
    hues = [f".grade-{grade.id} {{ color: var(--course-{grade.hue}); }}" for grade in settings.grades]
    return "\n".join([*rules, *hues]) + "\n"


def unknown_icons(names: frozenset[str]) -> list[str]:
    """Those of the names that the icon set does not have."""
    return [name for name in sorted(names) if not _icon_file(name).is_file()]


def _icon_file(name: str) -> Traversable:
    return files("material").joinpath("templates", ".icons", "material", f"{name}.svg")


def _data(name: str) -> str:
    """An icon of the set that comes with the theme as an address that holds it whole."""
    return f"data:image/svg+xml,{quote(_icon_file(name).read_text(encoding='utf-8').strip())}"


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
    environment.globals.update(BASES=BASES)
    return environment
