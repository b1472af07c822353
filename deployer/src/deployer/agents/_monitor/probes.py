"""How often probes succeeded: as the kubelet counts, or else what events tell of failures."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from deployer.diagnosis.kinds import Event
from deployer.health import ProbeCount, ProbeKind

FROM_KUBELET, FROM_EVENTS = "kubelet", "events"
LINE = re.compile(r"^prober_probe_total\{(?P<labels>.*)\} (?P<value>\S+)", re.MULTILINE)
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
KINDS: dict[str, ProbeKind] = {
    "Startup": "startup",
    "Liveness": "liveness",
    "Readiness": "readiness",
}
FAILED = re.compile(r"^(Startup|Liveness|Readiness) probe (failed|errored)")


def from_metrics(text: str, namespace: str) -> dict[str, tuple[ProbeCount, ...]]:
    """Read the kubelet's `/metrics/probes`.

    Args:
        text: In Prometheus' text format; `prober_probe_total` is stable API (KEP-1209).
        namespace: Whose pods.

    Returns:
        The pod's uid to its counts, by container and kind.
    """
    counts: dict[tuple[str, str, ProbeKind], dict[str, int]] = defaultdict(dict)
    for line in LINE.finditer(text):
        labels = dict(LABEL.findall(line["labels"]))
        kind = KINDS.get(labels.get("probe_type", ""))
        if kind is None or labels.get("namespace") != namespace:
            continue
        key = (labels.get("pod_uid", ""), labels.get("container", ""), kind)
        counts[key][labels.get("result", "")] = int(float(line["value"]))
    return _by_pod(
        (
            uid,
            ProbeCount(
                container=container,
                kind=kind,
                succeeded=results.get("successful", 0),
                failed=results.get("failed", 0) + results.get("unknown", 0),
            ),
        )
        for (uid, container, kind), results in sorted(counts.items())
    )


def from_events(
    events: Iterable[Event], containers: Mapping[str, str]
) -> dict[str, tuple[ProbeCount, ...]]:
    """Count the failures that events tell of; successes leave no event.

    Args:
        events: The namespace's.
        containers: A pod's uid to its first container, which such events do not name.

    Returns:
        The pod's uid to its failures by kind.
    """
    failures: dict[tuple[str, ProbeKind], int] = defaultdict(int)
    for event in events:
        said = FAILED.match(event.message) if event.reason == "Unhealthy" else None
        if said and event.object_uid in containers:
            failures[event.object_uid, KINDS[said[1]]] += event.count
    return _by_pod(
        (uid, ProbeCount(container=containers[uid], kind=kind, succeeded=None, failed=count))
        for (uid, kind), count in sorted(failures.items())
    )


def _by_pod(counts: Iterable[tuple[str, ProbeCount]]) -> dict[str, tuple[ProbeCount, ...]]:
    found: dict[str, tuple[ProbeCount, ...]] = {}
    for uid, count in counts:
        found[uid] = (*found.get(uid, ()), count)
    return found
