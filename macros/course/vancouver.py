"""How a work is printed in a numbered list: "Authors. Title. Journal. 2021;11(8):3996–4010." and its kin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from macros.course.bibtex import Entry
from macros.course.names import Name

NO_YEAR = "n.d."
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MARKS = {"phdthesis": " [dissertation]", "mastersthesis": " [master’s thesis]"}
_INTERNET = " [Internet]"


class Part(NamedTuple):
    """Words of a printed reference; `role` is "title" (of the work), "container" (what holds it) or nothing."""

    text: str
    role: str = ""


Sentence = tuple[Part, ...]


def printed(entry: Entry) -> tuple[Part, ...]:
    """The whole reference, its stops and spaces among the parts."""
    sentences = [sentence for sentence in _sentences(entry) if any(part.text for part in sentence)]
    return tuple(
        part for at, sentence in enumerate(sentences) for part in _closed(sentence, last=at + 1 == len(sentences))
    )


def author_line(entry: Entry) -> str:
    """ "Pan BT, Teng K, et al", or the editors of a book without authors: "Willow I, Ash J, editors"."""
    if entry.authors or entry.more_authors:
        return _people(entry.authors, entry.more_authors)
    return _editors(entry) if entry.type in ("book", "misc", "online", "techreport") else ""


def place(entry: Entry) -> str:
    """Year, volume, issue and pages of an article: "2021;11(8):3996–4010"."""
    issue = f"({entry.issue})" if entry.issue else ""
    numbers = f";{entry.volume}{issue}" if entry.volume or issue else ""
    return f"{entry.year or NO_YEAR}{numbers}{f':{entry.pages}' if entry.pages else ''}"


def _sentences(entry: Entry) -> list[Sentence]:
    who: Sentence = (Part(author_line(entry)),)
    body = _IN_TYPE.get(entry.type, _whole)(entry)
    return [who, *body, (Part(entry.note),), *_access(entry)]


def _article(entry: Entry) -> list[Sentence]:
    return [(Part(entry.title, "title"),), (Part(entry.journal, "container"),), (Part(place(entry)),)]


def _preprint(entry: Entry) -> list[Sentence]:
    number = "" if entry.doi or not entry.eprint else f";{entry.eprint}"
    server = (Part(entry.howpublished, "container"), Part(" [preprint]"))
    return [(Part(entry.title, "title"),), server, (Part(f"{entry.year or NO_YEAR}{number}"),)]


def _part(entry: Entry) -> list[Sentence]:
    editors = _editors(entry)
    book = (Part(entry.booktitle, "container"), Part(_volume(entry)))
    inside = [(Part(f"In: {editors}"),), book] if editors else [(Part("In: "), *book)]
    return [(Part(entry.title, "title"),), *inside, *_issued(entry)]


def _whole(entry: Entry) -> list[Sentence]:
    """A book, report, thesis or page: what is no part of something larger."""
    mark = _MARKS.get(entry.type, _INTERNET if _is_read_online(entry) else "")
    home = (Part(entry.howpublished),) if entry.type != "online" else ()
    return [(Part(entry.title, "title"), Part(_volume(entry) + mark)), home, *_issued(entry)]


def _issued(entry: Entry) -> list[Sentence]:
    """Edition, "Town: Publisher; Year", series, number of a report, pages."""
    edition = entry.edition and f"{entry.edition} ed"
    if re.search(r"\bed(?:ition|n)?\b", entry.edition, re.IGNORECASE):
        edition = entry.edition
    house = ": ".join(filter(None, (entry.address, entry.publisher or entry.institution)))
    seen = f" [cited {_day(entry.urldate)}]" if _is_read_online(entry) and entry.urldate else ""
    imprint = "; ".join(filter(None, (house, entry.year or NO_YEAR))) + seen
    number = f"Report No.: {entry.issue}" if entry.type == "techreport" and entry.issue else ""
    return [(Part(text),) for text in (edition, imprint, _series(entry), number, _pages(entry))]


def _access(entry: Entry) -> list[Sentence]:
    return [(Part(f"Available from: {entry.url}"),)] if _is_read_online(entry) else []


_IN_TYPE = {"article": _article, "preprint": _preprint, "incollection": _part, "inproceedings": _part}


def _is_read_online(entry: Entry) -> bool:
    return bool(entry.url) and entry.type not in ("article", "preprint")


def _people(names: Iterable[Name], more: bool) -> str:
    return ", ".join([*map(str, names), *(["et al"] if more else [])])


def _editors(entry: Entry) -> str:
    if not entry.editors:
        return ""
    one = len(entry.editors) == 1 and not entry.more_editors
    return f"{_people(entry.editors, entry.more_editors)}, {'editor' if one else 'editors'}"


def _volume(entry: Entry) -> str:
    return f", vol. {entry.volume}" if entry.volume else ""


def _series(entry: Entry) -> str:
    number = f"; {entry.issue}" if entry.issue and entry.type != "techreport" else ""
    return f"({entry.series}{number})" if entry.series else ""


def _pages(entry: Entry) -> str:
    chapter = f"chapter {entry.chapter}" if entry.chapter else ""
    pages = f"p. {_shortened(entry.pages)}" if entry.pages else ""
    return ", ".join(filter(None, (chapter, pages)))


def _shortened(pages: str) -> str:
    """ "414–427" → "414–27": digits that both ends share are printed once."""
    ends = re.fullmatch(r"(\d+)–(\d+)", pages)
    if not ends or len(ends[1]) != len(ends[2]) or ends[1] >= ends[2]:
        return pages
    shared = next(at for at, (one, other) in enumerate(zip(ends[1], ends[2], strict=True)) if one != other)
    return f"{ends[1]}–{ends[2][shared:]}"


def _day(iso: str) -> str:
    """ "2021-05-03" → "2021 May 3"; another form stays as it is."""
    date = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", iso)
    if not date:
        return iso
    month = _MONTHS[int(date[2]) - 1] if date[2] else ""
    return " ".join(filter(None, (date[1], month, date[3] and str(int(date[3])))))


def _closed(sentence: Sentence, last: bool) -> Sentence:
    """The sentence with its stop, which an address goes without, and the space behind it."""
    words = "".join(part.text for part in sentence)
    stop = "" if words.endswith((".", "?", "!")) or words.startswith("Available from: ") else "."
    parts = tuple(part for part in sentence if part.text)
    return (*parts, Part(stop + ("" if last else " ")))
