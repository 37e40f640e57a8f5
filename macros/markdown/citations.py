"""Citations in a text: [@key] or [@key1; @key2]. Each becomes an empty span that names its keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

# No author can write this attribute: its name holds a space.
KEYS = "course citations"
# A bracket with an @ that is no part of an address of e-mail, and that is not the text of a link.
_BRACKET = r"\[([^\[\]]*(?<![\w.])@[\w-]+[^\[\]]*)\](?!\()(?!\[(?![\^@]))"
_SOUND = re.compile(r"@[\w-]+(?:\s*;\s*@[\w-]+)*")

Report = Callable[[str, str, str], None]
"""Takes what is wrong, what would be right, and the words in the source that show the place."""


class CitationProcessor(InlineProcessor):
    """Reads brackets of citation keys; one that holds anything else is reported and stays as it is."""

    def __init__(self, markdown: Markdown, report: Report):
        super().__init__(_BRACKET, markdown)
        self._report = report

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]  # noqa: N802, ARG002
        if not _SOUND.fullmatch(m[1].strip()):
            mend = "write [@key] or [@key1; @key2], nothing else in the bracket"
            self._report(f"a citation that cannot be read: {m[0]}", mend, m[0])
            return None, None, None
        keys = [part.strip().removeprefix("@") for part in m[1].split(";")]
        return Element("span", {KEYS: " ".join(dict.fromkeys(keys))}), m.start(0), m.end(0)
