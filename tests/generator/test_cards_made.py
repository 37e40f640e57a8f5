"""Cards of works and terms as files: one small script each, whole by itself."""

import json

from lxml.html import fragment_fromstring

from macros.course.chapters import claim_id
from macros.course.course import load_course
from macros.pages.cards import card_scripts
from tests.generator.courses import small_course

TERM = "- {term: size exclusion, definition: A column that parts by size., cite: [able2001column]}\n"


def cards(tmp_path, body):
    root = small_course(tmp_path, body)
    (root / "docs/terms.yml").write_text(TERM, encoding="utf-8")
    return dict(card_scripts(load_course(root)))


def html(script, name):
    """The HTML that a script leaves under its name."""
    head = f'(window.courseCards ??= {{}})["{name}"] = '
    assert script.startswith(head) and script.endswith(";\n")
    return fragment_fromstring(json.loads(script[len(head) : -2]))


def test_every_work_and_term_has_a_card_of_its_own(tmp_path):
    made = cards(tmp_path, "Mice [@dove2004mice].\n")
    assert len(made) == len(set(made)) and "assets/terms/size-exclusion.js" in made
    assert {path for path in made if path.startswith("assets/works/")} >= {
        f"assets/works/{key}.js" for key in ("able2001column", "baker2002filter", "clark2003review", "dove2004mice")
    }


def test_the_card_of_a_work_says_what_it_is_and_where_it_is_cited(tmp_path):
    made = cards(tmp_path, "Mice [@dove2004mice].\n\nMore mice [@dove2004mice].\n")
    card = html(made["assets/works/dove2004mice.js"], "works/dove2004mice")
    said = " ".join(card.text_content().split())
    assert "Reference 4" in said and "Animal" in said and "Caveat." in said and "Cited in 2 places" in said
    for place, words in zip(card.xpath(".//li"), ("Mice.", "More mice."), strict=True):
        identifier = claim_id(words)
        assert place.get("data-claim") == identifier
        assert place.find("a").get("href") == f"chapters/01-small.html#{identifier}"
        assert place.get("data-row").endswith(f"#ledger-{identifier}")
    assert "references.html#ref-dove2004mice" in [a.get("href") for a in card.iter("a")]


def test_the_card_of_a_term_defines_it(tmp_path):
    card = html(cards(tmp_path, "Mice [@dove2004mice].\n")["assets/terms/size-exclusion.js"], "terms/size-exclusion")
    assert "A column that parts by size. [1]" in " ".join(card.text_content().split())
    assert [a.get("href") for a in card.iter("a")] == [
        "references.html#ref-able2001column",
        "glossary.html#term-size-exclusion",
    ]
