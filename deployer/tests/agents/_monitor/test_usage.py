from deployer.agents._monitor.usage import usage


def test_containers_of_a_pod_are_summed() -> None:
    containers = [
        {"usage": {"cpu": "2500000n", "memory": "1024Ki"}},
        {"usage": {"cpu": "10m", "memory": "1Mi"}},
    ]
    assert usage(containers) == (13, 2 * 1024**2)


def test_a_container_that_is_not_measured_yet_counts_nothing() -> None:
    assert usage([{}]) == (0, 0)
