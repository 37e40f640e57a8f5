"""The file of corrections: what was printed wrongly, what is right, and how that is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from macros.course import corrections as records
from macros.course.corrections import Correction
from macros.course.problems import Problem
from macros.lists.entry import read_entry
from macros.lists.gathering import PrintedEntry
from macros.lists.text import one_line
from macros.lists.work import Unreadable, Work


def read_corrections(path: Path, numbers: set[int]) -> tuple[list[Correction], list[Problem]]:
    """The corrections of a list whose entries have these numbers; one of another number is a problem and left out.

    Raises InputProblems when the file cannot be read or has slips of form.
    """
    good, problems = [], []
    for record in records.read_corrections(path):
        if record.entry in numbers:
            words = {"printed": one_line(record.printed or ""), "correct": one_line(record.correct)}
            good.append(record.model_copy(update=words))
        else:
            what = f"the list has no entry {record.entry}"
            problems.append(Problem(str(path), record.line, what, "name the number of an entry"))
    return good, problems


def apply(entry: PrintedEntry, corrections: Sequence[Correction], file: str) -> tuple[str, list[Problem]]:
    """The text of an entry with its own of all corrections made, and those that do not fit the text.

    All places are looked up in the printed text, so the order of the records does not matter.
    """
    problems, placed = [], []
    for correction in corrections:
        if correction.entry != entry.number or correction.field == "key":
            continue
        times = _times(entry.text, _printed(correction))
        if times == 1:
            placed.append(correction)
        else:
            often = f"{times} times" if times else "nowhere"
            what = f"'{correction.printed}' stands {often} in entry {entry.number}"
            mend = "take the stale correction out" if times == 0 else "quote more of the entry, so that it stands once"
            problems.append(Problem(file, correction.line, what, mend))
    problems += _overlaps(entry.text, placed, file)
    if problems:
        return entry.text, problems
    return _replaced(entry.text, placed), _misnamed(entry, placed, file)


def corrected_keys(corrections: Sequence[Correction], file: str) -> tuple[dict[int, str], list[Problem]]:
    """The keys set by hand, by entry number."""
    keys: dict[int, str] = {}
    problems = []
    for correction in corrections:
        if correction.field == "key" and keys.setdefault(correction.entry, correction.correct) != correction.correct:
            what = f"entry {correction.entry} is given two keys"
            problems.append(Problem(file, correction.line, what, "give it one"))
    return keys, problems


def _times(text: str, part: str) -> int:
    return sum(text.startswith(part, at) for at in range(len(text)))


def _overlaps(text: str, corrections: Sequence[Correction], file: str) -> list[Problem]:
    return [
        Problem(file, later.line, f"it overlaps the correction on line {earlier.line}", "join the two into one record")
        for earlier, later in pairwise(_in_order(text, corrections))
        if text.index(_printed(later)) < text.index(_printed(earlier)) + len(_printed(earlier))
    ]


def _in_order(text: str, corrections: Sequence[Correction]) -> list[Correction]:
    """As their words stand in the text, the shorter of two that begin together first."""
    return sorted(corrections, key=lambda c: (text.index(_printed(c)), len(_printed(c))))


def _printed(correction: Correction) -> str:
    return correction.printed or ""


def _replaced(text: str, corrections: Sequence[Correction]) -> str:
    for correction in reversed(_in_order(text, corrections)):
        before, _, after = text.partition(_printed(correction))
        text = before + correction.correct + after
    return text


def _misnamed(entry: PrintedEntry, corrections: Sequence[Correction], file: str) -> list[Problem]:
    """Corrections that change another field than they name."""
    problems = []
    after = _read(_replaced(entry.text, corrections))
    for correction in corrections:
        before = _read(_replaced(entry.text, [other for other in corrections if other is not correction]))
        changed = _changed(before, after) if before and after else [correction.field]
        if changed != [correction.field]:
            what = f"the correction of {correction.field} changes {', '.join(changed) or 'nothing that is read'}"
            problems.append(Problem(file, correction.line, what, "name the field that it changes"))
    return problems


def _read(text: str) -> Work | None:
    try:
        return read_entry(text)
    except Unreadable:
        return None


def _changed(before: Work, after: Work) -> list[str]:
    changed = {name for name in ("authors", "editors", "kind") if getattr(before, name) != getattr(after, name)}
    fields = set(before.fields) | set(after.fields)
    changed |= {name for name in fields if before.fields.get(name) != after.fields.get(name)}
    return sorted("issue" if name == "number" else name for name in changed)
