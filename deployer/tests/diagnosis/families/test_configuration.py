import pytest
from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.families.configuration import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import (
    Tree,
    config_map,
    event,
    owned,
    pod,
    secret,
    snapshot,
    status,
    waiting,
)

STARTING = waiting("ContainerCreating")


def refused(said: str) -> Tree:
    return waiting("CreateContainerConfigError", said)


def needs(*env: Tree, state: Tree = STARTING, **more: object) -> Pod:
    one = {"name": "app", "image": "registry.example/app:1", "env": list(env), **more}
    return pod("web-1", state, metadata=owned("DaemonSet", "web"), spec={"containers": [one]})


def from_key(name: str, kind: str, holder: str, key: str, **more: object) -> Tree:
    return {"name": name, "valueFrom": {f"{kind}KeyRef": {"name": holder, "key": key, **more}}}


def mounts(volume: Tree, state: Tree = STARTING) -> Pod:
    spec = {"volumes": [{"name": "files", **volume}]}
    return pod("web-1", state, metadata=owned("DaemonSet", "web"), spec=spec)


@pytest.mark.parametrize(
    ("message", "rule", "part"),
    [
        ('secret "todo-backend" not found', "config.secret-missing", "Secret todo-backend"),
        ('configmap "todo-web" not found', "config.configmap-missing", "ConfigMap todo-web"),
        (
            "couldn't find key DATABASE_URL in Secret todo/todo-backend",
            "config.key-missing",
            "Secret todo-backend has no key DATABASE_URL",
        ),
        (
            "couldn't find key LEVEL in ConfigMap todo/todo-web",
            "config.key-missing",
            "ConfigMap todo-web has no key LEVEL",
        ),
    ],
)
@pytest.mark.parametrize("unreadable", [{}, {"Secret": "forbidden", "ConfigMap": "forbidden"}])
def test_the_kubelet_is_believed(
    message: str, rule: str, part: str, unreadable: dict[str, str]
) -> None:
    finding = only(RULES, snapshot(pod("web-1", refused(message)), unreadable=unreadable))
    assert finding.rule == rule
    assert part in finding.cause
    assert finding.patience == 0
    assert str(finding.object) == "Pod web-1/app"
    assert finding.evidence[-1].value == message


def test_what_is_there_by_now_is_not_missing() -> None:
    broken = pod("web-1", refused('secret "late" not found'))
    assert run(RULES, snapshot(broken, secret("late"))) == ()


@pytest.mark.parametrize(("kind", "field"), [("ConfigMap", "configMap"), ("Secret", "secret")])
def test_a_missing_object_is_found_before_the_kubelet_says_so(kind: str, field: str) -> None:
    finding = only(RULES, snapshot(needs(from_key("LEVEL", field, "settings", "level"))))
    assert finding.rule == f"config.{kind.lower()}-missing"
    assert finding.evidence[0].what == "env LEVEL"
    assert finding.evidence[0].value == f"{kind} settings, key level"
    assert (
        f"create {'secret generic' if kind == 'Secret' else 'configmap'} settings" in finding.cure
    )
    assert "--from-literal=level=VALUE -n shop" in finding.cure


def test_all_keys_that_are_missing_are_one_finding() -> None:
    one = needs(from_key("A", "secret", "s", "alpha"), from_key("B", "secret", "s", "beta"))
    finding = only(RULES, snapshot(one, secret("s", "other")))
    assert finding.cause == "the Secret s has no keys alpha, beta"


def test_a_slip_in_a_name_is_mended() -> None:
    one = needs(from_key("URL", "secret", "app-secrets", "url"))
    finding = only(RULES, snapshot(one, secret("app-secret", "url")))
    assert finding.cause.endswith("the nearest that exists is app-secret")
    assert finding.fix is not None
    assert finding.fix.patch is not None
    assert finding.fix.patch.body["spec"]["template"]["spec"]["containers"][0]["env"] == [
        {"name": "URL", "valueFrom": {"secretKeyRef": {"name": "app-secret", "key": "url"}}}
    ]
    assert finding.fix.undo == "kubectl rollout undo daemonset/web -n shop"


def test_a_slip_in_a_key_is_mended() -> None:
    one = needs(from_key("URL", "configMap", "settings", "LOG_LEVL"))
    finding = only(RULES, snapshot(one, config_map("settings", "LOG_LEVEL", "PORT")))
    assert finding.rule == "config.key-missing"
    assert finding.cause.endswith("the nearest that exists is LOG_LEVEL")
    assert finding.cure == "use ConfigMap settings/LOG_LEVEL in DaemonSet web"


def test_a_similar_object_without_the_key_is_not_put_in_its_place() -> None:
    one = needs(from_key("URL", "secret", "app-secrets", "url"))
    finding = only(RULES, snapshot(one, secret("app-secret", "password")))
    assert finding.fix is not None
    assert not finding.fix.automatic


def test_the_whole_environment_from_what_is_missing() -> None:
    sources = [{"configMapRef": {"name": "setting"}}, {"secretRef": {"name": "keys"}}]
    known = (config_map("settings", "A"), secret("keys", "B"))
    finding = only(RULES, snapshot(needs(envFrom=sources), *known))
    assert finding.rule == "config.configmap-missing"
    assert finding.fix is not None
    assert finding.fix.patch is not None
    (patched,) = finding.fix.patch.body["spec"]["template"]["spec"]["containers"]
    assert patched["envFrom"] == [
        {"configMapRef": {"name": "settings"}},
        {"secretRef": {"name": "keys"}},
    ]


@pytest.mark.parametrize(
    ("volume", "rule"),
    [
        ({"configMap": {"name": "conf"}}, "config.configmap-missing"),
        ({"secret": {"secretName": "conf"}}, "config.secret-missing"),
        ({"projected": {"sources": [{"secret": {"name": "conf"}}]}}, "config.secret-missing"),
    ],
)
def test_volumes_of_what_is_missing(volume: Tree, rule: str) -> None:
    said = 'MountVolume.SetUp failed for volume "files" : configmap "conf" not found'
    finding = only(RULES, snapshot(mounts(volume), event("Pod/web-1", "FailedMount", said)))
    assert finding.rule == rule
    assert str(finding.object) == "Pod web-1"
    assert finding.evidence[0].what == "volume files"
    assert finding.evidence[1].value == said


def test_a_volume_of_a_key_that_is_missing() -> None:
    volume = {"configMap": {"name": "conf", "items": [{"key": "nginx.cnf", "path": "a"}]}}
    finding = only(RULES, snapshot(mounts(volume), config_map("conf", "nginx.conf")))
    assert finding.rule == "config.key-missing"
    assert "nginx.cnf; the nearest that exists is nginx.conf" in finding.cause


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ('MountVolume.SetUp failed for volume "files" : secret "conf" not found', "secret-missing"),
        (
            'MountVolume.SetUp failed for volume "files" : references non-existent secret key: k',
            "key-missing",
        ),
    ],
)
def test_volumes_are_judged_by_events_where_secrets_may_not_be_read(said: str, rule: str) -> None:
    one = mounts({"secret": {"secretName": "conf"}})
    told = event("Pod/web-1", "FailedMount", said)
    finding = only(RULES, snapshot(one, told, unreadable={"Secret": "forbidden"}))
    assert finding.rule == f"config.{rule}"
    assert "Secret conf" in finding.cause


def test_what_runs_is_only_warned_of() -> None:
    one = needs(from_key("LEVEL", "configMap", "settings", "level"), state=status())
    finding = only(RULES, snapshot(one))
    assert (finding.severity, finding.patience) == ("warning", None)


@pytest.mark.parametrize(
    "one",
    [
        needs(from_key("A", "secret", "none", "a", optional=True)),
        needs(envFrom=[{"secretRef": {"name": "none", "optional": True}}]),
        needs(from_key("A", "secret", "there", "a")),
        needs(
            {"name": "A", "value": "1"},
            {"name": "B", "valueFrom": {"fieldRef": {"fieldPath": "x"}}},
        ),
        mounts({"configMap": {"name": "none", "optional": True}}),
        mounts({"secret": {"secretName": "there"}}),
        mounts({"emptyDir": {}}),
    ],
)
def test_what_is_optional_or_there_is_not_missing(one: Pod) -> None:
    assert run(RULES, snapshot(one, secret("there", "a"))) == ()


def test_what_cannot_be_read_is_not_missing() -> None:
    one = needs(from_key("A", "secret", "s", "a"))
    assert run(RULES, snapshot(one, unreadable={"Secret": "forbidden"})) == ()


def test_a_cache_that_is_not_filled_yet_is_no_failure() -> None:
    said = 'MountVolume.SetUp failed for volume "files" : failed to sync secret cache: timed out'
    one = mounts({"secret": {"secretName": "there"}})
    assert run(RULES, snapshot(one, secret("there"), event("Pod/web-1", "FailedMount", said))) == ()


@pytest.mark.parametrize("phase", ["Succeeded", "Failed"])
def test_pods_that_are_done_need_nothing(phase: str) -> None:
    done = needs(from_key("A", "secret", "s", "a"))
    assert done.status
    done.status.phase = phase
    assert run(RULES, snapshot(done)) == ()


def test_our_own_configuration_is_put_back() -> None:
    said = 'secret "todo-backend" not found'
    ours = pod("web-1", refused(said), labels={"app.kubernetes.io/part-of": "todo"})
    assert only(RULES, snapshot(ours)).cure == "./todo up"
