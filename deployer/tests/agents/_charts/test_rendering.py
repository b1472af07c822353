"""What the rendered charts promise to a cluster."""

from pathlib import Path
from typing import Any

import pytest

from deployer.app import load_app
from deployer.errors import DeployerError
from deployer.tools.helm import Values
from tests.charts import OLD, Rendered, find_helm, render, write_chart

SERVICES = tuple(load_app().services)


@pytest.fixture(params=SERVICES)
def key(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def selected(policy: dict[str, Any], direction: str) -> set[str]:
    """Names of the pods that a policy lets in, or lets out to."""
    rules = policy["spec"].get(direction) or []
    peers = [peer for rule in rules for peer in rule.get("from", rule.get("to", []))]
    return {
        peer["podSelector"]["matchLabels"]["app.kubernetes.io/name"]
        for peer in peers
        if "podSelector" in peer
    }


def uses_api(spec: dict[str, Any]) -> bool:
    """Tell whether a pod is the one whose work is to ask the API."""
    return [one["name"] for one in spec["containers"]] == ["operations"]


async def test_every_pod_meets_the_restricted_level(tmp_path: Path, key: str) -> None:
    rendered = await render(tmp_path, key)
    specs = rendered.pod_specs()
    assert specs
    for spec in specs:
        assert spec["automountServiceAccountToken"] is uses_api(spec)
        assert spec["enableServiceLinks"] is False
        security = spec["securityContext"]
        assert security["runAsNonRoot"] is True
        assert security["runAsUser"] == 10001
        assert security["seccompProfile"] == {"type": "RuntimeDefault"}
        for container in spec["containers"]:
            confined = container["securityContext"]
            assert confined["allowPrivilegeEscalation"] is False
            assert confined["readOnlyRootFilesystem"] is True
            assert confined["capabilities"] == {"drop": ["ALL"]}


async def test_every_container_has_requests_and_limits(tmp_path: Path, key: str) -> None:
    for spec in (await render(tmp_path, key)).pod_specs():
        for container in spec["containers"]:
            for bound in ("requests", "limits"):
                assert set(container["resources"][bound]) == {"cpu", "memory", "ephemeral-storage"}


async def test_the_same_values_give_the_same_objects(tmp_path: Path, key: str) -> None:
    first = await render(tmp_path / "a", key)
    second = await render(tmp_path / "b", key)
    assert first.objects == second.objects


async def test_every_object_says_whose_it_is(tmp_path: Path, key: str) -> None:
    for one in (await render(tmp_path, key)).objects:
        labels = dict[str, Any](one)["metadata"]["labels"]
        assert labels["app.kubernetes.io/part-of"] == "todo"
        assert labels["app.kubernetes.io/managed-by"] == "Helm"
        assert dict[str, Any](one)["metadata"]["namespace"] == "todo"


async def test_services_select_only_the_pods_of_their_workload(tmp_path: Path, key: str) -> None:
    rendered = await render(tmp_path, key)
    selector = rendered.named("Service", f"todo-{key}")["spec"]["selector"]
    workload = (rendered.all("Deployment") + rendered.all("StatefulSet"))[0]
    assert selector.items() <= workload["spec"]["template"]["metadata"]["labels"].items()
    for job in rendered.all("Job"):
        assert not selector.items() <= job["spec"]["template"]["metadata"]["labels"].items()
    for test in rendered.all("Pod"):
        assert not selector.items() <= test["metadata"]["labels"].items()


@pytest.mark.parametrize("key", ["backend", "frontend"])
async def test_a_rollout_never_needs_room_for_another_pod(tmp_path: Path, key: str) -> None:
    spec = (await render(tmp_path, key)).named("Deployment", f"todo-{key}")["spec"]
    assert spec["strategy"]["rollingUpdate"] == {"maxSurge": 0, "maxUnavailable": 1}
    assert spec["replicas"] == 2


@pytest.mark.parametrize("key", ["backend", "frontend"])
async def test_a_pod_pauses_before_it_stops_where_kubernetes_can(tmp_path: Path, key: str) -> None:
    new = (await render(tmp_path / "new", key)).named("Deployment", f"todo-{key}")
    old = (await render(tmp_path / "old", key, cluster=OLD)).named("Deployment", f"todo-{key}")
    pod = new["spec"]["template"]["spec"]
    assert pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"] == 5
    assert pod["terminationGracePeriodSeconds"] > 5 + 20
    assert "lifecycle" not in old["spec"]["template"]["spec"]["containers"][0]


async def test_autoscaling_leaves_the_number_of_pods_to_the_autoscaler(tmp_path: Path) -> None:
    rendered = await render(tmp_path, "backend", {"autoscaling": {"enabled": True}})
    assert "replicas" not in rendered.named("Deployment", "todo-backend")["spec"]
    scaler = rendered.named("HorizontalPodAutoscaler", "todo-backend")["spec"]
    assert scaler["scaleTargetRef"]["name"] == "todo-backend"
    assert scaler["metrics"][0]["resource"]["target"]["averageValue"] == "700m"


async def test_probes_are_those_of_app_yaml(tmp_path: Path) -> None:
    deployment = (await render(tmp_path, "backend")).named("Deployment", "todo-backend")
    container = deployment["spec"]["template"]["spec"]["containers"][0]
    paths = {
        name: container[f"{name}Probe"]["httpGet"]["path"]
        for name in ("startup", "liveness", "readiness")
    }
    assert paths == load_app().services["backend"].probes.model_dump()  # type: ignore[union-attr]


async def test_a_changed_setting_or_secret_makes_new_pods(tmp_path: Path) -> None:
    def annotations(rendered: Rendered) -> dict[str, str]:
        found = rendered.named("Deployment", "todo-backend")["spec"]["template"]["metadata"]
        return dict(found["annotations"])

    before = annotations(await render(tmp_path / "a", "backend", {"secretChecksum": "1"}))
    config = annotations(
        await render(
            tmp_path / "b", "backend", {"secretChecksum": "1", "config": {"LOG_LEVEL": "debug"}}
        )
    )
    secret = annotations(await render(tmp_path / "c", "backend", {"secretChecksum": "2"}))
    assert before["checksum/config"] != config["checksum/config"]
    assert before["checksum/secret"] == config["checksum/secret"] == "1"
    assert secret["checksum/secret"] == "2"


async def test_a_digest_wins_over_a_tag(tmp_path: Path) -> None:
    digest = "sha256:" + "a" * 64
    image = {"repository": "registry.example:5000/todo", "tag": "1", "digest": digest}
    rendered = await render(tmp_path, "frontend", {"image": image})
    images = {one["image"] for spec in rendered.pod_specs() for one in spec["containers"]}
    assert images == {f"registry.example:5000/todo@{digest}"}


async def test_the_database_takes_only_the_backend_and_its_migration(tmp_path: Path) -> None:
    policy = (await render(tmp_path, "database")).named("NetworkPolicy", "todo-database")
    assert selected(policy, "ingress") == {
        "todo-backend",
        "todo-backend-migration",
        "todo-database-test",
    }
    assert policy["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert policy["spec"]["egress"] == []


async def test_the_test_pod_asks_for_names_and_calls_its_own_service_only(
    tmp_path: Path, key: str
) -> None:
    rendered = await render(tmp_path, key)
    policy = rendered.named("NetworkPolicy", f"todo-{key}-test")
    assert policy["spec"]["podSelector"]["matchLabels"].items() <= (
        rendered.named("Pod", f"todo-{key}-test")["metadata"]["labels"].items()
    )
    assert policy["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in policy["spec"]
    assert selected(policy, "egress") == {f"todo-{key}"}
    ports = {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}
    assert ports == {53, load_app().services[key].port}


async def test_a_database_that_recovers_is_not_ended_midway(tmp_path: Path) -> None:
    workload = (await render(tmp_path, "database")).named("StatefulSet", "todo-database")
    container = workload["spec"]["template"]["spec"]["containers"][0]
    assert container["readinessProbe"]["exec"]["command"][0] == "pg_isready"
    assert container["livenessProbe"]["tcpSocket"] == {"port": "postgresql"}
    assert "exec" not in container["livenessProbe"]


async def test_the_frontend_calls_the_backend_and_names_only(tmp_path: Path) -> None:
    policy = (await render(tmp_path, "frontend")).named("NetworkPolicy", "todo-frontend")
    assert selected(policy, "egress") == {"todo-backend"}
    ports = {port["port"] for rule in policy["spec"]["egress"] for port in rule["ports"]}
    assert ports == {8000, 53}


async def test_no_internet_port_means_no_way_out_at_all(tmp_path: Path) -> None:
    values: Values = {"networkPolicy": {"internetPorts": []}}
    policy = (await render(tmp_path, "backend", values)).named("NetworkPolicy", "todo-backend")
    blocks = [
        peer["ipBlock"]["cidr"]
        for rule in policy["spec"]["egress"]
        for peer in rule["to"]
        if "ipBlock" in peer
    ]
    assert blocks == ["169.254.20.10/32"]
    assert all(rule["ports"] for rule in policy["spec"]["egress"])


async def test_the_way_to_the_internet_spares_the_cloud_s_metadata(tmp_path: Path) -> None:
    policy = (await render(tmp_path, "backend")).named("NetworkPolicy", "todo-backend")
    everywhere = [
        peer["ipBlock"]
        for rule in policy["spec"]["egress"]
        for peer in rule["to"]
        if peer.get("ipBlock", {}).get("cidr") == "0.0.0.0/0"
    ]
    assert everywhere == [{"cidr": "0.0.0.0/0", "except": ["169.254.0.0/16"]}]


async def test_migrations_run_before_pods_and_need_nothing_of_the_release(tmp_path: Path) -> None:
    rendered = await render(tmp_path, "backend")
    job = rendered.named("Job", "todo-backend-migration")
    assert job["metadata"]["annotations"]["helm.sh/hook"] == "pre-install,pre-upgrade"
    spec = job["spec"]["template"]["spec"]
    container = spec["containers"][0]
    assert container["command"] == ["python3", "-m", "alembic", "upgrade", "head"]
    assert "envFrom" not in container
    assert "serviceAccountName" not in spec
    sources = [
        one["valueFrom"]["secretKeyRef"]["name"] for one in container["env"] if "valueFrom" in one
    ]
    assert set(sources) == {"made-before"}


async def test_secrets_of_values_reach_the_migration_by_a_hook_of_their_own(tmp_path: Path) -> None:
    secrets = {"DATABASE_URL": "postgresql://u:p@h/d", "TODO_SECRET_KEY": "k" * 32}
    rendered = await render(tmp_path, "backend", {"existingSecret": "", "secrets": secrets})
    own = rendered.named("Secret", "todo-backend-migration")
    weights = (
        own["metadata"]["annotations"],
        rendered.named("Job", "todo-backend-migration")["metadata"]["annotations"],
    )
    assert int(weights[0]["helm.sh/hook-weight"]) < int(weights[1]["helm.sh/hook-weight"])
    assert own["data"] == rendered.named("Secret", "todo-backend")["data"]
    assert "OPENROUTER_API_KEY" not in own["data"]


async def test_with_an_existing_secret_the_chart_makes_none(tmp_path: Path, key: str) -> None:
    assert (await render(tmp_path, key)).all("Secret") == []


@pytest.mark.parametrize("key", ["backend", "database"])
async def test_without_any_secret_the_chart_says_what_is_missing(tmp_path: Path, key: str) -> None:
    helm = await find_helm()
    with pytest.raises(DeployerError) as failure:
        await helm.template(write_chart(tmp_path, key), {})
    assert "or existingSecret" in failure.value.cause


async def test_the_ingress_sends_api_to_the_backend_and_the_rest_to_the_frontend(
    tmp_path: Path,
) -> None:
    off = await render(tmp_path / "off", "frontend")
    assert off.all("Ingress") == []
    values = {"ingress": {"enabled": True, "host": "todo.test", "tlsSecret": "certificate"}}
    ingress = (await render(tmp_path / "on", "frontend", values)).named("Ingress", "todo-frontend")
    paths = {
        path["path"]: path["backend"]["service"]
        for path in ingress["spec"]["rules"][0]["http"]["paths"]
    }
    assert paths == {
        "/api": {"name": "todo-backend", "port": {"number": 8000}},
        "/": {"name": "todo-frontend", "port": {"number": 3000}},
    }
    assert ingress["spec"]["tls"] == [{"hosts": ["todo.test"], "secretName": "certificate"}]


async def test_the_database_s_volume_never_changes_its_description(tmp_path: Path) -> None:
    workload = (await render(tmp_path, "database")).named("StatefulSet", "todo-database")
    claim = workload["spec"]["volumeClaimTemplates"][0]
    assert claim["metadata"]["name"] == "data"
    assert "helm.sh/chart" not in claim["metadata"]["labels"]  # immutable, and versions change
    assert claim["spec"]["resources"]["requests"]["storage"] == "1Gi"


async def test_helm_test_uses_the_service_s_own_image(tmp_path: Path, key: str) -> None:
    test = (await render(tmp_path, key)).named("Pod", f"todo-{key}-test")
    container = test["spec"]["containers"][0]
    assert container["image"].startswith(f"todo-{key}:")
    assert f"todo-{key}" in container["command"][-1]
    assert test["metadata"]["annotations"]["helm.sh/hook"] == "test"


@pytest.mark.parametrize("key", ["backend", "frontend"])
async def test_in_development_sources_lie_where_they_can_be_written(
    tmp_path: Path, key: str
) -> None:
    values: Values = {"development": {"enabled": True}}
    (spec,) = (await render(tmp_path, key, values)).all("Deployment")
    pod = spec["spec"]["template"]["spec"]
    (copying,), (serving,) = pod["initContainers"], pod["containers"]
    assert copying["image"] == serving["image"]
    assert copying["securityContext"] == serving["securityContext"]
    editable = load_app().services[key].development
    assert editable is not None
    mounts = {one["mountPath"] for one in serving["volumeMounts"] if one["name"] == "sources"}
    assert mounts == {f"/app/{name}" for name in (*editable.sources, *editable.scratch)}
    assert serving["command"] == list(editable.command)
    assert not {"livenessProbe", "startupProbe"} & serving.keys(), "a mistake must not end it"


@pytest.mark.parametrize("key", ["backend", "frontend"])
async def test_otherwise_none_of_that_is_there(tmp_path: Path, key: str) -> None:
    (spec,) = (await render(tmp_path, key)).all("Deployment")
    pod = spec["spec"]["template"]["spec"]
    assert "initContainers" not in pod
    assert "command" not in pod["containers"][0]
    assert [one["name"] for one in pod["volumes"]] == ["tmp"]


def verbs(rendered: Rendered) -> dict[str, set[str]]:
    """Each resource that the operations server's account may use, and how."""
    found: dict[str, set[str]] = {}
    for rule in rendered.named("Role", "todo-operations")["rules"]:
        for resource in rule["resources"]:
            found.setdefault(resource, set()).update(rule["verbs"])
    return found


async def test_the_operations_server_only_looks_unless_changes_are_allowed(tmp_path: Path) -> None:
    looks = await render(tmp_path / "a", "operations")
    mends = await render(tmp_path / "b", "operations", {"allowChanges": True})
    assert set().union(*verbs(looks).values()) == {"get", "list"}
    assert set().union(*verbs(mends).values()) == {"get", "list", "patch"}
    for rendered, said in ((looks, "false"), (mends, "true")):
        environment = rendered.named("Deployment", "todo-operations")["spec"]["template"]["spec"]
        variables = {one["name"]: one.get("value") for one in environment["containers"][0]["env"]}
        assert variables["TODO_MCP_CHANGES"] == said
        assert {"secrets", "pods/exec", "*"}.isdisjoint(verbs(rendered))
        assert rendered.all("ClusterRole") == []


async def test_the_operations_server_is_called_from_kagents_namespace_alone(tmp_path: Path) -> None:
    policy = (await render(tmp_path, "operations")).named("NetworkPolicy", "todo-operations")
    peers = [peer for rule in policy["spec"]["ingress"] for peer in rule["from"]]
    spaces = [one["namespaceSelector"] for one in peers if "namespaceSelector" in one]
    assert spaces == [{"matchLabels": {"kubernetes.io/metadata.name": "kagent"}}]
    assert selected(policy, "ingress") == {"todo-operations-test"}
