"""The one Jinja environment that writes HTML, and what its templates may call."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from macros.course.evidence import BASES

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


def icon(name: str) -> Markup:
    """A drawing hidden from screen readers; the page draws it from its `icon_sprite`."""
    use = f'<use href="#icon-{_ICONS[name]}"></use>'
    return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{use}</svg>')


def icon_sprite(page: str) -> str:
    """Each icon that a page uses, once, from the icon set that comes with the theme."""
    used = [name for name in sorted(set(_ICONS.values())) if f'"#icon-{name}"' in page]
    return f'<svg hidden width="0" height="0">{"".join(map(_symbol, used))}</svg>' if used else ""


@cache
def _symbol(name: str) -> str:
    source = files("material").joinpath("templates", ".icons", "material", f"{name}.svg")
    box, shape = re.search(r'viewBox="([^"]+)"[^>]*>(.*)</svg>', source.read_text(encoding="utf-8"), re.DOTALL).groups()
    return f'<symbol id="icon-{name}" viewBox="{box}">{shape.strip()}</symbol>'


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
