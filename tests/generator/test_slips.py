"""An author's slips: each gives file, line, what is wrong and what would be right, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from macros.course.course import load_course
from macros.course.problems import InputProblems
from tests.generator.courses import small_course

SLIPS = yaml.safe_load((Path(__file__).parent / "slips.yml").read_text(encoding="utf-8"))
BODY = "Vesicles were reviewed [@clark2003review].\n"
FILES = ["docs/chapters/01-small.md", "bib/references.bib", "bib/evidence.yml", "docs/course.yml", "mkdocs.yml"]


def problems_of(root: Path) -> list:
    with pytest.raises(InputProblems) as error:
        load_course(root)
    return error.value.problems


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["name"])
def test_a_slip_is_said_with_place_and_mend(slip, tmp_path):
    root = small_course(tmp_path, BODY)
    path = root / slip["file"]
    if "bytes" in slip:
        path.write_bytes(bytes.fromhex(str(slip["bytes"])))
    elif "write_deep" in slip:
        path.write_text("names: " + "[" * slip["write_deep"] + "]" * slip["write_deep"], encoding="utf-8")
    elif "write" in slip:
        path.parent.mkdir(exist_ok=True)
        path.write_text(slip["write"], encoding="utf-8")
    else:
        old, new = slip["replace"]
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    place, what, mend = slip["says"]
    found = [p for p in problems_of(root) if str(p).startswith(place) and what in p.what and mend in p.mend]
    assert found, [str(problem) for problem in problems_of(root)]


@pytest.mark.parametrize(
    ("file", "instead"),
    [
        (file, instead)
        for file in FILES
        for instead in ("missing", "folder", "broken link", "unreadable", "latin", "empty")
        if (file, instead) != (FILES[0], "missing")  # a course may have no chapter
    ],
)
def test_what_stands_in_place_of_a_file_is_named(file, instead, tmp_path, monkeypatch):
    root = small_course(tmp_path, BODY)
    path = root / file
    path.unlink()
    if instead == "folder":
        path.mkdir()
    elif instead == "broken link":
        path.symlink_to("nowhere")
    elif instead == "latin":
        path.write_bytes(b"title: \xe9\n")
    elif instead == "empty":
        path.write_text("", encoding="utf-8")
    elif instead == "unreadable":
        path.write_text("x", encoding="utf-8")
        read = Path.read_bytes

        def refuse(self: Path) -> bytes:
            if self == path:
                raise PermissionError(13, "Permission denied", str(self))
            return read(self)

        monkeypatch.setattr(Path, "read_bytes", refuse)
    problems = problems_of(root)
    # An empty list or evidence is read; what is then missed is told of the other file.
    assert any((problem.file == file or instead == "empty") and problem.mend for problem in problems)


def test_slips_of_all_files_are_said_at_once(tmp_path):
    root = small_course(tmp_path, BODY)
    (root / "docs/terms.yml").write_text("- bag\n", encoding="utf-8")
    (root / "docs/vocabulary.yml").write_text("- bag\n", encoding="utf-8")
    (root / "docs/chapters/01-small.md").write_text("Words.\n", encoding="utf-8")
    files = {problem.file for problem in problems_of(root)}
    assert files == {"docs/terms.yml", "docs/vocabulary.yml", "docs/chapters/01-small.md"}


def test_a_byte_order_mark_and_line_ends_of_windows_change_nothing(tmp_path):
    root = small_course(tmp_path / "a", BODY)
    other = small_course(tmp_path / "b", BODY)
    path = other / "docs/chapters/01-small.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_course(root).chapters == load_course(other).chapters
