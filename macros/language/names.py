"""The names in a text that belong to single studies: genes, proteins, markers, cell lines, products, people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

REMEMBERED = 1 << 15  # texts: a preview reads the same ones again and again
# A name of a gene, protein, marker, cell line or product: letters with a digit or an inner
# or second capital in it, such as AB12 or mRNA.
_NAME = re.compile(r"\d*[^\W\d_][\w/+-]*")
_SENTENCE_BEGINS = re.compile(r"[;:.?!]\s*[“\"(]*$")


def names(text: str, listed: Iterable[str] = ()) -> list[str]:
    """The names in a text that must stand in the evidence, in order, each once.

    Words with a digit or an inner capital, capitalised words inside the sentence, and
    the `listed` names that look like ordinary words.
    """
    lowered = {name.casefold() for name in listed}
    return list(dict.fromkeys(word for word, named in _words(text) if named or word.casefold() in lowered))


@lru_cache(maxsize=REMEMBERED)
def _words(text: str) -> tuple[tuple[str, bool], ...]:
    """The words of a text that begin with a letter, and whether each looks like a name where it stands."""
    found = ((match[0].strip("-/+"), match.start()) for match in _NAME.finditer(text))
    return tuple((word, _looks_like_name(word) or _is_capitalised(word, text[:start])) for word, start in found)


def _is_capitalised(word: str, before: str) -> bool:
    """Whether a word has its capital for another reason than that a sentence begins with it."""
    return word[0].isupper() and len(word) > 1 and bool(before.strip(' “"(')) and not _SENTENCE_BEGINS.search(before)


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
