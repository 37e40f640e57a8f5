"""The file of corrections: what was printed wrongly, what is right, and how that is known."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from macros.course.problems import Problem
from macros.course.yaml_records import Record, load_record_list
from macros.lists.entry import read_entry
from macros.lists.gathering import PrintedEntry
from macros.lists.keys import KEY
from macros.lists.text import one_line
from macros.lists.unreadable import Unreadable
from macros.lists.work import Work


class Correction(NamedTuple):
    """One correction of the printed text of an entry (or of its key, then without `printed`)."""

    entry: int
    field: str
    printed: str
    correct: str
    line: int


FIELDS = ("authors", "title", "journal", "year", "volume", "issue", "pages", "doi", "key")
CERTAINTIES = ("seen", "derived", "unconfirmed")
KNOWN = {"entry", "field", "printed", "correct", "how_known", "certainty"}
NEEDED = {"entry", "field", "printed", "correct", "how_known", "certainty"}
NEEDED_FOR_KEY = {"entry", "field", "correct"}


def read_corrections(path: Path, numbers: set[int]) -> tuple[list[Correction], list[Problem]]:
    """Read the corrections of a list whose entries have these numbers; a bad record is a problem and left out.

    Raises InputProblems when the file as a whole cannot be read.
    """
    good, problems = [], []
    for record in load_record_list(path):
        wrong = _faults(record, numbers)
        problems += [Problem(str(path), record.line, what, mend) for what, mend in wrong]
        if not wrong:
            printed = one_line(record.get("printed", ""))
            good.append(Correction(record["entry"], record["field"], printed, one_line(record["correct"]), record.line))
    return good, problems


def apply(entry: PrintedEntry, corrections: list[Correction], file: str) -> tuple[str, list[Problem]]:
    """The text of an entry with its own of all corrections made, and those that do not fit the text.

    All places are looked up in the printed text, so the order of the records does not matter.
    """
    problems, placed = [], []
    for correction in corrections:
        if correction.entry != entry.number or correction.field == "key":
            continue
        times = _times(entry.text, correction.printed)
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


def corrected_keys(corrections: list[Correction], file: str) -> tuple[dict[int, str], list[Problem]]:
    """The keys set by hand, by entry number."""
    keys: dict[int, str] = {}
    problems = []
    for correction in corrections:
        if correction.field == "key" and keys.setdefault(correction.entry, correction.correct) != correction.correct:
            what = f"entry {correction.entry} is given two keys"
            problems.append(Problem(file, correction.line, what, "give it one"))
    return keys, problems


def _faults(record: Record, numbers: set[int]) -> list[tuple[str, str]]:
    unknown = sorted(str(field) for field in set(record) - KNOWN)
    if unknown:
        return [(f"unknown: {', '.join(unknown)}", f"use only {', '.join(sorted(KNOWN))}")]
    needed = NEEDED_FOR_KEY if record.get("field") == "key" else NEEDED
    missing = sorted(field for field in needed if record.get(field) in (None, ""))
    if missing:
        return [(f"without {', '.join(missing)}", "give every correction all of its fields")]
    found = [
        (f"{field} is {record[field]!r}, not text", "put it in quotes")
        for field in sorted(set(record) - {"entry"})
        if not isinstance(record[field], str)
    ]
    return found or _bad_values(record, numbers)


def _bad_values(record: Record, numbers: set[int]) -> list[tuple[str, str]]:
    found = []
    if isinstance(record["entry"], bool) or not isinstance(record["entry"], int) or record["entry"] not in numbers:
        found.append((f"the list has no entry {record['entry']!r}", "name the number of an entry"))
    if record["field"] not in FIELDS:
        found.append((f"no field '{record['field']}' can be corrected", f"name one of {', '.join(FIELDS)}"))
    if record.get("certainty", "seen") not in CERTAINTIES:
        found.append((f"certainty '{record['certainty']}' is unknown", f"say {', '.join(CERTAINTIES)}"))
    if record["field"] == "key" and "printed" in record:
        found.append(("a key is not printed in the list", "take 'printed' out"))
    if record["field"] == "key" and not KEY.fullmatch(record["correct"]):
        found.append((f"'{record['correct']}' cannot be a key", "use small letters a–z, digits and hyphens"))
    if record["field"] != "key" and not one_line(record["printed"]):
        found.append(("printed is empty", "quote the printed words"))
    if record["field"] != "key" and one_line(record["printed"]) == one_line(record["correct"]):
        found.append(("printed and correct are the same", "take the record out"))
    return found


def _times(text: str, part: str) -> int:
    return sum(text.startswith(part, at) for at in range(len(text)))


def _overlaps(text: str, corrections: list[Correction], file: str) -> list[Problem]:
    spans = sorted((text.index(c.printed), text.index(c.printed) + len(c.printed), c) for c in corrections)
    return [
        Problem(file, later.line, f"it overlaps the correction on line {earlier.line}", "join the two into one record")
        for (_, end, earlier), (start, _, later) in zip(spans, spans[1:])
        if start < end
    ]


def _replaced(text: str, corrections: list[Correction]) -> str:
    for correction in sorted(corrections, key=lambda c: text.index(c.printed), reverse=True):
        at = text.index(correction.printed)
        text = text[:at] + correction.correct + text[at + len(correction.printed) :]
    return text


def _misnamed(entry: PrintedEntry, corrections: list[Correction], file: str) -> list[Problem]:
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
