"""Alerts posted to a real server of this machine."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web

from deployer.errors import UsageError
from deployer.health import Alert
from deployer.pipeline import webhook as module
from deployer.pipeline.webhook import ROOM, Webhook

ALERT = Alert(at=datetime(2026, 11, 26, tzinfo=UTC), kind="problem", text="a: ill", good=False)


class Receiver:
    """Answers with the statuses that it was given, the last one again and again."""

    def __init__(self) -> None:
        self.statuses = [204]
        self.bodies: list[dict[str, object]] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        self.bodies.append(json.loads(await request.text()))
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return web.Response(status=status, headers={"location": "/elsewhere"})


@pytest.fixture
async def receiver(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Receiver]:
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0)
    found = Receiver()
    app = web.Application()
    app.router.add_post("/{any:.*}", found.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield found
    await runner.cleanup()


async def deliver(receiver: Receiver, *alerts: Alert) -> Webhook:
    hook = Webhook(receiver.url, cluster="kind", namespace="todo")
    for alert in alerts:
        hook.post(alert)
    hook.close()
    await hook.run()
    return hook


async def test_an_alert_arrives_as_small_json(receiver: Receiver) -> None:
    await deliver(receiver, ALERT)
    assert receiver.bodies == [
        {
            "cluster": "kind",
            "namespace": "todo",
            "at": "2026-11-26T00:00:00Z",
            "kind": "problem",
            "text": "a: ill",
            "good": False,
        }
    ]


async def test_a_receiver_that_stumbles_is_asked_again(receiver: Receiver) -> None:
    receiver.statuses = [503, 429, 204]
    hook = await deliver(receiver, ALERT)
    assert (len(receiver.bodies), hook.failed) == (3, 0)


async def test_the_tries_are_bounded(receiver: Receiver) -> None:
    receiver.statuses = [500]
    hook = await deliver(receiver, ALERT)
    assert (len(receiver.bodies), hook.failed) == (module.TRIES, 1)


@pytest.mark.parametrize("status", [404, 302])
async def test_a_refusal_is_final_and_a_redirect_is_not_followed(
    receiver: Receiver, status: int
) -> None:
    receiver.statuses = [status]
    hook = await deliver(receiver, ALERT)
    assert hook.failed == 1
    assert len(receiver.bodies) == 1


async def test_posting_never_waits_and_keeps_a_bound(receiver: Receiver) -> None:
    hook = await deliver(receiver, *[ALERT] * (ROOM + 3))
    assert (len(receiver.bodies), hook.dropped) == (ROOM, 3)


async def test_credentials_in_an_alert_stay_here(receiver: Receiver) -> None:
    said = "connect postgresql://todo:hunter2secret@db/todo failed"
    await deliver(receiver, ALERT.model_copy(update={"text": said}))
    assert "hunter2secret" not in json.dumps(receiver.bodies)


@pytest.mark.parametrize(
    "url",
    ["http://hooks.example/x", "ftp://127.0.0.1/", "https://", "file:///etc/passwd", "nonsense"],
)
def test_alerts_do_not_cross_the_network_in_the_clear(url: str) -> None:
    with pytest.raises(UsageError) as failure:
        Webhook(url, cluster="kind", namespace="todo")
    assert url not in str(failure.value)


@pytest.mark.parametrize("url", ["https://hooks.example/x", "http://localhost:1/", "http://[::1]/"])
def test_https_and_this_machine_are_fine(url: str) -> None:
    Webhook(url, cluster="kind", namespace="todo")
