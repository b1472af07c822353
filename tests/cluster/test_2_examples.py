"""The builtin cluster, taught other people's kinds, would take every example of helm/."""

import json
from collections.abc import Iterator

import pytest

from tests.charts.crds import definition_files
from tests.charts.test_examples import EXAMPLES, objects
from tests.cluster.kubectl import Kubectl
from tests.todo import Said, succeed, todo

OFFER = ("apply", "--server-side", "--dry-run=server", "--force-conflicts", "--filename", "-")


def test_what_the_cluster_lacks_for_production_is_named_before_anything_is_built(
    first_up: Said, cluster: str
) -> None:
    del first_up
    if cluster != "builtin":
        pytest.skip("another cluster may have all of it: ./todo test --on builtin")
    before = succeed("plan", "--on", cluster).facts
    said = todo("up", "--on", cluster, "--profile", "production")
    assert said.code == 3
    for api in ("monitoring.coreos.com/v1", "gateway.networking.k8s.io/v1"):
        assert api in said.err
    assert "metrics.k8s.io" not in said.err  # metrics-server is there
    assert "build backend" not in said.err
    assert succeed("plan", "--on", cluster).facts == before, "it changed something"


@pytest.fixture
def taught(kubectl: Kubectl, cluster: str) -> Iterator[Kubectl]:
    """The cluster with the definitions in it, until the test ends."""
    if cluster != "builtin":
        pytest.skip("definitions come and go in a cluster of ours only: ./todo test --on builtin")
    files = [one for path in definition_files() for one in ("--filename", str(path))]
    try:
        kubectl.run("apply", "--server-side", *files)
        kubectl.run("wait", "--for=condition=Established", "--timeout=90s", *files)
        yield kubectl
    finally:
        kubectl.run("delete", "--ignore-not-found", *files)


def test_the_cluster_would_take_every_example(taught: Kubectl) -> None:
    namespace = taught.get("deployment", "todo-backend")["metadata"]["namespace"]
    for path in EXAMPLES:
        # Namespaces that a dry run makes are not there for what is in them.
        things = [one for one in objects(path) if one["kind"] != "Namespace"]
        for one in things:
            one["metadata"]["namespace"] = namespace
        said = taught.run(
            *OFFER, stdin=json.dumps({"kind": "List", "apiVersion": "v1", "items": things})
        )
        assert said.count("(server dry run)") == len(things), path.name


def test_what_only_the_server_knows_of_somebody_else_s_kind_is_refused(taught: Kubectl) -> None:
    path = next(one for one in EXAMPLES if one.stem == "gateway")
    gateway = next(one for one in objects(path) if one["kind"] == "Gateway")
    del gateway["metadata"]["namespace"]
    # Its rule, in the definition, is no schema but a sentence: a plain listener has no certificate.
    gateway["spec"]["listeners"][0]["protocol"] = "HTTP"
    with pytest.raises(AssertionError, match="tls must not be specified"):
        taught.run(*OFFER, stdin=json.dumps(gateway))
