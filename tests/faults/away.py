"""A wire to the API server that can be cut: the server goes away for one client only."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import yaml


class Wire:
    """Forwards connections to a server until it is cut.

    Args:
        host: Where the server is.
        port: Its port.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._listener = self._listen(0)
        self.port: int = self._listener.getsockname()[1]

    def cut(self, seconds: float) -> None:
        """End every connection and refuse new ones for a while."""
        with self._lock:
            _shut(self._listener)
            for one in self._open:
                _shut(one)
            self._open.clear()
        time.sleep(seconds)
        self._listener = self._listen(self.port)

    def close(self) -> None:
        """End everything."""
        with self._lock:
            for one in (self._listener, *self._open):
                _shut(one)

    def _listen(self, port: int) -> socket.socket:
        # On the server's own address: its certificate is made out to that.
        listener = socket.create_server((self._server[0], port))
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(self._server)
                with self._lock:
                    self._open += [client, server]
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=_copy, args=pair, daemon=True).start()


@contextmanager
def wire_to(kubeconfig: Path, folder: Path) -> Iterator[tuple[Wire, Path]]:
    """Yield a wire to a kubeconfig's first server, and a kubeconfig that goes through it."""
    config = yaml.safe_load(kubeconfig.read_text(encoding="utf-8"))
    cluster = config["clusters"][0]["cluster"]
    server = urlsplit(cluster["server"])
    wire = Wire(server.hostname or "", server.port or 443)
    cluster["server"] = f"https://{server.hostname}:{wire.port}"
    through = folder / "through-the-wire.yaml"
    through.write_text(yaml.safe_dump(config), encoding="utf-8")
    through.chmod(0o600)
    try:
        yield wire, through
    finally:
        wire.close()


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    _shut(source)
    _shut(sink)


def _shut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
