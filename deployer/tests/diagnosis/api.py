"""An API server of the tests' own: answers what it was given, as the real one would."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx2
from lightkube import AsyncClient
from lightkube.config.kubeconfig import SingleConfig
from lightkube.config.models import Cluster, Context, User

Tree = dict[str, Any]


class Api:
    """Lists by path; what is not given is empty.

    Args:
        lists: Path below the server to the items that it lists.
        refused: Paths that it forbids.
        page: Items of one page.
        objects: Path to a single object.
        patched: What becomes of any object that is patched.
    """

    def __init__(
        self,
        lists: Mapping[str, list[Tree]],
        refused: frozenset[str] = frozenset(),
        page: int = 500,
        *,
        objects: Mapping[str, Tree] | None = None,
        patched: Tree | None = None,
    ) -> None:
        self.asked: list[httpx2.Request] = []
        self._lists = lists
        self._refused = refused
        self._page = page
        self._objects = objects or {}
        self._patched = patched

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request."""
        self.asked.append(request)
        path = request.url.path
        if path in self._refused:
            said = {"kind": "Status", "code": 403, "message": f"{path} is forbidden"}
            return _json(403, said)
        if request.method == "PATCH" and self._patched is not None:
            return _json(200, self._patched)
        if path in self._objects:
            return _json(200, self._objects[path])
        if path.endswith("/log"):
            previous = request.url.params.get("previous") == "true"
            return httpx2.Response(200, text="before\n" if previous else "now\n")
        if path not in self._lists and path.count("/") == 4 and "namespaces/" in path:
            return _json(200, {"metadata": {"name": path.rsplit("/", 1)[1]}})
        start = int(request.url.params.get("continue", "0"))
        items = self._lists.get(path, [])
        more = str(start + self._page) if start + self._page < len(items) else ""
        page = items[start : start + self._page]
        return _json(200, {"items": page, "metadata": {"continue": more}})

    @asynccontextmanager
    async def client(self) -> AsyncIterator[AsyncClient]:
        """A client of it."""
        config = SingleConfig("test", Context("test"), Cluster(server="http://api.test"), User())
        transport = httpx2.MockTransport(self.answer)
        async with AsyncClient(config=config, namespace="shop", transport=transport) as client:
            yield client


def _json(code: int, tree: Tree) -> httpx2.Response:
    kind = {"Content-Type": "application/json"}
    return httpx2.Response(code, content=json.dumps(tree), headers=kind)
