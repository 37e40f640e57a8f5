"""A page for each figure alone, to be shown on a full screen."""

from __future__ import annotations

import json
from typing import Any

from macros.course.chapters import Chapter
from macros.course.figures import Figure


def figure_page(figure: Figure[Any], home: tuple[Chapter, str] | None, index: str) -> str:
    """The Markdown of the page that shows one figure and nothing else; `home` is where it is
    explained, `index` the page of all figures."""
    meta = {
        "title": figure.facts.title,
        "description": figure.facts.caption,
        "figure": figure.name,
        "hide": ["navigation", "toc", "footer"],
        "search": {"exclude": True},
    }
    links = [f"[All figures](../{index}.md)"]
    if home:
        chapter, section = home
        address = f"../chapters/{chapter.slug}.md#{section}"
        links.insert(0, f"[Explained in chapter {chapter.meta.number}: {chapter.title}]({address})")
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items())
    parts = [f"---\n{head}\n---", f"# {figure.facts.title}", f"{{{{ full_screen() }}}} {' · '.join(links)}"]
    parts += [_word("figure", figure), "## References {: #references }", _word("figure_works", figure)]
    return "\n\n".join(parts) + "\n"


def _word(word: str, figure: Figure[Any]) -> str:
    return f'{{{{ {word}("{figure.name}") }}}}'
