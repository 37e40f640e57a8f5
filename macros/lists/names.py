"""Printed author lists ("van der Pol E, Doe JA Jr, et al") and the names in them."""

from __future__ import annotations

import re
from typing import NamedTuple

from macros.lists.unreadable import Unreadable


class Name(NamedTuple):
    """A person, or with neither initials nor suffix a body or a person of one name."""

    surname: str
    initials: str = ""
    suffix: str = ""


class NameList(NamedTuple):
    """Names in the printed order; `others` where the list ends in "et al."."""

    names: tuple[Name, ...]
    others: bool = False


NOBODY = NameList(())

PARTICLES = frozenset(
    [
        "van",
        "von",
        "vom",
        "zum",
        "zur",
        "zu",
        "der",
        "den",
        "dem",
        "de",
        "del",
        "della",
        "dello",
        "degli",
        "di",
        "da",
        "das",
        "do",
        "dos",
        "du",
        "d",
        "la",
        "le",
        "les",
        "lo",
        "e",
        "y",
        "i",
        "el",
        "al",
        "bin",
        "bint",
        "ibn",
        "ben",
        "abu",
        "ter",
        "ten",
        "te",
        "'t",
        "af",
        "av",
    ]
)
SUFFIXES = {"Jr": "Jr.", "Jr.": "Jr.", "Sr": "Sr.", "Sr.": "Sr."} | {
    s: s for s in ["2nd", "3rd", "4th", "II", "III", "IV"]
}
SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "on",
        "in",
        "to",
        "at",
        "de",
        "des",
        "du",
        "la",
        "del",
        "di",
        "da",
        "et",
        "und",
        "für",
        "by",
        "an",
        "a",
        "against",
        "with",
    ]
)
BODY_WORDS = frozenset(
    [
        "group",
        "collaborators",
        "investigators",
        "network",
        "consortium",
        "committee",
        "society",
        "team",
        "members",
        "authors",
    ]
)
ET_AL = re.compile(r"[,;]?\s*\bet\s+al\.?$", re.IGNORECASE)


def read_names(printed: str) -> NameList:
    """Read a list of authors or editors as printed, without its final full stop.

    Raises Unreadable, naming the author, when any part of it is not a name.
    """
    text = printed.strip().rstrip(".").strip()
    names_text = ET_AL.sub("", text)
    others = names_text != text
    names_text = re.sub(r",\s+(?=(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\b)", " ", names_text)
    pieces = [re.sub(r"^(?:and|&)\s+", "", piece) for piece in re.split(r"\s*[,;]\s*", names_text) if piece]
    persons = [read_person(piece) for piece in pieces]
    if not any(persons):
        return NameList((_body(names_text),), others)
    names = [person or _body(piece) for person, piece in zip(persons, pieces)]
    return NameList(tuple(names), others)


def names_somebody(printed: str) -> bool:
    """Whether a sentence has at least one "Surname AB" in it, so that it must be a list of authors."""
    pieces = re.split(r"\s*[,;]\s*", ET_AL.sub("", printed.strip().rstrip(".")))
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
