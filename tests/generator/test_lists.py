"""The long lists of a course ten times as large: every page stays as light as a chapter, and every address holds."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from macros.course.chapters import Claim
from macros.course.course import Course, load_course
from macros.course.shelves import CLAIMS_A_PAGE, WORKS_A_PAGE
from macros.pages import lists
from macros.pages.metadata import Publication
from macros.pages.place import Place
from tests.generator.courses import small_course

CHAPTERS, CLAIMS, LISTED, FURTHER = 20, 610, 1820, 500
# What the theme adds to every page is some 350 elements, 45 stops of the Tab key and 5 kB.
ELEMENTS, STOPS, BYTES = 2150, 305, 130_000
WORDS = [f"{start}{end}" for start in ("ba", "tor", "ve", "lin", "cru") for end in ("st", "gen", "mal", "ker", "o")]


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Course:
    """The small course made large: 12,200 claims and 2,320 works, one of its chapters with a single claim more
    than fits a page."""
    course = load_course(small_course(tmp_path_factory.mktemp("large"), "Vesicles were reviewed [@clark2003review].\n"))
    chance = random.Random(5)
    works = {}
    patterns = list(course.references.values())
    for number in range(1, LISTED + FURTHER + 1):
        further = number > LISTED
        key = f"work{number}"
        own = number - LISTED if further else number
        works[key] = replace(patterns[number % 4], key=key, number=own, further=further, title=_words(chance, 12))
    chapters = [
        replace(course.chapters[0], slug=f"{number:02}-part", url=f"chapters/{number:02}-part.html")
        for number in range(1, CHAPTERS + 1)
    ]
    claims = []
    for chapter in chapters:
        count = CLAIMS_A_PAGE + 1 if chapter is chapters[0] else CLAIMS
        for number in range(count):
            name = f"claim-{chapter.slug}-{number}"
            cited = tuple(chance.sample(list(works), 1 + (number % 15 == 0)))
            text = _words(chance, 22)
            claims.append(Claim(name, chapter.slug, "size", text, cited, "", 1, f"{chapter.url}#{name}"))
    return replace(course, references=works, chapters=tuple(chapters), claims=tuple(claims))


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."


@pytest.fixture(scope="module")
def pages(large) -> dict[str, str]:
    """The content of every page of the lists, by its address."""
    publication = Publication(large.settings, "Large", "", "")
    below, top = Place(large, publication, "../"), Place(large, publication, "")
    found = {"claims.html": lists.finder(top)}
    found |= {f"claims/{one.name}.html": lists.claim_table(below, one.name) for one in large.claim_shelves}
    found["references.html"] = lists.reference_list(top) + lists.further_list(top)
    for shelf in large.work_shelves[1:]:
        found[f"{shelf.name}.html"] = lists.reference_page(top, str(shelf.number))
    for shelf in large.seen_shelves:
        found[f"{shelf.name}.html"] = lists.works_seen(below, str(shelf.number))
    return found


def test_every_page_stays_as_light_as_a_chapter(pages):
    assert len(pages) > 90
    for name, page in pages.items():
        tree = html.fromstring(f"<div>{page}</div>")
        for kept in tree.xpath("//noscript"):  # with scripts the browser holds it as text
            kept.drop_tree()
        stops = tree.xpath("//a[@href and not(@tabindex)] | //button | //input | //select")
        weight = len(gzip.compress(page.encode()))
        assert (len(list(tree.iter())) < ELEMENTS, len(stops) < STOPS, weight < BYTES) == (True, True, True), (
            f"{name}: {len(list(tree.iter()))} elements, {len(stops)} stops, {weight} bytes"
        )


def test_every_claim_and_every_work_stands_where_its_address_says(large, pages):
    ids = {name: set(html.fromstring(f"<div>{page}</div>").xpath("//@id")) for name, page in pages.items()}
    for claim in large.claims:
        page, _, name = large.ledger_url(claim).partition("#")
        assert name in ids[page]
    for key in large.references:
        page, _, name = large.reference_url(key).partition("#")
        assert name in ids[page]


def test_pages_of_a_chapter_are_about_as_long(large):
    first = [len(shelf.claims) for shelf in large.claim_shelves if shelf.chapter is large.chapters[0]]
    assert sum(first) == CLAIMS_A_PAGE + 1 and max(first) - min(first) <= 1
    assert [len(shelf.works) for shelf in large.work_shelves][:-1] == [WORKS_A_PAGE] * 9


def test_later_pages_are_made_and_lead_on(large, pages):
    made = dict(lists.list_pages(large))
    assert {path.removesuffix(".md") for path in made} == {name.removesuffix(".html") for name in pages} - {
        "claims",
        "references",
    }
    assert "search" in made["references-2.md"] and '{{ reference_page("2") }}' in made["references-2.md"]
    for name in ("references.html", "references-2.html"):
        ways = html.fromstring(f"<div>{pages[name]}</div>").xpath("//nav[1]/a/@href")
        assert ways[:2] == ["references.html", "references-2.html"] and len(set(ways)) == 10
    assert "references-8.html#further" in pages["references.html"]
    assert 'id="further"' in pages["references-8.html"]


def test_what_is_looked_through_is_written_once_and_holds_everything(large, pages):
    scripts = dict(lists.list_scripts(large))
    assert set(scripts) == {
        "assets/lists/works.js",
        *(f"assets/lists/seen-{shelf.number}.js" for shelf in large.seen_shelves),
        *(f"assets/lists/claims-{chapter.slug}.js" for chapter in large.chapters),
    }
    claims = [one for name, script in scripts.items() if "claims-" in name for one in _data(script)]
    assert [one["words"] for one in claims] == [claim.text for claim in large.claims]
    assert [one["address"] for one in claims] == [large.ledger_url(claim) for claim in large.claims]
    works = _data(scripts["assets/lists/works.js"])
    assert [one["number"] for one in works] == [work.label for work in large.references.values()]
    assert all(large.reference_url(key) in one["html"] for key, one in zip(large.references, works, strict=True))
    assert 'data-sources="works"' in pages["references.html"]
    seen = {key: name for name, script in scripts.items() if "seen-" in name for key in _data(script)}
    assert list(seen) == list(large.references)
    (button,) = html.fromstring(f"<div>{pages['references-2.html']}</div>").xpath("//*[@id='ref-work300']/button")
    assert seen["work300"] == f"assets/lists/{button.get('data-part')}.js"


def _data(script: str) -> Any:
    return json.loads(script.partition('"] = ')[2].rstrip().removesuffix(";"))
