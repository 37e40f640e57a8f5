"""The works of the course: each entry of its BibTeX lists joined with what is known about the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlsplit

from macros.course import vancouver
from macros.course.bibtex import Entry, read_bibtex
from macros.course.evidence import (
    Caveat,
    DoiStatus,
    Evidence,
    Finding,
    FurtherEvidence,
    ListedEvidence,
    OpenAccess,
    read_further,
    read_listed,
    repeated,
)
from macros.course.problems import InputProblems, Problem
from macros.course.settings import Lookup, Settings

T = TypeVar("T")
# What joins entries and records: a number of the list, or a key outside it.
Name = int | str
Records = dict[Name, Evidence]
_LONG_TITLE = 60


@dataclass(frozen=True)
class Reference(Entry):
    """One work: its entry, its number, what was seen of it.

    `number` is the list's own number, or the place among the `further` works that do not stand in the list;
    `lookup` is the (label, address) of the surest way to the work itself; `doi` is None unless the DOI was
    seen or derived; `grade`, `kind` and `systems` are ids of the settings; `title_only` says that nothing
    but the title was seen.
    """

    number: int
    further: bool
    lookup: tuple[str, str]
    doi_status: DoiStatus
    open_access: OpenAccess
    kind: str
    systems: tuple[str, ...]
    grade: str
    title_only: bool
    findings: tuple[Finding, ...]
    caveats: tuple[Caveat, ...]
    sources: tuple[str, ...]

    @property
    def label(self) -> str:
        """What stands in the bracket: the list's number, or F and a number of our own."""
        return f"F{self.number}" if self.further else str(self.number)

    @property
    def order(self) -> tuple[bool, int]:
        """For sorting: the works of the list first."""
        return self.further, self.number

    @property
    def author_line(self) -> str:
        """Authors as a list prints them, or editors of a book without authors, or nothing."""
        return vancouver.author_line(self)

    @property
    def place(self) -> str:
        """Year, volume, issue and pages, as printed in a list: "2021;11(8):3996–4010"."""
        return vancouver.place(self)

    @property
    def printed(self) -> tuple[vancouver.Part, ...]:
        """The whole reference as a list prints it."""
        return vancouver.printed(self)

    @property
    def rest(self) -> str:
        """What stands behind the title in the printed reference: ". J Cell Biol. 2021;11(8):3996–4010."."""
        roles = [part.role for part in self.printed]
        return "".join(part.text for part in self.printed[roles.index("title") + 1 :])

    @property
    def first_name(self) -> str:
        """Who or what the work is known by: its first author, else its first editor, else its title."""
        return str((self.authors or self.editors or (_shortened(self.title),))[0])

    @property
    def sort_name(self) -> str:
        """For sorting by the first author."""
        return self.first_name.lower()

    @property
    def short_name(self) -> str:
        """First author and year, as in a caption: "Böing AN et al. 2014"."""
        names, more = (self.authors, self.more_authors) if self.authors else (self.editors, self.more_editors)
        several = len(names) > 1 or (names and more)
        return f"{self.first_name}{' et al.' if several else ''} {self.year or vancouver.NO_YEAR}"

    @property
    def free_text(self) -> str | None:
        """Address of a free full text, if one is known."""
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return self.lookup[1] if self.open_access == "yes" and self.doi else None


def load_works(bib: Path, settings: Settings) -> dict[str, Reference]:
    """All works below the folder `bib`, by key: those of the list, then those outside it, if there are any.

    Raises InputProblems as `load_references` does, for all files together, and for a key that both lists have.
    """
    further = bib / "further.bib", bib / "further.yml"
    lists = [(bib / "references.bib", bib / "evidence.yml")]
    lists += [further] if any(path.exists() for path in further) else []
    works: dict[str, Reference] = {}
    problems: list[Problem] = []
    for entries, evidence in lists:
        try:
            found = load_references(entries, evidence, settings, further=(entries, evidence) == further)
        except InputProblems as error:
            problems += error.problems
            continue
        what, mend = "the key '{}' stands in the list too", "give it another key here and in further.yml"
        problems += [Problem(str(entries), found[key].line, what.format(key), mend) for key in works if key in found]
        works |= found
    if problems:
        raise InputProblems(problems)
    return works


def load_references(bib: Path, evidence: Path, settings: Settings, further: bool = False) -> dict[str, Reference]:
    """Read a BibTeX list and its evidence file into References by key, in list order.

    The records of `further` works are found by their key, those of the list by its numbers.

    Raises InputProblems with every slip: a file that cannot be read, a record or an entry of the wrong form,
    one without the other, a work with two records, words that the settings do not know.
    """
    entries, found = _read(bib, evidence, settings, further)
    problems = repeated(found, str(evidence))
    names: dict[str, Name] = {entry.key: entry.key for entry in entries}
    if not further:
        names = _numbers(entries, str(bib), problems)
    records: Records = {record.name: record for record in found}
    problems += _without_record(entries, names, records, bib, evidence)
    if len(names) == len(entries):  # else a record may be that of an entry whose number is wrong
        problems += _without_entry(names, records, bib, evidence)
    if problems:
        raise InputProblems(problems)
    return {
        entry.key: _reference(entry, order, further, records[names[entry.key]], settings)
        for order, entry in enumerate(entries, 1)
    }


def _read(
    bib: Path, evidence: Path, settings: Settings, further: bool
) -> tuple[tuple[Entry, ...], Sequence[ListedEvidence | FurtherEvidence]]:
    """Entries and records, each for itself. Raises InputProblems with the slips of both files."""
    problems: list[Problem] = []
    entries = _attempt(read_bibtex, bib, problems)
    read = partial(read_further if further else read_listed, settings=settings)
    found: Sequence[ListedEvidence | FurtherEvidence] = _attempt(read, evidence, problems)
    if not (entries or problems or further):
        problems.append(Problem(str(bib), None, "the list is empty", "make it with scripts/clean_references.py"))
    if entries and not (found or problems):
        problems.append(Problem(str(evidence), None, "no work has a record", f"write one for each of {bib.name}"))
    if problems:
        raise InputProblems(problems)
    return entries, found


def _attempt(read: Callable[[Path], tuple[T, ...]], path: Path, problems: list[Problem]) -> tuple[T, ...]:
    try:
        return read(path)
    except InputProblems as error:
        problems += error.problems
        return ()


def _numbers(entries: Iterable[Entry], file: str, problems: list[Problem]) -> dict[str, Name]:
    """The number of each entry of the list by its key; wrong ones are problems."""
    numbers: dict[str, Name] = {}
    mend = "give it 'refnumber = {…}', its number in the list, or make the file anew from the printed list"
    for entry in entries:
        if not entry.refnumber.isdecimal():
            said = f"the refnumber '{entry.refnumber}', which is no number" if entry.refnumber else "no refnumber"
            problems.append(Problem(file, entry.line, f"the entry '{entry.key}' has {said}", mend))
        elif (number := int(entry.refnumber)) in numbers.values():
            problems.append(Problem(file, entry.line, f"two entries have the refnumber {number}", mend))
        else:
            numbers[entry.key] = number
    return numbers


def _without_record(
    entries: Iterable[Entry], names: dict[str, Name], records: Records, bib: Path, evidence: Path
) -> list[Problem]:
    problems = []
    for entry in entries:
        name = names.get(entry.key)
        if name is not None and name not in records:
            who, field = (
                (f"'{name}'", "key") if isinstance(name, str) else (f"reference {name} ({entry.key})", "number")
            )
            mend = f"add a record with '{field}: {name}' to {evidence.name}"
            problems.append(Problem(str(bib), entry.line, f"{who} has no record of evidence", mend))
    return problems


def _without_entry(names: dict[str, Name], records: Records, bib: Path, evidence: Path) -> list[Problem]:
    problems = []
    for name, record in records.items():
        if name not in names.values():
            what = f"no entry has the key '{name}'" if isinstance(name, str) else f"no entry has the refnumber {name}"
            mend = f"correct it, or add the entry to {bib.name}"
            problems.append(Problem(str(evidence), record.line, what, mend))
    return problems


def _reference(entry: Entry, order: int, further: bool, record: Evidence, settings: Settings) -> Reference:
    assert record.kind is not None  # read with the settings
    return Reference(
        **{field.name: getattr(entry, field.name) for field in fields(Entry)},
        number=order if further else int(entry.refnumber),
        further=further,
        lookup=_lookup(entry, settings.lookup),
        doi_status=record.doi_status,
        open_access=record.open_access,
        kind=record.kind,
        systems=record.system,
        grade=settings.grade_of(record.kind, record.system, record.title_only),
        title_only=record.title_only,
        findings=record.findings,
        caveats=record.caveats,
        sources=record.sources,
    )


def _lookup(entry: Entry, search: Lookup) -> tuple[str, str]:
    if entry.doi:
        return f"doi:{entry.doi}", f"https://doi.org/{quote(entry.doi, safe='/().;:-_')}"
    if entry.pmid:
        return f"PubMed {entry.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{entry.pmid}/"
    if entry.url:
        return urlsplit(entry.url).netloc or entry.url, entry.url
    return search.label, search.address.replace("{title}", quote(entry.title))


def _shortened(title: str) -> str:
    """A title that stands in for a name, cut between words where it is long."""
    if len(title) <= _LONG_TITLE:
        return title
    return title[:_LONG_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
