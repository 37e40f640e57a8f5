"""DOIs, PubMed numbers, web addresses and dates of access printed inside a reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from macros.lists.work import Unreadable

_RESOLVER = r"https?://(?:dx\.)?doi\.org/"
DOI = re.compile(rf"(?:{_RESOLVER}|\bdoi:?\s*(?:{_RESOLVER})?)\s*(10\.\d{{4,9}}/\S+)", re.IGNORECASE)
PMID = re.compile(r"\bPMID:?\s*(\d+)[;.]?", re.IGNORECASE)
PMCID = re.compile(r"\b(?:PMCID:?\s*)(PMC\d+)[;.]?", re.IGNORECASE)
URL = re.compile(r"(?:(?:Available (?:from|at)|Retrieved from|URL):?\s*)?((?:https?://|www\.)\S+)", re.IGNORECASE)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATE = r"(?P<date>[A-Za-z0-9][A-Za-z0-9 ,/-]*\d)"
ACCESSED = re.compile(
    rf"[\[(]?(?<![A-Za-z])(?:last )?(?:accessed|cited|retrieved)(?: on)?:? {_DATE}[\])]?\.?", re.IGNORECASE
)


class Identifiers(NamedTuple):
    """What was taken out of an entry, by BibTeX field, and the text that is left."""

    fields: dict[str, str]
    text: str


def take_out(text: str) -> Identifiers:
    """Take identifiers out of an entry's text.

    Raises Unreadable when the entry prints two different DOIs or web addresses.
    """
    fields: dict[str, str] = {}
    text = _take(DOI, "doi", text, fields, lambda match: trim_address(match[1]).lower())
    text = _take(PMCID, "pmcid", text, fields, lambda match: match[1].upper())
    text = _take(PMID, "pmid", text, fields, lambda match: match[1])
    text = _take(URL, "url", text, fields, lambda match: trim_address(match[1]))
    text = _take(ACCESSED, "urldate", text, fields, lambda match: iso_date(match["date"]))
    left = re.sub(r"[(\[]\s*[)\]]", "", " ".join(text.split()))
    left = re.sub(r"\.(?:\s+\.)+(?=\s|$)", ".", left)
    return Identifiers(fields, re.sub(r"\s+(?=[.;](?:\s|$))", "", left))


def trim_address(address: str) -> str:
    """Cut the punctuation that closes a sentence or a bracket around an address."""
    while address.endswith((".", ",", ";", ":", "]", ">", "'", '"', "”", "’")) or _closes_too_much(address):
        address = address[:-1]
    return address


def _closes_too_much(address: str) -> bool:
    return address.endswith(")") and address.count(")") > address.count("(")


def iso_date(printed: str) -> str:
    """ "3 May 2021", "May 3, 2021", "2021 May 3" or "2021-05-03" → "2021-05-03"; without a day "2021-05".

    Raises Unreadable for any other date.
    """
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", printed):
        return printed
    words = re.findall(r"[A-Za-z]+|\d+", printed)
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    months = [month_number(word) for word in words if word[:3].lower() in MONTHS]
    days = [int(match[1]) for match in re.finditer(r"(?<!\d)(\d{1,2})(?!\d)", printed)]
    if len(years) != 1 or len(months) > 1 or len(days) > len(months) or (days and not 1 <= days[0] <= 31):
        raise Unreadable(f"the date of access '{printed}' cannot be read", "print it as 3 May 2021")
    return "-".join([years[0], *(f"{number:02}" for number in months + days)])


def month_number(name: str) -> int:
    """ "Jan" or "January" → 1."""
    return MONTHS.index(name[:3].lower()) + 1


def _take(
    pattern: re.Pattern[str], field: str, text: str, fields: dict[str, str], value: Callable[[re.Match[str]], str]
) -> str:
    for match in pattern.finditer(text):
        found = value(match)
        if fields.setdefault(field, found) != found:
            raise Unreadable(f"two of {field}: '{fields[field]}' and '{found}'", "print one")
    return pattern.sub(lambda match: " " + _closing(match.group()) + " ", text)


def _closing(taken: str) -> str:
    """What closes the sentence or the bracket that the taken text stood in."""
    closed_inside = "]" if "[" in taken else ""
    return "".join(mark for mark in taken[len(trim_address(taken)) :] if mark in ".)]" and mark not in closed_inside)
