import pytest

from deployer.diagnosis.families import crashes
from deployer.diagnosis.families.commands import RULES
from deployer.diagnosis.finding import Finding
from tests.diagnosis.families.running import only, run
from tests.diagnosis.objects import Tree, crashing, ended, owned, pod, snapshot, waiting

RUNC = (
    "failed to create containerd task: failed to create shim task: OCI runtime create failed: runc "
    "create failed: unable to start container process: error during container init: "
)
NO_FOLDER = (
    'error mounting "/var/lib/kubelet/pods/u/volumes/c" to rootfs at "/etc/app.conf": not a '
    "directory: Are you trying to mount a directory onto a file (or vice-versa)?"
)


def started_with(state: Tree, command: list[str], log: str = "") -> Finding:
    spec = {"containers": [{"name": "app", "image": "a:1", "command": command}]}
    web = pod("web-1", state, metadata=owned("DaemonSet", "web"), spec=spec)
    found = snapshot(web, logs={"web-1/app": log})
    assert run(crashes.RULES, found) == ()
    return only(RULES, found)


def start_error(said: str, reason: str = "StartError") -> Tree:
    return crashing(128, reason, lastState=ended(128, reason, message=RUNC + said))


@pytest.mark.parametrize(
    ("said", "rule", "part"),
    [
        (
            'exec: "uvicrn": executable file not found in $PATH',
            "crash.command-not-found",
            "no program uvicrn",
        ),
        (
            'exec: "/app/run": stat /app/run: no such file or directory',
            "crash.command-not-found",
            "no program /app/run",
        ),
        (
            'exec: "/app/run.sh": permission denied',
            "crash.not-executable",
            "/app/run.sh may not be executed",
        ),
        (
            'chdir to cwd ("/srv") set in config.json failed: no such file or directory',
            "config.working-directory",
            "/srv does not exist",
        ),
        (
            NO_FOLDER,
            "config.mount-path",
            "/etc/app.conf: one is a file",
        ),
        ("something new", "crash.not-started", "something new"),
    ],
)
def test_what_the_runtime_says(said: str, rule: str, part: str) -> None:
    finding = started_with(start_error(said), ["x"])
    assert finding.rule == rule
    assert part in finding.cause
    refused = waiting("RunContainerError", RUNC + said)
    assert only(RULES, snapshot(pod("web-1", refused))).rule == rule


def test_docker_has_a_reason_of_its_own() -> None:
    said = 'exec: "nope": executable file not found in $PATH'
    assert started_with(start_error(said, "ContainerCannotRun"), ["x"]).rule == (
        "crash.command-not-found"
    )


@pytest.mark.parametrize(
    ("log", "program"),
    [
        ("sh: 1: uvicrn: not found", "uvicrn"),
        ("/bin/sh: uvicrn: not found", "uvicrn"),
        ("bash: line 1: uvicrn: command not found", "uvicrn"),
        ("/docker-entrypoint.sh: 3: exec: uvicrn: not found", "uvicrn"),
    ],
)
def test_what_the_shell_says(log: str, program: str) -> None:
    finding = started_with(crashing(127), ["sh", "-c", "uvicrn main:app"], log)
    assert finding.rule == "crash.command-not-found"
    assert finding.cause == f"its image has no program {program}"
    assert finding.cure == "write uvicorn instead of uvicrn in its command"


def test_a_shell_that_says_nothing() -> None:
    assert started_with(crashing(127), ["x"]).cause == "its program was not found"


def test_line_ends_of_windows() -> None:
    log = "/usr/bin/env: 'python3\\r': No such file or directory"
    assert started_with(crashing(127), ["/run.sh"], log).rule == "crash.line-ends"


def test_a_program_without_the_right_to_run() -> None:
    finding = started_with(crashing(126), ["/run.sh"], "sh: /run.sh: Permission denied")
    assert finding.rule == "crash.not-executable"
    assert "chmod +x" in finding.cure


def test_a_slip_in_the_command_is_mended() -> None:
    said = 'exec: "pyhton3": executable file not found in $PATH'
    finding = started_with(start_error(said), ["pyhton3", "-m", "http.server"])
    assert finding.fix is not None
    assert finding.fix.patch is not None
    (changed,) = finding.fix.patch.body["spec"]["template"]["spec"]["containers"]
    assert changed == {"name": "app", "command": ["python3", "-m", "http.server"]}


def test_a_program_like_no_other_has_to_be_named_by_a_person() -> None:
    said = 'exec: "frobnicate": executable file not found in $PATH'
    assert "name a program" in started_with(start_error(said), ["frobnicate"]).cure


@pytest.mark.parametrize(
    "state",
    [
        crashing(1),
        crashing(
            128, "StartError", lastState=ended(128, "StartError", message="exec format error")
        ),
        crashing(
            128, lastState=ended(128, "StartError", message="container init was OOM-killed (…)")
        ),
        waiting("ContainerCreating"),
    ],
)
def test_other_ends_are_not_about_the_command(state: Tree) -> None:
    assert run(RULES, snapshot(pod("web-1", state))) == ()
