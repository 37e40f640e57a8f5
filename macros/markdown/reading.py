"""Markdown text → parsed document, with the extensions that mkdocs.yml gives every page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import yaml
from markdown import Markdown

from macros.course.files import read_text
from macros.course.problems import InputProblems, Problem
from macros.markdown.extension import CourseExtension, Slip
from macros.markdown.passages import Document

SETTINGS = "mkdocs.yml"
# What MkDocs adds to the list by itself.
_BUILT_IN = ("toc", "tables", "fenced_code")


class Parsed(NamedTuple):
    """A parsed text and what could not be read in it."""

    document: Document
    slips: list[Slip]


class Dialect(NamedTuple):
    """The Markdown of a site: its extensions and their settings."""

    extensions: tuple[str, ...] = _BUILT_IN
    settings: Mapping[str, Mapping[str, Any]] = {}

    def parse(self, text: str) -> Parsed:
        """One text, parsed as the site parses it."""
        found: list[Parsed] = []
        reader = CourseExtension(lambda document, slips, _: found.append(Parsed(document, slips)))
        Markdown(extensions=[*self.extensions, reader], extension_configs=dict(self.settings)).convert(text)
        return found[0] if found else Parsed(Document(Element("div"), Markdown()), [])


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on its tags."""


_Loader.add_multi_constructor("", lambda *_: None)


def load_dialect(root: Path) -> Dialect:
    """The Markdown of the site below a project's root. Raises InputProblems where mkdocs.yml cannot be read."""
    try:
        config = yaml.load(read_text(root / SETTINGS, SETTINGS), Loader=_Loader)
        named = [_named(entry) for entry in config.get("markdown_extensions", [])]
    except (yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        what = f"not valid settings: {getattr(error, 'problem', None) or error}"
        raise InputProblems([Problem(SETTINGS, mark.line + 1 if mark else None, what, "mend the YAML")]) from None
    extensions = tuple(dict.fromkeys([*_BUILT_IN, *(name for name, _ in named)]))
    return Dialect(extensions, {name: settings for name, settings in named if settings})


def _named(entry: str | dict[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    if isinstance(entry, str):
        return entry, {}
    ((name, settings),) = entry.items()
    return name, settings or {}
