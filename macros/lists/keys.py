"""BibTeX keys: first author's surname, year, first word of the title that says something."""

from __future__ import annotations

import re
import unicodedata

from macros.lists.work import Name, Work

SMALL_WORDS = frozenset(
    ["a", "an", "the", "of", "on", "in", "for", "to", "and", "or", "with", "from", "by", "at", "as", "is", "are"]
)
NOBODY = "anon"
LETTER = re.compile(r"(?:LATIN|GREEK) (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:FINAL )?(\w+)")
# Letters whose Unicode name does not end in the plain letter.
SPELLED = {"ß": "ss", "ẞ": "ss", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d", "ı": "i", "ŋ": "n", "Ŋ": "n"}


def make_key(work: Work) -> str:
    """The key of a work; two works may come out with one key."""
    people = work.authors.names or work.editors.names
    who = _surname(people[0]) if people else NOBODY
    return who + work.fields.get("year", "nd") + title_word(work.fields["title"])


def title_word(title: str) -> str:
    """The first word that is no small word; the next is joined to a single letter or a bare number."""
    words = re.findall(r"[a-z0-9]+", ascii_folded(re.sub(r"['’‘]", "", title)))
    telling = [word for word in words if word not in SMALL_WORDS] or words
    short = telling and (len(telling[0]) == 1 or telling[0].isdigit())
    return "".join(telling[: 2 if short else 1])


def ascii_folded(text: str) -> str:
    """Lower-case ASCII: ß → ss, ø → o, æ → ae, β → beta; what has no Latin or Greek letter falls away."""
    return "".join(map(_fold, unicodedata.normalize("NFKD", text))).lower()


def _surname(name: Name) -> str:
    words = re.findall(r"[a-z0-9]+", ascii_folded(re.sub(r"['’‘ʼ-]", "", name.surname)))
    if name.initials:
        return "".join(words) or NOBODY
    return next((word for word in words if word not in SMALL_WORDS), NOBODY)


def _fold(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in SPELLED:
        return SPELLED[letter]
    if named := LETTER.match(unicodedata.name(letter, "")):
        return named[1]
    return " " if not letter.isalpha() and not unicodedata.combining(letter) else ""
