"""How long a diagnosis takes: in deployer/, `python -m tests.bench.diagnosis`.

From snapshot to answer. It prints what it measured and judges nothing; the bars are 1 s for 100
pods and 5 s for 2,000.
"""

import statistics
import time
from collections.abc import Iterator

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.objects import (
    Part,
    Tree,
    crashing,
    deployment,
    event,
    node,
    owned,
    pod,
    replica_set,
    service,
    snapshot,
    status,
    unscheduled,
    waiting,
)
from tests.snapshots import QUOTA

SIZES = (100, 2000)
BROKEN = 10
"""Of so many workloads one is broken, in turn by another failure."""
PODS = 5
ROUNDS = 5
LOG = "Traceback (most recent call last):\n" + "  File app.py\n" * 40 + "ValueError: no such table"


def cluster(pods: int) -> Snapshot:
    """A namespace with so many pods, in workloads of five behind a Service each."""
    parts = [part for number in range(pods // PODS) for part in workload(number)]
    nodes = [node(f"node-{number}") for number in range(max(1, pods // 50))]
    logs = {f"{name(part)}/app": LOG for part in parts if name(part).endswith("crashes-0")}
    return snapshot(*nodes, *parts, logs=logs)


def workload(number: int) -> Iterator[Part]:
    """A Deployment with its ReplicaSet, Service, pods, and events where it is broken."""
    broken = number % BROKEN == 0
    kind = (
        ("crashes", "image", "pending", "probe", "quota")[number // BROKEN % 5] if broken else "ok"
    )
    app, above = f"app-{number}-{kind}", f"app-{number}-{kind}-5f"
    labels = {"app": app}
    template: Tree = {"template": {"metadata": {"labels": labels}}}
    there = {"replicas": 0 if kind == "quota" else PODS, "readyReplicas": 0 if broken else PODS}
    yield deployment(app, spec=template | {"replicas": PODS}, status=there)
    yield replica_set(above, owner=app, spec=template | {"replicas": PODS}, status=there)
    yield service(app, spec={"selector": labels})
    if kind == "quota":
        yield event(f"ReplicaSet/{above}", "FailedCreate", QUOTA)
        return
    for index in range(PODS):
        mine = {"metadata": owned("ReplicaSet", above), "labels": labels}
        yield from one_pod(f"{app}-{index}", kind, mine)


def one_pod(called: str, kind: str, mine: Tree) -> Iterator[Part]:
    """A pod of a broken or of a healthy workload."""
    match kind:
        case "crashes":
            yield pod(called, crashing(1), **mine)
            yield event(f"Pod/{called}", "BackOff", "Back-off restarting failed container app")
        case "image":
            yield pod(called, waiting("ImagePullBackOff", "x: not found"), **mine)
            yield event(f"Pod/{called}", "Failed", 'Failed to pull image "x": not found')
        case "pending":
            yield unscheduled(called, "0/1 nodes are available: 1 Insufficient memory.", **mine)
        case "probe":
            yield pod(called, status(ready=False), **mine)
            yield event(f"Pod/{called}", "Unhealthy", "Readiness probe failed: statuscode: 404")
        case _:
            yield pod(called, **mine)


def name(part: Part) -> str:
    """An object's name; empty for events."""
    about = getattr(part, "metadata", None)
    return str(about.name) if about is not None else ""


def measured(data: bytes) -> tuple[float, int]:
    """Seconds from a fresh snapshot to its answer, and the root causes found."""
    one = Snapshot.from_json(data)  # fresh: nothing is indexed yet
    started = time.perf_counter()
    found = diagnose(one)
    return time.perf_counter() - started, len(found.problems)


def main() -> None:
    """Measure each size a few times."""
    for pods in SIZES:
        data = cluster(pods).to_json()
        rounds = [measured(data) for _ in range(ROUNDS)]
        took = [seconds for seconds, _ in rounds]
        print(
            f"{pods} pods, {len(data) / 1e6:.1f} MB: {rounds[0][1]} root causes in "
            f"{statistics.median(took):.3f} s (longest of {ROUNDS}: {max(took):.3f} s)"
        )


if __name__ == "__main__":
    main()
