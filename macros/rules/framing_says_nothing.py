"""Framing asserts nothing: it holds no number and no name but shared terms, and a fifth of a chapter is its most."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.chapters import Chapter
from macros.course.course import Course
from macros.course.held import Held
from macros.course.problems import Problem
from macros.language.quantities import quantities

MOST = 1 / 5


def check(course: Course) -> Iterator[Problem]:
    """A problem for each number or name in framing, and for each chapter with too much of it."""
    mend = "make it a claim with a citation, or say it without"
    for chapter in course.chapters:
        for sentence in chapter.sentences:
            if sentence.framing:
                numbers = [f"{number} {unit}".strip() for number, unit in sorted(quantities(sentence.text))]
                for what in [*numbers, *Held().missing_names(sentence.text, course.vocabulary)]:
                    yield Problem(chapter.file, sentence.line, f"a sentence marked as framing holds “{what}”", mend)
        if framing_share(chapter) > MOST:
            what = f"{framing_share(chapter):.0%} of the sentences are framing"
            mend_share = f"at most {MOST:.0%}: cut framing or say something that can be cited"
            yield Problem(chapter.file, 1, what, mend_share)


def framing_share(chapter: Chapter) -> float:
    """The share of a chapter's sentences that are framing, 0 to 1."""
    framing = sum(sentence.framing for sentence in chapter.sentences)
    return framing / len(chapter.sentences) if chapter.sentences else 0.0
