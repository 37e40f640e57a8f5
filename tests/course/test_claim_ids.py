"""Addresses of claims are promises: a claim whose words do not change keeps its address."""

from __future__ import annotations

from pathlib import Path

from macros.course.course import load_course
from scripts.project import ROOT

HERE = Path(__file__).parent
# Every address that was ever published, one a line. A claim that had to be reworded or taken back is moved to
# claim_ids_retired.txt, with the reason behind a tab.
PUBLISHED = HERE / "claim_ids.txt"
RETIRED = HERE / "claim_ids_retired.txt"


def test_every_published_claim_keeps_its_address():
    published = PUBLISHED.read_text(encoding="utf-8").split()
    assert len(published) == len(set(published)) >= 1148
    present = {claim.id for claim in load_course(ROOT).claims}
    assert [identifier for identifier in published if identifier not in present] == []


def test_retired_claims_say_why():
    lines = RETIRED.read_text(encoding="utf-8").splitlines() if RETIRED.exists() else []
    published = set(PUBLISHED.read_text(encoding="utf-8").split())
    for line in lines:
        identifier, _, reason = line.partition("\t")
        assert reason.strip() and identifier not in published
