"""The index of the search, made from the theme's."""

import json

import pytest

from macros.course.course import load_course
from macros.pages import search_index
from tests.generator.courses import small_course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return load_course(small_course(tmp_path_factory.mktemp("search"), "Words.\n{ .framing }\n"), only=["01-small"])


def made(course, *sections):
    """The settings, and the documents by location, for these (location, title, text) of the theme."""
    docs = [dict(zip(("location", "title", "text"), section, strict=True)) for section in sections]
    config = {"lang": ["en"], "separator": "-", "pipeline": [], "fields": {"title": {}, "text": {}, "tags": {}}}
    index = search_index.written(json.dumps({"config": config, "docs": docs}), course, "theme.js")
    script = index.documents.partition(" = ")[2].rstrip(";\n")
    return json.loads(index.settings), {one["location"]: one for one in json.loads(script)}


def test_settings_and_documents_are_parted(course):
    settings, documents = made(course, ("index.html", "Home", "Welcome"))
    assert settings["docs"] == []
    assert settings["config"]["course"]["worker"] == "theme.js"
    assert "words" in settings["config"]["fields"]
    assert documents["index.html"]["text"] == "Welcome"


def test_what_was_left_out_leaves_no_blank_before_a_stop(course):
    _, documents = made(course, ("a.html", "A", "<p>One  , two . Three ; 0.5 % (four ).</p>"))
    assert documents["a.html"]["text"] == "<p>One, two. Three; 0.5 % (four).</p>"


def test_a_greek_letter_is_known_by_its_name(course):
    settings, _ = made(course, ("a.html", "TGF-β", "Κ and µm, Wien"))
    assert settings["config"]["course"]["letters"] == {"β": "beta", "κ": "kappa", "μ": "mu"}


def test_a_compound_is_sought_as_one_word_too(course):
    _, documents = made(course, ("a.html", "PD-L1", "miR-21 and miR-21"))
    assert documents["a.html"]["words"].split() == ["PDL1", "PDL1", "miR21", "miR21"]


def test_a_section_is_sought_by_what_the_head_of_its_chapter_says_of_it(course):
    _, documents = made(course, ("chapters/01-small.html#size", "Size", "So small."))
    assert {"Say", "how", "small", "vesicle"} <= set(documents["chapters/01-small.html#size"]["words"].split())


def test_the_works_of_a_chapter_are_sought_in_the_list_alone(course):
    works = [f"references.html#ref-{key}" for key in course.references]
    _, without = made(course, ("chapters/01-small.html#references", "References", "All works"))
    assert without == {}
    _, listed = made(course, ("references.html", "References", ""))
    assert works
    assert [listed[work]["title"] for work in works] == [
        f"[{work.label}] {work.short_name}" for work in course.references.values()
    ]
    assert all(0 < listed[work]["weight"] < 1 for work in works)
