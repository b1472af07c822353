"""Turns what agents and the cluster tell into the values that the contract asks for."""

from collections.abc import Iterable, Sequence

from deployer.app import App
from deployer.health import MonitorFacts, PodHealth
from deployer.pipeline.contract import Measured
from deployer.pipeline.live import Live
from deployer.quantity import in_bytes, millicores
from deployer.results import BuiltImage, ChartFacts, Evidence, RunFacts
from deployer.settings import ROOT

type Measures = dict[str, Measured]

GIBIBYTE = 1024**3
SEVERAL = ("backend", "frontend")
"""Services that the plan wants more than one pod of."""


def of_images(images: Iterable[BuiltImage]) -> Measures:
    """Measure how large images are, and how long those that were built took."""
    found: Measures = {}
    for one in images:
        size = Measured(value=one.size_bytes / 1e6, evidence=f"docker inspect {one.reference}")
        found[f"image.{one.service}.megabytes"] = size
        if one.built:
            took = Measured(value=one.seconds, evidence=f"the build of {one.reference}")
            found[f"image.{one.service}.build_seconds"] = took
    return found


def of_containers(facts: RunFacts) -> Measures:
    """Measure the test of the containers; it raises when one does not pass."""
    checks = sum(len(one.checks) for one in facts.containers)
    images = ", ".join(one.reference for one in facts.containers)
    evidence = f"{checks} of {checks} checks of {images}"
    return {"containers.passed_percent": Measured(value=100, evidence=evidence)}


def of_charts(facts: ChartFacts) -> Measures:
    """Measure the validation of the charts; empty when none took place."""
    if not facts.checks:
        return {}
    evidence = f"{', '.join(facts.charts)}: {len(facts.checks)} checks, helm lint --strict first"
    return {"charts.faults": Measured(value=0, evidence=evidence)}


def of_pods(app: App, pods: Sequence[PodHealth]) -> Measures:
    """Measure readiness and replicas of pods that are meant to run."""
    ready = [pod for pod in pods if pod.ready]
    each = {key: sum(pod.service == key for pod in ready) for key in SEVERAL}
    return {
        "pods.ready_percent": Measured(
            value=_percent(len(ready), len(pods)), evidence=f"{len(ready)} of {len(pods)} ready"
        ),
        "pods.fewest_replicas": Measured(
            value=min(each.values()),
            evidence=", ".join(f"{count} {app.name}-{key}" for key, count in each.items()),
        ),
    }


def of_health(endpoints: Sequence[Evidence], seconds: float) -> Measures:
    """Measure the endpoints that answered; whoever asked raises when one does not."""
    said = ", ".join(f"{one.what}: {one.value}" for one in endpoints)
    return {
        "health.passed_percent": Measured(value=100 if endpoints else 0, evidence=said),
        "health.all_seconds": Measured(
            value=seconds, evidence=f"{len(endpoints)} endpoints, the way there included"
        ),
    }


def of_usage(app: App, facts: MonitorFacts, live: Live) -> Measures:
    """Measure what pods use; what their limits allow, where the cluster has not measured it yet."""
    measured = [pod for pod in facts.meant if pod.used.memory_bytes is not None]
    limits = [app.services[pod.service].limits for pod in facts.meant]
    used, evidence = facts.budget.used, facts.usage_source
    cpu, memory = used.cpu_millicores, used.memory_bytes
    if cpu is None or memory is None:
        evidence = "the sum of the pods' limits, for nothing is measured yet"
        cpu = sum(millicores(one.cpu) for one in limits)
        memory = sum(in_bytes(one.memory) for one in limits)
    return {
        "usage.cpus": Measured(value=cpu / 1000, evidence=evidence),
        "usage.gibibytes": Measured(value=memory / GIBIBYTE, evidence=evidence),
        "metrics.measured_percent": Measured(
            value=_percent(len(measured), len(facts.meant)),
            evidence=f"{len(measured)} of {len(facts.meant)} pods: {facts.usage_source}",
        ),
    } | of_live(live)


def of_live(live: Live) -> Measures:
    """Measure what the cluster itself tells."""
    reachable = [name for name, ready in live.endpoints.items() if ready]
    return _of_starts(live) | {
        "pods.restarts": Measured(
            value=len(live.restarted),
            evidence=", ".join(live.restarted)
            or f"no container of {len(live.running_seconds)} pods ended of late",
        ),
        "services.reachable_percent": Measured(
            value=_percent(len(reachable), len(live.endpoints)),
            evidence=", ".join(f"{name}: {n} ready" for name, n in live.endpoints.items()),
        ),
        "logs.readable_percent": Measured(
            value=_percent(len(live.with_log), len(live.running_seconds)),
            evidence=f"{len(live.with_log)} of {len(live.running_seconds)} pods' logs",
        ),
    }


def _of_starts(live: Live) -> Measures:
    """Measure the pod that took longest to run; empty when all were started again since."""
    told = {name: took for name, took in live.running_seconds.items() if took is not None}
    if not told:
        return {}
    slowest = max(told, key=lambda name: told[name])
    evidence = f"{slowest}, from creation to its last container's start"
    return {"pods.slowest_running_seconds": Measured(value=told[slowest], evidence=evidence)}


def of_skills() -> Measures:
    """Count the agents' skills in this checkout."""
    found = sorted(ROOT.glob(".claude/skills/*/SKILL.md"))
    whole = [
        path.parent.name for path in found if path.read_text(encoding="utf-8").startswith("---")
    ]
    return {"agents.skills": Measured(value=len(whole), evidence=", ".join(whole) or "none")}


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0
