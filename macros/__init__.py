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
    def gallery() -> str:
        """All figures as pictures with links."""
        return slot("gallery")

    @env.macro
    def caveat(key: str) -> str:
        """The caveats of one work, as a box: {{ caveat("key") }} on a line of its own."""
        references = env.conf["extra"]["course"].references
        if key not in references or not references[key].caveats:
            raise ValueError(f"'{key}' is no work with a caveat")
        return slot("caveat", key)

    @env.macro
    def reference_list() -> str:
        """The numbered list of all works, with filter and sort."""
        return slot("reference-list")

    @env.macro
    def claim_ledger() -> str:
        """The table of all claims of the course, with filters."""
        return slot("ledger")

    @env.macro
    def glossary() -> str:
        """All terms with their definitions."""
        return slot("glossary")

    @env.macro
    def further_list() -> str:
        """The works outside the list that correct or explain it."""
        return slot("further-list")

    @env.macro
    def corrections() -> str:
        """The table of mended errors of the printed list."""
        return slot("corrections")

    @env.macro
    def chapter_list() -> str:
        """The chapters with the question that each answers."""
        return slot("chapters")

    @env.macro
    def grade_key() -> str:
        """What each mark of evidence means."""
        return slot("grade-key")
