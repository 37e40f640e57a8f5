"""Clean a printed reference list into BibTeX.

    python -m scripts.clean_references LIST [-o OUT.bib] [--corrections F] [--evidence F] [--check]

The BibTeX goes to standard output unless -o names a file; everything said to people goes to standard error.
Exit status: 0 done, 1 something is wrong with an input (or --check found a difference), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from macros.course.problems import InputProblems, Problem
from macros.lists.cleaning import Cleaned, clean


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    options = _options(arguments)
    try:
        cleaned = clean(options.list, options.corrections, options.evidence)
        if options.check:
            _check(options.output, cleaned.text)
        elif options.output:
            _write(options.output, cleaned.text)
        else:
            sys.stdout.buffer.write(cleaned.text.encode())
            sys.stdout.buffer.flush()
    except InputProblems as error:
        print(error, file=sys.stderr)
        print(f"{_many(len(error.problems), 'problem')}; nothing was written", file=sys.stderr)
        return 1
    print(_summary(cleaned), file=sys.stderr)
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.clean_references", description=__doc__.split("\n")[0])
    parser.add_argument("list", type=Path, metavar="LIST", help="text file with a numbered reference list as printed")
    parser.add_argument("-o", dest="output", type=Path, metavar="OUT.bib", help="default: standard output")
    parser.add_argument("--corrections", type=Path, metavar="F", help="YAML file of corrections to the printed text")
    parser.add_argument("--evidence", type=Path, metavar="F", help="YAML file with identifiers to add and compare")
    parser.add_argument("--check", action="store_true", help="write nothing; fail unless OUT.bib is up to date")
    options = parser.parse_args(arguments)
    if options.check and not options.output:
        parser.error("--check needs -o OUT.bib to compare with")
    inputs = [path.resolve() for path in (options.list, options.corrections, options.evidence) if path]
    if options.output and options.output.resolve() in inputs:
        parser.error("-o names one of the inputs, which would be overwritten")
    return options


def _summary(cleaned: Cleaned) -> str:
    entries = _many(len(cleaned.works), "entry", "entries")
    dois = _many(sum("doi" in work.fields for work in cleaned.works), "DOI")
    return f"{entries}, {_many(cleaned.corrections, 'correction')}, {dois}"


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def _write(path: Path, text: str) -> None:
    """Replace the file in one step, so that nobody ever reads half of it."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=path.name, suffix=".new", delete=False) as file:
            temporary = Path(file.name)
            file.write(text.encode())
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        what = f"cannot be written: {error.strerror}"
        raise InputProblems([Problem(str(path), None, what, "name a file in a folder you can write to")]) from None


def _check(path: Path, text: str) -> None:
    """Raise InputProblems, one for every entry that differs, unless the file is exactly this text."""
    try:
        present = path.read_bytes()
    except OSError as error:
        problem = Problem(str(path), None, f"cannot be read: {error.strerror}", "run without --check to make it")
        raise InputProblems([problem]) from None
    if present == text.encode():
        return
    there, wanted = _entries(present.decode("utf-8", "replace")), _entries(text)
    wrong: list[tuple[int | None, str]] = []
    for key in wanted | there:
        if key not in there:
            wrong.append((None, f"entry '{key}' is missing"))
        elif key not in wanted:
            wrong.append((there[key].line, f"entry '{key}' is not in the list"))
        elif there[key].text != wanted[key].text:
            wrong.append((there[key].line, f"entry '{key}' is not as it would be written"))
    wrong = wrong or [(None, "differs between its entries or in their order")]
    raise InputProblems(Problem(str(path), line, what, "run without --check") for line, what in wrong)


class _Entry(NamedTuple):
    line: int
    text: list[str]


def _entries(text: str) -> dict[str, _Entry]:
    """The entries of a BibTeX file by their keys."""
    lines = text.split("\n")
    starts = [(at, match[1]) for at, line in enumerate(lines) if (match := re.match(r"@\w+\{([^,]*),", line))]
    ends = [at for at, _ in starts[1:]] + [len(lines)]
    return {
        key: _Entry(at + 1, [line for line in lines[at:end] if line.strip()])
        for (at, key), end in zip(starts, ends, strict=True)
    }


if __name__ == "__main__":
    sys.exit(main())
