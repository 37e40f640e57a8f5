"""Everything about the course, loaded once per build: settings, works, chapters, figures, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from macros.course.chapters import Chapter, Claim, claim_id, read_chapter, repeated
from macros.course.corrections import Correction, read_corrections
from macros.course.figures import Figure, Statement, load_figures
from macros.course.kept import Cache, digest, digest_of
from macros.course.problems import InputProblems, Problem
from macros.course.settings import Settings, load_settings
from macros.course.shelves import ClaimShelf, WorkShelf, claim_shelves, seen_shelves, work_shelves
from macros.course.terms import FILE as TERMS_FILE
from macros.course.terms import Term, load_terms
from macros.course.vocabulary import Vocabulary, load_vocabulary
from macros.course.works import Reference, load_works
from macros.markdown.passages import Call
from macros.markdown.reading import Dialect, load_dialect

T = TypeVar("T")
_PAGES = {".md", ".markdown", ".mdown", ".mkdn", ".mkd"}


@dataclass(frozen=True)
class Course:
    """The whole course as plain data.

    `references` are by key in list order, works outside the list after it; `claims` are all
    claims in reading order, those of figures among them; `corrections` are the mended errors of
    the printed list; `whole` is False where only some chapters were read.
    """

    settings: Settings
    references: Mapping[str, Reference]
    chapters: tuple[Chapter, ...]
    claims: tuple[Claim, ...]
    figures: Mapping[str, Figure[Any]]
    corrections: tuple[Correction, ...]
    terms: tuple[Term, ...]
    vocabulary: Vocabulary
    whole: bool = True

    @cached_property
    def listed(self) -> tuple[Reference, ...]:
        """The works of the list, in its order."""
        return tuple(work for work in self.references.values() if not work.further)

    @cached_property
    def further(self) -> tuple[Reference, ...]:
        """The works outside the list that correct or explain it."""
        return tuple(work for work in self.references.values() if work.further)

    @cached_property
    def uncited(self) -> tuple[Reference, ...]:
        """The works of the list that no claim cites."""
        return tuple(work for work in self.listed if not self.cited_in[work.key])

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def cited_in(self) -> dict[str, tuple[Claim, ...]]:
        """The claims that cite each reference, by key; empty for one cited nowhere."""
        found: dict[str, list[Claim]] = {key: [] for key in self.references}
        for claim in self.claims:
            for key in claim.keys:
                found.setdefault(key, []).append(claim)
        return {key: tuple(claims) for key, claims in found.items()}

    @cached_property
    def chapter_by_slug(self) -> dict[str, Chapter]:
        return {chapter.slug: chapter for chapter in self.chapters}

    @cached_property
    def claims_by_chapter(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each chapter by its slug, those of its figures among them."""
        return {
            chapter.slug: tuple(claim for claim in self.claims if claim.chapter == chapter.slug)
            for chapter in self.chapters
        }

    @cached_property
    def claim_shelves(self) -> tuple[ClaimShelf, ...]:
        """The pages of the tables of claims, in the order of the chapters."""
        by_chapter = self.claims_by_chapter
        return tuple(shelf for one in self.chapters for shelf in claim_shelves(one, by_chapter[one.slug]))

    @cached_property
    def work_shelves(self) -> tuple[WorkShelf, ...]:
        """The pages of the list of works."""
        return tuple(work_shelves(self.settings.pages.references, (*self.listed, *self.further)))

    @cached_property
    def seen_shelves(self) -> tuple[WorkShelf, ...]:
        """The pages that tell what was seen of the works."""
        return tuple(seen_shelves(self.settings.pages.references, (*self.listed, *self.further)))

    @cached_property
    def seen_on(self) -> dict[str, WorkShelf]:
        """The page that tells what was seen of each work, by key."""
        return {work.key: shelf for shelf in self.seen_shelves for work in shelf.works}

    def ledger_url(self, claim: Claim) -> str:
        """The address, below the site's root, of a claim's row in the tables of claims."""
        return f"{self._claim_pages[claim.id]}#ledger-{claim.id}"

    def reference_url(self, key: str) -> str:
        """The address of a work in the list of works, below the site's root. Raises KeyError for an unknown key."""
        return f"{self._work_pages[key]}#ref-{key}"

    @cached_property
    def _claim_pages(self) -> dict[str, str]:
        folder = self.settings.pages.claims
        return {claim.id: f"{folder}/{shelf.name}.html" for shelf in self.claim_shelves for claim in shelf.claims}

    @cached_property
    def _work_pages(self) -> dict[str, str]:
        return {work.key: f"{shelf.name}.html" for shelf in self.work_shelves for work in shelf.works}

    @property
    def assertions(self) -> Iterator[Claim]:
        """Everything that must cite and be held: claims, and unnamed the definitions and the words of drawings."""
        yield from self.claims
        for term in self.terms:
            yield _unnamed(Statement(term.definition, term.cite, term.line), TERMS_FILE)
        for figure in self.figures.values():
            yield from (_unnamed(words, figure.file) for words in figure.drawn_words())

    def figure_home(self, name: str) -> tuple[Chapter, str] | None:
        """The chapter, and the id of its section, that shows a figure; None where none does."""
        for chapter in self.chapters:
            for call in _figure_calls(chapter):
                if call.argument == name:
                    return chapter, call.section
        return None

    @cached_property
    def figure_numbers(self) -> dict[str, str]:
        """The number of each figure that stands in a chapter, by its name: "5.1" is the first of chapter 5."""
        numbers: dict[str, str] = {}
        for chapter in self.chapters:
            here = dict.fromkeys(call.argument for call, _ in chapter.called if call.word == "figure")
            first = [name for name in here if name in self.figures and name not in numbers]
            numbers |= {name: f"{chapter.meta.number}.{n}" for n, name in enumerate(first, 1)}
        return numbers

    def figure_label(self, name: str) -> str:
        """What a figure is called in text, such as "Figure 5.1"; "" for one that stands in no chapter."""
        number = self.figure_numbers.get(name)
        return f"Figure {number}" if number else ""

    def grades(self, claim: Claim) -> tuple[str, ...]:
        """The grades of the works a claim cites, the most frequent first."""
        counts = Counter(self.references[key].grade for key in claim.keys if key in self.references)
        return tuple(grade for grade, _ in counts.most_common())

    def rests_on_titles(self, claim: Claim) -> bool:
        """Whether nothing but titles was seen of the works a claim cites."""
        cited = [self.references[key] for key in claim.keys if key in self.references]
        return bool(cited) and all(reference.title_only for reference in cited)

    def keys_in(self, chapter: Chapter) -> tuple[str, ...]:
        """The keys a chapter cites, its figures among them, in the order of the list."""
        cited = {key for claim in self.claims_by_chapter[chapter.slug] for key in claim.keys}
        return tuple(key for key in self.references if key in cited)

    def works_in(self, chapter: Chapter, section: str) -> tuple[Reference, ...]:
        """The works cited in a section of a chapter and below it; those of the whole chapter for ""."""
        within = chapter.with_below(section)
        claims = [claim for claim in self.claims_by_chapter[chapter.slug] if claim.section in within]
        cited = {key for claim in claims for key in claim.keys}
        return tuple(work for key, work in self.references.items() if key in cited)


def load_course(root: Path, only: Iterable[str] | None = None, memory: Cache | None = None) -> Course:
    """Load the course below the project's root; of its chapters `only` these slugs, if given.

    What takes long is taken from `memory` where nothing that decides it changed. Raises InputProblems with the
    problems of all files that could be looked at.
    """
    memory = memory or Cache()
    gather = _Gathering(root)
    chosen = None if only is None else set(only)
    settings = gather(lambda: load_settings(root))
    dialect = gather(lambda: load_dialect(root))
    works = gather(partial(_works, root / "bib", settings, memory)) if settings else None
    chapters: list[Chapter] = []
    for path in sorted((root / "docs" / "chapters").glob("*.md")):
        if dialect and (chosen is None or path.stem in chosen):
            read = gather(partial(_chapter, path, root, dialect, memory))
            chapters += [read] if read else []
    figures = gather(lambda: load_figures(root, memory)) or {}
    terms = gather(lambda: load_terms(root)) or ()
    vocabulary = gather(lambda: load_vocabulary(root)) or Vocabulary()
    corrections = gather(lambda: read_corrections(root / "bib" / "corrections.yml")) or ()
    gather(lambda: _check_chapter_files(root, chapters))
    gather(lambda: _check_corrections(corrections, works or {}))
    gather.stop()
    assert settings
    shown: set[str] = set()
    claims = tuple(c for chapter in chapters for c in (*chapter.claims, *_figure_claims(chapter, figures, shown)))
    if again := repeated(claims):
        raise InputProblems(again)
    return Course(
        settings=settings,
        references=works or {},
        chapters=tuple(chapters),
        claims=claims,
        figures=_by_home(figures, chapters),
        corrections=corrections,
        terms=terms,
        vocabulary=vocabulary,
        whole=only is None,
    )


def _works(bib: Path, settings: Settings, memory: Cache) -> dict[str, Reference]:
    key = digest(repr(settings), digest_of(sorted(bib.glob("*.*"))))
    return memory.recall("works", key, lambda: load_works(bib, settings))


def _chapter(path: Path, root: Path, dialect: Dialect, memory: Cache) -> Chapter:
    key = digest(repr(dialect), digest_of([path]))
    return memory.recall(str(path), key, lambda: read_chapter(path, root, dialect))


class _Gathering:
    """Runs steps and keeps their problems, so that an author sees those of all files at once."""

    def __init__(self, root: Path):
        self._prefix = f"{root}/"
        self._problems: list[Problem] = []

    def __call__(self, step: Callable[[], T]) -> T | None:
        try:
            return step()
        except InputProblems as error:
            self._problems += error.problems
            return None

    def stop(self) -> None:
        """Raise InputProblems if there were any, with files named from the project's root."""
        if self._problems:
            raise InputProblems(p._replace(file=p.file.removeprefix(self._prefix)) for p in self._problems)


def _check_chapter_files(root: Path, chapters: Iterable[Chapter]) -> None:
    """Raise InputProblems for a page below docs/chapters that would be shown unread, and for a number used twice."""
    home = root / "docs" / "chapters"
    strays = [p for p in sorted(home.rglob("*")) if p.suffix in _PAGES and (p.parent != home or p.suffix != ".md")]
    mend = "call it NN-name.md and put it into docs/chapters itself"
    problems = [Problem(p.relative_to(root).as_posix(), None, "the page is no chapter", mend) for p in strays]
    first: dict[int, Chapter] = {}
    for chapter in chapters:
        if (earlier := first.setdefault(chapter.meta.number, chapter)) is not chapter:
            what = f"the number {chapter.meta.number} is that of {earlier.file} too"
            problems.append(Problem(chapter.file, chapter.meta.line, what, "give each chapter its own"))
    if problems:
        raise InputProblems(problems)


def _check_corrections(corrections: Iterable[Correction], works: Mapping[str, Reference]) -> None:
    """Raise InputProblems for a correction of an entry that the list does not have."""
    numbers = {work.number for work in works.values() if not work.further}
    mend = "name the number of an entry"
    unknown = [c for c in corrections if numbers and c.entry not in numbers]
    if unknown:
        file = "bib/corrections.yml"
        raise InputProblems(Problem(file, c.line, f"the list has no entry {c.entry}", mend) for c in unknown)


def _figure_calls(chapter: Chapter) -> list[Call]:
    """The figures that a chapter calls, in its order."""
    return [call for call, _ in chapter.called if call.word == "figure"]


def _by_home(figures: Mapping[str, Figure[Any]], chapters: Iterable[Chapter]) -> dict[str, Figure[Any]]:
    """The figures in the order of the chapters that show them, then those that none shows."""
    shown = [call.argument for chapter in chapters for call in _figure_calls(chapter) if call.argument in figures]
    return {name: figures[name] for name in dict.fromkeys([*shown, *figures])}


def _figure_claims(chapter: Chapter, figures: Mapping[str, Figure[Any]], shown: set[str]) -> list[Claim]:
    """The claims of the figures that a chapter shows first; `shown` grows by them."""
    claims = []
    for call in _figure_calls(chapter):
        if call.argument in figures and call.argument not in shown:
            shown.add(call.argument)
            figure = figures[call.argument]
            for said in figure.claims():
                identifier = claim_id(said.text)
                url = f"{chapter.url}#{identifier}"
                place = (identifier, chapter.slug, call.section)
                claims.append(Claim(*place, said.text, said.keys, figure.file, said.line, url))
    return claims


def _unnamed(said: Statement, file: str) -> Claim:
    return Claim("", "", "", said.text, said.keys, file, said.line, "")
