"""Two launches at once: the second waits for the first."""

import subprocess
import sys
from pathlib import Path

from bootstrap.lock import only_one

HOLD = """
import sys; sys.path.insert(0, {folder!r})
from pathlib import Path
from bootstrap.lock import only_one
with only_one(Path({lock!r})):
    print("taken", flush=True)
    {then}
"""


def hold(lock: Path, then: str) -> subprocess.Popen[str]:
    """Start a process that takes the lock."""
    folder = str(Path(__file__).resolve().parents[2])
    code = HOLD.format(folder=folder, lock=str(lock), then=then)
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_second_waits_and_says_so(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with only_one(lock):
        second = hold(lock, "pass")
        assert second.stderr is not None
        assert "waiting for another" in second.stderr.readline()
        assert second.poll() is None
    with second:
        assert second.wait(timeout=30) == 0


def test_the_lock_of_a_killed_launch_is_free(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with hold(lock, "sys.stdin.read()") as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "taken\n"
        first.kill()
        first.wait()
        with only_one(lock):
            pass
