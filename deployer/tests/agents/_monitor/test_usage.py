from deployer.agents._monitor.usage import of_containers, total
from deployer.health import Amounts


def test_containers_of_a_pod_are_summed() -> None:
    containers = [
        {"usage": {"cpu": "2500000n", "memory": "1024Ki"}},
        {"usage": {"cpu": "10m", "memory": "1Mi"}},
    ]
    assert of_containers(containers) == Amounts(cpu_millicores=13, memory_bytes=2 * 1024**2)


def test_a_container_that_is_not_measured_yet_counts_nothing() -> None:
    assert of_containers([{}]) == Amounts(cpu_millicores=0, memory_bytes=0)


def test_what_nobody_says_stays_unknown_in_a_sum() -> None:
    one, other = Amounts(cpu_millicores=5), Amounts(cpu_millicores=7)
    assert total([one, other]) == Amounts(cpu_millicores=12, memory_bytes=None)
