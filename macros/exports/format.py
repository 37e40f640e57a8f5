"""What a format of export is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from macros.course.course import Course


@dataclass(frozen=True)
class Format:
    """One file that is carried away: `name` is the file's below data/, `label` what a page calls it."""

    name: str
    media_type: str
    label: str
    write: Callable[[Course], str]

    @property
    def path(self) -> str:
        """Where the file stands below the site's root."""
        return f"data/{self.name}"


def json_text(records: Iterable[dict[str, Any]]) -> str:
    """Records as JSON, one field a line, so that two versions can be compared."""
    return json.dumps(list(records), ensure_ascii=False, indent=1) + "\n"


def told(record: dict[str, Any]) -> dict[str, Any]:
    """A record without its empty fields."""
    return {field: value for field, value in record.items() if value}
