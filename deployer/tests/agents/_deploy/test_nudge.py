import pytest
from lightkube.resources.apps_v1 import ReplicaSet

from deployer.agents._deploy.nudge import lacks_pods
from tests.snapshots import from_api


@pytest.mark.parametrize(
    ("wanted", "there", "lacking"), [(2, 1, True), (2, 2, False), (0, 0, False), (0, 1, False)]
)
def test_only_a_replica_set_that_wants_more_is_touched(
    wanted: int, there: int, *, lacking: bool
) -> None:
    spec = {"replicas": wanted, "selector": {}}
    found = from_api(ReplicaSet, {"spec": spec, "status": {"replicas": there}})
    assert lacks_pods(found) is lacking
