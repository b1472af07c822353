"""The server that starts anew when its sources were edited."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psutil
import pytest

from tests.conftest import TEMPLATE
from tests.live import API, PATIENCE, free_port
from tests.postgres import create_database, drop_database

if sys.platform == "win32":
    pytest.skip("Windows has no SIGHUP; the server runs in pods only", allow_module_level=True)

from src.reloading import packages

SUMMARY = "The HTTP API of the todo assistant."


@dataclass(frozen=True)
class Edited:
    """A backend whose sources a test may edit."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]
    log: Path

    def edit(self, before: str, after: str) -> None:
        """Replace some text of main.py, and tell the server."""
        main = self.folder / "src" / "main.py"
        text = main.read_text()
        assert before in text
        main.write_text(text.replace(before, after))
        self.process.send_signal(signal.SIGHUP)

    def summary(self) -> str:
        """Return what the document of the API says of itself."""
        answer = httpx2.get(f"{self.url}/api/openapi.json", timeout=PATIENCE)
        return str(answer.json()["info"]["summary"])

    def said(self, text: str) -> bool:
        return text in self.log.read_text()


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def edited(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edited]:
    """A copy of the backend, served by the reloading server; each test leaves it serving."""
    folder = tmp_path_factory.mktemp("edited")
    for name in ("src", "alembic"):
        shutil.copytree(API / name, folder / name)
    port, log = free_port(), folder / "log"
    database_url = create_database(server, "test_reloading", TEMPLATE)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "src.reloading", str(port)],
            cwd=folder,
            # As in the image: a cached module might be taken for one that was edited just now.
            env={**os.environ, "DATABASE_URL": database_url, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    running = Edited(f"http://127.0.0.1:{port}", folder, process, log)
    try:
        until(lambda: running.said("startup complete") or process.poll() is not None)
        yield running
    finally:
        process.terminate()
        process.wait(PATIENCE)
        drop_database(server, "test_reloading")


def test_an_edit_is_served_after_the_signal(edited: Edited) -> None:
    assert edited.summary() == SUMMARY
    edited.edit(SUMMARY, "Edited.")
    until(lambda: edited.summary() == "Edited.")


def test_who_calls_while_it_starts_anew_is_answered(edited: Edited) -> None:
    answers: list[int] = []
    done = threading.Event()

    def call() -> None:
        while not done.is_set():
            answers.append(httpx2.get(f"{edited.url}/health/live", timeout=PATIENCE).status_code)

    caller = threading.Thread(target=call)
    caller.start()
    edited.edit("Edited.", "Edited again.")
    until(lambda: edited.summary() == "Edited again.")
    done.set()
    caller.join(PATIENCE)
    assert set(answers) == {200}


def test_a_mistake_is_shown_and_heals_with_the_next_edit(edited: Edited) -> None:
    edited.edit('summary="Edited again."', "summary=")
    until(lambda: edited.said("SyntaxError"))
    edited.edit("summary=,", 'summary="Healed.",')
    assert edited.summary() == "Healed."


def test_it_ends_with_all_its_processes(edited: Edited) -> None:
    children = psutil.Process(edited.process.pid).children(recursive=True)
    assert children
    edited.process.terminate()
    assert edited.process.wait(PATIENCE) == 0
    _, left = psutil.wait_procs(children, PATIENCE)
    assert left == []


def test_packages_are_those_of_others(tmp_path: Path) -> None:
    sources = tmp_path / "src"
    (sources / "inner").mkdir(parents=True)
    (sources / "one.py").write_text("import os.path, src.two\nfrom email.mime import text\n")
    (sources / "inner" / "two.py").write_text("from src.one import x\nfrom . import y\n")
    (sources / "wrong.py").write_text("import json\nimport (\n")
    assert packages(sources) == {"os.path", "email.mime"}
