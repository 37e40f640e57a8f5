"""What differs from course to course and is neither text nor works: docs/course.yml."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import model_validator

from macros.course.schema import Record, read_yaml, slip

FILE = "docs/course.yml"
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
# The colours that the style sheet has for marks of evidence, each for light and dark.
Hue = Literal["violet", "grey", "blue", "brown", "red", "green", "warm"]


class Grade(Record):
    """A kind of evidence. It holds the works of some `kinds`, or those that tested some `systems`;
    the one that is `unseen` holds all of which too little was seen. `hue` is the colour of its mark."""

    id: str
    label: str
    meaning: str
    icon: str
    hue: Hue = "grey"
    kinds: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    unseen: bool = False


class Kind(Record):
    """A kind of publication; `experiments` tells whether it reports experiments of its own."""

    id: str
    label: str
    experiments: bool = True


class System(Record):
    """What a study tested; the label reads well after "in"."""

    id: str
    label: str
    icon: str


class CaveatKind(Record):
    """A sort of trouble with a work; the section that leans on a work with a `grave` one prints it."""

    id: str
    grave: bool = False


class Licence(Record):
    """The licence of text and figures."""

    name: str
    address: str


class Lookup(Record):
    """Where a reader looks for a work without identifiers: `address` holds {title}."""

    label: str
    address: str


class Pages(Record):
    """The pages, below docs/ and without suffix, that others link to."""

    references: str = "references"
    claims: str = "claims"
    glossary: str = "glossary"
    figures: str = "figures"


class Search(Record):
    """What helps the search understand a reader's question: words to `ignore` because they ask rather than name,
    rows of words that are `alike` in it, and the ids of sections that only repeat or ask, which stand `behind` the
    others. The search knows the other forms of a word by itself."""

    ignore: tuple[str, ...] = ()
    alike: tuple[tuple[str, ...], ...] = ()
    behind: tuple[str, ...] = ()


R = TypeVar("R", Grade, Kind, System)


class Settings(Record):
    """The course's own names, grades and words.

    `name` stands in file names; `edition` is the one date that outputs may carry; `evidence_notes` are fields of
    an evidence record that are for people alone.
    """

    name: str
    version: str
    edition: date
    language: str
    level: str
    contributors: str
    licence: Licence
    lookup: Lookup
    grades: tuple[Grade, ...]
    kinds: tuple[Kind, ...]
    systems: tuple[System, ...]
    caveat_icon: str
    caveats: tuple[CaveatKind, ...] = ()
    evidence_notes: tuple[str, ...] = ()
    pages: Pages = Pages()
    search: Search = Search()

    @model_validator(mode="after")
    def _whole(self) -> Settings:
        if sum(grade.unseen for grade in self.grades) != 1:
            raise slip("not exactly one grade is 'unseen: true'", "mark the one for works of which too little was seen")
        for part in ("grades", "kinds", "systems", "caveats"):
            ids = [one.id for one in getattr(self, part)]
            if twice := sorted({one for one in ids if ids.count(one) > 1}):
                raise slip(f"of '{part}:' {', '.join(twice)} stands twice", "give each its own id")
        if "{title}" not in self.lookup.address:
            raise slip(f"the lookup's address has no place for a title: {self.lookup.address}", "write {title} in it")
        if not _FILE_NAME.fullmatch(self.name):
            raise slip(f"the name '{self.name}' cannot stand in file names", "use small letters, digits and hyphens")
        self._known("kinds", {kind.id for kind in self.kinds})
        self._known("systems", {system.id for system in self.systems})
        return self

    def _known(self, part: str, known: set[str]) -> None:
        for grade in self.grades:
            if unknown := [name for name in getattr(grade, part) if name not in known]:
                what = f"the grade '{grade.id}' names the {part} {', '.join(unknown)}"
                raise slip(what, f"use those of '{part}:': {', '.join(sorted(known))}")

    @property
    def download(self) -> str:
        """Where the site holds the offline bundle, at an address that stays from version to version."""
        return f"downloads/{self.name}-offline.zip"

    @property
    def grave_caveats(self) -> frozenset[str]:
        """The kinds of caveat that a section prints where it leans on the work."""
        return frozenset(caveat.id for caveat in self.caveats if caveat.grave)

    @property
    def icons(self) -> frozenset[str]:
        """The names of all icons that its marks use."""
        return frozenset({self.caveat_icon, *(g.icon for g in self.grades), *(s.icon for s in self.systems)})

    def grade(self, identifier: str) -> Grade:
        """The grade with this id. Raises KeyError where there is none."""
        return _by_id(self.grades, identifier)

    def kind(self, identifier: str) -> Kind:
        """The kind with this id. Raises KeyError where there is none."""
        return _by_id(self.kinds, identifier)

    def system(self, identifier: str) -> System:
        """The system with this id. Raises KeyError where there is none."""
        return _by_id(self.systems, identifier)

    def grade_of(self, kind: str, systems: tuple[str, ...], title_only: bool) -> str:
        """The grade of a work: what was seen of it, else its kind, else the last grade that holds one of its systems."""
        unseen = next(grade.id for grade in self.grades if grade.unseen)
        if title_only:
            return unseen
        if by_kind := [grade.id for grade in self.grades if kind in grade.kinds]:
            return by_kind[0]
        return next((grade.id for grade in reversed(self.grades) if set(grade.systems) & set(systems)), unseen)


def load_settings(root: Path) -> Settings:
    """The settings of the course below a project's root. Raises InputProblems with every slip of the file."""
    return read_yaml(root / FILE, Settings, FILE)


def _by_id(records: tuple[R, ...], identifier: str) -> R:
    for record in records:
        if record.id == identifier:
            return record
    raise KeyError(identifier)
