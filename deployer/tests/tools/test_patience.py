"""A server that went away is waited for; one that never was there is not."""

import anyio
import httpx2
import pytest

from deployer.tools import patience as module
from deployer.tools.patience import Patient

URL = "http://fake/api"


class Flaky(httpx2.AsyncBaseTransport):
    """Answers as it is told: 200, 503, or an error."""

    def __init__(self, *answers: int | type[httpx2.TransportError]) -> None:
        self.answers = list(answers)
        self.seen = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.seen += 1
        answer = self.answers.pop(0)
        if isinstance(answer, int):
            return httpx2.Response(answer, request=request)
        raise answer("away", request=request)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.0)


async def ask(transport: Patient, *methods: str) -> list[int]:
    requests = [httpx2.Request(method, URL) for method in methods]
    return [(await transport.handle_async_request(one)).status_code for one in requests]


async def test_a_server_that_restarts_is_waited_for() -> None:
    flaky = Flaky(200, httpx2.ConnectError, httpx2.ConnectError, 503, 200)
    assert await ask(Patient(flaky, 5), "GET", "GET") == [200, 200]
    assert flaky.seen == 5


async def test_a_server_that_never_answered_is_not_waited_for() -> None:
    with pytest.raises(httpx2.ConnectError):
        await ask(Patient(Flaky(httpx2.ConnectError, 200), 5), "GET")


async def test_without_patience_nothing_is_repeated() -> None:
    with pytest.raises(httpx2.ConnectError):
        await ask(Patient(Flaky(200, httpx2.ConnectError, 200), 0), "GET", "GET")


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
async def test_a_broken_answer_is_asked_for_again(method: str) -> None:
    assert await ask(Patient(Flaky(200, httpx2.ReadError, 200), 5), "GET", method) == [200, 200]


async def test_what_would_create_twice_is_not_repeated_once_it_was_sent() -> None:
    with pytest.raises(httpx2.ReadError):
        await ask(Patient(Flaky(200, httpx2.ReadError, 200), 5), "GET", "POST")
    assert await ask(Patient(Flaky(200, httpx2.ConnectError, 201), 5), "GET", "POST") == [200, 201]


async def test_patience_has_an_end() -> None:
    away = Flaky(200, *([httpx2.ConnectError] * 10_000))
    patient = Patient(away, 0.05)
    with anyio.fail_after(30), pytest.raises(httpx2.ConnectError):
        await ask(patient, "GET", "GET")
