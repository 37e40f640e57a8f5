"""One printed reference → plain data.

An entry is read from both ends: a list of authors ends at the first full stop, and what follows the last
sentence says where the work was published. What lies between is the title.
"""

from __future__ import annotations

import re

from macros.lists import books, identifiers
from macros.lists.names import MEND_STYLE, authors_and_title, names_somebody
from macros.lists.place import is_place, read_place
from macros.lists.text import breaks, split_first, split_last
from macros.lists.work import Unreadable, Work

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATE = rf"(?P<year>{_YEAR})[a-z]?(?: (?P<month>{_MONTH})\.?(?:[–/-]{_MONTH})?(?: \d{{1,2}})?)?"
# "Journal. 2021;11:5", also with the full stop before the year forgotten
VOLUME_PLACE = re.compile(rf" {_DATE}\s*(?P<where>;.*)$")
# "Journal. 2021." and "Journal. 2021: e5."
BARE_PLACE = re.compile(rf".*[.?!)\]] {_DATE}\s*(?P<where>:.*|\.?|\.? ?(?:\(|\[|Epub|In press|Online).*)$")
YEAR_IN_BRACKETS = re.compile(rf"\.? \((?P<year>{_YEAR})\)\.?$")
YEAR_OF_PAGE = re.compile(rf"(?:[.,] (?:Published )?|\()(?P<year>{_YEAR})\)?[.,]?$")
PREPRINT = re.compile(
    r"(?:Preprint(?: at)?:?\s*)?"
    r"(?P<server>bioRxiv|medRxiv|arXiv|ChemRxiv|Research Square|SSRN|OSF Preprints|Preprints)?"
    r"(?:\s+preprint)?(?:\s*arXiv)?:?\s*(?P<number>\d{4}\.\d{4,5}(?:v\d+)?)?(?:\s*\[[a-zA-Z.-]+\])?",
    re.IGNORECASE,
)
MEDIUM = re.compile(r"\s*\[(?:Internet|Online|Preprint|Web ?page|Website)\]", re.IGNORECASE)


def read_entry(text: str) -> Work:
    """Read the text of one entry, number taken off.

    Raises Unreadable, with what is wrong, when no known form of reference fits.
    """
    found = identifiers.take_out(text)
    plain = YEAR_IN_BRACKETS.sub(r". \g<year>.", MEDIUM.sub("", found.text).strip())
    work = _read_form(plain, found.fields)
    if work.kind == "article" and "[preprint]" in text.lower():
        work = Work("misc", {"howpublished": work.fields.pop("journal"), **work.fields}, work.authors)
    work = work._replace(fields={**work.fields, **found.fields})
    _check(work)
    return work


def _read_form(text: str, found: dict[str, str]) -> Work:
    if mark := books.THESIS.search(text):
        return books.read_thesis(text, mark)
    if books.INSIDE.search(text):
        return books.read_part(text)
    if place := _volume_place(text):
        return _article(text, place)
    if imprint := books.IMPRINT.match(text):
        return books.read_book(text, imprint)
    place = BARE_PLACE.match(text)
    if "url" in found and ("urldate" in found or not place or not names_somebody(split_first(text)[0])):
        return _web_page(text)
    if place:
        return _article(text, place)
    raise Unreadable("no year and place of publication were found", MEND_STYLE)


def _volume_place(text: str) -> re.Match[str] | None:
    """Where year and volume are printed: a title may have a year before a semicolon too, and so may a remark."""
    found = [match for at in range(len(text)) if (match := VOLUME_PLACE.match(text, at))]
    return next((match for match in found if is_place(match["where"])), found[-1] if found else None)


def _article(text: str, place: re.Match[str]) -> Work:
    before, journal = split_last(text[: place.start("year")].rstrip())
    if not before:
        raise Unreadable("authors, title and journal cannot be told apart", MEND_STYLE)
    authors, title = authors_and_title(before)
    fields = {"title": title, "year": place["year"]}
    if place["month"]:
        fields["month"] = str(identifiers.month_number(place["month"]))
    preprint = PREPRINT.fullmatch(journal)
    if preprint and journal:
        number = preprint["number"] or place["where"].strip(";:. ")
        fields |= {"howpublished": preprint["server"] or "Preprint"} | ({"eprint": number} if number else {})
        return Work("misc", fields, authors)
    return Work("article", fields | {"journal": journal} | read_place(place["where"]), authors)


def _web_page(text: str) -> Work:
    year = YEAR_OF_PAGE.search(text)
    head = (text[: year.start()] if year else text).strip().rstrip(".") + "."
    authors, title = authors_and_title(head if breaks(head) else head.rstrip("."))
    return Work("misc", {"title": title} | ({"year": year["year"]} if year else {}), authors)


def _check(work: Work) -> None:
    """Catch what was read only because something before it was misread."""
    title = work.fields["title"]
    if re.match(r"(?:et al\b|[A-Z]\.?,\s|[A-Z]\.,?\s[A-Z]\.)", title):
        raise Unreadable(f"the authors do not end before '{title[:30]}'", "print 'Surname AB, …, et al. Title.'")
    for field, value in work.fields.items():
        letters = r"[^\W\d_]" if field == "title" else r"\w"
        if not re.search(letters, value):
            raise Unreadable(f"there is no {field}", MEND_STYLE)
