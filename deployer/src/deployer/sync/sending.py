"""Sends sources into pods: all of them to a pod that is new, and then what was edited."""

from collections.abc import Iterator, Mapping

import httpx2
from lightkube import AsyncClient
from lightkube.resources.core_v1 import Pod

from deployer.app import App, Service
from deployer.errors import DeployerError
from deployer.frozen import Frozen
from deployer.sync.receivers import COMMANDS, message
from deployer.sync.sources import Sources
from deployer.tools.kube import meta, pods_of
from deployer.tools.together import together

VOLUME = "sources"
"""What a pod has whose sources can be edited, in our charts."""
SEND_SECONDS = 30.0


class Sent(Frozen):
    """What one pod took in."""

    pod: str
    service: str
    files: int
    """How many it changed."""
    is_new: bool
    """Whether it was sent everything, for the first time."""


class SendingError(DeployerError):
    """A pod did not take the sources in."""


class Sending:
    """Remembers what each pod has.

    Args:
        client: The cluster; its namespace is the app's.
    """

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._has: dict[str, Sources] = {}

    async def send(self, app: App, wanted: Mapping[str, Sources]) -> tuple[Sent, ...]:
        """Bring every running development pod up to date.

        Args:
            app: What is deployed.
            wanted: Service to its sources.

        Returns:
            What was sent; empty when every pod has it all.

        Raises:
            SendingError: A pod refused; the others took it in.
            httpx2.HTTPError: The cluster does not answer, as an ApiError that it refuses.
        """
        pods = await pods_of(self._client, app.name)
        there = {meta(pod).uid or "" for pod in pods}
        self._has = {uid: has for uid, has in self._has.items() if uid in there}
        sent: list[Sent] = []
        errors: list[SendingError] = []

        async def one(pod: Pod, key: str) -> None:
            try:
                sent.append(await self._send(pod, key, app.services[key], wanted[key]))
            except SendingError as error:
                errors.append(error)

        async with together() as group:
            for pod, key in _development_pods(pods, wanted):
                if self._has.get(meta(pod).uid or "") != wanted[key]:
                    group.start_soon(one, pod, key)
        if errors:
            raise errors[0]
        return tuple(sorted(sent, key=lambda one: one.pod))

    async def _send(self, pod: Pod, key: str, service: Service, wanted: Sources) -> Sent:
        name, uid = meta(pod).name or "", meta(pod).uid or ""
        has = self._has.get(uid, {})
        edited = {path: text for path, text in wanted.items() if has.get(path) != text}
        try:
            answer = await self._client.exec(
                name,
                container=key,
                command=COMMANDS[service.runtime],
                stdin=message(_folders(service), edited, wanted),
                stdout=True,
                stderr=True,
                timeout=SEND_SECONDS,
            )
        except (httpx2.HTTPError, TimeoutError) as error:
            raise SendingError(f"{name} cannot be reached.", cause=str(error)) from error
        if answer.exit_code != 0:
            raise SendingError(f"{name} did not take the edit in.", cause=str(answer.stderr)[-300:])
        self._has[uid] = wanted
        return Sent(pod=name, service=key, files=int(str(answer.stdout)), is_new=not has)


def _folders(service: Service) -> tuple[str, ...]:
    return service.development.sources if service.development else ()


def _development_pods(
    pods: list[Pod], services: Mapping[str, Sources]
) -> Iterator[tuple[Pod, str]]:
    """Yield the pods that can take something in right now, with their services."""
    for pod in pods:
        service = (meta(pod).labels or {}).get("app.kubernetes.io/component", "")
        if service in services and not meta(pod).deletionTimestamp and _runs(pod, service):
            yield pod, service


def _runs(pod: Pod, container: str) -> bool:
    volumes = (pod.spec.volumes if pod.spec else None) or []
    states = (pod.status.containerStatuses if pod.status else None) or []
    return any(one.name == VOLUME for one in volumes) and any(
        one.name == container and one.state and one.state.running for one in states
    )
