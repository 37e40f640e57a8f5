"""The one Jinja environment that writes HTML, and what its templates may call."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.bibliography import BASES, GRADE_MEANING, GRADES, KINDS, SYSTEMS

_ICONS = {
    "guideline": "scale-balance",
    "review": "book-open-variant",
    "laboratory": "test-tube",
    "animal": "paw",
    "human-samples": "blood-bag",
    "human-trial": "account-group",
    "not-seen": "eye-off-outline",
    "caveat": "alert",
    "in-vitro": "test-tube",
    "mouse": "rodent",
    "rat": "rodent",
    "zebrafish": "fish",
    "other-animal": "paw",
}


def render(template: str, **values: Any) -> str:
    """One template of this package filled with `values`; a missing value is an error."""
    return _environment().get_template(template).render(**values).strip()


@cache
def icon(name: str) -> Markup:
    """An inline SVG from the icon set that comes with the theme, hidden from screen readers."""
    source = files("material").joinpath("templates", ".icons", "material", f"{_ICONS[name]}.svg")
    svg = source.read_text(encoding="utf-8")
    return Markup(svg.replace("<svg ", '<svg class="icon" aria-hidden="true" focusable="false" ', 1))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("macros.pages"),
        autoescape=lambda name: name is None or name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(icon=icon, GRADES=GRADES, GRADE_MEANING=GRADE_MEANING)
    environment.globals.update(KINDS=KINDS, SYSTEMS=SYSTEMS, BASES=BASES)
    return environment
