"""Pack the built site into one zip that opens from disk; the same site gives the same bytes."""

from __future__ import annotations

import argparse
import os
import sys
import zipfile
from pathlib import Path

from scripts.project import DIST, SITE, edition, name_and_version

# Only a web server can use these.
_SERVER_ONLY = {"404.html", "sitemap.xml", "sitemap.xml.gz"}


def bundle_path() -> Path:
    """Where the bundle of this version lies."""
    return DIST / f"{name_and_version()}-offline.zip"


def write_bundle(site: Path, archive: Path) -> None:
    """Write `archive` with one folder inside that holds the site.

    Names are sorted and times fixed to the edition, so that two runs give the same bytes;
    an old archive stays until the new one is whole. Raises FileNotFoundError when there is
    no site.
    """
    if not (site / "index.html").exists():
        raise FileNotFoundError(f"{site / 'index.html'} is missing: build the site first, with make site")
    archive.parent.mkdir(parents=True, exist_ok=True)
    partial = archive.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for file in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
            name = file.relative_to(site).as_posix()
            if file.is_file() and name not in _SERVER_ONLY:
                bundle.writestr(_entry(f"{name_and_version()}-offline/{name}"), file.read_bytes())
    os.replace(partial, archive)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=edition().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 done, 1 there is no site, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bundle", description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=SITE, metavar="SITE", help="default: site/")
    site = parser.parse_args(arguments).site
    try:
        write_bundle(site, bundle_path())
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(bundle_path())
    return 0


if __name__ == "__main__":
    sys.exit(main())
