import pytest
import yaml

from deployer.clusters.builtin import addons as module
from deployer.clusters.builtin.addons import SERVING, addons
from deployer.clusters.builtin.layout import DNS_ADDRESS, PAUSE_IMAGE
from deployer.clusters.builtin.programs import PROGRAM, SOURCES, Programs

CONTAINER = ("spec", "template", "spec", "containers", 0)


def at(value: object, *path: str | int) -> object:
    """Return what a YAML document has at a path of keys and positions."""
    for step in path:
        if isinstance(step, str):
            assert isinstance(value, dict)
            value = value[step]
        else:
            assert isinstance(value, list)
            value = value[step]
    return value


def manifests(programs: Programs, kind: str) -> dict[str, object]:
    """Return the manifests of one kind by name."""
    documents = list(yaml.safe_load_all(addons(programs)))
    return {str(at(one, "metadata", "name")): one for one in documents if one["kind"] == kind}


def test_every_placeholder_is_filled(programs: Programs) -> None:
    assert "$" not in addons(programs)


def test_what_the_start_waits_for_is_installed(programs: Programs) -> None:
    kinds = {"deployment": "Deployment", "apiservice": "APIService"}
    for thing in SERVING:
        kind, _, name = thing.partition("/")
        assert name in manifests(programs, kinds[kind])


@pytest.mark.parametrize("name", ["coredns", "metrics-server"])
def test_system_pods_run_the_nodes_own_program(programs: Programs, name: str) -> None:
    deployment = manifests(programs, "Deployment")[name]
    assert at(deployment, *CONTAINER, "image") == PAUSE_IMAGE
    assert at(deployment, *CONTAINER, "command", 0) == "/program"
    assert at(deployment, *CONTAINER, "command", 1) == name
    mounted = at(deployment, "spec", "template", "spec", "volumes", 0, "hostPath")
    assert mounted == {"path": programs.path(PROGRAM), "type": "File"}


@pytest.mark.parametrize("name", ["coredns", "metrics-server"])
def test_system_pods_ask_for_no_privilege(programs: Programs, name: str) -> None:
    context = at(manifests(programs, "Deployment")[name], *CONTAINER, "securityContext")
    assert at(context, "allowPrivilegeEscalation") is False
    assert at(context, "readOnlyRootFilesystem") is True
    assert at(context, "capabilities", "drop") == ["ALL"]


def test_dns_has_the_address_that_pods_are_told(programs: Programs) -> None:
    service = manifests(programs, "Service")["kube-dns"]
    assert at(service, "spec", "clusterIP") == str(DNS_ADDRESS)


@pytest.mark.parametrize(("servers", "forwards"), [(("192.0.2.1",), True), ((), False)])
def test_dns_forwards_only_where_there_is_somebody_to_ask(
    programs: Programs,
    monkeypatch: pytest.MonkeyPatch,
    servers: tuple[str, ...],
    forwards: bool,  # noqa: FBT001 - pytest passes parameters by name
) -> None:
    monkeypatch.setattr(module, "name_servers", lambda: servers)
    corefile = str(at(manifests(programs, "ConfigMap")["coredns"], "data", "Corefile"))
    assert ("forward . /etc/resolv.conf" in corefile) is forwards


def test_exactly_one_class_of_volumes_is_the_default(programs: Programs) -> None:
    classes = manifests(programs, "StorageClass")
    assert list(classes) == ["standard"]
    default = "storageclass.kubernetes.io/is-default-class"
    assert at(classes["standard"], "metadata", "annotations", default) == "true"


def test_the_class_names_the_provisioner_of_the_go_program(programs: Programs) -> None:
    provisioner = at(manifests(programs, "StorageClass")["standard"], "provisioner")
    source = (SOURCES / "provisioner.go").read_text()
    assert f'const provisionerName = "{provisioner}"' in source
