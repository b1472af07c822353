"""Ours against the peer on one PostgreSQL: list with a filter, create, complete.

    python -m tests.bench [--tasks 10000] [--requests 1500] [--rounds 3]

The two are measured in turn within each round; what counts is the ratio of the best rounds.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import httpx2
import psycopg

from tests.bench.load import Measured, Request, drive
from tests.live import free_port, serve
from tests.postgres import create_database, run_postgres

API = Path(__file__).parents[2]
CONNECTIONS = 16
type Work = Callable[[], Iterator[Request]]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tasks", type=int, default=10_000)
    options.add_argument("--requests", type=int, default=1_500)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with run_postgres(options=()) as server:
        ours_url, peer_url = create_database(server, "ours"), create_database(server, "peer")
        migrate = [sys.executable, "-m", "alembic", "upgrade", "head"]
        subprocess.run(migrate, check=True, cwd=API, env=os.environ | {"DATABASE_URL": ours_url})
        with serve(ours_url, LOG_LEVEL="info") as live, peer(peer_url) as peer_port:
            ours = our_work(live.url, ours_url, given.tasks)
            theirs = peer_work(peer_url, given.tasks)
            print_table(int(live.url.rpartition(":")[2]), peer_port, ours, theirs, given)


def print_table(
    our_port: int,
    peer_port: int,
    ours: dict[str, Work],
    theirs: dict[str, Work],
    given: argparse.Namespace,
) -> None:
    """Measure each kind of request and print a line."""
    print(
        f"{'':10} {'ours/s':>8} {'peer/s':>8} {'ratio':>6} {'p99 ms':>8} {'peer':>8} {'ratio':>6}"
    )
    for name, work in ours.items():
        best: dict[int, Measured] = {}
        for _ in range(given.rounds):
            for port, one in ((our_port, work), (peer_port, theirs[name])):
                seen = asyncio.run(drive(port, one(), given.requests, CONNECTIONS))
                if port not in best or seen.per_second > best[port].per_second:
                    best[port] = seen
        us, peer_ = best[our_port], best[peer_port]
        print(
            f"{name:10} {us.per_second:8.0f} {peer_.per_second:8.0f} "
            f"{us.per_second / peer_.per_second:6.2f} {us.p99:8.1f} {peer_.p99:8.1f} "
            f"{us.p99 / peer_.p99:6.2f}"
        )


def our_work(url: str, database_url: str, tasks: int) -> dict[str, Work]:
    """Sign a guest in, give them tasks, and return what to ask for."""
    client = httpx2.Client(base_url=url)
    client.post("/api/v1/auth/guest", json={}).raise_for_status()
    cookie = f"cookie: todo_session={client.cookies['todo_session']}\r\n"
    account = client.get("/api/v1/me").json()["id"]
    with psycopg.connect(database_url, autocommit=True) as database:
        database.execute(
            "INSERT INTO task (id, account_id, title, notes, due_sort, priority, version,"
            " created_at, updated_at) SELECT gen_random_uuid(), %s, 'Task ' || n, '',"
            " '9999-12-31Z', CASE n %% 2 WHEN 0 THEN 0 ELSE 3 END, 1, now(), now()"
            " FROM generate_series(1, %s) AS n",
            (account, tasks),
        )
        database.execute("ANALYZE task")
        ids = [str(row[0]) for row in database.execute("SELECT id FROM task").fetchall()]
    listing = Request("GET", "/api/v1/tasks?limit=50&priority=high", cookie)
    adding = Request("POST", "/api/v1/tasks", cookie, '{"title": "Buy milk", "priority": "low"}')
    ticks = cycle(ids)
    return {
        "list": lambda: cycle([listing]),
        "create": lambda: cycle([adding]),
        "complete": lambda: (
            Request("POST", f"/api/v1/tasks/{id_}/complete", cookie) for id_ in ticks
        ),
    }


def peer_work(database_url: str, tasks: int) -> dict[str, Work]:
    """The same for the peer."""
    os.environ["DATABASE_URL"] = database_url
    from tests.bench.baseline import seed  # noqa: PLC0415 - its engine reads the URL

    token, ids = seed(tasks)
    bearer = f"authorization: Bearer {token}\r\n"
    listing = Request("GET", "/items/?limit=50&priority=high", bearer)
    adding = Request("POST", "/items/", bearer, '{"title": "Buy milk", "priority": "low"}')
    ticks = cycle(ids)
    return {
        "list": lambda: cycle([listing]),
        "create": lambda: cycle([adding]),
        "complete": lambda: (Request("POST", f"/items/{id_}/complete", bearer) for id_ in ticks),
    }


@contextmanager
def peer(database_url: str) -> Iterator[int]:
    """Run the peer as one worker; yields its port."""
    port = free_port()
    argv = [sys.executable, "-m", "uvicorn", "tests.bench.baseline:app", "--port", str(port)]
    environment = os.environ | {"DATABASE_URL": database_url}
    process = subprocess.Popen([*argv, "--log-level", "warning"], cwd=API, env=environment)
    try:
        while True:
            try:
                httpx2.get(f"http://127.0.0.1:{port}/openapi.json")
                break
            except httpx2.TransportError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
