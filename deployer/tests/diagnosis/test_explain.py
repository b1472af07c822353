"""The model's words, from a provider that the test scripts."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from pydantic import SecretStr

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.explain import explain, is_overheard, question
from deployer.errors import DeployerError, MissingError, UsageError
from deployer.settings import Settings
from tests.diagnosis.objects import crashing, pod, snapshot

CANARY = "canary-5f1c9e"
FOUND = diagnose(
    snapshot(pod("web-1", crashing(1)), logs={"web-1/app": f"password={CANARY} is wrong"})
)


class Provider:
    """A scripted provider and what it was asked."""

    def __init__(self, code: int, body: str) -> None:
        self.code, self.body = code, body
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.url = ""


@contextmanager
def provider(body: object, code: int = 200) -> Iterator[Provider]:
    told = Provider(code, body if isinstance(body, str) else json.dumps(body))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            told.keys.append(self.headers["Authorization"])
            self.send_response(told.code)
            self.end_headers()
            self.wfile.write(told.body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield told
        server.shutdown()
        thread.join()


def settings(url: str | None, key: str | None = "k-1") -> Settings:
    return Settings.model_construct(
        openrouter_api_key=SecretStr(key) if key else None,
        openrouter_model="small",
        openrouter_base_url=url,
    )


async def test_the_model_s_words_come_back_with_its_name() -> None:
    answer = {"choices": [{"message": {"content": " It crashes. "}}]}
    with provider(answer) as told:
        assert await explain(FOUND, settings(told.url)) == ("small", "It crashes.")
    assert told.keys == ["Bearer k-1"]
    assert told.asked[0]["model"] == "small"
    assert "web-1" in json.dumps(told.asked)


async def test_no_secret_reaches_the_model() -> None:
    with provider({"choices": [{"message": {"content": "x"}}]}) as told:
        await explain(FOUND, settings(told.url))
    assert CANARY not in json.dumps(told.asked)
    assert CANARY not in question(FOUND)


@pytest.mark.parametrize(
    ("body", "code"), [("no", 500), ("not json", 200), ({"choices": []}, 200), ({"x": 1}, 402)]
)
async def test_a_provider_that_fails_is_an_error_that_says_it_is_not_needed(
    body: object, code: int
) -> None:
    with (
        provider(body, code) as told,
        pytest.raises(DeployerError, match="no explanation") as error,
    ):
        await explain(FOUND, settings(told.url))
    assert "without --explain" in error.value.cure
    assert "k-1" not in str(error.value)


async def test_without_a_key_nothing_is_asked() -> None:
    with pytest.raises(MissingError, match="no model"):
        await explain(FOUND, settings(None, key=None))


async def test_a_key_is_not_sent_unencrypted_to_another_machine() -> None:
    with pytest.raises(UsageError, match="not asked"):
        await explain(FOUND, settings("http://models.example/v1"))
    assert not is_overheard("https://models.example/v1")
