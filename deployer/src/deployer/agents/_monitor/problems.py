"""What is wrong, as sentences with the step that helps."""

from collections.abc import Iterable, Mapping

from deployer.app import App
from deployer.diagnosis.finding import Finding
from deployer.quantity import in_bytes, mebibytes
from deployer.results import Pod

FULL = 0.9
"""The share of its memory limit above which a pod is about to be killed."""
ABOUT_PODS = ("image.", "config.", "crash.", "schedule.", "ready.")
"""Rules that read a pod's state now; others go by events, which outlive their cause."""


def problems(
    app: App, wanted: Mapping[str, int], pods: tuple[Pod, ...], findings: Iterable[Finding]
) -> tuple[str, ...]:
    """Return one sentence for each thing that is wrong.

    Args:
        app: What app.yaml says.
        wanted: Service to the number of pods that the cluster was told to keep.
        pods: What is there.
        findings: What the rules found.
    """
    short = _too_few(wanted, pods)
    missing = len(pods) < sum(wanted.values())
    relevant = [one for one in findings if missing or one.rule.startswith(ABOUT_PODS)]
    named = [f"{one}. Try: {one.cure}" for one in relevant]
    return (*named, *([] if named else short), *_nearly_full(app, pods))


def _too_few(wanted: Mapping[str, int], pods: tuple[Pod, ...]) -> list[str]:
    sentences = []
    for service, count in wanted.items():
        ready = sum(pod.ready for pod in pods if pod.service == service)
        if ready < count:
            sentences.append(f"{service}: {ready} of {count} pods are ready. Try: ./todo logs")
    return sentences


def _nearly_full(app: App, pods: tuple[Pod, ...]) -> list[str]:
    sentences = []
    for pod in pods:
        service = app.services.get(pod.service)
        limit = in_bytes(service.limits.memory) if service else 0
        if pod.memory_bytes and limit and pod.memory_bytes > FULL * limit:
            used = f"{mebibytes(pod.memory_bytes)} of {mebibytes(limit)}"
            sentences.append(f"{pod.name} uses {used}. Try: raise limits.memory in app.yaml")
    return sentences
