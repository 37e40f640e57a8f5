"""A server for one site on this machine alone, which packs what it sends as web servers do."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv"}


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site, while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@cache
def packed(path: Path) -> bytes:
    """What is in a file, packed."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


def sent(path: Path) -> int:
    """How many bytes of a file go over the line."""
    return len(packed(path)) if path.suffix in _PACKED else path.stat().st_size


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _PACKED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        content = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def handle(self) -> None:
        """Answer; a browser that is closed in the middle of an answer is no trouble."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the measurements are what is told."""
