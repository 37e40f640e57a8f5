"""Every passage that reaches the eye is found in the parsed text, whatever it begins with or stands in."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from macros.markdown.extension import CourseExtension
from macros.markdown.raw_html import RawHtml
from macros.markdown.reading import load_dialect
from macros.markdown.words import WORDS, read_word

HERE = Path(__file__).parent
DIALECT = load_dialect(HERE / "small_course")
CASES = yaml.safe_load((HERE / "passages.yml").read_text(encoding="utf-8"))


def shown(passage) -> str:
    return f"{passage.kind} | {passage.text} | {'(framing)' if passage.framing else ' '.join(passage.keys)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_passages(case):
    parsed = DIALECT.parse(case["text"])
    assert [shown(passage) for passage in parsed.document.passages] == case["passages"]
    assert parsed.slips == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Sound [see @a1].", "a citation that cannot be read: [see @a1]"),
        ("Sound [@a1, @b2].", "a citation that cannot be read: [@a1, @b2]"),
        ("{{ '' }}Bread cures.", "{{ '' }} is no word that this course knows"),
        ("{{ bread() }}", "{{ bread() }} is no word that this course knows"),
        ("{{ figure() }}", "{{ figure() }}: the word takes an argument"),
        ('{{ gallery("x") }}', '{{ gallery("x") }}: the word takes no argument'),
        ("Before {{ gallery() }} after.", "{{ gallery() }} stands inside a line"),
        ("{% raw %} words", "{% raw %} is no word that this course knows"),
        ("<script>alert(1)</script>", "a <script> in a page"),
        ("<div>\n<SCRIPT src='x.js'></SCRIPT>\n</div>", "a <script> in a page"),
        ("A <b onclick='x()'>word</b> [@a1].", "an event handler: onclick in a page"),
        ("[a link](javascript:alert(1)) [@a1]", "an address that runs code: javascript:alert(1) in a page"),
        ('<a href=" jAva\tscript:alert(1)">x</a>', "an address that runs code"),
        ("Words [@a1]\n{: onmouseover=alert(1) }", "an event handler: onmouseover in a page"),
        ("Cures all.<br>They were reviewed [@a1].", "a <br> inside a line in a page"),
        ("Cures <div>all</div> they say [@a1].", "a <div> inside a line in a page"),
        ("A <b>word [@a1].", "a <b> that is never closed in a page"),
        ("A word </article> [@a1].", "a </article> that closes nothing in a page"),
        ("<div>\n<p>Words</p>\n</div></article>", "a </article> that closes nothing in a page"),
        ("A <span hidden>word</span> [@a1].", "an attribute that can hide words: hidden in a page"),
        ("A *word*{ style=display:none } [@a1].", "an attribute that can hide words: style in a page"),
        ("[cures [@a1]](size.md) all.", "a citation inside a link in a page"),
        ('<iframe srcdoc="Cures all"></iframe>', "a <iframe> in a page"),
        ("<style>p::after { content: 'Cures all' }</style>", "a <style> in a page"),
        ('<meta http-equiv="refresh" content="0">', "a <meta> in a page"),
        ("![x](data:image/svg+xml;base64,AA) [@a1]", "an address that runs code: data:"),
    ],
)
def test_what_cannot_be_read_or_may_not_stand_is_reported(text, what):
    slips = DIALECT.parse(text).slips
    assert any(slip.what.startswith(what) for slip in slips), slips
    assert all(slip.mend and slip.place for slip in slips)


def test_code_may_hold_what_else_would_be_a_word():
    assert DIALECT.parse('Use `{{ figure("x") }}` or `{% raw %}` [@a1].\n\n    {{ nothing }}\n').slips == []


def test_calls_know_their_section():
    text = '# Title\n\n## One {: #one }\n\n{{ figure("a") }}\n\n- item\n\n    {{ caveat("b") }}\n\n## Two\n\n{{ gallery() }}\n'
    calls = [(call.word, call.argument, call.section) for call in DIALECT.parse(text).document.calls]
    assert calls == [("figure", "a", "one"), ("caveat", "b", "one"), ("gallery", "", "two")]


def test_a_footnote_belongs_to_the_section_that_refers_to_it():
    text = "## One {: #one }\n\nWords[^n] [@a1].\n\n[^n]: A note [@b2].\n\n## Two {: #two }\n\nMore [@c3].\n"
    passages = [p for p in DIALECT.parse(text).document.passages if p.kind == "sentence"]
    assert [(p.text, p.section) for p in passages] == [("Words.", "one"), ("More.", "two"), ("A note.", "one")]


def test_sections_have_the_ids_of_the_page():
    headings = DIALECT.parse("# A *title*\n\n## Its {: #own }\n\n## Its `code` & more\n").document.headings
    assert [(heading.id, heading.title, heading.level) for heading in headings] == [
        ("a-title", "A title", 1),
        ("own", "Its", 2),
        ("its-code-more", "Its code & more", 2),
    ]


def test_writing_back_unchanged_leaves_the_words_as_they_are():
    for case in CASES:
        plain = Markdown(extensions=list(DIALECT.extensions)).convert(case["text"])
        back = Markdown(extensions=[*DIALECT.extensions, CourseExtension(lambda d, _, __: d.write_back())])
        words = [_words(html) for html in (plain, back.convert(case["text"]))]
        if "[@" not in case["text"] and "{{" not in case["text"] and ".framing" not in case["text"]:
            assert words[0] == words[1], case["name"]


def _words(html: str) -> list[str]:
    return re.findall(r"\w+|[<>]", html)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_can_be_called_in_both_quotes(word):
    argument = WORDS[word].argument
    for quote in "'\"":
        call = f"{{{{ {word}({quote}x-1{quote}) }}}}" if argument else f"{{{{ {word}() }}}}"
        assert read_word(call) == (word, "x-1" if argument else "")


@given(st.lists(st.from_regex(r"\A[a-z]{2,8}[0-9]{4}[a-z]{2,8}\Z"), min_size=1, max_size=6, unique=True))
@settings(max_examples=30)
def test_keys_of_a_bracket_come_back_in_order(keys):
    (passage,) = DIALECT.parse("Words [" + "; ".join(f"@{key}" for key in keys) + "].").document.passages
    assert passage.keys == tuple(keys)
    assert passage.text == "Words."


@given(st.text(alphabet=st.sampled_from("ab*_`<>&[]()@{}|\\!#~=:-^.\n \t\"'1"), max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_visible_letter_escapes(text):
    """Letters of the page that are in no passage would be letters that no rule sees."""
    seen: list[str] = []
    page = Markdown(
        extensions=[*DIALECT.extensions, CourseExtension(lambda d, _, __: seen.extend(p.text for p in d.passages))]
    ).convert(text)
    visible = "".join(words for words, _ in RawHtml(page).texts)
    assert len(re.findall(r"[ab]", visible)) <= len(re.findall(r"[ab]", "".join(seen)))


def test_raw_html_knows_code_and_what_is_silent():
    raw = RawHtml("<p>One<br>two</p><pre>x = 1</pre><style>p {}</style><script>y</script>&amp;")
    assert raw.texts == [("One", False), ("two", False), ("x = 1", True), ("&", False)]
    assert raw.faults == ["a <style>", "a <script>"]


def test_a_passage_element_is_one_of_the_tree():
    document = DIALECT.parse("One [@a1].\n\nTwo.\n").document
    assert [ElementTree.tostring(p.element, encoding="unicode")[:3] for p in document.passages] == ["<p>", "<p>"]
