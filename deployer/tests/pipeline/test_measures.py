from deployer.app import load_app
from deployer.pipeline.live import Live
from deployer.pipeline.measures import of_live, of_pods
from tests.agents._monitor.facts import facts, pod

SLOWEST = "pods.slowest_running_seconds"


def live(**running_seconds: float | None) -> Live:
    return Live(running_seconds=running_seconds, endpoints={}, with_log=())


def test_the_slowest_pod_is_named() -> None:
    found = of_live(live(a=2.0, b=4.0, c=None))[SLOWEST]
    assert found.value == 4
    assert found.evidence.startswith("b,")


def test_when_all_pods_were_started_again_nothing_is_claimed() -> None:
    assert SLOWEST not in of_live(live(a=None))


def test_a_pod_on_its_way_out_does_not_count() -> None:
    leaving = facts(pod("a"), pod("b", state="ending", ready=False))
    found = of_pods(load_app(), leaving.meant)["pods.ready_percent"]
    assert found.value == 100
    assert found.evidence == "1 of 1 ready"
    starting = facts(pod("a"), pod("b", state="starting", ready=False))
    assert of_pods(load_app(), starting.meant)["pods.ready_percent"].value == 50
