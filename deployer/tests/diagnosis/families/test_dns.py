import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import body_of, fix_of, found, the
from tests.diagnosis.objects import (
    ago,
    crashing,
    deployment,
    merged,
    owned,
    pod,
    replica_set,
    service,
    snapshot,
    status,
)

LABEL = {"k8s-app": "kube-dns"}
COREDNS = deployment("coredns", metadata={"labels": LABEL, "namespace": "kube-system"})
SERVER = pod("coredns-1", labels=LABEL)
BROKEN = pod("coredns-1", crashing(), labels=LABEL)


def saying(log: str, **fields: object) -> Snapshot:
    parts = (pod("web-1", crashing()), service("database"))
    return snapshot(*parts, logs={"web-1/app": log}, **fields)


@pytest.mark.parametrize(
    "log",
    [
        "Error: getaddrinfo ENOTFOUND databse\n    at GetAddrInfoReqWrap",
        (
            'psycopg.OperationalError: could not translate host name "databse" to address: Name or'
            " service not known"
        ),
        "dial tcp: lookup databse on 10.96.0.10:53: no such host",
        "curl: (6) Could not resolve host: databse",
        (
            "psycopg.OperationalError: failed to resolve host 'databse': [Errno -2] Name or"
            " service not known"
        ),
    ],
    ids=["node", "libpq", "go", "curl", "psycopg"],
)
def test_a_host_that_no_service_is_called_by(log: str) -> None:
    finding = the(saying(log), "network.unknown-host")
    assert "looks for the host databse, and namespace shop has no Service databse" in finding.cause
    assert "the nearest that exists is database" in finding.cause
    assert finding.confidence == "strong"


def test_a_service_of_another_namespace_needs_that_in_its_name() -> None:
    given = saying("getaddrinfo ENOTFOUND redis", services_elsewhere=("cache/redis",))
    assert (
        "there is one in namespace cache: redis.cache" in the(given, "network.unknown-host").cause
    )


@pytest.mark.parametrize(
    "given",
    [
        saying("getaddrinfo ENOTFOUND database"),
        saying("getaddrinfo ENOTFOUND openrouter.ai"),
        saying("getaddrinfo EAI_AGAIN databse"),
        saying("getaddrinfo ENOTFOUND databse", unreadable={"Service": "forbidden"}),
    ],
    ids=["exists", "outside", "no answer", "unreadable"],
)
def test_other_failures_of_names_are_none(given: Snapshot) -> None:
    assert found(given, "network.unknown-host") == []


def test_a_dns_that_crashes_breaks_whoever_asks_it() -> None:
    given = saying(
        "getaddrinfo EAI_AGAIN database", system_pods=(BROKEN,), system_deployments=(COREDNS,)
    )
    finding = the(given, "network.dns-down")
    assert str(finding.object) == "Deployment coredns"
    assert finding.object.namespace == "kube-system"
    assert "is not ready (CrashLoopBackOff)" in finding.cause
    assert finding.cure == "kubectl rollout restart deployment/coredns -n kube-system"
    assert [str(one) for one in finding.causes] == ["Pod web-1/app"]


def test_a_dns_that_is_scaled_to_zero_is_scaled_up() -> None:
    none = deployment("coredns", metadata={"labels": LABEL}, spec={"replicas": 0})
    finding = the(snapshot(system_deployments=(none,)), "network.dns-down")
    assert "is scaled to 0" in finding.cause
    assert finding.cure == "kubectl scale deployment/coredns --replicas=1 -n kube-system"
    assert fix_of(finding).undo


@pytest.mark.parametrize(
    "given",
    [
        snapshot(system_pods=(SERVER,), system_deployments=(COREDNS,)),
        snapshot(
            system_pods=(
                pod(
                    "x", status(ready=False, state={"running": {"startedAt": ago(3)}}), labels=LABEL
                ),
            )
        ),
        snapshot(system_pods=(pod("other", crashing()),)),
        snapshot(system_pods=(BROKEN,), unreadable={"SystemPod": "forbidden"}),
    ],
    ids=["well", "starting", "none of that name", "unreadable"],
)
def test_a_dns_that_runs_or_is_not_known_is_none(given: Snapshot) -> None:
    assert found(given, "network.dns-down") == []


def asking(
    policy: str, *, host: bool = False, ready: bool = False, url: str = "database"
) -> Snapshot:
    spec = {
        "dnsPolicy": policy,
        "hostNetwork": host,
        "containers": [
            {"name": "app", "image": "a", "env": [{"name": "DB_URL", "value": f"http://{url}"}]}
        ],
    }
    about = merged(owned("ReplicaSet", "web-5f"), {})
    one = pod("web-1", status() if ready else crashing(), spec=spec, metadata=about)
    return snapshot(one, deployment(), replica_set(), service("database"))


def test_the_node_s_dns_knows_no_services() -> None:
    finding = the(asking("Default"), "network.dns-policy")
    assert "told to call database, but asks the node's DNS" in finding.cause
    spec = body_of(finding)["spec"]["template"]["spec"]
    assert spec == {"dnsPolicy": "ClusterFirst"}


def test_on_the_host_network_the_cluster_s_dns_has_to_be_asked_for() -> None:
    spec = body_of(the(asking("ClusterFirst", host=True), "network.dns-policy"))["spec"]
    assert spec["template"]["spec"] == {"dnsPolicy": "ClusterFirstWithHostNet"}


@pytest.mark.parametrize(
    "given",
    [
        asking("ClusterFirst"),
        asking("ClusterFirstWithHostNet", host=True),
        asking("Default", ready=True),
        asking("Default", url="db.example.com"),
    ],
    ids=["cluster", "on the host", "well", "outside"],
)
def test_pods_that_ask_the_right_one_are_well(given: Snapshot) -> None:
    assert found(given, "network.dns-policy") == []
