"""The points of a chapter's summary, linked to the claims they rest on."""

from __future__ import annotations

import re

from macros.course.chapters import Chapter, Claim

SUMMARY = "summary"
_MARKED = re.compile(r'data-claim="(claim-[0-9a-f]{8})"')
_SECTION_LINK = re.compile(r"\]\(#([\w-]+)\)")


def link_points(markdown: str, chapter: Chapter) -> str:
    """A chapter's Markdown with marked claims, where a point's link to a section leads to the
    claim that it sums up.

    That is the first claim of the section, or of those below it, that cites a work of the
    point; where there is none, the link stays with the section.
    """
    points = {claim.id: claim for claim in chapter.claims if claim.section == SUMMARY}

    def linked(line: str) -> str:
        mark = _MARKED.search(line)
        if not mark or mark[1] not in points:
            return line
        return _SECTION_LINK.sub(lambda link: _target(link, points[mark[1]], chapter), line)

    return "\n".join(map(linked, markdown.splitlines()))


def _target(link: re.Match, point: Claim, chapter: Chapter) -> str:
    within = _with_below(link[1], chapter)
    fitting = (c for c in chapter.claims if c.section in within and set(c.keys) & set(point.keys))
    claim = next(fitting, None)
    return f"](#{claim.id})" if claim else link[0]


def _with_below(section_id: str, chapter: Chapter) -> set[str]:
    """The id of a section and of all sections below it."""
    found: set[str] = set()
    level = 0
    for section in chapter.sections:
        if section.id == section_id:
            level = section.level
        elif level and section.level <= level:
            break
        if level:
            found.add(section.id)
    return found
