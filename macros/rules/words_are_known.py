"""The words that a chapter calls can be filled, and every figure is shown in one place."""

from __future__ import annotations

from collections.abc import Iterator

from macros.course.calls import fault_of
from macros.course.course import Course
from macros.course.problems import Problem


def check(course: Course) -> Iterator[Problem]:
    """A problem for each call that names nothing, a figure shown twice, and one shown nowhere."""
    shown: set[str] = set()
    for chapter in course.chapters:
        for call, line in chapter.called:
            if fault := fault_of(call, course, in_chapter=True):
                yield Problem(chapter.file, line, *fault)
            elif call.word == "figure" and call.argument in shown:
                what = f"the figure '{call.argument}' is shown a second time"
                yield Problem(chapter.file, line, what, "link to it: [the figure](CHAPTER.md#fig-NAME)")
            elif call.word == "figure":
                shown.add(call.argument)
    for name, figure in course.figures.items():
        if course.whole and name not in shown:
            mend = f'show it in a chapter: {{{{ figure("{name}") }}}}'
            yield Problem(figure.file, 1, f"no chapter shows the figure '{name}'", mend)
