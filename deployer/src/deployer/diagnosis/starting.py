"""Whether a pod that is not ready is just starting, for which its probes give it time."""

from lightkube.models.core_v1 import Probe
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.reading import Container, containers, is_ready
from deployer.diagnosis.snapshot import Snapshot

LEAST_SECONDS = 60.0
"""What every container gets, whatever its probes say."""
BEING_MADE_SECONDS = 120.0
"""How long scheduling, volumes and images may take before it looks like trouble."""
QUIET = frozenset({"", "ContainerCreating", "PodInitializing"})
"""Reasons for waiting that mean no trouble yet."""


def is_starting(snapshot: Snapshot, pod: Pod) -> bool:
    """Tell whether a pod may still become ready without anybody's help."""
    found = containers(pod)
    if is_ready(pod) or any(
        one.restarts or (one.waiting.reason or "") not in QUIET for one in found
    ):
        return False
    running = [one for one in found if one.running and not one.ready and not one.init]
    if not running:
        return snapshot.age(pod) < BEING_MADE_SECONDS
    return all(_runs_for(snapshot, one) < budget(one) for one in running)


def budget(one: Container) -> float:
    """Return the seconds from its start in which a container's probes let it become ready."""
    startup, readiness = one.spec.startupProbe, one.spec.readinessProbe
    return max(LEAST_SECONDS, _seconds(startup) + _seconds(readiness))


def _seconds(probe: Probe | None) -> float:
    if probe is None:
        return 0.0
    tries, period = probe.failureThreshold or 3, probe.periodSeconds or 10
    return float((probe.initialDelaySeconds or 0) + tries * period)


def _runs_for(snapshot: Snapshot, one: Container) -> float:
    state = one.status.state if one.status else None
    return snapshot.since(state.running.startedAt if state and state.running else None)
