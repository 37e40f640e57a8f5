"""The rules of truth. A rule is a module here with `check(course)`, which yields a Problem for every breach;
it is found by being there."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from macros.course.course import Course
from macros.course.problems import Problem


def check(course: Course) -> list[Problem]:
    """Every breach of every rule in a course."""
    rules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return [problem for rule in rules for problem in rule.check(course)]
