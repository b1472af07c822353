import pytest

from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import body_of, fix_of, found, the
from tests.diagnosis.objects import (
    Part,
    Tree,
    ago,
    crashing,
    deployment,
    pod,
    replica_set,
    service,
    snapshot,
    status,
)

PORT = "network.target-port"


def leading(target: str | int, *pods: Part, name: str = "http") -> Snapshot:
    ports = [{"name": name, "port": 80, "targetPort": target, "protocol": "TCP"}]
    return snapshot(service(spec={"ports": ports}), *(pods or (pod(),)))


def listening(*ports: Tree) -> Part:
    return pod(spec={"containers": [{"name": "app", "image": "a", "ports": list(ports)}]})


def test_a_port_name_that_no_pod_has_is_corrected() -> None:
    finding = the(leading("htpp"), PORT)
    assert "leads to the port named htpp of its pods, and they have http" in finding.cause
    assert body_of(finding) == {
        "spec": {"ports": [{"port": 80, "protocol": "TCP", "targetPort": "http"}]}
    }
    assert fix_of(finding).undo == "set it back to htpp"
    assert finding.confidence == "proof"


def test_pods_without_named_ports_are_told() -> None:
    finding = the(leading("web", listening({"containerPort": 8000})), PORT)
    assert "they name no port" in finding.cause
    assert fix_of(finding).patch is None


def test_a_number_that_no_pod_declares_is_corrected_but_not_proved() -> None:
    finding = the(leading(8080), PORT)
    assert "leads to port 8080 of its pods, and they listen at 8000" in finding.cause
    assert body_of(finding)["spec"]["ports"][0]["targetPort"] == 8000
    assert finding.confidence == "strong"


def test_of_several_ports_the_one_of_the_same_name_is_right() -> None:
    two = listening(
        {"containerPort": 9000, "name": "metrics"}, {"containerPort": 8000, "name": "http"}
    )
    assert body_of(the(leading(1, two), PORT))["spec"]["ports"][0]["targetPort"] == 8000
    assert fix_of(the(leading(1, two, name="x"), PORT)).patch is None


@pytest.mark.parametrize(
    "given",
    [
        leading("http"),
        leading(8000),
        leading(8080, pod(spec={"containers": [{"name": "app", "image": "a", "ports": None}]})),
        snapshot(service(spec={"ports": [{"port": 80, "targetPort": "x"}]})),
        leading("x", pod(status={"phase": "Succeeded"})),
    ],
    ids=["name", "number", "nothing declared", "no pods", "ended"],
)
def test_ports_that_may_be_right_are_none(given: Snapshot) -> None:
    assert found(given, PORT) == []


def test_the_port_itself_is_the_target_when_none_is_said() -> None:
    given = snapshot(service(spec={"ports": [{"port": 80}]}), pod())
    assert "leads to port 80" in the(given, PORT).cause


def test_a_service_without_ready_pods_is_a_symptom() -> None:
    finding = the(snapshot(service(), pod("web-1", crashing())), "network.no-ready-endpoints")
    assert finding.symptom
    assert "none of its 1 pods is ready" in finding.cause
    none = the(snapshot(service(), deployment(), replica_set()), "network.no-ready-endpoints")
    assert "it has no pods" in none.cause


@pytest.mark.parametrize(
    "given",
    [
        snapshot(service(), pod(), pod("web-2", crashing())),
        snapshot(
            service(), pod("web-1", status(ready=False, state={"running": {"startedAt": ago(9)}}))
        ),
        snapshot(service(spec={"publishNotReadyAddresses": True}), pod("web-1", crashing())),
        snapshot(service(metadata={"creationTimestamp": ago(2)}), deployment()),
    ],
    ids=["one is ready", "starting", "published anyway", "just made"],
)
def test_services_that_serve_or_start_are_well(given: Snapshot) -> None:
    assert found(given, "network.no-ready-endpoints") == []


def test_a_load_balancer_without_an_address_is_worth_knowing_only() -> None:
    finding = the(
        snapshot(service(spec={"type": "LoadBalancer"}), pod()), "network.no-load-balancer"
    )
    assert finding.severity == "info"
    assert "kubectl port-forward service/web 80 -n shop" in finding.cure


def test_load_balancers_with_an_address_or_just_made_are_well() -> None:
    given = service(
        spec={"type": "LoadBalancer"}, status={"loadBalancer": {"ingress": [{"ip": "10.0.0.9"}]}}
    )
    young = service(spec={"type": "LoadBalancer"}, metadata={"creationTimestamp": ago(9)})
    assert found(snapshot(given, pod()), "network.") == []
    assert found(snapshot(young, pod()), "network.") == []
