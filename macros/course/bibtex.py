"""A BibTeX file → its entries as plain data, or what is wrong on which line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError

from macros.course.files import read_text
from macros.course.names import Name, plain, read_names
from macros.course.problems import InputProblems, Problem

# BibTeX's own types, and two that it hides in "misc": what stands on a server of preprints, and what has an address only.
Type = Literal[
    "article",
    "book",
    "incollection",
    "inproceedings",
    "phdthesis",
    "mastersthesis",
    "techreport",
    "preprint",
    "online",
    "misc",
]
_OTHER_NAMES: Mapping[str, Type] = {
    "inbook": "incollection",
    "conference": "inproceedings",
    "proceedings": "book",
    "collection": "book",
    "booklet": "book",
    "thesis": "phdthesis",
    "report": "techreport",
    "manual": "techreport",
    "electronic": "online",
    "www": "online",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The form of a key that the cleaner makes and a course may set by hand.
KEY = re.compile(r"[a-z0-9-]+")
_ADDRESS = re.compile(r"\\url\{([^}]*)\}|(https?://\S+)")


@dataclass(frozen=True)
class Entry:
    """One entry of a BibTeX file. What the entry does not tell is empty.

    `source` is its text in the file and `line` where that begins; `refnumber` is as written.
    `institution` is the school of a thesis or the body behind a report; `address` is the town;
    `pages` has an en dash, `urldate` is "2021-05-03" or as written, `month` "1" to "12" or as written.
    """

    key: str
    type: Type
    line: int
    source: str
    refnumber: str
    authors: tuple[Name, ...]
    more_authors: bool
    editors: tuple[Name, ...]
    more_editors: bool
    title: str
    booktitle: str
    journal: str
    year: str
    month: str
    volume: str
    issue: str
    chapter: str
    pages: str
    edition: str
    series: str
    publisher: str
    institution: str
    address: str
    howpublished: str
    eprint: str
    note: str
    url: str
    urldate: str
    doi: str | None
    pmid: str | None
    pmcid: str | None


def read_bibtex(path: Path, name: str | None = None) -> tuple[Entry, ...]:
    """The entries of a file in its order; `name` is the file's name in messages.

    Raises InputProblems for a file that cannot be read, broken BibTeX, an entry without title and a key or a
    field that stands twice.
    """
    name = name or str(path)
    text = read_text(path, name)
    problems: list[Problem] = []
    entries: dict[str, Entry] = {}
    for written in _parse(text, name, problems):
        try:
            entry = _entry(written, name)
        except InputProblems as error:
            problems += error.problems
            continue
        if first := entries.get(entry.key.lower()):
            what = f"the key '{entry.key}' stands here and on line {first.line}"
            problems.append(Problem(name, entry.line, what, "give every entry a key of its own"))
        entries[entry.key.lower()] = entry
    if problems:
        raise InputProblems(problems)
    return tuple(entries.values())


@dataclass(frozen=True)
class _Written:
    """An entry while it is LaTeX; its fields are in their order."""

    type: str
    key: str
    line: int
    source: str
    fields: list[tuple[str, str]]


def _parse(text: str, name: str, problems: list[Problem]) -> Iterator[_Written]:
    def note(error: PybtexError) -> None:
        what = f"broken BibTeX{f' in the entry {key!r}' if (key := parser.current_entry_key) else ''}: {error.args[0]}"
        mend = "mend the BibTeX: commas between fields, braces in pairs"
        problems.append(Problem(name, error.lineno, what, mend))

    parser = LowLevelParser(text, macros=dict(month_names), handle_error=note)
    broken = 0
    for command, body in parser:
        if len(problems) > broken:  # what is left of a broken entry would only seem to lack more
            broken = len(problems)
            continue
        line = text.count("\n", 0, parser.command_start) + 1
        if command.lower() in ("string", "preamble"):
            problems.append(
                Problem(name, line, f"@{command} is not understood", "write its words out where they stand")
            )
            continue
        key, fields = body
        values = [(field.lower(), " ".join("".join(parts).split())) for field, parts in fields]
        yield _Written(command.lower(), key or "", line, text[parser.command_start : parser.pos], values)


def _entry(written: _Written, file: str) -> Entry:
    fields = dict(written.fields)

    def wrong(what: str, mend: str) -> InputProblems:
        return InputProblems([Problem(file, written.line, f"the entry '{written.key}' {what}", mend)])

    if twice := sorted({field for field, _ in written.fields if [f for f, _ in written.fields].count(field) > 1}):
        raise wrong(f"has two of '{twice[0]}'", "keep one")
    if not plain(fields.get("title", "")):
        raise wrong("has no title", "add 'title = {…}'")
    if "crossref" in fields:
        raise wrong("leans on another by 'crossref'", "write the fields of the other out")
    try:
        authors, more_authors = read_names(fields.get("author", ""))
        editors, more_editors = read_names(fields.get("editor", ""))
    except PybtexError as error:
        raise wrong(f"has a name that cannot be read: {error.args[0]}", "write 'Family, Suffix, Given'") from None

    def text(*names: str) -> str:
        return next((plain(fields[name]) for name in names if fields.get(name)), "")

    def letters(*names: str) -> str:
        """A field that readers take letter by letter, without LaTeX in it."""
        return next((fields[name] for name in names if fields.get(name)), "")

    home, found = _home(fields.get("howpublished", ""))
    address = letters("url") or found
    return Entry(
        key=written.key,
        type=_type(written.type, address, home),
        line=written.line,
        source=written.source,
        refnumber=text("refnumber"),
        authors=authors,
        more_authors=more_authors,
        editors=editors,
        more_editors=more_editors,
        title=text("title"),
        booktitle=text("booktitle"),
        journal=text("journal", "journaltitle"),
        year=text("year") or text("date")[:4],
        month=_month(text("month")),
        volume=text("volume"),
        issue=text("number", "issue"),
        chapter=text("chapter"),
        pages=text("pages"),
        edition=text("edition"),
        series=text("series"),
        publisher=text("publisher"),
        institution=text("school", "institution", "organization"),
        address=text("address", "location"),
        howpublished=home,
        eprint=letters("eprint"),
        note=text("note"),
        url=address,
        urldate=letters("urldate"),
        doi=letters("doi") or None,
        pmid=letters("pmid") or None,
        pmcid=letters("pmcid") or None,
    )


def _home(howpublished: str) -> tuple[str, str]:
    """What `howpublished` says, and the web address that it gives in place of a field of its own."""
    found = _ADDRESS.search(howpublished)
    if not found:
        return plain(howpublished), ""
    return plain(_ADDRESS.sub("", howpublished)).strip(" ,.:;"), found[1] or found[2]


def _type(written: str, url: str, home: str) -> Type:
    kind = _OTHER_NAMES.get(written, written)
    if kind in get_args(Type) and kind != "misc":
        return cast(Type, kind)
    if url:
        return "online"
    return "preprint" if home else "misc"


def _month(written: str) -> str:
    name = written[:3].lower()
    return str(_MONTHS.index(name) + 1) if name in _MONTHS else written
