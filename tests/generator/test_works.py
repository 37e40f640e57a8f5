"""Works of every type: how they are named and printed, and what is said where something is wrong with them."""

from __future__ import annotations

import pytest

from macros.course.problems import InputProblems
from macros.course.works import load_references, load_works
from tests.generator.works import FINDING, SETTINGS, SMALL, printed_works, small_works, written_works


@pytest.fixture(scope="module")
def small():
    return small_works()


def printed(work) -> str:
    return "".join(part.text for part in work.printed)


def test_a_work(small):
    work = small["able2001column"]
    assert work.author_line == "Able AB, van der Berg C, et al"
    assert work.short_name == "Able AB et al. 2001"
    assert work.place == "2001;1:1–9"
    assert work.lookup == ("doi:10.5555/able", "https://doi.org/10.5555/able")
    assert work.free_text == "https://doi.org/10.5555/able"
    assert printed(work) == "Able AB, van der Berg C, et al. A column for small vesicles. J Made Up. 2001;1:1–9."
    assert [part.role for part in work.printed if part.role] == ["title", "container"]
    assert small["baker2002filter"].title == "A filter that keeps CD63"


def test_without_doi_and_pmid_a_title_search_is_offered(small):
    assert small["clark2003review"].lookup == (
        "Search for this title",
        "https://search.example/?q=All%20about%20vesicles%3F",
    )


def test_the_grade_is_that_of_the_settings(small):
    assert {key: work.grade for key, work in small.items()} == {
        "able2001column": "human-samples",
        "baker2002filter": "not-seen",
        "clark2003review": "review",
        "dove2004mice": "animal",
    }
    assert [key for key, work in small.items() if work.title_only] == ["baker2002filter"]


# As a list prints it → as the site prints it, its short name and what it is sorted by.
PRINTED = {
    "an article": (
        "Pan BT, Teng K, et al. Counting. J Made Up. 2014;383(2):1946–52.",
        "Pan BT, Teng K, et al. Counting. J Made Up. 2014;383(2):1946–1952.",
        ("Pan BT et al. 2014", "pan bt"),
    ),
    "suffixes": (
        "Kingsley ML Jr, Queensland A III, Dukes B 2nd. Suffixes in names. J Names. 2008;1:1–5.",
        "Kingsley ML Jr, Queensland A III, Dukes B 2nd. Suffixes in names. J Names. 2008;1:1–5.",
        ("Kingsley ML Jr et al. 2008", "kingsley ml jr"),
    ),
    "a body": (
        "Larch Study Group, UK. A group with a place. J Names. 2009;2(1):12–9.",
        "Larch Study Group, UK. A group with a place. J Names. 2009;2(1):12–19.",
        ("Larch Study Group, UK 2009", "larch study group, uk"),
    ),
    "a title alone": (
        "Making the numbers count. J Made Up. 2014;383:1946.",
        "Making the numbers count. J Made Up. 2014;383:1946.",
        ("Making the numbers count 2014", "making the numbers count"),
    ),
    "a book": (
        "Pine A. The big book of trees. 2nd ed. New York, NY: Wood Press; 2011. p. 12–9.",
        "Pine A. The big book of trees. 2nd ed. New York, NY: Wood Press; 2011. p. 12–9.",
        ("Pine A 2011", "pine a"),
    ),
    "an edited book": (
        "Willow I, Ash J, editors. Edited trees. 2nd ed. Paris: Bois; 2009.",
        "Willow I, Ash J, editors. Edited trees. 2nd ed. Paris: Bois; 2009.",
        ("Willow I et al. 2009", "willow i"),
    ),
    "a book with one editor": (
        "Willow I, editor. Edited trees. Paris: Bois; 2009.",
        "Willow I, editor. Edited trees. Paris: Bois; 2009.",
        ("Willow I 2009", "willow i"),
    ),
    "a chapter": (
        "Larch B, Cedar C. Bark in disease. In: Spruce D, Yew E, editors. Handbook of bark, vol. 3. "
        "St. Louis: Wood Press; 2012. p. 414–27.",
        "Larch B, Cedar C. Bark in disease. In: Spruce D, Yew E, editors. Handbook of bark, vol. 3. "
        "St. Louis: Wood Press; 2012. p. 414–27.",
        ("Larch B et al. 2012", "larch b"),
    ),
    "a chapter without editors": (
        "Larch B. Bark without editors. In: Barkbook. Treasure Island (FL): Bark Publishing; 2020.",
        "Larch B. Bark without editors. In: Barkbook. Treasure Island (FL): Bark Publishing; 2020.",
        ("Larch B 2020", "larch b"),
    ),
    "a paper": (
        "Larch B. Bark in the cloud. In: Workshop on Bark. 2014. p. 7–8.",
        "Larch B. Bark in the cloud. In: Workshop on Bark. 2014. p. 7–8.",
        ("Larch B 2014", "larch b"),
    ),
    "a thesis": (
        "Rowan G. On the growth of rowans [dissertation]. Uppsala: Uppsala Forest University; 2010.",
        "Rowan G. On the growth of rowans [dissertation]. Uppsala: Uppsala Forest University; 2010.",
        ("Rowan G 2010", "rowan g"),
    ),
    "a master’s thesis": (
        "Rowan G. On very small rowans [master’s thesis]. Uppsala Forest University; 2008.",
        "Rowan G. On very small rowans [master’s thesis]. Uppsala Forest University; 2008.",
        ("Rowan G 2008", "rowan g"),
    ),
    "a preprint": (
        "Beech F. A preprint on leaves. bioRxiv. 2020. https://doi.org/10.5555/2020.03.01.123456.",
        "Beech F. A preprint on leaves. bioRxiv [preprint]. 2020.",
        ("Beech F 2020", "beech f"),
    ),
    "a preprint by its number": (
        "Beech F. Leaves in numbers. Preprint arXiv:2001.01234. 2020.",
        "Beech F. Leaves in numbers. arXiv [preprint]. 2020;2001.01234.",
        ("Beech F 2020", "beech f"),
    ),
    "a book on a page": (
        "Tree Society. How to plant a tree [Internet]. London: Tree Society; 2020 [cited 2021 May 3]. "
        "Available from: https://www.trees.example/two",
        "Tree Society. How to plant a tree [Internet]. London: Tree Society; 2020 [cited 2021 May 3]. "
        "Available from: https://www.trees.example/two",
        ("Tree Society 2020", "tree society"),
    ),
    "a page without year": (
        "Tree Society. How to plant a tree. https://www.trees.example/how_to#a~b. Accessed June 2021.",
        "Tree Society. How to plant a tree [Internet]. n.d. [cited 2021 Jun]. "
        "Available from: https://www.trees.example/how_to#a~b",
        ("Tree Society n.d.", "tree society"),
    ),
}


@pytest.mark.parametrize(("given", "expected", "names"), PRINTED.values(), ids=PRINTED)
def test_what_a_list_prints_is_printed(given, expected, names, tmp_path):
    (work,) = printed_works(tmp_path, f"1. {given}\n")
    assert printed(work) == expected
    assert (work.short_name, work.sort_name) == names


# Fields by hand, as further.bib may hold them → as the site prints them.
WRITTEN = {
    "@techreport{a, author = {{Tree Agency}}, title = {Yield}, institution = {Tree Agency}, number = {7}, year = 2001}": (
        "Tree Agency. Yield. Tree Agency; 2001. Report No.: 7."
    ),
    "@misc{a, title = {A tree's page}, howpublished = {\\url{https://trees.example/a_b}}, urldate = {2020}}": (
        "A tree's page [Internet]. n.d. [cited 2020]. Available from: https://trees.example/a_b"
    ),
    "@inbook{a, author = {Oak, A.}, title = {Leaves}, booktitle = {Trees}, chapter = 4, series = {Woods}, year = 2001}": (
        "Oak A. Leaves. In: Trees. 2001. (Woods). chapter 4."
    ),
    "@book{a, editor = {Oak, A. and others}, title = {Trees}, edition = {Revised edition}, year = {in press}}": (
        "Oak A, et al, editors. Trees. Revised edition. in press."
    ),
    "@strange{a, title = {What is a tree?}, note = {Kept by the author}}": "What is a tree? n.d. Kept by the author.",
    "@article{a, author = {Ålm, Jan-Erik}, title = {No journal}}": "Ålm JE. No journal. n.d.",
    "@article{a, author = {World Tree Organization}, title = {100 {\\%} at \\$5}, journal = {J}, year = 2001}": (
        "World Tree Organization. 100 % at $5. J. 2001."
    ),
    "@misc{a, author = {Oak, A.}, title = {Old: a -- b}}": "Oak A. Old: a – b. n.d.",
}


@pytest.mark.parametrize(("bib", "expected"), WRITTEN.items(), ids=WRITTEN.values())
def test_what_is_written_by_hand_is_printed(bib, expected, tmp_path):
    (work,) = written_works(tmp_path, bib)
    assert printed(work) == expected
    assert work.label == "F1"


def test_a_long_title_is_cut_where_it_stands_for_a_name(tmp_path):
    (work,) = written_works(tmp_path, f"@book{{a, title = {{{'Bark and '.join(['', ''] * 6)}root}}, year = 2001}}")
    assert work.short_name == "Bark and Bark and Bark and Bark and Bark and Bark and Bark… 2001"
    assert work.lookup[0] == "Search for this title"


def test_a_page_is_looked_up_where_it_is(tmp_path):
    (work,) = written_works(tmp_path, "@online{a, title = {Bark}, url = {https://www.trees.example/a_b}}")
    assert work.lookup == ("www.trees.example", "https://www.trees.example/a_b")


# A change of the small course's files → what is said of it: (file, change) → (line, words of the problem).
SLIPS = {
    "no record": (("evidence.yml", "number: 4", "number: 5"), [
        "references.bib:30: reference 4 (dove2004mice) has no record of evidence → add a record with 'number: 4' to evidence.yml",
        "evidence.yml:23: no entry has the refnumber 5 → correct it, or add the entry to references.bib",
    ]),
    "a word for a number": (("evidence.yml", "number: 4", "number: four"), ["evidence.yml:23: 'four': 'number' should be"]),
    "two records": (("evidence.yml", "number: 4", "number: 3"), ["evidence.yml:23: number 3 stands here and on line 17", "references.bib:30: reference 4 (dove2004mice) has no record"]),
    "unknown kind": (("evidence.yml", "kind: review", "kind: novel"), ["evidence.yml:18: unknown kind 'novel'"]),
    "no kind": (("evidence.yml", "  kind: review\n", ""), ["evidence.yml:17: 'kind' is missing"]),
    "unknown system": (("evidence.yml", "[in-vitro, mouse]", "[in-vitro, oak]"), ["evidence.yml:25: unknown system 'oak'"]),
    "unknown basis": (("evidence.yml", "basis: secondary", "basis: rumour"), ["evidence.yml:28: '4': unknown basis 'rumour'"]),
    "unknown status": (("evidence.yml", "doi_status: seen", "doi_status: sure"), ["evidence.yml:4: '1': unknown doi_status"]),
    "findings as text": (("evidence.yml", "findings:\n  - text: A filter was made.\n    basis: title", "findings: None"), [
        "evidence.yml:14: '2': 'findings' should be a list, not the text 'None'",
    ]),
    "finding without text": (("evidence.yml", "text: A filter was made.\n    basis", "basis"), [
        "evidence.yml:15: '2': 'text' is missing",
    ]),
    "caveat without kind": (("evidence.yml", "    kind: failed-replication\n", ""), ["evidence.yml:30: '4': 'kind' is missing"]),
    "unknown field": (("evidence.yml", "system: []\n  findings:\n  - text: A f", "systems: []\n  findings:\n  - text: A f"), [
        "evidence.yml:11: nothing is known of a field 'systems' → did you mean 'system:'?",
    ]),
    "no refnumber": (("references.bib", "  refnumber = {3},\n", ""), [
        "references.bib:22: the entry 'clark2003review' has no refnumber",
    ]),
    "refnumber of another": (("references.bib", "refnumber = {3}", "refnumber = {2}"), [
        "references.bib:22: two entries have the refnumber 2",
    ]),
    "refnumber in words": (("references.bib", "refnumber = {3}", "refnumber = {three}"), [
        "references.bib:22: the entry 'clark2003review' has the refnumber 'three', which is no number",
    ]),
    "broken BibTeX": (("references.bib", "year = {2003},", "year = {2003}"), [
        "references.bib:27: broken BibTeX in the entry 'clark2003review': '}' expected",
    ]),
    "BibTeX that never ends": (("references.bib", "refnumber = {4},\n}", "refnumber = {4"), [
        "broken BibTeX in the entry 'dove2004mice': premature end of file",
    ]),
    "a key twice": (("references.bib", "dove2004mice", "clark2003review"), [
        "references.bib:30: the key 'clark2003review' stands here and on line 22",
    ]),
    "a field twice": (("references.bib", "year = {2003},", "year = {2003}, year = {2004},"), [
        "references.bib:22: the entry 'clark2003review' has two of 'year' → keep one",
    ]),
    "no title": (("references.bib", "title = {Vesicles in mice}", "title = {}"), ["references.bib:30: the entry 'dove2004mice' has no title"]),
    "a strange name": (("references.bib", "{Dove, F.}", "{Dove, F., B., C., D.}"), ["references.bib:30: the entry 'dove2004mice' has a name"]),
    "a string": (("references.bib", "@article{able", "@string{j = {J}}\n\n@article{able"), ["references.bib:1: @string is not understood"]),
    "crossref": (("references.bib", "year = {2003},", "crossref = {x},"), ["references.bib:22: the entry 'clark2003review' leans"]),
    "a further entry without record": (("further.yml", "key: elm", "key: oak"), [
        "further.bib:1: 'elm' has no record of evidence → add a record with 'key: elm' to further.yml",
        "further.yml:1: no entry has the key 'oak' → correct it, or add the entry to further.bib",
    ]),
    "a further entry of the list": (("further.bib", "@book{elm", "@book{dove2004mice"), None),
}  # fmt: skip


@pytest.fixture
def bib(tmp_path):
    """The works of the small course and one outside the list, for a test to spoil."""
    for name in ("references.bib", "evidence.yml"):
        (tmp_path / name).write_text((SMALL / "bib" / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "further.bib").write_text("@book{elm, title = {Elm}}\n", encoding="utf-8")
    (tmp_path / "further.yml").write_text(f"- {{key: elm, kind: review, findings: [{FINDING}]}}\n", encoding="utf-8")
    return tmp_path


def said(folder) -> list[str]:
    with pytest.raises(InputProblems) as error:
        load_works(folder, SETTINGS)
    return [str(problem).removeprefix(f"{folder}/") for problem in error.value.problems]


@pytest.mark.parametrize(("change", "expected"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_with_file_line_and_mend(change, expected, bib):
    name, before, after = change
    text = (bib / name).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (bib / name).write_text(text.replace(before, after), encoding="utf-8")
    problems = said(bib)
    if expected is None:
        yml = (bib / "further.yml").read_text(encoding="utf-8")
        (bib / "further.yml").write_text(yml.replace("elm", "dove2004mice"), encoding="utf-8")
        problems = said(bib)
        expected = ["further.bib:1: the key 'dove2004mice' stands in the list too"]
    assert len(problems) == len(expected), problems
    for problem in problems:
        assert any(words in problem for words in expected), problem
        assert " → " in problem


@pytest.mark.parametrize("name", ["references.bib", "evidence.yml", "further.bib", "further.yml"])
@pytest.mark.parametrize("state", ["missing", "a folder", "Latin-1"])
def test_a_file_that_cannot_be_read_is_named(name, state, bib):
    path = bib / name
    path.unlink()
    if state == "a folder":
        path.mkdir()
    elif state == "Latin-1":
        path.write_bytes("- número: 1\n".encode("latin-1"))
    (problem,) = said(bib)
    assert problem.startswith(f"{name}:1: " if state == "Latin-1" else f"{name}: ")


def test_an_empty_list_is_told_and_an_empty_list_of_works_outside_it_is_not(bib):
    for name in ("references.bib", "further.bib", "further.yml"):
        (bib / name).write_text("", encoding="utf-8")
    assert said(bib) == ["references.bib: the list is empty → make it with scripts/clean_references.py"]


def test_empty_evidence_is_told_once(bib):
    for name in ("evidence.yml", "further.yml"):
        (bib / name).write_text("# nothing yet\n", encoding="utf-8")
    assert said(bib) == [
        "evidence.yml: no work has a record → write one for each of references.bib",
        "further.yml: no work has a record → write one for each of further.bib",
    ]


def test_all_files_are_told_of_together(bib):
    for name in ("references.bib", "further.bib"):
        (bib / name).write_text("@article{a, title = {A} year = {2001}}", encoding="utf-8")
    assert len(said(bib)) == 2


def test_yes_needs_no_quotes(bib):
    text = (bib / "evidence.yml").read_text(encoding="utf-8")
    (bib / "evidence.yml").write_text(text.replace("'yes'", "yes"), encoding="utf-8")
    works = load_references(bib / "references.bib", bib / "evidence.yml", SETTINGS)
    assert works["able2001column"].open_access == "yes"


def test_notes_of_the_course_and_sources_are_allowed(bib):
    text = (bib / "evidence.yml").read_text(encoding="utf-8")
    more = "kind: methods\n  colour: green\n  sources: [https://trees.example]\n  system: [human-samples]"
    text = text.replace("kind: methods\n  system: [human-samples]", more)
    (bib / "evidence.yml").write_text(text, encoding="utf-8")
    noting = SETTINGS.model_copy(update={"evidence_notes": ("colour",)})
    works = load_references(bib / "references.bib", bib / "evidence.yml", noting)
    assert works["able2001column"].sources == ("https://trees.example",)
    assert "nothing is known of a field 'colour' → delete it, or list it" in said(bib)[0]
