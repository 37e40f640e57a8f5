"""What a figure is to everybody else, and how the figures of a course are found: a folder each, by being there."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import traceback
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, NamedTuple, TypeVar

from pydantic import AfterValidator, ValidationInfo, model_validator

from macros.course.kept import Cache, Kept, digest, digest_of, machinery
from macros.course.problems import InputProblems, Problem
from macros.course.schema import Record, read_yaml, slip

if TYPE_CHECKING:
    import plotly.graph_objects as go

FOLDER = "macros/figures"
FACTS = "facts.yml"
SCRIPT = "explorer.js"
STILLS = "stills"
# All that a figure's own code may call, and what node runs with its script.
_GENERATOR = Path(__file__).resolve().parent.parent
_CALLED = ("language", "markdown", "course", "drawing")
_KIT = _GENERATOR / "assets" / "javascripts" / "explorer-kit.js"


T = TypeVar("T")


def filled(value: T, info: ValidationInfo) -> T:
    if not value:
        raise slip(f"'{info.field_name}' is empty", "fill it, or delete the whole record")
    return value


Words = Annotated[str, AfterValidator(filled)]  # a text that is not empty
Several = Annotated[tuple[T, ...], AfterValidator(filled)]  # a list that is not empty


class Facts(Record):
    """What the facts of every figure begin with: its words."""

    title: Words
    caption: Words
    alt: Words
    overview: Words
    how_to_read: Words
    note: Words
    credit: Words
    recreates: str = ""


class Says(Record):
    """A record with one sentence: a claim that cites, or a remark (`framing`) that asserts nothing."""

    text: Words
    cite: tuple[str, ...] = ()
    framing: bool = False

    @model_validator(mode="after")
    def _cites_or_asserts_nothing(self) -> Says:
        name = getattr(self, "id", "a sentence")
        if not self.cite and not self.framing:
            mend = "add 'cite: [key]', or, where the figure allows it, 'framing: true' if it asserts nothing"
            raise slip(f"'{name}' says something without a citation", mend)
        if self.cite and self.framing:
            raise slip(f"'{name}' cites, yet is marked as a remark", "delete either 'cite:' or 'framing:'")
        return self

    def statements(self) -> tuple[Statement, ...]:
        """What is to be held against the works: its sentence, or nothing where it is a remark."""
        return (Statement(self.text, self.cite, self.line),) if self.cite else ()


class Seen(Record):
    """A record with words that tell what is seen in the drawing, and assert nothing beyond it."""

    seen: Words


class Statement(NamedTuple):
    """Words to be held against the works they cite; `line` is that of their record in the facts."""

    text: str
    keys: tuple[str, ...]
    line: int


class Question(NamedTuple):
    """A question that a figure puts to its readers, with its answer and the works that the answer cites."""

    question: str
    answer: str
    keys: tuple[str, ...]


class Column(NamedTuple):
    """One column of a figure's table: the name of its values in a row, and its heading."""

    key: str
    heading: str


F = TypeVar("F", bound=Facts)


class Figure(ABC, Generic[F]):
    """One figure: its facts, and all that page, table, downloads and stills need of them.

    A figure's folder is a package that names its class FIGURE. `kind` chooses the page's template
    (figure_<kind>.html) and the browser's script (figure-<kind>.js).
    """

    kind: ClassVar[str]
    shape: ClassVar[type[Any]]

    def __init__(self, name: str, folder: Path, facts: F, kept: Kept | None = None):
        self.name = name
        self.folder = folder
        self.facts = facts
        self.kept = kept or Kept()

    @classmethod
    def read(cls, name: str, folder: Path, kept: Kept | None = None) -> Figure[F]:
        """The figure with the facts of its folder. Raises InputProblems with every slip of them.

        `kept` is where it puts what takes long to make, and depends on nothing but its folder and the generator.
        """
        file = f"{FOLDER}/{name}/{FACTS}"
        figure = cls(name, folder, read_yaml(folder / FACTS, cls.shape, file), kept)
        if problems := figure.problems():
            raise InputProblems(problems)
        return figure

    @property
    def file(self) -> str:
        """The name of its facts file in messages."""
        return f"{FOLDER}/{self.name}/{FACTS}"

    def problem(self, record: Record, what: str, mend: str) -> Problem:
        """A problem of one record of the facts."""
        return Problem(self.file, record.line or 1, what, mend)

    def problems(self) -> list[Problem]:
        """What is wrong with the facts beyond the form of single records."""
        return []

    @abstractmethod
    def claims(self) -> tuple[Statement, ...]:
        """Its sentences that assert something: each is a claim of the course."""

    def drawn_words(self) -> tuple[Statement, ...]:
        """Short words on the drawing that assert something, to be held against the works of their row."""
        return ()

    def questions(self) -> tuple[Question, ...]:
        """What it asks of its readers, in order."""
        return ()

    @abstractmethod
    def columns(self) -> tuple[Column, ...]:
        """The columns of its table."""

    @abstractmethod
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The rows of its table: a value for each column's key, and `cite`, the keys of the works."""

    @abstractmethod
    def description(self) -> list[str]:
        """The figure in words, paragraph by paragraph, for those who do not see it."""

    @abstractmethod
    def sheets(self) -> dict[str, go.Figure]:
        """The still pictures by suffix: "" for a page, "narrow" for a phone and, where it has one, "wide" for much
        room; of each further drawing "VIEW" and "VIEW-narrow"."""

    @abstractmethod
    def slides(self) -> dict[str, go.Figure]:
        """The pictures for a projector by suffix, "" where there is one."""

    @abstractmethod
    def csv_text(self, labels: Mapping[str, str] | None = None) -> str:
        """The table as CSV; with `labels` (key → what stands in the bracket) those of the works as well."""

    @abstractmethod
    def data_script(self) -> str:
        """A classic script that leaves what the reader's browser needs in window.courseFigures[name]."""

    @abstractmethod
    def parts(self) -> dict[str, Any]:
        """What the template of its kind needs besides facts, rows, columns, description, sheets and slides.

        A template has `voice`, too: `voice.said(record)` adds claim, citations and mark to a Says,
        `voice.citations(keys)` gives the citations alone.
        """


def figure_folders(root: Path) -> list[Path]:
    """The folders of the figures below a project's root: those that hold facts."""
    return [facts.parent for facts in sorted((root / FOLDER).glob(f"*/{FACTS}"))]


def load_figures(root: Path, memory: Cache | None = None) -> dict[str, Figure[Any]]:
    """The figures of the course below a project's root, by name in alphabetical order.

    What takes long is taken from `memory` where nothing that decides it changed. Raises InputProblems with the
    problems of all facts, or for a folder that is no figure.
    """
    memory = memory or Cache()
    found: dict[str, Figure[Any]] = {}
    problems: list[Problem] = []
    for folder in figure_folders(root):
        try:
            found[folder.name] = _load(folder, memory)
        except InputProblems as error:
            problems += error.problems
    if problems:
        raise InputProblems(problems)
    return found


def _load(folder: Path, memory: Cache) -> Figure[Any]:
    key = _inputs(folder, code_of(folder))
    kept_in = memory.folder and memory.folder / "figures" / folder.name
    kept = Kept(kept_in, key, lambda: _inputs(folder, _code_now(folder)) == key)
    return memory.recall(str(folder), key, lambda: _class_of(folder).read(folder.name, folder, kept))


def _inputs(folder: Path, code: str) -> str:
    """One sum over everything that decides what a figure gives."""
    return digest(machinery(), code, digest_of([folder, _KIT], skip=[STILLS]))


@cache
def code_of(folder: Path) -> str:
    """One sum over the code behind a figure as this process found it: what was imported is not imported again."""
    return _code_now(folder)


def _code_now(folder: Path) -> str:
    shared = [*folder.parent.glob("*.py"), *(_GENERATOR / "figures").glob("*.py")]
    called = [_GENERATOR / name for name in _CALLED]
    return digest_of([*called, *sorted(set(shared)), *sorted(folder.rglob("*.py"))])


def _class_of(folder: Path) -> type[Figure[Any]]:
    try:
        module = _import(folder)
    except InputProblems:
        raise
    except Exception as error:  # whatever code of its own a figure fails with
        what = f"the figure's code fails: {type(error).__name__}: {error}"
        line = _line_in(folder.resolve(), error)
        raise InputProblems([Problem(f"{FOLDER}/{folder.name}/__init__.py", line, what, "mend the code")]) from None
    figure = getattr(module, "FIGURE", None)
    if not (isinstance(figure, type) and issubclass(figure, Figure)):
        what, mend = "the figure's folder names no FIGURE", "set FIGURE to its class, a subclass of Figure"
        raise InputProblems([Problem(f"{FOLDER}/{folder.name}/__init__.py", None, what, mend)])
    return figure


def _import(folder: Path) -> ModuleType:
    """The package of a folder, wherever the course lies; each folder is imported once."""
    init = folder.resolve() / "__init__.py"
    if init == Path(__file__).resolve().parent.parent / "figures" / folder.name / "__init__.py":
        return importlib.import_module(f"macros.figures.{folder.name}")
    name = f"course_figure_{abs(hash(str(init))):x}_{folder.name}"
    if name in sys.modules:
        return sys.modules[name]
    if not init.exists():
        what, mend = "the figure's folder holds no code", "add __init__.py, which sets FIGURE"
        raise InputProblems([Problem(f"{FOLDER}/{folder.name}", None, what, mend)])
    spec = importlib.util.spec_from_file_location(name, init, submodule_search_locations=[str(init.parent)])
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _line_in(folder: Path, error: BaseException) -> int | None:
    """The line of a folder's own code at which it failed."""
    if isinstance(error, SyntaxError):
        return error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == folder]
    return frames[-1].lineno if frames else None
