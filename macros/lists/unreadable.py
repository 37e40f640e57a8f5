"""A printed reference, or a part of one, that the cleaner cannot read."""

from __future__ import annotations


class Unreadable(Exception):
    """`what` says what could not be read, `mend` what would be right."""

    def __init__(self, what: str, mend: str):
        self.what = what
        self.mend = mend
        super().__init__(f"{what} → {mend}")
