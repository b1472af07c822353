"""What is asked of the API, and what becomes of its answers and refusals."""

import base64
import gzip
import json

from deployer.diagnosis.collect import take_snapshot, telling
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.api import Api, Tree
from tests.diagnosis.objects import ago, crashing, ended, owned, pod, status, waiting

SPACE = "/api/v1/namespaces/shop"
CANARY = "canary-5f1c9e"


def named(name: str, **more: object) -> Tree:
    return {"metadata": {"name": name, "namespace": "shop"}, **more}


def release(revision: int, state: str, said: str = "") -> Tree:
    payload = {"info": {"description": said}, "config": {"password": CANARY}}
    packed = base64.b64encode(gzip.compress(json.dumps(payload).encode()))
    labels = {"owner": "helm", "name": "web", "status": state, "version": str(revision)}
    secret = named(f"sh.helm.release.v1.web.v{revision}", type="helm.sh/release.v1")
    secret["metadata"]["labels"] = labels
    return {**secret, "data": {"release": base64.b64encode(packed).decode()}}


async def taken(api: Api) -> Snapshot:
    async with api.client() as client:
        return await take_snapshot(client, "shop")


async def test_lists_are_read_to_their_end_page_by_page() -> None:
    api = Api({f"{SPACE}/pods": [named(f"web-{n}") for n in range(7)]}, page=3)
    assert len((await taken(api)).pods) == 7
    asked = [one for one in api.asked if one.url.path == f"{SPACE}/pods"]
    assert len(asked) == 3
    assert all(one.url.params["limit"] for one in asked)


async def test_what_is_refused_is_noted_and_is_no_error() -> None:
    refused = frozenset({f"{SPACE}/secrets", "/api/v1/nodes"})
    snapshot = await taken(Api({f"{SPACE}/pods": [named("web-1")]}, refused))
    assert len(snapshot.pods) == 1
    assert set(snapshot.unreadable) == {"Secret", "HelmRelease", "Node"}
    assert not snapshot.readable("Secret")


async def test_of_secrets_and_config_maps_only_the_names_of_keys_are_kept() -> None:
    secret = named("keys", type="Opaque", data={"api": base64.b64encode(CANARY.encode()).decode()})
    config = named("settings", data={"b": CANARY, "a": CANARY})
    snapshot = await taken(Api({f"{SPACE}/secrets": [secret], f"{SPACE}/configmaps": [config]}))
    found, settings = snapshot.secret("keys"), snapshot.config_map("settings")
    assert found is not None
    assert settings is not None
    assert (found.keys, settings.keys) == (("api",), ("a", "b"))
    text = snapshot.to_json()
    assert CANARY.encode() not in text
    assert base64.b64encode(CANARY.encode()) not in text


async def test_a_release_is_its_newest_revision_and_what_helm_noted() -> None:
    revisions = [
        release(1, "superseded"),
        release(2, "deployed"),
        release(3, "failed", "timed out"),
    ]
    (found,) = (await taken(Api({f"{SPACE}/secrets": revisions}))).releases
    assert (found.revision, found.status, found.deployed) == (3, "failed", 2)
    assert found.description == "timed out"


async def test_a_release_that_cannot_be_read_is_still_told() -> None:
    broken = release(1, "pending-install")
    broken["data"] = {"release": "bm90IGl0"}
    (found,) = (await taken(Api({f"{SPACE}/secrets": [broken]}))).releases
    assert (found.status, found.description, found.deployed) == ("pending-install", "", 0)


async def test_events_of_nodes_stand_elsewhere_and_are_read_too() -> None:
    mine = named(
        "a",
        reason="BackOff",
        involvedObject={"kind": "Pod", "name": "web-1", "namespace": "shop"},
        lastTimestamp=ago(10),
        message=f"password={CANARY}",
    )
    of_node = {
        "metadata": {"name": "b"},
        "reason": "Rebooted",
        "lastTimestamp": ago(99),
        "involvedObject": {"kind": "Node", "name": "n"},
    }
    of_others = {
        "metadata": {"name": "c"},
        "reason": "Other",
        "involvedObject": {"kind": "Pod", "name": "x", "namespace": "default"},
    }
    newer = {
        **mine,
        "reason": "Failed",
        "lastTimestamp": None,
        "eventTime": ago(5),
        "series": {"count": 7, "lastObservedTime": ago(1)},
    }
    api = Api(
        {
            f"{SPACE}/events": [newer, mine],
            "/api/v1/namespaces/default/events": [of_node, of_others],
        }
    )
    events = (await taken(api)).events
    assert [one.reason for one in events] == ["Rebooted", "BackOff", "Failed"]
    assert events[2].count == 7
    assert CANARY not in events[1].message


async def test_logs_are_those_of_the_run_that_failed() -> None:
    again = status(restartCount=2, ready=False, lastState=ended(1))
    pods = [pod("waits", crashing(1)), pod("runs", again), pod("well")]
    trees = [one.to_dict() for one in pods]
    snapshot = await taken(Api({f"{SPACE}/pods": trees}))
    assert snapshot.logs == {"waits/app": "now\n", "runs/app": "before\n"}


def test_logs_are_read_of_what_crashed_or_is_not_ready_and_of_nothing_else() -> None:
    pods = (
        pod("well"),
        pod("crashes", crashing(1)),
        pod("runs", status(ready=False)),
        pod("waits", waiting("ImagePullBackOff")),
        pod("was-restarted", status(restartCount=1, lastState=ended(1))),
        pod("often-restarted", status(restartCount=4, lastState=ended(1))),
        pod("ends", crashing(1), metadata={"deletionTimestamp": ago(5)}),
    )
    assert [one.pod.metadata.name for one in telling(pods) if one.pod.metadata] == [
        "crashes",
        "runs",
        "often-restarted",
    ]


def test_many_pods_of_one_owner_say_the_same() -> None:
    mine = [pod(f"web-{n}", crashing(1), metadata=owned("ReplicaSet", "web-5f")) for n in range(9)]
    assert len(telling([*mine, pod("other", crashing(1))])) == 3
