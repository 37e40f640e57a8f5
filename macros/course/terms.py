"""Terms of art, each defined once, with the works that define it: docs/terms.yml."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markdown.extensions.toc import slugify

from macros.course.problems import InputProblems, Problem
from macros.course.schema import Record, Text, read_yaml

FILE = "docs/terms.yml"


class Term(Record):
    """A term, its other forms, its definition and the keys of the works behind it."""

    term: Text
    definition: Text
    cite: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return slugify(self.term, "-")

    @property
    def forms(self) -> tuple[str, ...]:
        """All ways to write it, in lower case."""
        return tuple(form.casefold() for form in (self.term, *self.also))


def load_terms(root: Path) -> tuple[Term, ...]:
    """The terms of the course below a project's root, in alphabetical order; none where there is no file.

    Raises InputProblems for a term without definition or citation, or one defined twice.
    """
    if not (root / FILE).exists():
        return ()
    terms = read_yaml(root / FILE, tuple[Term, ...], FILE)
    if problems := _twice(terms):
        raise InputProblems(problems)
    return tuple(sorted(terms, key=lambda term: term.term.casefold()))


def by_form(terms: tuple[Term, ...]) -> dict[str, Term]:
    """Every way to write a term, plural included → the term."""
    forms = {f"{form}s": term for term in terms for form in term.forms}
    return forms | {form: term for term in terms for form in term.forms}


def _twice(terms: Iterable[Term]) -> list[Problem]:
    first: dict[str, Term] = {}
    problems = []
    for term in terms:
        for form in term.forms:
            earlier = first.setdefault(form, term)
            if earlier is not term:
                what = f"'{form}' is defined at line {earlier.line} already"
                problems.append(Problem(FILE, term.line, what, "define it once"))
    return problems
