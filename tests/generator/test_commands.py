"""What every command promises: it says what it does, and wrong usage does nothing."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import browser, bundle, check_claims, environment
from scripts.project import ROOT

COMMANDS = sorted(path.stem for path in (ROOT / "scripts").glob("*.py") if "\ndef main(" in path.read_text("utf-8"))

# Runs a command under an eye that forbids to write a file, to start a program and to reach the network.
GUARDED = """
import os, runpy, sys

FORBIDDEN = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate",
             "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "socket.connect"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC

def watch(event, arguments):
    if event in FORBIDDEN or (event == "open" and arguments[2] & WRITES):
        os.write(2, f"FORBIDDEN {event} {arguments}".encode())
        os._exit(99)

sys.addaudithook(watch)
sys.argv[1:2] = []
runpy.run_module(NAME, run_name="__main__", alter_sys=True)
"""


def run_guarded(name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    program = GUARDED.replace("NAME", repr(f"scripts.{name}"))
    return subprocess.run(
        [sys.executable, "-B", "-c", program, name, *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "500"},
        capture_output=True,
        text=True,
    )


def summary(name: str) -> str:
    tree = ast.parse((ROOT / "scripts" / f"{name}.py").read_text(encoding="utf-8"))
    return (ast.get_docstring(tree) or "").split("\n")[0]


def test_there_are_commands() -> None:
    assert {"browser", "build", "bundle", "check_claims", "clean_references", "environment"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_the_command_says_what_it_does_and_does_nothing(name: str) -> None:
    run = run_guarded(name, "--help")
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(f"usage: python -m scripts.{name} ")
    assert summary(name) in run.stdout
    assert not run.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_wrong_usage_and_does_nothing(name: str) -> None:
    run = run_guarded(name, "--no-such-option")
    assert run.returncode == 2, run.stderr
    assert f"usage: python -m scripts.{name} " in run.stderr
    assert not run.stdout


def test_the_guard_sees_what_is_written(tmp_path: Path) -> None:
    """Without this, a guard that sees nothing would pass all the tests above."""
    printed = tmp_path / "list.txt"
    printed.write_text("1. Baker A. Bread. J Dough. 2001;1:2–3.\n", encoding="utf-8")
    assert run_guarded("clean_references", str(printed), "-o", str(tmp_path / "out.bib")).returncode == 99
    assert [path.name for path in tmp_path.iterdir()] == ["list.txt"]


def test_an_unknown_chapter_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        check_claims.main(["no-such-chapter.md"])
    assert stop.value.code == 2
    assert "no chapter called no-such-chapter" in capsys.readouterr().err


def test_bundle_says_that_a_folder_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bundle.main([str(tmp_path)]) == 1
    assert "make site" in capsys.readouterr().err


def test_browser_installs_only_when_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    monkeypatch.setattr(browser, "install_browser", lambda: "/found/chromium")
    assert browser.main([]) == 1
    assert "BROWSER_PATH" in capsys.readouterr().err
    assert browser.main(["--install"]) == 0
    assert capsys.readouterr().out == "/found/chromium\n"


def test_a_made_up_purpose_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        environment.main(["lunch"])
    assert stop.value.code == 2
    assert "choose from" in capsys.readouterr().err
