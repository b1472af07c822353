from pathlib import Path

import pytest

from deployer.agents._deploy.plan import Planned
from deployer.agents.k8s_deploy_agent import check_images, new_ids
from deployer.errors import UnhealthyError
from deployer.results import Pod, Release

BUILT = "sha256:" + "1" * 64
OTHER = "sha256:" + "2" * 64


def pod(image_id: str) -> Pod:
    return Pod(
        name="todo-backend-1",
        uid="1",
        service="backend",
        phase="Running",
        ready=True,
        restarts=0,
        image="todo-backend:abc",
        image_id=image_id,
    )


@pytest.mark.parametrize("image_id", [BUILT, f"docker://{BUILT}", f"docker-pullable://x@{BUILT}"])
def test_the_image_that_was_built_is_recognised(image_id: str) -> None:
    check_images((pod(image_id),), {"backend": BUILT})


def test_another_image_under_the_same_tag_is_found_out() -> None:
    with pytest.raises(UnhealthyError) as error:
        check_images((pod(OTHER),), {"backend": BUILT})
    assert OTHER in error.value.cause
    assert BUILT in error.value.cause


@pytest.mark.parametrize("known", [{}, {"backend": ""}, {"frontend": BUILT}])
def test_what_is_not_known_beforehand_is_not_judged(known: dict[str, str]) -> None:
    check_images((pod(OTHER),), known)


def test_only_pods_of_this_run_are_held_against_the_newest_build() -> None:
    planned = tuple(
        Planned(key=key, chart=Path(f"todo-{key}"), replicas=2, values={})
        for key in ("backend", "frontend")
    )
    releases = tuple(
        Release(name=f"todo-{key}", chart=f"todo-{key}", revision=1, changed=changed)
        for key, changed in (("backend", False), ("frontend", True))
    )
    ids = {"backend": BUILT, "frontend": OTHER}
    assert new_ids(ids, planned, releases) == {"frontend": OTHER}
