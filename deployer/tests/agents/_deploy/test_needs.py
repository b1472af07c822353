"""What a profile needs of a cluster is named before anything is built."""

import base64
import json

import httpx2
import pytest

from deployer.agents._deploy.needs import NEEDS, check_needs
from deployer.agents._deploy.secrets import ensure_secrets, wanted_secrets
from deployer.app import App, load_app
from deployer.errors import MissingError
from deployer.profiles import under
from tests.fake_api import FakeApi

ADDRESS = "postgresql://todo:hush@todo-postgres-rw.todo:5432/todo"
SECRET = "/api/v1/namespaces/todo/secrets/todo-postgres-app"


@pytest.fixture
def app() -> App:
    return under(load_app(), "production")


@pytest.fixture
def api() -> FakeApi:
    """A cluster with everything there."""
    api = FakeApi()
    api.before = lambda request: unknown(api, request.url.path)
    for need in NEEDS:
        api.objects[f"/apis/{need.api}"] = {"resources": [{"name": need.resource}]}
    put_address(api, ADDRESS)
    return api


def unknown(api: FakeApi, path: str) -> httpx2.Response | None:
    """Answer as a server does for an API that nobody added: in plain text."""
    if path.startswith("/apis/") and path not in api.objects:
        return httpx2.Response(404, text="404 page not found")
    return None


def put_address(api: FakeApi, address: str) -> None:
    data = {"uri": base64.b64encode(address.encode()).decode()}
    api.objects[SECRET] = {"metadata": {"name": "todo-postgres-app"}, "data": data}


async def test_a_cluster_with_everything_passes(api: FakeApi, app: App) -> None:
    assert await check_needs(api.client(), app) == len(NEEDS) + 1


async def test_the_local_profile_needs_nothing(app: App) -> None:
    del app
    assert await check_needs(FakeApi().client(), under(load_app(), "local")) == 0


async def test_all_that_lacks_is_named_at_once(api: FakeApi, app: App) -> None:
    for need in NEEDS:
        del api.objects[f"/apis/{need.api}"]
    with pytest.raises(MissingError, match="profile production") as failure:
        await check_needs(api.client(), app)
    for need in NEEDS:
        assert need.api in failure.value.cause
        assert need.comes_with in failure.value.cause
    assert failure.value.cure


async def test_an_api_without_the_kind_is_not_enough(api: FakeApi, app: App) -> None:
    api.objects["/apis/monitoring.coreos.com/v1"] = {"resources": [{"name": "podmonitors"}]}
    with pytest.raises(MissingError) as failure:
        await check_needs(api.client(), app)
    assert failure.value.cause.count("\n") == 0
    assert "servicemonitors" in failure.value.cause


async def test_a_database_s_secret_that_is_not_there_is_named(api: FakeApi, app: App) -> None:
    del api.objects[SECRET]
    with pytest.raises(MissingError, match="todo-postgres-app with the key uri"):
        await check_needs(api.client(), app)


async def test_the_key_that_older_pods_read_stays_for_the_way_back(api: FakeApi, app: App) -> None:
    contents = {"DATABASE_URL": "postgresql://before", "TODO_SECRET_KEY": "k" * 43}
    put_own(api, contents)
    (found,) = await wanted_secrets(api.client(), app, ["backend"])
    assert found.contents == found.existing == contents


def put_own(api: FakeApi, contents: dict[str, str]) -> None:
    labels = {"app.kubernetes.io/part-of": "todo"}
    data = {key: base64.b64encode(text.encode()).decode() for key, text in contents.items()}
    api.objects["/api/v1/namespaces/todo/secrets/todo-backend"] = {
        "metadata": {"name": "todo-backend", "labels": labels},
        "data": data,
    }


async def test_the_address_stays_in_its_secret_and_its_change_makes_new_pods(
    api: FakeApi, app: App
) -> None:
    first = await wanted_secrets(api.client(), app, ["backend"])
    assert [set(one.contents) for one in first] == [{"TODO_SECRET_KEY"}]
    put_own(api, first[0].contents)
    before = await ensure_secrets(api.client(), app, ["backend"])
    put_address(api, ADDRESS.replace("hush", "changed"))
    after = await ensure_secrets(api.client(), app, ["backend"])
    assert before["backend"] != after["backend"]
    mine = api.objects["/api/v1/namespaces/todo/secrets/todo-backend"]
    assert "DATABASE_URL" not in json.dumps(mine)
