"""The names in a text that belong to single studies: genes, proteins, markers, cell lines, products, people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

# A name of a gene, protein, marker, cell line or product: letters with a digit or an inner
# or second capital in it, such as AB12 or mRNA.
_NAME = re.compile(r"\d*[^\W\d_][\w/+-]*")


def names(text: str, listed: Iterable[str] = ()) -> list[str]:
    """The names in a text that must stand in the evidence, in order, each once.

    Words with a digit or an inner capital, capitalised words inside the sentence, and
    the `listed` names that look like ordinary words.
    """
    lowered = {name.casefold() for name in listed}
    chosen = []
    for match in _NAME.finditer(text):
        word = match[0].strip("-/+")
        start = not text[: match.start()].strip(' “"(') or re.search(r"[;:.?!]\s*[“\"(]*$", text[: match.start()])
        if _looks_like_name(word) or word.casefold() in lowered or (word[0].isupper() and len(word) > 1 and not start):
            chosen.append(word)
    return list(dict.fromkeys(chosen))


def _looks_like_name(word: str) -> bool:
    parts = [part for part in re.split(r"[-/]", word) if part]
    return any(
        (any(c.isdigit() for c in part) and any(c.isalpha() for c in part)) or any(c.isupper() for c in part[1:])
        for part in parts
    ) or bool(re.fullmatch(r"[A-Za-z]+-\d+\w*", word))


def stands_in(name: str, folded: str) -> bool:
    """Whether a folded text holds a name as a word, in the singular or plural."""
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", folded) for form in _forms(name))


def is_shared(name: str, shared: frozenset[str]) -> bool:
    """Whether a name is one of the terms that belong to no single study."""
    return any(form in _folded(shared) for form in _forms(name))


def fold(text: str) -> str:
    """Text without capitals and accents, and with one kind of hyphen and apostrophe."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c)).replace("‑", "-").replace("’", "'")


@cache
def _folded(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, terms))


def _forms(name: str) -> list[str]:
    folded = fold(name)
    return [folded, f"{folded}s", *([folded[:-1]] if folded.endswith("s") else [])]
