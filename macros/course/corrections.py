"""The mended errors of the printed list: what was printed, what is right, and how that is known."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import model_validator

from macros.course.bibtex import KEY
from macros.course.schema import Record, read_yaml, slip

Field = Literal["authors", "title", "journal", "year", "volume", "issue", "pages", "doi", "key"]
Certainty = Literal["seen", "derived", "unconfirmed"]
_NEEDED = ("printed", "how_known", "certainty")


class Correction(Record):
    """One correction of the printed text of an entry, or of its key, which is not printed and needs no reason."""

    entry: int
    field: Field
    correct: str
    printed: str | None = None
    how_known: str | None = None
    certainty: Certainty | None = None

    @model_validator(mode="after")
    def _whole(self) -> Correction:
        if self.field == "key":
            self._check_key()
        else:
            self._check_words()
        return self

    def _check_key(self) -> None:
        if self.printed is not None:
            raise slip("a key is not printed in the list", "take 'printed' out")
        if not KEY.fullmatch(self.correct):
            raise slip(f"'{self.correct}' cannot be a key", "use small letters a–z, digits and hyphens")

    def _check_words(self) -> None:
        if missing := [name for name in _NEEDED if not (getattr(self, name) or "").strip()]:
            raise slip(f"a correction without {', '.join(missing)}", "give every correction all of its fields")
        if not self.correct.strip():
            raise slip("a correction without correct", "give every correction all of its fields")
        if (self.printed or "").split() == self.correct.split():
            raise slip("printed and correct are the same", "take the record out")


def read_corrections(path: Path, name: str | None = None) -> tuple[Correction, ...]:
    """The corrections of a list. Raises InputProblems with every slip of the file's form."""
    return read_yaml(path, tuple[Correction, ...], name)
