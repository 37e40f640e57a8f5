"""MkDocs events → the generator. Nothing else in the project knows MkDocs but the macros."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from macros.course.chapters import mark_claims
from macros.course.course import Course, load_course
from macros.course.problems import InputProblems
from macros.course.summaries import link_points
from macros.exports import written_out
from macros.figures import FIGURES
from macros.pages import chapter as chapter_page
from macros.pages import metadata, theme_repairs
from macros.pages.citations import number_citations
from macros.pages.figure_pages import figure_page
from macros.pages.marks import fill_claim_marks
from macros.pages.rendering import icon_sprite
from macros.pages.slots import Place, fill_slots
from macros.pages.tables import label_cells
from macros.pages.terms import link_terms
from macros.rules import grounding

log = logging.getLogger("mkdocs.course")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the course; every problem is printed with file and line, then the build stops."""
    root = Path(config.config_file_path).parent
    try:
        course = load_course(root)
        if problems := grounding.check_whole(course):
            raise InputProblems(problems)
    except InputProblems as error:
        for problem in error.problems:
            log.error(str(problem))
        raise Abort(f"{len(error.problems)} problems in the course; nothing was built") from None
    config.extra["course"] = course
    config.extra["publication"] = _read_publication(config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is made from the course: its data, and each figure's script and table."""
    course = _course(config)
    made = written_out(course)
    for name, facts in course.figures.items():
        made[f"assets/figures/{name}.js"] = FIGURES[name].data_script(facts)
        made[f"assets/figures/{name}.csv"] = FIGURES[name].csv_text(facts, _numbers(course))
        made[f"figures/{name}.md"] = figure_page(name, facts, course.figure_home(name))
    for path, source in _files_of_figures(config):
        files.append(File.generated(config, path, abs_src_path=str(source)))
    for chapter in course.chapters:
        forms = metadata.citations_of(chapter, _publication(config))
        made |= {f"data/cite/{chapter.slug}.{form}": forms[form] for form in ("bib", "ris")}
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
    return files


# Before the macros and bibtex plugins: claims are found on the lines that their author wrote.
@event_priority(100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    chapter = _course(config).chapter_by_slug.get(_slug(page))
    if not chapter:
        return markdown
    # Claims first: they are found by the very lines that the author wrote.
    return link_points(mark_claims(markdown, chapter), chapter) + chapter_page.REFERENCES


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    course, slug = _course(config), _slug(page)
    root = get_relative_url("", page.url)
    root = "" if root in (".", "./") else root.rstrip("/") + "/"
    html = number_citations(html, course.references, root)
    if chapter := course.chapter_by_slug.get(slug):
        html = link_terms(label_cells(fill_claim_marks(html, course, root)), course, root)
        html = chapter_page.add_chapter_head(html, chapter, course, root)
        html += chapter_page.how_to_cite(chapter, metadata.citations_of(chapter, _publication(config)), root)
    return fill_slots(html, Place(course, root, slug))


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    course, publication = _course(config), _publication(config)
    description = page.meta.get("description", publication.description)
    title = page.meta.get("title", page.title)
    head = metadata.page_head(title, description, page.url, publication)
    if chapter := course.chapter_by_slug.get(_slug(page)):
        head += "\n" + metadata.chapter_head(chapter, course, publication)
    output = theme_repairs.repair(output).replace("</head>", f"{head}\n</head>", 1)
    if page.meta.get("figure"):
        output = output.replace("<body ", '<body class="figure-page" ', 1)
    return output.replace("</body>", f"{icon_sprite(output)}</body>", 1)


def on_post_build(config: MkDocsConfig) -> None:
    theme_repairs.drop_dead_weight(Path(config.site_dir))


def _files_of_figures(config: MkDocsConfig) -> Iterator[tuple[str, Path]]:
    """The stills and scripts of the figures: (address below the site's root, file)."""
    home = Path(config.config_file_path).parent / "macros" / "figures"
    for still in sorted(home.glob("*/stills/*.*")):
        if still.suffix != ".digest":
            yield f"assets/figures/{still.name}", still
    for script in sorted(home.glob("*/explorer.js")):
        yield f"assets/javascripts/explorer-{script.parent.name}.js", script


def _course(config: MkDocsConfig) -> Course:
    return config.extra["course"]


def _publication(config: MkDocsConfig) -> metadata.Publication:
    return config.extra["publication"]


def _read_publication(config: MkDocsConfig) -> metadata.Publication:
    settings = tomllib.loads((Path(config.config_file_path).parent / "pyproject.toml").read_text(encoding="utf-8"))
    edition, version = settings["tool"]["course"]["edition"].isoformat(), settings["project"]["version"]
    return metadata.Publication(config.site_name, config.site_description, edition, version, config.site_url or "")


def _slug(page: Page) -> str:
    path = Path(page.file.src_uri)
    return path.stem if path.parent.as_posix() == "chapters" else ""


def _numbers(course: Course) -> dict[str, int]:
    return {key: work.number for key, work in course.references.items()}
