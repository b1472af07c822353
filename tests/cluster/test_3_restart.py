"""The machine was shut down and started again: the cluster comes back with what ran on it."""

from functools import partial

import anyio
import pytest

from deployer.clusters import find_cluster
from deployer.events import ignore
from tests.cluster.conftest import by_service
from tests.todo import Said, succeed


def test_what_ended_with_its_cluster_has_not_crashed(first_up: Said, cluster: str) -> None:
    del first_up
    if cluster not in {"builtin", "minikube"}:
        pytest.skip("a cluster of somebody else's is not ours to stop")
    before = succeed("up", "--on", cluster).facts["pods"]
    anyio.run(partial(find_cluster(cluster).stop, ignore, delete=False))
    again = succeed("up", "--on", cluster)
    assert by_service(again.facts) == {"backend": 2, "frontend": 2, "database": 1}
    after = again.facts["pods"]
    assert {one["uid"] for one in after} == {one["uid"] for one in before}
    assert sum(one["restarts"] for one in after) > sum(one["restarts"] for one in before)
