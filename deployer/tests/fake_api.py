"""An API server in memory: objects by path, versions, conflicts."""

import json
from collections.abc import Callable
from typing import Any

import httpx2
from lightkube import AsyncClient, KubeConfig
from lightkube.config.models import Cluster, User

CONFLICT, NOT_FOUND, CREATED = 409, 404, 201


class FakeApi:
    """Keeps objects as an API server does; `before` sees each request and may refuse it."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, Any]] = {}
        self.requests: list[str] = []
        self.before: Callable[[httpx2.Request], httpx2.Response | None] = lambda _: None
        self._version = 0

    def client(self, namespace: str = "todo") -> AsyncClient:
        """A client of this server."""
        config = KubeConfig.from_one(cluster=Cluster(server="http://fake"), user=User())
        return AsyncClient(
            config=config,
            namespace=namespace,
            field_manager="test",
            transport=httpx2.MockTransport(self._answer),
        )

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(f"{request.method} {request.url.path}")
        refused = self.before(request)
        if refused is not None:
            return refused
        body = json.loads(request.content) if request.content else {}
        handlers = {
            "GET": self._get,
            "POST": self._create,
            "PUT": self._replace,
            "DELETE": self._delete,
        }
        return handlers[request.method](request.url.path, body)

    def _get(self, path: str, _: dict[str, Any]) -> httpx2.Response:
        if path in self.objects:
            return httpx2.Response(200, json=self.objects[path])
        if path.rpartition("/")[2].endswith("s"):  # a plural: the list of a kind
            things = [one for at, one in self.objects.items() if at.rpartition("/")[0] == path]
            return httpx2.Response(200, json={"items": things, "metadata": {}})
        return status(NOT_FOUND)

    def _create(self, path: str, body: dict[str, Any]) -> httpx2.Response:
        one = f"{path}/{body['metadata']['name']}"
        if one in self.objects:
            return status(CONFLICT)
        return httpx2.Response(CREATED, json=self._keep(one, body))

    def _replace(self, path: str, body: dict[str, Any]) -> httpx2.Response:
        if path not in self.objects:
            return status(NOT_FOUND)
        now = self.objects[path]["metadata"]["resourceVersion"]
        if body["metadata"].get("resourceVersion", now) != now:
            return status(CONFLICT)
        return httpx2.Response(200, json=self._keep(path, body))

    def _delete(self, path: str, _: dict[str, Any]) -> httpx2.Response:
        return status(200) if self.objects.pop(path, None) else status(NOT_FOUND)

    def _keep(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self._version += 1
        about = {"namespace": "todo", **body["metadata"], "resourceVersion": str(self._version)}
        self.objects[path] = {**body, "metadata": about}
        return self.objects[path]


def status(code: int) -> httpx2.Response:
    """An answer without an object."""
    return httpx2.Response(code, json={"kind": "Status", "code": code, "message": f"said {code}"})
