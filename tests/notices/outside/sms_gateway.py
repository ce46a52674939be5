"""An SMS gateway as 46elks is one: a form of from, to and message under Basic, JSON back. A key that it has seen is
answered as the first time and delivers nothing: the book says `again`.

Run as `python -m tests.notices.outside.sms_gateway PORT BOOK`.
"""

import base64
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from tests.notices.outside.book import Book

LOGIN = "user:secret-of-the-gateway"


def handler(book: Book) -> type[BaseHTTPRequestHandler]:
    seen: dict[str, str] = {}
    lock = threading.Lock()
    wanted = "Basic " + base64.b64encode(LOGIN.encode()).decode()

    class Gateway(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())
            if book.down:
                return self._answer(503, {})
            if self.headers.get("Authorization") != wanted:
                return self._answer(401, {})
            to, key = form["to"][0], self.headers.get("Idempotency-Key", "")
            if to.endswith("0000"):
                return self._answer(403, {"message": "no such number"})
            with lock:
                known = key in seen
                given = seen.setdefault(key, f"s{len(seen) + 1:032d}")
                text, sender = form["message"][0], form["from"][0]
                book.write(id=key, to=to, text=text, sender=sender, provider_id=given, again=known)
            book.dawdle()
            return self._answer(200, {"id": given, "status": "created"})

        def do_GET(self) -> None:
            self._answer(200, {})

        def _answer(self, status: int, body: dict[str, str]) -> None:
            said = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_arguments: object) -> None:
            return None

    return Gateway


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler(Book(Path(sys.argv[2])))).serve_forever()
