"""What cleanup does to a namespace of its own on the running builtin cluster."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from lightkube import AsyncClient
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.core_v1 import ConfigMap, Namespace

from deployer.agents._cleanup import removal
from deployer.agents.k8s_cleanup import K8sCleanup
from deployer.app import App, load_app
from deployer.clusters.base import State
from deployer.clusters.builtin import BuiltinCluster
from deployer.events import ignore
from deployer.requests import Access, CleanupRequest, Scope
from deployer.results import Status
from deployer.tools.kube import connect, if_there, labels_of_ours
from deployer.tools.lease import BusyError, hold

pytestmark = pytest.mark.cluster
DATA = frozenset({Scope.RELEASE, Scope.DATA})
FINALIZER = "example.com/hold"


@pytest.fixture
async def access() -> Access:
    cluster = BuiltinCluster()
    if await cluster.state() is not State.RUNNING:
        pytest.skip("needs the builtin cluster: sudo ./todo up --on builtin")
    return await cluster.access()


@pytest.fixture
def app() -> App:
    """The app under a name that no other has: what belongs to it is nobody else's."""
    name = f"todo-test-{uuid4().hex[:8]}"
    return load_app().model_copy(update={"name": name, "namespace": name})


@pytest.fixture
async def client(access: Access, app: App) -> AsyncIterator[AsyncClient]:
    """A client, and the app's namespace, which goes when the test ends."""
    async with connect(access, app.namespace) as found:
        labels = labels_of_ours(app.name, "namespace")
        await found.create(Namespace(metadata=ObjectMeta(name=app.namespace, labels=labels)))
        yield found
        held = await if_there(found.get(ConfigMap, "held"))
        if held is not None:
            await found.patch(ConfigMap, "held", {"metadata": {"finalizers": None}})
        await if_there(found.delete(Namespace, app.namespace))


async def put(client: AsyncClient, app: App, name: str, *finalizers: str) -> None:
    about = ObjectMeta(
        name=name, labels=labels_of_ours(app.name, "backend"), finalizers=list(finalizers) or None
    )
    await client.create(ConfigMap(metadata=about))


async def test_all_goes_and_nothing_else(client: AsyncClient, access: Access, app: App) -> None:
    await put(client, app, "ours")
    result = await K8sCleanup(app=app).run(CleanupRequest(access=access, scopes=DATA), ignore)
    assert result.status is Status.DONE
    assert f"namespace {app.namespace}" in result.facts.removed
    assert result.facts.remaining == ()
    assert result.facts.foreign > 0
    assert await if_there(client.get(Namespace, app.namespace)) is None


async def test_a_look_removes_nothing(client: AsyncClient, access: Access, app: App) -> None:
    await put(client, app, "ours")
    request = CleanupRequest(access=access, scopes=DATA, look_only=True)
    result = await K8sCleanup(app=app).run(request, ignore)
    assert "ConfigMap ours" in result.facts.kept
    assert result.facts.removed == ()
    await client.get(ConfigMap, "ours")


async def test_a_finalizer_is_named_with_its_owner_and_taken_only_with_consent(
    client: AsyncClient, access: Access, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removal, "HELD_SECONDS", 0.5)
    await put(client, app, "held", FINALIZER)
    request = CleanupRequest(access=access, scopes=DATA)
    stuck = await K8sCleanup(app=app).run(request, ignore)
    assert stuck.status is Status.FAILED
    (said,) = [one for one in stuck.facts.remaining if one.startswith("namespace")]
    assert f"ConfigMap held is held by {FINALIZER}, set by todo-deployer" in said
    assert "--take-finalizers" in (stuck.next_step or "")
    assert (await client.get(ConfigMap, "held")).metadata.finalizers == [FINALIZER]  # type: ignore[union-attr]

    consent = request.model_copy(update={"take_finalizers": True})
    gone = await K8sCleanup(app=app).run(consent, ignore)
    assert gone.status is Status.DONE
    assert gone.facts.remaining == ()


async def test_who_deploys_right_now_is_not_disturbed(
    client: AsyncClient, access: Access, app: App
) -> None:
    await put(client, app, "ours")
    async with hold(client, app.name, lambda _: None):
        with pytest.raises(BusyError):
            await K8sCleanup(app=app).run(CleanupRequest(access=access, scopes=DATA), ignore)
    await client.get(ConfigMap, "ours")


async def test_a_namespace_that_is_not_ours_stays(
    client: AsyncClient, access: Access, app: App
) -> None:
    other = app.model_copy(update={"name": "another"})
    result = await K8sCleanup(app=other).run(CleanupRequest(access=access, scopes=DATA), ignore)
    assert result.status is Status.UNCHANGED
    await client.get(Namespace, app.namespace)
