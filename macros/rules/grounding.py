"""The rules of truth, over plain data: every claim cites, and says no more than its works show."""

from __future__ import annotations

import math
import operator
import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from macros.course.chapters import Chapter, Claim
from macros.course.course import Course
from macros.course.problems import Problem
from macros.course.terms import Term
from macros.course.works import Reference

MOST_FRAMING = 1 / 5
# Caveats that change how a finding is to be read: the section that leans on the work prints them.
GRAVE_CAVEATS = {"not-the-subject", "contamination", "failed-replication"}

_WORD_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=2,
    )
} | {"twice": "2"}
_UNITS = {
    "%": "%", "percent": "%",
    "nm": "nm", "µm": "µm", "mm": "mm", "cm": "cm",
    "ml": "ml", "µl": "µl", "l": "l", "g": "g", "mg": "mg", "µg": "µg", "ng": "ng", "kda": "kda",
    "h": "h", "hour": "h", "hours": "h",
    "min": "min", "minute": "min", "minutes": "min",
    "s": "s", "second": "s", "seconds": "s",
    "day": "day", "days": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "year": "year", "years": "year",
    "fold": "fold", "times": "fold", "°c": "°c", "m": "m",
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"(\s?-?\s?)(%|°[Cc]|[A-Za-zµ]+(?:/[A-Za-z]+)?)"
_QUANTITY = re.compile(rf"(?<![\w.])(?<![A-Za-z]-)({_DIGITS})(?:\s?[-–±]\s?({_DIGITS}))?(?:{_UNIT})?(?![\w])")
_TERM = rf"({_DIGITS})(?:\s?(%|[A-Za-zµ]+))?"
_EQUATION = re.compile(rf"{_TERM}\s*([-+×/÷])\s*{_TERM}\s*=\s*{_TERM}")
_OPERATIONS = {"-": operator.sub, "+": operator.add, "×": operator.mul, "/": operator.truediv, "÷": operator.truediv}
_SPELLED = re.compile(rf"\b({'|'.join(_WORD_NUMBERS)})\b(?:[\s-]([A-Za-z]+))?", re.IGNORECASE)
# A name of a gene, protein, marker, cell line or product: letters with a digit or an inner
# or second capital in it, such as AB12 or mRNA.
_NAME = re.compile(r"\d*[^\W\d_][\w/+-]*")


def check_whole(course: Course) -> list[Problem]:
    """Every breach of the rules in a finished course: all works of its list are cited too."""
    mend = "write a claim that rests on it"
    unused = [
        Problem("bib/references.bib", None, f"no claim cites reference {work.number} (@{work.key})", mend)
        for work in uncited(course)
    ]
    return check_course(course) + unused


def check_course(course: Course) -> list[Problem]:
    """Every breach of the rules in the chapters there are, as Problems with file and line."""
    problems = [p for claim in course.claims for p in check_claim(claim, course)]
    problems += [p for term in course.terms for p in check_claim(_as_claim(term), course)]
    problems += [p for words in course.drawn_words for p in check_claim(words, course)]
    for chapter in course.chapters:
        problems += check_framing(chapter)
    return problems + check_caveats(course)


def _as_claim(term: Term) -> Claim:
    return Claim("", "", "", term.definition, term.keys, term.file, term.line, "")


def check_caveats(course: Course) -> list[Problem]:
    """Rule 4: a section that leans on a work with a grave caveat prints the caveat."""
    problems = []
    for claim in course.claims:
        printed = course.chapter_by_slug[claim.chapter].calls
        for key in claim.keys:
            work = course.references.get(key)
            grave = {caveat.kind for caveat in work.caveats} & GRAVE_CAVEATS if work else set()
            if grave and ("caveat", key, claim.section) not in printed:
                what = f"the section '{claim.section}' leans on {key} and does not print its caveat"
                mend = f'add a line {{{{ caveat("{key}") }}}} to the section'
                problems.append(Problem(claim.file, claim.line, f"{what} ({', '.join(sorted(grave))})", mend))
    return problems


def check_claim(claim: Claim, course: Course) -> list[Problem]:
    """Rules 1 and 2 for one claim: it cites known works, and they hold its numbers and names."""

    def problem(what: str, mend: str) -> Problem:
        return Problem(claim.file, claim.line, what, mend)

    if not claim.keys:
        mend = "add [@key], or mark the block { .framing } if it asserts nothing about the world"
        return [problem(f"a claim without a citation: “{_shorten(claim.text)}”", mend)]
    if unknown := [key for key in claim.keys if key not in course.references]:
        return [problem(f"unknown citation key @{key}", _nearest(key, course)) for key in unknown]
    cited = [course.references[key] for key in claim.keys]
    where = "the evidence of " + ", ".join(claim.keys)
    mend = "say what the evidence says, cite the work that shows it, or add what was seen to the evidence file"
    held_numbers = frozenset().union(*(_held(reference)[0] for reference in cited))
    held_numbers |= worked_numbers(claim.text, held_numbers)
    held_words = " ".join(_held(reference)[1] for reference in cited)
    problems = [
        problem(f"the number “{f'{number} {unit}'.strip()}” is not in {where}", mend)
        for number, unit in sorted(quantities(claim.text) - held_numbers)
    ]
    problems += [
        problem(f"the name “{name}” is not in {where}", f"{mend}, or list it as a shared term")
        for name in names(claim.text, course.names)
        if not _stands_in(name, held_words) and not _is_shared(name, course.shared_terms)
    ]
    return problems


def check_framing(chapter: Chapter) -> list[Problem]:
    """No more than a fifth of a chapter's sentences may assert nothing."""
    share = framing_share(chapter)
    if share <= MOST_FRAMING:
        return []
    what = f"{share:.0%} of the sentences are framing"
    return [
        Problem(chapter.file, 1, what, f"at most {MOST_FRAMING:.0%}: cut framing or say something that can be cited")
    ]


def framing_share(chapter: Chapter) -> float:
    """The share of a chapter's sentences that are framing, 0 to 1."""
    framing = sum(sentence.framing for sentence in chapter.sentences)
    return framing / len(chapter.sentences) if chapter.sentences else 0.0


def uncited(course: Course) -> list[Reference]:
    """The works of the list that no claim cites yet."""
    return [work for work in course.listed if not course.cited_in[work.key]]


def quantities(text: str) -> set[tuple[str, str]]:
    """The numbers of a text, each with its unit ("" where it has none).

    Both ends of a range carry its unit; thousands are joined; words from two to twenty
    count as numbers, and "seven times" as ("7", "fold").
    """
    text = _normal(text)
    found = set()
    for match in _QUANTITY.finditer(text):
        if match[4] and not match[3] and match[4].lower() not in _UNITS:
            continue  # a name such as 3D, not a number
        unit = _unit(match[4])
        found |= {(_plain_number(number), unit) for number in match.group(1, 2) if number}
    for match in _SPELLED.finditer(text):
        found.add((_WORD_NUMBERS[match[1].lower()], _unit(match[2])))
    return found


def worked_numbers(text: str, held: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The numbers that a text works out before the reader's eyes, such as "20 × 7 = 140".

    An equation counts when its result is right and each operand is held by the evidence,
    with any unit, or is the 100 of a percentage.
    """
    operands = {number for number, _ in held} | {"100"}
    found = set()
    for left, left_unit, sign, right, right_unit, result, unit in _EQUATION.findall(_normal(text)):
        values = [float(_plain_number(number)) for number in (left, right, result)]
        grounded = {_plain_number(left), _plain_number(right)} <= operands
        if grounded and math.isclose(_OPERATIONS[sign](*values[:2]), values[2], rel_tol=0.005):
            terms = ((left, left_unit), (right, right_unit), (result, unit))
            found |= {(_plain_number(number), _unit(written)) for number, written in terms}
    return found


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


@cache
def _held(reference: Reference) -> tuple[frozenset[tuple[str, str]], str]:
    texts = [reference.title, *(f.text for f in reference.findings), *(c.text for c in reference.caveats)]
    text = " . ".join(texts)
    years = {(reference.year, "")}
    return frozenset(quantities(text) | years), _fold(" ".join([text, *map(str, reference.authors)]))


def _stands_in(name: str, folded: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", folded) for form in _forms(name))


def _is_shared(name: str, shared: frozenset[str]) -> bool:
    return any(form in _folded(shared) for form in _forms(name))


@cache
def _folded(terms: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_fold, terms))


def _forms(name: str) -> list[str]:
    folded = _fold(name)
    forms = [folded, f"{folded}s"]
    if folded.endswith("s"):
        forms.append(folded[:-1])
    return forms


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c)).replace("‑", "-").replace("’", "'")


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("μ", "µ").replace("−", "-")
    return re.sub(r"[\u00a0\u2009\u202f]", " ", text)


def _plain_number(number: str) -> str:
    return re.sub(r"[ ,]", "", number)


def _unit(word: str | None) -> str:
    return _UNITS.get((word or "").lower(), "")


def _shorten(text: str, most: int = 70) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _nearest(key: str, course: Course) -> str:
    near = get_close_matches(key, course.references, n=3)
    return f"did you mean @{' or @'.join(near)}?" if near else "use a key of bib/references.bib"
