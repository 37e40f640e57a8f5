"""Raw HTML inside Markdown: the words it shows, and what may not stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from markdown.util import BLOCK_LEVEL_ELEMENTS

# What runs, loads or styles something, or holds words that show only now and then.
_FORBIDDEN = {"script", "style", "iframe", "object", "embed", "base", "meta", "link", "template", "noscript"}
_SILENT = {"script", "style", "template"}
_CODE = {"pre", "code", "kbd", "samp"}
# Attributes whose words a reader sees or hears.
SPOKEN = (
    "title", "alt", "aria-label", "aria-description", "placeholder", "summary", "label", "value", "data-toc-label",
)  # fmt: skip
_VOID = {"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"}
_ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "poster"}
_SCRIPT_SCHEMES = ("javascript:", "vbscript:", "data:")
_HIDING = ("hidden", "aria-hidden", "popover")


class RawHtml(HTMLParser):
    """What a piece of HTML holds: `texts`, the runs of words a reader sees, each with whether it is code,
    `spoken`, the words of attributes that are seen or heard, `breaks`, the tags that break a line, `unpaired`, the tags without their other half, and `faults`, what may not stand in a chapter."""

    def __init__(self, source: str):
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, bool]] = []
        self.spoken: list[str] = []
        self.breaks: list[str] = []
        self.unpaired: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self._run = ""
        self.feed(source)
        self.close()
        self._end_run()
        self.unpaired += [f"a <{tag}> that is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCK_LEVEL_ELEMENTS or tag == "br":
            self._end_run()
            self.breaks += [f"a <{tag}> inside a line"] if tag not in _FORBIDDEN else []
        attributes = {name: value or "" for name, value in attrs}
        self.spoken += [attributes[name] for name in SPOKEN if attributes.get(name, "").strip()]
        self.faults += faults_of(tag, attributes)
        if tag not in _VOID:
            # What a highlighter makes of a block of code is code, its title too.
            self._open.append("pre" if "highlight" in attributes.get("class", "").split() else tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCK_LEVEL_ELEMENTS:
            self._end_run()
        if self._open and self._open[-1] in (tag, "pre"):
            self._open.pop()
        else:
            self.unpaired.append(f"a </{tag}> that closes nothing")

    def handle_data(self, data: str) -> None:
        if not _SILENT & set(self._open):
            self._run += data

    def _end_run(self) -> None:
        if self._run.strip():
            self.texts.append((self._run, bool(_CODE & set(self._open))))
        self._run = ""


def faults_of(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """What an element may not be or have: what runs, loads or hides something; event handlers; addresses that run code."""
    if tag in _FORBIDDEN:
        yield f"a <{tag}>"
    for name, value in attributes.items():
        if name.lower().startswith("on"):
            yield f"an event handler: {name}"
        elif name.lower() in _HIDING or (name.lower() == "style" and not value.startswith("text-align")):
            yield f"an attribute that can hide words: {name}"
        elif name.lower() in _ADDRESSES and _plain(value).startswith(_SCRIPT_SCHEMES):
            yield f"an address that runs code: {value[:40]}"


def _plain(address: str) -> str:
    """An address as a browser reads its scheme: no white space or control characters, small letters."""
    return "".join(letter for letter in address if letter > " ").lower()
