"""A release that was left pending is freed only when whoever worked on it is proven to be gone."""

import base64
import gzip
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from deployer.agents._deploy.recovery import given_up_at, recover
from deployer.errors import DeployerError
from deployer.tools.helm import Info, Revision
from deployer.tools.lease import Ending, Tenure
from tests.fake_api import FakeApi

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECRETS = "/api/v1/namespaces/todo/secrets"
NOTE = "sh.helm.release.v1.todo-backend.v4"


def pending(began: datetime = NOW, status: str = "pending-upgrade") -> Revision:
    return Revision(name="todo-backend", version=4, info=Info(status=status, last_deployed=began))


def tenure(ending: Ending, *, since: int = -60, until: int = 60) -> Tenure:
    """Who was there before, from and until so many seconds after NOW."""
    times = (NOW + timedelta(seconds=since), NOW + timedelta(seconds=until))
    return Tenure(who="ana@desk", since=times[0], until=times[1], ending=ending)


@pytest.mark.parametrize(
    ("previous", "minutes"),
    [
        (tenure(Ending.DEAD), 0),
        (tenure(Ending.RELEASED), 0),
        (tenure(Ending.SILENT), 6),
        (tenure(Ending.DEAD, since=60, until=90), 15),
        (tenure(Ending.DEAD, since=-900, until=-600), 15),
        (None, 15),
    ],
)
def test_who_is_proven_dead_is_not_waited_for(previous: Tenure | None, minutes: int) -> None:
    assert given_up_at(pending(), previous) == NOW + timedelta(minutes=minutes)


def record(revision: Revision) -> dict[str, Any]:
    """The Secret in which helm keeps a revision."""
    packed = gzip.compress(revision.model_dump_json(exclude={"labels"}).encode())
    data = base64.b64encode(base64.b64encode(packed)).decode()
    labels = {"owner": "helm", "name": revision.name, "version": str(revision.version)}
    name = f"sh.helm.release.v1.{revision.name}.v{revision.version}"
    return {"metadata": {"name": name, "labels": labels}, "data": {"release": data}}


def books(*revisions: Revision) -> FakeApi:
    """An API with helm's records of these revisions."""
    api = FakeApi()
    for one in revisions:
        secret = record(one)
        api._keep(f"{SECRETS}/{secret['metadata']['name']}", secret)
    return api


async def freed(api: FakeApi, previous: Tenure | None) -> Revision | None:
    async with api.client() as client:
        return await recover(client, "todo-backend", previous)


GOOD = Revision(name="todo-backend", version=3, info=Info(status="deployed"))


@pytest.mark.parametrize("status", ["pending-install", "pending-upgrade", "pending-rollback"])
async def test_only_the_note_of_the_unfinished_revision_goes(status: str) -> None:
    api = books(GOOD, pending(status=status))
    last = await freed(api, tenure(Ending.DEAD))
    assert last is not None
    assert (last.version, last.info.status) == (3, "deployed")
    assert [one for one in api.requests if not one.startswith("GET")] == [
        f"DELETE {SECRETS}/{NOTE}"
    ]


async def test_a_helm_that_may_be_alive_is_left_alone_and_named() -> None:
    api = books(GOOD, pending(datetime.now(UTC)))
    with pytest.raises(DeployerError) as error:
        await freed(api, None)
    assert "todo-backend is pending-upgrade" in error.value.what
    assert "UTC" in error.value.cause
    assert error.value.cure
    assert f"{SECRETS}/{NOTE}" in api.objects


@pytest.mark.parametrize("status", ["deployed", "failed", "superseded"])
async def test_what_is_not_pending_is_not_touched(status: str) -> None:
    api = books(GOOD, pending(status=status))
    last = await freed(api, None)
    assert last is not None
    assert (last.version, last.info.status) == (4, status)
    assert f"{SECRETS}/{NOTE}" in api.objects


async def test_a_release_that_never_was_is_none() -> None:
    assert await freed(FakeApi(), None) is None
