"""Definitions of other people's kinds, from pinned versions of the Go modules that hold them."""

import json
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import anyio
import pytest
import yaml
from jsonschema import Draft202012Validator

from deployer.errors import DeployerError
from deployer.settings import settings
from deployer.tools.go import find_go

OLDEST_GO = (1, 24)
type Tree = dict[str, Any]


class Module(NamedTuple):
    """A module, the checksum of its content, and the files of it that define kinds."""

    path: str
    version: str
    checksum: str
    files: tuple[str, ...]


MODULES = (
    Module(
        "sigs.k8s.io/gateway-api",
        "v1.4.0",
        "h1:ZwlNM6zOHq0h3WUX2gfByPs2yAEsy/EenYJB78jpQfQ=",
        (
            "config/crd/standard/gateway.networking.k8s.io_gateways.yaml",
            "config/crd/standard/gateway.networking.k8s.io_httproutes.yaml",
        ),
    ),
    Module(
        "github.com/prometheus-operator/prometheus-operator",
        "v0.85.0",
        "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=",
        ("example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",),
    ),
    Module(
        "github.com/cloudnative-pg/cloudnative-pg",
        "v1.27.0",
        "h1:mp0zlYO4vKAJmQdArWORWKr1lmB4Hj8JeBQGX5RBnpg=",
        ("config/crd/bases/postgresql.cnpg.io_clusters.yaml",),
    ),
)


@cache
def definition_files() -> tuple[Path, ...]:
    """The files of all modules, fetched once; without Go and its proxy the test is skipped."""
    try:
        go = anyio.run(find_go, OLDEST_GO, lambda _: None)
        return tuple(path for module in MODULES for path in _fetched(go, module))
    except (DeployerError, subprocess.CalledProcessError) as error:
        if settings().ci:
            raise
        pytest.skip(f"needs Go's module proxy: {error}")


def _fetched(go: str, module: Module) -> Iterator[Path]:
    folder = settings().folder("go", "crds")
    # The checksum is pinned above: no database has to be asked for it.
    env = {"GOMODCACHE": str(folder), "GOFLAGS": "-modcacherw", "GONOSUMDB": "*"}
    ended = subprocess.run(
        [go, "mod", "download", "-json", f"{module.path}@{module.version}"],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, **env, "GOTOOLCHAIN": "local"},
    )
    said = json.loads(ended.stdout)
    assert said["Sum"] == module.checksum, module.path
    for name in module.files:
        yield Path(said["Dir"], name)


@cache
def validators() -> dict[tuple[str, str], Draft202012Validator]:
    """The schema of each kind, by its API version and its name; unknown fields are refused."""
    found = {}
    for path in definition_files():
        spec = yaml.safe_load(path.read_text(encoding="utf-8"))["spec"]
        for version in spec["versions"]:
            schema = strict(version["schema"]["openAPIV3Schema"])
            api = f"{spec['group']}/{version['name']}"
            found[api, spec["names"]["kind"]] = Draft202012Validator(schema)
    return found


def strict(schema: Tree) -> Tree:
    """Return a definition's schema as one for JSON, in which only named fields may be."""
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["integer", "string"]}
    made = {key: value for key, value in schema.items() if not key.startswith("x-kubernetes")}
    for key in ("items", "additionalProperties"):
        if isinstance(made.get(key), dict):
            made[key] = strict(made[key])
    if "properties" in made:
        made["properties"] = {name: strict(one) for name, one in made["properties"].items()}
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            made.setdefault("additionalProperties", False)
    if made.pop("nullable", False) and "type" in made:
        made["type"] = [made["type"], "null"]
    return made
