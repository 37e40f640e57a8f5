"""A parsed document → its passages: every run of words that reaches the reader's eye, wherever it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER
from markdown.util import AMP_SUBSTITUTE, BLOCK_LEVEL_ELEMENTS, HTML_PLACEHOLDER_RE

from macros.markdown.citations import KEYS
from macros.markdown.raw_html import SPOKEN, RawHtml, faults_of
from macros.markdown.words import ARGUMENT, WORD

Node = str | Element
Kind = Literal["sentence", "row", "label", "code"]

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FRAMING = "framing"
# Their words name something; what they name is said, and checked, elsewhere.
_LABELS = {*HEADINGS, "summary", "dt", "th", "legend"}
_FRAMING_MARK = re.compile(r"\s*\{:?\s*\.framing\s*\}\s*$")


@dataclass
class Passage:
    """One sentence (a line of a paragraph), table row, label (a heading, the title of a box) or block of code.

    `text` is what a reader hears, without citations and marks; `keys` are the works cited, in order,
    each once; `section` is the id of the heading above; `framing` is the author's word that it asserts
    nothing, which counts only where nothing is cited. `nodes` are the content of a sentence and may be
    replaced; `element` is what holds the passage. In `raw` HTML nothing can be cited.
    """

    kind: Kind
    text: str
    keys: tuple[str, ...]
    section: str
    framing: bool
    element: Element
    nodes: list[Node] = field(default_factory=list)
    raw: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading with its id, its words and its level from 1 to 6."""

    id: str
    title: str
    level: int


@dataclass(frozen=True)
class Call:
    """A word that the text calls, with its argument and the section it stands in."""

    word: str
    argument: str
    section: str


class Document:
    """What a parsed document holds, in the order of reading.

    `faults` are pairs of what may not stand there and the words in the source that show the place.
    """

    def __init__(self, root: Element, markdown: Markdown):
        self.root = root
        self.passages: list[Passage] = []
        self.headings: list[Heading] = []
        self.calls: list[Call] = []
        self.faults: list[tuple[str, str]] = []
        self._stash: Sequence[str | Element] = markdown.htmlStash.rawHtmlBlocks
        self._mixed: list[tuple[Element, list[Element | Passage]]] = []
        self._section = ""
        self._noted_in: dict[str, str] = {}  # id of a footnote → section of the text that refers to it
        self._look(root, framing=False)
        self._add_spoken()
        self._collect_faults()

    def write_back(self) -> None:
        """Put the `nodes` of all sentences into the tree, one line each."""
        for element, parts in self._mixed:
            _fill(element, parts)

    def heard(self, nodes: Sequence[Node]) -> str:
        """Inline content as a reader hears it: no citations, marks, tags or link addresses."""
        text = "".join(map(self._heard, nodes)).replace(NBSP_PLACEHOLDER, " ")
        return re.sub(r"\s+([.,;:?!)])", r"\1", re.sub(r"\s+", " ", text)).strip()

    # --- the walk -------------------------------------------------------------------------------

    def _look(self, element: Element, framing: bool) -> None:
        framing = framing or FRAMING in element.get("class", "").split()
        if WORD in element.attrib:
            self.calls.append(Call(element.get(WORD, ""), element.get(ARGUMENT, ""), self._section))
        elif element.tag == "tr" and element.find("td") is not None:
            self._look_at_row(element, framing)
        elif element.tag == "pre":
            self._add("code", element, [element], framing)
        elif element.get("id", "") in self._noted_in:
            section, self._section = self._section, self._noted_in[element.get("id", "")]
            self._look_inside(element, framing)
            self._section = section
        elif element.tag in _LABELS or "admonition-title" in element.get("class", "").split():
            self._look_at_label(element)
        else:
            self._look_inside(element, framing)

    def _look_at_label(self, element: Element) -> None:
        nodes = content(element)
        if element.tag in HEADINGS:
            self._section = element.get("id", "")
            self.headings.append(Heading(self._section, self.heard(nodes), int(element.tag[1])))
        self._look_at_inline(element)
        self._add("label", element, nodes, framing=False)

    def _look_at_row(self, row: Element, framing: bool) -> None:
        cells = [self.heard(content(cell)) for cell in row]
        self._look_at_inline(row)
        keys = tuple(dict.fromkeys(key for cell in row for key in _keys([cell])))
        text = "; ".join(cell for cell in cells if cell)
        if text or keys:
            self.passages.append(Passage("row", text, keys, self._section, framing and not keys, row))

    def _look_inside(self, element: Element, framing: bool) -> None:
        parts: list[Element | Passage] = []
        for part in _lines(content(element)):
            if isinstance(part, Element):
                parts.append(part)
                self._look(part, framing)
            else:
                parts.append(self._sentence(element, part, framing))
        if any(isinstance(part, Passage) for part in parts):
            self._mixed.append((element, parts))

    def _sentence(self, element: Element, nodes: list[Node], framing: bool) -> Passage:
        nodes, marked = _without_mark(nodes)
        keys = _keys(nodes)
        passage = Passage(
            "sentence", self.heard(nodes), keys, self._section, (framing or marked) and not keys, element, nodes
        )
        if passage.text or keys:
            self.passages.append(passage)
        for node in nodes:
            self._look_at_raw(element, node)
            self._look_at_inline(node)
        self._check_tags(nodes)
        return passage

    def _add(self, kind: Kind, element: Element, nodes: list[Node], framing: bool) -> None:
        text, keys = self.heard(nodes), _keys(nodes)
        if text or keys:
            self.passages.append(Passage(kind, text, keys, self._section, framing, element))

    def _look_at_raw(self, element: Element, node: Node) -> None:
        for raw in self._stashed(node):
            for text, is_code in RawHtml(raw).texts:
                for line in filter(str.strip, [text] if is_code else text.split("\n")):
                    kind: Kind = "code" if is_code else "sentence"
                    self.passages.append(Passage(kind, self.heard([line]), (), self._section, False, element, raw=True))

    def _check_tags(self, nodes: Sequence[Node]) -> None:
        """Raw tags of one line close each other there, and break it nowhere: else they would join sentences."""
        raws = [raw for node in nodes for raw in self._stashed(node)]
        if not any(RawHtml(raw).texts for raw in raws):  # else it is a block of HTML by itself
            line = RawHtml("".join(raws))
            self.faults += [(fault, raws[0]) for fault in (*line.unpaired, *line.breaks)]

    def _look_at_inline(self, node: Node) -> None:
        if isinstance(node, Element):
            for inner in node.iter():
                if WORD in inner.attrib:
                    self.calls.append(Call(inner.get(WORD, ""), inner.get(ARGUMENT, ""), self._section))
                elif inner.get("class") == "footnote-ref":
                    self._noted_in.setdefault(inner.get("href", "").removeprefix("#"), self._section)

    def _add_spoken(self) -> None:
        """Words of attributes, such as the title of a link or an abbreviation in full: labels of the whole text."""
        found = [
            (element.get(name, ""), element)
            for element in self.root.iter()
            for name in SPOKEN
            if element.tag != "img" and not _is_mark(element) and element.get(name)
        ]
        found += [(image.get("title", ""), image) for image in self.root.iter("img")]
        raws = [raw for raw in self._stash if isinstance(raw, str)]
        found += [(words, self.root) for raw in raws for words in RawHtml(raw).spoken]
        for words, element in {words: element for words, element in found if words}.items():
            self.passages.append(Passage("label", self.heard([words]), (), "", False, element))

    # --- words and faults -----------------------------------------------------------------------

    def _stashed(self, node: Node) -> Iterator[str]:
        """The raw HTML whose place a string keeps, except for characters written by name."""
        if isinstance(node, str):
            for match in HTML_PLACEHOLDER_RE.finditer(node):
                raw = self._stash[int(match[1])]
                if isinstance(raw, str) and not raw.startswith("&"):
                    yield raw

    def _heard(self, node: Node) -> str:
        if isinstance(node, str):
            # Characters written by name or number stay so in the tree, in code too.
            text = html.unescape(node.replace(AMP_SUBSTITUTE, "&"))
            return HTML_PLACEHOLDER_RE.sub(lambda match: self._heard_of_stash(int(match[1])), text)
        if _is_mark(node):
            return ""
        if node.tag == "img":
            return node.get("alt", "")
        return "".join(map(self._heard, content(node)))

    def _heard_of_stash(self, number: int) -> str:
        raw = self._stash[number]
        return html.unescape(raw) if isinstance(raw, str) and raw.startswith("&") else ""

    def _collect_faults(self) -> None:
        for element in self.root.iter():
            attributes = {name: (value or "").replace(AMP_SUBSTITUTE, "&") for name, value in element.attrib.items()}
            for fault in faults_of(str(element.tag), attributes):
                self.faults.append((fault, fault.partition(": ")[2] or str(element.tag)))
            if element.tag == "a" and _keys([element]):
                self.faults.append(("a citation inside a link", f"@{_keys([element])[0]}"))
        for raw in self._stash:
            if isinstance(raw, str):
                block = RawHtml(raw)
                found = [*block.faults, *(block.unpaired if block.texts else [])]
                self.faults += [(fault, raw.strip().split("\n")[0]) for fault in found]


# --- content of elements ------------------------------------------------------------------------


def content(element: Element) -> list[Node]:
    """Text, children and the text behind each, without what is empty."""
    nodes: list[Node] = [element.text or ""]
    for child in element:
        nodes += [child, child.tail or ""]
    return [node for node in nodes if isinstance(node, Element) or node]


def _lines(nodes: list[Node]) -> list[Element | list[Node]]:
    """Block elements, and between them lines of inline content; lines of white space alone are left out."""
    parts: list[Element | list[Node]] = []
    line: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag in BLOCK_LEVEL_ELEMENTS:
            parts += [line, node]
            line = []
        elif isinstance(node, Element):
            line.append(node)
        else:
            first, *rest = node.split("\n")
            line.append(first)
            for piece in rest:
                parts.append(line)
                line = [piece]
    parts.append(line)
    return [part for part in parts if isinstance(part, Element) or any(_is_seen(node) for node in part)]


def _is_seen(node: Node) -> bool:
    return isinstance(node, Element) or bool(node.strip())


def _without_mark(nodes: list[Node]) -> tuple[list[Node], bool]:
    """A line without the mark of framing at its end, and whether it had one."""
    if nodes and isinstance(nodes[-1], str) and (mark := _FRAMING_MARK.search(nodes[-1])):
        return [*nodes[:-1], nodes[-1][: mark.start()]], True
    return nodes, False


def _keys(nodes: Sequence[Node]) -> tuple[str, ...]:
    spans = [span for node in nodes if isinstance(node, Element) for span in node.iter() if KEYS in span.attrib]
    return tuple(dict.fromkeys(key for span in spans for key in span.get(KEYS, "").split()))


def _is_mark(element: Element) -> bool:
    """Whether an element is put there by the machinery and read aloud by nobody."""
    classes = element.get("class", "").split()
    is_reference = element.tag == "sup" and element.get("id", "").startswith("fnref")
    is_link = bool({"headerlink", "footnote-backref"} & set(classes))
    return KEYS in element.attrib or is_reference or (is_link and not _has_words(element))


def _has_words(element: Element) -> bool:
    """Whether a link of the machinery holds more than its sign: an author may give a link the same class."""
    text = "".join(element.itertext()).replace(FN_BACKLINK_TEXT, "").replace(AMP_SUBSTITUTE, "&")
    return any(map(str.isalnum, html.unescape(text)))


def _fill(element: Element, parts: Sequence[Element | Passage]) -> None:
    """Replace the content of an element by blocks and lines."""
    nodes: list[Node] = []
    for before, part in zip([None, *parts], parts, strict=False):
        if before is not None and not (isinstance(before, Element) and isinstance(part, Element)):
            nodes.append("\n")
        nodes += [part] if isinstance(part, Element) else part.nodes
    put_content(element, nodes)


def put_content(element: Element, nodes: Sequence[Node]) -> None:
    """Replace the content of an element; what stands behind it stays."""
    element.text = ""
    element[:] = []
    for node in nodes:
        if isinstance(node, Element):
            node.tail = ""
            element.append(node)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + node
        else:
            element.text += node
