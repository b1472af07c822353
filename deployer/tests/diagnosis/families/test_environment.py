import pytest

from deployer.diagnosis.families.environment import RULES
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import Tree, crashing, owned, pod, service, snapshot, status

LINKED = "ValueError: invalid literal for int() with base 10: 'tcp://10.96.0.10:5432'"
POSTGRES = service("my-db", spec={"clusterIP": "10.96.0.10"})
OWNED = owned("DaemonSet", "web")


def test_a_service_s_variable_is_taken_for_a_setting() -> None:
    broken = pod("web-1", crashing(1), metadata=OWNED)
    finding = only(RULES, snapshot(broken, POSTGRES, logs={"web-1/app": f"Traceback\n{LINKED}"}))
    assert finding.rule == "config.service-links"
    assert "sets MY_DB_PORT because there is a Service my-db" in finding.cause
    assert finding.fix is not None
    assert finding.fix.patch is not None
    (one,) = finding.fix.patch.body["spec"]["template"]["spec"]["containers"]
    assert one == {"name": "app", "env": [{"name": "MY_DB_PORT", "value": "80"}]}


def test_a_service_with_many_ports_leaves_no_guess() -> None:
    broken = pod("web-1", crashing(1), metadata=OWNED)
    ports = [{"name": "a", "port": 1}, {"name": "b", "port": 2}]
    many = service("my-db", spec={"clusterIP": "10.96.0.10", "ports": ports})
    finding = only(RULES, snapshot(broken, many, logs={"web-1/app": LINKED}))
    assert finding.fix is not None
    assert finding.fix.patch is not None
    assert finding.fix.patch.body["spec"]["template"]["spec"] == {"enableServiceLinks": False}


@pytest.mark.parametrize(("env", "count"), [([], 1), ([{"name": "MY_DB_PORT", "value": "1"}], 0)])
def test_without_a_log_the_command_tells_what_is_read(env: list[Tree], count: int) -> None:
    command = ["python3", "-c", "int(os.environ['MY_DB_PORT'])"]
    spec = {"containers": [{"name": "app", "image": "a:1", "command": command, "env": env}]}
    found = run(RULES, snapshot(pod("web-1", crashing(1), spec=spec), POSTGRES))
    assert [one.rule for one in found] == ["config.service-links"] * count


@pytest.mark.parametrize(
    ("state", "spec", "log"),
    [
        (status(), {}, LINKED),
        (crashing(1), {"enableServiceLinks": False}, LINKED),
        (crashing(1), {}, "invalid value tcp://10.96.0.99:5432"),
        (crashing(1), {}, "connecting to http://10.96.0.10:80"),
    ],
)
def test_addresses_in_a_log_that_mean_nothing(state: Tree, spec: Tree, log: str) -> None:
    one = pod("web-1", state, spec=spec)
    assert run(RULES, snapshot(one, POSTGRES, logs={"web-1/app": log})) == ()


def hardened(*, read_only: bool = True) -> Tree:
    security = {"readOnlyRootFilesystem": read_only}
    return {
        "spec": {"containers": [{"name": "app", "image": "a:1", "securityContext": security}]},
        "metadata": OWNED,
    }


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ("OSError: [Errno 30] Read-only file system: '/app/cache/x.db'", "/app/cache"),
        ("Error: EROFS: read-only file system, open '/app/.next/cache/a'", "/app/.next/cache"),
        (
            'nginx: mkdir() "/var/cache/nginx/client" failed (30: Read-only file system)',
            "/var/cache/nginx",
        ),
    ],
)
def test_a_program_that_needs_to_write(line: str, folder: str) -> None:
    broken = pod("web-1", crashing(1), **hardened())
    finding = only(RULES, snapshot(broken, logs={"web-1/app": f"start\n{line}\nend"}))
    assert finding.rule == "config.read-only"
    assert finding.evidence[1].value == line
    assert finding.fix is not None
    assert finding.fix.patch is not None
    spec = finding.fix.patch.body["spec"]["template"]["spec"]
    assert spec["volumes"] == [{"name": "writable", "emptyDir": {}}]
    (mounted,) = spec["containers"][0]["volumeMounts"]
    assert mounted == {"name": "writable", "mountPath": folder}


def test_nothing_is_mounted_over_the_root() -> None:
    broken = pod("web-1", crashing(1), **hardened())
    said = "[Errno 30] Read-only file system: '/out.txt'"
    finding = only(RULES, snapshot(broken, logs={"web-1/app": said}))
    assert finding.fix is not None
    assert not finding.fix.automatic


@pytest.mark.parametrize(
    ("state", "read_only", "log"),
    [
        (status(), True, "Read-only file system: '/a/b'"),
        (crashing(1), False, "Read-only file system: '/a/b'"),
        (crashing(1), True, "Permission denied: '/a/b'"),
    ],
)
def test_other_trouble_with_files(state: Tree, log: str, *, read_only: bool) -> None:
    one = pod("web-1", state, **hardened(read_only=read_only))
    assert run(RULES, snapshot(one, logs={"web-1/app": log})) == ()
