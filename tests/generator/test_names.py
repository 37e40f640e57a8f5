"""Names: read from BibTeX, printed, and written for programs without losing a part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.richtext import Text

from macros.course.names import Body, Name, Person, plain, read_names
from macros.exports.references_csl import csl_name
from macros.exports.references_ris import ris_name
from macros.lists import bibtex
from macros.lists import names as printed
from macros.lists.work import NameList

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÁÅČØÉÜ"
family = st.builds(str.__add__, st.sampled_from(CAPITALS), st.text("abcdeéøčü", min_size=2, max_size=8))
given_name = (
    st.lists(st.sampled_from(CAPITALS).map("{}.".format), min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda given: given not in ("U. K.", "U. S. A.", "U. A. E."))
)
people = st.builds(
    Person,
    st.one_of(family, st.builds("{}-{}".format, family, family), st.builds("O’{}".format, family)),
    given_name,
    st.sampled_from(["", "", "Jr.", "Sr.", "III", "2nd"]),
    st.sampled_from(["", "", "van", "van der", "de", "von der"]),
)
bodies = st.builds("{} {}".format, family, st.sampled_from(["Study Group", "Society", "Trial Network USA"])).map(Body)
names: st.SearchStrategy[Name] = st.one_of(people, bodies)


def from_csl(record: dict[str, str]) -> Name:
    if "literal" in record:
        return Body(record["literal"])
    return Person(
        record["family"], record.get("given", ""), record.get("suffix", ""), record.get("non-dropping-particle", "")
    )


def from_ris(line: str) -> tuple[str, ...]:
    return tuple(line.split(", "))


@given(names)
def test_csl_keeps_every_part(name):
    assert from_csl(csl_name(name)) == name


@given(names)
def test_ris_keeps_every_part(name):
    if isinstance(name, Body):
        assert from_ris(ris_name(name)) == (name.literal,)
    else:
        assert from_ris(ris_name(name)) == tuple(filter(None, (name.surname, name.given, name.suffix)))


@given(st.lists(names, min_size=1, max_size=4), st.booleans())
def test_a_printed_list_comes_back_through_bibtex(people, more):
    between = ", " if any(isinstance(name, Person) for name in people) else "; "
    line = between.join([*map(str, people), *(["et al"] if more else [])])
    written = bibtex.write_names(printed.read_names(line))
    found, others = read_names(written)
    assert ([str(name) for name in found], others) == ([str(name) for name in people], more)
    assert [type(name) for name in found] == [type(name) for name in people]


# A BibTeX field → (as a list prints it, as RIS has it, the type of each name).
FIELDS = {
    "Pan, B. T. and others": (["Pan BT"], ["Pan, B. T."], [Person]),
    "van der Pol, E.": (["van der Pol E"], ["van der Pol, E."], [Person]),
    "{da Cruz e Silva}, O. A. B.": (["da Cruz e Silva OAB"], ["da Cruz e Silva, O. A. B."], [Person]),
    "Kingsley, Jr., M. L. and Queensland, III, A. and Dukes, 2nd, B.": (
        ["Kingsley ML Jr", "Queensland A III", "Dukes B 2nd"],
        ["Kingsley, M. L., Jr.", "Queensland, A., III", "Dukes, B., 2nd"],
        [Person, Person, Person],
    ),
    "Pine, J.-L. and Ash, Jan-Erik": (["Pine JL", "Ash JE"], ["Pine, J.-L.", "Ash, Jan-Erik"], [Person, Person]),
    "M{\\\"u}ller, {\\'A}ngel": (["Müller Á"], ["Müller, Ángel"], [Person]),
    "{Larch Study Group, UK} and {Bark and Root Society}": (
        ["Larch Study Group, UK", "Bark and Root Society"],
        ["Larch Study Group UK", "Bark and Root Society"],
        [Body, Body],
    ),
    "World Tree Organization": (["World Tree Organization"], ["World Tree Organization"], [Body]),
    "Bark Trial Group, U. S. A.": (["Bark Trial Group, U. S. A."], ["Bark Trial Group U. S. A."], [Body]),
    "{Tayya} and Gang, L.": (["Tayya", "Gang L"], ["Tayya", "Gang, L."], [Body, Person]),
    "Alan Group": (["Alan Group"], ["Alan Group"], [Body]),
    "Group, Alan": (["Group A"], ["Group, Alan"], [Person]),
    "A. B. Team": (["Team AB"], ["Team, A. B."], [Person]),
    "": ([], [], []),
}


@pytest.mark.parametrize(("field", "expected"), FIELDS.items())
def test_names_of_a_field(field, expected):
    found, others = read_names(field)
    assert [str(name) for name in found] == expected[0]
    assert [ris_name(name) for name in found] == expected[1]
    assert [type(name) for name in found] == expected[2]
    assert others == ("others" in field)


# As a list prints them → as BibTeX has them: bodies are braced, persons are not.
PRINTED = {
    "Pan BT, Au Yeung CL, da Cruz e Silva OAB": "Pan, B. T. and Au Yeung, C. L. and {da Cruz e Silva}, O. A. B.",
    "Elm S; Bark Trial Group USA": "Elm, S. and {Bark Trial Group USA}",
    "Elm S; Larch Study Group, UK; Ash J": "Elm, S. and {Larch Study Group, UK} and Ash, J.",
    "National Bark Institute USA": "{National Bark Institute USA}",
    "Bark Research UK": "{Bark Research UK}",
    "Maple UK": "{Maple UK}",
    "Maple UK, Ash J": "Maple, U. K. and Ash, J.",
    "van der Elm UK, Au Yeung USA": "van der Elm, U. K. and Au Yeung, U. S. A.",
    "Bark Working Group B": "{Bark Working Group B}",
    "Tree Collaboration, Department of Roots": "{Tree Collaboration, Department of Roots}",
    "Tree Collaboration; Root Association": "{Tree Collaboration} and {Root Association}",
    "Group AB, Team C": "Group, A. B. and Team, C.",
    "Soares Martins TAB": "Soares Martins, T. A. B.",
}


@pytest.mark.parametrize(("line", "written"), PRINTED.items())
def test_bodies_and_persons_of_a_printed_list(line, written):
    assert bibtex.write_names(printed.read_names(line)) == written


def test_an_empty_list_of_names_is_written_as_nothing():
    assert bibtex.write_names(NameList(())) == ""


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("{PD-1} and {\\O}re", "PD-1 and Øre"),
        ("a -- b --- c -{}- d", "a – b — c -- d"),
        (r"100\% at \$5 \& \#1 a\_b", "100% at $5 & #1 a_b"),
    ],
)
def test_latex_is_taken_off(latex, text):
    assert plain(latex) == text


@given(
    st.text(
        st.sampled_from("ab1 .,:;()/-–—éαß細_'\"`?!~^&#%$") | st.characters(categories=["L", "M", "N"]), max_size=12
    )
)
def test_text_that_means_nothing_to_latex_is_what_latex_makes_of_it(text):
    dashed = text.replace("---", "—").replace("--", "–")
    assert plain(text) == str(Text.from_latex(dashed)).replace(r"\$", "$")
