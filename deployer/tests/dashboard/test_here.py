"""Local mode as the page shows it: real processes, and the files that they write."""

import os
from pathlib import Path

import psutil

from deployer.dashboard.here import Here
from deployer.dashboard.view import Tone
from deployer.results import LocalService


def service(name: str, log: Path, *, running: bool = True) -> LocalService:
    return LocalService(name=name, pid=os.getpid(), running=running, restarts=1, log=str(log))


def texts(here: Here) -> list[str]:
    return [one.text for one in here.board.whole().lines]


def test_processes_are_shown_with_what_they_use_and_who_asks_whom(tmp_path: Path) -> None:
    here = Here("Todo")
    services = [service(one, tmp_path / one) for one in ("database", "backend", "frontend", "door")]
    here.look(services, "http://localhost:7080")
    state = here.board.state
    assert [(one.id, one.column) for one in state.resources] == [
        ("browser", 0),
        ("door", 1),
        ("frontend", 2),
        ("backend", 3),
        ("database", 4),
    ]
    backend = state.resources[3]
    assert (backend.tone, backend.says, backend.calls) == (Tone.GOOD, "running", ("database",))
    assert backend.use.memory is not None
    assert backend.use.memory >= psutil.Process().memory_info().rss // 2
    assert state.budget.memory == psutil.virtual_memory().total
    assert here.board.whole().samples[0].use.keys() == {"database", "backend", "frontend", "door"}


def test_one_that_does_not_run_is_a_problem_with_its_last_words(tmp_path: Path) -> None:
    here, log = Here("Todo"), tmp_path / "backend.log"
    log.write_text("begin\none\ntwo\npassword=hunter2-canary refused\n")
    here.look([service("backend", log, running=False)], "http://localhost:7080")
    (problem,) = here.board.state.problems
    assert [one.value for one in problem.evidence] == ["one", "two", "password=(hidden) refused"]
    assert problem.fix is not None
    assert problem.fix.command == "./todo up --on local"
    assert here.board.state.resources[1].tone is Tone.BAD


def test_logs_are_followed_line_by_line(tmp_path: Path) -> None:
    here, log = Here("Todo"), tmp_path / "backend.log"
    one = service("backend", log)
    here.look([one], "")
    assert texts(here) == []
    log.write_text("first\nhal")
    here.look([one], "")
    assert texts(here) == ["first"]
    with log.open("a") as file:
        file.write("f\nthird\n")
    here.look([one], "")
    here.look([one], "")
    assert texts(here) == ["first", "half", "third"]
    log.write_text("anew\n")
    here.look([one], "")
    assert texts(here)[-1] == "anew"


def test_only_the_end_of_a_long_file_is_read_at_first(tmp_path: Path) -> None:
    here, log = Here("Todo"), tmp_path / "backend.log"
    log.write_text("".join(f"line {at} {'x' * 80}\n" for at in range(2000)))
    here.look([service("backend", log)], "")
    found = texts(here)
    assert 100 < len(found) < 2000
    assert found[0].startswith("line ")
    assert found[-1].startswith("line 1999 ")


def test_without_anything_running_nothing_is_shown() -> None:
    here = Here("Todo")
    here.look([], "")
    assert here.board.state.resources == ()
