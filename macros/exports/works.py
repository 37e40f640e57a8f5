"""The list of works in the forms that reference managers read."""

from __future__ import annotations

import json
from collections.abc import Iterable

import rispy

from macros.course.works import Reference


def csl_json(works: Iterable[Reference]) -> str:
    """CSL-JSON, one object per work, as Zotero, pandoc and citeproc read it."""
    return json.dumps([_csl(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def ris(works: Iterable[Reference]) -> str:
    """RIS, one record per work."""
    return rispy.dumps([_ris(work) for work in works], implementation=_PlainWriter).lstrip()


class _PlainWriter(rispy.RisWriter):
    """Records one after the other, without the line numbers that not every program expects."""

    def set_header(self, count: int) -> str:
        return ""


def _csl(work: Reference) -> dict:
    record = {
        "id": work.key,
        "type": "article-journal",
        "title": work.title,
        "author": [_name(author) for author in work.authors],
        "container-title": work.journal,
        "issued": {"date-parts": [[int(work.year)]]},
        "volume": work.volume,
        "issue": work.issue,
        "page": work.pages.replace("–", "-"),
        "DOI": work.doi,
        "PMID": work.pmid,
        "PMCID": work.pmcid,
        "citation-number": work.label,
    }
    return {field: value for field, value in record.items() if value}


def _ris(work: Reference) -> dict:
    first, _, last = work.pages.partition("–")
    names = [_name(author) for author in work.authors]
    record = {
        "type_of_reference": "JOUR",
        "id": work.key,
        "authors": [", ".join(name.values()) if len(name) > 1 else name["literal"] for name in names],
        "title": work.title,
        "journal_name": work.journal,
        "year": work.year,
        "volume": work.volume,
        "number": work.issue,
        "start_page": first,
        "end_page": last,
        "doi": work.doi,
        "accession_number": work.pmid,
    }
    return {field: value for field, value in record.items() if value}


def _name(display: str) -> dict:
    """ "Pan BT" → family and given; a name without initials is a literal."""
    family, _, initials = display.rpartition(" ")
    if not family or not initials.isupper():
        return {"literal": display}
    return {"family": family, "given": " ".join(f"{initial}." for initial in initials)}
