"""How the environment is made, and how the next run mends one that was cut off."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts import environment
from scripts.project import ROOT


class Machine:
    """Stands in for the programs that `environment` runs: makes the files they would make, and notes the steps.

    `dies_at` names a step at which the run is cut off, `fails_at` one that returns an error.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.steps: list[str] = []
        self.dies_at: str | None = None
        self.fails_at: str | None = None

    @property
    def pip(self) -> Path:
        return self.root / ".venv" / "pip"

    @property
    def python(self) -> Path:
        return environment._python()

    def run(self, command: Sequence[str], check: bool = False, **_: object) -> SimpleNamespace:
        if "--version" in command:
            return self._ask_pip()
        step = self._name(command)
        self.steps.append(step)
        if step == "venv":
            shutil.rmtree(self.root / ".venv", ignore_errors=True)
            self.python.parent.mkdir(parents=True)
            self.python.touch()
        if step == self.dies_at:
            raise KeyboardInterrupt
        if step == self.fails_at and check:
            raise subprocess.CalledProcessError(1, list(command))
        if step == "venv":
            self.pip.touch()
        return SimpleNamespace(returncode=0)

    def _ask_pip(self) -> SimpleNamespace:
        if not self.python.exists():
            raise FileNotFoundError(self.python)
        return SimpleNamespace(returncode=0 if self.pip.exists() else 1)

    @staticmethod
    def _name(command: Sequence[str]) -> str:
        if "venv" in command:
            assert "--clear" in command
            return "venv"
        if "scripts.browser" in command:
            return "browser"
        return "project" if "-e" in command else Path(command[-1]).stem


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    (tmp_path / "requirements").mkdir()
    for name in ("pyproject.toml", "requirements/site.txt", "requirements/test.txt"):
        (tmp_path / name).write_text("1", encoding="utf-8")
    machine = Machine(tmp_path)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(subprocess, "run", machine.run)
    return machine


ALL_STEPS = {"site": ["venv", "site", "project"], "test": ["venv", "test", "project", "browser"]}


@pytest.mark.parametrize("purpose", environment.PURPOSES)
def test_an_environment_is_made_once(machine: Machine, purpose: str) -> None:
    assert environment.main([purpose]) == 0
    assert machine.steps == ALL_STEPS[purpose]
    assert environment.main([purpose]) == 0
    assert machine.steps == ALL_STEPS[purpose]


@pytest.mark.parametrize(("purpose", "step"), [(p, step) for p, steps in ALL_STEPS.items() for step in steps])
def test_a_run_that_was_cut_off_is_mended_by_the_next(machine: Machine, purpose: str, step: str) -> None:
    machine.dies_at = step
    with pytest.raises(KeyboardInterrupt):
        environment.main([purpose])
    machine.dies_at, machine.steps = None, []
    assert environment.main([purpose]) == 0
    made_anew = step == "venv"
    assert machine.steps == ALL_STEPS[purpose][0 if made_anew else 1 :]


@pytest.mark.parametrize("part", ["pip", "python"])
def test_an_environment_that_lost_a_part_is_made_anew(machine: Machine, part: str) -> None:
    environment.install("site")
    getattr(machine, part).unlink()
    machine.steps = []
    assert environment.main(["site"]) == 0
    assert machine.steps == ALL_STEPS["site"]


def test_a_step_that_fails_is_named_and_leaves_no_stamp(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.fails_at = "site"
    assert environment.main(["site"]) == 1
    assert "requirements/site.txt" in capsys.readouterr().err
    assert not list((machine.root / ".venv").glob("installed-*"))


def test_a_new_list_is_installed_and_an_old_one_again_after_it(machine: Machine) -> None:
    environment.install("site")
    wanted = machine.root / "requirements" / "site.txt"
    wanted.write_text("2", encoding="utf-8")
    machine.dies_at, machine.steps = "site", []
    with pytest.raises(KeyboardInterrupt):
        environment.install("site")
    wanted.write_text("1", encoding="utf-8")
    machine.dies_at, machine.steps = None, []
    environment.install("site")
    assert machine.steps == ["site", "project"]


def test_both_purposes_keep_their_stamps(machine: Machine) -> None:
    environment.install("site")
    environment.install("test")
    machine.steps = []
    environment.install("site")
    environment.install("test")
    assert machine.steps == []


def test_an_old_python_is_told_what_is_needed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 1))
    assert environment.main(["site"]) == 1
    assert "99.1 or newer is needed" in capsys.readouterr().err
    assert machine.steps == []


def test_environment_can_be_read_by_an_old_python_without_any_package() -> None:
    source = (ROOT / "scripts" / "environment.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 7))
    imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    imported += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert set(imported) <= sys.stdlib_module_names - {"__future__", "tomllib"}
    annotations = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.arg) and node.annotation]
    annotations += [node.returns for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns]
    assert not [a for a in annotations if isinstance(a, ast.BinOp | ast.Subscript)], "quote it: it is read when run"


def test_the_oldest_python_is_the_one_that_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=" + ".".join(map(str, environment.OLDEST))
