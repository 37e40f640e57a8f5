"""What a page says of itself to search engines, reference managers and people who cite it."""

from __future__ import annotations

import json

import pytest
from lxml.html import fragment_fromstring

from macros.course.course import load_course
from macros.pages.metadata import Publication, chapter_head, citations_of, page_head
from tests.generator.courses import small_course

BODY = "Vesicles were reviewed [@clark2003review; @able2001column].\n"


@pytest.fixture
def course(tmp_path):
    return load_course(small_course(tmp_path, BODY), only=["01-small"])


def published(course, address=""):
    return Publication(course.settings, "A small course", 'For "tests" & more.', address)


def test_open_graph_escapes_what_it_is_given(course):
    head = fragment_fromstring(page_head("A <title>", 'For "tests" & more.', "a.html", published(course)), "head")
    tags = {meta.get("property"): meta.get("content") for meta in head.iter("meta")}
    assert tags["og:title"] == "A <title>" and tags["og:description"] == 'For "tests" & more.'
    assert tags["og:site_name"] == "A small course"
    assert not {"og:url", "og:locale"} & set(tags)


def test_addresses_are_given_where_the_site_has_one(course):
    publication = published(course, "https://small.example/course/")
    head = page_head("T", "D", "chapters/01-small.html", publication)
    assert 'content="https://small.example/course/chapters/01-small.html"' in head
    chapter = course.chapters[0]
    address = "https://small.example/course/chapters/01-small.html"
    assert address in chapter_head(chapter, course, publication)
    assert all(address in form for form in citations_of(chapter, publication).values())


def test_a_chapter_says_what_it_is_and_what_it_cites(course):
    chapter = course.chapters[0]
    head = fragment_fromstring(chapter_head(chapter, course, published(course)), "head")
    tags = [(meta.get("name"), meta.get("content")) for meta in head.iter("meta")]
    assert dict(tags)["citation_title"] == "Small" and dict(tags)["citation_author"] == "Makers"
    assert dict(tags)["citation_publication_date"] == "2020/02/29"
    works = [content for name, content in tags if name == "citation_reference"]
    assert len(works) == 2
    assert works[0].startswith("citation_title=A column for small vesicles;citation_author=Able AB;")
    data = json.loads(head.findtext("script"))
    assert data["position"] == chapter.meta.number == 1
    assert (data["name"], data["teaches"], data["version"]) == ("Small", ["Say how small"], "1.2.3")
    assert data["license"] == course.settings.licence.address and data["inLanguage"] == "en"
    assert data["educationalLevel"] == "beginners" and len(data["citation"]) == 2
    assert "url" not in data


def test_a_script_cannot_be_ended_from_inside(course):
    publication = Publication(course.settings, "A </script><b>course", "", "")
    assert chapter_head(course.chapters[0], course, publication).count("</script>") == 1


def test_how_to_cite_a_chapter(course):
    forms = citations_of(course.chapters[0], published(course))
    assert forms["text"] == "Small. In: A small course. Version 1.2.3, 2020-02-29. CC0.\n"
    assert "author = {{Makers}}" in forms["bib"] and "year = {2020}" in forms["bib"]
    assert forms["ris"].startswith("TY  - CHAP\nAU  - Makers\nTI  - Small\n") and forms["ris"].rstrip().endswith(
        "ER  -"
    )
