import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.scheduling import RULES
from deployer.diagnosis.finding import Finding
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Part,
    Tree,
    claim,
    deployment,
    merged,
    node,
    owned,
    pod,
    replica_set,
    snapshot,
    unscheduled,
)

PREEMPTION = "preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling."
REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution"
SELECTOR = "1 node(s) didn't match Pod's node affinity/selector"
MADE = (deployment(), replica_set())


def refused(reason: str, **spec: object) -> Pod:
    said = f"0/1 nodes are available: {reason}. {PREEMPTION}"
    return unscheduled("web-1", said, spec=spec, metadata=owned("ReplicaSet", "web-5f"))


def found(reason: str, *parts: Part, **spec: object) -> Finding:
    nodes = () if any(type(one).__name__ == "Node" for one in parts) else (node(),)
    return only(RULES, snapshot(refused(reason, **spec), *MADE, *nodes, *parts))


def changed(finding: Finding) -> Tree:
    assert finding.fix is not None
    assert finding.fix.patch is not None
    assert finding.fix.patch.kind == "Deployment"
    template = finding.fix.patch.body["spec"]["template"]["spec"]
    assert isinstance(template, dict)
    return template


def asking(**requests: str) -> Tree:
    one = {"name": "app", "image": "a:1", "resources": {"requests": requests}}
    return {"containers": [one]}


@pytest.mark.parametrize(
    ("resource", "amount", "part", "hopeless"),
    [
        ("cpu", "64", "64 of processor, and no node has more than 2", True),
        ("cpu", "1500m", "1500m of processor, and no node has that much left (at most 1)", False),
        ("memory", "8Gi", "8192Mi of memory, and no node has more than 4096Mi", True),
        ("nvidia.com/gpu", "1", "no node offers any", True),
    ],
)
def test_more_than_the_nodes_have(resource: str, amount: str, part: str, *, hopeless: bool) -> None:
    other = pod("other", spec=asking(cpu="1"))
    finding = found(f"1 Insufficient {resource}", other, **asking(**{resource: amount}))
    assert finding.rule == f"schedule.{resource if resource in {'cpu', 'memory'} else 'resource'}"
    assert part in finding.cause
    assert finding.patience == (0.0 if hopeless else 30.0)
    assert any(one.what.startswith("node node-1") for one in finding.evidence)


def test_the_hungriest_container_is_made_to_ask_for_what_fits() -> None:
    finding = found("1 Insufficient memory", **asking(memory="8Gi"))
    (one,) = changed(finding)["containers"]
    assert one == {"name": "app", "resources": {"requests": {"memory": "2048Mi"}}}


def test_two_resources_are_two_things_to_mend() -> None:
    both = refused("1 Insufficient cpu, 1 Insufficient memory", **asking(cpu="9", memory="9Gi"))
    rules = [one.rule for one in run(RULES, snapshot(both, node(), *MADE))]
    assert rules == ["schedule.cpu", "schedule.memory"]


def test_nodes_that_cannot_be_read_are_not_empty() -> None:
    hungry = refused("1 Insufficient cpu", **asking(cpu="64"))
    finding = only(RULES, snapshot(hungry, unreadable={"Node": "forbidden"}))
    assert finding.cause == "no node has the 64 of processor left that it asks for"
    assert finding.patience == 30


@pytest.mark.parametrize(
    ("labels", "part", "wanted"),
    [
        ({}, "no node has it", None),
        ({"disktype": "ssds"}, "the nodes have disktype=ssds", "ssds"),
        ({"disk-type": "ssd"}, "the nearest that nodes have is disk-type", None),
    ],
)
def test_a_label_that_no_node_has(labels: dict[str, str], part: str, wanted: str | None) -> None:
    labelled = node(metadata={"labels": labels})
    finding = found(SELECTOR, labelled, nodeSelector={"disktype": "ssd"})
    assert finding.rule == "schedule.node-selector"
    assert "disktype=ssd" in finding.cause
    assert part in finding.cause
    assert changed(finding) == {"nodeSelector": {"disktype": wanted}}
    assert finding.patience == 0


def test_an_affinity_that_no_node_satisfies() -> None:
    wanted = {"key": "zone", "operator": "In", "values": ["a", "b"]}
    terms = {"nodeSelectorTerms": [{"matchExpressions": [wanted]}]}
    finding = found(SELECTOR, affinity={"nodeAffinity": {REQUIRED: terms}})
    assert finding.cause == "no node has zone In a, b"
    assert finding.cure == "kubectl label node node-1 zone=a"
    assert finding.fix is not None
    assert finding.fix.undo == "kubectl label node node-1 zone-"


def others(field: str, label: str) -> Tree:
    term = {
        "labelSelector": {"matchLabels": {"app": label}},
        "topologyKey": "kubernetes.io/hostname",
    }
    return {"affinity": {field: {REQUIRED: [term]}}}


def test_pods_that_must_be_beside_others() -> None:
    finding = found("1 node(s) didn't match pod affinity rules", **others("podAffinity", "web"))
    assert finding.rule == "schedule.pod-affinity"
    assert "app=web" in finding.cause
    rules = changed(finding)["affinity"]["podAffinity"]
    assert rules[REQUIRED] is None
    assert rules["preferredDuringSchedulingIgnoredDuringExecution"][0]["weight"] == 100


ANTI = "1 node(s) didn't match pod anti-affinity rules"


def test_more_pods_that_must_be_apart_than_nodes() -> None:
    one = refused(ANTI, **others("podAntiAffinity", "web"))
    three = deployment(spec={"replicas": 3})
    finding = only(RULES, snapshot(one, three, replica_set(), node()))
    assert finding.rule == "schedule.anti-affinity"
    assert "with pods app=web, and there are such pods everywhere (1 node)" in finding.cause
    assert finding.cure == "kubectl scale deployment/web --replicas=1 -n shop"
    assert finding.fix is not None
    assert finding.fix.undo == "kubectl scale deployment/web --replicas=3 -n shop"


def test_an_update_needs_a_node_that_the_old_pod_has() -> None:
    finding = found(ANTI, **others("podAntiAffinity", "web"))
    assert finding.fix is not None
    assert finding.fix.patch is not None
    strategy = finding.fix.patch.body["spec"]["strategy"]
    assert strategy["rollingUpdate"] == {"maxSurge": 0, "maxUnavailable": 1}


def test_other_pods_may_refuse_this_one() -> None:
    finding = found("1 node(s) didn't satisfy existing pods anti-affinity rules")
    assert finding.rule == "schedule.anti-affinity"


@pytest.mark.parametrize(
    ("more", "part"),
    [("", "not be spread evenly enough by zone"), (" (missing required label)", "no node has")],
)
def test_spreading(more: str, part: str) -> None:
    rule = {"maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule"}
    reason = f"1 node(s) didn't match pod topology spread constraints{more}"
    finding = found(reason, topologySpreadConstraints=[rule])
    assert finding.rule == "schedule.spread"
    assert part in finding.cause
    relaxed = [{"topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway"}]
    assert changed(finding) == {"topologySpreadConstraints": relaxed}


def tainted(key: str, value: str = "") -> Part:
    return node(spec={"taints": [{"key": key, "value": value, "effect": "NoSchedule"}]})


@pytest.mark.parametrize(
    "reason",
    ["1 node(s) had untolerated taint {team: gpu}", "1 node(s) had untolerated taint(s)"],
)
def test_taints_in_every_version(reason: str) -> None:
    tolerated = {"key": "other", "operator": "Exists"}
    finding = found(reason, tainted("team", "gpu"), tolerations=[tolerated])
    assert finding.rule == "schedule.taint"
    assert "do not tolerate team=gpu:NoSchedule" in finding.cause
    added = {"key": "team", "operator": "Equal", "value": "gpu", "effect": "NoSchedule"}
    assert changed(finding) == {"tolerations": [tolerated, added]}


def test_a_taint_that_only_the_scheduler_names() -> None:
    one = refused("1 node(s) had untolerated taint {team: gpu}")
    finding = only(RULES, snapshot(one, unreadable={"Node": "forbidden"}))
    assert "team=gpu" in finding.cause
    silent = refused("1 node(s) had untolerated taint(s)")
    finding = only(RULES, snapshot(silent, unreadable={"Node": "forbidden"}))
    assert finding.cause == "every node keeps it away (taint)"


def test_the_only_node_is_a_control_plane() -> None:
    key = "node-role.kubernetes.io/control-plane"
    finding = found("1 node(s) had untolerated taint(s)", tainted(key))
    assert finding.cure == f"kubectl taint nodes node-1 {key}:NoSchedule-"


def test_a_node_that_is_ill_is_the_cause_and_this_a_symptom() -> None:
    ill = tainted("node.kubernetes.io/not-ready")
    finding = found("1 node(s) had untolerated taint(s)", ill)
    assert (finding.rule, finding.symptom) == ("schedule.node-ill", True)


def test_a_tolerated_taint_is_not_the_cause() -> None:
    every = {"operator": "Exists"}
    finding = found("1 node(s) had untolerated taint(s)", tainted("team"), tolerations=[every])
    assert finding.cause == "every node keeps it away (taint)"


def test_a_cordoned_node() -> None:
    finding = found("1 node(s) were unschedulable", node(spec={"unschedulable": True}))
    assert (finding.rule, finding.symptom) == ("schedule.cordoned", True)
    assert finding.cure == "kubectl uncordon node-1"


def mounting(name: str) -> Tree:
    return {"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": name}}]}


def test_a_claim_that_does_not_exist() -> None:
    reason = 'persistentvolumeclaim "dta" not found. not found'
    finding = found(reason, claim("data"), **mounting("dta"))
    assert finding.rule == "schedule.claim-missing"
    assert finding.cause.endswith("dta does not exist; the nearest that exists is data")
    assert changed(finding)["volumes"] == [
        {"name": "v", "persistentVolumeClaim": {"claimName": "data"}}
    ]


def test_a_claim_without_a_volume_is_told_of_the_claim() -> None:
    reason = "pod has unbound immediate PersistentVolumeClaims. not found"
    waits = claim("data", status={"phase": "Pending"})
    finding = found(reason, waits, claim("other"), **mounting("data"))
    assert (finding.rule, finding.symptom) == ("schedule.unbound-claim", True)
    assert "PersistentVolumeClaim data has no volume yet" in finding.cause


@pytest.mark.parametrize(
    ("reason", "rule"),
    [
        ("1 node(s) didn't match PersistentVolume's node affinity", "schedule.volume-elsewhere"),
        ("1 node(s) had volume node affinity conflict", "schedule.volume-elsewhere"),
        (
            "1 node(s) didn't find available persistent volumes to bind",
            "schedule.no-volume",
        ),
        ("1 node(s) exceed max volume count", "schedule.too-many-volumes"),
        ("1 Too many pods", "schedule.too-many-pods"),
    ],
)
def test_other_limits(reason: str, rule: str) -> None:
    assert found(reason, **mounting("data")).rule == rule


def test_a_volume_for_one_pod_only() -> None:
    reason = (
        "1 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode "
        "already in-use by another pod"
    )
    finding = found(reason)
    assert finding.rule == "schedule.volume-in-use"
    assert finding.fix is not None
    assert finding.fix.patch is not None
    assert finding.fix.patch.body == {
        "spec": {"strategy": {"type": "Recreate", "rollingUpdate": None}}
    }


def test_a_port_of_the_node() -> None:
    ports = {
        "containers": [
            {"name": "app", "image": "a:1", "ports": [{"containerPort": 80, "hostPort": 8080}]}
        ]
    }
    reason = "1 node(s) didn't have free ports for the requested pod ports"
    finding = found(reason, pod("old-1", spec=ports), **ports)
    assert finding.rule == "schedule.host-port"
    assert "port 8080 of every node is taken (old-1 has it)" in finding.cause
    freed = [{"name": "app", "ports": [{"containerPort": 80, "hostPort": None}]}]
    assert changed(finding) == {"containers": freed}


def test_the_reason_of_most_nodes_is_told() -> None:
    said = (
        "0/3 nodes are available: 1 node(s) had untolerated taint "
        "{node-role.kubernetes.io/control-plane: }, 2 Insufficient cpu. no new claims to "
        "deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful."
    )
    one = unscheduled("web-1", said, spec=asking(cpu="64"))
    assert only(RULES, snapshot(one, node())).rule == "schedule.cpu"


def test_a_reason_that_nobody_knows_is_quoted() -> None:
    finding = found("1 node(s) had something new")
    assert (finding.rule, finding.confidence) == ("schedule.no-node", "weak")
    assert "something new" in finding.cause


def test_our_own_requests_stand_in_the_app_s_description() -> None:
    ours = merged({"labels": {"app.kubernetes.io/part-of": "todo"}}, owned("ReplicaSet", "web-5f"))
    said = "0/1 nodes are available: 1 Insufficient cpu."
    one = unscheduled("web-1", said, metadata=ours, spec=asking(cpu="64"))
    assert "app.yaml" in only(RULES, snapshot(one, node())).cure


@pytest.mark.parametrize(
    "one",
    [
        pod("web-1"),
        unscheduled("web-1", "x", metadata={"deletionTimestamp": "2026-11-26T12:00:00Z"}),
        unscheduled(
            "web-1",
            "x",
            status={"conditions": [{"type": "PodScheduled", "status": "False", "reason": "Other"}]},
        ),
    ],
)
def test_pods_that_are_placed_or_leave(one: Pod) -> None:
    assert run(RULES, snapshot(one)) == ()
