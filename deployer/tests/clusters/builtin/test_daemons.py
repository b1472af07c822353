import json
import sys
from pathlib import Path

import anyio
import psutil
import pytest

from deployer.clusters.builtin.daemons import Daemon, Daemons
from deployer.tools import processes

pytestmark = pytest.mark.anyio
SLEEPS = (sys.executable, "-c", "import time; time.sleep(600)")
DEAF = "from signal import *; import time; signal(SIGTERM, SIG_IGN); print('deaf', flush=True)"
STUBBORN = (sys.executable, "-c", f"{DEAF}; time.sleep(600)")


@pytest.fixture
def daemons(tmp_path: Path) -> Daemons:
    return Daemons(tmp_path / "records", tmp_path / "logs")


def pid_of(tmp_path: Path, name: str) -> int:
    record = json.loads((tmp_path / "records" / f"{name}.json").read_text())
    return int(record["process"]["pid"])


async def wait_for_log(tmp_path: Path, name: str, word: str) -> None:
    log = tmp_path / "logs" / f"{name}.log"
    with anyio.fail_after(20):
        while not log.exists() or word not in log.read_text():
            await anyio.sleep(0.02)


async def test_a_daemon_is_started_once(daemons: Daemons, tmp_path: Path) -> None:
    daemon = Daemon(name="sleeper", argv=SLEEPS)
    assert await daemons.ensure(daemon)
    first = pid_of(tmp_path, "sleeper")
    assert not await daemons.ensure(daemon)
    assert pid_of(tmp_path, "sleeper") == first
    assert daemons.running("sleeper")
    assert await daemons.stop("sleeper")


async def test_it_is_recognised_by_someone_else_later(daemons: Daemons, tmp_path: Path) -> None:
    await daemons.ensure(Daemon(name="sleeper", argv=SLEEPS))
    later = Daemons(tmp_path / "records", tmp_path / "logs")
    assert later.running("sleeper")
    assert await later.stop("sleeper")
    assert not daemons.running("sleeper")


async def test_stopping_ends_the_process_and_its_record(daemons: Daemons, tmp_path: Path) -> None:
    await daemons.ensure(Daemon(name="sleeper", argv=SLEEPS))
    pid = pid_of(tmp_path, "sleeper")
    assert await daemons.stop("sleeper")
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    assert list((tmp_path / "records").iterdir()) == []


async def test_a_deaf_daemon_is_killed(daemons: Daemons, tmp_path: Path) -> None:
    await daemons.ensure(Daemon(name="deaf", argv=STUBBORN))
    await wait_for_log(tmp_path, "deaf", "deaf")
    assert await daemons.stop("deaf", grace=0.2)
    assert not daemons.running("deaf")


async def test_stopping_what_does_not_run_says_so(daemons: Daemons) -> None:
    assert not await daemons.stop("never-started")


async def test_another_command_line_means_a_restart(daemons: Daemons, tmp_path: Path) -> None:
    await daemons.ensure(Daemon(name="sleeper", argv=SLEEPS))
    first = pid_of(tmp_path, "sleeper")
    assert await daemons.ensure(Daemon(name="sleeper", argv=(*SLEEPS, "more")))
    assert pid_of(tmp_path, "sleeper") != first
    await daemons.stop("sleeper")


async def test_another_configuration_file_means_a_restart(daemons: Daemons, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("one")
    daemon = Daemon(name="sleeper", argv=SLEEPS, inputs=(config,))
    await daemons.ensure(daemon)
    config.write_text("two")
    assert await daemons.ensure(daemon)
    await daemons.stop("sleeper")


async def test_a_number_that_now_belongs_to_another_process_is_left_alone(
    daemons: Daemons, tmp_path: Path
) -> None:
    bystander = processes.start_detached(SLEEPS, log=tmp_path / "bystander.log")
    earlier = {"pid": bystander.pid, "started": bystander.started - 3600}
    (tmp_path / "records").mkdir()
    record = {"process": earlier, "fingerprint": "x"}
    (tmp_path / "records" / "ours.json").write_text(json.dumps(record))
    assert not daemons.running("ours")
    assert not await daemons.stop("ours")
    assert processes.find(bystander) is not None
    await processes.stop_tree(bystander)


async def test_a_half_written_record_counts_as_none(daemons: Daemons, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "broken.json").write_text('{"process": {"pi')
    assert not daemons.running("broken")


async def test_death_tells_what_was_said_last(daemons: Daemons, tmp_path: Path) -> None:
    speaks = (sys.executable, "-c", "print('the port is taken'); raise SystemExit(1)")
    await daemons.ensure(Daemon(name="speaker", argv=speaks))
    await wait_for_log(tmp_path, "speaker", "taken")
    error = daemons.death("speaker")
    assert error.cause == "the port is taken"
    assert "speaker.log" in error.cure


async def test_an_earlier_lifes_words_are_forgotten(daemons: Daemons, tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "sleeper.log").write_text("old complaint\n")
    await daemons.ensure(Daemon(name="sleeper", argv=SLEEPS))
    assert "old complaint" not in daemons.death("sleeper").cause
    await daemons.stop("sleeper")
