"""A person chooses the model, or brings a key of their own, where the operator allows it."""

from collections.abc import Callable
from typing import Any

import pytest

from src.database import Database
from src.models.assistant_choice import AssistantChoice
from tests.conftest import Client
from tests.test_agent.provider import Provider, Reply, words
from tests.test_agent.replicas import Browser

pytestmark = pytest.mark.usefixtures("provided")
KEY = "sk-or-mine-1234567890"


@pytest.fixture(autouse=True)
def allowed(provided: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - comes first
    """The operator lets people choose, and bring keys."""
    monkeypatch.setenv("TODO_OFFERED_MODELS", "small/one, big/one")
    monkeypatch.setenv("TODO_OWN_KEYS", "on")
    monkeypatch.setenv("OPENROUTER_FALLBACK_MODELS", "spare/model")


@pytest.fixture
def keyless(allowed: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - the same
    """The operator has no key."""
    monkeypatch.delenv("OPENROUTER_API_KEY")


async def choose(browser: Browser, **choice: str | None) -> dict[str, Any]:
    answer = await browser.client.patch(f"{browser.base}/api/v1/me/assistant", json=choice)
    assert answer.status_code == 200, answer.text
    chosen: dict[str, Any] = answer.json()
    return chosen


async def who_answers(browser: Browser) -> dict[str, Any]:
    told: dict[str, Any] = (await browser.client.get(f"{browser.base}/api/v1/assistant")).json()
    return told


async def test_the_chosen_model_is_asked_first_with_the_operators_key(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [words("Hello.")]
    chosen = await choose(browser, model="big/one")
    assert chosen["model"] == "big/one"
    assert chosen["models"] == ["test/model", "small/one", "big/one"]
    assert (await who_answers(browser))["model"] == "big/one"
    stream = await browser.say("hello")
    assert stream.of("data-turn")[0]["data"]["model"] == "big/one"
    headers, body = provider.requests[-1]
    assert (headers["authorization"], body["model"]) == ("Bearer the-key", "big/one")


async def test_when_the_chosen_model_fails_the_operators_are_asked(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [Reply(status=404), words("Hello from the other one.")]
    await choose(browser, model="big/one")
    assert (await browser.say("hello")).text == "Hello from the other one."
    assert [body["model"] for _, body in provider.requests] == ["big/one", "test/model"]


async def test_with_a_key_of_ones_own_only_it_is_used(browser: Browser, provider: Provider) -> None:
    provider.script = [words("Hello.")]
    chosen = await choose(browser, key=KEY, model="any/model")
    assert (chosen["model"], chosen["key_end"]) == ("any/model", "7890")
    assert "own key" in (await who_answers(browser))["detail"]
    await browser.say("hello")
    headers, body = provider.requests[-1]
    assert (headers["authorization"], body["model"]) == (f"Bearer {KEY}", "any/model")
    assert not [name for name in headers if name.startswith("openai-")]


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "your own key was refused"), (402, "credit of your own key"), (403, "your own key may")],
)
async def test_an_own_key_that_fails_is_named_and_the_operators_is_not_spent(
    browser: Browser, provider: Provider, status: int, reason: str
) -> None:
    provider.script = [Reply(status=status)]
    await choose(browser, key=KEY)
    stream = await browser.say("add buy bread")
    assert reason in stream.text
    assert stream.text.endswith("Added buy bread.")
    assert {headers["authorization"] for headers, _ in provider.requests} == {f"Bearer {KEY}"}


@pytest.mark.usefixtures("keyless")
async def test_an_own_key_answers_where_the_operator_has_none(
    browser: Browser, provider: Provider
) -> None:
    provider.script = [words("Hello.")]
    assert (await who_answers(browser))["offline"] is True
    await choose(browser, key=KEY)
    assert (await who_answers(browser))["model"] == "test/model"
    stream = await browser.say("hello")
    assert (stream.text, len(provider.requests)) == ("Hello.", 1)
    await choose(browser, key=None)
    await browser.say("hello")
    assert len(provider.requests) == 1


async def test_taking_the_key_back_takes_back_what_only_it_allowed(browser: Browser) -> None:
    await choose(browser, key=KEY, model="any/model")
    without = await choose(browser, key=None)
    assert (without["model"], without["key_end"]) == (None, None)
    await choose(browser, key=KEY, model="big/one")
    assert (await choose(browser, key=None))["model"] == "big/one"


async def test_a_key_is_never_shown_exported_or_kept_as_it_is(
    browser: Browser, database_url: str, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    provider.script = [Reply(status=401)]
    await choose(browser, key=KEY)
    await browser.say("hello")
    export = await browser.client.get(f"{browser.base}/api/v1/me/export")
    assert export.json()["assistant"][0]["key_end"] == "7890"
    shown = await browser.client.get(f"{browser.base}/api/v1/me/assistant")
    database = Database(database_url)
    async with database.session() as session:
        account = (await browser.client.get(f"{browser.base}/api/v1/me")).json()["id"]
        kept = await session.get_one(AssistantChoice, account)
    await database.close()
    told = (export.text, shown.text, kept.model_dump_json(), caplog.text)
    assert not [text for text in told if KEY in text]


@pytest.mark.parametrize("key", ["short", "x" * 501, "nul\x00nul\x00nul", 12345678901])
async def test_a_key_that_cannot_be_one_is_refused_and_not_repeated(
    browser: Browser, key: object
) -> None:
    answer = await browser.client.patch(f"{browser.base}/api/v1/me/assistant", json={"key": key})
    assert answer.status_code == 422
    assert str(key) not in answer.text


async def test_a_model_that_is_not_offered_is_refused_by_name(browser: Browser) -> None:
    answer = await browser.client.patch(
        f"{browser.base}/api/v1/me/assistant", json={"model": "dear/one"}
    )
    assert answer.status_code == 422
    assert "test/model, small/one, big/one" in answer.json()["detail"]


async def test_a_program_may_not_choose(guest: Client, new_client: Callable[[], Client]) -> None:
    made = await guest.post("/api/v1/me/tokens", json={"name": "x", "scopes": ["read", "write"]})
    robot = new_client()
    robot.headers["authorization"] = f"Bearer {made.json()['secret']}"
    assert (await robot.get("/api/v1/me/assistant")).status_code == 403
    assert (await robot.patch("/api/v1/me/assistant", json={})).status_code == 403


async def test_a_choice_that_was_changed_elsewhere_is_not_overwritten(browser: Browser) -> None:
    url = f"{browser.base}/api/v1/me/assistant"
    read = (await browser.client.get(url)).headers["etag"]
    match = {"if-match": read}
    first = await browser.client.patch(url, json={"model": "big/one"}, headers=match)
    assert (first.status_code, first.headers["etag"] != read) == (200, True)
    second = await browser.client.patch(url, json={"model": "small/one"}, headers=match)
    assert second.status_code == 412
    assert second.json()["current"]["model"] == "big/one"
