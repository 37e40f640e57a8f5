"""Reading what an author wrote: text, or a problem that says what is wrong with the file."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from macros.course.problems import InputProblems, Problem

# Tab, line feed and carriage return may stand in a text; no other control character may, and none that
# cannot be seen: it would hide a name or a number from the rules.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path, name: str | None = None) -> str:
    """The text of a UTF-8 file, without a byte order mark and with line feeds alone.

    `name` is the file's name in messages. Raises InputProblems where the file is missing, a
    folder, a link to nowhere or not readable, is not UTF-8 or holds a control character.
    """
    name = name or str(path)
    raw = _read_bytes(path, name)
    if raw.startswith(_UTF16):
        raise _one(name, 1, "the file is UTF-16", "save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _one(name, line, f"byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := CONTROL.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise _one(name, line, f"the control character U+{ord(bad[0]):04X}", "delete it")
    return text


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise _one(name, None, "a link to a file that is not there", "mend the link or put the file here") from None
        raise _one(name, None, "the file is missing", "create it or name another") from None
    except IsADirectoryError:
        raise _one(name, None, "a folder stands where a file should be", "move the folder away") from None
    except OSError as error:
        what = f"the file cannot be read: {error.strerror or error}"
        raise _one(name, None, what, "name a file that can be read") from None


def _one(name: str, line: int | None, what: str, mend: str) -> InputProblems:
    return InputProblems([Problem(name, line, what, mend)])
