"""The reference cleaner over made-up and mangled input: what goes in comes out, or is reported."""

from __future__ import annotations

import re
import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from macros.course.bibtex import KEY
from macros.course.problems import InputProblems
from macros.lists import bibtex, pages
from macros.lists.cleaning import clean
from macros.lists.entry import read_entry
from macros.lists.keys import make_key
from macros.lists.names import COUNTRIES
from macros.lists.work import Name, NameList, Unreadable, Work

# Slow machines are no reason to fail.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# --- made-up works, and how the style prints them

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÁÅČØÉÜ"
SMALL = "abcdefghijklmnopqrstuvwxyzáåčøéüß"
capitalised = st.builds(str.__add__, st.sampled_from(CAPITALS), st.text(SMALL, min_size=2, max_size=8))
particle = st.sampled_from(["", "", "", "van ", "van der ", "de ", "von der ", "del "])
surname = st.one_of(
    st.builds("{}{}".format, particle, capitalised),
    st.builds("{}-{}".format, capitalised, capitalised),
    st.builds("{} {}".format, capitalised, capitalised),
    st.builds("O’{}".format, capitalised),
    st.just("da Cruz e Silva"),
    st.just("Correa de Sampaio"),
)
initials = (
    st.lists(st.sampled_from(CAPITALS), min_size=1, max_size=3)
    .flatmap(lambda letters: st.sampled_from(["-".join(letters), "".join(letters)]))
    .filter(lambda letters: letters not in COUNTRIES)
)
suffix = st.sampled_from(["", "", "", "", "Jr", "Sr", "III", "2nd"])


@st.composite
def names(draw):
    people = draw(st.lists(st.tuples(surname, initials, suffix), min_size=1, max_size=5))
    others = draw(st.booleans())
    printed = ", ".join(" ".join(filter(None, person)) for person in people) + (", et al" if others else "")
    read = tuple(
        Name(name, re.sub(r"\.(?=\w)", ". ", re.sub(r"(\w)", r"\1.", given)), after.replace("r", "r."))
        for name, given, after in people
    )
    return printed, NameList(read, others)


word = st.text(SMALL + "αβ0123456789&%#_+'", min_size=2, max_size=7).filter(re.compile("[a-zß-ÿ]").search)
inner_capitals = st.sampled_from(["miR-21", "PD-L1", "CD8+", "T", "(DC)", "Poly(I:C)", "vs.", "5%", "IL-12-anchored"])
phrase = st.builds(
    "{} {}".format, capitalised, st.lists(st.one_of(word, word, inner_capitals), min_size=1, max_size=7).map(" ".join)
)
title = st.builds(
    "{}{}{}".format,
    st.one_of(st.just(""), phrase.map(lambda text: f"{text} end. "), phrase.map(lambda text: f"{text} end? ")),
    phrase,
    st.sampled_from([" end", " end", " end?", " end!", ": with colon", " (in brackets)"]),
)
journal = st.sampled_from(
    ["J Made Up Res", "Cancers", "PLoS ONE", "eTree", "npj Bark Biol", "Nature", "Cancers (Oslo)"]
)
year = st.integers(1900, 2029).map(str)
volume = st.integers(1, 2500).map(str)
issue = st.one_of(st.just(""), st.integers(1, 99).map(str), st.sampled_from(["Suppl 1", "Pt B", "3-4"]))
doi = st.one_of(st.just(""), st.text("abcdefgh0123456789._-/()", max_size=12).map("10.5555/x{}y".format))


@st.composite
def ranges(draw):
    """A range of pages: as it is printed, shortened or not, and as it is written out."""
    prefix = draw(st.sampled_from(["", "", "", "S", "e"]))
    first = draw(st.integers(1, 9999))
    last = draw(st.integers(first, 10050))
    start, end = str(first), str(last)
    same = next((at for at in range(min(len(start), len(end)) - 1) if start[at] != end[at]), len(end) - 1)
    cut = draw(st.integers(0, same)) if len(start) == len(end) else 0
    tail = draw(st.sampled_from(["", "", ".e13"]))
    dash = draw(st.sampled_from("–-"))
    return f"{prefix}{start}{dash}{end[cut:]}{tail}", f"{prefix}{start}--{prefix}{end}{tail}"


article_number = st.sampled_from(["e3377", "75", "eaau6977", "1122", "8545347"])
page_numbers = st.one_of(ranges(), article_number.map(lambda number: (number, number)))


@st.composite
def articles(draw):
    """An article: as it is printed, and as data."""
    printed_names, people = draw(names())
    fields = {"title": draw(title), "year": draw(year), "journal": draw(journal), "volume": draw(volume)}
    printed_pages, fields["pages"] = draw(page_numbers)
    number, address = draw(issue), draw(doi)
    place = f"{fields['year']};{fields['volume']}{f'({number})' if number else ''}:{printed_pages}."
    stop = "" if fields["title"][-1] in "?!" else "."
    printed = f"{printed_names}. {fields['title']}{stop} {fields['journal']}. {place}"
    printed += f" https://doi.org/{address}." if address else ""
    known = {"number": number, "doi": address}
    return printed, Work("article", fields | {name: value for name, value in known.items() if value}, people)


@unhurried
@given(articles())
def test_what_is_printed_in_the_style_is_read_back(article):
    printed, work = article
    assert read_entry(printed) == work


@unhurried
@given(articles())
def test_what_is_written_is_read_back_by_pybtex(article):
    _, work = article
    written = bibtex.write_entry(work, make_key(work), 1)
    [(key, entry)] = parse_string(written, "bibtex").entries.items()
    assert KEY.fullmatch(key)
    assert [entry.fields[field] for field in ("year", "volume", "pages")] == [
        work.fields[field] for field in ("year", "volume", "pages")
    ]
    people = [
        " ".join(person.prelast_names + person.last_names).replace("{", "").replace("}", "")
        for person in entry.persons["author"]
    ]
    assert people == [name.surname for name in work.authors.names] + ["others"] * work.authors.others
    plain = re.sub(r"\\(?=[&%#_])|[{}]", "", entry.fields["title"]).replace("’", "'")
    assert plain == work.fields["title"]


@unhurried
@given(ranges())
def test_page_ranges_are_written_out_once_and_for_all(pair):
    printed, written_out = pair
    assert pages.expand(printed) == written_out
    assert pages.expand(written_out) == written_out


@unhurried
@given(st.text())
@example("1–")
@example("ⅻ")
@example("²–³")
@example("٣–٤")
def test_any_pages_are_read_or_unreadable(text):
    try:
        once = pages.expand(text)
    except Unreadable:
        return
    assert pages.expand(once) == once


# --- mangled lists

WORDS = ["bark", "root", "leaf", "stem", "seed", "cone", "twig", "moss", "pith", "burl"]


def entry(number: int) -> str:
    return f"{number}. Alder P, Birch QR. The {WORDS[number - 1]} of trees. J Made Up Res. 2020;12:{number}5–9."


def cleaned_or_problems(text: str | bytes):
    """The titles that came out, or None with the problems."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
        try:
            return [work.fields["title"] for work in clean(path).works], []
        except InputProblems as error:
            return None, error.problems


separator = st.sampled_from(["\n", "\n\n", "\n\n    Article  PubMed  Google Scholar\n\n"])


@unhurried
@given(st.permutations(range(1, 7)), separator)
def test_entries_in_another_order_are_all_named(order, between):
    titles, problems = cleaned_or_problems("References\n\n" + between.join(map(entry, order)))
    if order == sorted(order):
        assert len(titles) == len(order)
    elif order[0] != 1:
        assert "begins with entry" in problems[0].what
    else:
        misplaced = [number for before, number in pairwise(order) if number != before + 1]
        assert sorted(f"entry {n} follows" for n in misplaced) == sorted(
            " ".join(problem.what.split()[:3]) for problem in problems
        )


@unhurried
@given(st.integers(0, 700), separator)
def test_a_truncated_list_loses_nothing_that_is_left(length, between):
    text = ("References\n\n" + between.join(map(entry, range(1, 8))))[:length]
    titles, problems = cleaned_or_problems(text)
    begun = len(re.findall(r"(?m)^\d\. \S", text))
    assert problems or len(titles) == begun


nasty = st.sampled_from(
    [
        "References",
        "Download references",
        "Funding",
        "Article PubMed",
        "1. Department of Trees",
        "3. Department",
        "7. Trees in 2020",
        "12.",
        "4) x",
        "[9] 2020;1:1.",
        "et al.",
        "https://doi.org/10.5555/x",
        "Epub 2020",
        "\x00",
        "{",
        "}",
        "\\",
        "Trees. 2020;1:2.",
        "2020",
        "\ufeff",
        "In: ",
        "18:\n75.",
        "2. Alder P. Again. J Made Up Res. 2020;1:1.",
    ]
)
garbage = st.one_of(nasty, st.text(max_size=60), st.builds("{}. {}".format, st.integers(0, 12), st.text(max_size=60)))


@unhurried
@given(st.integers(0, 6), garbage, separator, st.booleans())
def test_garbage_between_entries_hides_none(place, text, between, own_paragraph):
    entries = [entry(number) for number in range(1, 8)]
    entries.insert(place, f"\n{text}\n" if own_paragraph else text)
    titles, problems = cleaned_or_problems("References\n\n" + between.join(entries))
    assert problems or all(any(word in title for title in titles) for word in WORDS[:7])


@unhurried
@given(st.integers(1, 6), garbage, separator)
def test_an_entry_turned_to_garbage_is_counted_or_reported(number, text, between):
    assume("\n" not in text)
    entries = [entry(n) for n in range(1, 8)]
    entries[number - 1] = f"{number}. {text}"
    titles, problems = cleaned_or_problems("References\n\n" + between.join(entries))
    assert problems or len(titles) == 7


@unhurried
@given(st.one_of(st.binary(), st.text(), garbage.map(lambda text: f"References\n\n1. {text}")))
def test_no_file_is_too_strange(content):
    titles, problems = cleaned_or_problems(content)
    assert problems or titles


@unhurried
@given(articles(), st.data())
def test_a_damaged_entry_is_read_or_unreadable_and_what_is_written_is_bibtex(article, data):
    printed, _ = article
    at = data.draw(st.integers(0, len(printed) - 1))
    end = data.draw(st.integers(at, min(len(printed), at + 12)))
    inserted = data.draw(st.sampled_from(["", " ", ".", ";", ":", "{", "\\", "In: ", ". ", "?", ","]))
    damaged = printed[:at] + inserted + printed[end:]
    try:
        work = read_entry(damaged)
        written = bibtex.write_entry(work, make_key(work), 1)
    except Unreadable:
        return
    assert len(parse_string(written, "bibtex").entries) == 1
