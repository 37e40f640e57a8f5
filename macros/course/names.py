"""Names of those who made a work: persons, whose names have parts, and bodies, whose names have none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person as _Parts
from pybtex.richtext import Text

# A name of several words, one of them among these, is that of a body.
BODY_WORDS = frozenset([
    "academy", "agency", "alliance", "association", "authors", "board", "bureau", "center", "centre",
    "collaboration", "collaborative", "collaborators", "college", "commission", "committee", "consortium",
    "council", "department", "federation", "foundation", "group", "hospital", "initiative", "institute",
    "institutes", "institution", "investigators", "laboratories", "laboratory", "members", "ministry", "network",
    "office", "organisation", "organization", "partnership", "program", "programme", "project", "society", "study",
    "team", "trial", "trialists", "union", "university", "workgroup", "working"
])  # fmt: skip
# Nothing in such a text means anything to LaTeX. Most texts are such, and the LaTeX reader is slow.
_NO_LATEX = re.compile(r"(?:[^\W_]|[.,:;()/–—-]|(?<=\S) (?=\S))*")
_WHOLLY_BRACED = re.compile(r"\{(?!\\)(?:[^{}]|\{[^{}]*\})*\}")


@dataclass(frozen=True)
class Person:
    """A person: `given` in full or as initials with stops ("B. T."), `suffix` such as "Jr.", `particle` "van der"."""

    family: str
    given: str = ""
    suffix: str = ""
    particle: str = ""

    @property
    def surname(self) -> str:
        """Particle and family name."""
        return f"{self.particle} {self.family}".strip()

    def __str__(self) -> str:
        """As a list prints it: "van der Pol E", "Kingsley ML Jr"."""
        initials = "".join(name[0] for name in re.split(r"[\s.‑-]+", self.given) if name)
        return " ".join(filter(None, (self.surname, initials, self.suffix.rstrip("."))))


@dataclass(frozen=True)
class Body:
    """An organisation, or a person of one name: never split and never shortened."""

    literal: str

    def __str__(self) -> str:
        return self.literal


Name = Person | Body


def read_names(field: str) -> tuple[tuple[Name, ...], bool]:
    """The names of a BibTeX field, and whether it ends in "and others".

    Raises pybtex's InvalidNameString for a name of more than three parts.
    """
    written = split_name_list(" ".join(field.split()))
    names = [_read_name(name) for name in written if name != "others"]
    return tuple(names), "others" in written


def plain(latex: str) -> str:
    """BibTeX text without braces and escapes."""
    dashed = latex.replace("---", "—").replace("--", "–")
    if _NO_LATEX.fullmatch(dashed):
        return dashed
    return str(Text.from_latex(dashed)).replace(r"\$", "$")


def names_body(words: list[str]) -> bool:
    """Whether the words of a name are those of a body."""
    initialled = any(re.fullmatch(r"\w\.", word) for word in words)
    return len(words) > 1 and not initialled and any(word.lower().strip("(),.") in BODY_WORDS for word in words)


def _read_name(written: str) -> Name:
    if _WHOLLY_BRACED.fullmatch(written) or names_body(written.partition(",")[0].split()):
        return Body(plain(written))
    parts = _Parts(written)
    given, particle, family, suffix = (
        plain(" ".join(words))
        for words in (
            parts.first_names + parts.middle_names,
            parts.prelast_names,
            parts.last_names,
            parts.lineage_names,
        )
    )
    if not given and not suffix:
        return Body(f"{particle} {family}".strip())
    return Person(family, given, suffix, particle)
