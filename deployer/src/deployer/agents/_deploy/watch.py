"""Follows the pods while a release is installed: tells progress, and stops when it is hopeless."""

import time
from collections.abc import Callable

import anyio
import httpx2
from lightkube import AsyncClient
from lightkube.resources.core_v1 import Pod

from deployer.app import PART_OF
from deployer.diagnosis.collect import pod_state, warnings, with_logs
from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.finding import Finding
from deployer.diagnosis.snapshot import EventState, PodState, Snapshot
from deployer.errors import UnhealthyError
from deployer.tools.kube import meta

AGAIN_SECONDS = 1.0
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
        self._pods: dict[str, PodState] = {}
        self._changed = anyio.Event()
        self._said: dict[str, str] = {}
        self._old_pods: frozenset[str] = frozenset()
        self._old_events: frozenset[tuple[str, int]] = frozenset()
        self._since: dict[str, float] = {}
        self._started = time.monotonic()

    async def begin(self) -> None:
        """Remember what is there already: the past of others is not this rollout's."""
        async for pod in self._client.list(Pod, labels={PART_OF: self._app}):
            self._pods[meta(pod).uid or ""] = pod_state(pod)
        self._old_pods = frozenset(self._pods)
        self._old_events = frozenset(_key(one) for one in await warnings(self._client))
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
            events = [
                one for one in await warnings(self._client) if _key(one) not in self._old_events
            ]
            pods = [await with_logs(self._client, pod) for pod in self._pods_of_rollout()]
        except httpx2.HTTPError:
            return ()
        return diagnose(Snapshot(pods=tuple(pods), events=tuple(events)))

    def lasts(self, finding: Finding) -> bool:
        """Tell whether a finding had all the time that it may take to settle by itself."""
        first = self._since.setdefault(str(finding), time.monotonic())
        return time.monotonic() - first >= (finding.patience or 0.0)

    async def until_ready(self, component: str, count: int, image: str) -> None:
        """Return when so many pods with this image are ready, and no others are left."""
        while True:
            pods = [pod for pod in self._pods.values() if pod.component == component]
            new = [pod for pod in pods if pod.ready and not pod.deleting and _runs(pod, image)]
            if len(new) == count and len(pods) == count:
                return
            with anyio.move_on_after(AGAIN_SECONDS):
                await self._changed.wait()

    async def _listen(self) -> None:
        self._pods.clear()
        # A watch without a version begins with everything that is there.
        async for operation, pod in self._client.watch(Pod, labels={PART_OF: self._app}):
            state = pod_state(pod)
            if operation == "DELETED":
                self._pods.pop(state.uid, None)
            else:
                self._pods[state.uid] = state
                self._report(state)
            self._changed.set()

    def _report(self, pod: PodState) -> None:
        if pod.uid not in self._old_pods and self._said.get(pod.uid) != pod.doing:
            self._said[pod.uid] = pod.doing
            self._tell(f"{pod.name}: {pod.doing}")

    def _pods_of_rollout(self) -> list[PodState]:
        """Return the pods that count: new ones, and old ones that are not being replaced."""
        late = time.monotonic() - self._started > OLD_PODS_SECONDS
        return [
            pod
            for pod in self._pods.values()
            if not pod.deleting and (late or pod.uid not in self._old_pods)
        ]


def _runs(pod: PodState, image: str) -> bool:
    return any(one.image.endswith(image) for one in pod.containers)


def _key(event: EventState) -> tuple[str, int]:
    return event.uid, event.count


def _evidence(finding: Finding) -> str:
    return "\n".join(f"{one.what}: {one.value}" for one in finding.evidence if one.value)
