"""Where the project's parts lie, and its name, version and edition."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
DIST = ROOT / "dist"
CACHE = ROOT / ".cache"


@cache
def _settings() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name_and_version() -> str:
    """The project's name and version as used in file names."""
    project = _settings()["project"]
    return f"{project['name']}-{project['version']}"


def edition() -> datetime:
    """Midnight UTC of the edition's day: the one date that outputs may carry."""
    return datetime.combine(_settings()["tool"]["course"]["edition"], time(), UTC)


def edition_epoch() -> int:
    """The edition as seconds since 1970, for SOURCE_DATE_EPOCH."""
    return int(edition().timestamp())
