"""Works → BibTeX text that pandoc, pybtex and biber read alike."""

from __future__ import annotations

import re

from macros.lists.work import Name, NameList, Unreadable, Work

FIELD_ORDER = [
    "author",
    "title",
    "editor",
    "booktitle",
    "journal",
    "edition",
    "publisher",
    "school",
    "address",
    "year",
    "month",
    "volume",
    "number",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "eprint",
    "url",
    "urldate",
    "howpublished",
    "note",
    "refnumber",
]
TITLES = ("title", "booktitle")
# Readers take these letter by letter, without any LaTeX in them.
VERBATIM = ("doi", "url", "eprint", "pmid", "pmcid", "pages")
ESCAPES = {letter: f"\\{letter}" for letter in "&%#$_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "'": "’",  # pandoc curls it anyway, so write what every reader will show
}
HEADER = "% Made by scripts/clean_references.py: mend the list or its corrections, not this file.\n"


def write_entry(work: Work, key: str, number: int) -> str:
    """One BibTeX entry, its fields in the fixed order, ending in a line end.

    Raises Unreadable when braces in the text do not pair, for BibTeX cannot hold them.
    """
    written = {field: _write_field(field, value) for field, value in work.fields.items()}
    written |= {"author": write_names(work.authors), "editor": write_names(work.editors), "refnumber": str(number)}
    _check_braces(written)
    unknown = set(written) - set(FIELD_ORDER)
    assert not unknown, unknown
    lines = [f"  {field} = {{{written[field]}}},\n" for field in FIELD_ORDER if written.get(field)]
    return f"@{work.kind}{{{key},\n{''.join(lines)}}}\n"


def write_file(entries: list[str]) -> str:
    """The whole file from its entries."""
    return "\n".join([HEADER, *entries])


def write_names(people: NameList) -> str:
    """Names as BibTeX reads them: "van der Pol, E. and {Some Society} and others"."""
    return " and ".join([_write_name(name) for name in people.names] + ["others"] * people.others)


def protect_case(title: str) -> str:
    """Escape a title and brace the words whose capitals a bibliography style must not touch."""
    words = re.split(r"(\s+)", title)
    return "".join(_protect_word(word, first=at == 0) for at, word in enumerate(words))


def escape(text: str) -> str:
    """Escape what means something to TeX; two hyphens must not become a dash."""
    escaped = "".join(ESCAPES.get(letter, letter) for letter in text)
    return re.sub(r"-(?=-)", "-{}", escaped)


def _write_field(field: str, value: str) -> str:
    if field in TITLES:
        return protect_case(value)
    return value if field in VERBATIM else escape(value)


def _write_name(name: Name) -> str:
    surname = escape(name.surname)
    if not name.initials:
        return f"{{{surname}}}"
    if not _is_plain(name.surname.split()):
        surname = f"{{{surname}}}"
    return ", ".join(part for part in (surname, name.suffix, name.initials) if part)


def _is_plain(words: list[str]) -> bool:
    """Particles, then capitalised words.

    BibTeX takes everything up to the last word in small letters for a particle, so other orders are braced.
    """
    small = [word[0].islower() for word in words]
    in_order = small == sorted(small, reverse=True) and (len(words) == 1 or not small[-1])
    return in_order and "and" not in words and all(word[0].isalpha() for word in words)


def _protect_word(word: str, first: bool) -> str:
    core = word.lstrip("([{\"'“‘«")
    opening = word[: len(word) - len(core)]
    closing = ""
    while core and (core[-1] in ".,;:?!\"'”’»" or (core[-1] in ")]" and _opens_too_little(core))):
        core, closing = core[:-1], core[-1] + closing
    return escape(opening) + _protect_parts(core, first) + escape(closing)


def _opens_too_little(core: str) -> bool:
    opener = {")": "(", "]": "["}[core[-1]]
    return core.count(core[-1]) > core.count(opener)


def _protect_parts(core: str, first: bool) -> str:
    """Brace from the first to the last part of a hyphenated word that needs it, and numbers tied to them."""
    parts = re.split(r"([-‐‑–])", core)
    needs = [_needs_case(part, first and at == 0) for at, part in enumerate(parts)]
    if True not in needs:
        return escape(core)
    start, end = needs.index(True), len(needs) - needs[::-1].index(True)
    while end + 1 < len(parts) and any(map(str.isdigit, parts[end + 1])):
        end += 2
    protected = escape("".join(parts[start:end]))
    return f"{escape(''.join(parts[:start]))}{{{protected}}}{escape(''.join(parts[end:]))}"


def _needs_case(part: str, first: bool) -> bool:
    if first and not any(map(str.isdigit, part)):
        return any(map(str.isupper, part[1:]))
    return any(map(str.isupper, part))


def _check_braces(written: dict[str, str]) -> None:
    for field, value in written.items():
        depth = 0
        for brace in re.findall(r"[{}]", value):
            depth += 1 if brace == "{" else -1
            if depth < 0:
                break
        if depth:
            raise Unreadable(f"a brace in the {field} has no partner, and BibTeX cannot hold it", "take the brace out")
