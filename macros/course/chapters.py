"""A chapter file → its front matter, sections, passages and claims."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.course.files import read_text
from macros.course.lines import Lines
from macros.course.problems import InputProblems, Problem
from macros.course.schema import Record, Text, parse_yaml
from macros.markdown.passages import Call, Heading
from macros.markdown.passages import Passage as ParsedPassage
from macros.markdown.reading import Dialect, Parsed

# A sentence ends at . ? or ! before a capital; these abbreviations do not end one.
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|cf|ca|approx|Fig|Figs|et al|Dr|no|St)\.$")
_SENTENCE_END = re.compile(r"[.?!…][\"”’)\]]*(?=\s+[(\[“\"'‘]*[^\Wa-z_])")
_FRONT_MATTER = "start the file with '---', title, number, question, objectives and key_terms, '---'"


class Objective(Record):
    """What a reader can do after the chapter, and the id of the section that teaches it."""

    objective: Text
    section: Text


class KeyTerm(Record):
    """A term, and the id of the section that explains it."""

    term: Text
    section: Text


class Meta(Record):
    """The front matter of a chapter; `hide` is the theme's own."""

    title: Text
    description: Text
    number: int
    question: Text
    objectives: tuple[Objective, ...]
    key_terms: tuple[KeyTerm, ...]
    hide: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[tuple[str, int], ...]:
        """Everything of it that a reader sees, with its line."""
        own = [(words, self.line) for words in (self.title, self.description, self.question)]
        return (
            *own,
            *((one.objective, one.line) for one in self.objectives),
            *((one.term, one.line) for one in self.key_terms),
        )


@dataclass(frozen=True)
class Claim:
    """One sentence (or table row) that asserts something about the world.

    `text` is plain text without citations, `keys` the citation keys in order, `line` the
    source line counted from 1, `section` the id of the heading it stands under.
    """

    id: str
    chapter: str
    section: str
    text: str
    keys: tuple[str, ...]
    file: str
    line: int
    url: str


@dataclass(frozen=True)
class Passage:
    """Words that reach the eye: `kind` is sentence, row, label or code; `framing` asserts nothing.

    `section` is the id of the heading above, "" for the chapter as a whole.
    """

    kind: str
    text: str
    keys: tuple[str, ...]
    section: str
    framing: bool
    line: int

    @property
    def is_claim(self) -> bool:
        """Whether it asserts something: every sentence and row that is not marked as framing."""
        return self.kind in ("sentence", "row") and not self.framing


@dataclass(frozen=True)
class Chapter:
    """A parsed chapter: `slug` is the file's stem, `url` its address below the site's root.

    `calls` are the words that the text calls, such as figures and caveats, `called` the same in their order,
    each with its line; `body` is the text without its front matter; `open_fences` are the lines
    that look like the begin of a code block and are shown as text.
    """

    slug: str
    file: str
    url: str
    meta: Meta
    sections: tuple[Heading, ...]
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    calls: frozenset[Call]
    called: tuple[tuple[Call, int], ...] = ()
    open_fences: tuple[int, ...] = ()
    body: str = ""

    @property
    def title(self) -> str:
        return self.meta.title

    @property
    def sentences(self) -> tuple[Passage, ...]:
        """The sentences and rows, claims and framing alike."""
        return tuple(passage for passage in self.passages if passage.kind in ("sentence", "row"))

    def with_below(self, section: str) -> frozenset[str]:
        """The id of a section and of all sections below it; all of the chapter for ""."""
        if not section:
            return frozenset({"", *(heading.id for heading in self.sections)})
        found: set[str] = set()
        level = 0
        for heading in self.sections:
            if heading.id == section:
                level = heading.level
            elif level and heading.level <= level:
                break
            if level:
                found.add(heading.id)
        return frozenset(found)


def read_chapter(path: Path, root: Path, dialect: Dialect) -> Chapter:
    """Parse one chapter of the course below `root`.

    Raises InputProblems for missing or malformed front matter, what cannot be read or may not
    stand in a chapter, two sentences on one line, or the same claim or heading id twice.
    """
    file = path.relative_to(root).as_posix()
    meta, body, first = _front_matter(read_text(path, file), file)
    lines = Lines(body, first)
    try:
        parsed = dialect.parse(body)
    except RecursionError:
        raise InputProblems([Problem(file, first, "nested too deeply", "write it flatter")]) from None
    url = f"chapters/{path.stem}.html"
    # A block of code is found by its first line.
    placed = [(passage, lines.of(passage.text)) for passage in parsed.document.passages]
    passages = tuple(_passage(passage, line) for passage, line in placed)
    claims = tuple(_claim(passage, path.stem, file, url) for passage in passages if passage.is_claim)
    problems = _slips(parsed, lines, file)
    problems += [problem for passage, line in placed for problem in _check_sentence(passage, line, file)]
    problems += repeated(claims) + _check_sections(meta, parsed.document.headings, lines, file)
    if problems:
        raise InputProblems(problems)
    words = tuple(Passage("label", text, (), "", False, line) for text, line in meta.words)
    return Chapter(
        slug=path.stem,
        file=file,
        url=url,
        meta=meta,
        sections=tuple(parsed.document.headings),
        passages=(*words, *passages),
        claims=claims,
        calls=frozenset(parsed.document.calls),
        called=tuple((call, lines.holding(f"{{{{ {call.word}")) for call in parsed.document.calls),
        body=body,
        open_fences=tuple(p.line for p in passages if p.kind == "sentence" and lines.opens_code(p.line)),
    )


def claim_id(text: str) -> str:
    """A stable id from the words of a claim; punctuation, case and citations do not matter."""
    words = " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
    return "claim-" + hashlib.sha256(words.encode()).hexdigest()[:8]


def repeated(claims: Iterable[Claim]) -> list[Problem]:
    """A problem for every claim whose words were already claimed before."""
    first: dict[str, Claim] = {}
    problems = []
    for claim in claims:
        earlier = first.setdefault(claim.id, claim)
        if earlier is not claim:
            what = f"the same claim stands at {earlier.file}:{earlier.line}"
            problems.append(Problem(claim.file, claim.line, what, "say it once, or say what is different"))
    return problems


def split_front_matter(text: str) -> tuple[str, str, int] | None:
    """(front matter, body, line of the body's first line), or None where the text has no front matter.

    It is cut where MkDocs cuts it: behind a line of three hyphens or three stops, with nothing before them.
    """
    lines = text.split("\n")
    if lines[0].rstrip(" \t") != "---":
        return None
    ends = ("---", "...")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip(" \t") in ends), None)
    return None if end is None else ("\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2)


def _front_matter(text: str, file: str) -> tuple[Meta, str, int]:
    parts = split_front_matter(text)
    if parts is None:
        begun = text.startswith("---")
        what = "the front matter has no end" if begun else "the chapter has no front matter"
        raise InputProblems([Problem(file, 1, what, "close it with '---'" if begun else _FRONT_MATTER)])
    head, body, first = parts
    return parse_yaml(head, Meta, file, first=2), body, first


def _slips(parsed: Parsed, lines: Lines, file: str) -> list[Problem]:
    return [Problem(file, lines.holding(slip.place), slip.what, slip.mend) for slip in parsed.slips]


def _check_sections(meta: Meta, headings: Sequence[Heading], lines: Lines, file: str) -> list[Problem]:
    ids = [heading.id for heading in headings]
    problems = []
    items: tuple[Objective | KeyTerm, ...] = (*meta.objectives, *meta.key_terms)
    for item in items:
        if item.section not in ids:
            what = f"front matter: no section of this chapter has the id '{item.section}'"
            problems.append(Problem(file, item.line, what, f"use one of {', '.join(ids)}"))
    if [heading.level for heading in headings].count(1) != 1:
        what = "the chapter has not exactly one title"
        problems.append(Problem(file, lines.first, what, "begin with one line '# Title'"))
    for number, heading in enumerate(headings):
        if heading.id in ids[:number]:
            what = f"the heading id '{heading.id}' is used twice"
            problems.append(Problem(file, lines.last_of(heading.title), what, "give one its own: ## Title {: #id }"))
    return problems


def _check_sentence(passage: ParsedPassage, line: int, file: str) -> list[Problem]:
    if passage.kind in ("label", "code"):
        return []
    if passage.keys and not any(map(str.isalnum, passage.text)):
        return [Problem(file, line, "a citation without words", "write the sentence that it bears out")]
    if _second_sentence(passage.text):
        what = "more than one sentence on this line"
        return [Problem(file, line, what, "put each sentence on a line of its own, in a table into a row")]
    if ".framing }" in passage.text:
        what = "the mark of framing stands inside a sentence"
        return [Problem(file, line, what, "put it at the end of the line or on the last line of the block")]
    return []


def _second_sentence(text: str) -> bool:
    return any(not _ABBREVIATION.search(text[: end.end()]) for end in _SENTENCE_END.finditer(text))


def _passage(parsed: ParsedPassage, line: int) -> Passage:
    return Passage(parsed.kind, parsed.text, parsed.keys, parsed.section, parsed.framing, line)


def _claim(passage: Passage, chapter: str, file: str, url: str) -> Claim:
    identifier = claim_id(passage.text)
    address = f"{url}#{identifier}"
    return Claim(identifier, chapter, passage.section, passage.text, passage.keys, file, passage.line, address)
