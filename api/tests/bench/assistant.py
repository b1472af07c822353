"""What a turn costs beside the Agents SDK alone, and how many streams one worker bears.

    python -m tests.bench.assistant [--turns 100] [--streams 50] [--dropped 1000]

The provider has no latency, so that what is measured is ours. One process serves.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import batched, pairwise
from pathlib import Path
from statistics import median

import httpx2
import psutil
import psycopg

from tests.bench.bare import bare_agent, bare_turn
from tests.bench.talking import Person
from tests.live import Live, free_port, serve
from tests.postgres import create_database, run_postgres

API = Path(__file__).parents[2]
BEATS = 30
"""Sentences of a slow answer: three seconds."""
AT_ONCE = 50
SETTLE_SECONDS = 60


def main() -> None:
    """Print a line for each question."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--turns", type=int, default=100)
    options.add_argument("--streams", type=int, default=AT_ONCE)
    options.add_argument("--dropped", type=int, default=1_000)
    given = options.parse_args()
    with run_postgres() as server, model() as provider_url:
        url = create_database(server, "assistant")
        migrate = [sys.executable, "-m", "alembic", "upgrade", "head"]
        subprocess.run(migrate, check=True, cwd=API, env=os.environ | {"DATABASE_URL": url})
        settings = {"OPENROUTER_API_KEY": "key", "OPENROUTER_BASE_URL": provider_url}
        with serve(url, TODO_RATE_LIMITS="off", LOG_LEVEL="warning", **settings) as live:
            person = Person(live.url)
            asyncio.run(_turns(person, provider_url, given.turns))
            asyncio.run(_first_words(person, given.turns))
            asyncio.run(_together(person, given.streams))
            asyncio.run(_dropped(person, live, url, given.dropped))


async def _turns(person: Person, provider_url: str, count: int) -> None:
    """In turn, so that whatever else the machine does hits both."""
    agent, ours, bare = bare_agent(provider_url), [], []
    for nth, conversation in enumerate(person.conversations(count + 5)):
        begin = time.perf_counter()
        await person.say(conversation, "act")
        took = time.perf_counter() - begin
        alone = await bare_turn(agent)
        if nth >= 5:
            ours.append(took)
            bare.append(alone)
    ratio = median(ours) / median(bare)
    _print("a turn with one tool call", ours)
    _print("the SDK alone", bare)
    print(f"{'ratio of the medians (bar: 2)':44} {ratio:8.2f}")


async def _first_words(person: Person, count: int) -> None:
    seen = [await person.say(one, "stamp") for one in person.conversations(count)]
    _print("to the first event (bar: 15)", [one.events[0] for one in seen])
    _print("first words after the provider's (bar: 30)", [one.after_provider for one in seen])


async def _together(person: Person, count: int) -> None:
    order, conversations = f"slowly {BEATS}", person.conversations(count)
    seen = await asyncio.gather(*(person.say(one, order) for one in conversations))
    gaps = [later - earlier for one in seen for earlier, later in pairwise(one.words)]
    _print(f"between words of {count} streams (bar: 250 at most)", gaps)


async def _dropped(person: Person, live: Live, url: str, count: int) -> None:
    process = psutil.Process(live.process.pid)
    # What is loaded and pooled stays; only what grows beyond it would be a leak.
    await _drop(person, AT_ONCE * 2)
    await _settled(url)
    before = _held(process, url)
    await _drop(person, count)
    await _settled(url)
    for name, was, now in zip(
        ("MB", "open files", "connections"), before, _held(process, url), strict=True
    ):
        label = f"{count} dropped streams: {name}"
        print(f"{label:44} {was:8.1f} before {now:8.1f} after")


async def _drop(person: Person, count: int) -> None:
    for some in batched(person.conversations(count), AT_ONCE, strict=False):
        await asyncio.gather(*(person.say(one, "slowly 3", most=2) for one in some))


async def _settled(url: str) -> None:
    """Wait until no turn runs any more."""
    running = "SELECT count(*) FROM turn WHERE status = 'running'"
    async with asyncio.timeout(SETTLE_SECONDS):
        while _count(url, running):
            await asyncio.sleep(0.2)
    await asyncio.sleep(1)


def _held(process: psutil.Process, url: str) -> tuple[float, float, float]:
    connections = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    return process.memory_info().rss / 1e6, process.num_fds(), _count(url, connections)


def _count(url: str, query: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(query.encode()).fetchone()
        return int(row[0]) if row else 0


def _print(name: str, seconds: list[float]) -> None:
    times = sorted(one * 1e3 for one in seconds)
    p99 = times[len(times) * 99 // 100]
    print(f"{name:44} {median(times):8.1f} ms  p99 {p99:8.1f}  most {times[-1]:8.1f}", flush=True)


@contextmanager
def model() -> Iterator[str]:
    """Run the provider; yields its URL."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.model", str(port)], cwd=API)
    try:
        while True:
            try:
                httpx2.get(f"http://127.0.0.1:{port}")
            except httpx2.ConnectError:
                time.sleep(0.05)
            except httpx2.TransportError:
                break
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
