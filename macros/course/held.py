"""What the evidence of some works holds, to be set against what a sentence says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from macros.course.vocabulary import Vocabulary
from macros.course.works import Reference
from macros.language.names import fold, is_shared, names, stands_in
from macros.language.quantities import quantities, worked_numbers

Quantity = tuple[str, str]


@dataclass(frozen=True)
class Held:
    """The numbers (each with its unit) and the folded words of some works; nothing where there are none."""

    numbers: frozenset[Quantity] = frozenset()
    words: str = ""

    @classmethod
    def of(cls, works: Iterable[Reference]) -> Held:
        """What titles, findings, caveats, years and authors of the works hold together."""
        each = [_held(work) for work in works]
        return cls(frozenset().union(*(one.numbers for one in each)), " ".join(one.words for one in each))

    def missing_numbers(self, text: str) -> list[Quantity]:
        """The numbers of a text that are neither held nor worked out before the reader's eyes, sorted."""
        return sorted(quantities(text) - self.numbers - worked_numbers(text, self.numbers))

    def missing_names(self, text: str, vocabulary: Vocabulary) -> list[str]:
        """The names of a text that are neither held nor shared terms, in order."""
        return [
            name
            for name in names(text, vocabulary.names)
            if not is_shared(name, vocabulary.shared) and not stands_in(name, self.words)
        ]


@cache
def _held(work: Reference) -> Held:
    text = " . ".join([work.title, *(f.text for f in work.findings), *(c.text for c in work.caveats)])
    return Held(frozenset(quantities(text) | {(work.year, "")}), fold(f"{text} {work.author_line}"))
