"""Monitoring of a real namespace, through a restart and through the loss of the API."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import anyio
import pytest
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.core_v1 import Secret

from deployer.agents.cluster_health_monitor import ClusterHealthMonitor
from deployer.events import ignore
from deployer.health import Alert, MonitorFacts
from deployer.pipeline.monitoring import Listeners, watch_health
from deployer.requests import MonitorRequest
from deployer.results import Result, Status
from tests.certificates import certificate
from tests.cluster_parts import (
    NAMESPACE,
    Wire,
    end_talking,
    ready_pod,
    running_cluster,
    talker,
)

KEY = "canary-of-a-private-key"
pytestmark = [pytest.mark.cluster]


class Heard:
    """What a monitoring tells."""

    def __init__(self) -> None:
        self.results: list[Result[MonitorFacts]] = []
        self.alerts: list[Alert] = []

    async def until(self, holds: Callable[[], bool]) -> None:
        with anyio.fail_after(120):
            while not holds():
                await anyio.sleep(0.1)

    async def alert(self, kind: str) -> Alert:
        """Wait for an alert of a kind."""
        await self.until(lambda: any(one.kind == kind for one in self.alerts))
        return next(one for one in self.alerts if one.kind == kind)


@pytest.mark.filterwarnings(
    # A connection that breaks while it is opened is closed by Python, not by the client.
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)
async def test_a_namespace_is_monitored_through_a_cut_and_a_restart(tmp_path: Path) -> None:
    access, heard = await running_cluster(), Heard()
    async with Wire(access, tmp_path).laid() as wire, talker(access) as client:
        await client.create(tls_secret())
        request = MonitorRequest(access=wire.access, namespace=NAMESPACE)
        listeners = Listeners(heard.results.append, heard.alerts.append)
        async with anyio.create_task_group() as group:

            async def watch() -> None:
                await watch_health(request, listeners, interval=0.2)

            group.start_soon(watch)
            await heard.until(lambda: bool(heard.results))
            wire.cut()
            assert "Blind since" in (await heard.alert("blind")).text
            wire.mend()
            assert (await heard.alert("back")).good
            await end_talking(client, await ready_pod(client))
            assert "Error (7)" in (await heard.alert("restart")).text
            await heard.until(lambda: bool(heard.results[-1].facts.pods[0].probes))
            group.cancel_scope.cancel()
    _check_facts(heard.results[-1].facts)


def _check_facts(facts: MonitorFacts) -> None:
    (pod,) = facts.pods
    assert (pod.restarts, pod.last_end) == (1, "Error (7)")
    assert pod.limits.memory_bytes == 64 * 1024**2
    assert facts.probe_source == "kubelet"
    assert {one.kind for one in pod.probes} == {"liveness"}
    assert [one.ready for one in facts.nodes] == [True]
    assert facts.unknown == ()
    ends = {one.where: one.days_left for one in facts.certificates}
    assert 4 < ends["Secret web-tls"] <= 5
    assert any("ends in 5 days" in one.cause for one in facts.problems)
    assert KEY not in facts.model_dump_json()


def tls_secret() -> Secret:
    """A certificate that ends in five days, and a key that nobody may see."""
    return Secret(
        metadata=ObjectMeta(name="web-tls"),
        type="kubernetes.io/tls",
        stringData={
            "tls.crt": certificate(datetime.now(UTC), days=5).decode(),
            "tls.key": KEY,
        },
    )


async def test_a_namespace_without_anything_is_well_and_the_node_is_seen() -> None:
    request = MonitorRequest(access=await running_cluster(), namespace="kube-public")
    found = await ClusterHealthMonitor().run(request, ignore)
    assert (found.status, found.facts.pods) == (Status.DONE, ())
    (node,) = found.facts.nodes
    assert node.used.memory_bytes
    assert any(one.where.startswith("kubeconfig") for one in found.facts.certificates)
