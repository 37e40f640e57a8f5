"""The whole way from a printed list to BibTeX."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from macros.course.corrections import Correction
from macros.course.evidence import ListedEvidence
from macros.course.problems import InputProblems, Problem
from macros.lists import bibtex
from macros.lists import corrections as correcting
from macros.lists import evidence as knowing
from macros.lists.entry import read_entry
from macros.lists.gathering import PrintedEntry
from macros.lists.keys import make_key
from macros.lists.source import read_list
from macros.lists.work import Unreadable, Work

T = TypeVar("T")


class Cleaned(NamedTuple):
    """A cleaned list: the BibTeX text, its works in order, and how many corrections were made."""

    text: str
    works: list[Work]
    corrections: int


def clean(list_path: Path, corrections_path: Path | None = None, evidence_path: Path | None = None) -> Cleaned:
    """Clean the list in a file.

    Raises InputProblems with every problem of list, corrections and evidence together.
    """
    printed, problems = read_list(list_path)
    numbers = {entry.number for entry in printed}
    corrections, wrong = _load(correcting.read_corrections, corrections_path, numbers, list[Correction]())
    records, more_wrong = _load(knowing.read_evidence, evidence_path, numbers, dict[int, ListedEvidence]())
    problems += wrong + more_wrong
    if corrections is None or records is None:
        raise InputProblems(problems)  # without them much else would look wrong
    keys, wrong = correcting.corrected_keys(corrections, str(corrections_path))
    problems += wrong

    works: list[Work] = []
    written: dict[int, tuple[str, str]] = {}
    for entry in printed:
        text, wrong = correcting.apply(entry, corrections, str(corrections_path))
        problems += wrong
        try:
            work = read_entry(text)
            if record := records.get(entry.number):
                problems += knowing.disagreements(work, entry.number, record, str(evidence_path))
                work = knowing.add_identifiers(work, record)
            key = keys.get(entry.number) or make_key(work)
            written[entry.number] = key, bibtex.write_entry(work, key, entry.number)
            works.append(work)
        except Unreadable as error:
            problems.append(Problem(str(list_path), entry.line, f"entry {entry.number}: {error.what}", error.mend))
    problems += _clashes(printed, {number: key for number, (key, _) in written.items()}, str(list_path))
    if problems:
        raise InputProblems(problems)
    return Cleaned(bibtex.write_file([text for _, text in written.values()]), works, len(corrections))


def _load(
    read: Callable[[Path, set[int]], tuple[T, list[Problem]]], path: Path | None, numbers: set[int], empty: T
) -> tuple[T | None, list[Problem]]:
    """Read a file that need not be given (then what it holds is `empty`); None where it cannot be read."""
    if path is None:
        return empty, []
    try:
        return read(path, numbers)
    except InputProblems as error:
        return None, error.problems


def _clashes(printed: list[PrintedEntry], keys: dict[int, str], file: str) -> list[Problem]:
    problems = []
    first_with: dict[str, int] = {}
    for entry in printed:
        key = keys.get(entry.number)
        if key is None or first_with.setdefault(key, entry.number) == entry.number:
            continue
        what = f"entries {first_with[key]} and {entry.number} have the same key '{key}'"
        mend = f"add a correction 'entry: {entry.number}, field: key, correct: …' with a key of its own"
        problems.append(Problem(file, entry.line, what, mend))
    return problems
