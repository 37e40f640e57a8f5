"""Numbers with their units, and names, in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.language.names import fold, is_shared, names, stands_in
from macros.language.quantities import quantities, worked_numbers


@given(st.integers(0, 10**7), st.sampled_from(["nm", "%", "h", "µm", "kDa"]))
def test_thousands_are_read_alike_however_they_are_set(number, unit):
    forms = [f"{number}", f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u202f")]
    assert len({frozenset(quantities(f"it was {form} {unit} wide")) for form in forms}) == 1


@given(st.text())
def test_no_text_breaks_the_readers(text):
    quantities(text)
    names(text)
    fold(text)
    worked_numbers(text, quantities(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("43 % ± 23", {("43", "%"), ("23", "")}),
        ("70–90 nm", {("70", "nm"), ("90", "nm")}),
        ("18,890 g for 30 min (n = 4)", {("18890", "g"), ("30", "min"), ("4", "")}),
        ("a 20-fold and a seven times larger yield", {("20", "fold"), ("7", "fold")}),
        (
            "10⁹ cells, ½ of them, .5 mM and 99_000 in forty days",
            {("109", ""), ("1", ""), ("2", ""), ("0.5", "mM"), ("99000", ""), ("40", "day")},
        ),
        ("1.2 mM is not 1.2 mm", {("1.2", "mM"), ("1.2", "mm")}),
        ("18 kg at 2 bar", {("18", "kg"), ("2", "bar")}),
        ("CD63, miR-21 and 3D culture", set()),
        ("less than 40%, in about 1.5 hours", {("40", "%"), ("1.5", "h")}),
    ],
)
def test_quantities(text, found):
    assert quantities(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vesicles of CD63 and miR-21", ["CD63", "miR-21"]),
        ("First words are no names. Second ones are none either", []),
        ("Words by Able and van der Berg", ["Able", "Berg"]),
        ("A drug called paclitaxel", ["paclitaxel"]),
        ("Twice CD63 and CD63", ["CD63"]),
    ],
)
def test_names(text, found):
    assert names(text, ["paclitaxel"]) == found


def test_a_name_stands_in_a_text_in_singular_and_plural_and_without_accents():
    held = fold("The miRNAs of Théry’s CD63-positive vesicles")
    assert all(stands_in(name, held) for name in ("miRNA", "miRNAs", "Thery's", "CD63"))
    assert not any(stands_in(name, held) for name in ("CD6", "RNA", "positives-x"))
    assert is_shared("RNAs", frozenset({"RNA"})) and not is_shared("RNA-1", frozenset({"RNA"}))
