"""A push service (RFC 8030): POST to a subscription, 201; 410 for one that is gone; a Topic takes the place of what
waits. Run as `python -m tests.notices.outside.push_service PORT BOOK`."""

import base64
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.notices.outside.book import Book

SECRET_HEADERS = ("Authorization", "TTL", "Topic", "Urgency", "Content-Encoding")


def handler(book: Book) -> type[BaseHTTPRequestHandler]:
    class Service(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            if book.down:
                return self._answer(503)
            if self.path.startswith("/gone/"):
                return self._answer(410)
            if self.headers.get("Content-Encoding") != "aes128gcm" or "vapid t=" not in self._head("Authorization"):
                return self._answer(400)
            book.write(
                id=self._head("Topic"),
                to=self.path,
                body=base64.b64encode(body).decode(),
                headers={name: self._head(name) for name in SECRET_HEADERS},
            )
            book.dawdle()
            return self._answer(201)

        def do_GET(self) -> None:
            self._answer(200)

        def _head(self, name: str) -> str:
            return self.headers.get(name) or ""

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            return None

    return Service


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), handler(Book(Path(sys.argv[2])))).serve_forever()
