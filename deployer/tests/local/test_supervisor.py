"""The supervisor, with real processes: starts in order, restarts, follows the plan, ends all."""

import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.request import urlopen

import anyio
import anyio.to_thread
import psutil
import pytest

from deployer.local.places import Places
from deployer.local.plan import Life, Plan, Report, Running, Service, read_report, write
from deployer.local.supervisor import Supervisor
from deployer.tools import processes

pytestmark = pytest.mark.anyio

SERVER = """
import http.server, os, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = os.environ["WORD"].encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
print("serving", flush=True)
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def service(name: str, port: int, word: str = "hello", **more: object) -> Service:
    """Return a small real server."""
    return Service(
        name=name,
        argv=(sys.executable, "-c", SERVER),
        cwd=Path.cwd(),
        env={"PORT": str(port), "WORD": word},
        version="1",
        ready=f"http://127.0.0.1:{port}/",
    ).model_copy(update=more)


@pytest.fixture
def ports() -> dict[str, int]:
    return {name: free_port() for name in ("door", "frontend", "backend")}


def plan(ports: dict[str, int], *services: Service) -> Plan:
    urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    return Plan(
        services=services,
        port=ports["door"],
        frontend=urls["frontend"],
        backend=urls["backend"],
    )


@asynccontextmanager
async def supervised(here: Places, wanted: Plan) -> AsyncIterator[None]:
    write(here.plan, wanted)
    async with anyio.create_task_group() as group:
        group.start_soon(Supervisor(here, wanted).run)
        try:
            yield
        finally:
            write(here.plan, wanted.model_copy(update={"end": True}))


async def report_that(here: Places, true: Callable[[Report], bool]) -> dict[str, Running]:
    """Wait for a report that fulfils a condition; return its services by name."""
    with anyio.fail_after(60):
        while True:
            report = read_report(here.report)
            if report is not None and true(report):
                return {one.name: one for one in report.services}
            await anyio.sleep(0.05)


def all_run(report: Report) -> bool:
    return bool(report.services) and all(one.life is Life.RUNNING for one in report.services)


def pid(one: Running) -> int:
    assert one.process is not None
    return one.process.pid


async def get(port: int, path: str = "/") -> str:
    def fetch() -> str:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            text: str = answer.read().decode()
            return text

    return await anyio.to_thread.run_sync(fetch)


async def test_the_door_leads_to_both_and_nothing_is_left(
    here: Places, ports: dict[str, int]
) -> None:
    wanted = plan(
        ports,
        service("backend", ports["backend"], "api"),
        service("frontend", ports["frontend"], "page"),
    )
    async with supervised(here, wanted):
        running = await report_that(here, all_run)
        assert await get(ports["door"]) == "page"
        assert await get(ports["door"], "/api/x") == "api"
        assert "serving" in here.log("backend").read_text()
    assert not [one for one in running.values() if processes.find(one.process)]


async def test_a_killed_service_is_started_again(here: Places, ports: dict[str, int]) -> None:
    async with supervised(here, plan(ports, service("backend", ports["backend"]))):
        first = (await report_that(here, all_run))["backend"]
        psutil.Process(pid(first)).kill()
        again = await report_that(
            here, lambda report: all_run(report) and report.services[0].restarts == 1
        )
        assert pid(again["backend"]) != pid(first)
        assert await get(ports["door"], "/api/x") == "hello"


async def test_a_changed_plan_restarts_what_changed_alone(
    here: Places, ports: dict[str, int]
) -> None:
    backend, frontend = (service(name, ports[name]) for name in ("backend", "frontend"))
    async with supervised(here, plan(ports, backend, frontend)):
        first = await report_that(here, all_run)
        newer = plan(ports, service("backend", ports["backend"], "newer", version="2"), frontend)
        write(here.plan, newer)
        second = await report_that(
            here, lambda report: all_run(report) and report.plan == newer.digest
        )
        assert pid(second["frontend"]) == pid(first["frontend"])
        assert pid(second["backend"]) != pid(first["backend"])
        assert await get(ports["door"], "/api/x") == "newer"
        write(here.plan, newer.model_copy(update={"end": True}))


async def test_a_service_waits_for_what_it_needs(here: Places, ports: dict[str, int]) -> None:
    order = here.state / "order"
    note = (sys.executable, "-c", f"open({str(order)!r}, 'a').write(os.environ['WORD'])")
    note = (*note[:2], f"import os, time; time.sleep(0.2); {note[2]}")
    wanted = plan(
        ports,
        service("backend", ports["backend"], "1", before=note),
        service("frontend", ports["frontend"], "2", before=note, needs=("backend",)),
    )
    async with supervised(here, wanted):
        await report_that(here, all_run)
    assert order.read_text() == "12"


async def test_the_last_words_of_one_that_fails_are_reported(
    here: Places, ports: dict[str, int]
) -> None:
    broken = (sys.executable, "-c", "import sys; sys.exit('no such table')")
    wanted = plan(ports, service("backend", ports["backend"], argv=broken))
    async with supervised(here, wanted):
        failing = await report_that(here, lambda report: report.services[0].life is Life.FAILING)
    assert "exit code 1" in failing["backend"].failure
    assert "no such table" in failing["backend"].failure


async def test_what_comes_before_has_to_end_well(here: Places, ports: dict[str, int]) -> None:
    broken = (sys.executable, "-c", "import sys; sys.exit('no migration')")
    wanted = plan(ports, service("backend", ports["backend"], before=broken))
    async with supervised(here, wanted):
        failing = await report_that(here, lambda report: report.services[0].life is Life.FAILING)
    assert "no migration" in failing["backend"].failure
    assert failing["backend"].process is None


def test_plans_are_compared_by_what_they_say(ports: dict[str, int]) -> None:
    one = plan(ports, service("backend", ports["backend"]))
    assert one.digest == plan(ports, service("backend", ports["backend"])).digest
    assert one.digest != plan(ports, service("backend", ports["backend"], "other")).digest
