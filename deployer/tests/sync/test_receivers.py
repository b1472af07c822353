"""The programs that take sources in, run as they are in a pod."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from deployer.sync.receivers import COMMANDS, NODE, PYTHON, message

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="they run in pods, on Linux")
PATIENCE = 60
type Take = Callable[[Mapping[str, bytes], Mapping[str, bytes]], int]


@pytest.fixture
def told() -> Iterator[subprocess.Popen[str]]:
    """A process that ends well when it is told to start anew."""
    code = "import signal; print('here', flush=True); signal.sigwait([signal.SIGHUP])"
    code = f"import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP]); {code}"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout
        assert one.stdout.readline() == "here\n"
        yield one
        one.kill()


@pytest.fixture(params=["python", "node"])
def take(request: pytest.FixtureRequest, tmp_path: Path, told: subprocess.Popen[str]) -> Take:
    """Send files to a folder `src`, and return how many the receiver says it changed."""
    argv = [sys.executable, "-S", "-c", PYTHON, str(told.pid)]
    if request.param == "node":
        node = shutil.which("node")
        if node is None and not os.environ.get("CI"):
            pytest.skip("needs node")
        argv = [node or "node", "-e", NODE]

    def send(files: Mapping[str, bytes], kept: Mapping[str, bytes]) -> int:
        body = message(("src",), files, kept, str(tmp_path))
        with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write(body)
            process.stdin.flush()
            # As over the API: the end of the input is not told, only how long it is.
            said = process.stdout.read()
            assert process.wait(PATIENCE) == 0
        return int(said)

    (tmp_path / "src").mkdir()
    return send


def found(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_pod_ends_up_with_exactly_what_is_kept(take: Take, tmp_path: Path) -> None:
    old = {"src/gone.py": b"gone", "src/deep/gone.py": b"gone", "src/same.py": b"same"}
    assert take(old, old) == 3
    wanted = {"src/same.py": b"same", "src/new/er.py": "ü\n".encode(), "src/[id].tsx": b"\x00\xff"}
    assert take(wanted, wanted) == 4
    assert found(tmp_path) == wanted


def test_what_is_the_same_already_is_left_alone(take: Take, tmp_path: Path) -> None:
    files = {"src/a.py": b"a"}
    take(files, files)
    before = (tmp_path / "src" / "a.py").stat()
    assert take(files, files) == 0
    assert (tmp_path / "src" / "a.py").stat().st_mtime_ns == before.st_mtime_ns


def test_only_what_was_edited_need_be_sent(take: Take, tmp_path: Path) -> None:
    all_of_it = {"src/a.py": b"a", "src/b.py": b"b"}
    take(all_of_it, all_of_it)
    edited = all_of_it | {"src/b.py": b"other"}
    assert take({"src/b.py": b"other"}, edited) == 1
    assert found(tmp_path) == edited


def test_much_arrives_whole(take: Take, tmp_path: Path) -> None:
    much = {f"src/{number}.bin": os.urandom(100_000) for number in range(20)}
    assert take(much, much) == 20
    assert found(tmp_path) == much


@pytest.mark.parametrize("take", ["python"], indirect=True)
def test_the_server_is_told_once_something_changed(take: Take, told: subprocess.Popen[str]) -> None:
    take({}, {})
    assert told.poll() is None
    files = {"src/a.py": b"a"}
    take(files, files)
    assert told.wait(PATIENCE) == 0


def test_the_first_process_of_the_container_is_told() -> None:
    assert COMMANDS["python"][-1] == "1"
    assert signal.SIGHUP.name in PYTHON
