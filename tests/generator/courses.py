"""Small courses made for one test each."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
FRONT_MATTER = """---
title: Small
description: A chapter for tests.
number: 1
question: How small?
objectives:
  - {objective: Say how small, section: size}
key_terms:
  - {term: vesicle, section: size}
---

# Small

## Size {: #size }

"""
FIRST_LINE = FRONT_MATTER.count("\n") + 1


def small_course(folder: Path, body: str, front_matter: str = FRONT_MATTER) -> Path:
    """A copy of the small course whose one chapter has this body; its root."""
    root = folder / "course"
    shutil.copytree(HERE / "small_course", root)
    (root / "docs" / "chapters" / "01-small.md").write_text(front_matter + body, encoding="utf-8")
    return root
