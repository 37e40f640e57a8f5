"""Who arrives: the first page and its doors, the menu, the palette, and addresses and browsers that are not as hoped."""

from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread

import pytest

from scripts.build import mkdocs_build
from scripts.project import Project
from tests.browser.conftest import _QuietHandler
from tests.browser.reader import CHAPTER, PHONE, use_palette

NOTICE = ".address-notice"
# What moved by itself, once two frames have passed.
MOVED = """() => {
    const seen = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({type: 'layout-shift', buffered: true});
    return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(
        () => resolve(seen.filter((one) => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0)))))); }"""
NO_STORAGE = """for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, {get() { throw new DOMException('denied', 'SecurityError'); }, configurable: true});"""


# The first page


def test_the_first_page_leads_back_to_the_place_read_last(open_page, home):
    page = open_page(home + "index.html")
    assert page.locator("[data-continue]").inner_text() == ""
    before = page.locator(".doors").bounding_box()
    page.goto(home + CHAPTER + "#size-exclusion")
    page.goto(home + "index.html")
    assert page.locator("[data-continue]").inner_text().splitlines() == [
        "Continue where you left",
        "Isolation: Size-exclusion chromatography",
    ]
    assert page.locator(".doors").bounding_box() == before
    assert page.evaluate(MOVED) == 0
    page.locator("[data-continue] a").click()
    page.wait_for_url("**/" + CHAPTER + "#size-exclusion")


def test_the_bundle_is_offered_on_the_site_and_tells_its_edition_in_itself(open_page, server, unpacked, site):
    page = open_page(server + "index.html")
    link = page.get_by_role("link", name="Download the course")
    megabytes = (site / Project().settings.download).stat().st_size / 1e6
    said = "getComputedStyle(document.querySelector('.edition-size'), '::after').content"
    assert page.evaluate(said) == f'"({megabytes:.1f} MB)"'
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == "exosome-course-offline.zip"
    assert not page.get_by_text("You are reading the offline edition").is_visible()
    page.goto((unpacked / "index.html").as_uri())
    assert page.get_by_text("You are reading the offline edition").is_visible()
    assert not page.get_by_role("link", name="Download the course").is_visible()
    assert not (unpacked / "downloads").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_page_shows_one_picture_of_the_palette(open_page, server, scheme):
    page = open_page(server + "index.html", color_scheme=scheme)
    shown = [img.get_attribute("src") for img in page.locator(".still img").all() if img.is_visible()]
    assert [source.partition("#")[2] for source in shown] == [f"only-{scheme}"]


# The menu


@pytest.mark.parametrize("width", [360, 1024, 1219, 1220, 1280])
def test_the_menu_is_there_at_every_width(open_page, server, width):
    page = open_page(server + "index.html", viewport={"width": width, "height": 800})
    for address in ("index.html", "teach.html"):
        page.goto(server + address)
        link = page.locator(".md-sidebar--primary").get_by_role("link", name="Glossary")
        if width < 1220:
            page.locator("label.md-header__button[for=__drawer]").click()
        link.wait_for()
        link.click(trial=True)


# The palette


def test_the_palette_follows_the_system_until_the_reader_chooses(open_page, server):
    page = open_page(server + CHAPTER, color_scheme="dark")
    scheme = "document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == "slate"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{scheme} === 'default'")
    page.reload()
    assert page.evaluate(scheme) == "default"
    toggle = page.locator("[data-md-component=palette] label:visible")
    for chosen, wanted in (("light", "default"), ("dark", "slate")):
        toggle.click()
        page.wait_for_function(f"document.body.dataset.mdColorMedia === '(prefers-color-scheme: {chosen})'")
        assert page.evaluate(scheme) == wanted
    page.reload()
    assert page.evaluate(scheme) == "slate"
    toggle.click()
    page.wait_for_function(f"{scheme} === 'default'")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{scheme} === 'slate'")


def test_a_page_can_be_read_without_scripts(open_page, server):
    page = open_page(server + "index.html", java_script_enabled=False, color_scheme="dark")
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).color") == "rgba(0, 0, 0, 0.87)"
    assert page.locator(".still img:visible").count() == 1
    assert page.get_by_role("link", name="Download the course").is_visible()
    assert page.locator("[data-continue]:visible").count() == 0


# Browsers that store nothing


def test_without_storage_search_and_palette_work(browser, server):
    context = browser.new_context()
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server + CHAPTER)
    use_palette(page, "slate")
    page.keyboard.press("/")
    page.keyboard.type("retraction")
    page.locator(".md-search-result__link[href*='term-retraction']").first.wait_for()
    page.goto(server + "index.html")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "default"
    context.close()
    assert errors == []


# Addresses that name nothing


def test_an_unknown_place_is_told_and_can_be_dismissed(open_page, home):
    page = open_page(home + CHAPTER + "#claim-gone")
    notice = page.locator(NOTICE)
    notice.get_by_text("claim-gone").wait_for()
    assert notice.get_attribute("role") == "status"
    top = page.locator("h1").bounding_box()
    notice.get_by_role("button", name="Close").click()
    assert notice.inner_text() == ""
    assert page.locator("h1").bounding_box() == top
    page.evaluate("location.hash = 'nowhere-%C3%A9'")
    notice.get_by_text("nowhere-é").wait_for()
    page.evaluate("location.hash = 'size-exclusion'")
    page.locator(f"{NOTICE}:empty").wait_for(state="attached")
    for known in ("__search", "", "%E0%A4"):
        page.evaluate("(hash) => { location.hash = hash }", known)
    notice.get_by_text("%E0%A4").wait_for()
    notice.get_by_role("button", name="Search").click()
    page.locator(".md-search__input:focus").wait_for()


# The page of a missing address, below a folder


@pytest.fixture(scope="module")
def below(tmp_path_factory):
    """Address of the site published below a folder, over a server that answers as such a host does."""
    root = tmp_path_factory.mktemp("host")
    environment = pytest.MonkeyPatch()
    environment.setenv("SITE_URL", "https://example.org/course/")
    run = mkdocs_build(Project(), root / "course", quiet=True)
    environment.undo()
    assert run.returncode == 0, run.stderr

    class Host(_QuietHandler):
        def send_error(self, code, *_) -> None:
            body = (root / "course/404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(root))) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/course/"
        http.shutdown()


def test_a_missing_page_helps_from_any_depth(open_page, below):
    page = open_page(below + "a/b/c", **PHONE)
    assert page.locator("h1").inner_text() == "There is no such page"
    links = page.locator("a[href]:not([href^='#'])").evaluate_all("links => links.map((one) => one.href)")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert len(set(links)) > 15
    assert [link for link in {*links, *loaded} if not link.startswith(below)] == []
    answers = {link: page.request.get(link).status for link in {*links, *loaded}}
    assert {link: status for link, status in answers.items() if status != 200} == {}
    page.get_by_role("button", name="Search the site").click()
    page.keyboard.type("ceramide")
    page.locator(f".md-search-result__link[href^='{below}']").first.wait_for()
