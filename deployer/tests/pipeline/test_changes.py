from deployer.health import Amounts, MonitorFacts, NodeHealth, Problem
from deployer.pipeline.changes import changes
from tests.agents._monitor.facts import facts, pod


def told(before: MonitorFacts, after: MonitorFacts) -> list[tuple[str, str, bool]]:
    return [(one.kind, one.text, one.good) for one in changes(before, after)]


def problem(cause: str) -> Problem:
    return Problem(key="memory a", object="a", cause=cause, cure="x")


def test_figures_that_move_are_no_change() -> None:
    before = facts(pod("a"), problems=(problem("it uses 1946 MiB"),))
    after = facts(
        pod("a", used=Amounts(cpu_millicores=900)), problems=(problem("it uses 1950 MiB"),)
    )
    assert told(before, after) == []


def test_a_problem_comes_and_goes() -> None:
    ill, well = facts(pod("a"), problems=(problem("it is full"),)), facts(pod("a"))
    assert told(well, ill) == [("problem", "a: it is full. Try: x", False)]
    assert told(ill, well) == [("solved", "Solved: a: it is full", True)]


def test_a_restart_is_told_even_when_the_pod_is_ready_again() -> None:
    again = pod("a", restarts=3, last_end="OOMKilled (137)")
    ((kind, text, good),) = told(facts(pod("a", restarts=2)), facts(again))
    assert (kind, good) == ("restart", False)
    assert "OOMKilled (137)" in text


def test_a_rollout_tells_the_new_pod_and_the_old_one() -> None:
    old, new = pod("a"), pod("b", state="starting", ready=False)
    assert told(facts(old), facts(new)) == [
        ("pod", "b is new: starting", True),
        ("pod", "a is gone", True),
    ]


def test_a_state_that_is_bad_is_told_as_bad() -> None:
    crashing = pod("a", state="CrashLoopBackOff", ready=False)
    ((_, text, good),) = told(facts(pod("a")), facts(crashing))
    assert (text, good) == ("a: ready → CrashLoopBackOff", False)


def test_a_node_that_comes_under_pressure() -> None:
    ill = NodeHealth(name="builtin", ready=True, pressures=("DiskPressure",), kubelet="")
    ((kind, text, good),) = told(facts(), facts(nodes=(ill,)))
    assert (kind, text, good) == ("node", "Node builtin is ready, DiskPressure", False)
