"""A parsed page → the page: marks and links of claims, citations, terms, tables, and what fills the words' places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from macros.course.chapters import Chapter, Claim, claim_id
from macros.markdown.citations import KEYS
from macros.markdown.passages import FRAMING, Document, Node, Passage, content, put_content
from macros.markdown.words import ARGUMENT, WORD
from macros.pages.answers import answers_html
from macros.pages.chapter import chapter_head, how_to_cite
from macros.pages.citations import citation_group, heard_citation
from macros.pages.fillers import fill
from macros.pages.marks import claim_mark
from macros.pages.place import Place
from macros.pages.tables import label_cells
from macros.pages.terms import link_terms

SUMMARY = "summary"
# No author can write this attribute: its name holds a space.
HEARD = "course heard"
Keep = Callable[[str], str]
"""Takes ready HTML and gives the words that keep its place in the tree."""


def write_page(document: Document, place: Place, keep: Keep) -> None:
    """Change the tree of a parsed page into what its readers get."""
    if place.chapter:
        _write_chapter(document, place, place.chapter, keep)
    else:
        label_cells(document.root)
    _fill_places(document.root, place, keep)


def _write_chapter(document: Document, place: Place, chapter: Chapter, keep: Keep) -> None:
    root, course = document.root, place.course
    answers = answers_html(root, course)
    label_cells(root)
    _link_points(document, chapter)
    link_terms(root, course, place.root)
    _mark_claims(document, place, keep)
    document.write_back()
    _forget_framing(root)
    title = next(number for number, element in enumerate(root, 1) if element.tag == "h1")
    root.insert(title, _block(chapter_head(chapter, place), keep))
    for html in filter(None, (how_to_cite(chapter, place), answers)):
        root.append(_block(html, keep))


# --- claims -------------------------------------------------------------------------------------


def _claims(document: Document, place: Place) -> Iterator[tuple[Passage, Claim]]:
    """The passages of the text that are claims, with their claim."""
    for passage in document.passages:
        claim = place.course.claim_by_id.get(claim_id(passage.text))
        if claim and passage.kind in ("sentence", "row") and not passage.framing and not passage.raw:
            yield passage, claim


def _mark_claims(document: Document, place: Place, keep: Keep) -> None:
    """Wrap every claim in its anchor and put its mark behind it.

    Where sentences that follow each other in a block rest on the very same works, numbers and mark stand behind
    the last of them; the others name it, and keep their numbers for the ear.
    """
    claims = list(_claims(document, place))
    shown_at = ""
    for (passage, claim), after in reversed(list(zip(claims, [*claims[1:], None], strict=True))):
        if after and _rest_on_the_same(passage, after[0]):
            _hush(passage)
            passage.nodes = [_anchor(claim, passage.nodes, shown_at)]
            continue
        shown_at = claim.id
        mark = keep(claim_mark(claim, place.course))
        if passage.kind == "row":
            _mark_row(passage.element, claim, mark)
        else:
            passage.nodes = [_anchor(claim, passage.nodes), mark]


def _rest_on_the_same(passage: Passage, after: Passage) -> bool:
    """Whether the numbers of a sentence may stand behind the one after it: one bracket, the same works, one block."""
    brackets = [
        part for node in passage.nodes if isinstance(node, Element) for part in node.iter() if KEYS in part.attrib
    ]
    alone = len(brackets) == 1 and brackets[0] in passage.nodes
    return alone and passage.element is after.element and set(passage.keys) == set(after.keys)


def _hush(passage: Passage) -> None:
    """Keep the one bracket of a sentence for the ear, and the space before it with it."""
    at = next(n for n, node in enumerate(passage.nodes) if isinstance(node, Element) and KEYS in node.attrib)
    bracket, before = passage.nodes[at], passage.nodes[at - 1]
    assert isinstance(bracket, Element)
    bracket.set(HEARD, "")
    if at and isinstance(before, str):
        passage.nodes[at - 1] = before.rstrip()


def _mark_row(row: Element, claim: Claim, mark: str) -> None:
    first, last = row[0], row[-1]
    anchor = _anchor(claim, [])
    anchor.tail, first.text = first.text, ""
    first.insert(0, anchor)
    if len(last):
        last[-1].tail = f"{last[-1].tail or ''}{mark}"
    else:
        last.text = f"{last.text or ''}{mark}"


def _anchor(claim: Claim, nodes: list[Node], shown_at: str = "") -> Element:
    anchor = Element("span", {"class": "claim", "id": claim.id, **({"data-shown-at": shown_at} if shown_at else {})})
    put_content(anchor, nodes)
    return anchor


def _forget_framing(root: Element) -> None:
    """The marks of framing are for the author alone."""
    for element in root.iter():
        classes = [name for name in element.get("class", "").split() if name != FRAMING]
        if classes:
            element.set("class", " ".join(classes))
        else:
            element.attrib.pop("class", None)


def _link_points(document: Document, chapter: Chapter) -> None:
    """Lead each link of the summary to the claim that the point sums up.

    That is the first claim of the section, or of those below it, that cites a work of the point;
    where there is none, the link stays with the section.
    """
    for passage in document.passages:
        if passage.section == SUMMARY and passage.kind == "sentence":
            links = [link for node in passage.nodes if isinstance(node, Element) for link in node.iter("a")]
            for link in links:
                target = link.get("href", "")
                within = chapter.with_below(target[1:]) if target.startswith("#") and target != "#" else frozenset()
                fitting = (c for c in chapter.claims if c.section in within and set(c.keys) & set(passage.keys))
                if claim := next(fitting, None):
                    link.set("href", f"#{claim.id}")


# --- places -------------------------------------------------------------------------------------


def _fill_places(root: Element, place: Place, keep: Keep) -> None:
    """Put numbers into the places of citations, and what the author's words stand for into theirs."""
    words = [element for element in root.iter() if WORD in element.attrib]
    first = {(element.get(WORD), element.get(ARGUMENT)): element for element in reversed(words)}
    again = {element for element in words if element not in first.values()}
    for parent in list(root.iter()):
        if any(KEYS in child.attrib or WORD in child.attrib for child in parent):
            put_content(parent, [_filled(node, place, keep, node in again) for node in content(parent)])


def _filled(node: Node, place: Place, keep: Keep, again: bool) -> Node:
    if isinstance(node, str):
        return node
    if KEYS in node.attrib:
        keys = node.get(KEYS, "").split()
        return keep(
            heard_citation(keys, place.course)
            if HEARD in node.attrib
            else citation_group(keys, place.course, place.root)
        )
    if WORD in node.attrib:
        html = fill(node.get(WORD, ""), node.get(ARGUMENT, ""), place, again)
        return _block(html, keep) if node.tag == "div" else keep(html)
    return node


def _block(html: str, keep: Keep) -> Element:
    """A paragraph that holds a block of HTML alone: Markdown takes such a paragraph away again."""
    element = Element("p")
    element.text = keep(html)
    return element
