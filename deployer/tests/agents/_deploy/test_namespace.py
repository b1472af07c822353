import pytest
from lightkube.resources.core_v1 import Namespace

from deployer.agents._deploy import namespace as module
from deployer.agents._deploy.namespace import check_ours
from deployer.app import load_app
from deployer.errors import DeployerError, UsageError
from tests.snapshots import from_api


def namespace(labels: dict[str, str], **metadata: object) -> Namespace:
    about = {"name": "todo", "labels": labels} | metadata
    return from_api(Namespace, {"metadata": about})


OURS = {"app.kubernetes.io/part-of": "todo"}


def test_ours_is_taken() -> None:
    check_ours(namespace(OURS), load_app())


@pytest.mark.parametrize("labels", [{}, {"app.kubernetes.io/part-of": "other"}])
def test_somebody_else_s_is_refused(labels: dict[str, str]) -> None:
    with pytest.raises(UsageError) as failure:
        check_ours(namespace(labels), load_app())
    assert "is not ours" in failure.value.what
    assert failure.value.exit_code == 2


def test_one_that_is_going_is_refused_and_says_what_holds_it() -> None:
    going = namespace(OURS, deletionTimestamp="2026-11-24T05:00:00Z").to_dict()
    going["status"] = {
        "conditions": [
            {
                "type": "NamespaceFinalizersRemaining",
                "status": "True",
                "message": "Some content has finalizers remaining: example.com/hold in 1 resource",
            }
        ]
    }
    with pytest.raises(DeployerError) as failure:
        check_ours(from_api(Namespace, going), load_app())
    assert "example.com/hold" in failure.value.cause


def test_only_restricted_pods_are_let_in() -> None:
    labels = module._namespace(load_app()).metadata.labels  # type: ignore[union-attr]
    assert labels is not None
    assert labels["pod-security.kubernetes.io/enforce"] == "restricted"
    assert labels["app.kubernetes.io/part-of"] == "todo"


def test_the_quota_is_that_of_app_yaml() -> None:
    spec = module._quota(load_app()).spec
    assert spec is not None
    assert spec.hard == {"limits.cpu": "4", "limits.memory": "8Gi", "pods": "12"}
