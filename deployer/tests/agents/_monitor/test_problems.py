from deployer.agents._monitor.problems import problems
from deployer.app import load_app
from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from deployer.results import Pod
from tests.snapshots import QUOTA, event, waiting

GIB = 1024**3
WANTED = {"backend": 2}
STALE = diagnose(Snapshot(events=(event("FailedCreate", QUOTA),)))


def pod(name: str, *, ready: bool = True, memory: int | None = None) -> Pod:
    return Pod(
        name=name,
        uid=name,
        service="backend",
        phase="Running",
        ready=ready,
        restarts=0,
        image="todo-backend:1",
        image_id="sha256:1",
        memory_bytes=memory,
    )


BOTH = (pod("a"), pod("b"))


def test_all_is_well() -> None:
    assert problems(load_app(), WANTED, BOTH, ()) == ()


def test_an_event_that_outlived_its_cause_is_no_problem() -> None:
    assert problems(load_app(), WANTED, BOTH, STALE) == ()


def test_the_same_event_counts_while_a_pod_is_missing() -> None:
    (sentence,) = problems(load_app(), WANTED, BOTH[:1], STALE)
    assert "quota" in sentence
    assert "Try: " in sentence


def test_a_pod_that_is_not_ready_is_told_with_its_cause() -> None:
    found = diagnose(waiting("ImagePullBackOff", "x"))
    (sentence,) = problems(load_app(), WANTED, (pod("a"), pod("b", ready=False)), found)
    assert "does not have image" in sentence


def test_without_a_cause_the_number_is_told() -> None:
    (sentence,) = problems(load_app(), WANTED, (pod("a"), pod("b", ready=False)), ())
    assert sentence.startswith("backend: 1 of 2 pods are ready")


def test_a_pod_about_to_be_killed_is_told_before_it_is() -> None:
    full = (pod("a", memory=int(1.9 * GIB)), pod("b", memory=GIB))
    (sentence,) = problems(load_app(), WANTED, full, ())
    assert sentence.startswith("a uses 1946 MiB of 2048 MiB")
