"""What is carried away of a course: one module a format, each with its `FORMAT`, found by being here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from macros.course.course import Course
from macros.exports.format import Format


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order of their paths."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    found = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda one: one.path))


def written_out(course: Course) -> dict[str, str]:
    """Every file that is carried away: its path below the site's root → its text."""
    return {one.path: one.write(course) for one in formats()}
