"""The beginning of a printed reference: its authors and its title."""

from __future__ import annotations

from macros.lists.names import NOBODY, NameList, names_a_body, names_somebody, read_names
from macros.lists.sentences import split_first, without_stop
from macros.lists.unreadable import Unreadable

MEND_STYLE = "print it as 'Authors. Title. Journal. Year;volume:pages.', or add a correction"


def authors_and_title(text: str) -> tuple[NameList, str]:
    """Split "Authors. Title." at the first full stop; a text that begins with no name is all title.

    Raises Unreadable where a name cannot be read or nothing follows the names.
    """
    first, rest = split_first(text)
    if names_somebody(first) and not rest:
        raise Unreadable("there are authors but no title", MEND_STYLE)
    if rest and (names_somebody(first) or names_a_body(first)):
        return read_names(first), without_stop(rest)
    # So short a sentence is rather a misprinted author than the first half of a title.
    if rest and len(first.split()) < 4:
        raise Unreadable(f"the author '{first}' cannot be read", "print an author as 'Surname AB'")
    return NOBODY, without_stop(text)
