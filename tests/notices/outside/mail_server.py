"""An SMTP server (RFC 5321): 250 and a line in the book, 451 while it is down, 550 for addresses that begin with
`nobody`. Run as `python -m tests.notices.outside.mail_server PORT BOOK`."""

import asyncio
import email
import email.policy
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.notices.outside.book import Book


class Desk:
    def __init__(self, book: Book) -> None:
        self._book = book

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self._book.down:
            return "451 4.3.0 Try again later"
        if address.startswith("nobody"):
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        message = email.message_from_bytes(content, policy=email.policy.default)
        self._book.write(
            id=str(message["Message-ID"]),
            to=envelope.rcpt_tos[0],
            title=str(message["Subject"]),
            text=message.get_content(),
            raw=content.decode(),
        )
        await asyncio.to_thread(self._book.dawdle)
        return "250 OK"


async def serve(port: int, book: Book) -> None:
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Desk(book), enable_SMTPUTF8=True), "127.0.0.1", port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Book(Path(sys.argv[2]))))
