"""Works made for one test each: from a printed list through the cleaner, or from BibTeX."""

from __future__ import annotations

import re
from pathlib import Path

from macros.course.settings import load_settings
from macros.course.works import Reference, load_references, load_works
from macros.lists.cleaning import clean

SMALL = Path(__file__).parent / "small_course"
SETTINGS = load_settings(SMALL)
FINDING = "{text: Bark is brown., basis: abstract}"


def small_works() -> dict[str, Reference]:
    """The works of the small course."""
    return load_works(SMALL / "bib", SETTINGS)


def printed_works(folder: Path, printed: str) -> list[Reference]:
    """The works of a printed list, cleaned and loaded with a finding each."""
    (folder / "list.txt").write_text(f"References\n\n{printed}", encoding="utf-8")
    bib = folder / "references.bib"
    bib.write_text(clean(folder / "list.txt").text, encoding="utf-8")
    numbers = re.findall(r"refnumber = \{(\d+)\}", bib.read_text(encoding="utf-8"))
    records = [f"- {{number: {number}, kind: primary, findings: [{FINDING}]}}\n" for number in numbers]
    (folder / "evidence.yml").write_text("".join(records), encoding="utf-8")
    return list(load_references(bib, folder / "evidence.yml", SETTINGS).values())


def written_works(folder: Path, bib: str) -> list[Reference]:
    """The works outside the list that a BibTeX text holds, loaded with a finding each."""
    (folder / "further.bib").write_text(bib, encoding="utf-8")
    keys = re.findall(r"(?m)^\s*@\w+\{([^,\s]+),", bib)
    records = [f"- {{key: {key}, kind: primary, findings: [{FINDING}]}}\n" for key in keys]
    (folder / "further.yml").write_text("".join(records), encoding="utf-8")
    return list(load_references(folder / "further.bib", folder / "further.yml", SETTINGS, further=True).values())
