"""Whether a service on loopback is ready, by its address."""

import http.client
import socket
import struct
from urllib.parse import urlsplit

import anyio.to_thread

TIMEOUT_SECONDS = 2.0
OK = 200
AUTHENTICATION = b"R"
"""The first byte of PostgreSQL's answer when it asks for the password."""


async def is_ready(address: str) -> bool:
    """Return whether a path answers 200 (`http://`) or a database takes logins (`postgres://`)."""
    parts = urlsplit(address)
    host, port = str(parts.hostname), int(parts.port or 0)
    asks = _takes_logins if parts.scheme == "postgres" else _answers
    return await anyio.to_thread.run_sync(asks, host, port, parts.path)


def _takes_logins(host: str, port: int, user: str) -> bool:
    """Begin a login: a server that still recovers listens too, but refuses (protocol 3.0)."""
    fields = b"user\0" + user.strip("/").encode() + b"\0\0"
    hello = struct.pack("!ii", 8 + len(fields), 3 << 16) + fields
    try:
        with socket.create_connection((host, port), timeout=TIMEOUT_SECONDS) as connection:
            connection.sendall(hello)
            return connection.recv(1) == AUTHENTICATION
    except OSError:
        return False


def _answers(host: str, port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
