"""The works of the course as CSL-JSON, which Zotero, pandoc and citeproc read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from macros.course.bibtex import Type
from macros.course.names import Body, Name
from macros.course.works import Reference
from macros.exports.format import Format, json_text, told

_TYPES: Mapping[Type, str] = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "preprint": "article",
    "online": "webpage",
    "misc": "document",
}
_GENRES: Mapping[Type, str] = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "preprint": "preprint"}


def csl_json(works: Iterable[Reference]) -> str:
    """CSL-JSON, one object per work."""
    return json_text(map(_record, works))


def csl_name(name: Name) -> dict[str, str]:
    """A name in CSL's parts; a body is a literal."""
    if isinstance(name, Body):
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix, "non-dropping-particle": name.particle}
    return told(parts)


def _record(work: Reference) -> dict[str, Any]:
    # A report and a preprint have a number of their own; in a journal it is the issue's.
    numbered = work.type in ("techreport", "preprint")
    return told(
        {
            "id": work.key,
            "type": _TYPES[work.type],
            "title": work.title,
            "author": _names(work.authors, work.more_authors),
            "editor": _names(work.editors, work.more_editors),
            "container-title": work.journal or work.booktitle,
            "collection-title": work.series,
            "issued": _date(work.year, work.month),
            "volume": work.volume,
            "issue": "" if numbered else work.issue,
            "number": (work.issue or work.eprint) if numbered else "",
            "chapter-number": work.chapter,
            "page": work.pages.replace("–", "-"),
            "edition": work.edition,
            "genre": _GENRES.get(work.type, ""),
            "publisher": work.publisher or work.institution or work.howpublished,
            "publisher-place": work.address,
            "URL": work.url,
            "accessed": _date(*work.urldate.split("-")) if work.urldate else None,
            "note": work.note,
            "DOI": work.doi,
            "PMID": work.pmid,
            "PMCID": work.pmcid,
            "citation-number": work.label,
        }
    )


def _names(names: Iterable[Name], more: bool) -> list[dict[str, str]]:
    return [*map(csl_name, names), *([{"literal": "others"}] if more else [])]


def _date(year: str, *rest: str) -> dict[str, Any] | None:
    """Year, month and day as numbers as far as they are numbers; a year of another form as it is written."""
    if not re.fullmatch(r"\d{4}", year):
        return {"literal": year} if year else None
    parts = [int(year)]
    for part in rest:
        if not part.isdecimal():
            break
        parts.append(int(part))
    return {"date-parts": [parts]}


FORMAT = Format(
    "references.csl.json",
    "application/vnd.citationstyles.csl+json",
    "CSL-JSON",
    lambda course: csl_json((*course.listed, *course.further)),
)
