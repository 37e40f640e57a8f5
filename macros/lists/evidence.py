"""What the evidence file knows about the works: identifiers to add, and places to compare."""

from __future__ import annotations

import re
from pathlib import Path

from macros.course.evidence import KNOWN_DOI, ListedEvidence, read_listed, repeated
from macros.course.problems import Problem
from macros.lists.pages import first_page
from macros.lists.work import Work

# Names in the evidence → BibTeX fields.
COMPARED = {"year": "year", "volume": "volume", "issue": "number", "pages": "pages", "doi": "doi"}
SELDOM_PRINTED = ("issue", "doi")


def read_evidence(path: Path, numbers: set[int]) -> tuple[dict[int, ListedEvidence], list[Problem]]:
    """The evidence by entry number, and every entry without evidence or evidence without entry.

    Raises InputProblems when the file cannot be read or has slips of form.
    """
    records = read_listed(path)
    problems = repeated(records, str(path))
    found = {record.number: record for record in reversed(records)}
    for number in found.keys() - numbers:
        problems.append(Problem(str(path), found[number].line, f"the list has no entry {number}", "correct the number"))
    what = "entry {} of the list has no record"
    missing = sorted(numbers - found.keys())
    problems += [Problem(str(path), None, what.format(number), f"add 'number: {number}'") for number in missing]
    return found, problems


def add_identifiers(work: Work, record: ListedEvidence) -> Work:
    """Fill in doi, pmid, pmcid and the issue where the list does not print them.

    A DOI is taken only where somebody saw it or it follows from a publisher's fixed pattern.
    """
    known = {"pmid": record.pmid, "pmcid": record.pmcid}
    if record.doi_status in KNOWN_DOI:
        known["doi"] = (record.doi or "").lower()
    if work.kind == "article":
        known["number"] = record.issue
    added = {field: value for field, value in known.items() if value and field not in work.fields}
    return work._replace(fields={**work.fields, **added})


def disagreements(work: Work, number: int, record: ListedEvidence, file: str) -> list[Problem]:
    """Where year, volume, first page, issue or DOI as cleaned are not those of the evidence."""
    problems = []
    for name, field in COMPARED.items():
        cleaned, known = work.fields.get(field, ""), getattr(record, name)
        if known is None or (name in SELDOM_PRINTED and not cleaned):
            continue
        if name == "doi" and record.doi_status not in KNOWN_DOI:
            continue
        if not _agree(name, cleaned, str(known)):
            what = f"{name} of entry {number} is '{known}' here but '{cleaned}' in the cleaned list"
            problems.append(Problem(file, record.line, what, "correct the one that is wrong"))
    return problems


def _agree(name: str, cleaned: str, known: str) -> bool:
    if name == "pages":
        # Publishers print an article number with and without the e of "electronic".
        return _article_number(cleaned) == _article_number(re.sub(r"[–—-]+", "--", known))
    return cleaned.lower() == known.lower()


def _article_number(pages: str) -> str:
    return re.sub(r"^e(?=\d)", "", first_page(pages))
