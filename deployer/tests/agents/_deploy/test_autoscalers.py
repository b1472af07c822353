"""An autoscaler goes before the release that does without one, and no other does."""

from pathlib import Path

import pytest
from lightkube import ApiError

from deployer.agents._deploy.autoscalers import end_autoscaler
from deployer.agents._deploy.plan import Planned
from deployer.app import PART_OF
from tests.fake_api import FakeApi, status

SCALERS = "/apis/autoscaling/v2/namespaces/todo/horizontalpodautoscalers"
NAME = "todo-frontend"


def scaled(*names: str, app: str = "todo") -> FakeApi:
    api = FakeApi()
    for name in names:
        target = {"kind": "Deployment", "name": name}
        found = {
            "metadata": {"name": name, "labels": {PART_OF: app}},
            "spec": {"scaleTargetRef": target, "maxReplicas": 4},
        }
        api._keep(f"{SCALERS}/{name}", found)
    return api


async def left(api: FakeApi, **values: object) -> set[str]:
    planned = Planned(key="frontend", chart=Path(NAME), replicas=2, values=values)
    async with api.client() as client:
        await end_autoscaler(client, planned, "todo")
    return {path.rpartition("/")[2] for path in api.objects}


@pytest.mark.parametrize("values", [{}, {"autoscaling": {"enabled": False}}])
async def test_it_goes_when_the_plan_leaves_it_out(values: dict[str, object]) -> None:
    assert await left(scaled(NAME, "todo-backend"), **values) == {"todo-backend"}


async def test_it_stays_when_the_plan_has_it() -> None:
    assert await left(scaled(NAME), autoscaling={"enabled": True}) == {NAME}


async def test_somebody_elses_stays() -> None:
    assert await left(scaled(NAME, app="other")) == {NAME}


async def test_where_there_is_none_nothing_happens() -> None:
    assert await left(scaled()) == set()


async def test_who_may_not_look_goes_on() -> None:
    api = scaled(NAME)
    api.before = lambda _: status(403)
    assert await left(api) == {NAME}


async def test_any_other_failure_is_told() -> None:
    api = scaled(NAME)
    api.before = lambda _: status(409)
    with pytest.raises(ApiError):
        await left(api)
