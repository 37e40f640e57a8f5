"""The one reader of YAML and front matter: what an author wrote → typed records, or problems with place and mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from macros.course.files import CONTROL, read_text
from macros.course.problems import InputProblems, Problem

T = TypeVar("T")
Text = Annotated[str, Field(min_length=1)]
"""Text that may not be empty."""


class Located(dict[str, Any]):
    """A YAML mapping that knows its line and that of each of its fields, counted from 1."""

    line: int
    lines: dict[str, int]


class Record(BaseModel):
    """A typed record of a file; `line` is where it starts there (0 where it was made in code).

    Its fields are exactly those that are declared, with exactly their types: a number in quotes
    is no number. Sequences are tuples.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    line: int = 0

    @model_validator(mode="before")
    @classmethod
    def _with_line(cls, data: Any) -> Any:
        if not isinstance(data, Located):
            return data
        if "line" in data:
            raise slip("nothing is known of a field 'line'", "delete it: the line is known already")
        return {**data, "line": data.line}


def slip(what: str, mend: str) -> PydanticCustomError:
    """The error that a record's own validator raises: what is wrong and what would be right."""
    return PydanticCustomError("slip", "{what}", {"what": what, "mend": mend})


def read_yaml(path: Path, shape: type[T], name: str | None = None, known: Any = None) -> T:
    """One YAML file as `shape`: a Record, or a tuple of them (an empty file is an empty tuple).

    `name` is the file's name in messages; `known` is what the records' own validators must know, as the
    `context` of their information. Raises InputProblems with every slip of the file.
    """
    name = name or str(path)
    return parse_yaml(read_text(path, name), shape, name, known=known)


def parse_yaml(text: str, shape: type[T], name: str, first: int = 1, known: Any = None) -> T:
    """YAML text as `shape`; `first` is the line of the file on which the text begins.

    Raises InputProblems with every slip of the text.
    """
    data = _load(text, name, first)
    if hidden := list(_hidden(data, first)):
        mend = "delete what cannot be seen"
        raise InputProblems(Problem(name, line, f"the control character U+{ord(c):04X}", mend) for line, c in hidden)
    adapter = TypeAdapter(shape)
    try:
        return adapter.validate_python(() if data is None else data, context=known)
    except ValidationError as error:
        if data is None:
            raise InputProblems([Problem(name, first, "the file is empty", "write its records")]) from None
        fields = _fields_of(shape)
        raise InputProblems(_problem(slip, data, name, fields, first) for slip in _worst(error)) from None


# --- YAML that knows its lines ------------------------------------------------------------------


# The C loader reads the evidence file eight times faster than the Python one.
class _Loader(yaml.CSafeLoader):
    pass


def _construct_mapping(loader: _Loader, node: yaml.MappingNode) -> Iterator[Located]:
    record = Located()
    record.line = node.start_mark.line + 1
    record.lines = {}
    yield record
    for key_node, _ in node.value:
        key = key_node.value
        if isinstance(key, str) and key in record.lines:
            what = f"the key '{key}' stands twice in one record"
            raise yaml.constructor.ConstructorError(None, None, what, key_node.start_mark)
        record.lines[str(key)] = key_node.start_mark.line + 1
    record.update({str(key): value for key, value in loader.construct_mapping(node, deep=True).items()})


def _construct_sequence(loader: _Loader, node: yaml.SequenceNode) -> tuple[Any, ...]:
    return tuple(loader.construct_sequence(node, deep=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)
_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG, _construct_sequence)


def _load(text: str, name: str, first: int) -> Any:
    try:
        return yaml.load("\n" * (first - 1) + text, Loader=_Loader)
    except (ValueError, TypeError) as error:
        # PyYAML raises these bare for dates that do not exist and for lists as keys.
        mend = "quote what is meant as text"
        raise InputProblems([Problem(name, _line_of(text, error, first), f"not valid YAML: {error}", mend)]) from None
    except RecursionError:
        raise InputProblems([Problem(name, first, "nested too deeply", "write it flatter")]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else first
        raise InputProblems([Problem(name, line, f"not valid YAML: {what}", "mend the YAML on this line")]) from None


def _hidden(data: Any, line: int) -> Iterator[tuple[int, str]]:
    """(line, character) of everything unseen that escapes such as "\\x02" brought into strings."""
    if isinstance(data, str):
        yield from ((line, match[0]) for match in CONTROL.finditer(data))
    elif isinstance(data, Located):
        for key, value in data.items():
            yield from _hidden(value, data.lines.get(key, data.line))
    elif isinstance(data, tuple):
        for value in data:
            yield from _hidden(value, value.line if isinstance(value, Located) else line)


def _line_of(text: str, error: Exception, first: int) -> int:
    """The line of a value that PyYAML could not build: the first line that alone gives the same error."""
    for number, line in enumerate(text.splitlines(), first):
        try:
            yaml.safe_load(line.strip().removeprefix("- "))
        except (ValueError, TypeError) as again:
            if str(again) == str(error):
                return number
        except yaml.YAMLError:
            continue
    return first


# --- slips in plain words -----------------------------------------------------------------------

_SHOULD_BE = {
    "string_type": ("text", "put it in quotes"),
    "int_type": ("a whole number", "write the number alone, such as 3"),
    "int_from_float": ("a whole number", "write the number alone, such as 3"),
    "float_type": ("a number", "write the number alone, such as 1.5"),
    "bool_type": ("true or false", "write true or false"),
    "date_type": ("a date", "write it as 2026-01-31"),
    "tuple_type": ("a list", "write [one, two], or a line '- …' for each"),
    "dict_type": ("a set of 'name: value' lines", "write 'name: value'"),
    "model_type": ("a set of 'name: value' lines", "write 'name: value' for each of its parts"),
}


def _worst(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False)


def _problem(error: ErrorDetails, data: Any, name: str, fields: Mapping[str, Any], first: int) -> Problem:
    line, owner = _place(error["loc"], data, first)
    field = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "the file")
    kind, given = error["type"], error["input"]
    if kind == "slip":
        return Problem(name, line, error["ctx"]["what"], error["ctx"]["mend"])
    if kind in ("string_too_short", "too_short"):
        return Problem(name, line, f"{owner}'{field}' is empty", "write it")
    if kind == "missing":
        return Problem(name, line, f"{owner}'{field}' is missing", f"add '{field}:'")
    if kind == "extra_forbidden":
        near = get_close_matches(field, fields, n=1)
        mend = f"did you mean '{near[0]}:'?" if near else "delete it, or correct its name"
        return Problem(name, line, f"{owner}nothing is known of a field '{field}'", mend)
    if kind in ("literal_error", "enum"):
        return Problem(name, line, f"{owner}unknown {field} '{given}'", f"use one of {error['ctx']['expected']}")
    if kind in _SHOULD_BE:
        what, mend = _SHOULD_BE[kind]
        return Problem(name, line, f"{owner}'{field}' should be {what}, not {_named(given)}", mend)
    return Problem(name, line, f"{owner}'{field}': {error['msg'].removeprefix('Value error, ')}", "correct the value")


def _named(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a set of 'name: value' lines"
    if isinstance(value, tuple):
        return "a list"
    return f"the text '{value}'" if isinstance(value, str) else str(value)


def _place(loc: tuple[int | str, ...], data: Any, first: int) -> tuple[int, str]:
    """The line of a slip, and the name of the record it stands in, ready to be put before the words."""
    line, owner, at = first, "", data
    for part in loc:
        if isinstance(at, Located):
            line = at.lines.get(str(part), at.line)
            owner = next((f"'{at[key]}': " for key in ("id", "key", "number", "term") if at.get(key)), owner)
            at = at.get(str(part))
        elif isinstance(at, tuple) and isinstance(part, int) and part < len(at):
            at = at[part]
            line = at.line if isinstance(at, Located) else line
    return line, owner


def _fields_of(shape: Any) -> dict[str, None]:
    """The names of all fields below a shape, for suggestions."""
    found: dict[str, None] = {}
    waiting, seen = [shape], set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, type) and issubclass(part, Record):
            found |= dict.fromkeys(part.model_fields)
            waiting += [field.annotation for field in part.model_fields.values()]
        waiting += getattr(part, "__args__", ())
    return found
