# ruff: noqa: T201 - it prints what kubectl prints
"""A stand-in for kubectl where there is no cluster: the tests on a real one are in tests/cluster.

Pods are lines of a file, `NAME SERVICE DELETED READY PORT`; forwarding to one is real TCP.
"""

import asyncio
import sys
from pathlib import Path

PODS = Path(__file__).with_name("pods")


def pods() -> dict[str, list[str]]:
    """Return the words of each pod's line, by name."""
    lines = PODS.read_text().splitlines() if PODS.exists() else []
    return {line.split()[0]: line.split() for line in lines}


async def watch() -> None:
    """Print a line for each change of the file, as `get --watch` does."""
    known: dict[str, list[str]] = {}
    while True:
        now = pods()
        for name in known.keys() - now.keys():
            print(*known[name][:2], "2026-11-24T04:00:00Z", "True", flush=True)
        for name, words in now.items():
            if known.get(name) != words:
                print(*words[:4], flush=True)
        known = now
        await asyncio.sleep(0.02)


async def forward(pod: str) -> None:
    """Forward a port to the pod's, until the pod is gone."""
    port = int(pods()[pod][4])

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(reader, back), pump(there, writer))

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    print(f"Forwarding from 127.0.0.1:{server.sockets[0].getsockname()[1]} -> 8000", flush=True)
    while pod in pods():
        await asyncio.sleep(0.02)
    sys.exit("error: lost connection to pod")


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


if __name__ == "__main__":
    if "port-forward" in sys.argv:
        asyncio.run(forward(sys.argv[-2].removeprefix("pod/")))
    else:
        asyncio.run(watch())
