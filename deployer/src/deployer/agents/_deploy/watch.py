"""Follows the pods while a release is installed: tells progress, and stops when it is hopeless."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import anyio
import httpx2
from lightkube import AsyncClient
from lightkube.resources.core_v1 import Pod

from deployer.app import PART_OF
from deployer.diagnosis.collect import logs_of
from deployer.diagnosis.engine import findings
from deployer.diagnosis.finding import Finding
from deployer.diagnosis.kinds import Event
from deployer.diagnosis.partial import events as all_events
from deployer.diagnosis.reading import doing, is_ready, labels
from deployer.diagnosis.snapshot import OBJECTS, Snapshot
from deployer.errors import UnhealthyError
from deployer.tools.kube import meta

AGAIN_SECONDS = 1.0
NOT_FOLLOWED = {kind.__name__: "not followed" for kind in OBJECTS.values() if kind is not Pod} | {
    "ConfigMap": "not followed",
    "Secret": "not followed",
}
OLD_PODS_SECONDS = 30.0
"""How long a rollout may leave pods alone that were there before it."""


class HopelessError(UnhealthyError):
    """Waiting longer does not help; says why.

    Args:
        finding: What is wrong.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding}.", cause=_evidence(finding), cure=finding.cure)
        self.finding = finding


class PodWatch:
    """What the app's pods do, from one moment on.

    Args:
        client: The cluster.
        app: The app's name.
        tell: Takes a line for the person who watches.
    """

    def __init__(self, client: AsyncClient, app: str, tell: Callable[[str], None]) -> None:
        self._client = client
        self._app = app
        self._tell = tell
        self._pods: dict[str, Pod] = {}
        self._changed = anyio.Event()
        self._said: dict[str, str] = {}
        self._old_pods: frozenset[str] = frozenset()
        self._old_events: frozenset[tuple[str, int]] = frozenset()
        self._since: dict[str, float] = {}
        self._moved = 0.0
        self._started = time.monotonic()

    async def begin(self) -> None:
        """Remember what is there already: the past of others is not this rollout's."""
        async for pod in self._client.list(Pod, labels={PART_OF: self._app}):
            self._pods[meta(pod).uid or ""] = pod
        self._old_pods = frozenset(self._pods)
        self._old_events = frozenset(_key(one) for one in await self._events())
        self._started = time.monotonic()

    async def follow(self) -> None:
        """Keep the pods up to date until cancelled; a watch that ends is started anew."""
        while True:
            try:
                await self._listen()
            except httpx2.HTTPError:
                await anyio.sleep(AGAIN_SECONDS)

    async def judge(self) -> None:
        """Tell what changes, until cancelled.

        Raises:
            HopelessError: A pod will not become ready, however long one waits.
        """
        while True:
            for finding in await self.findings():
                if finding.patience is not None and self.lasts(finding):
                    raise HopelessError(finding)
            with anyio.move_on_after(AGAIN_SECONDS):
                await self._changed.wait()
            self._changed = anyio.Event()

    async def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong with this rollout now; nothing when the API is away."""
        try:
            events = [one for one in await self._events() if _key(one) not in self._old_events]
            pods = self._pods_of_rollout()
            logs = await logs_of(self._client, pods)
        except httpx2.HTTPError:
            return ()
        # Only pods and events are followed: nothing may be concluded from what is not here.
        snapshot = Snapshot(
            namespace=self._client.namespace,
            taken_at=datetime.now(UTC),
            pods=tuple(pods),
            events=tuple(events),
            logs=logs,
            unreadable=NOT_FOLLOWED,
        )
        return findings(snapshot)

    async def _events(self) -> tuple[Event, ...]:
        return await all_events(self._client, self._client.namespace)

    def lasts(self, finding: Finding) -> bool:
        """Tell whether a finding had all the time that it may take to settle by itself.

        While pods come, go and get ready, that time does not run: events of before stay, and a
        slow machine needs longer for each pod.
        """
        first = self._since.setdefault(str(finding), time.monotonic())
        quiet_since = max(first, self._moved)
        return time.monotonic() - quiet_since >= (finding.patience or 0.0)

    async def until_ready(self, component: str, count: int, image: str) -> None:
        """Return when so many pods with this image are ready, and no others are left."""
        while True:
            pods = [pod for pod in self._pods.values() if _component(pod) == component]
            new = [pod for pod in pods if _serves(pod, image)]
            if len(new) == count and len(pods) == count:
                return
            with anyio.move_on_after(AGAIN_SECONDS):
                await self._changed.wait()

    async def _listen(self) -> None:
        self._pods.clear()
        before: frozenset[tuple[str, bool, bool]] = frozenset()
        # A watch without a version begins with everything that is there.
        async for operation, pod in self._client.watch(Pod, labels={PART_OF: self._app}):
            uid = meta(pod).uid or ""
            if operation == "DELETED":
                self._pods.pop(uid, None)
            else:
                self._pods[uid] = pod
                self._report(pod)
            now = frozenset(_stage(one) for one in self._pods.values())
            if now != before:
                before, self._moved = now, time.monotonic()
            self._changed.set()

    def _report(self, pod: Pod) -> None:
        uid, now = meta(pod).uid or "", doing(pod)
        if uid not in self._old_pods and self._said.get(uid) != now:
            self._said[uid] = now
            self._tell(f"{meta(pod).name}: {now}")

    def _pods_of_rollout(self) -> list[Pod]:
        """Return the pods that count: new ones, and old ones that are not being replaced."""
        late = time.monotonic() - self._started > OLD_PODS_SECONDS
        return [
            pod
            for pod in self._pods.values()
            if not meta(pod).deletionTimestamp and (late or meta(pod).uid not in self._old_pods)
        ]


def _stage(pod: Pod) -> tuple[str, bool, bool]:
    return meta(pod).uid or "", meta(pod).deletionTimestamp is not None, is_ready(pod)


def _component(pod: Pod) -> str:
    return labels(pod).get("app.kubernetes.io/component", "")


def _serves(pod: Pod, image: str) -> bool:
    running = (pod.status and pod.status.containerStatuses) or ()
    fits = any(one.image.endswith(image) for one in running)
    return fits and is_ready(pod) and not meta(pod).deletionTimestamp


def _key(event: Event) -> tuple[str, int]:
    return event.uid, event.count


def _evidence(finding: Finding) -> str:
    return "\n".join(f"{one.what}: {one.value}" for one in finding.evidence if one.value)
