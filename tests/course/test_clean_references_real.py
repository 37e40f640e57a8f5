"""The review's own list: the committed references.bib against the list, the corrections and the evidence."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import textwrap

import pytest
from pybtex.database import parse_file

from macros.course.corrections import read_corrections
from macros.course.evidence import read_listed
from scripts.clean_references import main
from scripts.project import ROOT

BIB = ROOT / "bib" / "references.bib"
LIST = ROOT / "bib" / "source" / "reference-list.txt"
CORRECTIONS = ROOT / "bib" / "corrections.yml"
EVIDENCE = ROOT / "bib" / "evidence.yml"
COMMAND = [str(LIST), "-o", str(BIB), "--corrections", str(CORRECTIONS), "--evidence", str(EVIDENCE)]
ENTRIES = parse_file(str(BIB)).entries
BY_NUMBER = {int(entry.fields["refnumber"]): entry for entry in ENTRIES.values()}
KNOWN = {record.number: record for record in read_listed(EVIDENCE)}

# Short names of journals that differ between the list and the evidence and mean the same journal.
SAME_JOURNAL = {"int j nanomed": "int j nanomedicine"}
# The list spells out a Greek letter, prints a raised plus sign in brackets, or a subtitle after a full stop.
# Nobody saw the other form of 72 and 113 on a page, so no correction was recorded.
SAME_WORDS = [("alpha-galacto", "α-galacto"), ("CD103(+)", "CD103+"), (". Selective", ": selective")]


def plain(value: str) -> str:
    """A field without BibTeX's braces and backslashes."""
    return re.sub(r"[{}]|\\(?=[&%$#_])", "", value)


def same_title(printed: str, known: str) -> bool:
    for one, other in SAME_WORDS:
        printed = printed.replace(one, other)
    # All dashes and the minus sign are one hyphen.
    return re.sub("[‐-―−]", "-", printed) == re.sub("[‐-―−]", "-", known)


def same_journal(printed: str, known: str) -> bool:
    """Capitals and the place after the name ("Cancers (Basel)") are house style."""
    one, other = (re.sub(r" \(.*\)$", "", name).lower() for name in (printed, known))
    return SAME_JOURNAL.get(one, one) == SAME_JOURNAL.get(other, other)


def same_pages(printed: str, known: str) -> bool:
    """Article numbers are printed with and without the e of "electronic" (104)."""
    return re.sub("^e(?=[0-9])", "", printed.replace("--", "-")) == re.sub("^e(?=[0-9])", "", known)


def test_the_committed_file_is_what_the_command_writes(capsys):
    assert main([*COMMAND, "--check"]) == 0
    assert capsys.readouterr().err == "182 entries, 30 corrections, 124 DOIs\n"


def test_all_works_are_there_in_the_order_of_the_review():
    assert [int(entry.fields["refnumber"]) for entry in ENTRIES.values()] == list(range(1, 183))
    assert len({key.lower() for key in ENTRIES}) == 182
    assert all(re.fullmatch(r"[a-z]+(19|20)\d\d[a-z0-9]+", key) for key in ENTRIES)
    assert BY_NUMBER[18].key == "boing2014single"


@pytest.mark.parametrize("number", range(1, 183))
def test_agrees_with_the_evidence(number):
    entry, known = BY_NUMBER[number].fields, KNOWN[number]
    assert same_title(plain(entry["title"]), known.title)
    assert same_journal(plain(entry["journal"]), known.journal_abbreviation)
    assert same_pages(entry["pages"], known.pages)
    for field, name in {
        "year": "year",
        "volume": "volume",
        "number": "issue",
        "pmid": "pmid",
        "pmcid": "pmcid",
    }.items():
        value = getattr(known, name)
        assert entry.get(field) == (None if value is None else str(value)), field
    assert entry.get("doi") == (known.doi if known.doi_status in ("seen", "derived") else None)


def test_the_documented_differences_still_exist():
    assert [n for n in KNOWN if plain(BY_NUMBER[n].fields["title"]) != KNOWN[n].title] == [40, 61, 72, 89, 113, 169]
    assert [n for n in KNOWN if BY_NUMBER[n].fields["pages"].replace("--", "-") != KNOWN[n].pages] == [104]
    assert [n for n in KNOWN if BY_NUMBER[n].fields["journal"] != KNOWN[n].journal_abbreviation] == [
        13, 23, 96, 98, 143, 172,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "place", "author"),
    [
        (3, 0, "Pan, B. T."),
        (10, 1, "Wood, M. J. A."),
        (16, 2, "Van Deun, J."),
        (16, 3, "De Smedt, E."),
        (18, 0, "Böing, A. N."),
        (18, 1, "van der Pol, E."),
        (19, 4, "O’Kennedy, R."),
        (23, 0, "Soares Martins, T."),
        (23, 2, "Martins Rosa, I."),
        (23, 3, "{da Cruz e Silva}, O. A. B."),
        (32, 4, "Tušek-Žnidarič, M."),
        (41, 0, "Alečković, M."),
        (43, 0, "Au Yeung, C. L."),
        (55, 2, "Büchler, M. W."),
        (61, 5, "Ricciardi-Castagnoli, P."),
        (65, 2, "Domange Jordö, E."),
        (66, 1, "O’Neill, H. C."),
        (75, 5, "González, M. Á."),
        (77, 5, "Asgharzadeh, S."),
        (88, 3, "Wenyu, W."),
        (91, 5, "{Correa de Sampaio}, P."),
        (94, 1, "de Beer, M. A."),
        (97, 1, "Lázaro-Ibáñez, E."),
        (98, 4, "von der Ohe, J."),
        (102, 5, "De Milito, A."),
        (105, 1, "LeBleu, V. S."),
        (107, 3, "Mirnajafi-Zadeh, J."),
        (114, 1, "El Islem Guissi, N."),
        (114, 3, "{Tayyaba}"),
        (130, 1, "Poongkavithai Vadevoo, S. M."),
        (138, 3, "Di Raimo, R."),
        (138, 5, "Battistini, L."),
        (142, 1, "de Sonneville, J."),
        (144, 1, "de Vrij, J."),
        (144, 2, "van der Vlist, E. J."),
        (144, 4, "van Bloois, L."),
        (151, 2, "Bæk, R."),
        (158, 0, "Del Re, M."),
    ],
)
def test_tricky_names(number, place, author):
    person = BY_NUMBER[number].persons["author"][place]
    assert str(person) == author


def test_et_al_stands_where_the_list_prints_it():
    printed = printed_entries()
    shortened = {int(number) for number, text in printed if " et al." in text}
    cleaned = {n for n, entry in BY_NUMBER.items() if str(entry.persons["author"][-1]) == "others"}
    # The list forgets "et al." in 173 and prints it in 77 without cause.
    assert cleaned == shortened - {77} | {173}
    assert all(len(BY_NUMBER[n].persons["author"]) == 7 for n in cleaned)


def test_no_doi_is_there_that_nobody_saw():
    printed = LIST.read_text(encoding="utf-8").lower()
    for number, entry in BY_NUMBER.items():
        doi = entry.fields.get("doi")
        seen = KNOWN[number].doi_status in ("seen", "derived") and KNOWN[number].doi == doi
        assert doi is None or seen or f"doi.org/{doi}" in printed


def test_every_correction_says_how_it_is_known():
    corrections = read_corrections(CORRECTIONS)
    assert len(corrections) == 30
    for record in corrections:
        assert record.how_known.endswith(".") and len(record.how_known) > 30
    unconfirmed = [record for record in corrections if "not confirmed" in record.how_known]
    assert [r.entry for r in unconfirmed] == [r.entry for r in corrections if r.certainty == "unconfirmed"]


def test_pandoc_reads_every_reference():
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    document = '---\nnocite: "@*"\n---\n'
    made = subprocess.run(
        ["pandoc", "--citeproc", "--bibliography", str(BIB), "-t", "html"],
        input=document, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert made.stderr == ""
    assert made.stdout.count('class="csl-entry"') == 182
    assert all(f'id="ref-{key}"' in made.stdout for key in ENTRIES)


def test_pandoc_reads_titles_names_and_numbers_as_they_are_written():
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed")
    command = ["pandoc", "-f", "bibtex", "-t", "csljson", str(BIB)]
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    read = {item["id"]: item for item in json.loads(made.stdout)}
    for key, entry in ENTRIES.items():
        written = plain(entry.fields["title"])
        assert read[key]["title"].lower() == written.lower()
        # pandoc makes capitals after a colon, but must never take one away.
        assert all(theirs == ours for theirs, ours in zip(read[key]["title"], written, strict=True) if ours.isupper())
        assert read[key]["page"] == entry.fields["pages"].replace("--", "-")
        assert read[key].get("volume") == entry.fields.get("volume")
        assert read[key].get("DOI") == entry.fields.get("doi")


def test_biber_accepts_the_data_model(tmp_path):
    if not shutil.which("biber"):
        pytest.skip("biber is not installed")
    said = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--configfile", str(ROOT / "bib" / "biber-tool.conf"),
         "--nolog", "--output-file", str(tmp_path / "out.bib"), str(BIB)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert not [line for line in said.splitlines() if line.startswith(("WARN", "ERROR"))]
    written = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^@ARTICLE", written)) == 182
    assert written.count("REFNUMBER = ") == 182


def printed_entries() -> list[tuple[str, str]]:
    return re.findall(r"(?m)^  (\d+)\. (.*)$", LIST.read_text(encoding="utf-8"))


PROSE = "A review of things\n\nMenu\nReferences\nContents\n\n1. Introduction\n\nSome prose of 2021 [1, 2].\n\n"
AFTER = (
    "\nDownload references\n\nAuthor information\n\n1. Department of Things, 2021\n\n183. Nothing\n\nPublisher’s note\n"
)


@pytest.mark.parametrize(
    "shape",
    [
        lambda n, text: f"[{n}] {text}\n",
        lambda n, text: f"{n}) {text}\n\nArticle\xa0\xa0CAS  View\n\n",
        lambda n, text: f"\t{n}.\n\t{text}\n\n",
        lambda n, text: textwrap.fill(text, 60, initial_indent=f" {n}. ", subsequent_indent="    ") + "\n",
        lambda n, text: textwrap.fill(f"{n}. {text}", 40) + "\n\n",
    ],
    ids=["brackets", "links", "own-line", "wrapped-and-indented", "wrapped-narrow"],
)
def test_the_list_may_be_printed_in_other_shapes(shape, tmp_path, capfdbinary):
    path = tmp_path / "page.txt"
    path.write_text(PROSE + "References\n\n" + "".join(shape(*entry) for entry in printed_entries()) + AFTER)
    assert main([str(path), *COMMAND[3:]]) == 0
    assert capfdbinary.readouterr().out == BIB.read_bytes()
