"""A real cluster says whether it would take the charts, and nothing is left of the question."""

import re
from pathlib import Path

import pytest
from lightkube.resources.apps_v1 import Deployment

from deployer.agents._charts.rehearsal import NAMESPACE, Rehearsal
from deployer.app import load_app
from deployer.clusters.builtin import BuiltinCluster
from deployer.errors import MissingError, UsageError
from deployer.requests import Access
from deployer.settings import settings
from deployer.tools import programs
from deployer.tools.kube import connect, meta
from tests.charts import context, find_helm, write_chart

pytestmark = pytest.mark.cluster
TWO_BOUNDS = """apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: two-bounds
spec:
  maxUnavailable: 1
  minAvailable: 1
"""


@pytest.fixture
async def access() -> Access:
    try:
        return await BuiltinCluster().access()
    except MissingError as error:
        if settings().ci:
            raise
        pytest.skip(f"needs a cluster ({error.what}): sudo ./todo up --on builtin")


@pytest.fixture
async def rehearsal(access: Access) -> Rehearsal:
    return Rehearsal(await programs.find("kubectl"), (await find_helm()).program, access)


@pytest.mark.parametrize("key", load_app().services)
async def test_the_cluster_would_take_every_object(
    rehearsal: Rehearsal, access: Access, tmp_path: Path, key: str
) -> None:
    write_chart(tmp_path, key)
    told = await rehearsal.run(context(key), tmp_path)
    assert told.what == f"dry run todo-{key}"
    assert "would take" in told.value
    async with connect(access, NAMESPACE) as client:
        names = [meta(one).name async for one in client.list(Deployment)]
    assert f"todo-{key}" not in names


async def test_what_only_the_server_knows_to_be_wrong_is_refused(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    chart = write_chart(tmp_path, "frontend")
    (chart / "templates" / "two-bounds.yaml").write_text(TWO_BOUNDS, encoding="utf-8")
    with pytest.raises(UsageError, match="todo-frontend is not right") as failure:
        await rehearsal.run(context("frontend"), tmp_path)
    assert "two-bounds" in failure.value.cause


async def test_a_cluster_that_is_away_is_named(access: Access, tmp_path: Path) -> None:
    config = tmp_path / "config"
    text = access.kubeconfig.read_text(encoding="utf-8")
    config.write_text(re.sub("server: .*", "server: https://127.0.0.1:9", text), encoding="utf-8")
    away = access.model_copy(update={"kubeconfig": config})
    kubectl = await programs.find("kubectl")
    with pytest.raises(MissingError, match="builtin does not answer") as failure:
        await Rehearsal(kubectl, "helm", away).run(context("frontend"), tmp_path)
    assert "127.0.0.1:9" in failure.value.cause
