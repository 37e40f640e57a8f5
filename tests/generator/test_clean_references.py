"""The reference cleaner over invented lists: one golden file each, and the promises of the command."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from pybtex.database import parse_file
from pybtex.richtext import Text

from scripts.clean_references import main
from scripts.project import ROOT

LISTS = Path(__file__).parent / "reference_lists"
READABLE = sorted(path.stem for path in LISTS.glob("*.bib"))
FAULTY = sorted(path.stem for path in LISTS.glob("*.problems"))


def options(name: str) -> list[str]:
    """The command line for a list: its corrections and evidence stand beside it, where it has any."""
    chosen = [f"{name}.txt"]
    for kind in ("corrections", "evidence"):
        if (LISTS / f"{name}.{kind}.yml").exists():
            chosen += [f"--{kind}", f"{name}.{kind}.yml"]
    return chosen


@pytest.fixture(autouse=True)
def among_the_lists(monkeypatch):
    monkeypatch.chdir(LISTS)


@pytest.fixture
def one_entry(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("References\n\n1. Alder P. Bark. J Made Up Res. 2020;12:45–9.\n", encoding="utf-8")
    return path


def test_every_list_has_one_golden_file():
    assert READABLE == ["articles", "corrected", "names", "other-works", "saved-page"]
    assert sorted(READABLE + FAULTY) == sorted(path.stem for path in LISTS.glob("*.txt"))


@pytest.mark.parametrize("name", READABLE)
def test_readable_list(name, capfdbinary):
    assert main(options(name)) == 0
    out, err = capfdbinary.readouterr()
    assert out.decode() == (LISTS / f"{name}.bib").read_text(encoding="utf-8")
    assert b" corrections, " in err


@pytest.mark.parametrize("name", FAULTY)
def test_faulty_list(name, capfdbinary, tmp_path):
    bib = tmp_path / "old.bib"
    bib.write_text("as it was")
    assert main([*options(name), "-o", str(bib)]) == 1
    out, err = capfdbinary.readouterr()
    assert err.decode() == (LISTS / f"{name}.problems").read_text(encoding="utf-8")
    assert out == b""
    assert bib.read_text() == "as it was"
    assert os.listdir(tmp_path) == ["old.bib"]


@pytest.mark.parametrize("name", READABLE)
def test_line_ends_byte_order_mark_and_composed_letters_do_not_matter(name, tmp_path, capfdbinary):
    text = unicodedata.normalize("NFD", (LISTS / f"{name}.txt").read_text(encoding="utf-8"))
    other = tmp_path / "list.txt"
    other.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert main([str(other), *options(name)[1:]]) == 0
    assert capfdbinary.readouterr().out.decode() == (LISTS / f"{name}.bib").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", READABLE)
def test_pybtex_reads_every_entry(name):
    found = parse_file(str(LISTS / f"{name}.bib")).entries
    assert [int(entry.fields["refnumber"]) for entry in found.values()] == list(range(1, len(found) + 1))


def test_readers_take_the_same_text_from_escaped_titles():
    title = "Tree & leaf: 100% of A_B #1 at $5 ~ “quoted” Oak α–β − 37 °C -- it’s"
    written = parse_file(str(LISTS / "articles.bib")).entries["hazel2020tree"].fields["title"]
    # pybtex knows no \$, alone among the readers.
    assert str(Text.from_latex(written)).replace(r"\$", "$").replace("\xa0", " ") == title
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is not installed, so only pybtex was asked")
    read = subprocess.run(
        ["pandoc", "-f", "bibtex", "-t", "csljson", "articles.bib"], capture_output=True, text=True, check=True
    )
    assert f'"title": "{title}"' in read.stdout
    assert read.stderr == ""


@pytest.mark.parametrize("name", READABLE)
def test_biber_knows_every_field(name, tmp_path):
    if not shutil.which("biber"):
        pytest.skip("biber is not installed")
    config = ROOT / "bib" / "biber-tool.conf"
    said = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--configfile", str(config), "--nolog",
         "--output-file", str(tmp_path / "out.bib"), f"{name}.bib"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    warnings = [line for line in said.splitlines() if line.startswith(("WARN", "ERROR"))]
    # Works without an author, without a year, or with "5–9, 12" for pages are what they are.
    assert [w for w in warnings if "Missing mandatory" not in w] == []


def test_writes_a_file_and_checks_it(one_entry, tmp_path, capsys):
    bib = tmp_path / "out.bib"
    assert main([str(one_entry), "-o", str(bib)]) == 0
    assert capsys.readouterr().err == "1 entry, 0 corrections, 0 DOIs\n"
    before = bib.read_bytes()
    assert main([str(one_entry), "-o", str(bib), "--check"]) == 0
    assert main([str(one_entry), "-o", str(bib)]) == 0
    assert bib.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["list.txt", "out.bib"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("45--49", "45--48"), "out.bib:3: entry 'alder2020bark' is not as it would be written"),
        (("alder2020bark", "alder2020tree"), "out.bib: entry 'alder2020bark' is missing"),
        (("alder2020bark", "alder2020tree"), "out.bib:3: entry 'alder2020tree' is not in the list"),
        (("% Made", "% made"), "out.bib: differs between its entries or in their order"),
        (("\n", "\r\n"), "out.bib"),
    ],
)
def test_check_names_the_entry_that_differs(one_entry, tmp_path, capsys, change, said):
    bib = tmp_path / "out.bib"
    main([str(one_entry), "-o", str(bib)])
    changed = bib.read_bytes().replace(change[0].encode(), change[1].encode(), 1)
    bib.write_bytes(changed)
    capsys.readouterr()
    assert main([str(one_entry), "-o", str(bib), "--check"]) == 1
    assert said in capsys.readouterr().err
    assert bib.read_bytes() == changed


def test_check_of_a_missing_file_makes_none(one_entry, tmp_path, capsys):
    assert main([str(one_entry), "-o", str(tmp_path / "out.bib"), "--check"]) == 1
    assert "out.bib: cannot be read" in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["list.txt"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["--check", "LIST"], ["LIST", "-o", "LIST"], ["LIST", "--corrections", "C", "-o", "C"], ["LIST", "--unknown"]],
)
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("which", ["list", "corrections", "evidence"])
@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_files_that_cannot_be_read(one_entry, tmp_path, capsys, which, kind):
    path = tmp_path / "strange"
    if kind == "folder":
        path.mkdir()
    arguments = [str(path)] if which == "list" else [str(one_entry), f"--{which}", str(path)]
    assert main(arguments) == 1
    assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize("text", ["- {[a]: 1}", "- {entry: 2020-13-45}", "- {a: *b}", "- 1", "a: 1", "- {a: \x01}"])
@pytest.mark.parametrize("which", ["corrections", "evidence"])
def test_strange_yaml_is_reported(one_entry, tmp_path, capsys, which, text):
    path = tmp_path / "strange.yml"
    path.write_text(text)
    assert main([str(one_entry), f"--{which}", str(path)]) == 1
    assert str(path) in capsys.readouterr().err


def test_output_that_cannot_be_written(one_entry, tmp_path, capsys):
    assert main([str(one_entry), "-o", str(tmp_path / "no" / "out.bib")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    (tmp_path / "folder.bib").mkdir()
    assert main([str(one_entry), "-o", str(tmp_path / "folder.bib")]) == 1
    assert sorted(os.listdir(tmp_path)) == ["folder.bib", "list.txt"]


def test_the_longest_of_several_lists_is_taken(tmp_path, capfdbinary):
    entry = "{}. Alder P. {}. J Made Up Res. 2020;12:4{}.\n"
    one = "".join(entry.format(n, title, n) for n, title in enumerate(["Roots"], 1))
    two = "".join(entry.format(n, title, n) for n, title in enumerate(["Bark", "Leaves"], 1))
    path = tmp_path / "list.txt"
    path.write_text(f"References\n{one}\nReferences\n{two}")
    assert main([str(path)]) == 0
    assert b"Leaves" in capfdbinary.readouterr().out


def test_a_bare_list_needs_no_heading(tmp_path, capfdbinary):
    path = tmp_path / "list.txt"
    path.write_text("1. Alder P. Roots. J Made Up Res. 2020;12:4.\n")
    assert main([str(path)]) == 0
    assert b"alder2020roots" in capfdbinary.readouterr().out
