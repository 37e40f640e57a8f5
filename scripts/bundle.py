"""Pack the built site into one zip that opens from disk; the same site gives the same bytes."""

from __future__ import annotations

import argparse
import os
import sys
import zipfile
from pathlib import Path

from macros.course.problems import InputProblems
from scripts.project import ROOT, Project

# Only a web server can use these.
_SERVER_ONLY = {"404.html", "sitemap.xml", "sitemap.xml.gz"}
# The style that says which edition is read: pages hold the words for both.
_EDITION = "assets/stylesheets/edition.css"
_OFFLINE = ".edition-online {\n  display: none;\n}\n"
_ONLINE = '.edition-offline {{\n  display: none;\n}}\n\n.edition-size::after {{\n  content: "({:.1f} MB)";\n}}\n'


def put_into(project: Project, site: Path) -> None:
    """Lay the bundle of `site` into it, to be downloaded, and let its pages tell how large it is."""
    archive = site / project.settings.download
    write_bundle(project, site, archive)
    (site / _EDITION).write_text(_ONLINE.format(archive.stat().st_size / 1e6), encoding="utf-8")


def write_bundle(project: Project, site: Path, archive: Path) -> None:
    """Write `archive` with one folder inside that holds the site, but for the bundle that the site itself offers.

    Names are sorted and times fixed to the edition, so that two runs give the same bytes;
    an old archive stays until the new one is whole. Raises FileNotFoundError when there is
    no site.
    """
    if not (site / "index.html").exists():
        raise FileNotFoundError(f"{site / 'index.html'} is missing: build the site first, with make site")
    download = site / project.settings.download
    archive.parent.mkdir(parents=True, exist_ok=True)
    partial = archive.with_suffix(".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for file in sorted(site.rglob("*"), key=lambda path: path.relative_to(site).as_posix()):
            name = file.relative_to(site).as_posix()
            if file.is_file() and name not in _SERVER_ONLY and file.parent != download.parent:
                content = _OFFLINE.encode() if name == _EDITION else file.read_bytes()
                bundle.writestr(_entry(f"{project.bundle_name}/{name}", project), content)
    os.replace(partial, archive)


def _entry(name: str, project: Project) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=project.edition.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def main(arguments: list[str] | None = None) -> int:
    """Run the command; its exit status: 0 done, 1 there is no site, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bundle", description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, metavar="SITE", help="default: site/ of the course")
    parser.add_argument("--root", type=Path, default=ROOT, help="the course; default: the one beside the scripts")
    options = parser.parse_args(arguments)
    project = Project(options.root)
    try:
        write_bundle(project, options.site or project.site, project.archive)
    except (FileNotFoundError, InputProblems) as error:
        print(error, file=sys.stderr)
        return 1
    print(project.archive)
    return 0


if __name__ == "__main__":
    sys.exit(main())
