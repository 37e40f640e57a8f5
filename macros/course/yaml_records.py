"""YAML files whose records remember the line they stand on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from macros.course.problems import InputProblems, Problem


class Record(dict):
    """A YAML mapping; `line` is where it starts in its file, counted from 1."""

    line: int


# The C loader reads the evidence file eight times faster than the Python one.
class _Loader(yaml.CSafeLoader):
    pass


def _construct_record(loader: _Loader, node: yaml.MappingNode):
    record = Record()
    record.line = node.start_mark.line + 1
    yield record
    seen = set()
    for key_node, _ in node.value:
        if key_node.value in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key '{key_node.value}' stands twice in one record", key_node.start_mark
            )
        seen.add(key_node.value)
    record.update(loader.construct_mapping(node, deep=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_record)


def load_yaml(path: Path) -> Any:
    """Read one YAML file; every mapping in it comes back as a `Record`.

    Raises InputProblems when the file is missing, not UTF-8 or not YAML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputProblems([Problem(str(path), None, "the file is missing", "create it or name another")]) from None
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise InputProblems([Problem(str(path), None, what, "name a file that can be read")]) from None
    except UnicodeDecodeError as error:
        raise InputProblems(
            [Problem(str(path), None, f"byte {error.start} is not UTF-8", "save the file as UTF-8")]
        ) from None
    try:
        return yaml.load(text, Loader=_Loader)
    except (ValueError, TypeError) as error:
        # PyYAML raises these bare for dates that do not exist and for lists as keys.
        what, mend = f"not valid YAML: {error}", "quote what is meant as text"
        raise InputProblems([Problem(str(path), None, what, mend)]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        raise InputProblems(
            [Problem(str(path), line, f"not valid YAML: {what}", "mend the YAML on this line")]
        ) from None


def load_record_list(path: Path) -> list[Record]:
    """Read a YAML file that is a list of mappings.

    Raises InputProblems when it is anything else; an empty file is an empty list.
    """
    records = load_yaml(path) or []
    if not isinstance(records, list) or not all(isinstance(record, Record) for record in records):
        raise InputProblems([Problem(str(path), 1, "not a list of records", "start every record with '- '")])
    return records
