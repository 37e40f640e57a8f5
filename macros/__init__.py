"""The words an author may use in a chapter."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Give the macros plugin its words; each leaves a slot that is filled after rendering."""
    from macros.pages.slots import slot

    @env.macro
    def figure(name: str) -> str:
        """A figure with its table twin, downloads and controls: {{ figure("name") }}."""
        figures = env.conf["extra"]["course"].figures
        if name not in figures:
            raise ValueError(f"no figure is called '{name}'; there are: {', '.join(figures)}")
        return slot("figure", name)

    @env.macro
    def reference_list() -> str:
        """The numbered list of all works, with filter and sort."""
        return slot("reference-list")

    @env.macro
    def corrections() -> str:
        """The table of mended errors of the printed list."""
        return slot("corrections")

    @env.macro
    def grade_key() -> str:
        """What each mark of evidence means."""
        return slot("grade-key")
