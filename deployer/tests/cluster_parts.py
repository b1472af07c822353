"""Parts of tests on the builtin cluster: a namespace with a talker, a way that can be cut."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import anyio
import pytest
import yaml
from anyio.abc import SocketAttribute, SocketStream
from lightkube import AsyncClient, codecs
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.apps_v1 import Deployment
from lightkube.resources.core_v1 import Namespace, Pod

from deployer.clusters.base import State
from deployer.clusters.builtin import BuiltinCluster
from deployer.diagnosis.reading import is_ready
from deployer.requests import Access
from deployer.tools.kube import connect, if_there, meta

NAMESPACE = "todo-monitor-test"
TALKER = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: talker}
spec:
  replicas: 1
  selector: {matchLabels: {app: talker}}
  template:
    metadata: {labels: {app: talker}}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: talker
          image: IMAGE
          imagePullPolicy: IfNotPresent
          command: [python3, -uc]
          args:
            - |
              import os, time
              begun = int(time.time())
              for number in range(100000):
                  print(f"INFO: {begun} {number} token=hunter2hunter2", flush=True)
                  if os.path.exists("/tmp/end"):
                      os.remove("/tmp/end")
                      raise SystemExit(7)
                  time.sleep(0.05)
          volumeMounts: [{name: tmp, mountPath: /tmp}]
          resources:
            requests: {cpu: 10m, memory: 16Mi}
            limits: {cpu: 250m, memory: 64Mi}
          livenessProbe:
            exec: {command: [python3, -c, ""]}
            periodSeconds: 5
      volumes: [{name: tmp, emptyDir: {}}]
"""
"""Says a number twenty times a second, and ends when it finds a file."""


async def running_cluster() -> Access:
    """Return the way to the builtin cluster; skip the test where there is none."""
    found = BuiltinCluster()
    if await found.state() is not State.RUNNING:
        pytest.skip("needs the builtin cluster: sudo ./todo up --on builtin")
    return await found.access()


@asynccontextmanager
async def talker(access: Access) -> AsyncIterator[AsyncClient]:
    """A namespace of the test's own in which a pod talks; it is gone afterwards."""
    async with connect(access, NAMESPACE) as client:
        image = await _python_image(client)
        await client.create(Namespace(metadata=ObjectMeta(name=NAMESPACE)))
        try:
            tree = yaml.safe_load(TALKER.replace("IMAGE", image))
            await client.create(cast("Deployment", codecs.from_dict(tree)))
            await ready_pod(client)
            yield client
        finally:
            with anyio.CancelScope(shield=True):
                await client.delete(Namespace, NAMESPACE)
                while await if_there(client.get(Namespace, NAMESPACE)) is not None:
                    await anyio.sleep(0.5)


async def ready_pod(client: AsyncClient, *, but: str = "") -> str:
    """Wait until the talker is ready; return its pod's name, which is not `but`."""
    with anyio.fail_after(120):
        while True:
            async for pod in client.list(Pod):
                if is_ready(pod) and not meta(pod).deletionTimestamp and meta(pod).name != but:
                    return meta(pod).name or ""
            await anyio.sleep(0.2)


async def end_talking(client: AsyncClient, pod: str) -> None:
    """Let the talker's process end with exit code 7, so that it is started again."""
    await client.exec(pod, command=("python3", "-c", "open('/tmp/end', 'w')"), timeout=30)


async def _python_image(client: AsyncClient) -> str:
    """Return an image that the node has and that holds Python: the backend's."""
    labels = {"app.kubernetes.io/component": "backend"}
    async for pod in client.list(Pod, namespace="todo", labels={**labels}):
        if pod.spec:
            return pod.spec.containers[0].image or ""
    pytest.skip("needs the app on the builtin cluster: sudo ./todo up --on builtin")


class Wire:
    """A way to the API server that can be cut and mended.

    Args:
        access: The way that it leads along.
        folder: Where its kubeconfig is written.
    """

    def __init__(self, access: Access, folder: Path) -> None:
        self._tree = yaml.safe_load(access.kubeconfig.read_text())
        server = urlsplit(self._tree["clusters"][0]["cluster"]["server"])
        self._target = (server.hostname or "", server.port or 443)
        self.access = access.model_copy(update={"kubeconfig": folder / "config"})
        self._whole = True
        self._running: set[anyio.CancelScope] = set()

    @asynccontextmanager
    async def laid(self) -> AsyncIterator["Wire"]:
        """Lead connections on while the body runs."""
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.extra(SocketAttribute.local_port)  # noqa: S610 - no Django here
        self._tree["clusters"][0]["cluster"]["server"] = f"https://127.0.0.1:{port}"
        self.access.kubeconfig.write_text(yaml.safe_dump(self._tree))
        async with listener, anyio.create_task_group() as group:
            group.start_soon(listener.serve, self._lead)
            yield self
            group.cancel_scope.cancel()

    def cut(self) -> None:
        """Break every connection, and let no new one through."""
        self._whole = False
        for scope in self._running:
            scope.cancel()

    def mend(self) -> None:
        """Let connections through again."""
        self._whole = True

    async def _lead(self, near: SocketStream) -> None:
        with anyio.CancelScope() as scope:
            self._running.add(scope)
            async with near:
                if self._whole:
                    far = await anyio.connect_tcp(*self._target)
                    async with far, anyio.create_task_group() as group:
                        group.start_soon(_copy, far, near, group.cancel_scope)
                        group.start_soon(_copy, near, far, group.cancel_scope)
        self._running.discard(scope)


async def _copy(source: SocketStream, sink: SocketStream, both: anyio.CancelScope) -> None:
    with suppress(anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream):
        async for chunk in source:
            await sink.send(chunk)
    both.cancel()
