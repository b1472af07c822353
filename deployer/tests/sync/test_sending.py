"""Who is sent what; the pods are stand-ins, what runs inside them has tests of its own."""

import gzip
import json
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from lightkube import AsyncClient
from lightkube.resources.core_v1 import Pod
from lightkube.types import ExecResponse

from deployer.app import load_app
from deployer.sync.sending import Sending, SendingError

pytestmark = pytest.mark.anyio
SOURCES = {"src/a.py": b"a", "src/b.py": b"b"}


def pod(name: str, *, key: str = "backend", volume: str = "sources", state: str = "running") -> Pod:
    about: dict[str, Any] = {
        "metadata": {
            "name": name,
            "uid": f"uid of {name}",
            "labels": {"app.kubernetes.io/component": key},
        },
        "spec": {"containers": [{"name": key}], "volumes": [{"name": volume}]},
        "status": {
            "containerStatuses": [
                {
                    "name": key,
                    "image": "x",
                    "imageID": "x",
                    "ready": False,
                    "restartCount": 0,
                    "state": {state: {}},
                }
            ]
        },
    }
    return cast("Pod", Pod.from_dict(about))


class Cluster:
    """Pods, and what each was sent."""

    def __init__(self, *pods: Pod) -> None:
        self.pods = list(pods)
        self.sent: list[tuple[str, list[str], list[str]]] = []
        self.refuses: set[str] = set()

    async def list(self, kind: type[Pod], labels: dict[str, str]) -> AsyncIterator[Pod]:
        assert kind is Pod
        assert labels == {"app.kubernetes.io/part-of": "todo"}
        for one in self.pods:
            yield one

    async def exec(self, name: str, *, stdin: bytes, **about: Any) -> ExecResponse:  # noqa: ANN401
        if name in self.refuses:
            return ExecResponse(stdout="", stderr="no room", exit_code=1)
        assert about["container"] == "backend"
        size, _, body = stdin.partition(b"\n")
        told = json.loads(gzip.decompress(body[: int(size)]))
        assert told["folders"] == ["/app/src"]
        self.sent.append((name, sorted(told["files"]), sorted(told["kept"])))
        return ExecResponse(stdout=f"{len(told['files'])}\n", stderr="", exit_code=0)

    def sending(self) -> Sending:
        return Sending(cast("AsyncClient", self))


async def test_a_new_pod_gets_everything_and_then_what_was_edited() -> None:
    cluster = Cluster(pod("one"))
    sending, app = cluster.sending(), load_app()
    (first,) = await sending.send(app, {"backend": SOURCES})
    assert (first.pod, first.service, first.files, first.is_new) == ("one", "backend", 2, True)
    assert await sending.send(app, {"backend": SOURCES}) == ()
    edited = {"src/a.py": b"other"}
    (second,) = await sending.send(app, {"backend": edited})
    assert (second.files, second.is_new) == (1, False)
    assert cluster.sent == [
        ("one", ["/app/src/a.py", "/app/src/b.py"], ["/app/src/a.py", "/app/src/b.py"]),
        ("one", ["/app/src/a.py"], ["/app/src/a.py"]),
    ]


async def test_a_pod_that_comes_later_gets_everything_too() -> None:
    cluster = Cluster(pod("one"))
    sending, app = cluster.sending(), load_app()
    await sending.send(app, {"backend": SOURCES})
    cluster.pods = [pod("two")]
    (sent,) = await sending.send(app, {"backend": SOURCES})
    assert (sent.pod, sent.is_new) == ("two", True)


async def test_who_cannot_take_anything_is_left_alone() -> None:
    going = pod("going")
    assert going.metadata
    going.metadata.deletionTimestamp = cast("Any", "2026-11-26T12:00:00Z")
    cluster = Cluster(
        pod("normal", volume="tmp"),
        pod("starting", state="waiting"),
        pod("database", key="database"),
        going,
    )
    assert await cluster.sending().send(load_app(), {"backend": SOURCES}) == ()


async def test_one_that_refuses_keeps_nobody_else_from_it_and_is_tried_again() -> None:
    cluster = Cluster(pod("one"), pod("two"))
    cluster.refuses = {"one"}
    sending, app = cluster.sending(), load_app()
    with pytest.raises(SendingError, match="one did not take the edit in") as raised:
        await sending.send(app, {"backend": SOURCES})
    assert raised.value.cause == "no room"
    cluster.refuses = set()
    (sent,) = await sending.send(app, {"backend": SOURCES})
    assert (sent.pod, sent.is_new) == ("one", True)
