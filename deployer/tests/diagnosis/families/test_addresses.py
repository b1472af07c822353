import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.addresses import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import Tree, crashing, merged, owned, pod, service, snapshot, status

NAMESPACES = ("shop", "data")
BACKEND = service(
    "backend", spec={"ports": [{"port": 8000, "targetPort": 8000, "protocol": "TCP"}]}
)
ELSEWHERE = ("data/postgres", "kube-system/kube-dns")


def caller(*variables: tuple[str, str], state: Tree | None = None, **spec: object) -> Pod:
    env = [{"name": name, "value": value} for name, value in variables]
    one = {"name": "app", "image": "registry.example/app:1", "env": env}
    changes = merged({"containers": [one]}, spec)
    state = state or crashing(1)
    return pod("web-1", state, metadata=owned("DaemonSet", "web"), spec=changes)


@pytest.mark.parametrize(
    "value",
    [
        "http://backnd:8000",
        "http://backnd:8000/api?x=1",
        "http://backnd.shop:8000",
        "http://backnd.shop.svc:8000",
        "http://backnd.shop.svc.cluster.local:8000",
        "http://web-0.backnd.shop.svc.cluster.local:8000",
    ],
)
def test_a_host_that_is_no_service(value: str) -> None:
    finding = only(RULES, snapshot(caller(("API_URL", value)), BACKEND, namespaces=NAMESPACES))
    assert finding.rule == "config.service-unknown"
    assert (
        "namespace shop has no Service backnd; the nearest that exists is backend" in finding.cause
    )
    assert finding.fix is not None
    assert finding.fix.patch is not None
    (changed,) = finding.fix.patch.body["spec"]["template"]["spec"]["containers"]
    better = value.replace("backnd", "backend")
    assert changed["env"] == [{"name": "API_URL", "value": better}]


@pytest.mark.parametrize(
    ("value", "automatic"),
    [
        ("postgresql://shop@backnd:8000/shop", True),
        ("postgresql://shop:secret@backnd:8000/shop", False),
        ("http://backnd:8000/?api_key=secret", False),
        ("http://backnd:8000/(hidden)", False),
    ],
)
def test_a_password_is_never_part_of_a_fix(value: str, *, automatic: bool) -> None:
    finding = only(RULES, snapshot(caller(("API_URL", value)), BACKEND))
    assert finding.fix is not None
    assert finding.fix.automatic == automatic
    assert "secret" not in str(finding.model_dump())


def test_a_service_of_another_namespace() -> None:
    one = caller(("DATABASE_URL", "postgresql+psycopg://u:secret@postgre.data:5432/app"))
    finding = only(RULES, snapshot(one, namespaces=NAMESPACES, services_elsewhere=ELSEWHERE))
    assert (
        "namespace data has no Service postgre; the nearest that exists is postgres"
        in finding.cause
    )
    assert "secret" not in str(finding.model_dump())
    assert finding.cure == "correct DATABASE_URL"


@pytest.mark.parametrize(
    "variables",
    [
        [("API_URL", "http://backend:9000")],
        [("API_URL", "http://backend")],
        [("API_HOST", "backend"), ("API_PORT", "9000")],
        [("API_ADDR", "backend:9000")],
    ],
)
def test_a_port_that_the_service_does_not_have(variables: list[tuple[str, str]]) -> None:
    finding = only(RULES, snapshot(caller(*variables), BACKEND))
    assert finding.rule == "config.service-port"
    assert "which has port 8000" in finding.cause
    assert finding.severity == "critical"


def test_the_right_port_is_put_in_the_place_of_the_wrong_one() -> None:
    finding = only(RULES, snapshot(caller(("API_URL", "http://backend:9000/v1")), BACKEND))
    assert finding.fix is not None
    assert finding.fix.patch is not None
    (changed,) = finding.fix.patch.body["spec"]["template"]["spec"]["containers"]
    assert changed["env"][0]["value"] == "http://backend:8000/v1"


def test_what_is_ready_is_only_warned_of() -> None:
    one = caller(("API_URL", "http://backnd:8000"), state=status())
    finding = only(RULES, snapshot(one, BACKEND))
    assert (finding.severity, finding.patience) == ("warning", None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("API_URL", "http://backend:8000"),
        ("API_URL", "http://backend.shop.svc.cluster.local:8000"),
        ("API_URL", "https://example.com:9"),
        ("API_URL", "http://backnd.example:8000"),
        ("API_URL", "http://localhost:1"),
        ("API_URL", "http://127.0.0.1:1"),
        ("API_URL", "http://$(HOST):1"),
        ("DATABASE_URL", "postgresql://u:p@postgres.data/app"),
        ("DATABASE_URL", "sqlite:///file.db"),
        ("GREETING", "backnd"),
        ("API_HOST", "10.1.2.3"),
        ("API_HOST", "backend"),
        ("ALIASED", "http://alias:1"),
    ],
)
def test_addresses_that_may_be_right(name: str, value: str) -> None:
    one = caller((name, value), hostAliases=[{"ip": "10.0.0.1", "hostnames": ["alias"]}])
    found = snapshot(one, BACKEND, namespaces=NAMESPACES, services_elsewhere=ELSEWHERE)
    assert run(RULES, found) == ()


def test_a_bare_name_is_left_alone_where_all_is_well() -> None:
    one = caller(("API_HOST", "backnd"), state=status())
    assert run(RULES, snapshot(one, BACKEND)) == ()


@pytest.mark.parametrize("kind", ["Service", "Services"])
def test_services_that_cannot_be_read_are_not_missing(kind: str) -> None:
    url = "http://backnd:1" if kind == "Service" else "http://backnd.data:1"
    found = snapshot(caller(("A", url)), unreadable={kind: "forbidden"}, namespaces=NAMESPACES)
    assert run(RULES, found) == ()


@pytest.mark.parametrize(
    "spec",
    [
        {"dnsPolicy": "Default"},
        {"hostNetwork": True},
        {"dnsConfig": {"searches": ["corp.example"]}},
    ],
)
def test_a_pod_with_another_resolver_may_know_other_names(spec: Tree) -> None:
    assert run(RULES, snapshot(caller(("A", "http://nas:1"), **spec))) == ()


@pytest.mark.parametrize("spec", [{"clusterIP": "None"}, {"type": "ExternalName"}])
def test_services_that_do_not_limit_ports(spec: Tree) -> None:
    found = snapshot(caller(("A", "http://backend:9000")), service("backend", spec=spec))
    assert run(RULES, found) == ()
