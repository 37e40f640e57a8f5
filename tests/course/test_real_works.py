"""The course's own works: the list of 182 and the works outside it."""

from __future__ import annotations

import json

import pytest
import rispy

from macros.course.names import Body
from macros.course.settings import load_settings
from macros.course.works import load_works
from macros.exports.references_csl import csl_json
from macros.exports.references_ris import ris
from macros.pages.citations import number_runs
from scripts.project import ROOT

SETTINGS = load_settings(ROOT)


@pytest.fixture(scope="module")
def works():
    return list(load_works(ROOT / "bib", SETTINGS).values())


@pytest.fixture(scope="module")
def listed(works):
    return [work for work in works if not work.further]


@pytest.fixture(scope="module")
def further(works):
    return [work for work in works if work.further]


def test_the_list_is_whole(listed):
    assert [work.number for work in listed] == list(range(1, 183))
    assert all(work.type == "article" and work.findings and work.authors for work in listed)
    assert all(SETTINGS.grade(work.grade) for work in listed)


def test_a_doi_is_given_where_it_was_seen_or_derived(listed):
    assert [work.number for work in listed if bool(work.doi) != (work.doi_status in ("seen", "derived"))] == []


def test_works_outside_the_list_have_numbers_of_their_own(further):
    assert [work.label for work in further] == [f"F{n}" for n in range(1, len(further) + 1)]
    assert all(work.findings and work.order > (False, 182) for work in further)
    assert [[work.label for work in run] for run in number_runs(further[:3])] == [["F1", "F2", "F3"]]


def test_names_that_are_easy_to_get_wrong(listed):
    names = {work.number: [str(name) for name in work.authors] for work in listed}
    assert names[18][:2] == ["Böing AN", "van der Pol E"]
    assert names[19][-1] == "O’Kennedy R"
    assert names[23][-2] == "da Cruz e Silva OAB"
    assert names[43][0] == "Au Yeung CL"
    assert names[91][-1] == "Correa de Sampaio P"
    assert names[98][4] == "von der Ohe J"
    assert names[114][1] == "El Islem Guissi N" and "Tayyaba" in names[114]
    assert names[142][1] == "de Sonneville J"
    assert [str(name) for work in listed for name in work.authors if isinstance(name, Body)] == ["Tayyaba"]


@pytest.mark.parametrize(
    ("number", "reference"),
    [
        (3, "Pan BT, Teng K, Wu C, Adam M, Johnstone RM. Electron microscopic evidence for externalization of the transferrin receptor in vesicular form in sheep reticulocytes. J Cell Biol. 1985;101(3):942–948."),
        (2, "Kalluri R, LeBleu VS. The biology, function, and biomedical applications of exosomes. Science. 2020;367(6478):eaau6977."),
    ],
)  # fmt: skip
def test_works_are_printed_as_ever(listed, number, reference):
    assert "".join(part.text for part in listed[number - 1].printed) == reference


def test_every_work_has_one_printed_form_of_three_parts(works):
    for work in works:
        text = "".join(part.text for part in work.printed)
        assert text.startswith(f"{work.author_line}. {work.title}")
        assert text.endswith(f" {work.journal}. {work.place}.")
        assert [part.role for part in work.printed if part.role] == ["title", "container"]


def test_author_lists_go_on_in_every_form(works):
    shortened = [work.key for work in works if work.more_authors]
    records = json.loads(csl_json(works))
    assert [record["id"] for record in records if record["author"][-1] == {"literal": "others"}] == shortened
    records = rispy.loads(ris(works))
    assert [record["id"] for record in records if record["authors"][-1] == "et al"] == shortened
    assert len(shortened) == 111 + sum(work.more_authors for work in works if work.further)
