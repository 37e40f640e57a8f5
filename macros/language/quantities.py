"""The numbers of a text, with their units, and the sums that it works out."""

from __future__ import annotations

import math
import operator
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

REMEMBERED = 1 << 15  # texts: a preview reads the same ones again and again
_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_WORD_NUMBERS = (
    {word: str(value) for value, word in enumerate(_WORDS.split(), start=2)}
    | {word: str(value * 10) for value, word in enumerate(_TENS.split(), start=3)}
    | {"twice": "2", "million": "1000000", "billion": "1000000000"}
)
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
    "kg": "kg", "pa": "pa", "kpa": "kpa", "mpa": "mpa", "bar": "bar", "v": "v", "mv": "mv", "kv": "kv",
    "hz": "hz", "khz": "khz", "mhz": "mhz", "w": "w", "mw": "mw", "j": "j", "kj": "kj", "kcal": "kcal", "k": "k",
}  # fmt: skip
# Units of concentration that only their capital tells from lengths.
_MOLAR = {"M", "mM", "µM", "nM", "pM"}
_DIGITS = r"\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_UNIT = r"(\s?-?\s?)(%|°[Cc]|[A-Za-zµ]+(?:/[A-Za-z]+)?)"
_QUANTITY = re.compile(rf"(?<![\w.])(?<![A-Za-z]-)({_DIGITS})(?:\s?[-–±]\s?({_DIGITS}))?(?:{_UNIT})?(?![\w])")
_TERM = rf"({_DIGITS})(?:\s?(%|[A-Za-zµ]+))?"
_EQUATION = re.compile(rf"{_TERM}\s*([-+×/÷])\s*{_TERM}\s*=\s*{_TERM}")
_OPERATIONS = {"-": operator.sub, "+": operator.add, "×": operator.mul, "/": operator.truediv, "÷": operator.truediv}
_SPELLED = re.compile(rf"\b({'|'.join(_WORD_NUMBERS)})\b(?:[\s-]([A-Za-z]+))?", re.IGNORECASE)


@lru_cache(maxsize=REMEMBERED)
def quantities(text: str) -> frozenset[tuple[str, str]]:
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
    return frozenset(found)


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


def _normal(text: str) -> str:
    # Raised digits, fractions and full-width digits become plain ones, on both sides of a comparison.
    text = unicodedata.normalize("NFKC", text).replace("μ", "µ").replace("−", "-")
    return re.sub(r"(?<=\d)_(?=\d)", "", text)


def _plain_number(number: str) -> str:
    plain = re.sub(r"[ ,]", "", number)
    return f"0{plain}" if plain.startswith(".") else plain


def _unit(word: str | None) -> str:
    return word if word in _MOLAR else _UNITS.get((word or "").lower(), "")
