"""What is different between two looks, as alerts."""

from collections.abc import Iterator

from deployer.health import Alert, MonitorFacts, PodHealth


def changes(before: MonitorFacts, after: MonitorFacts) -> tuple[Alert, ...]:
    """Return what changed, problems first; figures that merely move are no change.

    Both looks must be of the same namespace.
    """
    return (
        *_problems(before, after),
        *_pods(before, after),
        *_nodes(before, after),
    )


def _problems(before: MonitorFacts, after: MonitorFacts) -> Iterator[Alert]:
    old = {one.key: one for one in before.problems}
    new = {one.key: one for one in after.problems}
    for key, one in new.items():
        if key not in old:
            yield _alert(after, "problem", str(one), good=False)
    for key, one in old.items():
        if key not in new:
            yield _alert(after, "solved", f"Solved: {one.object}: {one.cause}", good=True)


def _pods(before: MonitorFacts, after: MonitorFacts) -> Iterator[Alert]:
    old = {one.uid: one for one in before.pods}
    new = {one.uid: one for one in after.pods}
    for uid, pod in new.items():
        if uid not in old:
            yield _alert(after, "pod", f"{pod.name} is new: {pod.state}", good=True)
            continue
        was = old[uid]
        if pod.restarts > was.restarts:
            why = f" It had ended: {pod.last_end}." if pod.last_end else ""
            text = f"{pod.name} was started again ({pod.restarts} restarts).{why}"
            yield _alert(after, "restart", text, good=False)
        if pod.state != was.state:
            text = f"{pod.name}: {was.state} → {pod.state}"
            yield _alert(after, "pod", text, good=_harmless(pod))
    for uid, pod in old.items():
        if uid not in new:
            yield _alert(after, "pod", f"{pod.name} is gone", good=True)


def _harmless(pod: PodHealth) -> bool:
    return pod.ready or pod.finished or pod.state in {"starting", "ending"}


def _nodes(before: MonitorFacts, after: MonitorFacts) -> Iterator[Alert]:
    old = {one.name: (one.ready, one.pressures) for one in before.nodes}
    for node in after.nodes:
        now = (node.ready, node.pressures)
        if old.get(node.name, now) != now:
            said = ", ".join(("ready" if node.ready else "not ready", *node.pressures))
            good = node.ready and not node.pressures
            yield _alert(after, "node", f"Node {node.name} is {said}", good=good)


def _alert(facts: MonitorFacts, kind: str, text: str, *, good: bool) -> Alert:
    return Alert.model_validate({"at": facts.taken_at, "kind": kind, "text": text, "good": good})
