"""Everything about the course, loaded once per build: references, chapters, figures, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.course.chapters import Chapter, Claim, claim_id, read_chapter, repeated
from macros.course.corrections import Correction, read_corrections
from macros.course.problems import InputProblems, Problem
from macros.course.settings import Settings, load_settings
from macros.course.terms import Term, load_terms
from macros.course.works import Reference, load_works
from macros.course.yaml_records import Record, load_yaml
from macros.figures import FIGURES


@dataclass(frozen=True)
class Course:
    """The whole course as plain data.

    `settings` are its own names, grades and words;
    `references` are by key in list order, works outside the list after it; `claims` are all
    claims in reading order, those of figures among them; `figures` holds the facts of each figure by name, `corrections`
    the mended errors of the printed list, `terms` the glossary; `names` and `shared_terms`
    are what the rules of truth need to know of words.
    """

    settings: Settings
    references: dict[str, Reference]
    chapters: tuple[Chapter, ...]
    claims: tuple[Claim, ...]
    figures: dict[str, Record]
    corrections: tuple[Correction, ...]
    terms: tuple[Term, ...]
    names: tuple[str, ...]
    shared_terms: frozenset[str]

    @cached_property
    def listed(self) -> tuple[Reference, ...]:
        """The works of the review's list, in its order."""
        return tuple(work for work in self.references.values() if not work.further)

    @cached_property
    def further(self) -> tuple[Reference, ...]:
        """The works outside the list that correct or explain it."""
        return tuple(work for work in self.references.values() if work.further)

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def cited_in(self) -> dict[str, tuple[Claim, ...]]:
        """The claims that cite each reference, by key; empty for one cited nowhere."""
        return {key: tuple(c for c in self.claims if key in c.keys) for key in self.references}

    @cached_property
    def chapter_by_slug(self) -> dict[str, Chapter]:
        return {chapter.slug: chapter for chapter in self.chapters}

    def figure_home(self, name: str) -> tuple[Chapter, str] | None:
        """The chapter, and the id of its section, that shows a figure; None where none does."""
        for chapter in self.chapters:
            for macro, argument, section in sorted(chapter.calls):
                if (macro, argument) == ("figure", name):
                    return chapter, section
        return None

    @cached_property
    def drawn_words(self) -> tuple[Claim, ...]:
        """Short words of the drawings as unnamed claims, to be held against the evidence of their row's works."""
        return tuple(
            Claim(
                "",
                "",
                "",
                record["text"],
                tuple(record["cite"]),
                f"macros/figures/{name}/facts.yml",
                record["line"],
                "",
            )
            for name, facts in self.figures.items()
            for record in FIGURES[name].assertions(facts, f"macros/figures/{name}/facts.yml")
        )

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
        cited = {key for claim in self.claims if claim.chapter == chapter.slug for key in claim.keys}
        return tuple(key for key in self.references if key in cited)


def load_course(root: Path, only: list[str] | None = None) -> Course:
    """Load the course below the project's root; of its chapters `only` these slugs, if given.

    Raises InputProblems with the problems of all files that could be looked at.
    """
    bib, docs = root / "bib", root / "docs"
    problems: list[Problem] = []

    def attempt(step: Callable[[], Any], instead: Any) -> Any:
        try:
            return step()
        except InputProblems as error:
            problems.extend(error.problems)
            return instead

    settings = load_settings(root)  # without them no evidence can be read
    references = attempt(lambda: load_works(bib, settings), {})
    paths = [p for p in sorted((root / "docs" / "chapters").glob("*.md")) if only is None or p.stem in only]
    chapters = [chapter for path in paths if (chapter := attempt(lambda p=path: read_chapter(p, root), None))]
    figures = {
        name: attempt(lambda n=name: load_yaml(root / "macros/figures" / n / "facts.yml"), None) for name in FIGURES
    }
    figures = {name: facts for name, facts in figures.items() if facts}
    problems += [
        p for name, facts in figures.items() for p in FIGURES[name].check(facts, f"macros/figures/{name}/facts.yml")
    ]
    corrections = attempt(lambda: read_corrections(bib / "corrections.yml"), ())
    glossary = docs / "terms.yml"
    terms = attempt(lambda: load_terms(glossary, "docs/terms.yml"), ()) if glossary.exists() else ()
    vocabulary = attempt(lambda: load_yaml(docs / "vocabulary.yml"), {}) or {}
    if problems:
        raise InputProblems(_relative(problems, root))
    claims = [c for chapter in chapters for c in (*chapter.claims, *_figure_claims(chapter, figures))]
    if again := repeated(claims):
        raise InputProblems(again)
    return Course(
        settings=settings,
        references=references,
        chapters=tuple(chapters),
        claims=tuple(claims),
        figures=figures,
        corrections=corrections,
        terms=terms,
        names=tuple(vocabulary.get("names", [])),
        shared_terms=frozenset(vocabulary.get("shared_terms", [])),
    )


def _relative(problems: list[Problem], root: Path) -> list[Problem]:
    prefix = f"{root}/"
    return [p._replace(file=p.file.removeprefix(prefix)) for p in problems]


def _figure_claims(chapter: Chapter, figures: dict[str, Record]) -> list[Claim]:
    claims = []
    for macro, name, section in sorted(chapter.calls):
        if macro != "figure" or name not in figures:
            continue
        file = f"macros/figures/{name}/facts.yml"
        for record in FIGURES[name].claims(figures[name], file):
            identifier = claim_id(record["text"])
            url = f"{chapter.url}#{identifier}"
            keys, line = tuple(record["cite"]), record["line"]
            claims.append(Claim(identifier, chapter.slug, section, record["text"], keys, file, line, url))
    return claims
