"""Measures the running deployment anew, and proves that deploying again changes nothing."""

import time
from datetime import UTC, datetime, timedelta

from deployer.agents.cluster_health_monitor import ClusterHealthMonitor
from deployer.agents.helm_chart_generator import HelmChartGenerator
from deployer.app import load_app
from deployer.clusters import find_cluster
from deployer.clusters.base import Cluster
from deployer.deployment_facts import VerifyFacts
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.health import PodHealth
from deployer.pipeline import measures
from deployer.pipeline.contract import Measured
from deployer.pipeline.live import read_live
from deployer.pipeline.measures import Measures
from deployer.pipeline.receipt import judge, keep, missed, receipt_path
from deployer.pipeline.state import State, read_state
from deployer.pipeline.target import named_or_last
from deployer.pipeline.up import Up
from deployer.requests import ChartRequest, MonitorRequest
from deployer.results import BuiltImage, Judged, Result, Status, Verdict
from deployer.steps import step
from deployer.tools import docker

AGENT = "pipeline"
OF_LATE = timedelta(minutes=15)
"""For how long a restart of a container counts."""


async def verify(on: str | None, runs: int, events: Events) -> Result[VerifyFacts]:
    """Measure the deployment anew; with `runs`, deploy so many times first and compare.

    Args:
        on: The cluster; None means the one of last time.
        runs: How often to deploy; 0 deploys nothing.
        events: Who listens.

    Returns:
        `unhealthy` when a criterion of the contract is missed.

    Raises:
        MissingError: The cluster does not run.
    """
    started = time.monotonic()
    cluster = find_cluster(named_or_last(on))
    states = [await _deployed(cluster, number + 1, events) for number in range(runs)]
    measured = await _measure(cluster, events)
    if states:
        measured |= _idempotency(states)
    criteria = judge(measured, agents=("cluster-health-monitor", "helm-chart-generator"))
    path = receipt_path()
    facts = VerifyFacts(
        cluster=cluster.name,
        criteria=criteria,
        digests=tuple(one.digest for one in states),
        differences=tuple(dict.fromkeys(d for one in states for d in states[0].differences(one))),
        receipt=str(path),
    )
    result = _result(facts, criteria, time.monotonic() - started)
    keep(path, result)
    return result


async def _deployed(cluster: Cluster, number: int, events: Events) -> State:
    await Up(cluster, events).run()
    with step(f"state after run {number}", events) as running:
        state = await read_state(await cluster.access(), load_app(), cluster.tool_folders)
        running.done(state.digest[:16])
    return state


async def _measure(cluster: Cluster, events: Events) -> Measures:
    app, access = load_app(), await cluster.access()
    monitored = await ClusterHealthMonitor().run(MonitorRequest(access=access), events)
    charts = await HelmChartGenerator(tool_folders=cluster.tool_folders).run(
        ChartRequest(check=True), events
    )
    live = await read_live(access, app, datetime.now(UTC) - OF_LATE)
    facts = monitored.facts
    return {
        **measures.of_images(await _images(facts.pods)),
        **measures.of_charts(charts.facts),
        **measures.of_pods(app, facts.meant),
        **measures.of_health(facts.endpoints, monitored.seconds),
        **measures.of_usage(app, facts, live),
    }


async def _images(pods: tuple[PodHealth, ...]) -> list[BuiltImage]:
    """Return the images of the pods that the engine of this machine has."""
    services = {pod.image: pod.service for pod in pods}
    try:
        there = await docker.inspect(list(services))
    except DeployerError:
        return []  # no engine here: then the sizes are those of an earlier run
    return [
        BuiltImage(
            service=services[reference],
            reference=reference,
            id=image.id,
            size_bytes=image.size_bytes,
            built=False,
            seconds=0.0,
        )
        for reference, image in there.items()
    ]


def _idempotency(states: list[State]) -> Measures:
    same = sum(one == states[0] for one in states)
    digests = ", ".join(dict.fromkeys(one.digest[:12] for one in states))
    evidence = f"state {digests} after {len(states)} runs: objects, pods' uids, images, revisions"
    return {"idempotency.identical_runs": Measured(value=same, evidence=evidence)}


def _result(
    facts: VerifyFacts, criteria: tuple[Judged, ...], seconds: float
) -> Result[VerifyFacts]:
    wrong = list(missed(criteria))
    if facts.differences:
        wrong.insert(0, f"deploying again changed {', '.join(facts.differences[:5])}")
    kept = sum(one.verdict is Verdict.MET for one in criteria)
    open_ones = sum(one.verdict is Verdict.UNMEASURED for one in criteria)
    said = f"{kept} of {len(criteria)} criteria are met on {facts.cluster}"
    said += f"; {open_ones} are not measured yet." if open_ones else "."
    return Result(
        agent=AGENT,
        status=Status.UNHEALTHY if wrong else Status.DONE,
        summary=f"{said} Not kept: {'; '.join(wrong)}." if wrong else said,
        facts=facts,
        next_step="./todo status" if wrong else None,
        seconds=seconds,
    )
