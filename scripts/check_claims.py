"""Check chapters against the rules of truth and report what they rest on."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from macros.course.chapters import Chapter
from macros.course.course import Course, load_course
from macros.course.problems import InputProblems, Problem
from macros.rules import check
from macros.rules.framing_says_nothing import framing_share
from scripts.project import ROOT


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 all rules hold, 1 one is broken, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m scripts.check_claims", description=__doc__)
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER.md", help="check these alone; all when left out")
    parser.add_argument("--root", type=Path, default=ROOT, help="the course; default: the one beside the scripts")
    options = parser.parse_args(arguments)
    names = [Path(name).stem for name in options.chapters]
    if unknown := [name for name in names if not (options.root / "docs" / "chapters" / f"{name}.md").exists()]:
        parser.error(f"docs/chapters/ has no chapter called {', '.join(unknown)}")
    try:
        course = load_course(options.root, only=names or None)
    except InputProblems as error:
        return _fail(error.problems)
    if problems := check(course):
        return _fail(problems)
    print("\n".join(report(course)))
    return 0


def report(course: Course) -> list[str]:
    """What the course rests on, a line each."""
    cited = len(course.listed) - len(course.uncited)
    lines = [f"{len(course.claims)} claims cite {cited} of {len(course.listed)} works"]
    grades = Counter(grade for claim in course.claims for grade in course.grades(claim))
    lines += [f"  {count:4} claims rest on: {grade}" for grade, count in grades.most_common()]
    for chapter in course.chapters:
        claims = len(course.claims_by_chapter[chapter.slug])
        share = framing_share(chapter)
        works = len(course.keys_in(chapter))
        lines.append(f"{chapter.slug}: {claims} claims, {works} works, {share:.0%} framing, {_words(chapter)} words")
    lines += _titles_only(course)
    if course.uncited:
        lines.append("cited nowhere: " + ", ".join(work.label for work in course.uncited))
    return lines


def _titles_only(course: Course) -> list[str]:
    claims = [claim for claim in course.claims if course.rests_on_titles(claim)]
    return [f"{len(claims)} claims rest on titles only:"] + [
        f"  {claim.file}:{claim.line}: {claim.text}" for claim in claims
    ]


def _words(chapter: Chapter) -> int:
    return sum(len(sentence.text.split()) for sentence in chapter.sentences)


def _fail(problems: list[Problem]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
