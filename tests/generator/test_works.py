"""Reference records, small made-up ones and the real list."""

from pathlib import Path

import pytest

from macros.course.problems import InputProblems
from macros.course.works import GRADES, grade_of, load_references
from macros.pages.citations import number_citations, number_runs
from scripts.project import ROOT

SMALL = Path(__file__).parent / "small_course" / "bib"


@pytest.fixture(scope="module")
def small():
    return load_references(SMALL / "references.bib", SMALL / "evidence.yml")


@pytest.fixture(scope="module")
def real():
    return load_references(ROOT / "bib/references.bib", ROOT / "bib/evidence.yml")


@pytest.mark.parametrize(
    ("kind", "systems", "title_only", "grade"),
    [
        ("guideline", (), False, "guideline"),
        ("review", (), False, "review"),
        ("review", (), True, "not-seen"),
        ("commentary", ("mouse",), False, "review"),
        ("primary", ("in-vitro",), False, "laboratory"),
        ("primary", ("in-vitro", "zebrafish"), False, "animal"),
        ("primary", ("mouse", "human-samples", "in-vitro"), False, "human-samples"),
        ("clinical-trial", ("human-trial",), False, "human-trial"),
        ("methods", (), False, "not-seen"),
        ("primary", ("mouse",), True, "not-seen"),
    ],
)
def test_grade(kind, systems, title_only, grade):
    assert grade_of(kind, systems, title_only) == grade


def test_a_record(small):
    work = small["able2001column"]
    assert work.author_line == "Able AB, van der Berg C, et al"
    assert work.short_name == "Able AB et al. 2001"
    assert work.place == "2001;1:1–9"
    assert work.lookup == ("doi:10.5555/able", "https://doi.org/10.5555/able")
    assert work.free_text == "https://doi.org/10.5555/able"
    assert small["baker2002filter"].title == "A filter that keeps CD63"


def test_without_doi_and_pmid_a_title_search_is_offered(small):
    label, address = small["clark2003review"].lookup
    assert label == "Search PubMed for this title"
    assert address.endswith("?term=All%20about%20vesicles%3F")


def test_evidence_that_is_missing_or_unknown_is_reported(tmp_path):
    text = (SMALL / "evidence.yml").read_text(encoding="utf-8")
    evidence = tmp_path / "evidence.yml"
    evidence.write_text(text.replace("number: 4", "number: 5").replace("kind: review", "kind: novel"), encoding="utf-8")
    with pytest.raises(InputProblems) as error:
        load_references(SMALL / "references.bib", evidence)
    assert [p.what for p in error.value.problems] == [
        "reference 4 (dove2004mice) has no record",
        "unknown kind 'novel'",
    ]


def test_runs_of_three_and_more_become_ranges(small):
    works = list(small.values())
    assert [[w.number for w in run] for run in number_runs(works)] == [[1, 2, 3, 4]]
    assert [[w.number for w in run] for run in number_runs(works[:2])] == [[1], [2]]
    assert [[w.number for w in run] for run in number_runs([works[0], works[2], works[3]])] == [[1], [3], [4]]


def test_footnote_marks_become_one_bracket_of_global_numbers(small):
    sup = '<sup id="fnref:{0}"><a class="footnote-ref" href="#fn:{0}">7</a></sup>'
    keys = ("clark2003review", "able2001column", "baker2002filter")
    html = f'<p>Words {"".join(sup.format(k) for k in keys)}.</p><div class="footnote"><hr><ol><li>x</li></ol></div>'
    page = number_citations(html, small, "../")
    assert ">1–3</a>]</span>.</p>" in page
    assert 'href="../references.html#ref-able2001column"' in page
    assert "footnote" not in page


def test_the_real_list(real):
    works = list(real.values())
    assert [work.number for work in works] == list(range(1, 183))
    assert all(work.grade in GRADES and work.findings and work.authors for work in works)
    assert not [work.number for work in works if work.doi_status not in ("seen", "derived") and work.doi]
    assert not [work.number for work in works if work.doi_status in ("seen", "derived") and not work.doi]


def test_names_that_are_easy_to_get_wrong(real):
    by_number = {work.number: work for work in real.values()}
    assert by_number[18].authors[:2] == ("Böing AN", "van der Pol E")
    assert by_number[19].authors[-1] == "O’Kennedy R"
    assert by_number[23].authors[-2] == "da Cruz e Silva OAB"
    assert by_number[43].authors[0] == "Au Yeung CL"
    assert by_number[91].authors[-1] == "Correa de Sampaio P"
    assert by_number[98].authors[4] == "von der Ohe J"
    assert by_number[114].authors[1] == "El Islem Guissi N" and "Tayyaba" in by_number[114].authors
    assert by_number[142].authors[1] == "de Sonneville J"


def test_works_outside_the_list_have_numbers_of_their_own():
    further = load_references(ROOT / "bib/further.bib", ROOT / "bib/further.yml", further=True)
    assert [work.label for work in further.values()] == [f"F{n}" for n in range(1, len(further) + 1)]
    assert all(work.findings and work.order > (False, 182) for work in further.values())
    assert [[w.label for w in run] for run in number_runs(list(further.values())[:3])] == [["F1", "F2", "F3"]]
