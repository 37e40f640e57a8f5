"""Printed text: on one line, and where its sentences begin and end."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
END = re.compile(r"[.?!][\"'”’)\]]*\s+")
# A full stop after these shortens a word and ends no sentence.
SHORTENED = frozenset(["St", "Mt", "Ft", "Dr", "vs", "cf", "e.g", "i.e", "ca", "approx"])


def one_line(text: str) -> str:
    """Collapse all white space (non-breaking too) to single spaces; compose letters with their accents."""
    return " ".join(CONTROL.sub(" ", unicodedata.normalize("NFC", text).translate(INVISIBLE)).split())


def join_lines(first: str, second: str) -> str:
    """Join a wrapped line to the next; a break after a hyphen or inside an address is no space."""
    hyphenated = re.search(r"[^\W_][-‑–/]$", first) and not re.match(r"(?:and|or|to|und|et)\b", second)
    return first + second if hyphenated else f"{first} {second}".strip()


def breaks(text: str) -> list[tuple[int, int]]:
    """Where sentences meet: (end of one without the white space, start of the next)."""
    return [
        (match.start() + len(match.group().rstrip()), match.end())
        for match in END.finditer(text)
        if not _shortens(text[: match.start()]) and _begins(text[match.end() :])
    ]


def split_first(text: str) -> tuple[str, str]:
    """The sentence before the first full stop, and the rest.

    Only a full stop ends a list of authors, whatever letter the title begins with.
    """
    for match in re.finditer(r"\.\s+", text):
        if not _shortens(text[: match.start()]):
            return text[: match.start()], text[match.end() :]
    return text.rstrip("."), ""


def split_last(text: str) -> tuple[str, str]:
    """Everything before the last sentence, and the last sentence without its full stop."""
    found = breaks(text)
    if not found:
        return "", text.strip().rstrip(".")
    end, start = found[-1]
    return text[:end], text[start:].strip().rstrip(".")


def without_stop(text: str) -> str:
    """Drop the full stop that ends a sentence, but not a question mark."""
    return re.sub(r"\s*\.+$", "", text.strip())


def _shortens(before: str) -> bool:
    return before.rsplit(" ", 1)[-1].lstrip("([") in SHORTENED


def _begins(after: str) -> bool:
    """A sentence begins with anything but a plain word in small letters (eLife, miR-21 and npj do begin one)."""
    word = re.split(r"[\s:;,]", after, maxsplit=1)[0]
    return not word.islower() or word == "npj" or any(map(str.isdigit, word)) or not word[:1].isalpha()
