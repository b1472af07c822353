"""Fixes on a real cluster: what was shown is what is done, and nothing else ever is."""

import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from lightkube import AsyncClient
from lightkube.models.core_v1 import ServicePort, ServiceSpec
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.core_v1 import Namespace, Service

from deployer.clusters import find_cluster
from deployer.dashboard.repair import Repair
from deployer.diagnosis.collect import take_snapshot
from deployer.diagnosis.finding import Finding, Fix, ObjectRef, Patch
from deployer.diagnosis.problem import Diagnosis, Problem
from deployer.errors import UsageError
from deployer.requests import Access
from deployer.results import Evidence
from deployer.tools.kube import connect

pytestmark = pytest.mark.cluster
PROBLEM = "net.selector/Service web"


@pytest.fixture
async def access() -> Access:
    return await find_cluster("builtin").access()


@pytest.fixture
async def namespace(access: Access) -> AsyncIterator[str]:
    """A namespace of the test's own with a Service that selects nothing."""
    name = f"dashboard-{secrets.token_hex(3)}"
    async with connect(access, name) as client:
        await client.create(Namespace(metadata=ObjectMeta(name=name)))
        spec = ServiceSpec(selector={"app": "wbe"}, ports=[ServicePort(port=80)])
        await client.create(Service(metadata=ObjectMeta(name="web"), spec=spec))
        yield name
        await client.delete(Namespace, name)


async def knowing(access: Access, namespace: str, risk: str = "safe") -> Repair:
    """A repair that was told of one problem, whatever the rules say of it."""
    fix = Fix.model_validate(
        {
            "summary": "Let it select what is there.",
            "risk": risk,
            "patch": Patch(
                kind="Service",
                name="web",
                namespace=namespace,
                type="merge",
                body={"spec": {"selector": {"app": "web"}}},
            ),
        }
    )
    finding = Finding(
        rule="net.selector",
        object=ObjectRef(kind="Service", namespace=namespace, name="web"),
        cause="it selects no pod.",
        evidence=(Evidence(what="spec.selector", value="app=wbe"),),
        fix=fix,
    )
    diagnosis = Diagnosis(
        namespace=namespace,
        taken_at=datetime.now(UTC),
        kubernetes="",
        pods=0,
        problems=(Problem(id="F1", finding=finding),),
    )
    repair = Repair(access, find_cluster("builtin").tool_folders)
    async with connect(access, namespace) as client:
        repair.know(await take_snapshot(client, namespace), diagnosis)
    return repair


async def selector(client: AsyncClient) -> str:
    found = await client.get(Service, "web")
    assert found.spec is not None
    return str((found.spec.selector or {})["app"])


async def test_what_was_shown_is_what_is_done(access: Access, namespace: str) -> None:
    repair = await knowing(access, namespace)
    async with connect(access, namespace) as client:
        offer = await repair.offer(PROBLEM)
        assert "-    app: wbe" in offer.difference
        assert "+    app: web" in offer.difference
        assert await selector(client) == "wbe"
        outcome = await repair.accept(offer.id, "")
        assert outcome.worked
        assert await selector(client) == "web"
        with pytest.raises(UsageError, match="not what was offered"):
            await repair.accept(offer.id, "")


async def test_what_changed_since_is_left_alone(access: Access, namespace: str) -> None:
    repair = await knowing(access, namespace)
    async with connect(access, namespace) as client:
        offer = await repair.offer(PROBLEM)
        await client.patch(Service, "web", {"spec": {"selector": {"app": "other"}}})
        with pytest.raises(UsageError, match="something else by now"):
            await repair.accept(offer.id, "")
        assert await selector(client) == "other"


async def test_a_destructive_one_needs_the_name(access: Access, namespace: str) -> None:
    repair = await knowing(access, namespace, "destructive")
    async with connect(access, namespace) as client:
        offer = await repair.offer(PROBLEM)
        for typed in ("", "wbe", "WEB"):
            with pytest.raises(UsageError, match="nothing was changed"):
                await repair.accept(offer.id, typed)
        assert await selector(client) == "wbe"


async def test_a_problem_that_is_gone_cannot_be_fixed(access: Access, namespace: str) -> None:
    repair = await knowing(access, namespace)
    with pytest.raises(UsageError, match="gone by now"):
        await repair.offer("net.selector/Service other")
    with pytest.raises(UsageError, match="gone by now"):
        await Repair(access, ()).offer(PROBLEM)
