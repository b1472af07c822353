"""What is asked of minikube, and how its answers are read; they are those of minikube 1.38.1."""

import json
import sys
from pathlib import Path

import pytest

from deployer.clusters.base import State
from deployer.clusters.minikube import MinikubeCluster
from deployer.errors import MissingError
from deployer.events import ignore
from deployer.settings import settings

NOT_FOUND = "\n".join(
    json.dumps(
        {"specversion": "1.0", "type": "io.k8s.sigs.minikube.info", "data": {"message": said}}
    )
    for said in ('Profile "todo" not found.', 'To start a cluster, run: "minikube start -p todo"')
)
NODE = {"Name": "todo", "Host": "Running", "Kubelet": "Running", "APIServer": "Running"}
INNER = "tcp://192.168.49.2:2376"
DOCKER_ENV = f"""\
DOCKER_TLS_VERIFY=1
DOCKER_HOST={INNER}
DOCKER_CERT_PATH=/home/ada/.minikube/certs
MINIKUBE_ACTIVE_DOCKERD=todo
"""
IMAGE = "todo-backend:1"
ENGINE = {
    "ServerVersion": "29",
    "NCPU": 2,
    "MemTotal": 4 * 1024**3,
    "DockerRootDir": "/var/lib/docker",
}
PROGRAM = f"""#!{sys.executable} -S
import json, os, sys
from pathlib import Path

here = Path(__file__)
engine = os.environ.get("DOCKER_HOST", "")
call = dict(words=[here.name, *sys.argv[1:]], engine=engine, config=os.environ.get("KUBECONFIG"))
with (here.parent / "calls").open("a") as calls:
    calls.write(json.dumps(call) + "\\n")
if "load" in sys.argv:
    sys.stdin.read()
for words, where, text, code in json.loads((here.parent / "answers").read_text()):
    if set(words) <= set(call["words"]) and where == engine:
        print(text, end="")
        sys.exit(code)
"""


class Programs:
    """A minikube and a docker that answer what they are told to, and keep how they were called."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._answers: list[tuple[list[str], str, str, int]] = []
        for name in ("minikube", "docker"):
            (folder / name).write_text(PROGRAM, encoding="utf-8")
            (folder / name).chmod(0o755)

    def say(self, words: str, text: str, code: int = 0, engine: str = "") -> None:
        """Let a call with these words print something; the newest answer counts."""
        self._answers.insert(0, (words.split(), engine, text, code))
        (self._folder / "answers").write_text(json.dumps(self._answers), encoding="utf-8")

    def calls(self, word: str) -> list[dict[str, str]]:
        """Return the calls with this word."""
        lines = (self._folder / "calls").read_text(encoding="utf-8").splitlines()
        found = [json.loads(line) for line in lines]
        return [{**one, "words": " ".join(one["words"])} for one in found if word in one["words"]]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    found = Programs(folder)
    found.say("docker info", json.dumps(ENGINE))
    found.say("minikube status", json.dumps(NODE))
    found.say("minikube docker-env", DOCKER_ENV)
    return found


@pytest.mark.parametrize(
    ("said", "code", "state"),
    [
        (json.dumps(NODE), 0, State.RUNNING),
        (json.dumps(NODE | {"Host": "Stopped", "Kubelet": "Stopped"}), 7, State.STOPPED),
        (json.dumps([NODE, NODE | {"Name": "todo-m02", "Worker": True}]), 0, State.RUNNING),
        (NOT_FOUND, 85, State.ABSENT),
        (NOT_FOUND.splitlines()[0], 85, State.ABSENT),
    ],
)
async def test_the_state_of_the_profile_is_read(
    programs: Programs, said: str, code: int, state: State
) -> None:
    programs.say("minikube status", said, code)
    assert await MinikubeCluster().state() is state


async def test_it_starts_with_what_the_engine_can_spare(programs: Programs) -> None:
    programs.say("minikube status", NOT_FOUND, 85)
    config = settings().folder("minikube") / "kubeconfig"
    config.touch()
    access = await MinikubeCluster().start(ignore)
    (start,) = programs.calls("start")
    assert start["words"].startswith("minikube --profile todo start --driver=docker")
    assert "--interactive=false" in start["words"]
    assert "--cpus=2 --memory=3072mb" in start["words"]  # wanted: 4 and 8192mb
    assert start["config"] == str(config) == str(access.kubeconfig)
    assert access.context == "todo"


async def test_a_running_one_is_left_as_it_is(programs: Programs) -> None:
    (settings().folder("minikube") / "kubeconfig").touch()
    await MinikubeCluster().start(ignore)
    assert not programs.calls("start")


async def test_without_a_kubeconfig_it_says_how_to_start(programs: Programs) -> None:
    del programs
    with pytest.raises(MissingError) as failure:
        await MinikubeCluster().access()
    assert failure.value.cure == "./todo up --on minikube"


async def test_only_an_image_that_differs_goes_into_the_node(programs: Programs) -> None:
    programs.say(f"image inspect {IMAGE}", "sha256:new\n")
    programs.say(f"image inspect {IMAGE}", "sha256:old\n", engine=INNER)
    routed = await MinikubeCluster().route_images([IMAGE], ignore)
    assert routed[IMAGE].loaded
    (load,) = programs.calls("load")
    assert load["engine"] == INNER
    programs.say(f"image inspect {IMAGE}", "sha256:new\n", engine=INNER)
    routed = await MinikubeCluster().route_images([IMAGE], ignore)
    assert routed[IMAGE].image_id == "sha256:new"
    assert len(programs.calls("load")) == 1


async def test_deleting_takes_the_kubeconfig_too(programs: Programs) -> None:
    config = settings().folder("minikube") / "kubeconfig"
    config.touch()
    assert await MinikubeCluster().stop(ignore, delete=True) == ("minikube profile todo",)
    assert programs.calls("delete")
    assert not config.exists()


async def test_what_is_not_there_needs_no_stop(programs: Programs) -> None:
    programs.say("minikube status", NOT_FOUND, 85)
    assert await MinikubeCluster().stop(ignore, delete=True) == ()
    assert not programs.calls("delete")
