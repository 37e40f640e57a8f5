"""What is known about each work beside its printed entry: bib/evidence.yml and bib/further.yml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, field_validator

from macros.course.problems import Problem
from macros.course.schema import Record, read_yaml
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

    text: str
    basis: Basis
    source: str | None = None


class Caveat(Record):
    """What a reader must know before leaning on a work; `kind` names the sort of trouble."""

    text: str
    kind: str
    source: str | None = None


class Evidence(Record):
    """What is known of one work.

    A list can be cleaned with the identifiers alone; a course asks for the kind and the findings too.
    Fields that are not declared here are notes of the course's own, which its settings name.
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


def read_listed(path: Path) -> tuple[ListedEvidence, ...]:
    """The evidence of the works of the list. Raises InputProblems with every slip of the file's form."""
    return read_yaml(path, tuple[ListedEvidence, ...])


def read_further(path: Path) -> tuple[FurtherEvidence, ...]:
    """The evidence of the works outside the list. Raises InputProblems with every slip of the file's form."""
    return read_yaml(path, tuple[FurtherEvidence, ...])


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


def unknown_words(record: Evidence, settings: Settings, file: str) -> Iterator[Problem]:
    """What a record says in words that the settings of the course do not know."""
    if record.kind is None:
        yield Problem(file, record.line, "'kind' is missing", f"add 'kind:', one of: {_ids(settings.kinds)}")
    elif record.kind not in {kind.id for kind in settings.kinds}:
        yield Problem(file, record.line, f"unknown kind '{record.kind}'", f"one of: {_ids(settings.kinds)}")
    for system in record.system:
        if system not in {known.id for known in settings.systems}:
            yield Problem(file, record.line, f"unknown system '{system}'", f"one of: {_ids(settings.systems)}")
    for field in set(record.model_extra or ()) - set(settings.evidence_notes):
        near = get_close_matches(field, [*type(record).model_fields, *settings.evidence_notes], n=1, cutoff=0.75)
        mend = f"did you mean '{near[0]}:'?" if near else f"delete it, or list it under 'evidence_notes:' in {FILE}"
        yield Problem(file, record.line, f"nothing is known of a field '{field}'", mend)


def _ids(known: Sequence[Kind | System]) -> str:
    return ", ".join(one.id for one in known)
