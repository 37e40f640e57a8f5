"""What is kept between builds: never stale, whole or made again, and no trouble to anybody."""

from __future__ import annotations

import multiprocessing
import os
import sys

import pytest

from macros.course import figures as figures_module
from macros.course.course import load_course
from macros.course.figures import code_of, load_figures
from macros.course.kept import Cache, Kept, digest_of
from macros.drawing.stills import drawings_of
from tests.generator.courses import small_course
from tests.generator.figures import ROWS, course_with_figures


class Maker:
    """Makes a value and counts how often."""

    def __init__(self, value="x"):
        self.value, self.times = value, 0

    def __call__(self):
        self.times += 1
        return self.value


def test_a_thing_is_made_once(tmp_path):
    make = Maker({"größe": [1, 2.5, None]})
    for _ in range(3):
        assert Kept(tmp_path, "key")("thing", make) == {"größe": [1, 2.5, None]}
    assert make.times == 1


def test_a_thing_is_the_same_when_made_and_when_kept(tmp_path):
    make = Maker({"pair": (1, 2), 3: "three"})
    made = Kept(tmp_path, "key")("thing", make)
    assert made == Kept(tmp_path, "key")("thing", make) == {"pair": [1, 2], "3": "three"}


def test_without_a_folder_it_is_remembered_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    make = Maker()
    kept = Kept()
    assert kept("thing", make) == kept("thing", make) == "x"
    assert (make.times, list(tmp_path.iterdir())) == (1, [])


def test_another_key_makes_it_again_and_drops_the_old_one(tmp_path):
    make = Maker()
    Kept(tmp_path, "one")("thing", make)
    Kept(tmp_path, "two")("thing", make)
    assert (make.times, len(list(tmp_path.iterdir()))) == (2, 1)
    Kept(tmp_path, "one")("thing", make)
    assert make.times == 3


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"xyz", b"xyy"),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"\xff" + data,
    ],
    ids=["empty", "cut", "another letter", "no seal", "no text"],
)
def test_what_was_spoilt_is_made_again(tmp_path, spoil):
    make = Maker("xyz")
    Kept(tmp_path, "key")("thing", make)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert Kept(tmp_path, "key")("thing", make) == "xyz"
    assert (make.times, file.read_bytes()) == (2, whole)


def test_what_was_made_of_inputs_that_changed_meanwhile_is_not_kept(tmp_path):
    make = Maker()
    assert Kept(tmp_path, "key", still=lambda: False)("thing", make) == "x"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_costs_time_alone(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert Kept(tmp_path / "file" / "folder", "key")("thing", Maker()) == "x"


def many_writes(folder, key):
    for _ in range(60):
        assert Kept(folder, key)("thing", lambda: key * 20_000) == key * 20_000


def test_several_processes_share_a_folder(tmp_path):
    start = multiprocessing.get_context("spawn")
    workers = [start.Process(target=many_writes, args=(tmp_path, key)) for key in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert [file.name for file in tmp_path.iterdir()] == ["thing.json"]


def test_what_is_remembered_is_made_again_for_another_key_alone():
    memory, make = Cache(), Maker()
    for key in "aabba":
        assert memory.recall("thing", key, make) == "x"
    assert make.times == 3


def test_what_failed_is_not_remembered():
    memory = Cache()
    with pytest.raises(ZeroDivisionError):
        memory.recall("thing", "key", lambda: 1 / 0)
    assert memory.recall("thing", "key", lambda: 1) == 1


# --- a course -----------------------------------------------------------------------------------

BODY = "Vesicles were reviewed [@clark2003review].\n"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/chapters/01-small.md", "were reviewed", "were looked at"),
        ("bib/references.bib", "title = {", "title = {On "),
        ("bib/evidence.yml", "A filter was made", "Two filters were made"),
        ("docs/course.yml", "meaning: ", "meaning: not "),
        ("mkdocs.yml", "  - abbr", "  - smarty"),
    ],
)
def test_a_course_read_again_is_what_a_fresh_reading_gives(tmp_path, file, old, new):
    root, memory = small_course(tmp_path, BODY), Cache()
    first = load_course(root, memory=memory)
    again = load_course(root, memory=memory)
    assert again == first
    assert again.chapters[0] is first.chapters[0]
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")
    assert load_course(root, memory=memory) == load_course(root)


# --- figures ------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path):
    """A course with figures whose drawings are kept."""
    root = course_with_figures(tmp_path)
    (root / "macros/figures/shared.py").write_text("LEAVEN = 1\n", encoding="utf-8")
    draw(root)
    return root


def draw(root):
    """What comes of the drawings of a course, by a process that has not seen it before; and how many were drawn."""
    code_of.cache_clear()
    for name in [name for name in sys.modules if name.startswith("course_figure_")]:
        del sys.modules[name]
    found = {}
    drawn = 0
    for name, figure in load_figures(root, Cache(root / ".cache")).items():
        script = figure.data_script

        def counted(script=script):
            nonlocal drawn
            drawn += 1
            return script()

        figure.data_script = counted
        found[name] = drawings_of(figure)
    return found, drawn


def test_figures_are_drawn_once(root):
    fresh, drawn = draw(root)
    assert drawn == 0
    assert fresh == {name: drawings_of(figure) for name, figure in load_figures(root).items()}


@pytest.mark.parametrize(
    ("file", "old", "new", "again"),
    [
        ("bread/facts.yml", "effect: rises", "effect: soars", 1),
        ("bread/drawing.py", "20 + 40 * n", "20 + 41 * n", 1),
        ("bread/__init__.py", '"All"', '"Both"', 1),
        ("shared.py", "1", "2", 2),
    ],
)
def test_what_a_figure_is_made_of_is_drawn_again(root, file, old, new, again):
    path = root / "macros/figures" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, (0, 0))  # python would take its compiled file for fresh: length and second may be the same
    assert draw(root)[1] == again
    assert draw(root) == ({name: drawings_of(figure) for name, figure in load_figures(root).items()}, 0)


@pytest.mark.parametrize("part", figures_module._CALLED)
def test_the_generator_behind_a_figure_is_one_of_its_inputs(root, part, monkeypatch):
    folder = root / "macros/figures/bread"
    before = figures_module._code_now(folder)
    monkeypatch.setattr(figures_module, "_CALLED", [one for one in figures_module._CALLED if one != part])
    assert figures_module._code_now(folder) != before


def test_the_kit_of_explorers_is_an_input_as_it_is_now(root, monkeypatch, tmp_path):
    kit = tmp_path / "explorer-kit.js"
    monkeypatch.setattr(figures_module, "_KIT", kit)
    sums = set()
    for text in "ab":
        kit.write_text(text, encoding="utf-8")
        sums.add(figures_module._inputs(root / "macros/figures/bread", "code"))
    assert len(sums) == 2


def test_another_python_or_package_draws_again(root, monkeypatch):
    monkeypatch.setattr(figures_module, "machinery", lambda: "another")
    assert draw(root)[1] == 2


def test_pictures_are_no_input(root):
    stills = root / "macros/figures/bread/stills"
    stills.mkdir()
    (stills / "bread.digest").write_text("x", encoding="utf-8")
    assert draw(root)[1] == 0


def test_code_that_changes_while_a_process_runs_is_not_mistaken_for_what_it_loaded(root):
    """A preview goes on with the code that it loaded: what it draws by that must not be kept for the new code."""
    facts, code = root / "macros/figures/bread/facts.yml", root / "macros/figures/bread/drawing.py"
    load_figures(root, Cache(root / ".cache"))
    code.write_text(code.read_text(encoding="utf-8").replace("20 + 40 * n", "20 + 41 * n"), encoding="utf-8")
    facts.write_text(ROWS.replace("effect: rises", "effect: soars"), encoding="utf-8")
    old = drawings_of(load_figures(root, Cache(root / ".cache"))["bread"])
    new, drawn = draw(root)
    assert drawn == 1
    assert new["bread"].script != old.script


def test_the_sum_of_files_tells_names_and_contents(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one").write_text("1", encoding="utf-8")
    (tmp_path / "a/two").write_text("2", encoding="utf-8")
    sums = [digest_of([tmp_path / "a"])]
    (tmp_path / "a/one").write_text("12", encoding="utf-8")
    sums.append(digest_of([tmp_path / "a"]))
    (tmp_path / "a/two").rename(tmp_path / "a/three")
    sums.append(digest_of([tmp_path / "a"]))
    (tmp_path / "a/__pycache__").mkdir()
    (tmp_path / "a/__pycache__/one.pyc").write_text("", encoding="utf-8")
    assert len(set(sums)) == 3
    assert digest_of([tmp_path / "a"]) == sums[-1]
    assert digest_of([tmp_path / "a"], skip=["three"]) != sums[-1]
