"""Ports that are not what they should be, and how errors of Neo4j show."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

WORD = "zq-Distinct-77"  # a password that no text shows by chance


def shown(error: BaseException) -> str:
    """All that a traceback of it would print, causes included."""
    return "".join(traceback.format_exception(error))


@contextmanager
def listening(answer: Callable[[socket.socket], None] | None) -> Iterator[int]:
    """The port of something that does this with each connection; with None it accepts and never says a word."""
    kept: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):  # closed at the end
                while True:
                    wire, _ = server.accept()
                    kept.append(wire)
                    if answer is not None:
                        with suppress(OSError):
                            answer(wire)
                        wire.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            for wire in kept:
                wire.close()


def hang_up(_: socket.socket) -> None:
    """Close at once."""


def speak_http(wire: socket.socket) -> None:
    wire.recv(1024)
    wire.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def speak_tls(folder: Path) -> Callable[[socket.socket], None]:
    """A handshake with a certificate that nobody trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "public.crt", folder / "private.key")

    def answer(wire: socket.socket) -> None:
        with context.wrap_socket(wire, server_side=True) as encrypted:
            encrypted.recv(1024)

    return answer


def make_certificate(folder: Path) -> None:
    """`public.crt` and `private.key` for localhost, signed by itself, as Neo4j wants them."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
