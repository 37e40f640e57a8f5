"""What workers share is made once, and whoever waits for it learns when it could not be made."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from tests.conftest import once


def append(target: Path) -> None:
    with target.open("a", encoding="utf-8") as file:
        file.write("made\n")


def share(target: Path) -> None:
    once(target, append)


def die_while_making(target: Path) -> None:
    once(target, lambda _: os._exit(1))


def run(work, target: Path, count: int = 1) -> list[int]:
    """Exit codes of processes that do the same work at the same time."""
    processes = [multiprocessing.get_context("spawn").Process(target=work, args=(target,)) for _ in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]


def test_one_of_many_makes_it(tmp_path):
    assert run(share, tmp_path / "site", count=3) == [0, 0, 0]
    assert (tmp_path / "site").read_text(encoding="utf-8") == "made\n"


def test_what_failed_for_one_fails_for_all(tmp_path):
    def fail(_):
        raise AssertionError("chapter 3 has no title")

    with pytest.raises(AssertionError, match="chapter 3 has no title"):
        once(tmp_path / "site", fail)
    with pytest.raises(pytest.fail.Exception, match="site could not be made: chapter 3 has no title"):
        once(tmp_path / "site", append)


def test_nobody_waits_for_a_maker_that_died(tmp_path):
    assert run(die_while_making, tmp_path / "site") == [1]
    with pytest.raises(pytest.fail.Exception, match="its maker ended half-way"):
        once(tmp_path / "site", append)
