"""A reference as plain data, or why it is none."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    """A person, or with neither initials nor suffix a body or a person of one name."""

    surname: str
    initials: str = ""
    suffix: str = ""


class NameList(NamedTuple):
    """Names in the printed order; `others` where the list ends in "et al."."""

    names: tuple[Name, ...]
    others: bool = False


NOBODY = NameList(())


class Work(NamedTuple):
    """A work: `kind` is a BibTeX entry type, `fields` plain text by BibTeX field name."""

    kind: str
    fields: dict[str, str]
    authors: NameList = NOBODY
    editors: NameList = NOBODY


class Unreadable(Exception):  # noqa: N818 - it says what a printed reference is
    """A printed reference, or a part of one, that cannot be read: `what` is wrong and `mend` would be right."""

    def __init__(self, what: str, mend: str):
        self.what = what
        self.mend = mend
        super().__init__(f"{what} → {mend}")
