"""Reference records: the cleaned BibTeX list joined with what is known about each work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pybtex.database import Entry, Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from macros.course.problems import InputProblems, Problem
from macros.course.yaml_records import Record, load_record_list

# A grade says what kind of study was seen, not how good it was. Order: from advice and
# overview, up the rungs of experiment, to the works of which too little was seen.
GRADES = {
    "guideline": "Guideline",
    "review": "Review",
    "laboratory": "Laboratory",
    "animal": "Animal",
    "human-samples": "Human samples",
    "human-trial": "Human trial",
    "not-seen": "Not seen",
}
GRADE_MEANING = {
    "guideline": "advice agreed by a society of experts",
    "review": "an overview or a comment: it reports the work of others",
    "laboratory": "cells, samples or instruments in the laboratory",
    "animal": "an experiment in living animals",
    "human-samples": "samples taken from people, such as blood or urine",
    "human-trial": "a treatment tested in people",
    "not-seen": "only the title was seen, or nothing that was seen names what was tested",
}
SYSTEMS = {
    "in-vitro": "the laboratory",
    "mouse": "mice",
    "rat": "rats",
    "zebrafish": "zebrafish",
    "other-animal": "other animals",
    "human-samples": "human samples",
    "human-trial": "a human trial",
}
KINDS = {
    "review": "Review",
    "primary": "Original study",
    "methods": "Methods study",
    "guideline": "Guideline",
    "commentary": "Commentary",
    "clinical-trial": "Clinical trial",
}
BASES = {
    "abstract": "seen in the abstract or full text",
    "secondary": "as another work describes it",
    "title": "from the title only",
}
_ANIMALS = {"mouse", "rat", "zebrafish", "other-animal"}


@dataclass(frozen=True)
class Finding:
    """One thing a work shows, in our own words; `basis` is a key of BASES."""

    text: str
    basis: str


@dataclass(frozen=True)
class Caveat:
    """What a reader must know before leaning on a work; `kind` names the sort of trouble."""

    text: str
    kind: str


@dataclass(frozen=True)
class Reference:
    """One work of the list.

    `number` is the review's own number, or the place among the `further` works that do not
    stand in its list; `authors` are display names ("Pan BT"), `doi` is None unless the DOI
    was seen or derived, `grade` is a key of GRADES and `title_only` says that nothing but
    the title was seen.
    """

    key: str
    number: int
    further: bool
    authors: tuple[str, ...]
    more_authors: bool
    title: str
    journal: str
    year: str
    volume: str
    issue: str
    pages: str
    doi: str | None
    doi_status: str
    pmid: str | None
    pmcid: str | None
    open_access: str
    kind: str
    systems: tuple[str, ...]
    grade: str
    title_only: bool
    findings: tuple[Finding, ...]
    caveats: tuple[Caveat, ...]

    @property
    def label(self) -> str:
        """What stands in the bracket: the review's number, or F and a number of our own."""
        return f"F{self.number}" if self.further else str(self.number)

    @property
    def order(self) -> tuple[bool, int]:
        """For sorting: the works of the list first."""
        return self.further, self.number

    @property
    def author_line(self) -> str:
        return ", ".join(self.authors) + (", et al" if self.more_authors else "")

    @property
    def short_name(self) -> str:
        """First author and year, as in a caption: "Böing AN et al. 2014"."""
        several = self.more_authors or len(self.authors) > 1
        return f"{self.authors[0]}{' et al.' if several else ''} {self.year}"

    @property
    def place(self) -> str:
        """Year, volume, issue and pages, as printed in a list: "2021;11(8):3996–4010"."""
        issue = f"({self.issue})" if self.issue else ""
        text = self.year
        if self.volume or issue:
            text += f";{self.volume}{issue}"
        return f"{text}:{self.pages}" if self.pages else text

    @property
    def lookup(self) -> tuple[str, str]:
        """(label, address) of the surest way to the work itself."""
        if self.doi:
            return f"doi:{self.doi}", f"https://doi.org/{quote(self.doi, safe='/().;:-_')}"
        if self.pmid:
            return f"PubMed {self.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return "Search PubMed for this title", f"https://pubmed.ncbi.nlm.nih.gov/?term={quote(self.title)}"

    @property
    def free_text(self) -> str | None:
        """Address of a free full text, if one is known."""
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return self.lookup[1] if self.open_access == "yes" and self.doi else None

    @property
    def has_experiments(self) -> bool:
        """Whether a work of this kind reports experiments of its own."""
        return self.kind not in ("review", "guideline", "commentary")


def grade_of(kind: str, systems: tuple[str, ...], title_only: bool) -> str:
    """The grade of a work: what was seen of it, else its kind, else its highest rung."""
    if title_only:
        return "not-seen"
    if kind == "guideline":
        return "guideline"
    if kind in ("review", "commentary"):
        return "review"
    if "human-trial" in systems:
        return "human-trial"
    if "human-samples" in systems:
        return "human-samples"
    if _ANIMALS & set(systems):
        return "animal"
    return "laboratory" if "in-vitro" in systems else "not-seen"


def load_references(bib: Path, evidence: Path, further: bool = False) -> dict[str, Reference]:
    """Read a BibTeX list and its evidence file into References by key, in list order.

    The records of `further` works are found by their key, those of the list by its numbers.

    Raises InputProblems for a file that cannot be read, a reference without evidence, or an
    evidence record of unknown number, kind, system or basis.
    """
    entries = _read_bib(bib)
    name = "key" if further else "number"
    records = {record.get(name): record for record in load_record_list(evidence)}
    problems = [p for record in records.values() for p in _check_record(record, name, evidence)]
    references = {}
    for order, (key, entry) in enumerate(entries.items(), 1):
        number = order if further else int(entry.fields["refnumber"])
        known_by = key if further else number
        if known_by not in records:
            what = f"reference {number} ({key}) has no record"
            problems.append(Problem(str(evidence), None, what, f"add a record with '{name}: {known_by}'"))
        elif not problems:
            references[key] = _reference(key, number, further, entry, records[known_by])
    if problems:
        raise InputProblems(problems)
    return references


def plain(latex: str) -> str:
    """BibTeX field text without braces and escapes."""
    return str(Text.from_latex(latex)).replace("--", "–")


def _read_bib(path: Path) -> dict[str, Entry]:
    try:
        return dict(parse_string(path.read_text(encoding="utf-8"), "bibtex").entries)
    except FileNotFoundError:
        mend = "make it with scripts/clean_references.py"
        raise InputProblems([Problem(str(path), None, "the file is missing", mend)]) from None
    except PybtexError as error:
        raise InputProblems([Problem(str(path), None, str(error), "mend the BibTeX entry")]) from None


def _check_record(record: Record, name: str, path: Path) -> list[Problem]:
    def unknown(field: str, value: str, allowed: dict) -> Problem:
        return Problem(str(path), record.line, f"unknown {field} '{value}'", f"one of: {', '.join(allowed)}")

    if not isinstance(record.get(name), int if name == "number" else str):
        return [Problem(str(path), record.line, f"a record without a {name}", f"give '{name}: …'")]
    problems = []
    if record.get("kind") not in KINDS:
        problems.append(unknown("kind", str(record.get("kind")), KINDS))
    problems += [unknown("system", str(s), SYSTEMS) for s in record.get("system", []) if s not in SYSTEMS]
    problems += [
        unknown("basis", str(f.get("basis")), BASES) for f in record.get("findings", []) if f.get("basis") not in BASES
    ]
    return problems


def _reference(key: str, number: int, further: bool, entry: Entry, record: Record) -> Reference:
    authors = [_display_name(person) for person in entry.persons.get("author", [])]
    findings = tuple(Finding(f["text"], f["basis"]) for f in record.get("findings", []))
    systems = tuple(record.get("system", []))
    title_only = all(finding.basis == "title" for finding in findings)

    def field(name: str) -> str:
        return plain(entry.fields.get(name, ""))

    return Reference(
        key=key,
        number=number,
        further=further,
        authors=tuple(name for name in authors if name != "others"),
        more_authors="others" in authors,
        title=field("title"),
        journal=field("journal"),
        year=field("year"),
        volume=field("volume"),
        issue=field("number"),
        pages=field("pages"),
        doi=entry.fields.get("doi"),
        doi_status=record.get("doi_status", "none"),
        pmid=entry.fields.get("pmid"),
        pmcid=entry.fields.get("pmcid"),
        open_access=record.get("open_access", "unknown"),
        kind=record["kind"],
        systems=systems,
        grade=grade_of(record["kind"], systems, title_only),
        title_only=title_only,
        findings=findings,
        caveats=tuple(Caveat(c["text"], c["kind"]) for c in record.get("caveats", [])),
    )


def _display_name(person: Person) -> str:
    surname = " ".join(person.prelast_names + person.last_names + person.lineage_names)
    given = " ".join(person.first_names + person.middle_names).replace(".", " ").replace("-", " ")
    initials = "".join(name[0] for name in given.split())
    return plain(f"{surname} {initials}".strip())
