"""What is printed after the year of an article: volume, issue, pages, remarks."""

from __future__ import annotations

import re

from macros.lists import pages
from macros.lists.work import Unreadable

VOLUME = re.compile(
    r"(?P<volume>(?!Suppl|Pt|Part|Spec)[\w./–-]+)?\s*"
    r"(?P<part>(?:Suppl|Pt|Part|Spec)[^()]*)?\s*"
    r"(?:\((?P<issue>[^()]+)\))?"
)
# After the year and without a colon, these are article numbers; a plain short number is a volume.
ARTICLE_NUMBER = re.compile(r"[A-Za-z]{1,4}\d+|\d{5,}|[A-Za-z]*\d+[–-][A-Za-z]*\d+")
REMARK = re.compile(
    r"(?:Epub|E-pub|Online|Published|In press|Forthcoming|Errat|Corrig|Correction|Retract|Discussion|Comment|Review|"
    r"Advance|Article in|In (?:Chinese|French|German|Italian|Japanese|Polish|Russian|Spanish))",
    re.IGNORECASE,
)


def read_place(printed: str) -> dict[str, str]:
    """ ";11(8):3996–4010. Epub …" → volume, number, pages and note, as far as they are printed.

    Raises Unreadable for a volume, pages or a remark in no known form.
    """
    sentence, after = _first_sentence(printed.strip())
    where, _, aside = sentence.partition("; ")  # "12:1–5; discussion 6"
    if sentence.startswith("; "):
        where, aside = sentence, ""
    if where.startswith(";") and not REMARK.match(where[1:].strip(" [(")):
        fields = _volume_and_pages(where[1:].strip())
    elif where.startswith(":"):
        fields = {"pages": pages.expand(where[1:].strip())}
    else:
        fields, aside = {}, where.strip("; ") or aside
    remarks = [read_remark(text) for text in (aside, after) if text.strip(" .")]
    return fields | ({"note": ". ".join(remarks)} if remarks else {})


def is_place(printed: str) -> bool:
    """Whether `read_place` can read this."""
    try:
        return bool(read_place(printed))
    except Unreadable:
        return False


def read_remark(text: str) -> str:
    """A remark after the place of publication, such as "Epub ahead of print".

    Raises Unreadable for anything else, which is more likely a slip than a remark.
    """
    remark = text.strip(" .[]()")
    if not REMARK.match(remark):
        raise Unreadable(f"'{remark}' after the place of publication is not understood", "take it out")
    return remark


def _first_sentence(text: str) -> tuple[str, str]:
    """Up to the first stop that ends a word, and what follows it."""
    stop = re.search(r"\.(?=\s|$)", text)
    return (text[: stop.start()], text[stop.end() :]) if stop else (text, "")


def _volume_and_pages(printed: str) -> dict[str, str]:
    volume, colon, page_text = (part.strip() for part in printed.partition(":"))
    if not colon and ARTICLE_NUMBER.fullmatch(volume):
        volume, page_text = "", volume
    match = VOLUME.fullmatch(volume)
    if not match:
        raise Unreadable(f"'{volume}' is no volume", "print it as 12, 12(3) or 12 Suppl 1")
    number = " ".join(part.strip() for part in (match["issue"], match["part"]) if part)
    numbered = {"volume": match["volume"] or "", "number": number}
    found = {field: pages.DASHES.sub("-", value) for field, value in numbered.items()}
    found["pages"] = page_text and pages.expand(page_text)
    return {field: value for field, value in found.items() if value}
