"""Tables written in Markdown, made ready to be stacked row by row on a phone."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}


def label_cells(tree: Element) -> None:
    """Give every cell of every table the heading of its column as `data-label`.

    The roles keep a table a table where its style makes blocks of its rows.
    """
    for table in tree.iter("table"):
        labels = [_words(head).strip() for head in table.iterfind("thead/tr/th")]
        for part in table.iter():
            if part.tag in _ROLES:
                part.set("role", _ROLES[part.tag])
            if part.tag == "th":
                part.set("scope", "col")
        for row in table.iter("tr"):
            for cell, label in zip(row.iterfind("td"), labels, strict=False):
                cell.set("data-label", label)


def _words(element: Element) -> str:
    """The words of a heading without the numbers of its footnotes."""
    inner = "".join(("" if child.tag == "sup" else _words(child)) + (child.tail or "") for child in element)
    return (element.text or "") + inner
