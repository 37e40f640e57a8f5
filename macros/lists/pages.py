"""Page ranges as they are printed (942–8) and as BibTeX wants them (942--948)."""

from __future__ import annotations

import re

from macros.lists.work import Unreadable

DASHES = re.compile(r"\s*[-‑‒–—−]+\s*")
PAGE = re.compile(r"(?P<prefix>[A-Za-z]*)(?P<digits>\d+)(?P<suffix>[A-Za-z]?(?:\.[A-Za-z]?\d+)?)")
ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
# An article number may carry dots, brackets or slashes but no space.
TOKEN = re.compile(r"[^\s,;]*\d[^\s,;]*")


def expand(printed: str) -> str:
    """Return pages with every range written out; several ranges stay separated by ', '.

    Raises Unreadable for what is neither pages nor an article number, and for a range that runs backwards.
    """
    return ", ".join(_expand_range(part.strip()) for part in printed.split(","))


def first_page(pages: str) -> str:
    """The first page of expanded pages."""
    return re.split(r"--|, ", pages)[0]


def _expand_range(printed: str) -> str:
    ends = DASHES.split(printed)
    if len(ends) == 2 and (first := PAGE.fullmatch(ends[0])) and (last := PAGE.fullmatch(ends[1])):
        return _write_out(printed, first, last)
    if len(ends) == 2 and all(ROMAN.fullmatch(end) for end in ends):
        return "--".join(ends)
    if TOKEN.fullmatch(DASHES.sub("-", printed)):
        return DASHES.sub("-", printed)
    raise Unreadable(f"'{printed}' is no page range and no article number", "print pages as 12–19 or e1234")


def _write_out(printed: str, first: re.Match[str], last: re.Match[str]) -> str:
    shortened = last["prefix"] in ("", first["prefix"])
    missing = len(first["digits"]) - len(last["digits"])
    digits = first["digits"][:missing] + last["digits"] if shortened and missing > 0 else last["digits"]
    if shortened and int(digits) < int(first["digits"]):
        raise Unreadable(f"the pages {printed} run backwards", "print the first page before the last")
    prefix = first["prefix"] if shortened else last["prefix"]
    return f"{first.group()}--{prefix}{digits}{last['suffix']}"
