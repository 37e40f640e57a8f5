"""Terms of art, each defined once, with the works that define it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markdown.extensions.toc import slugify

from macros.course.problems import InputProblems, Problem
from macros.course.yaml_records import load_record_list


@dataclass(frozen=True)
class Term:
    """A term, its other forms, its definition and the keys of the works behind it."""

    term: str
    also: tuple[str, ...]
    definition: str
    keys: tuple[str, ...]
    file: str
    line: int

    @property
    def slug(self) -> str:
        return slugify(self.term, "-")

    @property
    def forms(self) -> tuple[str, ...]:
        """All ways to write it, in lower case."""
        return tuple(form.casefold() for form in (self.term, *self.also))


def load_terms(path: Path, file: str) -> tuple[Term, ...]:
    """Read the glossary, in alphabetical order; `file` is its name in messages.

    Raises InputProblems for a term without definition or citation, or one defined twice.
    """
    problems: list[Problem] = []
    terms: list[Term] = []
    for record in load_record_list(path):
        missing = [field for field in ("term", "definition", "cite") if not record.get(field)]
        if missing:
            problems.append(Problem(file, record.line, f"a term without {', '.join(missing)}", "give all three"))
            continue
        also = tuple(record.get("also") or ())
        terms.append(Term(record["term"], also, record["definition"], tuple(record["cite"]), file, record.line))
    problems += _twice(terms)
    if problems:
        raise InputProblems(problems)
    return tuple(sorted(terms, key=lambda term: term.term.casefold()))


def by_form(terms: tuple[Term, ...]) -> dict[str, Term]:
    """Every way to write a term, plural included → the term."""
    forms = {f"{form}s": term for term in terms for form in term.forms}
    return forms | {form: term for term in terms for form in term.forms}


def _twice(terms: list[Term]) -> list[Problem]:
    first: dict[str, Term] = {}
    problems = []
    for term in terms:
        for form in term.forms:
            earlier = first.setdefault(form, term)
            if earlier is not term:
                what = f"'{form}' is defined at line {earlier.line} already"
                problems.append(Problem(term.file, term.line, what, "define it once"))
    return problems
