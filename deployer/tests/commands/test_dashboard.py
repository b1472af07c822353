"""`todo dashboard` as a process: it prints a link, serves it, and ends with Ctrl-C."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.dashboard.recordings import whole

PROGRAM = [sys.executable, "-u", "-m", "deployer", "dashboard"]


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    file = tmp_path / "saved.json"
    file.write_text(whole().model_dump_json())
    return file


@pytest.fixture
def running(recording: Path) -> Iterator[subprocess.Popen[str]]:
    argv = [*PROGRAM, "--from", str(recording)]
    # Where these tests run in the background, Ctrl-C is ignored; the program must not inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
        signal.signal(signal.SIGINT, before)
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot send Ctrl-C to one process")
def test_it_prints_a_link_that_opens_and_ends_with_ctrl_c(
    running: subprocess.Popen[str],
) -> None:
    assert running.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", running.stdout.readline())
    assert found is not None
    with urlopen(found[0], timeout=30) as answer:  # noqa: S310 - loopback
        assert "HttpOnly" in answer.headers["Set-Cookie"]
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=30) == 130


def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it with arguments that end it."""
    return subprocess.run(
        [*PROGRAM, *arguments], check=False, capture_output=True, text=True, timeout=60
    )


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    said = ended("--from", str(tmp_path / "nothing.json"))
    assert said.returncode == 2
    assert "cannot be read" in said.stderr


def test_a_taken_port_is_told_with_a_cure(running: subprocess.Popen[str], recording: Path) -> None:
    assert running.stdout is not None
    port = running.stdout.readline().partition("127.0.0.1:")[2].partition("/")[0]
    said = ended("--from", str(recording), "--port", port)
    assert said.returncode == 3
    assert f"Port {port} is in use." in said.stderr


def test_without_a_deployment_it_asks_for_a_cluster() -> None:
    said = ended("--no-open")
    assert said.returncode == 2
    assert "not clear which cluster" in said.stderr
