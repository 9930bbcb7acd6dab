"""A mail server and a receiver of webhooks, on this machine, as a test needs them: up, down, slow, refusing."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Postbox:
    """What a mail server got. `silent`: it takes the text and never answers.

    `refuses`: one address. `grey`: addresses that it takes the second time. `locked`: it takes nothing from anybody.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.silent = False
        self.refuses = ""
        self.grey: set[str] = set()
        self.locked = False

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.locked:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: object
    ) -> str:
        if address == self.refuses:
            return "550 no such mailbox here"
        if address in self.grey:
            self.grey.remove(address)
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        letter = message_from_bytes(envelope.content or b"", policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        if self.silent:
            await asyncio.sleep(60)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == address]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_server(port: int) -> Iterator[Postbox]:
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


class Receiver:
    """What a receiver of webhooks got: path, headers and body of each request; and how it answers.

    `judge` answers in place of `answer`: path and body in, the answer's body out.
    """

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.status = 200
        self.answer = b"{}"
        self.judge: Callable[[str, bytes], bytes] | None = None
        self.location = ""
        self.base = ""


@contextmanager
def receiver() -> Iterator[Receiver]:
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            made.got.append((self.path, dict(self.headers), body))
            self.send_response(made.status)
            if made.location:
                self.send_header("Location", made.location)
            answer = made.judge(self.path, body) if made.judge else made.answer
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
