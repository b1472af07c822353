import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import fix_of, found, the
from tests.diagnosis.objects import (
    Tree,
    crashing,
    deployment,
    from_yaml,
    merged,
    owned,
    pod,
    replica_set,
    service,
    snapshot,
    status,
)

DENY_ALL = """
kind: NetworkPolicy
apiVersion: networking.k8s.io/v1
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress]}
"""
NO_WAY_OUT = DENY_ALL.replace("Ingress", "Egress")
ALLOW = """
---
kind: NetworkPolicy
apiVersion: networking.k8s.io/v1
metadata: {name: api}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: http}]}]
"""
API = service("api", spec={"selector": {"app": "api"}})
SERVER = pod("api-1", labels={"app": "api"})
URL = [{"name": "API_URL", "value": "http://api/v1"}]


def calling(
    policies: str,
    container: Tree | None = None,
    *,
    env: list[Tree] | None = None,
    log: str = "",
    unreadable: str = "",
    **of_container: object,
) -> Snapshot:
    """A web that is told to call an api, under these policies."""
    fields = {"name": "app", "image": "a", "env": URL if env is None else env, **of_container}
    labels = {"app": "web", "pod-template-hash": "5f"}
    web = pod(
        "web-5f-1",
        container or status(),
        metadata=merged(owned("ReplicaSet", "web-5f"), {}),
        spec={"containers": [fields]},
        labels=labels,
    )
    parts = (web, deployment(), replica_set(), SERVER, API, *from_yaml(policies))
    return snapshot(
        *parts,
        logs={"web-5f-1/app": log} if log else {},
        unreadable={unreadable: "forbidden"} if unreadable else {},
    )


def test_the_policy_that_lets_nobody_in_is_named_and_opened_for_just_this() -> None:
    finding = the(calling(DENY_ALL, crashing()), "network.policy-blocks")
    assert str(finding.object) == "NetworkPolicy deny"
    assert (
        "does not let Deployment web reach Service api: ingress to api-1 at TCP 8000"
        in finding.cause
    )
    assert finding.severity == "critical"
    patch = fix_of(finding).patch
    assert patch is not None
    assert patch.type == "json"
    peer = {"podSelector": {"matchLabels": {"app": "web"}}}
    rule = {"from": [peer], "ports": [{"protocol": "TCP", "port": 8000}]}
    assert patch.body == [{"op": "add", "path": "/spec/ingress", "value": [rule]}]
    assert [str(one) for one in finding.causes] == ["Pod web-5f-1/app"]
    assert any(one.value == "api:80" for one in finding.evidence)


def test_the_way_out_counts_too() -> None:
    found_ = found(calling(NO_WAY_OUT, crashing()), "network.policy-blocks")
    assert [one.rule for one in found_] == ["network.policy-blocks", "network.policy-blocks-dns"]
    assert "egress to api-1" in found_[0].cause


def test_of_several_policies_all_are_named() -> None:
    other = ALLOW.replace("app: web", "app: admin")
    finding = the(calling(DENY_ALL + other), "network.policy-blocks")
    assert "none of deny, api lets Deployment web" in finding.cause


def test_where_nothing_is_seen_to_be_wrong_it_is_a_warning() -> None:
    assert the(calling(DENY_ALL), "network.policy-blocks").severity == "warning"
    late = calling(DENY_ALL, log="GET http://api: connect ETIMEDOUT")
    assert the(late, "network.policy-blocks").severity == "critical"


@pytest.mark.parametrize(
    ("env", "more", "log"),
    [
        ([], {"args": ["wait-for", "api:80"]}, ""),
        ([], {"command": ["nc", "-z", "api", "80"]}, ""),
        ([{"name": "API_HOST", "value": "api"}, {"name": "API_PORT", "value": "80"}], {}, ""),
        ([], {}, "dial tcp api:80: i/o timeout"),
    ],
    ids=["argument", "two words", "host and port", "log"],
)
def test_calls_are_seen_wherever_they_stand(env: list[Tree], more: Tree, log: str) -> None:
    assert found(calling(DENY_ALL, env=env, log=log, **more), "network.policy-blocks")


@pytest.mark.parametrize(
    "given",
    [
        calling(DENY_ALL + ALLOW),
        calling(DENY_ALL.replace("{}", "{matchLabels: {app: db}}")),
        calling(DENY_ALL, env=[]),
        calling(DENY_ALL, env=[{"name": "API_URL", "value": "https://api.example.com"}]),
        calling(DENY_ALL, env=[{"name": "API_URL", "value": "http://api:99"}]),
        calling(DENY_ALL, unreadable="NetworkPolicy"),
    ],
    ids=["let in", "others", "no call", "outside", "no such port", "unreadable"],
)
def test_calls_that_pass_or_that_nobody_makes_are_well(given: Snapshot) -> None:
    assert found(given, "network.") == []


def test_our_own_policy_is_put_back() -> None:
    ours = DENY_ALL.replace("name: deny", "name: deny, labels: {app.kubernetes.io/part-of: todo}")
    assert the(calling(ours), "network.policy-blocks").cure == "./todo up"


def test_without_dns_no_name_can_be_looked_up() -> None:
    to_api = "egress: [{to: [{podSelector: {}}]}]"
    closed = NO_WAY_OUT.replace("policyTypes", f"{to_api}, policyTypes")
    finding = the(calling(closed, crashing()), "network.policy-blocks-dns")
    assert "ask the cluster's DNS (UDP 53)" in finding.cause
    patch = fix_of(finding).patch
    assert patch is not None
    (operation,) = patch.body
    assert operation["path"] == "/spec/egress/-"
    assert [port["protocol"] for port in operation["value"]["ports"]] == ["UDP", "TCP"]


@pytest.mark.parametrize(
    "way",
    [
        "{to: [{namespaceSelector: {}}]}",
        "{ports: [{port: 53, protocol: UDP}]}",
        "{to: [{ipBlock: {cidr: 169.254.20.10/32}}], ports: [{port: 53, protocol: UDP}]}",
        "{}",
    ],
)
def test_every_way_to_dns_will_do(way: str) -> None:
    policy = NO_WAY_OUT.replace("policyTypes", f"egress: [{way}], policyTypes")
    assert found(calling(policy), "network.policy-blocks-dns") == []


def test_what_calls_no_name_needs_no_dns() -> None:
    by_address = [{"name": "API_URL", "value": "http://10.96.0.10"}]
    assert found(calling(NO_WAY_OUT, env=by_address), "network.policy-blocks-dns") == []
