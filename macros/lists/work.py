"""A reference as plain data."""

from __future__ import annotations

from typing import NamedTuple

from macros.lists.names import NOBODY, NameList


class Work(NamedTuple):
    """A work: `kind` is a BibTeX entry type, `fields` plain text by BibTeX field name."""

    kind: str
    fields: dict[str, str]
    authors: NameList = NOBODY
    editors: NameList = NOBODY
