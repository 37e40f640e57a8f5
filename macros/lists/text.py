"""Printed text on one line: white space, invisible characters, wrapped lines."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def one_line(text: str) -> str:
    """Collapse all white space (non-breaking too) to single spaces; compose letters with their accents."""
    return " ".join(CONTROL.sub(" ", unicodedata.normalize("NFC", text).translate(INVISIBLE)).split())


def join_lines(first: str, second: str) -> str:
    """Join a wrapped line to the next; a break after a hyphen or inside an address is no space."""
    hyphenated = re.search(r"[^\W_][-‑–/]$", first) and not re.match(r"(?:and|or|to|und|et)\b", second)
    return first + second if hyphenated else f"{first} {second}".strip()
