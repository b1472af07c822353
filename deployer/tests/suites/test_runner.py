"""Suites run to their end, whatever becomes of each."""

import sys
from pathlib import Path

from deployer.settings import settings
from deployer.suites.registry import SUITES, Suite
from deployer.suites.runner import Runner
from tests.conftest import Heard


def suite(name: str, code: str, **options: object) -> Suite:
    return Suite(name=name, argv=(sys.executable, "-c", code), **options)  # type: ignore[arg-type]


async def test_each_outcome_is_told_in_order(events: Heard) -> None:
    suites = [suite("good", "print('12 passed')"), suite("bad", "raise SystemExit('broken')")]
    outcomes = await Runner(events, {}).run(suites)
    assert [(one.name, one.passed) for one in outcomes] == [("good", True), ("bad", False)]
    assert "broken" in outcomes[1].output
    assert "good done" in events.lines()
    assert "bad failed" in events.lines()


async def test_all_that_a_failed_suite_wrote_is_kept(events: Heard) -> None:
    code = "print(*range(100), sep='\\n'); raise SystemExit(1)"
    (outcome,) = await Runner(events, {}).run([suite("bad one", code)])
    head, *rest = outcome.shown.splitlines()
    assert rest == [str(number) for number in range(40, 100)]
    log = settings().folder("suites") / "bad-one.log"
    assert head == f"(all 100 lines: {log})"
    assert log.read_text(encoding="utf-8").splitlines()[0] == "0"


async def test_what_needs_a_failed_suite_fails_without_running(
    events: Heard, tmp_path: Path
) -> None:
    trace = tmp_path / "ran"
    suites = [
        suite("packages", "raise SystemExit(1)"),
        suite("check", f"open({str(trace)!r}, 'w')", needs=("packages",)),
    ]
    outcomes = await Runner(events, {}).run(suites)
    assert not outcomes[1].passed
    assert outcomes[1].output == "needs packages"
    assert not trace.exists()


async def test_a_suite_that_hangs_is_ended(events: Heard) -> None:
    outcomes = await Runner(events, {}).run(
        [suite("hangs", "print('test 7', flush=True); import time; time.sleep(600)", minutes=0.1)]
    )
    assert not outcomes[0].passed
    first, *_, last = outcomes[0].output.splitlines()
    assert first == "test 7"
    assert last.endswith("did not end within 6 s.")


async def test_the_environment_reaches_the_suite(events: Heard) -> None:
    code = "import os; print(os.environ['A'] + os.environ['B'])"
    outcomes = await Runner(events, {"A": "1"}).run([suite("env", code, env={"B": "2"})])
    assert outcomes[0].output.strip() == "12"


def test_names_are_unique_and_needs_are_known() -> None:
    names = [one.name for one in SUITES]
    assert len(names) == len(set(names))
    assert {need for one in SUITES for need in one.needs} <= set(names)
