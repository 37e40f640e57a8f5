"""The beginning of a printed reference: its authors ("van der Pol E, Doe JA Jr, et al") and its title."""

from __future__ import annotations

import re

from macros.course.names import BODY_WORDS, names_body
from macros.lists.text import split_first, without_stop
from macros.lists.work import NOBODY, Name, NameList, Unreadable

PARTICLES = frozenset([
    "van", "von", "vom", "zum", "zur", "zu", "der", "den", "dem", "de", "del", "della", "dello", "degli", "di",
    "da", "das", "do", "dos", "du", "d", "la", "le", "les", "lo", "e", "y", "i", "el", "al", "bin", "bint", "ibn",
    "ben", "abu", "ter", "ten", "te", "'t", "af", "av"
])  # fmt: skip
SUFFIXES = {"Jr": "Jr.", "Jr.": "Jr.", "Sr": "Sr.", "Sr.": "Sr."} | {
    s: s for s in ["2nd", "3rd", "4th", "II", "III", "IV"]
}
SMALL_WORDS = frozenset([
    "of", "the", "for", "and", "on", "in", "to", "at", "de", "des", "du", "la", "del", "di", "da", "et", "und",
    "für", "by", "an", "a", "against", "with"
])  # fmt: skip
# Behind the name of a body these are a place; behind a surname they may be initials.
COUNTRIES = frozenset(["UK", "USA", "UAE"])
MEND_STYLE = "print it as 'Authors. Title. Journal. Year;volume:pages.', or add a correction"
SEPARATOR = re.compile(r"\s*[,;]\s*")
ET_AL = re.compile(r"[,;]?\s*\bet\s+al\.?$", re.IGNORECASE)


def authors_and_title(text: str) -> tuple[NameList, str]:
    """Split "Authors. Title." at the first full stop; a text that begins with no name is all title.

    Raises Unreadable where a name cannot be read or nothing follows the names.
    """
    first, rest = split_first(text)
    if names_somebody(first) and not rest:
        raise Unreadable("there are authors but no title", MEND_STYLE)
    if rest and (names_somebody(first) or names_a_body(first)):
        return read_names(first), without_stop(rest)
    # So short a sentence is rather a misprinted author than the first half of a title.
    if rest and len(first.split()) < 4:
        raise Unreadable(f"the author '{first}' cannot be read", "print an author as 'Surname AB'")
    return NOBODY, without_stop(text)


def read_names(printed: str) -> NameList:
    """Read a list of authors or editors as printed, without its final full stop.

    Raises Unreadable, naming the author, when any part of it is not a name.
    """
    text = printed.strip().rstrip(".").strip()
    names_text = ET_AL.sub("", text)
    others = names_text != text
    names_text = re.sub(r",\s+(?=(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\b)", " ", names_text)
    pieces = _with_places([re.sub(r"^(?:and|&)\s+", "", piece) for piece in SEPARATOR.split(names_text) if piece])
    persons = [read_person(piece) for piece in pieces]
    if not any(persons) or _is_body_of_a_country(pieces):
        # Among bodies alone a comma is part of a name ("Larch Study Group, UK").
        return NameList(tuple(map(_body, re.split(r"\s*;\s*", names_text))), others)
    names = [person or _body(piece) for person, piece in zip(persons, pieces, strict=True)]
    return NameList(tuple(names), others)


def _with_places(pieces: list[str]) -> list[str]:
    """The pieces of a list of names, each country joined to the body that it follows."""
    joined: list[str] = []
    for piece in pieces:
        if piece in COUNTRIES and joined and read_person(joined[-1]) is None:
            joined[-1] += f", {piece}"
        else:
            joined.append(piece)
    return joined


def _is_body_of_a_country(pieces: list[str]) -> bool:
    """Whether one "Maple UK" is the whole list: among others it would be a person with these initials."""
    return len(pieces) == 1 and pieces[0].split()[-1] in COUNTRIES


def names_somebody(printed: str) -> bool:
    """Whether a sentence has at least one "Surname AB" in it, so that it must be a list of authors."""
    pieces = SEPARATOR.split(ET_AL.sub("", printed.strip().rstrip(".")))
    return ET_AL.search(printed.strip()) is not None or any(read_person(piece) for piece in pieces)


def names_a_body(printed: str) -> bool:
    """Whether a sentence reads like the name of an organisation, not like a title."""
    words = printed.strip().rstrip(".").split()
    if not words or ":" in printed or not words[0][0].isupper() or re.search(r"[?!]", printed):
        return False
    return all(_is_capitalised(word) or word.strip("(),").lower() in SMALL_WORDS | BODY_WORDS for word in words)


def read_person(piece: str) -> Name | None:
    """A "Surname Initials [Suffix]", or None where the piece is anything else."""
    words = piece.split()
    suffix = SUFFIXES[words.pop()] if len(words) > 2 and words[-1] in SUFFIXES and _is_initials(words[-2]) else ""
    split = len(words)
    while split > 1 and _is_initials(words[split - 1]):
        split -= 1
    surname, initials = words[:split], words[split:]
    if len(surname) > 1 and surname[-1] in ("Jr", "Sr"):
        suffix = SUFFIXES[surname.pop()]
    if not initials or not surname or not all(map(_is_surname_word, surname)):
        return None
    if not any(word[0].isupper() or not word.islower() for word in surname):
        return None
    if names_body(surname):
        return None
    return Name(" ".join(surname), _spaced("".join(initials)), suffix)


def _body(piece: str) -> Name:
    if not names_a_body(piece):
        raise Unreadable(f"the author '{piece}' cannot be read", "print an author as 'Surname AB'")
    return Name(piece)


def _is_initials(word: str) -> bool:
    letters = word.replace("-", "").replace("‑", "")
    return letters.isalpha() and letters.isupper() and len(letters) <= 5


def _is_surname_word(word: str) -> bool:
    letters = re.sub(r"[-‑'’‘`ʼ.]", "", word)
    return letters.isalpha() and (not word.islower() or word.replace("’", "'") in PARTICLES)


def _is_capitalised(word: str) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in word) or not any(map(str.isalpha, word))


def _spaced(initials: str) -> str:
    """ "BT" → "B. T.", "JL" printed with a hyphen → "J.-L."."""
    return re.sub(r"\.(?=[^\W\d_])", ". ", re.sub(r"([^\W\d_])", r"\1.", initials.replace("‑", "-")))
