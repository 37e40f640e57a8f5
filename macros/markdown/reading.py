"""Markdown text → parsed document, with the extensions that mkdocs.yml gives every page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import yaml
from markdown import Markdown
from markdown.extensions import Extension

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

    def markdown(self, *more: Extension) -> Markdown:
        """A parser of this Markdown, with `more` extensions."""
        return Markdown(extensions=[*self.extensions, *more], extension_configs=dict(self.settings))

    def parse(self, text: str) -> Parsed:
        """One text, parsed as the site parses it. Raises RecursionError where it is nested too deeply."""
        found: list[Parsed] = []
        reader = CourseExtension(lambda document, slips, _: found.append(Parsed(document, slips)))
        self.markdown(reader).convert(text)
        return found[0] if found else Parsed(Document(Element("div"), Markdown()), [])


class _Loader(yaml.UnsafeLoader):
    """Reads mkdocs.yml as MkDocs does, which lets an extension's settings name Python; its own tags are left out."""


_Loader.add_multi_constructor("!", lambda *_: None)


def load_dialect(root: Path) -> Dialect:
    """The Markdown of the site below a project's root. Raises InputProblems where mkdocs.yml cannot be read."""
    try:
        config = yaml.load(read_text(root / SETTINGS, SETTINGS), Loader=_Loader)
        listed = config.get("markdown_extensions") or []
        named = [
            _named(entry) for entry in (listed if isinstance(listed, list) else [dict([i]) for i in listed.items()])
        ]
    except (yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        what = f"not valid settings: {getattr(error, 'problem', None) or error}"
        raise InputProblems([Problem(SETTINGS, mark.line + 1 if mark else None, what, "mend the YAML")]) from None
    extensions = tuple(dict.fromkeys([*_BUILT_IN, *(name for name, _ in named)]))
    dialect = Dialect(extensions, {name: settings for name, settings in named if settings})
    try:
        dialect.markdown()
    except Exception as error:  # whatever an extension does with settings that it does not know
        what, mend = f"the Markdown extensions cannot be loaded: {error}", "mend their names and settings"
        raise InputProblems([Problem(SETTINGS, None, what, mend)]) from None
    return dialect


def _named(entry: str | dict[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    if isinstance(entry, str):
        return entry, {}
    ((name, settings),) = entry.items()
    return name, settings or {}
