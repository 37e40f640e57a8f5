"""Mends what the theme leaves undone for accessibility, and drops what no reader needs."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from macros.pages.assets import Assets

# The script in which the theme searches; the generator's own stands before it.
_WORKERS = files("material").joinpath("templates", "assets", "javascripts", "workers")
SEARCH_WORKER = next(file.name for file in _WORKERS.iterdir() if file.name.endswith(".js"))
# The script of the theme, which every page waits for though it needs the whole page itself.
_SCRIPTS = files("material").joinpath("templates", "assets", "javascripts")
_BUNDLE = next(
    file.name for file in _SCRIPTS.iterdir() if file.name.startswith("bundle.") and file.name.endswith(".js")
)

OWN_WORKER = "assets/javascripts/workers/search.js"

# Each repair: what the theme writes, what it should have written. Checked against
# mkdocs-material 9.8.1; a test looks for the results on the built pages.
_REPAIRS = (
    # The search dialog has no accessible name.
    ('<div class="md-search" data-md-component="search" role="dialog">',
     '<div class="md-search" data-md-component="search" role="dialog" aria-label="Search">'),
    (f'{_BUNDLE}"></script>', f'{_BUNDLE}" defer></script>'),
    # Where the theme searches: the script that it starts, and ours, which starts that one.
    (f"assets/javascripts/workers/{SEARCH_WORKER}", OWN_WORKER),
)  # fmt: skip


def repair(html: str, assets: Assets) -> str:
    """One page of the theme with its defects mended."""
    for wrong, right in _REPAIRS:
        html = html.replace(wrong, assets.address(OWN_WORKER) if right == OWN_WORKER else right)
    return html


def drop_dead_weight(site: Path) -> None:
    """Delete source maps and the search languages that the site does not use."""
    for path in site.rglob("*.map"):
        path.unlink()
    for path in (site / "assets" / "javascripts" / "lunr").rglob("*"):
        if path.is_file():
            path.unlink()
    for script in (site / "assets").rglob("*.js"):
        _unlink_map(script)
    for style in (site / "assets").rglob("*.css"):
        _unlink_map(style)


def drop_sitemap(site: Path) -> None:
    """Delete the sitemap: addresses in it are whole, and nobody knows them where the site's own is not known."""
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)


def _unlink_map(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    clean = re.sub(r"\n?(?://|/\*)# sourceMappingURL=[^\n*]*(?:\*/)?\s*$", "\n", text)
    if clean != text:
        path.write_text(clean, encoding="utf-8")
