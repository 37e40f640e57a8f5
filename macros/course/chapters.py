"""A chapter file → its front matter, sections and claims (one sentence per source line)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from markdown.extensions.toc import slugify

from macros.course.problems import InputProblems, Problem

CITATION = re.compile(r"\[(@[\w-]+(?:\s*;\s*@[\w-]+)*)\]")
_ANY_CITATION = re.compile(r"\[[^\]\[]*@[\w-]+[^\]\[]*\]")
_KEY = re.compile(r"@([\w-]+)")
_FRAMING = re.compile(r"\{:?\s*\.framing\s*\}\s*$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*(?:\{:?\s*#([\w-]+)[^}]*\})?\s*$")
_ADMONITION = re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+[\w -]+(?:\s+\"(.*)\")?\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}")
_LIST_MARKER = re.compile(r"^(\s*(?:[-*+]|\d+\.)\s+)")
_ATTRIBUTES = re.compile(r"^\s*\{:?\s*[.#][^}]*\}\s*$")
_CALL = re.compile(r"""\{\{\s*(caveat|figure)\(\s*["']([\w-]+)["']\s*\)\s*\}\}""")
_NOT_PROSE = re.compile(r"^\s*(?:<|\{\{|\{%|---\s*$|\\|\*\[|\[[^\]]+\]:)")
# A sentence ends at . ? or ! before a capital; these abbreviations do not end one.
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|cf|ca|approx|Fig|Figs|et al|Dr|no|St)\.$")
_SENTENCE_END = re.compile(r"[.?!][\"”’)\]]*(?=\s+[A-Z“\"])")


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
class Sentence:
    """One source line of prose: `kind` is text, item or row; `framing` asserts nothing."""

    line: int
    kind: str
    source: str
    section: str
    framing: bool


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    level: int
    line: int


@dataclass(frozen=True)
class Chapter:
    """A parsed chapter: `slug` is the file's stem, `url` its address below the site's root.

    `calls` are the (macro, argument, section) of the caveats and figures that the text calls.
    """

    slug: str
    file: str
    url: str
    meta: dict
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    calls: frozenset[tuple[str, str, str]]

    @property
    def title(self) -> str:
        return self.meta["title"]


def read_chapter(path: Path, root: Path) -> Chapter:
    """Parse one chapter.

    Raises InputProblems for missing or malformed front matter, a citation that cannot be
    read, two sentences on one line, or the same claim twice.
    """
    file = path.relative_to(root).as_posix()
    lines = path.read_text(encoding="utf-8").splitlines()
    meta, start = _front_matter(lines, file)
    sections, sentences = _walk(lines, start)
    url = f"chapters/{path.stem}.html"
    claims = tuple(_claim(s, path.stem, file, url) for s in sentences if not s.framing)
    problems = _check_meta(meta, file, sections) + [p for s in sentences for p in _check_sentence(s, file)]
    problems += repeated(claims) + _repeated_sections(sections, file)
    if problems:
        raise InputProblems(problems)
    calls = _calls(lines, sections)
    return Chapter(path.stem, file, url, meta, tuple(sections), tuple(sentences), claims, calls)


def claim_id(text: str) -> str:
    """A stable id from the words of a claim; punctuation, case and citations do not matter."""
    words = " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))
    return "claim-" + hashlib.sha256(words.encode()).hexdigest()[:8]


def repeated(claims: tuple[Claim, ...] | list[Claim]) -> list[Problem]:
    """A problem for every claim whose words were already claimed before."""
    first: dict[str, Claim] = {}
    problems = []
    for claim in claims:
        earlier = first.setdefault(claim.id, claim)
        if earlier is not claim:
            what = f"the same claim stands at {earlier.file}:{earlier.line}"
            problems.append(Problem(claim.file, claim.line, what, "say it once, or say what is different"))
    return problems


def citation_keys(text: str) -> tuple[str, ...]:
    """The citation keys of a line of Markdown, in order, each once."""
    return tuple(dict.fromkeys(key for group in CITATION.findall(text) for key in _KEY.findall(group)))


def plain_text(source: str) -> str:
    """A line of Markdown as a reader hears it: no citations, marks, links or attributes."""
    text = CITATION.sub("", _FRAMING.sub("", source))
    text = _LIST_MARKER.sub("", text)
    if text.lstrip().startswith("|"):
        text = "; ".join(cell.strip() for cell in text.strip().strip("|").split("|") if cell.strip())
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    text = re.sub(r"(\*\*|__|`|(?<!\w)[*_]|[*_](?!\w))", "", text)
    return re.sub(r"\s+([.,;:?!)])", r"\1", re.sub(r"\s+", " ", text)).strip()


def mark_claims(markdown: str, chapter: Chapter) -> str:
    """The page's Markdown with every claim wrapped in an anchor and followed by its mark, and
    without the marks of framing, which are for the author alone.

    `markdown` is the file without its front matter; the marks are empty
    `<span data-claim="…">` elements that the page fills in after rendering.
    """
    known = {s.source: claim_id(plain_text(s.source)) for s in chapter.sentences if not s.framing}
    lines = []
    for line in markdown.splitlines():
        shown = _FRAMING.sub("", line)
        if shown.strip() or not line.strip():
            lines.append(_wrap(line, known[line]) if line in known else shown.rstrip())
    return "\n".join(lines)


def _front_matter(lines: list[str], file: str) -> tuple[dict, int]:
    mend = "start the file with '---', title, number, question, objectives and key_terms, '---'"
    if not lines or lines[0].strip() != "---":
        raise InputProblems([Problem(file, 1, "the chapter has no front matter", mend)])
    try:
        end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    except StopIteration:
        raise InputProblems([Problem(file, 1, "the front matter has no end", "close it with '---'")]) from None
    try:
        meta = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise InputProblems([Problem(file, line, f"front matter: {error.problem}", "mend the YAML")]) from None
    if not isinstance(meta, dict):
        raise InputProblems([Problem(file, 1, "the front matter is not a list of 'name: value'", mend)])
    return meta, end + 1


def _check_meta(meta: dict, file: str, sections: list[Section]) -> list[Problem]:
    needed = ("title", "description", "number", "question", "objectives", "key_terms")
    problems = [Problem(file, 1, f"the front matter lacks '{n}'", f"add '{n}:'") for n in needed if not meta.get(n)]
    ids = {section.id for section in sections}
    for field, name in (("objectives", "objective"), ("key_terms", "term")):
        for item in meta.get(field) or []:
            if not isinstance(item, dict) or not item.get(name) or item.get("section") not in ids:
                what = f"front matter: {field} item {item!r} names no section of this chapter"
                problems.append(Problem(file, 1, what, f"give '{name}:' and 'section:', one of {sorted(ids)}"))
    return problems


def _repeated_sections(sections: list[Section], file: str) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for section in sections:
        if section.id in seen:
            what = f"the heading id '{section.id}' is used twice"
            problems.append(Problem(file, section.line, what, "give one heading its own id: ## Title {: #id }"))
        seen.add(section.id)
    return problems


def _walk(lines: list[str], start: int) -> tuple[list[Section], list[Sentence]]:
    sections: list[Section] = []
    sentences: list[Sentence] = []
    block: list[Sentence] = []
    fenced = in_comment = False
    for number, line in enumerate(lines[start:], start + 1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        in_comment = in_comment or line.lstrip().startswith("<!--")
        if fenced or in_comment:
            in_comment = in_comment and "-->" not in line
            continue
        heading = _HEADING.match(line)
        if not line.strip() or heading or _ADMONITION.match(line):
            sentences += block
            block = []
        if heading:
            sections.append(Section(heading[3] or _slug(heading[2]), plain_text(heading[2]), len(heading[1]), number))
        elif _ATTRIBUTES.match(line):
            if _FRAMING.search(line):
                # A sentence that cites asserts something, whatever block it stands in.
                block = [replace(sentence, framing=not citation_keys(sentence.source)) for sentence in block]
        elif sentence := _sentence(line, number, sections, lines):
            block.append(sentence)
    return sections, sentences + block


def _calls(lines: list[str], sections: list[Section]) -> frozenset[tuple[str, str, str]]:
    found = set()
    for number, line in enumerate(lines, 1):
        above = [section.id for section in sections if section.line <= number]
        found |= {(macro, argument, above[-1] if above else "") for macro, argument in _CALL.findall(line)}
    return frozenset(found)


def _sentence(line: str, number: int, sections: list[Section], lines: list[str]) -> Sentence | None:
    if not line.strip() or _ADMONITION.match(line) or _NOT_PROSE.match(line):
        return None
    kind = "text"
    if line.lstrip().startswith("|"):
        following = lines[number] if number < len(lines) else ""
        if _TABLE_RULE.match(line) or _TABLE_RULE.match(following):
            return None
        kind = "row"
    elif _LIST_MARKER.match(line):
        kind = "item"
    section = sections[-1].id if sections else ""
    return Sentence(number, kind, line, section, bool(_FRAMING.search(line)))


def _check_sentence(sentence: Sentence, file: str) -> list[Problem]:
    problems = []
    for group in _ANY_CITATION.findall(sentence.source):
        if not CITATION.fullmatch(group):
            mend = "write [@key] or [@key1; @key2], nothing else in the bracket"
            problems.append(Problem(file, sentence.line, f"a citation that cannot be read: {group}", mend))
    if sentence.kind != "row" and _second_sentence(plain_text(sentence.source)):
        what = "more than one sentence on this line"
        problems.append(Problem(file, sentence.line, what, "put each sentence on a line of its own"))
    return problems


def _second_sentence(text: str) -> bool:
    return any(not _ABBREVIATION.search(text[: end.end()]) for end in _SENTENCE_END.finditer(text))


def _claim(sentence: Sentence, chapter: str, file: str, url: str) -> Claim:
    text = plain_text(sentence.source)
    identifier = claim_id(text)
    keys = citation_keys(sentence.source)
    return Claim(identifier, chapter, sentence.section, text, keys, file, sentence.line, f"{url}#{identifier}")


def _slug(title: str) -> str:
    # The rule of the toc extension, so that sections have the ids of the page.
    return slugify(plain_text(title), "-")


def _wrap(line: str, identifier: str) -> str:
    mark = f'<span data-claim="{identifier}"></span>'
    if line.lstrip().startswith("|"):
        cells = line.strip().strip("|").split("|")
        cells[0] = f' <span class="claim" id="{identifier}"></span>{cells[0].strip()} '
        cells[-1] = f"{cells[-1].rstrip()} {mark} "
        return "|" + "|".join(cells) + "|"
    marker = _LIST_MARKER.match(line)
    indent = re.match(r"^\s*", line)[0]
    head = marker[0] if marker else indent
    return f'{head}<span class="claim" id="{identifier}">{line[len(head) :].rstrip()}</span> {mark}'
