"""The works of the course as RIS, which most reference managers read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

import rispy

from macros.course.bibtex import Type
from macros.course.names import Body, Name
from macros.course.works import Reference
from macros.exports.format import Format, told

_TYPES: Mapping[Type, str] = {
    "article": "JOUR",
    "book": "BOOK",
    "incollection": "CHAP",
    "inproceedings": "CONF",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "techreport": "RPRT",
    "preprint": "UNPB",
    "online": "ELEC",
    "misc": "GEN",
}
_SORTS: Mapping[Type, str] = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "preprint": "Preprint"}


def ris(works: Iterable[Reference]) -> str:
    """RIS, one record per work."""
    return cast(str, rispy.dumps([_record(work) for work in works], implementation=_PlainWriter)).lstrip()


def ris_name(name: Name) -> str:
    """ "Family, Given, Suffix"; a body has no comma in it, or it would be read as a person."""
    if isinstance(name, Body):
        return name.literal.replace(",", "")
    return ", ".join([name.surname, name.given, name.suffix]).rstrip(", ")


class _PlainWriter(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """Records one after the other, without the line numbers that not every program expects."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy's own form
        return ""


def _record(work: Reference) -> dict[str, Any]:
    first, _, last = work.pages.partition("–")
    return told(
        {
            "type_of_reference": _TYPES[work.type],
            "id": work.key,
            "authors": _names(work.authors, work.more_authors),
            "secondary_authors": _names(work.editors, work.more_editors),
            "title": work.title,
            "journal_name": work.journal,
            "secondary_title": work.booktitle,
            "tertiary_title": work.series,
            "year": work.year,
            "date": f"{work.year}/{int(work.month):02}//" if work.month.isdecimal() else "",
            "volume": work.volume,
            "number": work.issue,
            "section": work.chapter,
            "start_page": first,
            "end_page": last,
            "edition": work.edition,
            "publisher": work.publisher or work.institution or work.howpublished,
            "place_published": work.address,
            "type_of_work": _SORTS.get(work.type, ""),
            "note": work.eprint,
            "doi": work.doi,
            "accession_number": work.pmid,
            "custom2": work.pmcid,
            "urls": [work.url] if work.url else [],
            "access_date": work.urldate.replace("-", "/"),
            "notes": [work.note] if work.note else [],
        }
    )


def _names(names: Iterable[Name], more: bool) -> list[str]:
    return [*map(ris_name, names), *(["et al"] if more else [])]


FORMAT = Format(
    "references.ris",
    "application/x-research-info-systems",
    "RIS",
    lambda course: ris((*course.listed, *course.further)),
)
