"""What the rules of truth need to know of words: docs/vocabulary.yml."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from macros.course.schema import Record, read_yaml

FILE = "docs/vocabulary.yml"


class Vocabulary(Record):
    """`names` look like ordinary words and still belong to single studies; `shared_terms` may stand anywhere."""

    names: tuple[str, ...] = ()
    shared_terms: tuple[str, ...] = ()

    @cached_property
    def shared(self) -> frozenset[str]:
        """The shared terms as a set."""
        return frozenset(self.shared_terms)


def load_vocabulary(root: Path) -> Vocabulary:
    """The vocabulary of the course below a project's root; an empty one where there is no file.

    Raises InputProblems with every slip of the file.
    """
    path = root / FILE
    return read_yaml(path, Vocabulary, FILE) if path.exists() else Vocabulary()
