"""Pods as the page shows them, and what they may and do use."""

from collections.abc import Iterable, Mapping

from lightkube.models.core_v1 import ResourceRequirements
from lightkube.resources.core_v1 import Pod

from deployer.dashboard.view import Amount, Instance, Tone
from deployer.diagnosis.reading import condition, containers, doing, is_ready, phase
from deployer.quantity import in_bytes, millicores
from deployer.tools.kube import meta

ON_ITS_WAY = frozenset({"", "ContainerCreating", "PodInitializing"})


def instance(pod: Pod, use: Mapping[str, Amount]) -> Instance:
    """Return a pod with how it stands and what it uses."""
    name = meta(pod).name or ""
    parts = containers(pod)
    return Instance(
        name=name,
        tone=tone_of(pod),
        says=_says(pod),
        restarts=sum(one.restarts for one in parts),
        started=pod.status.startTime if pod.status else None,
        image=next((one.image.rpartition("/")[2] for one in parts if not one.init), ""),
        node=(pod.spec and pod.spec.nodeName) or "",
        use=use.get(name, Amount()),
    )


def tone_of(pod: Pod) -> Tone:
    """Return how a pod stands."""
    if meta(pod).deletionTimestamp:
        return Tone.BUSY
    if phase(pod) == "Succeeded":
        return Tone.IDLE
    if is_ready(pod):
        return Tone.GOOD
    waits = any(one.waiting.reason not in {None, *ON_ITS_WAY} for one in containers(pod))
    return Tone.BAD if waits or phase(pod) == "Failed" or _homeless(pod) else Tone.BUSY


def _says(pod: Pod) -> str:
    return "no node takes it" if _homeless(pod) else doing(pod)


def _homeless(pod: Pod) -> bool:
    """Tell whether the scheduler finds no node for a pod."""
    found = condition(pod, "PodScheduled")
    return found is not None and found.status == "False"


def requested(pods: Iterable[Pod]) -> tuple[Amount, Amount]:
    """Return what the containers of pods request together, and what limits them."""
    bounds = [
        one.spec.resources or ResourceRequirements()
        for pod in pods
        if phase(pod) in {"Pending", "Running"}
        for one in containers(pod)
        if not one.init or one.sidecar
    ]
    return summed(one.requests for one in bounds), summed(one.limits for one in bounds)


def summed(quantities: Iterable[Mapping[str, str] | None]) -> Amount:
    """Return the sum of quantities by name; None where none of them says anything."""
    given = [one for one in quantities if one]
    cpu = [millicores(one["cpu"]) for one in given if "cpu" in one]
    memory = [in_bytes(one["memory"]) for one in given if "memory" in one]
    return Amount(cpu=sum(cpu) if cpu else None, memory=sum(memory) if memory else None)


def together(uses: Iterable[Amount]) -> Amount:
    """Return what all use; None where nothing is measured."""
    known = list(uses)
    cpu = [one.cpu for one in known if one.cpu is not None]
    memory = [one.memory for one in known if one.memory is not None]
    return Amount(cpu=sum(cpu) if cpu else None, memory=sum(memory) if memory else None)
