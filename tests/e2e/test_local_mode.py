"""One command gives a URL on this machine; down stops it, and the data stays."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psutil
import pytest

from tests.todo import Said, play, succeed, todo


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A cache folder and a port of the tests' own, so that nobody's data is touched."""
    folder = tmp_path_factory.mktemp("cache")
    return {"TODO_CACHE_DIR": str(folder), "TODO_PORT": str(free_port())}


@pytest.fixture(scope="module")
def running(env: dict[str, str]) -> Iterator[Said]:
    yield succeed("up", "--on", "local", env=env)
    todo("down", env=env)


@pytest.fixture(scope="module")
def url(running: Said) -> str:
    found: str = running.facts["url"]
    return found


def call(url: str, method: str = "GET", body: object = None, cookie: str = "") -> Any:  # noqa: ANN401
    """Send a request and return status, headers and parsed body."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json", "cookie": cookie}
    request = Request(url, data=data, headers=headers, method=method)  # noqa: S310 - loopback
    with urlopen(request, timeout=10) as answer:  # noqa: S310 - the same
        return answer.headers, json.loads(answer.read() or "null")


def test_the_url_serves_page_and_api(url: str) -> None:
    with urlopen(url, timeout=10) as page:  # noqa: S310 - loopback
        assert b"Todo Chatbot" in page.read()
    headers, account = call(f"{url}/api/v1/auth/guest", "POST", {})
    assert account["is_guest"]
    assert "HttpOnly" in headers["set-cookie"]


def test_people_can_use_it_in_a_browser(url: str) -> None:
    play(url)


def test_a_second_up_keeps_every_process(running: Said, env: dict[str, str]) -> None:
    again = succeed("up", "--on", "local", env=env)
    assert pids(again) == pids(running)
    assert again.facts["url"] == running.facts["url"]


def test_status_and_logs_tell_of_every_service(running: Said, env: dict[str, str]) -> None:
    status = succeed("status", env=env)
    assert {one["name"]: one["running"] for one in status.facts["services"]} == dict.fromkeys(
        pids(running), True
    )
    logs = todo("logs", "backend", env=env)
    assert logs.code == 0
    assert "backend: " in logs.out


def test_the_data_is_there_after_down_and_up(url: str, env: dict[str, str], running: Said) -> None:
    headers, _ = call(f"{url}/api/v1/auth/guest", "POST", {})
    cookie = headers["set-cookie"].partition(";")[0]
    call(f"{url}/api/v1/tasks", "POST", {"title": "still here"}, cookie)
    processes = [psutil.Process(pid) for pid in pids(running).values()]
    succeed("down", env=env)
    gone, alive = psutil.wait_procs(processes, timeout=10)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
    assert gone or processes
    back = succeed("up", "--on", "local", env=env)
    _, page = call(f"{back.facts['url']}/api/v1/tasks", cookie=cookie)
    assert [task["title"] for task in page["items"]] == ["still here"]


def test_down_twice_is_no_error_and_data_goes_when_asked(env: dict[str, str]) -> None:
    assert succeed("down", "--data", env=env).facts["removed"]
    assert succeed("down", env=env).result["summary"] == "Nothing was running."
    assert not list(Path(env["TODO_CACHE_DIR"]).glob("**/PG_VERSION"))


def pids(said: Said) -> dict[str, int]:
    return {one["name"]: one["pid"] for one in said.facts["services"]}
