"""What a million tasks of others cost one person: p99 with 10,000 tasks in all, and with 1,000,000.

    python -m tests.bench.scale [--people 1000] [--requests 600] [--rounds 3]

Both databases are on one PostgreSQL, and each holds the same person with the same 10,000 tasks.
They are asked in turn within each round; what counts is the ratio of the best rounds.
"""

import argparse
import asyncio
import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import httpx2
import psycopg

from tests.bench.load import Measured, Request, drive
from tests.live import serve
from tests.postgres import create_database, run_postgres

API = Path(__file__).parents[2]
MINE = 10_000
OTHERS = 990
"""Tasks of each other person."""
CONNECTIONS = 4
WORDS = "milk bread letter garden report train dentist invoice flowers bicycle window holiday"
FILTER = quote("due:<2w priority:high #home -#work milk")
ASKED = {
    "list": "/api/v1/tasks?limit=50",
    "filter": f"/api/v1/tasks?limit=50&filter={FILTER}",
    "search": "/api/v1/search?q=mil+gard",
    "similar": "/api/v1/search?q=gardne",
    "agenda": "/api/v1/agenda?days=7",
}
FILL = """
INSERT INTO task (id, account_id, title, notes, due_date, due_sort, time_zone, priority, tags,
                  version, created_at, updated_at, completed_at)
SELECT gen_random_uuid(), account.id,
       word[1 + n %% 12] || ' ' || word[1 + n / 12 %% 12] || ' ' || n, '',
       CASE WHEN n %% 7 > 0 THEN current_date + n %% 365 - 3 END,
       CASE WHEN n %% 7 > 0 THEN now() + (n %% 365 - 3) * interval '1 day'
            ELSE '9999-12-31Z' END,
       'UTC', n %% 4,
       CASE n %% 5 WHEN 0 THEN ARRAY['home'] WHEN 1 THEN ARRAY['work'] ELSE ARRAY[]::text[] END,
       1, now() - n * interval '1 minute', now(),
       CASE WHEN n %% 3 = 0 THEN now() - n * interval '1 hour' END
FROM account, string_to_array(%(words)s, ' ') AS word, generate_series(1, %(count)s) AS n
WHERE (account.id = %(me)s) = %(mine)s
"""


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=1_000)
    options.add_argument("--requests", type=int, default=600)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with run_postgres(options=()) as server:
        urls = [create_database(server, name) for name in ("few", "many")]
        for url in urls:
            migrate = [sys.executable, "-m", "alembic", "upgrade", "head"]
            subprocess.run(migrate, check=True, cwd=API, env=os.environ | {"DATABASE_URL": url})
        with serve(urls[0]) as few, serve(urls[1]) as many:
            cookies = [
                fill(few.url, urls[0], others=0),
                fill(many.url, urls[1], others=given.people - 1),
            ]
            ports = [int(live.url.rpartition(":")[2]) for live in (few, many)]
            print_table(list(zip(ports, cookies, strict=True)), given)


def fill(url: str, database_url: str, *, others: int) -> str:
    """Sign the person in and give everybody tasks; return the person's cookie as a header line."""
    client = httpx2.Client(base_url=url)
    client.post("/api/v1/auth/guest", json={}).raise_for_status()
    account = client.get("/api/v1/me").json()["id"]
    with psycopg.connect(database_url, autocommit=True) as database:
        given = {"words": WORDS, "me": account}
        database.execute(FILL, given | {"count": MINE, "mine": True})
        add = (
            "INSERT INTO account (id, time_zone, created_at)"
            " SELECT gen_random_uuid(), 'UTC', now() FROM generate_series(1, %s)"
        )
        database.execute(add, (others,))
        if others:
            database.execute(FILL, given | {"count": OTHERS, "mine": False})
        database.execute("VACUUM ANALYZE")
        count = database.execute("SELECT count(*) FROM task").fetchall()[0][0]
    print(f"{count:,} tasks")
    return f"cookie: todo_session={client.cookies['todo_session']}\r\n"


def print_table(both: list[tuple[int, str]], given: argparse.Namespace) -> None:
    """Measure each kind of request and print a line."""
    print(f"{'ms':10} {'p50 few':>9} {'many':>9} {'p99 few':>9} {'many':>9} {'ratio':>6}")
    for name, path in ASKED.items():
        best: list[Measured | None] = [None, None]
        for _ in range(given.rounds):
            for nth, (port, cookie) in enumerate(both):
                asked = cycle([Request("GET", path, cookie)])
                seen = asyncio.run(drive(port, asked, given.requests, CONNECTIONS))
                known = best[nth]
                best[nth] = seen if known is None or seen.p99 < known.p99 else known
        few, many = best
        assert few is not None
        assert many is not None
        print(
            f"{name:10} {few.p50:9.1f} {many.p50:9.1f} {few.p99:9.1f} {many.p99:9.1f} "
            f"{many.p99 / few.p99:6.2f}"
        )


if __name__ == "__main__":
    main()
