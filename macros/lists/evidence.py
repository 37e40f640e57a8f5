"""What the evidence file knows about the works: identifiers to add, and places to compare."""

from __future__ import annotations

import re
from pathlib import Path

from macros.course.problems import Problem
from macros.course.yaml_records import Record, load_record_list
from macros.lists.pages import first_page
from macros.lists.work import Work

KNOWN_DOI = ("seen", "derived")
# Names in the evidence → BibTeX fields.
COMPARED = {"year": "year", "volume": "volume", "issue": "number", "pages": "pages", "doi": "doi"}
SELDOM_PRINTED = ("issue", "doi")


def read_evidence(path: Path, numbers: set[int]) -> tuple[dict[int, Record], list[Problem]]:
    """The evidence by entry number, and every entry without evidence or evidence without entry.

    Raises InputProblems when the file as a whole cannot be read.
    """
    found: dict[int, Record] = {}
    problems = []
    for record in load_record_list(path):
        number = record.get("number")
        if isinstance(number, bool) or not isinstance(number, int):
            problems.append(Problem(str(path), record.line, "a record without a number", "give 'number: …'"))
        elif number in found:
            what = f"number {number} stands here and on line {found[number].line}"
            problems.append(Problem(str(path), record.line, what, "keep one record of it"))
        elif number not in numbers:
            problems.append(Problem(str(path), record.line, f"the list has no entry {number}", "correct the number"))
        else:
            found[number] = record
    missing = sorted(numbers - set(found))
    what = "entry {} of the list has no record"
    problems += [Problem(str(path), None, what.format(number), f"add 'number: {number}'") for number in missing]
    return found, problems


def add_identifiers(work: Work, record: Record) -> Work:
    """Fill in doi, pmid, pmcid and the issue where the list does not print them.

    A DOI is taken only where somebody saw it or it follows from a publisher's fixed pattern.
    """
    known = {"pmid": record.get("pmid"), "pmcid": record.get("pmcid")}
    if record.get("doi_status") in KNOWN_DOI:
        known["doi"] = str(record.get("doi") or "").lower()
    if work.kind == "article":
        known["number"] = record.get("issue")
    added = {field: str(value) for field, value in known.items() if value and field not in work.fields}
    return work._replace(fields={**work.fields, **added})


def disagreements(work: Work, number: int, record: Record, file: str) -> list[Problem]:
    """Where year, volume, first page, issue or DOI as cleaned are not those of the evidence."""
    problems = []
    for name, field in COMPARED.items():
        cleaned, known = work.fields.get(field, ""), record.get(name)
        if known is None or (name in SELDOM_PRINTED and not cleaned):
            continue
        if name == "doi" and record.get("doi_status") not in KNOWN_DOI:
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
