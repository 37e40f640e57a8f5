"""What is known about each work beside its printed entry: bib/evidence.yml and bib/further.yml."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import ConfigDict, ValidationInfo, field_validator, model_validator

from macros.course.problems import Problem
from macros.course.schema import Record, Text, read_yaml, slip
from macros.course.settings import FILE, Kind, Settings, System

Basis = Literal["abstract", "secondary", "title"]
# How a finding was seen, for the reader.
BASES: dict[Basis, str] = {
    "abstract": "seen in the abstract or full text",
    "secondary": "as another work describes it",
    "title": "from the title only",
}
DoiStatus = Literal["seen", "derived", "unconfirmed", "none"]
# A DOI of another status is not given to readers.
KNOWN_DOI: tuple[DoiStatus, ...] = ("seen", "derived")
OpenAccess = Literal["yes", "no", "unknown"]


class Finding(Record):
    """One thing that a work shows, in our own words, and how it was seen."""

    text: Text
    basis: Basis
    source: str | None = None


class Caveat(Record):
    """What a reader must know before leaning on a work; `kind` names the sort of trouble."""

    text: Text
    kind: Text
    source: str | None = None

    @field_validator("kind")
    @classmethod
    def _kind_is_known(cls, value: str, info: ValidationInfo) -> str:
        if info.context:
            _hold("kind of caveat", value, info.context.caveats)
        return value


class Evidence(Record):
    """What is known of one work.

    A list can be cleaned with the identifiers alone. A course asks for the kind of the work too, and holds the
    records against its settings; fields that are not declared here are notes of its own, which they name.
    """

    model_config = ConfigDict(extra="allow")

    kind: str | None = None
    system: tuple[str, ...] = ()
    system_seen: bool = True
    findings: tuple[Finding, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    sources: tuple[str, ...] = ()
    title: str | None = None
    authors_seen: bool = False
    journal: str | None = None
    journal_abbreviation: str | None = None
    year: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    doi_status: DoiStatus = "none"
    pmid: str | None = None
    pmcid: str | None = None
    open_access: OpenAccess = "unknown"

    @field_validator("open_access", mode="before")
    @classmethod
    def _yes_is_a_word(cls, value: Any) -> Any:
        # YAML reads a bare yes or no as true or false.
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value

    @field_validator("findings", "caveats", "sources", "system", mode="before")
    @classmethod
    def _nothing_is_an_empty_list(cls, value: Any) -> Any:
        return () if value is None else value

    @field_validator("kind")
    @classmethod
    def _kind_is_known(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.context and value is not None:
            _hold("kind", value, info.context.kinds)
        return value

    @field_validator("system")
    @classmethod
    def _systems_are_known(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if info.context:
            for system in value:
                _hold("system", system, info.context.systems)
        return value

    @model_validator(mode="after")
    def _is_whole(self, info: ValidationInfo) -> Self:
        if info.context:
            self._check_fields(info.context)
        return self

    def _check_fields(self, settings: Settings) -> None:
        if self.kind is None:
            raise slip("'kind' is missing", f"add 'kind:', one of: {_ids(settings.kinds)}")
        if unknown := sorted(set(self.model_extra or ()) - set(settings.evidence_notes)):
            near = get_close_matches(unknown[0], [*type(self).model_fields, *settings.evidence_notes], n=1, cutoff=0.75)
            mend = f"did you mean '{near[0]}:'?" if near else f"delete it, or list it under 'evidence_notes:' in {FILE}"
            raise slip(f"nothing is known of a field '{unknown[0]}'", mend)

    @property
    def title_only(self) -> bool:
        """Whether nothing but the title was seen."""
        return all(finding.basis == "title" for finding in self.findings)


class ListedEvidence(Evidence):
    """What is known of a work of the list, by its number there."""

    number: int

    @property
    def name(self) -> int:
        """What the work is known by."""
        return self.number


class FurtherEvidence(Evidence):
    """What is known of a work outside the list, by its key."""

    key: str

    @property
    def name(self) -> str:
        """What the work is known by."""
        return self.key


def read_listed(path: Path, settings: Settings | None = None) -> tuple[ListedEvidence, ...]:
    """The evidence of the works of the list, in the words of the settings where there are any.

    Raises InputProblems with every slip of the file.
    """
    return read_yaml(path, tuple[ListedEvidence, ...], known=settings)


def read_further(path: Path, settings: Settings | None = None) -> tuple[FurtherEvidence, ...]:
    """The evidence of the works outside the list, likewise."""
    return read_yaml(path, tuple[FurtherEvidence, ...], known=settings)


def repeated(records: Sequence[ListedEvidence | FurtherEvidence], file: str) -> list[Problem]:
    """The records of a work that has one already."""
    first: dict[int | str, int] = {}
    problems = []
    for record in records:
        if first.setdefault(record.name, record.line) != record.line:
            field = "number" if isinstance(record, ListedEvidence) else "key"
            what = f"{field} {record.name} stands here and on line {first[record.name]}"
            problems.append(Problem(file, record.line, what, "keep one record of it"))
    return problems


def _hold(field: str, value: str, known: Sequence[Kind | System]) -> None:
    if value not in {one.id for one in known}:
        raise slip(f"unknown {field} '{value}'", f"use one of {_ids(known)}")


def _ids(known: Sequence[Kind | System]) -> str:
    return ", ".join(one.id for one in known)
