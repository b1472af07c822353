"""The kubelet's summary, in its own spelling."""

import pytest
from pydantic import ValidationError

from deployer.agents._monitor.summary import fill_of_claims, parse
from deployer.health import Amounts

SAID = {
    "node": {
        "nodeName": "one",
        "cpu": {"usageNanoCores": 412_000_001, "usageCoreNanoSeconds": 1},
        "memory": {"workingSetBytes": 900, "rssBytes": 1},
    },
    "pods": [
        {
            "podRef": {"name": "db-0", "namespace": "todo", "uid": "u"},
            "cpu": {"usageNanoCores": 1},
            "memory": {"workingSetBytes": 70},
            "volume": [
                {
                    "name": "data",
                    "pvcRef": {"name": "data-db-0", "namespace": "todo"},
                    "usedBytes": 40,
                    "capacityBytes": 100,
                },
                {"name": "kube-api-access-x", "usedBytes": 12, "capacityBytes": 100},
            ],
        },
        {"podRef": {"name": "fresh", "namespace": "todo"}, "volume": []},
    ],
}


def test_a_tiny_use_of_the_processor_rounds_up() -> None:
    summary = parse(SAID)
    assert summary.used == Amounts(cpu_millicores=413, memory_bytes=900)
    assert summary.pods[0].used == Amounts(cpu_millicores=1, memory_bytes=70)


def test_a_pod_that_is_not_measured_yet_is_unknown_and_not_zero() -> None:
    assert parse(SAID).pods[1].used == Amounts()


def test_only_claimed_volumes_of_the_namespace_count() -> None:
    assert fill_of_claims({"one": parse(SAID)}, "todo") == {"data-db-0": (40, 100)}
    assert fill_of_claims({"one": parse(SAID)}, "other") == {}


def test_what_is_no_summary_is_told() -> None:
    with pytest.raises(ValidationError):
        parse({"pods": "none"})
