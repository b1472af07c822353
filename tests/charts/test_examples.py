"""The examples of each profile, and of what production stands on, fit their kinds' schemas."""

import copy
from pathlib import Path
from typing import Any

import kubernetes_validate  # type: ignore[import-untyped]  # it ships no types
import pytest
import yaml
from jsonschema import ValidationError

from deployer.agents._charts.matrix import VERSIONS
from deployer.app import load_app
from tests.charts.crds import validators
from tests.todo import ROOT

HELM = ROOT / "helm"
EXAMPLES = sorted((*HELM.glob("examples/*.yaml"), *HELM.glob("platform/*.yaml")))
type Tree = dict[str, Any]


def objects(path: Path) -> list[Tree]:
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


def check(thing: Tree) -> None:
    """Compare an object with the schema of its kind, whoever defines it.

    Raises:
        ValidationError: It does not fit.
    """
    validator = validators().get((thing["apiVersion"], thing["kind"]))
    if validator is not None:
        validator.validate(thing)
        return
    kubernetes_validate.validate(thing, VERSIONS[-1], strict=True)


def of_kind(path: Path, kind: str) -> list[Tree]:
    return [one for one in objects(path) if one["kind"] == kind]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_object_fits_the_schema_of_its_kind(path: Path) -> None:
    found = objects(path)
    assert found
    for one in found:
        check(one)


def test_there_is_an_example_of_each_profile() -> None:
    names = {path.stem for path in HELM.glob("examples/*.yaml")}
    assert names == set(load_app().profiles) == {"local", "production"}


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("ServiceMonitor", ("spec", "endpoints", 0)),
        ("HTTPRoute", ("spec", "rules", 0)),
    ],
)
def test_a_slip_in_somebody_else_s_kind_is_found(kind: str, path: tuple[str | int, ...]) -> None:
    thing = copy.deepcopy(of_kind(HELM / "examples/production.yaml", kind)[0])
    at: Any = thing
    for step in path:
        at = at[step]
    at["slip"] = "of a pen"
    with pytest.raises(ValidationError, match="slip"):
        check(thing)


def test_what_runs_in_production_meets_on_what_the_platform_offers() -> None:
    route = of_kind(HELM / "examples/production.yaml", "HTTPRoute")[0]
    gateway = of_kind(HELM / "platform/gateway.yaml", "Gateway")[0]
    parent = route["spec"]["parentRefs"][0]
    listener = gateway["spec"]["listeners"][0]
    assert (parent["name"], parent["namespace"]) == (
        gateway["metadata"]["name"],
        gateway["metadata"]["namespace"],
    )
    assert listener["hostname"] in route["spec"]["hostnames"]
    cluster = of_kind(HELM / "platform/database.yaml", "Cluster")[0]["metadata"]
    at = load_app().profiles["production"].database
    assert at is not None
    assert at.name == f"{cluster['name']}-app"
    assert cluster["namespace"] == load_app().namespace


def test_no_example_holds_a_secret() -> None:
    for path in EXAMPLES:
        assert of_kind(path, "Secret") == []
