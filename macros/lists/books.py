"""Books, chapters, papers in proceedings and theses as printed."""

from __future__ import annotations

import re

from macros.lists import pages
from macros.lists.names import authors_and_title, names_somebody, read_names
from macros.lists.place import read_remark
from macros.lists.text import split_first, split_last, without_stop
from macros.lists.work import NOBODY, NameList, Unreadable, Work

YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
# A meeting prints its own date first ("; 2010 May 3–5; Boston. New York: ACM; 2010."): the last year is the book's.
IMPRINT = re.compile(rf"(?P<before>.*);\s*{YEAR}(?=[.\s]|$)\.?\s*(?P<after>.*)")
EDITOR_WORD = r",?\s*\(?\b(?:[Ee]ditors?|[Ee]ds?)\b\.?\)?[.,:]?"
EDITED = re.compile(rf"(?P<names>.+?){EDITOR_WORD}$")
EDITED_BOOK = re.compile(rf"(?P<names>.+?){EDITOR_WORD}\s+(?P<book>.+)$")
EDITION = re.compile(r"\s*\(?(?P<edition>\d+(?:st|nd|rd|th)|[A-Z][a-z]+)\s+ed(?:ition|n)?\.?\)?$", re.IGNORECASE)
VOLUME = re.compile(r"[.,]?\s*\bvol(?:ume|\.)?\s*(?P<volume>\w+)$", re.IGNORECASE)
PAGES = re.compile(r"pp?\.?\s*(?P<pages>[^\s.;]+(?:\.e\d+)?)\.?\s*")
PAGE_COUNT = re.compile(r"\d+ p")
MEETING = re.compile(r"\b(?:Proceedings|Conference|Symposium|Workshop|Congress|Meeting)\b", re.IGNORECASE)
INSIDE = re.compile(r"(?<=[.?!]) In: ")
_THESIS = r"(?:(?:Ph\.?\s?D\.?|Doctoral|M\.?Sc\.?|Master(?:['’]?s)?|M\.?D\.?)\s+)?(?:Thesis|Dissertation)"
THESIS = re.compile(rf"\.?\s*\[{_THESIS}\][.,:]?|(?<=[.?!]) {_THESIS}[.,:]", re.IGNORECASE)
UNIVERSITY = re.compile(rf"(?:(?P<address>[^:;]+): )?(?P<school>[^;]+?)[;.,]\s*{YEAR}\.?$")


def read_part(text: str) -> Work:
    """ "Authors. Title. In: Editors, editors. Book. City: Publisher; Year. p. 1–9." """
    head, rest = INSIDE.split(text, maxsplit=1)
    authors, title = authors_and_title(head)
    editors, rest = _editors_of(rest)
    book = _whole(rest)
    fields = {"title": title, "booktitle": book.pop("title"), **book}
    return Work("inproceedings" if MEETING.search(fields["booktitle"]) else "incollection", fields, authors, editors)


def read_book(text: str, imprint: re.Match[str]) -> Work:
    """ "Authors. Title. 2nd ed. City: Publisher; Year." or the same with editors for authors."""
    first, rest = split_first(text)
    edited = EDITED.match(first)
    if edited and names_somebody(edited["names"]):
        return Work("book", _whole(rest), NOBODY, read_names(edited["names"]))
    head, issued = _cut(imprint)
    authors, title = authors_and_title(head)
    return Work("book", _title(title) | issued, authors)


def read_thesis(text: str, mark: re.Match[str]) -> Work:
    """ "Author. Title [dissertation]. City: University; Year." and its like."""
    authors, title = authors_and_title(text[: mark.start()].rstrip(".") + ".")
    place = UNIVERSITY.match(text[mark.end() :].strip())
    if not place:
        raise Unreadable("the thesis has no university and year", "print 'University; Year.' after the word thesis")
    kind = "mastersthesis" if re.search(r"master|m\.?sc", mark.group().lower()) else "phdthesis"
    fields = {"title": title, **{name: value for name, value in place.groupdict().items() if value}}
    return Work(kind, fields, authors)


def _editors_of(text: str) -> tuple[NameList, str]:
    edited = EDITED_BOOK.match(text)
    if edited and names_somebody(edited["names"]):
        return read_names(edited["names"]), edited["book"]
    return NOBODY, text


def _whole(text: str) -> dict[str, str]:
    """ "Book title. 2nd ed. City: Publisher; 2010. p. 1–9." → fields; a publisher may be missing."""
    if imprint := IMPRINT.match(text):
        head, issued = _cut(imprint)
        return _title(head) | issued
    dated = re.search(rf"[.,] {YEAR}[.;:]\s*(?P<after>.*)$", text)
    if not dated:
        raise Unreadable("the book has no publisher and year", "print 'City: Publisher; Year.' after its title")
    return _title(text[: dated.start()]) | {"year": dated["year"], **_pages(dated["after"])}


def _cut(found: re.Match[str]) -> tuple[str, dict[str, str]]:
    """What stands before an imprint, and the imprint by fields."""
    head, imprint = split_last(found["before"])
    address, _, publisher = imprint.rpartition(": ")
    if not head or not publisher:
        raise Unreadable("title and publisher cannot be told apart", "print 'Title. City: Publisher; Year.'")
    place = {"address": address} if address else {}
    return head, {"publisher": publisher, **place, "year": found["year"], **_pages(found["after"])}


def _title(text: str) -> dict[str, str]:
    """Take edition and volume off the end of a book's title, in either order."""
    found: dict[str, str] = {}
    title = without_stop(text)
    for pattern in (VOLUME, EDITION, VOLUME):
        match = pattern.search(title)
        if match and match.start() > 0:
            found |= match.groupdict()
            title = without_stop(title[: match.start()])
    return {"title": title, **found}


def _pages(after: str) -> dict[str, str]:
    match = PAGES.match(after)
    fields = {"pages": pages.expand(match["pages"])} if match else {}
    rest = (after[match.end() :] if match else after).strip(" .")
    if not rest or PAGE_COUNT.fullmatch(rest):
        return fields
    return fields | {"note": read_remark(rest)}
