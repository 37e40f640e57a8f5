"""The real site, built once, served and unpacked from its bundle, and a real browser."""

from __future__ import annotations

import os
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from scripts.browser import find_browser
from scripts.build import VENDOR, fetch_browser_libraries, mkdocs_build
from scripts.bundle import write_bundle
from scripts.project import Project


def build(target: Path) -> None:
    if not VENDOR.exists():
        assert fetch_browser_libraries() == 0
    run = mkdocs_build(Project(), target, quiet=True)
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The built site."""
    target = tmp_path_factory.mktemp("build") / "site"
    build(target)
    return target


@pytest.fixture(scope="session")
def bundle(site, tmp_path_factory) -> Path:
    """The offline bundle."""
    archive = tmp_path_factory.mktemp("dist") / "offline.zip"
    write_bundle(Project(), site, archive)
    return archive


@pytest.fixture(scope="session")
def unpacked(bundle, tmp_path_factory) -> Path:
    """The bundle unpacked where paths are awkward: spaces, umlauts and a hash in them."""
    folder = tmp_path_factory.mktemp("disk") / "Kurs für Übung #1 Æ 细胞"
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder)
    return folder / Project().bundle_name


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def server(site):
    """Address of the site over http."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(site))) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}/"
        http.shutdown()


@pytest.fixture(params=["http", "disk"])
def home(request) -> str:
    """Address of the site's root, over http and from disk in turn."""
    if request.param == "http":
        return request.getfixturevalue("server")
    return request.getfixturevalue("unpacked").as_uri() + "/"


@pytest.fixture(scope="session")
def browser():
    executable = find_browser()
    assert executable, "no Chromium was found: install one, or name it with BROWSER_PATH"
    arguments = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """A function that opens an address in a fresh context.

    After the test, every page it opened must have asked nobody but the site itself and
    must have thrown no error.
    """
    contexts, outside, errors = [], [], []

    def open_page(address: str, **settings):
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | settings))
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: outside.append(r.url) if not _is_ours(r.url) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert outside == []
    assert errors == []


def _is_ours(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:"))
