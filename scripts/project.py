"""Where the parts of a course lie, and the name and date that its outputs carry."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path

from macros.course.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent


class Project:
    """A course and what is made of it; by default the one that stands beside the scripts."""

    def __init__(self, root: Path = ROOT):
        self.root = root.resolve()
        self.site = self.root / "site"
        self.dist = self.root / "dist"
        self.cache = self.root / ".cache"

    @cached_property
    def settings(self) -> Settings:
        """The course's settings. Raises InputProblems where they cannot be read."""
        return load_settings(self.root)

    @property
    def bundle_name(self) -> str:
        """The name of the offline bundle, and of the one folder in it."""
        return f"{self.settings.name}-{self.settings.version}-offline"

    @property
    def archive(self) -> Path:
        """Where the offline bundle of this version lies."""
        return self.dist / f"{self.bundle_name}.zip"

    @property
    def edition(self) -> datetime:
        """Midnight UTC of the edition's day: the one date that outputs may carry."""
        return datetime.combine(self.settings.edition, time(), UTC)

    @property
    def epoch(self) -> int:
        """The edition as seconds since 1970, for SOURCE_DATE_EPOCH."""
        return int(self.edition.timestamp())

    def path(self, *names: str) -> list[Path]:
        """Paths below the root."""
        return [self.root / name for name in names]
