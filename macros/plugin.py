"""The MkDocs door. It holds the Course and unpacks MkDocs' objects; nothing else in the project knows MkDocs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from macros import rules
from macros.course.calls import fault_of
from macros.course.chapters import Chapter
from macros.course.course import Course, load_course
from macros.course.figures import SCRIPT, STILLS
from macros.course.kept import Cache, digest
from macros.course.lines import Lines
from macros.course.problems import InputProblems, Problem
from macros.course.sheet import MARK
from macros.drawing.stills import drawings_of, stale
from macros.exports import written_out
from macros.markdown.extension import CourseExtension, Slip
from macros.markdown.passages import Document
from macros.pages import metadata, search_index, theme_repairs
from macros.pages.assets import Assets, joined, minified, named_folders, published, script_of_folders
from macros.pages.cards import card_scripts
from macros.pages.chapter import REFERENCES
from macros.pages.figure import styles_of
from macros.pages.figure_pages import embedded_page, figure_page
from macros.pages.lists import list_pages, list_scripts
from macros.pages.metadata import Publication
from macros.pages.place import Place
from macros.pages.rendering import Remembered, icon_styles, unknown_icons
from macros.pages.writing import write_page

log = logging.getLogger("mkdocs.plugins.course")

ASSETS = Path(__file__).parent / "assets"
# Below the course's root: what was made once and can be made again.
CACHE = ".cache"
# What every page loads, joined; the scripts of figures and lists are loaded by them.
STYLE, PAGE_SCRIPT = "assets/stylesheets/course.css", "assets/javascripts/course.js"
STYLES = ("course", "reading", "lists", "welcome", "figures", "print")
SCRIPTS = ("disclosures", "marks", "cards", "place", "addresses")
# What scripts bring by its name when a reader asks for it.
FOLDERS = ("assets/works", "assets/terms", "assets/lists")
# What stands in place of pages of the theme.
THEME = Path(__file__).parent / "pages" / "theme"
# Written anew once the bundle is packed, so that its name cannot tell its content.
EDITION = "assets/stylesheets/edition.css"
# Lets the theme work where nothing may be stored; before its own scripts.
STORAGE = "assets/javascripts/storage.js"
# Lets the search of the theme run from disk, where a worker cannot be started.
WORKER_SHIM = "assets/vendor/iframe-worker-shim.js"


class CourseConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin has no settings of its own: docs/course.yml holds the course's."""


class CoursePlugin(BasePlugin[CourseConfig]):  # type: ignore[no-untyped-call]
    """Reads and checks the course, adds what is made from it, and writes its pages."""

    course: Course
    publication: Publication

    def __init__(self) -> None:
        self._memory: Cache | None = None
        self._templates = Remembered()
        self._place: Place | None = None
        self._source = ""
        self._page = ""
        self._problems: list[Problem] = []
        self._kinds: dict[str, set[str]] = {}
        self._assets = Assets()
        self._published: list[tuple[str, str, bytes]] = []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Having this event tells MkDocs to keep one plugin over the builds of a preview."""

    # Before the theme's offline plugin, which would let pages load a shim from elsewhere.
    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and check the course; every problem is printed with file and line, then the build stops."""
        root = Path(config.config_file_path).parent
        try:
            self._memory = self._memory or Cache(root / CACHE)
            self.course = load_course(root, memory=self._memory)
        except InputProblems as error:
            _stop(error.problems)
        icons = [_unknown_icon(name) for name in unknown_icons(self.course.settings.icons)]
        pictures = [problem for figure in self.course.figures.values() for problem in stale(figure)]
        _stop([*rules.check(self.course), *pictures, *icons])
        name, description, address = config.site_name, config.site_description or "", config.site_url or ""
        self.publication = Publication(self.course.settings, name, description, address)
        self._problems = []
        config.markdown_extensions.append(CourseExtension(self._write))  # type: ignore[arg-type]
        self._published = self._assets_of_pages()
        self._assets = Assets({path: at for path, at, _ in self._published})
        config.extra_css.insert(0, self._assets.address(STYLE))
        script = ExtraScriptValue(self._assets.address(PAGE_SCRIPT))
        script.defer = True
        config.extra_javascript.insert(0, script)
        config.extra.setdefault("polyfills", []).extend(map(self._assets.address, (STORAGE, WORKER_SHIM)))
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep mkdocs-bibtex from printing works: its style fails at one without authors, and its print is set aside."""
        bibtex: Any = config.plugins.get("bibtex")
        if bibtex:
            bibtex.registry.reference_text = lambda _: ""
        search: Any = config.plugins.get("material/search")
        if search and search.config.enabled:
            self._remember_searched(search.search_index)

    def _remember_searched(self, index: Any) -> None:
        """Let the theme's search read a page of a preview again only when the page is another one."""
        read = index.add_entry_from_context

        def add(page: Page) -> None:
            def documents() -> list[dict[str, Any]]:
                before = len(index.entries)
                read(page)
                added: list[dict[str, Any]] = index.entries[before:]
                del index.entries[before:]
                return added

            assert self._memory
            key = digest(page.content or "", str(page.title), repr(page.meta))
            found = self._memory.recall(f"searched {page.url}", key, documents)
            index.entries += [dict(document) for document in found]

        index.add_entry_from_context = add

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add what is made from the course: its data, and each figure's page, script, table and pictures."""
        for path, text in self._made():
            files.append(File.generated(config, path, content=text))
        for path, text in list_pages(self.course):
            files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
        for _, at, content in self._published:
            files.append(File.generated(config, at, content=content))
        for path, source in self._downloads():
            files.append(File.generated(config, path, abs_src_path=str(source)))
        return files

    def _made(self) -> Iterator[tuple[str, str]]:
        """(path below docs/, text) of the pages and data that are written from the course."""
        course = self.course
        yield from written_out(course).items()
        labels = {key: work.label for key, work in course.references.items()}
        for name, figure in course.figures.items():
            yield f"assets/figures/{name}.csv", MARK + figure.csv_text(labels)
            yield f"figures/{name}.md", figure_page(figure, course)
            yield f"embed/{name}.html", embedded_page(name, Place(course, self.publication, "../", assets=self._assets))
        for chapter in course.chapters:
            forms = metadata.citations_of(chapter, self.publication)
            yield from ((f"data/cite/{chapter.slug}.{form}", forms[form]) for form in ("bib", "ris"))

    def _assets_of_pages(self) -> list[tuple[str, str, bytes]]:
        """(path, where it lies, content) of what pages load: styles, scripts, what belongs to figures, cards, lists."""
        course = self.course
        own = {f"assets/{path.relative_to(ASSETS).as_posix()}": path.read_bytes() for path in _files(ASSETS)}
        for name, figure in course.figures.items():
            own |= {
                f"assets/figures/{path.name}": path.read_bytes() for path in _files(figure.folder / STILLS, "*.svg")
            }
            own[f"assets/figures/{name}.js"] = drawings_of(figure).script.encode()
            if (figure.folder / SCRIPT).exists():
                own[f"assets/javascripts/explorer-{name}.js"] = (figure.folder / SCRIPT).read_bytes()
        styles = [own.pop(f"assets/stylesheets/{name}.css") for name in STYLES]
        scripts = [own[f"assets/javascripts/{name}.js"] for name in SCRIPTS]
        brought = {path: text.encode() for path, text in (*card_scripts(course), *list_scripts(course))}
        places = named_folders(FOLDERS, brought)
        own[STYLE] = joined([icon_styles(course.settings).encode(), *styles])
        own[PAGE_SCRIPT] = joined([script_of_folders(places), *scripts])
        loaded = {path: minified(path, content) for path, content in own.items()} | brought
        return list(published(loaded, places))

    def _downloads(self) -> Iterator[tuple[str, Path]]:
        """(path below docs/, file) of what readers fetch by its name, and of the style that the bundle replaces."""
        yield EDITION, ASSETS / "stylesheets" / "edition.css"
        for figure in self.course.figures.values():
            yield from ((f"assets/figures/{path.name}", path) for path in _files(figure.folder / STILLS, "*.png"))

    # The seam to mkdocs-bibtex: it gets the citations of a page, as found in the parsed text, checks their keys
    # against its own reading of the lists, and what it makes of them is set aside. It replaces by pattern,
    # in code and addresses too, so it never sees the text itself.

    @event_priority(100)
    def _before_bibtex(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        chapter = self._chapter(page)
        self._place = Place(self.course, self.publication, _way_up(page.url), chapter, self._assets)
        self._page = page.file.src_uri
        # Of a chapter the very text that the rules read, wherever MkDocs lets its front matter end.
        self._source = chapter.body + REFERENCES if chapter else markdown
        return "\n".join(f"[@{key}]" for key in self.course.keys_in(chapter)) if chapter else ""

    @event_priority(-100)
    def _after_bibtex(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        return self._source

    on_page_markdown = CombinedEvent(_before_bibtex, _after_bibtex)

    def _write(self, document: Document, slips: list[Slip], markdown: Markdown) -> None:
        """Turn the parsed page that MkDocs is at into what its readers get."""
        assert self._place
        lines, file = Lines(self._source), f"docs/{self._page}"
        problems = [Problem(file, lines.holding(slip.place), slip.what, slip.mend) for slip in slips]
        faults = [
            (call.word, fault_of(call, self.course, in_chapter=self._place.chapter is not None))
            for call in document.calls
        ]
        problems += [Problem(file, lines.holding(f"{{{{ {word}"), *fault) for word, fault in faults if fault]
        cited = dict.fromkeys(key for passage in document.passages for key in passage.keys)
        problems += [
            Problem(file, lines.holding(f"@{key}"), f"unknown citation key @{key}", "use a key of the lists")
            for key in cited
            if key not in self.course.references
        ]
        if problems:
            self._problems += problems
        else:
            write_page(document, self._place, markdown.htmlStash.store)
            figures = (self.course.figures[call.argument] for call in document.calls if call.word == "figure")
            self._kinds[self._page] = {figure.kind for figure in figures}

    def on_env(self, env: Environment, *_: object, **__: object) -> Environment:
        """Stop, once all pages are parsed, if any of them could not be read; remember the theme's templates."""
        _stop(self._problems)
        env.bytecode_cache = self._templates
        return env

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Add to a page's head what it says of itself; mend what the theme leaves undone."""
        publication, chapter = self.publication, self._chapter(page)
        title = str(page.meta.get("title", page.title))
        description = str(page.meta.get("description", publication.description))
        head = metadata.page_head(title, description, page.url, publication)
        asset = self._assets.at(_way_up(page.url))
        head += "".join(
            f'\n<link rel="stylesheet" href="{asset(at)}">' for at in styles_of(self._kinds.get(page.file.src_uri, ()))
        )
        if chapter:
            head += "\n" + metadata.chapter_head(chapter, self.course, publication)
        output = theme_repairs.repair(output, self._assets).replace("</head>", f"{head}\n</head>", 1)
        if page.meta.get("figure"):
            output = output.replace("<body ", '<body class="figure-page" ', 1)
        return output

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Mend the page of a missing address, which is no page of the course."""
        return theme_repairs.repair(output, self._assets) if template_name == "404.html" else output

    # After the theme has written its index, and before its offline plugin copies it.
    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Leave out what no reader needs, and make the index of the search ready for readers' questions."""
        site = Path(config.site_dir)
        theme_repairs.drop_dead_weight(site)
        if not config.site_url:
            theme_repairs.drop_sitemap(site)
        written = site / "search" / "search_index.json"
        if written.exists():
            index = search_index.written(written.read_text(encoding="utf-8"), self.course, theme_repairs.SEARCH_WORKER)
            written.write_text(index.settings, encoding="utf-8")
            (site / search_index.DOCUMENTS).write_text(index.documents, encoding="utf-8")

    def _chapter(self, page: Page) -> Chapter | None:
        path = Path(page.file.src_uri)
        return self.course.chapter_by_slug.get(path.stem) if path.parent.as_posix() == "chapters" else None


def _way_up(url: str) -> str:
    """The way from a page to the site's root, such as "../"."""
    root = get_relative_url("", url)
    return "" if root in (".", "./") else root.rstrip("/") + "/"


def _files(folder: Path, pattern: str = "*") -> list[Path]:
    return sorted(path for path in folder.rglob(pattern) if path.is_file() and path.name != Path(EDITION).name)


def _unknown_icon(name: str) -> Problem:
    mend = "use the name of an icon of Material Design, such as test-tube"
    return Problem("docs/course.yml", None, f"there is no icon '{name}'", mend)


def _stop(problems: list[Problem]) -> None:
    """Print every problem and stop the build; go on where there is none."""
    for problem in InputProblems(problems).problems:
        log.error(str(problem))
    if problems:
        raise Abort(f"{len(problems)} problems in the course; nothing was built")
