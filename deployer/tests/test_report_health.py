"""What a person sees of a namespace's health, at the width of a small terminal."""

import io
from datetime import timedelta

import pytest
from rich.console import Console

from deployer import report
from deployer.health import MonitorFacts, ProbeCount, QuotaLine, Warned
from deployer.report_health import age, bar, of, probe_rate, restarts
from deployer.results import Result, Status
from tests.agents._monitor.facts import NOW, facts, pod

WIDTH = 80


def shown(seen: MonitorFacts) -> list[str]:
    console = Console(width=WIDTH, record=True, file=io.StringIO())
    report.show(Result(agent="m", status=Status.DONE, summary="ok", facts=seen), console)
    return console.export_text().splitlines()


def test_a_pod_that_is_well_takes_one_line_of_eighty() -> None:
    counts = (ProbeCount(container="backend", kind="liveness", succeeded=9, failed=0),)
    lines = shown(facts(pod(probes=counts)))
    (line,) = [one for one in lines if "x2x9z" in one]
    assert line.split() == [
        "todo-backend-7c9d8f6b54-x2x9z",
        "ready",
        "0",
        "12/1000m",
        "150/2048Mi",
        "100%",
    ]
    assert max(len(one) for one in lines) <= WIDTH


def test_brackets_in_messages_are_no_markup() -> None:
    warning = Warned(object="Pod a", reason="X", message="[red]y[/]", count=2, last_seen=NOW)
    assert any("[red]y[/]" in line for line in shown(facts(warnings=(warning,))))


def test_the_budget_and_the_quota_are_told() -> None:
    line = QuotaLine(quota="todo", resource="pods", used="5", hard="12", share=0.4)
    text = "\n".join(shown(facts(pod(), quotas=(line,))))
    assert "3750m" in text
    assert "pods 5 of 12" in text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (59, "59s"), (60, "1m"), (7199, "1h"), (200_000, "2d")]
)
def test_an_age_in_its_largest_unit(seconds: int, text: str) -> None:
    assert age(NOW - timedelta(seconds=seconds), NOW) == text


def test_restarts_are_told_with_time_and_reason() -> None:
    one = pod(restarts=2, last_restart=NOW - timedelta(minutes=5), last_end="OOMKilled (137)")
    assert restarts(one, NOW) == "2 5m ago, OOMKilled (137)"


def test_one_failure_in_many_never_rounds_to_all_well() -> None:
    counts = (ProbeCount(container="x", kind="liveness", succeeded=99_999, failed=1),)
    assert probe_rate(pod(probes=counts)) == "99.9%"


def test_a_start_that_takes_its_time_is_no_failure() -> None:
    counts = (
        ProbeCount(container="x", kind="startup", succeeded=1, failed=9),
        ProbeCount(container="x", kind="readiness", succeeded=4, failed=0),
    )
    assert probe_rate(pod(probes=counts)) == "100%"


def test_failures_known_from_events_are_no_rate() -> None:
    counts = (ProbeCount(container="x", kind="liveness", succeeded=None, failed=3),)
    assert probe_rate(pod(probes=counts)) == "3 failed"
    assert probe_rate(pod()) == "-"


def test_what_is_not_bounded_is_shown_without_a_bound() -> None:
    assert (of(5, None, "m"), of(None, 9, "m"), bar(5, None)) == ("5m", "-", "")
    assert bar(3, 4) == "████████░░ 75%"
    assert bar(9, 4).startswith("█" * 10)
